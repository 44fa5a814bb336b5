//! The house keeps its rules: who may import whom, which room may use which package, and how large things may grow.
//!
//! The rules stand in `ARCHITECTURE.md`; this file reads them there and compares them with every path in `src`. Code
//! below `#[cfg(test)]` may do what it likes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const HEADING: &str = "| room | may import | may use packages |";
const LONGEST_FUNCTION: usize = 70;
const LONGEST_FILE: usize = 300;

#[test]
fn every_import_is_in_the_table_and_every_entry_of_the_table_is_used() {
    let (table, problems) = read_table();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    let (mut problems, used) = compare(&table, &sources());
    for (room, row) in &table {
        let (rooms, packages) = used.get(room).cloned().unwrap_or_default();
        let unused = row.rooms.difference(&rooms).chain(row.packages.difference(&packages));
        problems.extend(unused.map(|name| format!("ARCHITECTURE.md:{}: {room} does not use {name}; take it out", row.line)));
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn the_table_lists_the_rooms_and_packages_that_there_are_and_nobody_imports_upwards() {
    let (table, mut problems) = read_table();
    let sources = sources();
    let rooms: BTreeSet<&str> = sources.iter().map(|source| source.room.as_str()).filter(|room| !room.is_empty()).collect();
    let packages = packages();
    assert!(!packages.is_empty() && rooms.len() > 1, "Cargo.toml and src can be read");
    problems
        .extend(rooms.iter().filter(|room| !table.contains_key(**room)).map(|room| format!("src/{room}: not in ARCHITECTURE.md's table")));
    for (room, row) in &table {
        let at = format!("ARCHITECTURE.md:{}", row.line);
        if !rooms.contains(room.as_str()) {
            problems.push(format!("{at}: there is no room {room}"));
        }
        problems.extend(row.packages.difference(&packages).map(|package| format!("{at}: Cargo.toml has no package {package}")));
        // Rows stand from the ground up, so an import of an earlier row alone cannot close a circle.
        let below = |other: &&String| table.get(*other).is_none_or(|other| other.line < row.line);
        problems.extend(
            row.rooms.iter().filter(|other| !below(other)).map(|other| format!("{at}: {room} imports {other}, which stands above it")),
        );
    }
    let used: BTreeSet<&String> = table.values().flat_map(|row| &row.packages).collect();
    problems.extend(packages.iter().filter(|package| !used.contains(package)).map(|package| format!("Cargo.toml: no room uses {package}")));
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn functions_fit_a_screen_and_files_have_one_owner() {
    let mut problems = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count() - source.test_lines;
        if lines > LONGEST_FILE {
            problems.push(format!("{}: {lines} lines without its tests; {LONGEST_FILE} are enough for one owner", source.name));
        }
        for (line, length) in functions(&source.code) {
            if length > LONGEST_FUNCTION {
                problems.push(format!("{}:{line}: a function of {length} lines; {LONGEST_FUNCTION} fit a screen", source.name));
            }
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// Whoever writes CSV goes through `delimited`, which lets no cell run in a spreadsheet.
#[test]
fn nobody_writes_csv_but_one_room() {
    let sources = sources();
    for word in ["Writer", "WriterBuilder", "QuoteStyle"] {
        for source in &sources {
            let uses = words(&source.code, word).any(|at| source.code[..at].ends_with("csv::"));
            assert!(!uses, "{}: writes CSV with csv::{word}: crate::delimited does that", source.name);
        }
    }
    let grouped = |source: &&Source| words(&source.code, "csv").any(|at| source.code[at..].starts_with("csv::{"));
    assert!(sources.iter().find(grouped).is_none(), "name one item of csv at a time, so that this test sees it");
    assert!(sources.iter().any(|source| source.room == "delimited" && source.code.contains("neutralise(cell)")));
}

#[test]
fn index_files_hold_modules_and_what_they_show_and_nothing_else() {
    let is_index = |source: &&Source| source.name.ends_with("mod.rs") || source.name.ends_with("lib.rs");
    for source in sources().iter().filter(is_index) {
        let more = statements(&source.code).find(|statement| !is_index_statement(statement)).map(str::to_owned);
        assert!(more.is_none(), "{}: holds more than modules and re-exports: {}", source.name, more.unwrap_or_default());
    }
}

#[test]
fn the_reader_of_rust_sees_what_it_should() {
    let text = "use a::b; // crate::comment\nlet s = \"crate::text {\"; let c = '{'; fn f<'a>() { x }\n#[cfg(test)]\nmod tests {\n use crate::t;\n}\n";
    let (code, modules, test_lines) = without_tests(&without_words(text));
    assert_eq!((test_lines, modules.len()), (4, 0));
    assert!(!code.contains("crate") && code.lines().count() == text.lines().count(), "{code}");
    assert_eq!(functions(&code), [(2, 1)]);
    assert_eq!(without_tests("#[cfg(test)]\nmod sample;\nmod real;\n").1, ["sample"]);
    let names = |path: &[&str], code: &str| {
        let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
        imports(code, &path, "crate").into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(names(&["run", "x"], "use crate::{a::{b, c}, d}; crate::e::f(); mycrate::g"), ["a", "d", "e"]);
    assert_eq!(names(&["run", "x"], "use super::y; use super::super::emission::Line;"), ["emission"]);
    assert!(uses_package("use csv::Reader;", "csv").is_some() && uses_package("terminal::csv::x(my_csv::y)", "csv").is_none());
}

/// A row of the table.
struct Row {
    line: usize,
    rooms: BTreeSet<String>,
    packages: BTreeSet<String>,
}

/// One file of the program.
struct Source {
    /// As messages name it.
    name: String,
    /// The room it stands in; empty for `lib.rs`, which only lists them.
    room: String,
    /// Its place among the modules.
    path: Vec<String>,
    text: String,
    /// The text without comments, strings and tests, line for line.
    code: String,
    test_lines: usize,
}

fn read_table() -> (BTreeMap<String, Row>, Vec<String>) {
    let text = std::fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).unwrap_or_default();
    let mut table = BTreeMap::new();
    let mut problems = Vec::new();
    let lines = (1..).zip(text.lines()).skip_while(|(_, line)| *line != HEADING).skip(2);
    for (line, text) in lines.take_while(|(_, text)| text.starts_with('|')) {
        let cells: Vec<BTreeSet<String>> = text.trim_matches('|').split('|').map(names).collect();
        match <[BTreeSet<String>; 3]>::try_from(cells) {
            Ok([room, rooms, packages]) if room.len() == 1 => {
                let doubled = room.into_iter().next().and_then(|room| table.insert(room, Row { line, rooms, packages }));
                problems.extend(doubled.map(|_| format!("ARCHITECTURE.md:{line}: the room stands in the table twice")));
            }
            _ => problems.push(format!("ARCHITECTURE.md:{line}: not room, rooms and packages: {text}")),
        }
    }
    if table.is_empty() {
        problems.push(format!("ARCHITECTURE.md: there is no table under {HEADING}"));
    }
    (table, problems)
}

fn names(cell: &str) -> BTreeSet<String> {
    cell.split(',').map(|name| name.trim().trim_matches('`').to_owned()).filter(|name| !name.is_empty() && name != "–").collect()
}

fn packages() -> BTreeSet<String> {
    let text = std::fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).unwrap_or_default();
    let lines = text.lines().skip_while(|line| *line != "[dependencies]").skip(1).take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim().replace('-', "_")).collect()
}

/// Every file of the program that is not a test, by name.
fn sources() -> Vec<Source> {
    let top = Path::new(ROOT).join("src");
    let mut waiting = vec![top.clone()];
    let mut files = Vec::new();
    while let Some(folder) = waiting.pop() {
        for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut test_modules: Vec<PathBuf> = Vec::new();
    let mut sources = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let (code, modules, test_lines) = without_tests(&without_words(&text));
        let path = module_path(file.strip_prefix(&top).unwrap_or(&file));
        test_modules.extend(modules.into_iter().map(|module| path.iter().collect::<PathBuf>().join(module)));
        let room = path.first().cloned().unwrap_or_else(|| if file.ends_with("main.rs") { "cli".to_owned() } else { String::new() });
        let name = file.strip_prefix(ROOT).unwrap_or(&file).display().to_string();
        sources.push(Source { name, room, path, text, code, test_lines });
    }
    sources.retain(|source| !test_modules.iter().any(|module| source.path.iter().collect::<PathBuf>().starts_with(module)));
    sources
}

/// `report/sample/mod.rs` is `report::sample`.
fn module_path(file: &Path) -> Vec<String> {
    let mut path: Vec<String> = file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if path.last().is_some_and(|last| last == "mod") || path == ["main"] || path == ["lib"] {
        path.pop();
    }
    path
}

type Used = BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>;

/// What is imported and not allowed, and everything that is imported, by room.
fn compare(table: &BTreeMap<String, Row>, sources: &[Source]) -> (Vec<String>, Used) {
    let packages = packages();
    let nothing = Row { line: 0, rooms: BTreeSet::new(), packages: BTreeSet::new() };
    let mut problems = Vec::new();
    let mut used = Used::new();
    for source in sources.iter().filter(|source| !source.room.is_empty()) {
        let row = table.get(&source.room).unwrap_or(&nothing);
        let (rooms, used_packages) = used.entry(source.room.clone()).or_default();
        // What the binary calls the library, the library calls itself.
        let library = if source.room == "cli" { "carbonlabel" } else { "crate" };
        for (line, room) in imports(&source.code, &source.path, library) {
            if room != source.room && !row.rooms.contains(&room) {
                problems.push(format!("{}:{line}: {} may not import {room} (ARCHITECTURE.md)", source.name, source.room));
            }
            rooms.insert(room);
        }
        for (package, line) in packages.iter().filter_map(|package| Some((package, uses_package(&source.code, package)?))) {
            if !row.packages.contains(package) {
                problems.push(format!("{}:{line}: {} may not use the package {package} (ARCHITECTURE.md)", source.name, source.room));
            }
            used_packages.insert(package.clone());
        }
    }
    (problems, used)
}

/// The rooms that a file names, each with its line: below the library's root, or reached by climbing out of its own room.
fn imports(code: &str, path: &[String], library: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in words(code, library) {
        if let Some(rest) = code[at + library.len()..].strip_prefix("::") {
            found.extend(first_names(rest).into_iter().map(|name| (line_of(code, at), name)));
        }
    }
    let climb = "super::".repeat(path.len());
    if library == "crate" && !path.is_empty() {
        for at in words(code, "super").filter(|at| code[*at..].starts_with(&climb) && !code[..*at].ends_with("::")) {
            found.extend(first_names(&code[at + climb.len()..]).into_iter().map(|name| (line_of(code, at), name)));
        }
    }
    found
}

/// The first name of a path, or the first names of a group of paths.
fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return Some(first_word(path)).filter(|name| !name.is_empty()).into_iter().collect();
    };
    let mut depth = 1;
    let mut names = vec![String::new()];
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(String::new()),
            _ => names.last_mut().into_iter().for_each(|name| name.push(letter)),
        }
    }
    names.iter().map(|name| first_word(name.trim())).filter(|name| !name.is_empty()).collect()
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|letter| is_word(*letter)).collect()
}

