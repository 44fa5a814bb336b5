//! Every status with its reason, on pages and in explanations, in both languages. Zero, missing, not applicable and not known
//! stay four things.

use std::path::PathBuf;

use carbonlabel::finding::Language;
use carbonlabel::label::Status;

use crate::harness::{carbonlabel, grades, root, temp, text};

#[test]
fn every_status_says_why() {
    let rules = root().join("samples/statuses/factors");
    for language in [Language::Zh, Language::En] {
        let folder = temp();
        let (out, batch): (PathBuf, PathBuf) = (folder.path().join("run"), root().join("samples/statuses/batch"));
        let arguments = ["run", text(&batch), "--period", "2024Q1", "--reports", "all", "--lang", language.code()];
        carbonlabel(&[&arguments[..], &["--out", text(&out), "--factors", text(&rules)]].concat()).expect(1);
        for (id, row) in grades(&out) {
            let status = Status::parse(&row["status"]).unwrap();
            let page = std::fs::read_to_string(out.join(format!("reports/{id}.html"))).unwrap();
            let card = std::fs::read_to_string(out.join(format!("labels/{id}.svg"))).unwrap();
            let explained = carbonlabel(&["explain", text(&out), &id, "--factors", text(&rules), "--lang", language.code()]).expect(0).out;
            let detail = match status {
                Status::NonPositiveDenominator => "= -10 ",
                Status::ExcludedIndustry => "4411",
                Status::TooFewPeers => language.pick("最低 5 家", "The least is 5."),
                _ => "",
            };
            for said in [&page, &explained] {
                let has_reason = said.contains(status.reason(language)) && said.contains(status.title(language)) && said.contains(detail);
                assert_eq!(has_reason, status != Status::Graded, "{id} {}", status.name());
                // No activity is not zero, and is not a table without figures.
                let missing = language.pick("没有填报不等于排放为零", "Not reported is not zero");
                assert_eq!(said.contains(missing), status == Status::NoActivity, "{id}");
                assert_eq!(said.contains("0.000"), status != Status::NoActivity, "{id}");
                let unknown = row["energy_tce"].is_empty() && status != Status::NoActivity;
                assert_eq!(said.contains(language.pick("折标系数", "no coefficient")), unknown, "{id}");
            }
            assert_eq!(card.contains(language.pick("未评级", "Not graded")), status != Status::Graded);
        }
    }
}
