//! Lines of months that nobody reported.

use super::quality::Quality;
use super::rates::LineRate;
use super::used::{Origin, UsedParameter, unconfirmed};
use crate::activity::Estimate;
use crate::flag::Flag;
use crate::method::{Method, MissingRule, MonthlyDefault, QUANTITY};
use crate::nomenclature::Item;

impl LineRate {
    /// Says of a line that its month was not reported, and from where its quantity is.
    pub(super) fn estimated(&mut self, estimate: Estimate, item: &Item, method: &Method) {
        self.quality = Quality::Estimated;
        let stated = method.missing.as_ref().and_then(|missing| match &missing.rule {
            MissingRule::Default(values) if estimate.stated => values.get(&item.code),
            _ => None,
        });
        let mark = stated.and_then(|stated| stated.said.mark);
        self.flags.extend(unconfirmed(mark).chain([Flag::Estimated]));
        self.flags.sort_unstable();
        self.flags.dedup();
        let (value, unit, origin) = match stated {
            Some(MonthlyDefault { said, .. }) => {
                (said.text.clone(), said.unit.clone(), Origin::Constant { mark, source: said.source.clone() })
            }
            None => (String::new(), String::new(), Origin::Estimated { from: estimate.from }),
        };
        self.parameters.insert(0, UsedParameter { name: QUANTITY, value, unit, origin });
    }
}
