//! The samples: every figure that their pages print is the program's, so that no page can rot.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::harness::{Row, carbonlabel, grades, ledger, root, run, table, temp, text};

/// The rows of a Markdown table whose header begins with the cell `first`, cells trimmed and bold marks taken off.
pub fn markdown(page: &str, header: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner.split('|').map(|cell| cell.trim().replace("**", "")).collect()
    };
    let mut lines = page.lines().skip_while(|line| *line != header);
    assert_eq!(lines.next(), Some(header), "the page has no such table");
    let rows: Vec<Vec<String>> = lines.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "{header}");
    rows
}

pub fn page(place: &str) -> String {
    std::fs::read_to_string(root().join(place)).unwrap()
}

/// A minus sign as the pages print it, to the one in files.
pub fn plain(figure: &str) -> String {
    figure.replace('−', "-")
}

fn run_sample(name: &str, period: &str, code: i32) -> TempDir {
    let folder = temp();
    run(&root().join("samples").join(name), period, &folder.path().join("run"), &[]).expect(code);
    folder
}

/// The enterprise whose name holds a sign of the ten heavenly stems after the sample's word.
fn by_stem<'a>(grades: &'a BTreeMap<String, Row>, stem: &str) -> &'a Row {
    let found: Vec<&Row> =
        grades.values().filter(|row| row["name"].chars().nth(3 + usize::from(is_pencil(row))) == stem.chars().next()).collect();
    assert_eq!(found.len(), 1, "{stem}");
    found[0]
}

fn is_pencil(row: &Row) -> bool {
    row["name"].starts_with("样例铅笔")
}

#[test]
fn pencil_says_what_was_worked_out_by_hand() {
    let folder = run_sample("pencil", "2024-01..2024-02", 0);
    let grades = grades(&folder.path().join("run"));
    assert_eq!(grades.len(), 3);
    let mut compared = 0;
    for row in markdown(&page("samples/pencil/README.md"), "| | 甲 | 乙 | 丙 |") {
        for (stem, figure) in ["甲", "乙", "丙"].into_iter().zip(&row[1..]) {
            let enterprise = by_stem(&grades, stem);
            compared += 1;
            match row[0].as_str() {
                "among the flags" => {
                    let flags: Vec<&str> = enterprise["flags"].split(';').collect();
                    assert!(figure.split("; ").all(|flag| flags.contains(&flag)), "{stem}: {flags:?}");
                }
                columns if figure == "empty" => {
                    assert!(columns.split(", ").all(|column| enterprise[column].is_empty()), "{stem}: {columns}");
                }
                column => assert_eq!(enterprise[column], *figure, "{stem}: {column}"),
            }
        }
    }
    assert!(compared >= 24, "only {compared} figures were compared");
}

/// Each line of the work in the pencil's page stands in the ledger: its place, and its tonnes rounded once.
#[test]
fn pencil_lines_say_what_was_worked_out_by_hand() {
    let folder = run_sample("pencil", "2024-01..2024-02", 0);
    let page = page("samples/pencil/README.md");
    let mut lines = 0;
    for section in page.split("\n## ").filter(|section| section.contains("| energy.csv line |")) {
        let id = section.split('`').nth(1).unwrap();
        let ledger = ledger(&folder.path().join("run"), id);
        let header = section.lines().find(|line| line.starts_with("| energy.csv line |")).unwrap();
        for row in markdown(section, header) {
            let tonnes = plain(row.last().unwrap().split(' ').next().unwrap());
            let place: u64 = row[0].split(',').next().unwrap().parse().unwrap();
            let line = ledger.iter().find(|line| line.file == "energy.csv" && line.row == place).unwrap();
            assert_eq!(line.emissions_t, tonnes, "{id}: {}", row[0]);
            lines += 1;
        }
    }
    assert_eq!(lines, table_rows("samples/pencil/energy.csv"), "every energy row of the sample is worked out");
}

fn table_rows(place: &str) -> usize {
    page(place).lines().count() - 1
}

#[test]
fn seven_reaches_every_grade_as_worked_out_by_hand() {
    let folder = run_sample("seven", "2024-06", 0);
    let run = folder.path().join("run");
    let grades = grades(&run);
    let page = page("samples/seven/README.md");
    let labels = markdown(&page, "| | L exact | L | level | K exact | K | grade | nearest edge | margin |");
    assert_eq!(labels.len(), grades.len());
    for row in &labels {
        let enterprise = by_stem(&grades, &row[0]);
        let level = row[3].split(' ').next().unwrap();
        let printed =
            [("intensity", row[2].as_str()), ("level", level), ("ratio", &row[5]), ("grade", &row[6]), ("margin", &plain(&row[8]))];
        for (column, figure) in printed {
            assert_eq!(enterprise[column], figure, "{}: {column}", row[0]);
        }
        for (column, figure) in
            [("status", "graded"), ("peer_code", "3982"), ("peer_level", "class"), ("peer_count", "7"), ("reference", "1.1048")]
        {
            assert!(column == "status" || page.contains(figure), "{figure} is the page's");
            assert_eq!(enterprise[column], figure, "{}: {column}", row[0]);
        }
    }
    let emissions = markdown(&page, "| | electricity, MWh | × 0.4419 = emissions, t (line, scope 2, energy) | value added, 万元 |");
    for row in emissions.iter().filter(|row| row[0] != "sum") {
        let enterprise = by_stem(&grades, &row[0]);
        assert_eq!((&enterprise["emissions_t"], &enterprise["scope2_t"], &enterprise["denominator_value"]), (&row[2], &row[2], &row[3]));
    }
    let coal = page.split("当量值): ").nth(1).unwrap().split(" tce").next().unwrap();
    for (row, coal) in labels.iter().zip(coal.split([',', '\n']).map(str::trim).filter(|figure| !figure.is_empty())) {
        let nine_decimals = format!("{coal}{}", "0".repeat(9 - coal.split('.').nth(1).unwrap().len()));
        assert_eq!(by_stem(&grades, &row[0])["energy_tce"], nine_decimals, "{}: energy_tce", row[0]);
    }
    let sum = emissions.last().unwrap();
    let pool = &table(&run, "references.csv")[0];
    assert_eq!((&pool["emissions_t"], &pool["denominator_value"]), (&sum[2], &sum[3]));
}

