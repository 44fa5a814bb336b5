//! Columns of Parquet as text, exactly.

use std::fmt::{Display, Write};

use polars_arrow::array::{Array, BooleanArray, PrimitiveArray, StaticArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType, TimeUnit};
use polars_arrow::types::NativeType;

use crate::finding::FormError;
use crate::workbook::day_text;

/// Appends the text of a cell; nothing for a null.
pub(super) type Cells = Box<dyn Fn(usize, &mut String)>;

/// 1 January 1970 as a spreadsheet counts days.
const EPOCH: i64 = 25_569;

/// Whether cells of a type are read.
pub(super) fn check_type(kind: &ArrowDataType) -> Result<(), FormError> {
    use ArrowDataType as Type;
    match kind {
        Type::Float16 | Type::Float32 | Type::Float64 => Err(FormError::FloatColumn),
        Type::Int8
        | Type::Int16
        | Type::Int32
        | Type::Int64
        | Type::UInt8
        | Type::UInt16
        | Type::UInt32
        | Type::UInt64
        | Type::Null
        | Type::Boolean
        | Type::Date32
        | Type::Utf8View
        | Type::Decimal(..)
        | Type::Timestamp(..) => Ok(()),
        other => Err(FormError::ColumnType(format!("{other:?}"))),
    }
}

/// The cells of a column.
pub(super) fn cells_of(array: &dyn Array, kind: &ArrowDataType) -> Result<Cells, FormError> {
    use ArrowDataType as Type;
    match kind {
        Type::Utf8View => {
            let texts: Utf8ViewArray = of_type(array)?;
            Ok(Box::new(move |at, text| text.push_str(texts.get(at).unwrap_or_default())))
        }
        Type::Int8 => numbers::<i8>(array),
        Type::Int16 => numbers::<i16>(array),
        Type::Int32 => numbers::<i32>(array),
        Type::Int64 => numbers::<i64>(array),
        Type::UInt8 => numbers::<u8>(array),
        Type::UInt16 => numbers::<u16>(array),
        Type::UInt32 => numbers::<u32>(array),
        Type::UInt64 => numbers::<u64>(array),
        Type::Decimal(_, scale) => written(array, *scale, |value: i128, scale, text| decimal(value, *scale, text)),
        Type::Date32 => written(array, (), |days: i32, (), text| time(days.into(), 0, text)),
        Type::Timestamp(unit, _) => {
            let of_second = match unit {
                TimeUnit::Second => 1,
                TimeUnit::Millisecond => 1_000,
                TimeUnit::Microsecond => 1_000_000,
                TimeUnit::Nanosecond => 1_000_000_000,
            };
            written(array, of_second * 86_400, |value: i64, of_day, text| {
                time(value.div_euclid(*of_day), value.rem_euclid(*of_day) / (*of_day / 86_400), text);
            })
        }
        Type::Boolean => {
            let flags: BooleanArray = of_type(array)?;
            Ok(Box::new(move |at, text| text.push_str(flags.get(at).map_or("", |flag| if flag { "TRUE" } else { "FALSE" }))))
        }
        Type::Null => Ok(Box::new(|_, _| {})),
        other => Err(FormError::ColumnType(format!("{other:?}"))),
    }
}

fn numbers<T: NativeType + Display>(array: &dyn Array) -> Result<Cells, FormError> {
    written(array, (), |value: T, (), text| {
        let _ = write!(text, "{value}");
    })
}

/// Cells of numbers, each written by `write`, which is told `how`.
fn written<T: NativeType, H: 'static>(array: &dyn Array, how: H, write: fn(T, &H, &mut String)) -> Result<Cells, FormError> {
    let values: PrimitiveArray<T> = of_type(array)?;
    Ok(Box::new(move |at, text| {
        if let Some(value) = values.get(at) {
            write(value, &how, text);
        }
    }))
}

/// `value / 10^scale` with all its decimals.
fn decimal(value: i128, scale: usize, text: &mut String) {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let point = if part.is_empty() { "" } else { "." };
    let _ = write!(text, "{}{whole}{point}{part}", if value < 0 { "-" } else { "" });
}

/// A day, and its time when it is not midnight.
fn time(days: i64, seconds: i64, text: &mut String) {
    let day = u32::try_from(days.saturating_add(EPOCH)).ok().and_then(day_text);
    text.push_str(&day.unwrap_or_else(|| format!("{days}d")));
    if seconds > 0 {
        let _ = write!(text, " {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}

fn of_type<A: Array + Clone + 'static>(array: &dyn Array) -> Result<A, FormError> {
    array.as_any().downcast_ref::<A>().cloned().ok_or_else(|| FormError::Damaged("a column is of another type".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_digits_and_times_their_day() {
        let shown = |value, scale| {
            let mut text = String::new();
            decimal(value, scale, &mut text);
            text
        };
        assert_eq!([shown(12_3456, 4), shown(-5, 2), shown(0, 0), shown(7, 0)], ["12.3456", "-0.05", "0", "7"]);
        let shown = |days, seconds| {
            let mut text = String::new();
            time(days, seconds, &mut text);
            text
        };
        assert_eq!(
            [shown(19_783, 0), shown(0, 0), shown(19_783, 3_661), shown(i64::MAX, 0)],
            ["2024-03-01", "1970-01-01", "2024-03-01 01:01:01", "9223372036854775807d"]
        );
    }
}
