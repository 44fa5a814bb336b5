//! `grades.csv`, and the search file of a large run: made part by part, side by side, and written in order.

use std::ops::Range;

use rayon::prelude::*;

use super::pages::Pages;
use super::staging::{StagedFile, Staging};
use crate::finding::Fault;
use crate::ledger::{GradeRow, GradeRows, grades_header, push_grade};
use crate::report::{IndexView, Overview, SEARCH_FILE, SEARCH_HEAD, push_search_row};

/// How many rows one thread makes at a time.
const PART: usize = 2048;

/// The rows of a part, as every file shows them, and all rows in sums that were made in its memory.
struct Part {
    grades: Vec<u8>,
    search: Vec<u8>,
    overview: Overview,
}

impl Part {
    fn of_run(rows: usize) -> Self {
        Self { grades: Vec::new(), search: Vec::new(), overview: Overview::of_run(rows) }
    }
}

/// The files on their way.
struct Files<'a> {
    grades: StagedFile<'a>,
    search: Option<StagedFile<'a>>,
}

/// Writes the grades, and the search file if the index cannot hold everybody. What comes back is the run in sums.
pub(super) fn write_grades(staging: &Staging, rows: &GradeRows<'_>, pages: &Pages<'_>) -> Result<Overview, Fault> {
    let count = rows.count();
    let is_large = count > IndexView::WHOLE;
    let mut files = Files::create(staging, is_large)?;
    // While some parts are made, those before are written: memory holds two sets of parts, however large the run, and is used
    // again and again.
    let set = PART * rayon::current_num_threads();
    let (mut waiting, mut spent) = (Vec::new(), Vec::<Part>::new());
    for start in (0..count).step_by(set).chain([count]) {
        let parts = (start..count.min(start + set)).step_by(PART).map(|start| start..count.min(start + PART));
        let mut blank = || spent.pop().unwrap_or_else(|| Part::of_run(count));
        let parts: Vec<(Range<usize>, Part)> = parts.map(|part| (part, blank())).collect();
        let (written, made) = rayon::join(
            || files.write(std::mem::take(&mut waiting)),
            || parts.into_par_iter().map(|(part, blank)| make(part, blank, rows, is_large, pages)).collect::<Vec<Part>>(),
        );
        spent.extend(written?);
        waiting = made;
    }
    let mut overview = Overview::of_run(count);
    spent.into_iter().for_each(|part| overview.merge(part.overview));
    files.finish(&overview, pages)?;
    Ok(overview)
}

/// Makes a part in the memory of one that was written.
fn make(part: Range<usize>, mut made: Part, rows: &GradeRows<'_>, is_large: bool, pages: &Pages<'_>) -> Part {
    let mut row = GradeRow::default();
    for at in part {
        let figures = rows.fill(&mut row, at);
        push_grade(&mut made.grades, &row);
        made.overview.add(&row, &figures);
        if is_large {
            push_search_row(&mut made.search, &row, &figures, pages.page_of(row.get("enterprise_id")).as_deref(), pages.scheme());
        }
    }
    made
}

impl<'a> Files<'a> {
    fn create(staging: &'a Staging, is_large: bool) -> Result<Self, Fault> {
        let mut grades = staging.create("grades.csv")?;
        grades.add(&grades_header())?;
        let mut search = if is_large { Some(staging.create(SEARCH_FILE)?) } else { None };
        search.as_mut().map_or(Ok(()), |search| search.add(SEARCH_HEAD.as_bytes()))?;
        Ok(Self { grades, search })
    }

    /// Writes parts, and gives back their memory.
    fn write(&mut self, mut parts: Vec<Part>) -> Result<Vec<Part>, Fault> {
        let Self { grades, search } = self;
        let (to_grades, to_search) = rayon::join(
            || parts.iter().try_for_each(|part| grades.add(&part.grades)),
            || search.as_mut().map_or(Ok(()), |search| parts.iter().try_for_each(|part| search.add(&part.search))),
        );
        to_grades.and(to_search)?;
        for part in &mut parts {
            part.grades.clear();
            part.search.clear();
        }
        Ok(parts)
    }

    fn finish(self, overview: &Overview, pages: &Pages<'_>) -> Result<(), Fault> {
        self.grades.finish()?;
        let Some(mut search) = self.search else { return Ok(()) };
        search.add(pages.search_tail(overview)?.as_bytes())?;
        search.finish()
    }
}
