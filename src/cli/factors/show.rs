//! `factors show`: an item or a factor id, with its sources, in every version.

use std::collections::BTreeSet;

use carbonlabel::factor::FactorRow;
use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::nearest;
use carbonlabel::release::{Release, RuleBook};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, rule_book, text};
use super::super::terminal::{self, print};
use super::super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("show", words, "显示某品种或某因子的各个版本及来源", "Show an item or a factor in every version, with its sources")
        .arg(
            options::position("what", "ITEM|FACTOR_ID", words, "品种（代码或名称）或因子编号", "An item (code or name) or a factor's id")
                .required(true)
                .num_args(1..),
        )
        .arg(options::factors(words))
        .arg(options::format(words, &["text", "json", "csv"]))
}

/// One factor row in a version of its table, and the releases that pin it.
struct Found {
    table: String,
    version: String,
    releases: Vec<String>,
    cells: Vec<String>,
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let mut found = Vec::new();
    for what in matches.get_many::<String>("what").into_iter().flatten() {
        found.extend(find(&book, what)?);
    }
    let header: Vec<&str> = ["table", "version", "releases"].into_iter().chain(FactorRow::COLUMNS.iter().copied()).collect();
    let rows: Vec<Vec<String>> = found.iter().map(Found::row).collect();
    let shown = match text(matches, "format") {
        Some("json") => terminal::json(&header, &rows),
        Some("csv") => terminal::csv(&header, &rows)?,
        _ => found.iter().map(|found| found.text(language)).collect::<Vec<_>>().join("\n"),
    };
    print(&shown)?;
    Ok(Verdict::Clean)
}

/// Rows of an item or an id; a version that several releases pin is shown once.
fn find(book: &RuleBook, what: &str) -> Result<Vec<Found>, Fault> {
    let mut found: Vec<Found> = Vec::new();
    let mut names = BTreeSet::new();
    for (manifest, _) in book.releases() {
        let release = book.release(Some(&manifest.id))?;
        let nomenclature = release.nomenclature();
        let item = nomenclature.items.find(what).map(|id| nomenclature.items.get(id).code.clone());
        for table in release.tables() {
            for row in table.rows().iter().filter(|row| row.id == what || Some(&row.item) == item.as_ref()) {
                add(&mut found, &release, &table.name, &table.version, row);
            }
        }
        names.extend(nomenclature.items.names().map(str::to_owned));
        names.extend(release.tables().iter().flat_map(carbonlabel::factor::FactorTable::rows).map(|row| row.id.clone()));
    }
    if found.is_empty() {
        let nearest = nearest(what, names.iter().map(String::as_str)).map(str::to_owned);
        return Err(Fault::UnknownName { wanted: what.to_owned(), nearest });
    }
    Ok(found)
}

fn add(found: &mut Vec<Found>, release: &Release, table: &str, version: &str, row: &FactorRow) {
    let cells = row.cells(release.nomenclature());
    let same = found.iter_mut().find(|other| other.table == table && other.version == version && other.cells == cells);
    match same {
        Some(other) => other.releases.push(release.id().to_owned()),
        None => found.push(Found { table: table.to_owned(), version: version.to_owned(), releases: vec![release.id().to_owned()], cells }),
    }
}

impl Found {
    fn row(&self) -> Vec<String> {
        [vec![self.table.clone(), self.version.clone(), self.releases.join(" ")], self.cells.clone()].concat()
    }

    fn get(&self, column: &str) -> &str {
        let at = FactorRow::COLUMNS.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    fn text(&self, language: Language) -> String {
        let title = format!(
            "{}  {} {} = {} {}\n",
            self.get("factor_id"),
            self.get("item"),
            self.get("parameter"),
            self.get("value"),
            self.get("unit")
        );
        let validity = format!("{} .. {}", self.get("valid_from"), self.get("valid_to"));
        let source = format!("{} {} {}", self.get("source_title"), self.get("document_no"), self.get("source_table"));
        let table = format!("{}/{}", self.table, self.version);
        let lines = [
            (language.pick("因子表", "table"), table),
            (language.pick("发布版", "releases"), self.releases.join(", ")),
            (language.pick("地区", "region"), self.get("region").to_owned()),
            (language.pick("有效期", "valid"), validity),
            (language.pick("数据年份", "data year"), self.get("data_year").to_owned()),
            (language.pick("公布日期", "published"), self.get("published_on").to_owned()),
            (language.pick("来源", "source"), source.trim().to_owned()),
            (language.pick("发布单位", "issuer"), self.get("issuer").to_owned()),
            (language.pick("网址", "address"), self.get("source_url").to_owned()),
            (language.pick("核对", "verified"), self.get("verified").to_owned()),
            (language.pick("备注", "note"), self.get("note").to_owned()),
        ];
        let rows: Vec<Vec<String>> =
            lines.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| vec![format!("  {name}"), value]).collect();
        title + &terminal::columns(&rows)
    }
}
