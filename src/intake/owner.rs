//! Whose a row is: by the cell of its id; if quotes or delimiters tore or joined rows, by every id that can be read in it.

use crate::enterprise::Directory;
use crate::measure::narrow;

/// How long an identity code is.
const CODE: usize = 18;

/// The listed enterprise whose id a cell is.
pub(super) fn listed<'d>(cell: &str, directory: &'d Directory) -> Option<&'d str> {
    let found = directory.find(cell).or_else(|| directory.find(&narrowed(cell)));
    found.map(|at| directory.get(at).id.as_str())
}

/// The listed ids that stand in some texts, each once, in the order in which they stand there; also where other letters follow
/// or go before them.
pub(super) fn ids_in<'d>(texts: &[&str], directory: &'d Directory) -> Vec<&'d str> {
    let mut found: Vec<&str> = Vec::new();
    for text in texts {
        let text = narrowed(text);
        for word in text.split(|letter: char| letter.is_whitespace() || ",;|\"'".contains(letter)) {
            let ends = CODE..=word.len();
            let parts =
                ends.filter_map(|end| word.get(end - CODE..end)).filter(|part| part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            for at in std::iter::once(word).chain(parts).filter_map(|part| directory.find(part)) {
                let id = directory.get(at).id.as_str();
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
    }
    found
}

/// The listed id with which a further line of a cell begins: a record that quotes drew into it.
pub(super) fn swallowed<'d>(cells: &[&str], directory: &'d Directory) -> Option<&'d str> {
    let lines = cells.iter().flat_map(|cell| cell.split('\n').skip(1));
    lines.filter_map(|line| line.split([',', ';', '\t']).next()).find_map(|first| listed(first, directory))
}

fn narrowed(text: &str) -> String {
    text.trim().chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enterprise::Enterprise;

    #[test]
    fn ids_are_found_wherever_they_stand() {
        let enterprise = |id: &str| Enterprise { id: id.to_owned(), ..Enterprise::default() };
        let directory = Directory::new(["91440307FAKE70011N", "91440307FAKE7002XE", "甲-1"].map(enterprise).to_vec());
        assert_eq!(ids_in(&["kWh91440307FAKE70011N2024-01", "x"], &directory), ["91440307FAKE70011N"]);
        assert_eq!(ids_in(&["a;91440307ＦＡＫＥ7002XE;甲-1;b", "甲-1", "甲-12"], &directory), ["91440307FAKE7002XE", "甲-1"]);
        assert_eq!(ids_in(&["914403 07FAKE70011N", "万91440307FAKE"], &directory), [""; 0]);
        assert_eq!(swallowed(&["a", "b\r\n91440307FAKE7002XE,1"], &directory), Some("91440307FAKE7002XE"));
        assert_eq!(swallowed(&["91440307FAKE7002XE\n", "b\nof 91440307FAKE7002XE"], &directory), None);
    }
}
