//! Signed releases: one signer or two, and every way in which a signature fails.

use std::path::PathBuf;

use minisign::KeyPair;

use crate::harness::{Said, text};
use crate::rules::Rules;

/// A key pair in two files, as minisign writes them.
struct Keys {
    public: PathBuf,
    secret: PathBuf,
}

fn keys(rules: &Rules, name: &str) -> Keys {
    let KeyPair { pk, sk } = KeyPair::generate_unencrypted_keypair().unwrap();
    let (public, secret) = (rules.beside(&format!("{name}.pub")), rules.beside(&format!("{name}.key")));
    std::fs::write(&public, pk.to_box().unwrap().into_string()).unwrap();
    std::fs::write(&secret, sk.to_box(None).unwrap().into_string()).unwrap();
    Keys { public, secret }
}

const ONE: &str = "releases/2026-11-23.toml.minisig";
const BUREAU: &str = "releases/2030-01-01.toml.bureau.minisig";
const REGULATOR: &str = "releases/2030-01-01.toml.regulator.minisig";

fn sign(rules: &Rules, id: &str, role: Option<&str>, keys: &Keys) -> Said {
    let start = ["factors", "sign", id, "--key", text(&keys.secret)];
    rules.call(&[&start[..], &role.map_or_else(Vec::new, |role| vec!["--as", role])].concat())
}

fn verify(rules: &Rules, keys: &[String]) -> Said {
    let keys: Vec<&str> = keys.iter().flat_map(|key| ["--key", key.as_str()]).collect();
    rules.call(&[&["factors", "verify"][..], &keys].concat())
}

fn run(rules: &Rules, out: &str, keys: &[String]) -> Said {
    let out = rules.beside(out);
    let keys: Vec<&str> = keys.iter().flat_map(|key| ["--key", key.as_str()]).collect();
    let start = ["run", "samples/seven", "--period", "2024-06", "--out", text(&out), "--require-signed"];
    rules.call(&[&start[..], &keys].concat())
}

#[test]
fn a_release_that_names_no_roles_has_one_signature() {
    let rules = Rules::copy();
    let (mine, other) = (keys(&rules, "mine"), keys(&rules, "other"));
    let (trusted, strange) = ([text(&mine.public).to_owned()], [text(&other.public).to_owned()]);
    assert!(verify(&rules, &trusted).expect(2).err.contains(&format!("{ONE}: there is no such signature")));
    assert!(run(&rules, "unsigned", &trusted).expect(2).err.contains(ONE));
    assert!(sign(&rules, "2026-11-23", Some("bureau"), &mine).expect(2).err.contains("names no roles"));
    assert!(sign(&rules, "2020-01-01", None, &mine).expect(2).err.contains("2020-01-01"));
    sign(&rules, "2026-11-23", None, &mine).expect(0);
    assert!(verify(&rules, &trusted).expect(0).out.contains(ONE));
    run(&rules, "signed", &trusted).expect(0);
    assert!(verify(&rules, &strange).expect(2).err.contains("a key that you do not trust"));
    assert!(run(&rules, "strange", &strange).expect(2).err.contains(ONE));
    // Without `--key`, `--require-signed` means nothing.
    run(&rules, "keyless", &[]).expect(2);
    // The rest of the rules do not mind a signature beside them.
    rules.call(&["factors", "lint"]).expect(0);
}

/// Another program reads what ours wrote.
#[test]
fn a_signature_is_one_for_others_too() {
    let rules = Rules::copy();
    let mine = keys(&rules, "mine");
    sign(&rules, "2026-11-23", None, &mine).expect(0);
    let key = minisign_verify::PublicKey::from_file(&mine.public).unwrap();
    let signature = minisign_verify::Signature::decode(&rules.read(ONE)).unwrap();
    let release = rules.read("releases/2026-11-23.toml");
    key.verify(release.as_bytes(), &signature, false).unwrap();
    assert!(key.verify(release.replace('1', "2").as_bytes(), &signature, false).is_err());
    assert_eq!(signature.trusted_comment(), "release:2026-11-23");
}

