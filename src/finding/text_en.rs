//! The words of every finding code in English: title, message, hint, in the order of [`super::Code::ALL`].

use super::template::texts;

texts! {
    RowLength:
        "Row length",
        "The row does not have as many cells as the header: {found} against {expected}.",
        "Look for a missing or extra delimiter in this row; put quotes around a text that holds the delimiter.";
    SwallowedRow:
        "A record inside a cell",
        "Quotes draw another record, of {value}, into a cell of this row.",
        "Take out the quotes that do not belong there: every record has a row of its own.";
    UnknownColumn:
        "Unknown column",
        "The column “{value}” is not known and takes no part in the calculation.",
        "[Did you mean “{suggestion}”? ]Nothing to do, unless it was meant to be one of: {known}.";
    CumulativeColumn:
        "Totals since January",
        "The column “{value}” holds totals since January, and takes no part in the calculation.",
        "Nothing to do[: the month's own figure is read from “{wanted}”].";
    TotalsRow:
        "Row of totals",
        "The row “{value}” holds totals, and was passed over: rows are added up by the program.",
        "Nothing to do; take the row out to be rid of this note.";
    TextRow:
        "Row of text",
        "The row that begins “{value}” is a text and no record; it was passed over.",
        "Nothing to do, unless it was meant as a record: then fill in its enterprise and its other cells.";
    SheetNotRead:
        "Sheet not read",
        "The sheet “{value}” was not read.",
        "Nothing to do, unless it holds data: then begin its name with enterprises, energy or production.";
    FormulaValue:
        "Values of formulas",
        "Rows in which a formula's value was read as it was last computed: {count}, the first at this row.",
        "If the workbook was not computed before it was saved, open it in a spreadsheet and save it again.";
    BlankRow:
        "Blank rows",
        "Rows without content, passed over: {count}, the first at this line.",
        "Nothing to do.";
    ExampleRow:
        "Example rows",
        "Rows of the template's example enterprise, left out: {count}, the first at this line.",
        "Nothing to do; you may delete them.";
    OutsidePeriod:
        "Outside the period",
        "Rows of months outside {period}, left out: {count}, the first at this line.",
        "Nothing to do, unless the run's period is wrong.";
    EmptyCell:
        "Empty cell",
        "“{column}” is empty.",
        "Fill the cell in. Empty is not zero: a quantity that is really nothing is written 0.";
    CellError:
        "Error in a cell",
        "“{value}” is a spreadsheet's error, or a formula without its value.",
        "Mend the formula, or type the value; then save the workbook again.";
    TextRepaired:
        "Text repaired",
        "“{before}” was read as “{after}”.",
        "Nothing to do; take out spaces and full-width characters to be rid of this note.";
    NumberRepaired:
        "Number repaired",
        "“{before}” was read as {after}.",
        "Check that this is the number that was meant.";
    PeriodFromDate:
        "Month from a date",
        "“{before}” was read as the month {after}.",
        "Format the column as text and write {after}.";
    BadNumber:
        "Not a number",
        "“{value}” is not a number.",
        "Write plain digits with at most one decimal point, such as 1234.5; units belong in the unit column.";
    MisplacedSeparators:
        "Thousands separators",
        "The commas in “{value}” do not stand before every third digit.",
        "Write it without commas; a decimal point is “.”.";
    NumberTooLong:
        "Number too long",
        "“{value}” has more than 28 significant digits (the limit), or is beyond 10^37 or finer than 10^-64.",
        "Use a larger unit or fewer digits.";
    NegativeNumber:
        "Negative number",
        "“{value}” is below zero.",
        "A deduction has its own flow: write the quantity as a positive number with flow exported, nonfossil or recovered.";
    ImpossibleValue:
        "Impossible value",
        "“{value}” cannot be: {column} lies in {range}.",
        "Check the unit of the value ({unit}); leave the cell empty to use the default.";
    BadPeriod:
        "Not a month",
        "“{value}” cannot be read as a month.",
        "Write it as 2024-03; production may also cover several months: 2024-01..2024-02 or 2024Q1.";
    PeriodIsDay:
        "A day, not a month",
        "“{value}” is a day inside a month; a record speaks of a whole month.",
        "Write the month as 2024-03.";
    PeriodIsSpan:
        "A span, not a month",
        "“{value}” covers several months; energy is reported month by month.",
        "Write one row for each month.";
    SpanBeyondPeriod:
        "Span beyond the period",
        "“{value}” reaches over the run's period {period}.",
        "Split the row at the period's edge, or run the period that it belongs to.";
    BadDate:
        "Not a date",
        "“{value}” is not a date.",
        "Write it as 2020-05-01, or as 2020-05.";
    UnknownItem:
        "Unknown item",
        "“{value}” is not in the item table.",
        "[Did you mean {suggestion}? ]`carbonlabel template` lists the items; write an item's code or its Chinese or English name.";
    UnknownUnit:
        "Unknown unit",
        "“{value}” is not in the unit table.",
        "[Did you mean {suggestion}? ]Units for this item: {units}.";
    UnitDimension:
        "Unit does not fit",
        "{unit} does not measure {item}.",
        "Give it in one of: {units}.";
    GasReferenceState:
        "Gas reference state",
        "{unit} of {item} is taken as volume at the standard state (Nm3).",
        "Trade meters count at 20 °C, which is 7.3 % more: convert to Nm3 and write unit Nm3 or 万Nm3.";
    UnknownFlow:
        "Unknown flow",
        "“{value}” is not a flow.",
        "[Did you mean {suggestion}? ]Write one of: consumed, exported, nonfossil, green, feedstock, recovered; empty means consumed.";
    ParameterUnused:
        "Value not used",
        "The formula for {item} does not read “{column}”; {value} takes no part.",
        "Nothing to do, unless the item is wrong.";
    BadIdentity:
        "Not an identity code",
        "“{value}” is not a unified social credit code: {length} characters[, “{letter}” is not allowed].",
        "18 characters, digits and capital letters without I, O, S, V, Z, as on the business licence.";
    IdentityExponent:
        "Identity in exponent form",
        "“{value}” is what a spreadsheet makes of a long code; its digits are lost.",
        "Format the column as text, then type the 18 characters of the business licence again.";
    IdentityCheck:
        "Check character",
        "The check character of {value} should be {expected}.",
        "Compare with the business licence; some codes that fail the check were really issued, so it does not bar the grade.";
    UnlistedIndustry:
        "Industry not listed",
        "The class {value} is not in the table of GB/T 4754-2017; it is pooled by its digits.",
        "Check the code against the business register.";
    FormerIndustry:
        "Industry of the 2011 edition",
        "{value} “{name}” is a class of GB/T 4754-2011 which the 2017 edition does not have; it is pooled by its digits.",
        "In the 2017 edition: {successors}. Correct it by the business register.";
    UnknownIndustry:
        "Unknown industry",
        "“{value}” is not an industry code of GB/T 4754-2017.",
        "[Did you mean {suggestion}? ]Two to four digits, with or without the letter; a spreadsheet may have eaten a leading zero (0610 became 610): format the column as text.";
    IndustryLetter:
        "Letter contradicts digits",
        "“{value}”: the digits belong to section {section}, not to {letter}.",
        "Write {section}{digits}, or correct the digits.";
    UnknownRegion:
        "Unknown region",
        "“{value}” is neither a code of GB/T 2260 nor a province.",
        "[Did you mean {suggestion}? ]Write the six digits of county, city or province, such as 440307, or the province's name.";
    UnknownMethod:
        "Unknown method",
        "“{value}” is not a method of this release.",
        "Leave the cell empty, or write one of: {known}.";
    DuplicateEnterprise:
        "Enterprise listed twice",
        "{value} is listed more than once, also at {other}.",
        "Keep one row for each enterprise.";
    UnknownEnterprise:
        "Enterprise not listed",
        "No enterprise “{value}” is listed; the row belongs to nobody[ (did you mean {suggestion}?)].",
        "Correct the id, or add the enterprise to the enterprises file.";
    MistypedEnterprise:
        "Id one character off",
        "The row at {other} has the id {value}, which differs from this enterprise's in one character, in the case of its letters or in what stands around it.",
        "Correct the id in that row if it is this enterprise's; until then no grade is given.";
    DuplicateEnergy:
        "Duplicate energy record",
        "Same month, item, flow and site as {other}; neither row counts.",
        "If one is too many, delete it. If they are two meters, name the site of each in the site column, or add them up in one row.";
    DuplicateProduction:
        "Duplicate production record",
        "Same months and product as {other}; neither row counts.",
        "Delete one, or name the product of each row.";
    OverlappingProduction:
        "Overlapping production",
        "Its months overlap those of {other} for the same product; neither row counts.",
        "Report every month once.";
    DuplicateIndicator:
        "Indicator twice",
        "The same period and indicator as {other}; neither counts.",
        "Leave one of them out.";
    ItemNotTaken:
        "Item not taken",
        "The method {method} has no source for {item}.",
        "Items that it takes: `carbonlabel template`. Leave the row out, or name another method for the enterprise.";
    FlowNotTaken:
        "Flow not taken",
        "The method {method} does not take the flow {flow} for {item}.",
        "It takes: {known}.";
    MissingParameter:
        "Missing parameter",
        "The method {method} needs “{column}”[ ({header})] for {item}: {formula}.",
        "Add the column and fill it in: the method has no default.";
    ZeroDivisor:
        "Division by zero",
        "The parameters of {item} make the formula {formula} divide by zero (method {method}).",
        "Check the parameters of the row.";
    NoFactor:
        "No factor",
        "Release {release} has no factor {parameter} of {item} for {region} in {month}.",
        "[Nearest that exist: {nearest}. ]Name another release, or add the factor to the table {table}.";
    OutOfRange:
        "Out of range",
        "The emissions reach 10^22 t, the limit of a line and of an enterprise.",
        "Check quantity and unit.";
    MissingActivity:
        "Energy months missing",
        "No record of energy or material use for {months}.",
        "Add the rows of these months; write 0 if nothing was used.";
    MissingProduction:
        "Production months missing",
        "No row gives {column} for {months}.",
        "Fill in {column} for these months; write 0 if it is really nothing.";
    EstimatedMonths:
        "Unreported months filled in by the method",
        "{item}[ ({site})] was not reported for {months}; the method {method} filled them in[ with {from}, the reported month with the highest emissions]. The quality of these lines is estimated.",
        "Report these months; write 0 if nothing was used. The method fills in at most {limit}.";
    UnfilledMonths:
        "Unreported months not filled in",
        "{item}[ ({site})] was not reported for {months}; the rule of the method {method} does not reach so far, and nothing was filled in.",
        "Report these months; write 0 if nothing was used. The method fills in at most {limit}.";
    MissingIndicator:
        "Indicator missing",
        "The scheme {scheme} needs {names}, which is missing or has no meaning.",
        "Add it to indicators.csv; figures of earlier years name their year in the period column.";
    UnusedIndicator:
        "Indicator not used",
        "The scheme {scheme} does not read {names}.",
        "Check the names; `carbonlabel schemes show` tells what the scheme reads.";
    OwnPowerExceeds:
        "Own power above consumption",
        "In {month}[, site {site}], own and exported power ({deducted} MWh) exceed the consumed power ({consumed} MWh).",
        "Deduct only power that is inside the metered total; check the units.";
    ImplausibleValue:
        "Unusual measured value",
        "“{column}” of {item} is {value}; everything published lies between {lowest} and {highest} ({unit}).",
        "Check value, unit and item; if it was really measured, leave it: results do not change.";
    UnusualMonth:
        "Month unlike the others",
        "{item} in {month} is {value} {unit}[, {above} times the median of this enterprise's {months} months of use ({median} {unit})][, 1/{below} of the median of this enterprise's {months} months of use ({median} {unit})].",
        "Check the decimal point and the unit[: with the unit {suggestion} it would be like the other months]; if it is right, leave it: results do not change.";
    BeforeStart:
        "Use before the start",
        "Production began on {date}, but there is use in {month}.",
        "Check the date and the month.";
    ProductionWithoutEnergy:
        "Production without energy",
        "Something was made in {months}, and nothing at all was used.",
        "Add the energy of these months; where it is zero, check that nothing was forgotten.";
    EnergyWithoutProduction:
        "Energy without production",
        "Energy was used, and nothing was made[ in {months}].",
        "Add the production; if energy was used while nothing was made, leave it.";
    EnergyOutputMismatch:
        "Energy does not fit output",
        "Energy use of {energy} tCO2 with {money} 万元 of {column} is {intensity} tCO2 per 万元; credible is {lowest} to {highest}.",
        "Mostly a wrong unit: check whether power is in kWh or 万kWh, money in 元 or 万元.";
    ValueAddedAboveOutput:
        "Value added above output",
        "The value added, {value}, is above the output value, {output}.",
        "Value added is a part of the output value: check that the columns are not swapped and have the same unit.";
}
