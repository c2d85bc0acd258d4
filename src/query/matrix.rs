//! Region × action field: which engagements stand in which cell, and how many there are in each row
//! and column.
//!
//! Built from document and index alone, so that screen and command line show the same. Entry point:
//! [`MatrixGrid::build`].

use super::DatasetView;
use super::concerns::has_concern;
use crate::document::{Document, Slot};
use crate::index::chunks::SHARE;
use crate::index::field;
use crate::model::records::{EngagementKind, Status};
use crate::model::source_age::{DateState, ReviewPeriod, SourceState};
use crate::model::{ACTION_FIELDS, ENGAGEMENTS, REGIONS};
use crate::parallel;

/// Which action fields have a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatrixRows {
    /// All action fields.
    #[default]
    All,
    /// Those the public asks for: they have a concern.
    Concerns,
}

/// One engagement in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellEngagement {
    /// The engagement.
    pub slot: Slot,
    /// In what way the region works on the field; `None` when unknown.
    pub kind: Option<EngagementKind>,
    /// Whether the work goes on; `None` when unknown.
    pub status: Option<Status>,
    /// True when somebody else acts than the office.
    pub has_actor: bool,
    /// True when the statement is due for review.
    pub is_overdue: bool,
}

/// The matrix; rows and columns are in the order of lists.
#[derive(Debug, Clone, Default)]
pub struct MatrixGrid {
    /// The action field of each row.
    pub fields: Vec<Slot>,
    /// The region of each column.
    pub regions: Vec<Slot>,
    cells: Vec<Vec<CellEngagement>>,
    /// Number of engagements in each row.
    sums: Vec<usize>,
}

impl MatrixGrid {
    /// Builds the matrix from every engagement that names an existing region and one of the wanted
    /// fields.
    pub fn build(data: DatasetView<'_>, rows: MatrixRows, period: ReviewPeriod) -> MatrixGrid {
        let DatasetView { document, index, .. } = data;
        let wanted = |slot: &Slot| rows == MatrixRows::All || has_concern(document, *slot);
        let fields: Vec<Slot> = index.order(document, ACTION_FIELDS).iter().copied().filter(wanted).collect();
        let regions = index.order(document, REGIONS).to_vec();
        let (cells, sums) = (vec![Vec::new(); fields.len() * regions.len()], vec![0; fields.len()]);
        let (row_of, column_of) = (numbers(&fields), numbers(&regions));
        let place = |slot| {
            let of = |table, numbers: &[Option<usize>]| {
                let to = index.references(slot).find(|r| r.table() == table)?.to?;
                *numbers.get(to.index as usize)?
            };
            Some((of(ACTION_FIELDS, &row_of)?, of(REGIONS, &column_of)?))
        };
        let slots: Vec<Slot> = document.slots(ENGAGEMENTS).collect();
        let shares: Vec<&[Slot]> = slots.chunks(SHARE).collect();
        let placed = |slot: &Slot| place(*slot).map(|place| (place, entry(document, *slot, period)));
        let read = |share: usize| shares[share].iter().filter_map(placed).collect::<Vec<_>>();
        let mut grid = MatrixGrid { cells, sums, fields, regions };
        parallel::each(shares.len(), false, &|_, _| {}, read, |entries| {
            for ((row, column), entry) in entries {
                grid.cells[row * grid.regions.len() + column].push(entry);
                grid.sums[row] += 1;
            }
        });
        grid
    }

    /// Returns the engagements in a cell, in the order of the file; none outside the matrix.
    pub fn cell(&self, row: usize, column: usize) -> &[CellEngagement] {
        if column >= self.regions.len() {
            return &[];
        }
        self.cells.get(row * self.regions.len() + column).map_or(&[], Vec::as_slice)
    }

    /// Returns the number of engagements in a row.
    pub fn in_row(&self, row: usize) -> usize {
        self.sums.get(row).copied().unwrap_or(0)
    }

    /// Returns the number of engagements in a column.
    pub fn in_column(&self, column: usize) -> usize {
        (0..self.fields.len()).map(|row| self.cell(row, column).len()).sum()
    }

    /// Returns the number of engagements in the matrix.
    pub fn total(&self) -> usize {
        self.sums.iter().sum()
    }
}

/// Returns the position of each slot in the list, by its number in the table.
fn numbers(slots: &[Slot]) -> Vec<Option<usize>> {
    let size = slots.iter().map(|s| s.index as usize + 1).max().unwrap_or(0);
    let mut numbers = vec![None; size];
    for (number, slot) in slots.iter().enumerate() {
        numbers[slot.index as usize] = Some(number);
    }
    numbers
}

fn entry(document: &Document, slot: Slot, period: ReviewPeriod) -> CellEngagement {
    let record = document.record_fields(slot, &["kind", "status", "source", "actor"]).ok();
    let value = |name| field(record.as_ref()?.root(), name);
    let word = |name| Some(value(name)?.as_word()?.to_owned());
    let as_of = value("source").map(|source| SourceState::of(source, period).as_of);
    CellEngagement {
        slot,
        kind: word("kind").and_then(|w| EngagementKind::from_name(&w)),
        status: word("status").and_then(|w| Status::from_name(&w)),
        has_actor: value("actor").is_some(),
        is_overdue: matches!(as_of, Some(DateState::Overdue(..))),
    }
}
