//! The facts of a run, read back from its own folder: what is needed to ask what other rules would make of them.

use rustc_hash::FxHashMap;

use super::run_folder::RunFolder;
use crate::activity::{Activity, ActivityRecord, Extras, Flow, Measured, RowParameter};
use crate::enterprise::{Directory, Enterprise};
use crate::facts::{Facts, InputFile, Presence, Role};
use crate::finding::Fault;
use crate::label::Status;
use crate::ledger::{GradeRow, LedgerRow, ProductionRow};
use crate::measure::{Exact, read_months, read_numeral};
use crate::nomenclature::Nomenclature;
use crate::production::{Amount, Measure, Product, ProductionRecord};
use crate::release::Release;

/// The flag of lines that nobody reported.
const ESTIMATED: &str = "estimated";

impl RunFolder {
    /// Enterprises, lines and production of the run, in the names of a release. A record that made no line is not among
    /// them: one that was refused, and green power, which is a part of another line. Nor is what a method filled in.
    ///
    /// # Errors
    /// When the run has no ledger, or a name in it is none of the release's.
    pub fn facts_again(&self, release: &Release) -> Result<Facts, Fault> {
        let grades = self.grades()?;
        let mut rebuild = Rebuild { names: release.nomenclature(), files: FxHashMap::default() };
        let files: Vec<InputFile> = self.manifest().inputs.iter().filter_map(|input| rebuild.file(input)).collect();
        let enterprises: Vec<Enterprise> = grades.iter().map(|grade| rebuild.enterprise(grade)).collect();
        let ids: FxHashMap<String, u32> = (0u32..).zip(&enterprises).map(|(at, enterprise)| (enterprise.id.clone(), at)).collect();
        let broken = |what: &str| self.broken(format!("{what} is not in the release {}", release.id()));
        let mut records: Vec<Activity> = Vec::new();
        self.for_each_line(|line| {
            if line.flags.split(';').any(|flag| flag == ESTIMATED) {
                return Ok(());
            }
            let at = *ids.get(&line.enterprise_id).ok_or_else(|| broken(&line.enterprise_id))?;
            let method = named_method(&line, &enterprises[at as usize], release);
            let mut record = rebuild.record(at, &line).ok_or_else(|| broken(&format!("{} {}", line.item, line.unit)))?;
            if let Some(method) = method {
                record.extras.get_or_insert_default().method = method.into();
            }
            // Several lines of one record stand one behind the other.
            match records.last_mut().filter(|last| (last.enterprise, last.file, last.row) == (at, record.file, record.row)) {
                Some(last) => add_measured(last, record),
                None => records.push(record),
            }
            Ok(())
        })?;
        let activity: Vec<ActivityRecord> = records.into_iter().map(ActivityRecord::from).collect();
        let production = self.production()?;
        let of_production = |row: &ProductionRow| {
            let at = *ids.get(&row.enterprise_id).ok_or_else(|| broken(&row.enterprise_id))?;
            rebuild.production(at, row).ok_or_else(|| broken(&row.period))
        };
        Ok(Facts {
            files,
            directory: Directory::new(enterprises),
            presence: grades.iter().map(presence).collect(),
            activity: activity.into(),
            indicators: Vec::new(),
            production: production.iter().map(of_production).collect::<Result<Vec<_>, _>>()?.into(),
            findings: Vec::new(),
        })
    }
}

/// A number as a run folder writes it; however long its zeros, it was read once and is read again.
fn number(text: &str) -> Option<Exact> {
    read_numeral(text).ok().map(|numeral| numeral.value)
}

/// What the status of a grade row says of the enterprise's rows.
fn presence(grade: &GradeRow) -> Presence {
    let status = Status::parse(grade.get("status"));
    let error = status == Some(Status::DataErrors) || grade.get("flags").split(';').any(|flag| flag == "partial");
    let production = !matches!(status, Some(Status::NoActivity | Status::NoProduction));
    Presence { activity: status != Some(Status::NoActivity), production, error }
}

