//! Plausible ranges: whatever the release's own tables publish lies in them, and they are not so wide as to hold everything.

use carbonlabel::factor::ParameterKind;
use carbonlabel::measure::{Exact, Ratio};
use carbonlabel::nomenclature::Property;
use carbonlabel::release::builtin;

#[test]
fn everything_published_lies_in_its_range() {
    let release = builtin().unwrap().whole_release(None).unwrap();
    let nomenclature = release.nomenclature();
    let mut seen = 0;
    for table in release.tables() {
        for row in table.rows() {
            let Some(property) =
                [Property::Ncv, Property::CarbonContent, Property::Oxidation].into_iter().find(|property| property.name() == row.parameter)
            else {
                continue;
            };
            let item = nomenclature.items.find(&row.item).unwrap();
            let unit = ParameterKind::of(&row.parameter).unwrap().unit(&row.unit, &nomenclature.units).unwrap();
            let Some(range) = nomenclature.ranges.of(item, property) else { continue };
            // Heat per another unit than the item's own is not what enterprises state.
            if property == Property::Ncv && unit.per != Some(nomenclature.items.get(item).dimension) {
                continue;
            }
            let accounting = nomenclature.units.get(nomenclature.items.get(item).unit).ratio.clone();
            let value =
                Exact::from(row.value).ratio().times(&unit.ratio).times(&if property == Property::Ncv { accounting } else { Ratio::one() });
            assert!(range.holds(&value), "{}: {} of {}", row.id, value.to_text(), row.item);
            assert!(range.highest < value.times(&Ratio::new(6, 1)) && value < range.lowest.times(&Ratio::new(6, 1)), "{}", row.id);
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
    assert!(nomenclature.ranges.energy_intensity().is_some());
}
