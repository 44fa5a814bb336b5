//! Enterprise files: who gets a label.

use std::sync::Arc;

use super::cells::Cells;
use super::header::Header;
use super::memo::Memo;
use super::reader::RecordReader;
use super::row::{Key, Row, text_of};
use super::source::Rules;
use super::table::Table;
use crate::enterprise::{Directory, Enterprise, Identity, IdentityError};
use crate::finding::{Code, Finding, Place};
use crate::measure::{Date, narrow, nearest, trim_wide};
use crate::nomenclature::{Industries, IndustryCode, IndustryError, RegionId, former_industry};
use crate::parts::Parts;

/// An enterprise and where it stands.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) enterprise: Enterprise,
    pub(super) place: Place,
}

/// Reads the records of a block.
pub(super) struct EnterpriseReader<'a> {
    rules: Rules<'a>,
    file: Arc<str>,
    columns: Option<PlainColumns>,
    industries: Memo<Key, Option<IndustryCode>>,
    regions: Memo<Key, Option<RegionId>>,
}

/// Where the cells of a plain record stand.
struct PlainColumns {
    id: usize,
    name: usize,
    industry: usize,
    region: usize,
    /// Columns that a plain record leaves empty.
    empty: Vec<usize>,
}

impl PlainColumns {
    fn of(header: &Header) -> Option<Self> {
        let at = |name: &str| header.field(name).map(|field| field.at);
        let empty = ["method", "started_on"].into_iter().filter_map(at).collect();
        Some(Self { id: at("enterprise_id")?, name: at("name")?, industry: at("industry")?, region: at("region")?, empty })
    }
}

impl<'a> EnterpriseReader<'a> {
    pub(super) fn new(table: &Table, rules: Rules<'a>) -> Self {
        let (file, columns) = (Arc::clone(&table.source.name), PlainColumns::of(&table.header));
        Self { rules, file, columns, industries: Memo::new(), regions: Memo::new() }
    }
}

impl RecordReader for EnterpriseReader<'_> {
    type Record = Listed;

    fn plain(&mut self, row: &Row<'_>, line: u32) -> Option<Listed> {
        let columns = self.columns.as_ref()?;
        let (release, nomenclature) = (self.rules.release, self.rules.release.nomenclature());
        if !columns.empty.iter().all(|at| row.is_empty(*at)) {
            return None;
        }
        let [id, name] = [columns.id, columns.name].map(|at| text_of(row.bytes(at)));
        let rule = release.manifest().identity;
        let is_plain = rule.check(id).is_ok() && rule.expected_check(id).is_none() && id.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_plain || id.is_empty() || name.is_empty() || trim_wide(name) != name {
            return None;
        }
        let industry = self.industries.get(row, columns.industry, |text| nomenclature.industries.parse(text).ok())?;
        let region = self.regions.get(row, columns.region, |text| nomenclature.regions.find(text))?;
        let (industry, region) = (Some(industry).filter(IndustryCode::is_listed), Some(region));
        let enterprise = Enterprise { id: id.to_owned(), name: name.to_owned(), industry, region, ..Enterprise::default() };
        industry.is_some().then(|| Listed { enterprise, place: Place::row(Arc::clone(&self.file), line.into()) })
    }

    fn read(&mut self, cells: &mut Cells<'_>) -> Option<Listed> {
        read(cells)
    }
}

/// Reads one enterprise: every wrong cell of it is found. An enterprise whose id can be read is listed, however wrong its
/// other cells are.
fn read(cells: &mut Cells<'_>) -> Option<Listed> {
    let enterprise = if cells.wrong { ragged(cells)? } else { whole(cells)? };
    // Whose row it is is known only now.
    for finding in &mut cells.findings[cells.first..] {
        finding.enterprise = Some(enterprise.id.as_str().into());
    }
    let place = Place::row(Arc::clone(&cells.source.name), cells.row);
    Some(Listed { enterprise, place })
}

/// A row of the wrong length: only its id can be read, from any cell that looks like one.
fn ragged(cells: &Cells<'_>) -> Option<Enterprise> {
    let rule = cells.rules.release.manifest().identity;
    let own = cells.raw("enterprise_id").map(|(_, text)| trim_wide(text));
    let shaped = |text: &&str| rule == Identity::Uscc && rule.check(text).is_ok();
    let id = own.filter(|text| rule.check(text).is_ok()).or_else(|| cells.record.iter().map(|cell| trim_wide(cell)).find(shaped))?;
    Some(Enterprise { id: id.to_owned(), ..Enterprise::default() })
}

/// A row of the right length.
fn whole(cells: &mut Cells<'_>) -> Option<Enterprise> {
    let id = cells.identity()?;
    check_identity(cells, &id);
    let name = cells.text("name").map(str::to_owned);
    if name.is_none() {
        cells.empty("name");
    }
    Some(Enterprise {
        industry: industry(cells),
        region: region(cells),
        method: method(cells),
        started_on: started_on(cells),
        name: name.unwrap_or_default(),
        id,
    })
}

fn check_identity(cells: &mut Cells<'_>, id: &str) {
    let rule = cells.rules.release.manifest().identity;
    let Some(field) = cells.header.field("enterprise_id") else { return };
    let place = cells.place(field);
    match rule.check(id) {
        Ok(()) => {
            if let Some(expected) = rule.expected_check(id) {
                cells.push(Finding::new(Code::IdentityCheck).at(place, id).with("expected", expected.to_string()));
            }
        }
        Err(IdentityError::Exponent) => cells.push(Finding::new(Code::IdentityExponent).at(place, id)),
        Err(IdentityError::Shape { length, letter }) => {
            let finding = Finding::new(Code::BadIdentity).at(place, id).with("length", length.to_string());
            cells.push(finding.with_some("letter", letter.map(String::from)));
        }
    }
}

