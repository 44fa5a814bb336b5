//! One release, read and ready.

use super::book::RuleBook;
use super::lint::method::refused;
use super::manifest::{Pin, PinKind, ReleaseManifest};
use crate::factor::FactorTable;
use crate::finding::{Fault, Language};
use crate::method::Method;
use crate::nomenclature::{Industries, Item, Items, Nomenclature, Ranges, Regions, Units};
use crate::scheme::Scheme;

/// The method for whatever no other is made for.
const GENERAL: &str = "general";

/// A release: its rules, read from the files that it pins.
#[derive(Debug)]
pub struct Release {
    manifest: ReleaseManifest,
    sha256: String,
    nomenclature: Nomenclature,
    tables: Vec<FactorTable>,
    methods: Vec<Method>,
    schemes: Vec<Scheme>,
}

/// Which tables of a release are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Those that its methods name: all that a computation can ask for.
    Computing,
    /// All that it pins.
    Everything,
}

impl Release {
    pub(super) fn read(book: &RuleBook, manifest: &ReleaseManifest, sha256: &str, extent: Extent) -> Result<Self, Fault> {
        let units = Units::read(&only(manifest, PinKind::Units)?.path(), book.file(&only(manifest, PinKind::Units)?.path())?)?;
        let place = |kind| only(manifest, kind).map(Pin::path);
        let (items, regions, industries) = (place(PinKind::Items)?, place(PinKind::Regions)?, place(PinKind::Industries)?);
        let items = Items::read(&items, book.file(&items)?, &units)?;
        let ranges = match only(manifest, PinKind::Ranges) {
            Ok(pin) => Ranges::read(&pin.path(), book.file(&pin.path())?, &items)?,
            Err(_) => Ranges::default(),
        };
        let nomenclature = Nomenclature {
            items,
            ranges,
            regions: Regions::read(&regions, book.file(&regions)?)?,
            industries: Industries::read(&industries, book.file(&industries)?)?,
            units,
        };
        let methods: Vec<Method> = each(
            manifest,
            PinKind::Methods,
            |_| true,
            |pin| Method::read(&pin.name, &pin.version, &pin.path(), text(&pin.path(), book.file(&pin.path())?)?),
        )?;
        if let Some(problem) = refused(&methods, &nomenclature).into_iter().next() {
            return Err(Fault::rule(&problem.file, problem.line, problem.text(Language::En)));
        }
        let wanted = |pin: &Pin| extent == Extent::Everything || methods.iter().any(|method| names(method, &pin.name));
        let tables: Vec<FactorTable> = each(manifest, PinKind::Tables, wanted, |pin| {
            FactorTable::read(&pin.name, &pin.version, &pin.path(), book.file(&pin.path())?, &nomenclature)
        })?;
        if !manifest.allow_recalled {
            tables.iter().try_for_each(without_recalled)?;
        }
        let schemes = each(
            manifest,
            PinKind::Schemes,
            |_| true,
            |pin| {
                let text = text(&pin.path(), book.file(&pin.path())?)?;
                Scheme::read(&pin.name, &pin.version, &pin.path(), text, &pin.sha256, &nomenclature.units)
            },
        )?;
        Ok(Self { manifest: manifest.clone(), sha256: sha256.to_owned(), nomenclature, tables, methods, schemes })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.manifest.id
    }

    /// The hash of its file, which pins everything else.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What its file states.
    #[must_use]
    pub fn manifest(&self) -> &ReleaseManifest {
        &self.manifest
    }

    /// Its names of items, units, regions and industries.
    #[must_use]
    pub fn nomenclature(&self) -> &Nomenclature {
        &self.nomenclature
    }

    /// Its factor tables, as far as they were read: see [`RuleBook::release`] and [`RuleBook::whole_release`].
    #[must_use]
    pub fn tables(&self) -> &[FactorTable] {
        &self.tables
    }

    /// A factor table.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&FactorTable> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// Its methods.
    #[must_use]
    pub fn methods(&self) -> &[Method] {
        &self.methods
    }

