//! Lines about which there is nothing more to say: made and added up in one step.

use crate::emission::{Rates, Resolution, ShortLine};
use crate::flag::Flag;
use crate::inventory::{Inventory, Share, Tally};
use crate::measure::Packed;

/// The rates of which lines of 64 bits are made, one for each record.
pub(super) struct Simple {
    /// By the place of the rate; none where there is more to do for each record.
    lines: Vec<Option<SimpleLine>>,
    sums: Vec<(Share, Vec<Flag>)>,
}

/// A rate, and the place of what its lines are added to.
#[derive(Clone, Copy)]
struct SimpleLine {
    line: ShortLine,
    sum: u32,
}

impl Simple {
    pub(super) fn of(rates: &Rates) -> Self {
        let mut sums: Vec<(Share, Vec<Flag>)> = Vec::new();
        let lines = rates.iter().zip(0..).map(|((_, resolution), at)| {
            let Resolution::Line(rate) = resolution else { return None };
            let line = rates.short_line(at).filter(|_| !rate.more && rate.unread.is_empty())?;
            let share = Share::of(rate);
            let known = sums.iter().position(|(other, flags)| *other == share && *flags == rate.flags);
            let sum = known.unwrap_or_else(|| {
                sums.push((share, rate.flags.clone()));
                sums.len() - 1
            });
            Some(SimpleLine { line, sum: u32::try_from(sum).ok()? })
        });
        Self { lines: lines.collect(), sums }
    }

    /// The sums of an enterprise, nothing added to them yet.
    pub(super) fn tallies(&self) -> Vec<Tally> {
        vec![Tally::default(); self.sums.len()]
    }

    /// Adds the line of a quantity and a rate; whether that could be done.
    #[inline]
    pub(super) fn add(&self, tallies: &mut [Tally], rate: u32, quantity: Option<Packed>) -> bool {
        let Some(Some(simple)) = self.lines.get(rate as usize) else { return false };
        let Some(line) = quantity.and_then(|quantity| simple.line.apply(quantity)) else { return false };
        let Some(tally) = tallies.get_mut(simple.sum as usize) else { return false };
        tally.add(line);
        true
    }

    /// Hands over what was added up, and how many lines that were.
    pub(super) fn hand_over(&self, tallies: &mut [Tally], inventory: &mut Inventory) -> usize {
        let mut lines = 0;
        for ((share, flags), tally) in self.sums.iter().zip(tallies).filter(|(_, tally)| tally.lines > 0) {
            lines += tally.lines;
            inventory.add_tally(std::mem::take(tally), *share);
            inventory.add_flags(flags);
        }
        lines
    }
}
