//! What reads the records of a block.

use super::cells::Cells;
use super::row::Row;

/// Turns records into facts.
pub(super) trait RecordReader {
    /// What a correct record becomes.
    type Record: Send;

    /// The record, if every cell of it is plain: nothing to mend, nothing to note, nothing wrong. This is the way of nearly
    /// every row; nothing sends the record to [`RecordReader::read`], which comes to the same result for plain rows too.
    fn plain(&mut self, row: &Row<'_>, line: u32) -> Option<Self::Record> {
        let _ = (row, line);
        None
    }

    /// The record that begins at a place of a text without quotes, and where its line ends, if it is like one before but for
    /// its id and its numbers: a short way for many of the plain ones.
    fn again(&mut self, text: &[u8], start: usize, line: u32) -> Option<(Self::Record, usize)> {
        let _ = (text, start, line);
        None
    }

    /// The record, with a finding for every wrong or notable cell; nothing when it is not correct.
    fn read(&mut self, cells: &mut Cells<'_>) -> Option<Self::Record>;
}
