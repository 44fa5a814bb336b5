//! Workbooks as other programs write them, made by hand so that every detail can be wrong.

use std::io::Write;

/// A part of a zip file: name and content.
pub type Part = (String, Vec<u8>);

/// A zip file of parts.
pub fn zip(parts: &[Part]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in parts {
        let (mut entry, config) = archive.new_file(name).compression_method(rawzip::CompressionMethod::DEFLATE).start().unwrap();
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
        let mut writer = config.wrap(encoder);
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

/// A workbook under construction.
#[derive(Clone, Default)]
pub struct Workbook {
    sheets: Vec<(String, String)>,
    /// XML of the workbook before its sheets, and its styles.
    pub properties: &'static str,
    shared: Vec<String>,
}

/// Formats of the styles 0 to 4: general, a month as a date, per cent, text, a number with two decimals.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="9"/><xf numFmtId="49"/><xf numFmtId="4"/></cellXfs></styleSheet>"#;

impl Workbook {
    /// Adds a sheet by the XML inside its `worksheet`.
    pub fn sheet(mut self, name: &str, inside: &str) -> Self {
        self.sheets.push((name.to_owned(), inside.to_owned()));
        self
    }

    /// Adds a sheet with the cells of a CSV text without quotes: numbers as numbers, texts as shared strings.
    pub fn table(mut self, name: &str, csv: &str) -> Self {
        let rows: String = (1..).zip(csv.lines()).map(|(number, line)| self.row(number, line)).collect();
        self.sheet(name, &format!("<sheetData>{rows}</sheetData>"))
    }

    fn row(&mut self, number: usize, line: &str) -> String {
        let cells: String = line
            .split(',')
            .enumerate()
            .map(|(at, cell)| self.cell(&format!("{}{number}", carbonlabel::workbook::letters(at)), cell))
            .collect();
        format!("<row r=\"{number}\">{cells}</row>")
    }

    fn cell(&mut self, place: &str, text: &str) -> String {
        if text.is_empty() {
            return format!("<c r=\"{place}\" s=\"4\"/>");
        }
        if text.parse::<u64>().is_ok_and(|_| text.len() < 12)
            || (text.contains('.') && !text.contains("..") && text.parse::<rust_decimal::Decimal>().is_ok())
        {
            return format!("<c r=\"{place}\"><v>{text}</v></c>");
        }
        self.shared.push(text.replace('&', "&amp;").replace('<', "&lt;"));
        format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", self.shared.len() - 1)
    }

    /// Its parts.
    pub fn parts(&self) -> Vec<Part> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relations = |inside: &str| {
            format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>")
        };
        let mut parts = Vec::new();
        let mut add = |name: &str, text: String| {
            parts.push((name.to_owned(), format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{text}").into_bytes()));
        };
        add("_rels/.rels", relations(&format!("<Relationship Id=\"rId1\" Type=\"{KINDS}/officeDocument\" Target=\"xl/workbook.xml\"/>")));
        let (mut sheets, mut targets) = (String::new(), String::new());
        for (at, (name, inside)) in self.sheets.iter().enumerate() {
            let (name, state) = name.strip_prefix('*').map_or((name.as_str(), ""), |name| (name, " state=\"hidden\""));
            sheets += &format!("<sheet name=\"{name}\" sheetId=\"{at}\"{state} r:id=\"s{at}\"/>");
            targets += &format!("<Relationship Id=\"s{at}\" Type=\"{KINDS}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>");
            add(&format!("xl/worksheets/sheet{at}.xml"), format!("<worksheet xmlns=\"{MAIN}\">{inside}</worksheet>"));
        }
        targets += &format!(
            "<Relationship Id=\"x\" Type=\"{KINDS}/styles\" Target=\"styles.xml\"/><Relationship Id=\"y\" Type=\"{KINDS}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
        );
        add(
            "xl/workbook.xml",
            format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\">{}<sheets>{sheets}</sheets></workbook>", self.properties),
        );
        add("xl/_rels/workbook.xml.rels", relations(&targets));
        add("xl/styles.xml", STYLES.to_owned());
        let shared: String = self.shared.iter().map(|text| format!("<si><t xml:space=\"preserve\">{text}</t></si>")).collect();
        add("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\">{shared}</sst>"));
        parts
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        zip(&self.parts())
    }
}