    /// The method of a name.
    #[must_use]
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.name == name)
    }

    /// Whether any method takes an item.
    #[must_use]
    pub fn takes(&self, item: &Item) -> bool {
        self.methods.iter().any(|method| method.takes(item))
    }

    /// The place of the method for an enterprise: the one that it names, else the one whose industry list covers its code
    /// most specifically, else the one for the rest.
    #[must_use]
    pub fn method_for(&self, named: Option<&str>, industry: Option<&str>) -> Option<usize> {
        if let Some(name) = named {
            return self.methods.iter().position(|method| method.name == name);
        }
        let covering = industry.into_iter().flat_map(|digits| {
            self.methods
                .iter()
                .enumerate()
                .filter_map(move |(at, method)| method.covers(digits).map(|length| (length, std::cmp::Reverse(at))))
        });
        let narrowest = covering.max().map(|(_, std::cmp::Reverse(at))| at);
        let general = || self.methods.iter().position(|method| method.name == GENERAL);
        narrowest.or_else(general).or_else(|| self.methods.iter().position(|method| method.industries.is_empty()))
    }

    /// The scheme of a name; the default one when none is named.
    ///
    /// # Errors
    /// Lists what the release has.
    pub fn scheme(&self, name: Option<&str>) -> Result<&Scheme, Fault> {
        let wanted = name.unwrap_or(&self.manifest.default_scheme);
        self.schemes.iter().find(|scheme| scheme.name == wanted).ok_or_else(|| Fault::UnknownScheme {
            wanted: wanted.to_owned(),
            known: self.schemes.iter().map(|scheme| scheme.name.clone()).collect(),
        })
    }

    /// Takes in a scheme that it does not pin, for a run that names its file.
    ///
    /// # Errors
    /// When it has another scheme of that name.
    pub fn adopt(&mut self, scheme: Scheme) -> Result<(), Fault> {
        if self.schemes.iter().any(|other| other.name == scheme.name && other.sha256 != scheme.sha256) {
            return Err(Fault::Key {
                file: format!("{}.toml", scheme.name),
                line: 0,
                zh: format!("发布版 {} 已有同名的另一方案；请给文件换一个名字", self.id()),
                en: format!("release {} has another scheme of this name: give the file another name", self.id()),
                key: scheme.name,
            });
        }
        self.schemes.push(scheme);
        Ok(())
    }

    /// Whether any factor holds for some industries only.
    #[must_use]
    pub fn has_industry_factors(&self) -> bool {
        self.tables.iter().any(|table| table.rows().iter().any(|row| !row.industry.is_empty()))
    }

    /// Its schemes.
    #[must_use]
    pub fn schemes(&self) -> &[Scheme] {
        &self.schemes
    }
}

fn only(manifest: &ReleaseManifest, kind: PinKind) -> Result<&Pin, Fault> {
    manifest.pins.iter().find(|pin| pin.kind == kind).ok_or_else(|| Fault::RuleMissing(format!("{}/*.csv", kind.folder())))
}

fn each<T>(
    manifest: &ReleaseManifest,
    kind: PinKind,
    wanted: impl Fn(&Pin) -> bool,
    read: impl Fn(&Pin) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    manifest.pins.iter().filter(|pin| pin.kind == kind && wanted(pin)).map(read).collect()
}

/// Whether a method reads a table.
fn names(method: &Method, table: &str) -> bool {
    method.tables().any(|name| name == table)
}

/// What is known from memory alone enters a release only when it says so.
fn without_recalled(table: &FactorTable) -> Result<(), Fault> {
    let found = (2u64..).zip(table.rows()).find(|(_, row)| row.is_recalled());
    found.map_or(Ok(()), |(line, row)| {
        Err(Fault::rule(&table.file(), line, format!("{} is recalled; the release must say allow_recalled = true", row.id)))
    })
}

fn text<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| Fault::rule(file, 0, error.to_string()))
}
