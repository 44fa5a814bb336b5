//! The template as a workbook: sheets, lists to choose from, and an example that never counts.

use carbonlabel::enterprise::EXAMPLE_ID;

use crate::harness::{Batch, carbonlabel, parts, rows, temp, text};

#[test]
fn the_workbook_has_the_three_sheets_with_lists_and_an_example() {
    for (language, name, sheets, words) in [
        (
            "zh",
            "填报.xlsx",
            ["填表说明", "企业", "能源", "生产"],
            ["电力", "万kWh", "非化石", "440307 龙岗区", "示例企业（本行不计入）", "统一社会信用代码"],
        ),
        (
            "en",
            "submission.xlsx",
            ["instructions", "enterprises", "energy", "production"],
            ["Electricity", "万kWh", "nonfossil", "440307 龙岗区", "Example enterprise (this row never counts)", "enterprise_id"],
        ),
    ] {
        let folder = temp();
        carbonlabel(&["template", text(folder.path()), "--lang", language]).expect(0);
        let book = std::fs::read(folder.path().join(name)).unwrap();
        let parts = parts(&book);
        for sheet in sheets {
            assert!(parts["xl/workbook.xml"].contains(&format!("<sheet name=\"{sheet}\"")), "{sheet}");
        }
        assert!(parts["xl/workbook.xml"].contains("name=\"lists\" sheetId=\"5\" state=\"hidden\""));
        for word in words.iter().chain([&EXAMPLE_ID]) {
            assert!(parts["xl/sharedStrings.xml"].contains(word), "{language}: {word}");
        }
        let validations = |sheet: usize| parts[&format!("xl/worksheets/sheet{sheet}.xml")].matches("<dataValidation ").count();
        assert_eq!([1, 2, 3, 4].map(validations), [0, 2, 4, 0], "region and method; item, unit, flow and method");
        assert!(!parts.keys().any(|part| part.contains("vba") || part.contains("externalLink")));
    }
}

/// Whoever submits the template untouched has submitted nothing; the example is noted, once for each file.
#[test]
fn the_example_never_counts() {
    let folder = temp();
    let mut batch = Batch::seven();
    let [plain, with_example] = ["plain", "with"].map(|name| folder.path().join(name));
    batch.write(&plain);
    batch.lines("enterprises.csv").insert(1, format!("{EXAMPLE_ID},示例企业,nonsense,,"));
    batch.lines("energy.csv").insert(1, format!("{EXAMPLE_ID},2024-06,电力,不是数字,MWh"));
    batch.lines("production.csv").insert(1, format!(" {EXAMPLE_ID} ,2024-06,5"));
    batch.write(&with_example);
    let found = rows(&carbonlabel(&["check", text(&with_example), "--format", "csv"]).expect(0).out);
    assert_eq!(found.iter().map(|row| row["code"].as_str()).collect::<Vec<_>>(), ["example-row"; 3]);
    let grades = |batch, out: &str| {
        let out = folder.path().join(out);
        carbonlabel(&["run", text(batch), "--period", "2024-06", "--out", text(&out)]).expect(0);
        std::fs::read(out.join("grades.csv")).unwrap()
    };
    assert_eq!(grades(&plain, "a"), grades(&with_example, "b"));
}
