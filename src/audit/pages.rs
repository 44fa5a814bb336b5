//! The pages of a run folder: the index, the summary, and what single enterprises get.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::evidence::Gathered;
use super::file_name::file_name;
use super::manifest::Manifest;
use super::staging::Staging;
use crate::finding::{Fault, Language};
use crate::ledger::{FindingRow, GradeRow};
use crate::report::{
    Links, Overview, RunContext, RunFacts, enterprise_page, enterprise_view, index_page, index_view, label_card, label_view, summary_json,
};
use crate::run::Terms;

/// How many enterprises the index shows at most: it stays a page that opens at once, however large the batch.
const INDEX_ROWS: usize = 2000;
/// How many enterprises' pages are in memory at a time.
const CHUNK: usize = 256;

/// Makes the pages of one run.
pub(super) struct Pages<'a> {
    terms: Terms<'a>,
    facts: RunFacts,
}

impl<'a> Pages<'a> {
    pub(super) fn new(terms: Terms<'a>, language: Language, manifest: &Manifest) -> Self {
        let facts = RunFacts {
            run_id: manifest.run_id.clone(),
            engine_version: manifest.engine.clone(),
            period: manifest.period.clone(),
            language,
        };
        Self { terms, facts }
    }

    fn context(&self) -> RunContext<'_> {
        RunContext { facts: &self.facts, release: self.terms.release, scheme: self.terms.scheme }
    }

    /// The texts of `index.html` and `summary.json`.
    pub(super) fn overview(&self, grades: &[GradeRow], findings: &[FindingRow], places: &[usize]) -> Result<(String, String), Fault> {
        let mut overview = Overview::new(INDEX_ROWS);
        grades.iter().for_each(|grade| overview.add(grade));
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        findings.iter().for_each(|finding| *counts.entry(finding.code.clone()).or_default() += 1);
        let with_page: std::collections::BTreeSet<&str> = places.iter().map(|at| grades[*at].get("enterprise_id")).collect();
        let page_of = |id: &str| with_page.contains(id).then(|| format!("reports/{}.html", address(&file_name(id))));
        let index =
            index_page(&index_view(&overview, &counts, self.context(), page_of)).map_err(|error| not_rendered("index.html", error))?;
        let summary = summary_json(&overview, self.context()).map_err(|error| not_rendered("summary.json", error))?;
        Ok((index, summary))
    }

    /// `reports/<id>.html` and `labels/<id>.svg` of the enterprises at `places`.
    pub(super) fn write_enterprises(&self, staging: &mut Staging, gathered: &Gathered<'_>, places: &[usize]) -> Result<(), Fault> {
        for chunk in places.chunks(CHUNK) {
            let pages: Vec<(String, String, String)> =
                chunk.par_iter().map(|at| self.of_enterprise(gathered, *at)).collect::<Result<_, _>>()?;
            for (name, page, card) in pages {
                staging.write_bytes(&format!("reports/{name}.html"), page.as_bytes())?;
                staging.write_bytes(&format!("labels/{name}.svg"), card.as_bytes())?;
            }
        }
        Ok(())
    }

    fn of_enterprise(&self, gathered: &Gathered<'_>, at: usize) -> Result<(String, String, String), Fault> {
        let evidence = gathered.of(at);
        let name = file_name(evidence.grade.get("enterprise_id"));
        let links = Links { index: Some("../index.html".to_owned()), label: Some(format!("../labels/{}.svg", address(&name))) };
        let page = enterprise_page(&enterprise_view(&evidence, self.context(), &links)).map_err(|error| not_rendered(&name, error))?;
        let card = label_card(&label_view(&evidence.grade, self.context())).map_err(|error| not_rendered(&name, error))?;
        Ok((name, page, card))
    }
}

/// A file name in a link: its own `%` must not be taken for an escape.
fn address(name: &str) -> String {
    name.replace('%', "%25")
}

fn not_rendered(name: &str, error: std::fmt::Error) -> Fault {
    Fault::write(std::path::Path::new(name), std::io::Error::other(error))
}
