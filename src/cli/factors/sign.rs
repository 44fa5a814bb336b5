//! `factors sign` and `factors verify`: who stands behind a release.

use std::path::PathBuf;

use carbonlabel::finding::{Fault, Language};
use carbonlabel::release::{TrustedKey, sign, verify};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, chosen_id, option, rule_book, text};
use super::super::terminal::{print, say};
use super::super::words::Words;

/// `--key [ROLE=]FILE`, repeatable.
pub fn keys(words: Words) -> Arg {
    option(
        "key",
        words,
        "信任的 minisign 公钥；发布版指明签名角色时写作 角色=文件，可重复",
        "A public key of minisign that is trusted; ROLE=FILE where the release names roles; repeatable",
    )
    .value_name("[ROLE=]FILE")
    .action(ArgAction::Append)
}

/// The keys that were named.
pub fn trusted(matches: &ArgMatches) -> Result<Vec<TrustedKey>, Fault> {
    matches.get_many::<String>("key").into_iter().flatten().map(|text| TrustedKey::read(text)).collect()
}

/// What `sign` takes.
pub fn sign_command(words: Words) -> Command {
    let file = |name: &'static str, zh: &'static str, en: &'static str| {
        option(name, words, zh, en).value_name("FILE").value_parser(clap::value_parser!(PathBuf))
    };
    options::command("sign", words, "以 minisign 私钥签署发布版", "Sign a release with a secret key of minisign")
        .arg(options::position("id", "ID", words, "发布版的编号", "The release's id").required(true))
        .arg(options::factors(words).required(true))
        .arg(file("key", "minisign 私钥文件", "A file with a secret key of minisign").required(true))
        .arg(file("password-file", "含私钥密码的文件；无密码时不用", "A file with the key's password; not for a key without one"))
        .arg(option("as", words, "签名角色；发布版指明角色时必需", "The role; needed when the release names roles").value_name("ROLE"))
}

/// What `sign` does.
pub fn execute_sign(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let password = match path("password-file") {
        None => None,
        Some(file) => {
            let text = std::fs::read_to_string(&file).map_err(|error| Fault::read(&file, error))?;
            Some(text.lines().next().unwrap_or_default().to_owned())
        }
    };
    let (folder, key) = (path("factors").unwrap_or_default(), path("key").unwrap_or_default());
    let written = sign(&folder, text(matches, "id").unwrap_or_default(), text(matches, "as"), &key, password)?;
    say(&language.pick(format!("已签署：{written}"), format!("signed: {written}")));
    Ok(Verdict::Clean)
}

/// What `verify` takes.
pub fn verify_command(words: Words) -> Command {
    options::command("verify", words, "核对发布版的签名", "Verify the signatures of a release")
        .args(options::release(words))
        .arg(options::factors(words))
        .arg(keys(words).required(true))
}

/// What `verify` does.
pub fn execute_verify(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let newest = book.releases().last().map(|(release, _)| release.id.clone()).unwrap_or_default();
    let id = chosen_id(matches, &book)?.map_or(newest, str::to_owned);
    let good = verify(&book, &id, &trusted(matches)?)?;
    let lines = good.iter().map(|file| language.pick(format!("{file}：签名有效\n"), format!("{file}: good\n")));
    print(&lines.collect::<String>())?;
    Ok(Verdict::Clean)
}
