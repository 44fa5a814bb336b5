//! Large files are read block by block, small ones whole: both ways must come to the same, whatever stands in a file.

use std::path::Path;
use std::sync::OnceLock;

use carbonlabel::intake::{self, NamedEncoding, Progress, Settings};
use carbonlabel::measure::read_months;
use carbonlabel::release::{Release, builtin};
use proptest::prelude::*;

use crate::harness::temp;

const ENTERPRISES: &str = "enterprise_id,name,industry,region\n91330500MA00000017,甲,3311,330500\n91330500MA00000025,乙,3311,330500\n";
const PRODUCTION: &str = "enterprise_id,period,value_added\n91330500MA00000017,2024-01,5\n";

fn release() -> &'static Release {
    static BUILTIN: OnceLock<Release> = OnceLock::new();
    BUILTIN.get_or_init(|| builtin().unwrap().release(None).unwrap())
}

/// Everything that a batch is read as, in words; or the fault.
fn read(folder: &Path, block_size: usize, encoding: Option<NamedEncoding>) -> String {
    let settings = Settings {
        release: release(),
        period: Some(read_months("2024").unwrap().months),
        encoding,
        block_size,
        progress: &Progress::default(),
    };
    let mut facts = match intake::read(&intake::Batch::of_folder(folder).unwrap(), settings) {
        Ok(facts) => facts,
        Err(fault) => return fault.to_string(),
    };
    let records: Vec<_> =
        facts.activity.iter().map(|record| (record.key(), record.unit(), record.quantity(), record.file(), record.row)).collect();
    let production: Vec<_> = facts.production.iter().map(|record| (record.enterprise, record.months, record.row)).collect();
    let read = format!("{records:?}\n{production:?}\n{:?}\n{:?}\n", facts.files, facts.presence);
    carbonlabel::finding::Finding::sort(&mut facts.findings);
    read + &facts.findings.iter().map(|finding| format!("{finding:?}\n")).collect::<String>()
}

fn both_ways(energy: &[u8], encoding: Option<NamedEncoding>) -> (String, String) {
    let folder = temp();
    for (name, content) in [("enterprises", ENTERPRISES.as_bytes()), ("energy", energy), ("production", PRODUCTION.as_bytes())] {
        std::fs::write(folder.path().join(format!("{name}.csv")), content).unwrap();
    }
    (read(folder.path(), 16, encoding), read(folder.path(), usize::MAX / 8, encoding))
}

/// Pieces of which rows are made: right, wrong, and such as break a file.
fn piece() -> impl Strategy<Value = &'static [u8]> {
    let right: [&[u8]; 4] = [
        b"91330500MA00000017,2024-01,electricity,12.5,MWh,\n",
        b"91330500MA00000025,2024-02,diesel,7,t,x\n",
        b"91330500MA00000017,2024-03,electricity,\"1,234.5\",MWh,\"a\nb\"\n",
        b"91330500MA00000017,2023-03,electricity,1,MWh,\n",
    ];
    let wrong: [&[u8]; 12] = [
        b"\n",
        b"\r\n",
        b",,,,,\n",
        b"91330500MA00000017,2024-01\n",
        b"x,2024-13,coal,-1,km,\"\"\"\"\n",
        "91330500MA00000017,2024-04,电力,１２,万千瓦时,附注\n".as_bytes(),
        b"91330500MA00000017,2024-05,electricity,1,MWh,caf\xc3\xa9\n",
        b"91330500MA00000017,2024-05,electricity,1,MWh,\xd2\xbb\n",
        b"\"",
        b"\0",
        b"\r",
        b"\xff",
    ];
    prop_oneof![6 => prop::sample::select(right.to_vec()), 1 => prop::sample::select(wrong.to_vec())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn block_by_block_and_whole_are_the_same(
        pieces in prop::collection::vec(piece(), 0..40), marked: bool, named in prop::sample::select(vec![None, Some(NamedEncoding::Utf8), Some(NamedEncoding::Gb18030)]),
    ) {
        let mark: &[u8] = if marked { b"\xef\xbb\xbf" } else { b"" };
        let energy = [mark, b"enterprise_id,period,item,quantity,unit,note\n", &pieces.concat()].concat();
        let (blocks, whole) = both_ways(&energy, named);
        prop_assert_eq!(blocks, whole);
    }
}

/// Longer than a block, and longer than is allowed.
#[test]
fn long_cells_and_rows_are_the_same_both_ways() {
    for length in [100, 64 * 1024, 64 * 1024 + 1, 1024 * 1024 + 1] {
        for quote in ["", "\""] {
            let row = format!("91330500MA00000017,2024-01,electricity,12.5,MWh,{quote}{}{quote}\n", "x".repeat(length));
            let energy = format!("enterprise_id,period,item,quantity,unit,note\n{row}91330500MA00000025,2024-02,diesel,7,t,\n");
            let (blocks, whole) = both_ways(energy.as_bytes(), None);
            assert_eq!(blocks, whole, "{length} {quote}");
        }
    }
}
