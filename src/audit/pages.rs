//! The pages of a run folder: the index, the summary, and what single enterprises get.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::evidence::Gathered;
use super::file_name::file_name;
use super::manifest::Manifest;
use super::staging::Staging;
use crate::enterprise::Directory;
use crate::finding::{Code, Fault, Finding, Language};
use crate::report::{
    Links, Overview, RunContext, RunFacts, SEARCH_FILE, enterprise_page, enterprise_view, index_page, index_view, label_card, label_view,
    search_tail, summary_json,
};
use crate::run::Terms;

/// How many enterprises' pages are in memory at a time.
const CHUNK: usize = 256;

/// Makes the pages of one run.
pub(super) struct Pages<'a> {
    terms: Terms<'a>,
    facts: RunFacts,
    directory: &'a Directory,
    /// The places of the enterprises that get a page, sorted.
    places: &'a [usize],
}

impl<'a> Pages<'a> {
    pub(super) fn new(terms: Terms<'a>, language: Language, manifest: &Manifest, directory: &'a Directory, places: &'a [usize]) -> Self {
        let facts = RunFacts {
            run_id: manifest.run_id.clone(),
            engine_version: manifest.engine.clone(),
            period: manifest.period.clone(),
            language,
        };
        Self { terms, facts, directory, places }
    }

    fn context(&self) -> RunContext<'_> {
        RunContext { facts: &self.facts, release: self.terms.release, scheme: self.terms.scheme }
    }

    /// The relative address of an enterprise's page, if it gets one.
    pub(super) fn page_of(&self, id: &str) -> Option<String> {
        let at = || self.directory.find(id).map(|at| at as usize);
        let at = if self.places.is_empty() { None } else { at() }?;
        self.places.binary_search(&at).ok().map(|_| format!("reports/{}.html", address(&file_name(id))))
    }

    /// `index.html` and `summary.json`.
    pub(super) fn write_overview(&self, staging: &Staging, overview: &Overview, findings: &[Finding]) -> Result<(), Fault> {
        let mut by_code: BTreeMap<Code, u64> = BTreeMap::new();
        findings.iter().for_each(|finding| *by_code.entry(finding.code).or_default() += 1);
        let counts = by_code.into_iter().map(|(code, count)| (code.name().to_owned(), count)).collect();
        let view = index_view(overview, &counts, self.context(), |id| self.page_of(id));
        let index = index_page(&view).map_err(|error| not_rendered("index.html", error))?;
        let summary = summary_json(overview, self.context()).map_err(|error| not_rendered("summary.json", error))?;
        staging.write_bytes("index.html", index.as_bytes())?;
        staging.write_bytes("summary.json", summary.as_bytes())
    }

    /// The end of the search file.
    pub(super) fn search_tail(&self, overview: &Overview) -> Result<String, Fault> {
        search_tail(overview, self.context()).map_err(|error| not_rendered(SEARCH_FILE, error))
    }

    /// `reports/<id>.html` and `labels/<id>.svg` of the enterprises that get them.
    pub(super) fn write_enterprises(&self, staging: &Staging, gathered: &Gathered<'_>) -> Result<(), Fault> {
        for chunk in self.places.chunks(CHUNK) {
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
        let card = label_card(&label_view(&evidence, self.context())).map_err(|error| not_rendered(&name, error))?;
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
