//! `factors show`: an item or a factor id, with its sources, in every version.

use std::collections::BTreeSet;

use carbonlabel::factor::{FactorRow, FactorTable};
use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::nearest;
use carbonlabel::release::{Release, RuleBook};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, rule_book};
use super::super::terminal;
use super::super::words::Words;
use super::output;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("show", words, "显示某品种或某因子的各个版本及来源", "Show an item or a factor in every version, with its sources")
        .arg(
            options::position("what", "ITEM|FACTOR_ID", words, "品种（代码或名称）或因子编号", "An item (code or name) or a factor's id")
                .required(true)
                .num_args(1..),
        )
        .arg(options::factors(words))
        .arg(output::format(words))
}

/// One factor row, with the versions of its table that hold it in this form and the releases that pin them.
struct Found {
    table: String,
    versions: Vec<String>,
    releases: Vec<String>,
    cells: Vec<String>,
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let releases: Vec<Release> =
        book.releases().iter().map(|(release, _)| book.whole_release(Some(&release.id))).collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for what in matches.get_many::<String>("what").into_iter().flatten() {
        found.extend(find(&book, &releases, what)?);
    }
    let header: Vec<&str> = ["table", "version", "releases"].into_iter().chain(FactorRow::COLUMNS.iter().copied()).collect();
    let rows: Vec<Vec<String>> = found.iter().map(Found::row).collect();
    output::show(matches, &header, &rows, || found.iter().map(|found| found.text(language)).collect::<Vec<_>>().join("\n"))?;
    Ok(Verdict::Clean)
}

/// Rows of an item or an id; a version that several releases pin is shown once, and one that none pins has none.
fn find(book: &RuleBook, releases: &[Release], what: &str) -> Result<Vec<Found>, Fault> {
    let mut found: Vec<Found> = Vec::new();
    let mut names = BTreeSet::new();
    for release in releases {
        let nomenclature = release.nomenclature();
        let item = nomenclature.items.find(what).map(|id| nomenclature.items.get(id).code.clone());
        let newest = book.releases().last().is_some_and(|(newest, _)| newest.id == release.id());
        let shelf = if newest { book.shelf(nomenclature)? } else { Vec::new() };
        let pinned = release.tables().iter().map(|table| (table, Some(release.id())));
        for (table, id) in pinned.chain(shelf.iter().map(|table| (table, None))) {
            for row in table.rows().iter().filter(|row| row.id == what || Some(&row.item) == item.as_ref()) {
                add(&mut found, id, table, row.cells(nomenclature));
            }
            names.extend(table.rows().iter().map(|row| row.id.clone()));
        }
        names.extend(nomenclature.items.names().map(str::to_owned));
    }
    // The forms of one row stand side by side.
    found.sort_by(|a, b| (&a.table, a.cells.first()).cmp(&(&b.table, b.cells.first())));
    if found.is_empty() {
        let nearest = nearest(what, names.iter().map(String::as_str)).map(str::to_owned);
        return Err(Fault::UnknownName { wanted: what.to_owned(), nearest });
    }
    Ok(found)
}

fn add(found: &mut Vec<Found>, release: Option<&str>, table: &FactorTable, cells: Vec<String>) {
    let release = release.map(str::to_owned);
    let Some(same) = found.iter_mut().find(|other| other.table == table.name && other.cells == cells) else {
        let (table, versions) = (table.name.clone(), vec![table.version.clone()]);
        found.push(Found { table, versions, releases: release.into_iter().collect(), cells });
        return;
    };
    same.releases.extend(release);
    if !same.versions.contains(&table.version) {
        same.versions.push(table.version.clone());
    }
}

impl Found {
    fn row(&self) -> Vec<String> {
        [vec![self.table.clone(), self.versions.join(" "), self.releases.join(" ")], self.cells.clone()].concat()
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
        let none = language.pick("无：仅凭记忆、未见来源", "none: known from memory alone").to_owned();
        let releases = if self.releases.is_empty() { none } else { self.releases.join(", ") };
        let table = format!("{}/{}", self.table, self.versions.join(", "));
        let lines = [
            (language.pick("因子表", "table"), table),
            (language.pick("发布版", "releases"), releases),
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
