//! What Parquet calls the columns of both files.

use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::metadata::SchemaDescriptor;
use polars_parquet::parquet::schema::Repetition;
use polars_parquet::parquet::schema::types::{IntegerType, ParquetType, PhysicalType, PrimitiveConvertedType, PrimitiveLogicalType};

use crate::measure::Tonnes;

/// Digits of a decimal column: the most that Parquet knows.
const PRECISION: usize = 38;
/// Bytes that hold so many digits.
pub(super) const MASS_BYTES: usize = 16;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// UTF-8.
    Text,
    /// decimal(38,9), in tonnes.
    Mass,
    /// The line of a file, 64 bits.
    Row,
    /// A scope, 32 bits.
    Scope,
}

/// A flat schema; any column may hold nulls.
pub(super) fn schema<'a>(columns: impl Iterator<Item = (&'a str, Kind)>) -> ParquetResult<SchemaDescriptor> {
    let scale = usize::from(Tonnes::SCALE);
    let field = |(name, kind): (&str, Kind)| {
        let (physical, converted, logical) = match kind {
            Kind::Text => (PhysicalType::ByteArray, PrimitiveConvertedType::Utf8, PrimitiveLogicalType::String),
            Kind::Mass => (
                PhysicalType::FixedLenByteArray(MASS_BYTES),
                PrimitiveConvertedType::Decimal(PRECISION, scale),
                PrimitiveLogicalType::Decimal(PRECISION, scale),
            ),
            Kind::Row => (PhysicalType::Int64, PrimitiveConvertedType::Uint64, PrimitiveLogicalType::Integer(IntegerType::UInt64)),
            Kind::Scope => (PhysicalType::Int32, PrimitiveConvertedType::Uint32, PrimitiveLogicalType::Integer(IntegerType::UInt32)),
        };
        ParquetType::try_from_primitive(name.into(), physical, Repetition::Optional, Some(converted), Some(logical), None)
    };
    Ok(SchemaDescriptor::new("root".into(), columns.map(field).collect::<ParquetResult<_>>()?))
}
