//! How much findings weigh under a release.

use std::collections::BTreeMap;

use super::{Code, Finding, Severity};

/// What a release weighs otherwise than [`Code::severity`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(BTreeMap<Code, Severity>);

impl Severities {
    /// Reads names of codes and severities, as a release states them.
    ///
    /// # Errors
    /// Says which is no code or no severity, or would make less of an error: what an error says is not in the figures.
    pub fn read(stated: &BTreeMap<String, String>) -> Result<Self, String> {
        let pair = |(code, severity): (&String, &String)| {
            let known = Code::parse(code).ok_or_else(|| format!("severities: {code} is no finding code"))?;
            let severity =
                Severity::parse(severity).ok_or_else(|| format!("severities: {code} = {severity}: must be error, warning or note"))?;
            if known.severity() == Severity::Error && severity != Severity::Error {
                return Err(format!("severities: {code} is an error, and stays one: what it says is not in the figures"));
            }
            Ok((known, severity))
        };
        stated.iter().map(pair).collect::<Result<_, _>>().map(Self)
    }

    /// What was stated, by code.
    pub fn iter(&self) -> impl Iterator<Item = (Code, Severity)> {
        self.0.iter().map(|(code, severity)| (*code, *severity))
    }

    /// How much a code weighs.
    #[must_use]
    pub fn of(&self, code: Code) -> Severity {
        self.0.get(&code).copied().unwrap_or_else(|| code.severity())
    }

    /// Weighs findings.
    pub fn weigh(&self, findings: &mut [Finding]) {
        if !self.0.is_empty() {
            for finding in findings {
                finding.severity = self.of(finding.code);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &str, severity: &str) -> Result<Severities, String> {
        Severities::read(&BTreeMap::from([(code.to_owned(), severity.to_owned())]))
    }

    #[test]
    fn warnings_and_notes_may_weigh_more_or_less_and_errors_stay() {
        let severities = read("gas-reference-state", "error").unwrap();
        let mut findings = [Finding::new(Code::GasReferenceState), Finding::new(Code::BlankRow)];
        severities.weigh(&mut findings);
        assert_eq!(findings.map(|finding| finding.severity), [Severity::Error, Severity::Note]);
        assert!(read("identity-check", "note").is_ok());
        for (code, severity) in [("bad-number", "warning"), ("no-such-code", "note"), ("blank-row", "fatal")] {
            assert!(read(code, severity).is_err(), "{code}");
        }
    }
}