/// The method of a line, where it is not the one that the enterprise's industry would choose.
fn named_method(line: &LedgerRow, enterprise: &Enterprise, release: &Release) -> Option<String> {
    let name = line.method.split_once('/').map_or(line.method.as_str(), |(name, _)| name);
    let chosen = release.method_for(None, enterprise.industry.as_ref().map(|industry| industry.digits()));
    let named = release.method_for(Some(name), None);
    (named.is_some() && named != chosen).then(|| name.to_owned())
}

/// Adds what another line of the same record states.
fn add_measured(record: &mut Activity, other: Activity) {
    let Some(theirs) = other.extras.filter(|extras| !extras.measured.is_empty()) else { return };
    let own = record.extras.get_or_insert_default();
    for (parameter, value) in theirs.measured.iter() {
        if let Some((number, _)) = RowParameter::find(parameter.name) {
            own.measured = std::mem::take(&mut own.measured).with(number, value);
        }
    }
}

struct Rebuild<'a> {
    names: &'a Nomenclature,
    files: FxHashMap<String, u32>,
}

impl Rebuild<'_> {
    fn file(&mut self, input: &super::manifest::InputEntry) -> Option<InputFile> {
        let role = Role::ALL.into_iter().find(|role| role.name() == input.role)?;
        self.files.insert(input.name.clone(), u32::try_from(self.files.len()).ok()?);
        Some(InputFile {
            role,
            name: input.name.as_str().into(),
            bytes: input.bytes,
            rows: input.rows,
            sha256: input.sha256.clone(),
            columns: Vec::new(),
        })
    }

    fn enterprise(&self, grade: &GradeRow) -> Enterprise {
        Enterprise {
            id: grade.get("enterprise_id").to_owned(),
            name: grade.get("name").to_owned(),
            industry: self.names.industries.parse(grade.get("industry")).ok(),
            region: self.names.regions.find(grade.get("region")),
            method: None,
            started_on: None,
        }
    }

    fn record(&self, enterprise: u32, line: &LedgerRow) -> Option<Activity> {
        let stated = line.parameters.iter().filter(|cell| cell.origin == "measured").filter_map(|cell| {
            let column = if cell.source.is_empty() { &cell.name } else { &cell.source };
            Some((RowParameter::find(column)?.0, number(&cell.value)?))
        });
        let extras = Extras {
            site: line.site.as_str().into(),
            measured: stated.fold(Measured::default(), |measured, (number, value)| measured.with(number, value)),
            ..Extras::default()
        };
        Some(Activity {
            enterprise,
            month: read_months(&line.period).ok()?.months.as_single()?,
            item: self.names.items.find(&line.item)?,
            flow: Flow::ALL.into_iter().find(|flow| flow.name() == line.flow)?,
            quantity: number(&line.quantity)?,
            unit: self.names.units.find(&line.unit)?,
            file: self.files.get(&line.file).copied().unwrap_or_default(),
            row: u32::try_from(line.row).ok()?,
            extras: (extras != Extras::default()).then(|| Box::new(extras)),
        })
    }

    fn production(&self, enterprise: u32, row: &ProductionRow) -> Option<ProductionRecord> {
        let amount = |measure: Measure| {
            let (value, unit) = &row.amounts[measure.index()];
            number(value).map(|value| Amount { value, unit: self.names.units.find(unit) })
        };
        let (_, product_unit) = &row.amounts[Measure::ProductQuantity.index()];
        let product = Product { name: row.product.as_str().into(), unit: product_unit.as_str().into() };
        let months = read_months(&row.period).ok()?.months;
        let place = (self.files.get(&row.file).copied().unwrap_or_default(), u32::try_from(row.row).ok()?);
        Some(ProductionRecord::new((enterprise, months), place, product, Measure::ALL.map(amount)))
    }
}
