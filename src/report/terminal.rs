//! Plain text in columns, for a terminal. What comes from outside cannot steer the terminal: control characters are left out.

use super::typeset::printable;

/// Text that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    text: String,
}

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

impl Sheet {
    /// A line, indented two spaces for each depth.
    pub(super) fn line(&mut self, depth: usize, text: &str) {
        let text = printable(text);
        self.push(depth, &text);
    }

    /// An empty line and a heading.
    pub(super) fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.line(0, text);
    }

    /// Names and what they stand for, one below the other; those that stand for nothing are left out.
    pub(super) fn pairs(&mut self, pairs: &[(&str, &str)]) {
        let rows: Vec<Vec<&str>> = pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| vec![*name, *value]).collect();
        self.table(1, &[Align::Left, Align::Left], &rows);
    }

    /// Rows in columns, indented like a line.
    pub(super) fn table(&mut self, depth: usize, columns: &[Align], rows: &[Vec<&str>]) {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| printable(cell)).collect()).collect();
        let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns.len()).map(widest).collect();
        for row in &rows {
            let cells: Vec<String> = row.iter().zip(columns).zip(&widths).map(|((cell, align), width)| pad(cell, *align, *width)).collect();
            self.push(depth, cells.join("  ").trim_end());
        }
    }

    fn push(&mut self, depth: usize, text: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

fn pad(cell: &str, align: Align, to: usize) -> String {
    let space = " ".repeat(to.saturating_sub(width(cell)));
    match align {
        Align::Left => format!("{cell}{space}"),
        Align::Right => format!("{space}{cell}"),
    }
}

/// How many columns of a terminal a text fills.
fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// East Asian wide and full-width letters fill two columns, combining marks none.
fn columns(letter: char) -> usize {
    match letter {
        '\u{300}'..='\u{36f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_in_both_scripts() {
        let mut sheet = Sheet::default();
        sheet.table(1, &[Align::Left, Align::Right], &[vec!["电力", "1.5"], vec!["heat", "12.25"]]);
        sheet.pairs(&[("行业", "C"), ("none", "")]);
        assert_eq!(sheet.finish(), "  电力    1.5\n  heat  12.25\n  行业  C\n");
    }

    #[test]
    fn nothing_from_outside_steers_the_terminal() {
        let mut sheet = Sheet::default();
        sheet.line(0, "a\u{1b}[2Jb\u{7}\r\nc");
        sheet.table(0, &[Align::Left], &[vec!["\u{1b}]0;x\u{7}"]]);
        assert!(sheet.finish().chars().all(|letter| letter == '\n' || !letter.is_control()));
    }
}