fn industry(cells: &mut Cells<'_>) -> Option<IndustryCode> {
    let industries = &cells.rules.release.nomenclature().industries;
    let (field, text) = cells.required("industry")?;
    let trimmed = trim_wide(text);
    match industries.parse(text) {
        Ok(code) => {
            if !code.is_listed() {
                let finding = unlisted(&code, industries).at(cells.place(field), trimmed);
                cells.push(finding);
            }
            Some(code)
        }
        Err(IndustryError::Letter { letter, section, digits }) => {
            let finding = Finding::new(Code::IndustryLetter).at(cells.place(field), trimmed).with("letter", letter.to_string());
            cells.push(finding.with("section", section.to_string()).with("digits", digits));
            None
        }
        Err(IndustryError::Unknown) => {
            let padded = format!("0{trimmed}");
            let suggestion = industries.name(&padded).map(|name| format!("{padded} {name}"));
            cells.push(Finding::new(Code::UnknownIndustry).at(cells.place(field), trimmed).with_some("suggestion", suggestion));
            None
        }
    }
}

/// A class that the table does not list: of the edition before, or of none that we know.
fn unlisted(code: &IndustryCode, industries: &Industries) -> Finding {
    let Some((name, successors)) = former_industry(code.digits()) else { return Finding::new(Code::UnlistedIndustry) };
    let named = |code: &&str| format!("{code} {}", industries.name(code).unwrap_or_default()).trim_end().to_owned();
    let successors: Vec<String> = successors.iter().map(named).collect();
    Finding::new(Code::FormerIndustry).with("name", name).with("successors", successors.join("; "))
}

fn region(cells: &mut Cells<'_>) -> Option<RegionId> {
    let regions = &cells.rules.release.nomenclature().regions;
    let (field, text) = cells.required("region")?;
    let narrowed: String = trim_wide(text).chars().map(narrow).collect();
    let found = regions.find(&narrowed);
    if found.is_none() {
        // Next to a wrong code stands another code, and it says nothing: 110000 is not what 710000 meant.
        let is_code = narrowed.bytes().all(|byte| byte.is_ascii_digit());
        let suggestion = nearest(&narrowed, regions.spoken()).filter(|_| !is_code);
        let finding = Finding::new(Code::UnknownRegion).at(cells.place(field), text).with_some("suggestion", suggestion);
        cells.push(finding);
    }
    found
}

/// The method that is named, whether or not the release has it: an unknown one must not be replaced by another.
fn method(cells: &mut Cells<'_>) -> Option<String> {
    let name = cells.text("method")?;
    let release = cells.rules.release;
    let field = cells.header.field("method")?;
    if release.method(name).is_none() {
        let known: Vec<&str> = release.methods().iter().map(|method| method.name.as_str()).collect();
        cells.push(Finding::new(Code::UnknownMethod).at(cells.place(field), name).with("known", known.join(", ")));
    }
    Some(name.to_owned())
}

fn started_on(cells: &mut Cells<'_>) -> Option<Date> {
    let (field, text) = cells.raw("started_on")?;
    let narrowed: String = trim_wide(text).chars().map(narrow).collect();
    let date = Date::parse(&narrowed);
    if date.is_none() {
        cells.fail(Code::BadDate, field, text);
    }
    date
}

/// Lists every enterprise once; one that is listed more than once has an error at each of its rows.
pub(super) fn directory(parts: Parts<Listed>) -> (Directory, Vec<Finding>) {
    let is_before = |a: &Listed, b: &Listed| a.enterprise.id < b.enterprise.id;
    let count = parts.len();
    let directory = |listed: &mut dyn Iterator<Item = Listed>| {
        let mut kept = Vec::with_capacity(count);
        kept.extend(listed.map(|listed| listed.enterprise));
        (Directory::new(kept), Vec::new())
    };
    if parts.parts().iter().flatten().is_sorted_by(|a, b| is_before(a, b)) {
        return directory(&mut parts.into_parts().into_iter().flatten());
    }
    let mut listed: Vec<Listed> = parts.into_parts().into_iter().flatten().collect();
    listed.sort_by(|a, b| a.enterprise.id.cmp(&b.enterprise.id));
    if listed.is_sorted_by(is_before) {
        return directory(&mut listed.into_iter());
    }
    let mut findings = Vec::new();
    let mut kept: Vec<Enterprise> = Vec::with_capacity(listed.len());
    let mut rest = listed.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut group = vec![first];
        while let Some(same) = rest.next_if(|next| next.enterprise.id == group[0].enterprise.id) {
            group.push(same);
        }
        findings.extend(repeated(&mut group));
        kept.extend(group.into_iter().next().map(|listed| listed.enterprise));
    }
    (Directory::new(kept), findings)
}

/// Brings the rows of one enterprise into an order that does not depend on that of files, the smallest by content first;
/// a finding for each of them when there are several.
fn repeated(group: &mut [Listed]) -> Vec<Finding> {
    if group.len() == 1 {
        return Vec::new();
    }
    let content = |listed: &Listed| {
        let enterprise = &listed.enterprise;
        let texts = (enterprise.name.clone(), enterprise.industry, enterprise.region);
        (texts, enterprise.method.clone(), enterprise.started_on, listed.place.clone())
    };
    group.sort_by_cached_key(content);
    let finding = |(at, listed): (usize, &Listed)| {
        let other = &group[usize::from(at == 0)].place;
        let id = &listed.enterprise.id;
        Finding::new(Code::DuplicateEnterprise).at(listed.place.clone(), id).of(id).with("other", other.to_string())
    };
    group.iter().enumerate().map(finding).collect()
}
