//! A version of a factor table.

use rustc_hash::{FxHashMap, FxHashSet};

use super::row::FactorRow;
use crate::finding::Fault;
use crate::nomenclature::{Nomenclature, Rows};

/// One version of one family of factors.
#[derive(Debug)]
pub struct FactorTable {
    /// The family's name.
    pub name: String,
    /// The version.
    pub version: String,
    rows: Vec<FactorRow>,
    /// Places in `rows` by parameter and item.
    by_key: FxHashMap<(String, String), Vec<usize>>,
}

impl FactorTable {
    /// Reads one version of a table.
    ///
    /// # Errors
    /// Names file and line of what is wrong.
    pub fn read(name: &str, version: &str, file: &str, bytes: &[u8], nomenclature: &Nomenclature) -> Result<Self, Fault> {
        let mut rows = Vec::new();
        let mut ids = FxHashSet::default();
        let mut by_key: FxHashMap<(String, String), Vec<usize>> = FxHashMap::default();
        for row in Rows::read(file, bytes, FactorRow::COLUMNS)?.iter() {
            let factor = FactorRow::read(&row, nomenclature)?;
            if !ids.insert(factor.id.clone()) {
                return Err(row.fault(format!("the id {} stands twice", factor.id)));
            }
            by_key.entry((factor.parameter.clone(), factor.item.clone())).or_default().push(rows.len());
            rows.push(factor);
        }
        Ok(Self { name: name.to_owned(), version: version.to_owned(), rows, by_key })
    }

    /// Its place in a folder of rules.
    #[must_use]
    pub fn file(&self) -> String {
        format!("tables/{}/{}.csv", self.name, self.version)
    }

    /// Its rows in order.
    #[must_use]
    pub fn rows(&self) -> &[FactorRow] {
        &self.rows
    }

    /// The rows of a parameter and an item.
    pub fn of(&self, parameter: &str, item: &str) -> impl Iterator<Item = &FactorRow> {
        let places = self.by_key.get(&(parameter.to_owned(), item.to_owned()));
        places.into_iter().flatten().map(|at| &self.rows[*at])
    }
}
