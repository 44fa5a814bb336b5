//! What every page must satisfy, and the samples written out for the eye.

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
