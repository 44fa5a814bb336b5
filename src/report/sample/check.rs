//! What every page must satisfy, and the samples written out for the eye.

use super::marks::{grade, scale};
use crate::finding::Language;
use crate::report::{LabelView, Scale};

/// Every tag that is opened is closed, in order; scripts and styles are passed over.
pub(in crate::report) fn assert_balanced(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some((_, tag)) = rest.split_once('<') {
        let (tag, after) = tag.split_once('>').expect("a tag ends");
        rest = after;
        let name = tag.trim_start_matches('/').split(|sign: char| sign.is_whitespace() || sign == '/').next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed before {after:.60}");
        } else if !tag.starts_with('!') && !tag.ends_with('/') && !["meta", "input", "br"].contains(&name) {
            assert_eq!(tag.matches('"').count() % 2, 0, "quotes in <{tag}>");
            open.push(name);
            if ["script", "style"].contains(&name) {
                rest = &after[after.find(&format!("</{name}>")).expect("its end")..];
            }
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

/// Nothing is fetched.
pub(in crate::report) fn assert_self_contained(page: &str) {
    for sign in ["http:", "https:", " src=", "url(", "@import", "<link"] {
        assert!(!page.contains(sign), "{sign}");
    }
}

/// Writes all samples for the eye: `cargo test write_samples -- --ignored`.
#[test]
#[ignore = "writes pages to look at"]
fn write_samples() {
    let folder = std::path::Path::new("target/samples");
    for (tag, language) in [("zh", Language::Zh), ("en", Language::En)] {
        let long = LabelView {
            name: "Longgang Advanced Precision Hardware and Composite Materials Manufacturing (Shenzhen) Company Limited".into(),
            grade: Some(grade(language, 0)),
            ratio: Some("0.4022".into()),
            scale: Scale { value: Some("0.4022".into()), current: Some("1".into()), ..scale(language) },
            ..super::label(language)
        };
        let none = LabelView { status: "data_errors".into(), grade: None, ..super::label(language) };
        for (name, text) in [
            ("index.html", crate::report::index_page(&super::index(language))),
            ("enterprise.html", crate::report::enterprise_page(&super::enterprise(language))),
            ("ungraded.html", crate::report::enterprise_page(&super::ungraded(language))),
            ("label.svg", crate::report::label_card(&super::label(language))),
            ("label-long.svg", crate::report::label_card(&long)),
            ("label-none.svg", crate::report::label_card(&none)),
        ] {
            let folder = folder.join(tag);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(name), text.unwrap()).unwrap();
        }
    }
}