/// The line on which a file first names a package.
fn uses_package(code: &str, package: &str) -> Option<usize> {
    let begins_path = |at: &usize| !code[..*at].ends_with("::") && !code[..*at].ends_with('.');
    let names_it = |at: &usize| code[at + package.len()..].starts_with("::") || code[..*at].ends_with("use ");
    words(code, package).filter(begins_path).find(names_it).map(|at| line_of(code, at))
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Where a word stands by itself.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let alone = move |at: &usize| !code[..*at].ends_with(is_word) && !code[at + word.len()..].starts_with(is_word);
    code.match_indices(word).map(|(at, _)| at).filter(alone)
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// The text with everything that is not code made blank: comments, strings, characters. Lines and places stay.
fn without_words(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let word = code.ends_with(is_word);
        let length = blank_length(rest, word);
        let (taken, after) = rest.split_at(if length == 0 { letter.len_utf8() } else { length });
        if length == 0 {
            code.push_str(taken);
        } else {
            code.extend(taken.chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }));
        }
        rest = after;
    }
    code
}

/// How many bytes at the beginning are a comment, a string or a character; `in_word` when a word goes on here.
fn blank_length(text: &str, in_word: bool) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return text.find("*/").map_or(text.len(), |at| at + 2);
    }
    let raw = text.strip_prefix("br").or_else(|| text.strip_prefix('r')).filter(|_| !in_word);
    if let Some((hashes, inside)) =
        raw.map(|rest| rest.split_at(rest.len() - rest.trim_start_matches('#').len())).filter(|(_, inside)| inside.starts_with('"'))
    {
        let end = format!("\"{hashes}");
        let begin = text.len() - inside.len() + 1;
        return text[begin..].find(&end).map_or(text.len(), |at| begin + at + end.len());
    }
    if text.starts_with('"') {
        return end_of_quoted(text, '"');
    }
    let mut letters = text.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some('\''), Some('\\'), _) => end_of_quoted(text, '\''),
        (Some('\''), Some(letter), Some('\'')) => letter.len_utf8() + 2,
        _ => 0,
    }
}

