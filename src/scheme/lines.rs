//! At which line of a scheme file a key stands.

/// The line of a key such as `ratio.bands[2].upper`, counted from 1; that of the nearest table around it where the key itself is
/// not there, 0 when there is none.
pub(super) fn line_of(text: &str, key: &str) -> u64 {
    let mut wanted = key.to_owned();
    loop {
        if let Some((line, _)) = (1u64..).zip(keys(text)).find(|(_, found)| found.iter().any(|found| *found == wanted)) {
            return line;
        }
        let Some(end) = wanted.rfind(['.', '[']) else { return 0 };
        wanted.truncate(end);
    }
}

/// The keys that begin at each line: a table's header names the table, an entry its path.
fn keys(text: &str) -> impl Iterator<Item = Vec<String>> {
    let mut table = String::new();
    let mut counts: Vec<(String, usize)> = Vec::new();
    text.lines().map(move |line| {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("[[").and_then(|rest| rest.split("]]").next()) {
            let name = numbered(name.trim(), &counts);
            let count = counts.iter().filter(|(other, _)| *other == name).count();
            counts.push((name.clone(), count));
            table = format!("{name}[{count}]");
            return vec![name, table.clone()];
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            table = numbered(name.trim(), &counts);
            return vec![table.clone()];
        }
        let entry = line.split_once('=').map(|(key, _)| key.trim()).filter(|key| !key.is_empty() && !key.starts_with('#'));
        entry.map(|key| if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }).into_iter().collect()
    })
}

/// A name below arrays of tables, with the place of the newest of each: `dimensions.ratio` as `dimensions[1].ratio`.
fn numbered(name: &str, counts: &[(String, usize)]) -> String {
    let mut path = String::new();
    for part in name.split('.') {
        if !path.is_empty() {
            if let Some((_, newest)) = counts.iter().rev().find(|(other, _)| *other == path) {
                path += &format!("[{newest}]");
            }
            path += ".";
        }
        path += part.trim();
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_at_its_line() {
        let text = "a = 1\n[b]\nc = 2\n[[b.d]]\ne = 3\n[[b.d]]\ne = 4\n[[f]]\n[f.g]\nh = 5\n[[f.g.i]]\nj = 6\n";
        for (key, line) in [
            ("a", 1),
            ("b", 2),
            ("b.c", 3),
            ("b.d[0].e", 5),
            ("b.d[1].e", 7),
            ("b.d[1].missing", 6),
            ("f[0].g.h", 10),
            ("f[0].g.i[0].j", 12),
            ("other.key", 0),
        ] {
            assert_eq!(line_of(text, key), line, "{key}");
        }
    }
}
