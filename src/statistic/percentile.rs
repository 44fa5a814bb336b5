//! The percentile in a fixed table.
//!
//! A published table of points (intensity, percentile) is read by straight lines between them; outside it the nearest end
//! holds. ENERGY STAR scores against a fixed survey and not against the others, so nobody's score moves another's.
//!
//! Edges: nothing of an empty table. Points stand by rising intensity; a scheme with others is refused when it is read.

use crate::measure::Ratio;

/// The percentile of a value in a table of points by rising value.
#[must_use]
pub fn percentile(value: &Ratio, table: &[(Ratio, Ratio)]) -> Option<Ratio> {
    let above = table.partition_point(|(at, _)| at < value);
    let (Some(before), Some(after)) = (above.checked_sub(1).and_then(|at| table.get(at)), table.get(above)) else {
        return table.get(above).or(table.last()).map(|(_, percentile)| percentile.clone());
    };
    let way = value.minus(&before.0).divided_by(&after.0.minus(&before.0))?;
    Some(before.1.plus(&after.1.minus(&before.1).times(&way)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_points_the_line_is_straight_and_outside_it_is_flat() {
        let table = [("0.5", "90"), ("1", "50"), ("3", "10")].map(|(at, of)| (Ratio::parse(at).unwrap(), Ratio::parse(of).unwrap()));
        for (value, want) in [("0.1", "90"), ("0.5", "90"), ("0.75", "70"), ("1", "50"), ("1.5", "40"), ("3", "10"), ("9", "10")] {
            assert_eq!(percentile(&Ratio::parse(value).unwrap(), &table).unwrap().to_text(), want, "{value}");
        }
        assert_eq!(percentile(&Ratio::one(), &[]), None);
    }
}
