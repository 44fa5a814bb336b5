//! An encoded row group, and how it comes into a file.

use std::io::Write;
use std::ops::Range;

use polars_buffer::Buffer;
use polars_parquet::parquet::CowBuffer;
use polars_parquet::parquet::FallibleStreamingIterator;
use polars_parquet::parquet::compression::Compression;
use polars_parquet::parquet::error::{ParquetError, ParquetResult};
use polars_parquet::parquet::metadata::Descriptor;
use polars_parquet::parquet::page::{CompressedDataPage, CompressedDictPage, CompressedPage, DataPageHeader};
use polars_parquet::parquet::write::{DynIter, DynStreamingIterator, FileWriter};

/// The compressed pages of a row group, one after another in one buffer.
#[derive(Default)]
pub(super) struct Group {
    pub(super) rows: usize,
    pub(super) bytes: Vec<u8>,
    /// The pages of each column.
    pub(super) chunks: Vec<Vec<Page>>,
}

/// A compressed page.
pub(super) struct Page {
    /// Where its bytes are.
    pub(super) at: Range<usize>,
    /// Its size before it was compressed.
    pub(super) size: usize,
    pub(super) content: Content,
}

/// What a page holds.
pub(super) enum Content {
    /// So many values of a dictionary.
    Dictionary(usize),
    /// Rows.
    Rows(DataPageHeader, usize),
}

impl Group {
    /// Appends the group to a file, and gives its buffer back, empty.
    pub(super) fn write(self, file: &mut FileWriter<impl Write>) -> ParquetResult<Vec<u8>> {
        let bytes = Buffer::from(self.bytes);
        let descriptors = file.schema().columns().to_vec();
        let chunks = self.chunks.into_iter().zip(&descriptors).map(|(pages, column)| {
            let pages = pages.into_iter().map(|page| page.over(&bytes, &column.descriptor)).collect();
            Ok::<_, ParquetError>(DynStreamingIterator::new(Walk { pages, at: 0 }))
        });
        file.write(self.rows as u64, DynIter::new(chunks.collect::<Vec<_>>().into_iter()))?;
        let mut bytes = bytes.into_mut().right().unwrap_or_default();
        bytes.clear();
        Ok(bytes)
    }
}

impl Page {
    fn over(self, bytes: &Buffer<u8>, column: &Descriptor) -> CompressedPage {
        let bytes = CowBuffer::Borrowed(bytes.clone().sliced(self.at));
        match self.content {
            Content::Dictionary(values) => {
                CompressedPage::Dict(CompressedDictPage::new(bytes, Compression::Zstd, self.size, values, false))
            }
            Content::Rows(header, rows) => {
                CompressedPage::Data(CompressedDataPage::new(header, bytes, Compression::Zstd, self.size, column.clone(), rows))
            }
        }
    }
}

/// Pages as the file's writer asks for them: it moves on before it looks.
struct Walk {
    pages: Vec<CompressedPage>,
    at: usize,
}

impl FallibleStreamingIterator for Walk {
    type Item = CompressedPage;
    type Error = ParquetError;

    fn advance(&mut self) -> ParquetResult<()> {
        self.at += 1;
        Ok(())
    }

    fn get(&self) -> Option<&CompressedPage> {
        self.at.checked_sub(1).and_then(|at| self.pages.get(at))
    }
}
