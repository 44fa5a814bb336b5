//! Rows whose enterprise is not listed: an error of the batch, and of the enterprise whose id is one edit away.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::owner::ids_in;
use crate::enterprise::Directory;
use crate::finding::{Code, Finding, Place};
use crate::measure::is_one_edit_apart;

/// A row whose id is not listed.
#[derive(Clone, Debug)]
pub(super) struct Stray {
    pub(super) id: String,
    pub(super) place: Place,
}

/// Findings for rows that belong to nobody. If exactly one listed id is one edit away or stands inside theirs, that enterprise has an error too: a
/// mistyped id must not better a grade.
pub(super) fn findings(strays: &[Stray], directory: &Directory) -> Vec<Finding> {
    let near = near_misses(strays, directory);
    let mut findings = Vec::with_capacity(strays.len());
    for stray in strays {
        let near = near.get(stray.id.as_str()).cloned().unwrap_or_else(|| ids_in(&[&stray.id], directory));
        let only = near.first().copied().filter(|_| near.len() == 1);
        findings.push(Finding::new(Code::UnknownEnterprise).at(stray.place.clone(), &stray.id).with_some("suggestion", only));
        if let Some(id) = only {
            let place = stray.place.to_string();
            findings.push(Finding::new(Code::MistypedEnterprise).at(stray.place.clone(), &stray.id).of(id).with("other", place));
        }
    }
    findings
}

/// Listed ids one edit away from each stray id.
///
/// Two texts are one edit apart only if they agree after leaving out at most one character of each, so the few stray ids
/// are indexed by those forms and the many listed ids looked up: time grows with the list, not with the product of both.
fn near_misses<'d>(strays: &[Stray], directory: &'d Directory) -> BTreeMap<String, Vec<&'d str>> {
    let ids: FxHashSet<&str> = strays.iter().map(|stray| stray.id.as_str()).collect();
    let mut by_form: FxHashMap<String, Vec<&str>> = FxHashMap::default();
    for id in ids {
        forms(&id.to_ascii_uppercase()).for_each(|form| by_form.entry(form).or_default().push(id));
    }
    if by_form.is_empty() {
        return BTreeMap::new();
    }
    let pairs: Vec<(&str, &'d str)> = directory
        .all()
        .par_iter()
        .flat_map_iter(|enterprise| {
            let listed = enterprise.id.as_str();
            let candidates: FxHashSet<&str> =
                forms(&listed.to_ascii_uppercase()).filter_map(|form| by_form.get(&form)).flatten().copied().collect();
            candidates.into_iter().filter(move |id| is_near(id, listed)).map(move |id| (id, listed)).collect::<Vec<_>>()
        })
        .collect();
    let mut near: BTreeMap<String, Vec<&'d str>> = BTreeMap::new();
    pairs.into_iter().for_each(|(id, listed)| near.entry(id.to_owned()).or_default().push(listed));
    near
}

/// One edit apart, the case of letters left aside: a code in small letters is mistyped too.
fn is_near(id: &str, listed: &str) -> bool {
    let (upper, listed_upper) = (id.to_ascii_uppercase(), listed.to_ascii_uppercase());
    is_one_edit_apart(&upper, &listed_upper) || (id != listed && upper == listed_upper)
}

/// A text, and every text that is left when one of its characters is left out.
fn forms(text: &str) -> impl Iterator<Item = String> + '_ {
    let without = text.char_indices().map(|(at, letter)| format!("{}{}", &text[..at], &text[at + letter.len_utf8()..]));
    std::iter::once(text.to_owned()).chain(without)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enterprise::Enterprise;
    use proptest::prelude::*;

    fn directory(ids: &[String]) -> Directory {
        let mut ids = ids.to_vec();
        ids.sort();
        ids.dedup();
        Directory::new(ids.into_iter().map(|id| Enterprise { id, ..Enterprise::default() }).collect())
    }

    fn stray(id: &str) -> Stray {
        Stray { id: id.to_owned(), place: Place::row("f".into(), 2) }
    }

    #[test]
    fn one_near_id_gets_the_error_and_two_get_none() {
        let one = findings(&[stray("ABCX")], &directory(&["ABCD".into(), "ZZZZ".into()]));
        let owners: Vec<_> = one.iter().map(|finding| (finding.code, finding.enterprise.clone())).collect();
        assert_eq!(owners, [(Code::UnknownEnterprise, None), (Code::MistypedEnterprise, Some("ABCD".into()))]);
        let two = findings(&[stray("ABCX")], &directory(&["ABCD".into(), "ABCE".into()]));
        assert_eq!(two.len(), 1);
        let small = findings(&[stray("abcd")], &directory(&["ABCD".into()]));
        assert_eq!(small.len(), 2);
    }

    proptest! {
        #[test]
        fn the_index_finds_what_comparing_everything_finds(ids in prop::collection::vec("[AB]{1,5}", 1..12), id in "[AB]{1,5}") {
            let directory = directory(&ids);
            let mut want: Vec<&str> = directory.all().iter().map(|enterprise| enterprise.id.as_str()).filter(|listed| is_one_edit_apart(&id, listed)).collect();
            want.sort_unstable();
            let found = near_misses(&[stray(&id)], &directory);
            let mut found = found.get(&id).cloned().unwrap_or_default();
            found.sort_unstable();
            prop_assert_eq!(found, want);
        }
    }
}