#[test]
fn every_flipped_letter_of_a_signature_is_noticed() {
    let rules = Rules::copy();
    let mine = keys(&rules, "mine");
    let trusted = [text(&mine.public).to_owned()];
    sign(&rules, "2026-11-23", None, &mine).expect(0);
    let good = rules.read(ONE);
    // The first line is a comment that nobody signs.
    let start = good.find('\n').unwrap() + 1;
    let letters: Vec<(usize, char)> = good[start..].char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric()).collect();
    for (at, letter) in letters.into_iter().step_by(7) {
        let other = if letter == 'A' { "B" } else { "A" };
        let mut bad = good.clone();
        bad.replace_range(start + at..=start + at, other);
        rules.write(ONE, &bad);
        assert!(verify(&rules, &trusted).expect(2).err.contains(ONE), "letter {at}");
    }
    rules.write(ONE, &good);
    verify(&rules, &trusted).expect(0);
}

/// Bureau and regulator: both must sign, each with a key of its own, each for its own role.
#[test]
fn two_signers_are_two() {
    let rules = Rules::copy();
    let (bureau, regulator) = (keys(&rules, "bureau"), keys(&rules, "regulator"));
    rules.publish("2030-01-01", &["--signer", "bureau", "--signer", "regulator"]).expect(0);
    let of = |role: &str, keys: &Keys| format!("{role}={}", text(&keys.public));
    let trusted = [of("bureau", &bureau), of("regulator", &regulator)];
    assert!(sign(&rules, "2030-01-01", None, &bureau).expect(2).err.contains("bureau, regulator"));
    sign(&rules, "2030-01-01", Some("bureau"), &bureau).expect(0);
    assert!(verify(&rules, &trusted).expect(2).err.contains(&format!("{REGULATOR}: there is no such signature")));
    sign(&rules, "2030-01-01", Some("regulator"), &regulator).expect(0);
    verify(&rules, &trusted).expect(0);
    run(&rules, "both", &trusted).expect(0);
    // Nobody vouches for a role without a key for it.
    assert!(verify(&rules, &trusted[..1]).expect(2).err.contains(REGULATOR));
    // Swapped.
    let (one, two) = (rules.read(BUREAU), rules.read(REGULATOR));
    rules.write(BUREAU, &two);
    rules.write(REGULATOR, &one);
    assert!(verify(&rules, &trusted).expect(2).err.contains(BUREAU));
    // One signer twice, even if the user names its key for both roles.
    rules.write(BUREAU, &one);
    sign(&rules, "2030-01-01", Some("regulator"), &bureau).expect(0);
    assert!(verify(&rules, &trusted).expect(2).err.contains(REGULATOR));
    let same = [of("bureau", &bureau), of("regulator", &bureau)];
    let said = verify(&rules, &same).expect(2);
    assert!(said.err.contains(REGULATOR) && said.err.contains("every role needs its own"), "{}", said.err);
    assert!(run(&rules, "twice", &same).expect(2).err.contains(REGULATOR));
    // Stripped.
    std::fs::remove_file(rules.path().join(BUREAU)).unwrap();
    assert!(run(&rules, "stripped", &trusted).expect(2).err.contains(BUREAU));
    // A signature for a role that the release does not name is a file that belongs to nobody.
    rules.write("releases/2030-01-01.toml.minister.minisig", &one);
    assert!(rules.call(&["factors", "releases"]).expect(2).err.contains("minister"));
}

/// A signature stands for one release: another with the same rules needs its own.
#[test]
fn a_signature_of_another_release_is_none() {
    let rules = Rules::copy();
    let mine = keys(&rules, "mine");
    sign(&rules, "2025-12-31", None, &mine).expect(0);
    rules.write(ONE, &rules.read("releases/2025-12-31.toml.minisig"));
    let said = verify(&rules, &[text(&mine.public).to_owned()]).expect(2);
    assert!(said.err.contains(&format!("{ONE}: it is no signature, or not one of this release")), "{}", said.err);
}

#[test]
fn a_key_that_is_none_is_named() {
    let rules = Rules::copy();
    let mine = keys(&rules, "mine");
    std::fs::write(rules.beside("no.key"), "no key\n").unwrap();
    let broken = rules.beside("no.key");
    let said = rules.call(&["factors", "sign", "2026-11-23", "--key", text(&broken)]).expect(2);
    assert!(said.err.contains("no.key"), "{}", said.err);
    assert!(verify(&rules, &[text(&broken).to_owned()]).expect(2).err.contains("no.key"));
    let password = rules.beside("password");
    std::fs::write(&password, "wrong\n").unwrap();
    rules.call(&["factors", "sign", "2026-11-23", "--key", text(&mine.secret), "--password-file", text(&password)]).expect(2);
}