fn end_of_quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Code with everything below `#[cfg(test)]` made blank, the modules that were declared there, and how many lines it was.
fn without_tests(code: &str) -> (String, Vec<String>, usize) {
    const MARK: &str = "#[cfg(test)]";
    let mut code = code.to_owned();
    let mut modules = Vec::new();
    let mut lines = 0;
    while let Some(at) = code.find(MARK) {
        let item = item_at(&code, at + MARK.len());
        let text = code[item.clone()].trim();
        modules.extend(text.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')).map(|name| name.trim().to_owned()));
        let whole = at..item.end;
        lines += code[whole.clone()].matches('\n').count() + 1;
        let blank: String = code[whole.clone()].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }).collect();
        code.replace_range(whole, &blank);
    }
    (code, modules, lines)
}

/// An item from a place on: to its semicolon, or to the brace that closes its first one.
fn item_at(code: &str, from: usize) -> Range<usize> {
    let mut depth = 0;
    for (at, letter) in code[from..].char_indices() {
        match letter {
            ';' if depth == 0 => return from..from + at + 1,
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => {
                depth -= 1;
                if depth == 0 && letter == '}' {
                    return from..from + at + 1;
                }
            }
            _ => {}
        }
    }
    from..code.len()
}

/// The line and the length in lines of every function with a body.
fn functions(code: &str) -> Vec<(usize, usize)> {
    let begins = words(code, "fn").filter(|at| code[at + 2..].starts_with(' '));
    begins.map(|at| (line_of(code, at), code[item_at(code, at)].matches('\n').count() + 1)).collect()
}

/// What semicolons end, and what is left behind the last.
fn statements(code: &str) -> impl Iterator<Item = &str> {
    code.split(';').map(str::trim).filter(|text| !text.is_empty())
}

fn is_index_statement(statement: &str) -> bool {
    ["mod ", "pub mod ", "pub use "].iter().any(|start| statement.starts_with(start))
}
