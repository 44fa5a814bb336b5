//! The template as one workbook: instructions, and a sheet for each role with lists to choose from and an example row.
//!
//! Whoever fills it in can submit it as it is. The example belongs to [`EXAMPLE_ID`], whose rows are passed over. Lists warn and
//! do not refuse: other names of an item or a unit are read too.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError,
};

use crate::activity::Flow;
use crate::enterprise::EXAMPLE_ID;
use crate::facts::Role;
use crate::finding::Language;
use crate::intake::column_of;
use crate::nomenclature::{Item, RegionLevel};
use crate::release::Release;

/// So many rows have lists to choose from.
const ROWS: u32 = 5_000;
/// The hidden sheet of the lists; its name is the same in both languages.
const LISTS: &str = "lists";
const HEADER_COLOUR: u32 = 0x00D9_E1F2;
const EXAMPLE_COLOUR: u32 = 0x0080_8080;

/// What the workbook holds.
#[derive(Clone, Copy, Debug)]
pub struct Content<'a> {
    /// The instructions: lines, with tabs between cells.
    pub instructions: &'a str,
    /// The headers of each role's sheet.
    pub headers: [(Role, &'a [String]); 3],
    /// The items to choose from.
    pub items: &'a [&'a Item],
    /// The rules from which the other lists are taken.
    pub release: &'a Release,
    /// The language of sheets and names.
    pub language: Language,
}

/// The workbook.
///
/// # Errors
/// When it cannot be made; never in practice.
pub fn template_workbook(content: Content<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    instructions(book.add_worksheet(), content)?;
    let lists = Lists::of(content);
    for (role, headers) in content.headers {
        sheet(book.add_worksheet().set_name(role.title(content.language))?, role, headers, &lists, content.language)?;
    }
    lists.write(book.add_worksheet())?;
    book.save_to_buffer()
}

fn instructions(sheet: &mut Worksheet, content: Content<'_>) -> Result<(), XlsxError> {
    sheet.set_name(content.language.pick("填表说明", "instructions"))?;
    sheet.set_column_range_width(0, 1, 28)?.set_column_width(2, 80)?;
    let example = content.language.pick(
        "各表中灰色的一行是示例，不会计入；请在其下填写，也可将其删去。",
        "The grey row of each sheet is an example and never counts; write below it, or delete it.",
    );
    let lines = content.instructions.trim_start_matches('\u{feff}').lines().chain(["", example]);
    for (line, row) in lines.zip(0u32..) {
        for (cell, column) in line.split('\t').zip(0u16..).filter(|(cell, _)| !cell.is_empty()) {
            sheet.write_string(row, column, cell)?;
        }
    }
    Ok(())
}

/// Headers, an example, and lists to choose from.
fn sheet(sheet: &mut Worksheet, role: Role, headers: &[String], lists: &Lists, language: Language) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@");
    let bold = text.clone().set_bold().set_background_color(Color::RGB(HEADER_COLOUR));
    let grey = text.clone().set_italic().set_font_color(Color::RGB(EXAMPLE_COLOUR));
    sheet.set_freeze_panes(1, 0)?;
    for (header, at) in headers.iter().zip(0u16..) {
        let Some(column) = column_of(role, header) else { continue };
        // As text, so that no code becomes an exponent and no month a date.
        sheet.set_column_format(at, &text)?.set_column_width(at, 20)?;
        let required = if column.required { "*" } else { "" };
        sheet.write_string_with_format(0, at, header, &bold)?;
        let example = example(role, column.name, lists, language);
        if !example.is_empty() {
            sheet.write_string_with_format(1, at, example, &grey)?;
        }
        if let Some(formula) = lists.formula(role, column.name) {
            let list = DataValidation::new()
                .allow_list_formula(Formula::new(formula))
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_message(language.pick("不在列表中；其他写法也可能认得", "Not in the list; another name may be known too"))?
                .set_input_message(format!("{header}{required}"))?;
            sheet.add_data_validation(1, at, ROWS, at, &list)?;
        }
    }
    Ok(())
}

/// What the example says in a column.
fn example<'l>(role: Role, column: &str, lists: &'l Lists, language: Language) -> &'l str {
    let first = |list: &str| lists.of_name(list).first().map_or("", String::as_str);
    match (role, column) {
        (_, "enterprise_id") => EXAMPLE_ID,
        (_, "name") => language.pick("示例企业（本行不计入）", "Example enterprise (this row never counts)"),
        (_, "industry") => "3982",
        (_, "region") => first("region"),
        (_, "started_on") => "2020-05-01",
        (_, "period") => "2024-03",
        (_, "item") => first("item"),
        (_, "quantity") => "12345.6",
        (Role::Energy, "unit") => lists.of_name("unit").iter().find(|unit| *unit == "kWh").map_or(first("unit"), String::as_str),
        (_, "flow") => first("flow"),
        (_, "output_value") => "820.5",
        (_, "value_added") => "213.4",
        _ => "",
    }
}

/// The lists to choose from, by the column that they serve.
struct Lists(Vec<(&'static str, Vec<String>)>);

impl Lists {
    fn of(content: Content<'_>) -> Self {
        let nomenclature = content.release.nomenclature();
        let (language, units) = (content.language, &nomenclature.units);
        // The units of the items alone: nobody buys coal in hectares. Those of the first item stand first.
        let mut codes: Vec<String> = Vec::new();
        for code in content.items.iter().flat_map(|item| units.of(item.dimension)) {
            if !codes.iter().any(|known| known == code) {
                codes.push(code.to_owned());
            }
        }
        let flow = |flow: Flow| flow.names().get(language.pick(1, 0)).copied().unwrap_or_default().to_owned();
        let regions = nomenclature.regions.iter().filter(|region| !matches!(region.level, RegionLevel::Grid | RegionLevel::Country));
        let methods = content.release.methods().iter().map(|method| method.name.clone());
        Self(vec![
            ("item", content.items.iter().map(|item| item.name(language).to_owned()).collect()),
            ("unit", codes),
            ("flow", Flow::ALL.map(flow).to_vec()),
            ("region", regions.map(|region| format!("{} {}", region.code, region.name)).collect()),
            ("method", methods.collect()),
        ])
    }

    fn of_name(&self, name: &str) -> &[String] {
        self.0.iter().find(|(known, _)| *known == name).map_or(&[], |(_, list)| list)
    }

    /// Where the list of a column stands.
    fn formula(&self, role: Role, column: &str) -> Option<String> {
        let (at, (_, list)) = self.0.iter().enumerate().find(|(_, (name, _))| *name == column)?;
        let letter = char::from(b'A' + u8::try_from(at).ok()?);
        (role != Role::Production && !list.is_empty()).then(|| format!("={LISTS}!${letter}$1:${letter}${}", list.len()))
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(LISTS)?.set_hidden(true);
        for ((_, list), column) in self.0.iter().zip(0u16..) {
            for (text, row) in list.iter().zip(0u32..) {
                sheet.write_string(row, column, text)?;
            }
        }
        Ok(())
    }
}