/// The district's run, made once.
fn district() -> &'static Path {
    static RUN: OnceLock<TempDir> = OnceLock::new();
    RUN.get_or_init(|| run_sample("district", "2024", 1)).path()
}

/// The number that stands right before a word of the page: `224 graded`.
fn counted(page: &str, word: &str) -> usize {
    let before = page.split(word).next().unwrap();
    before.rsplit([' ', '\n']).find(|part| !part.is_empty()).unwrap().parse().unwrap()
}

#[test]
fn district_counts_are_those_of_its_page() {
    let page = page("samples/README.md").split("An independent calculation").nth(1).unwrap().replace('\n', " ");
    let grades = grades(&district().join("run"));
    let count = |column: &str, value: &str| grades.values().filter(|row| row[column] == value).count();
    for status in ["graded", "data_errors", "missing_months", "no_activity", "no_production", "non_positive_denominator"] {
        assert_eq!(count("status", status), counted(&page, &format!(" {status}")), "{status}");
    }
    let listed = page.split("grades 1–5: ").nth(1).unwrap().split(';').next().unwrap();
    let by_grade: Vec<usize> = listed.split(", ").map(|number| number.parse().unwrap()).collect();
    assert_eq!((1..=5).map(|grade| count("grade", &grade.to_string())).collect::<Vec<_>>(), by_grade);
    for (column, names) in [("level", ["low", "middle", "high"]), ("peer_level", ["class", "group", "section"])] {
        let from = page.split(if column == "level" { "levels" } else { "peers by" }).nth(1).unwrap();
        for name in names {
            let number = from.split(&format!("{name} ")).nth(1).unwrap().split([',', ';']).next().unwrap();
            assert_eq!(count(column, name).to_string(), number, "{name}");
        }
    }
}

/// Each planted trouble leads to what its page says: a status, or a finding of that weight at that place.
#[test]
fn district_troubles_are_found_where_they_were_planted() {
    let run = district().join("run");
    let (grades, findings) = (grades(&run), table(&run, "findings.csv"));
    for row in markdown(&page("samples/README.md"), "| leads to | place | enterprise | what |") {
        let [leads_to, place, name, what] = row.as_slice() else { panic!("{row:?}") };
        let status = &grades.values().find(|row| row["name"] == *name).unwrap()["status"];
        let (file, lines) = place.split_once(':').unwrap();
        let at = |line: &str| findings.iter().filter(|found| found["file"] == file && found["row"] == line).collect::<Vec<_>>();
        // Read as it stands: nothing is mended, and nothing is said.
        if leads_to == "—" {
            assert_eq!((status.as_str(), at(lines).len()), ("graded", 0), "{name}: {what}");
            continue;
        }
        let severity = match leads_to.as_str() {
            "data_errors" => Some("error"),
            "warning" | "note" => Some(leads_to.as_str()),
            _ => None,
        };
        match severity {
            Some("error") | None => assert_eq!(status, leads_to, "{name}"),
            Some(_) => assert_eq!(status, "graded", "{name}"),
        }
        for line in lines.split(',').filter(|_| severity.is_some()) {
            let found = at(line).iter().any(|found| Some(found["severity"].as_str()) == severity);
            assert!(found, "no {leads_to} at {file}:{line}: {what}");
        }
    }
}

/// Every status of the contract occurs, where the page says, with the ratio that it prints.
#[test]
fn statuses_says_why() {
    let folder = temp();
    let (sample, out) = (root().join("samples/statuses"), folder.path().join("run"));
    let (batch, rules) = (sample.join("batch"), sample.join("factors"));
    carbonlabel(&["run", text(&batch), "--period", "2024Q1", "--out", text(&out), "--factors", text(&rules)]).expect(1);
    let grades = grades(&out);
    let rows = markdown(&page("samples/statuses/README.md"), "| enterprise | status | why |");
    assert_eq!(grades.len(), rows.len());
    let mut seen = BTreeMap::new();
    for row in rows {
        let [enterprise, status, why] = row.as_slice() else { panic!("{row:?}") };
        let end = enterprise.rsplit('…').next().unwrap();
        let found = grades.values().find(|row| row["enterprise_id"].ends_with(end)).unwrap();
        let (status, grade) = status.split_once(", ").unwrap_or((status, ""));
        assert_eq!((found["status"].as_str(), found["grade"].as_str()), (status, grade), "{enterprise}");
        let ratio = why.strip_prefix("ratio ").map_or("", |rest| &rest[..6]);
        assert!(ratio.is_empty() || found["ratio"] == ratio, "{enterprise}: {ratio} is {}", found["ratio"]);
        *seen.entry(status.to_owned()).or_insert(0) += 1;
    }
    let all: Vec<&str> = ::carbonlabel::label::Status::ALL.iter().map(|status| status.name()).collect();
    // The last is of schemes that look at more than energy and production.
    assert!(all.iter().filter(|status| **status != "missing_indicators").all(|status| seen.contains_key(*status)), "{seen:?}");
}
