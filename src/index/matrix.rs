//! Region × action field: which engagements stand in which cell, and how many there are in each row
//! and column.
//!
//! Built from document and index alone, so that screen and command line show the same. Independent
//! of cursor and width. Entry points: [`Grid::build`]; [`Grid::table`] for the matrix as text.

use super::Index;
use super::activity_status::Standing;
use super::chunks::SHARE;
use super::display_names::{name, short_name};
use crate::document::{Document, Slot};
use crate::model::records::{EngagementKind, Status};
use crate::model::{ACTION_FIELDS, ENGAGEMENTS, REGIONS};
use crate::parallel;
use crate::syntax::SyntaxValue;
use crate::text::markdown::{self, Alignment};
use crate::texts::{Lang, grid as t};

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
}

/// The matrix; rows and columns are in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The action field of each row.
    pub fields: Vec<Slot>,
    /// The region of each column.
    pub regions: Vec<Slot>,
    cells: Vec<Vec<CellEngagement>>,
    /// Number of engagements in each row.
    sums: Vec<usize>,
}

impl Grid {
    /// Builds the matrix from every engagement that names an existing region and one of the wanted
    /// fields.
    pub fn build(document: &Document, index: &Index, rows: MatrixRows) -> Grid {
        let wanted = |slot: &Slot| rows == MatrixRows::All || has_concern(document, *slot);
        let fields: Vec<Slot> = document.slots(ACTION_FIELDS).filter(wanted).collect();
        let regions: Vec<Slot> = document.slots(REGIONS).collect();
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
        let placed = |slot: &Slot| place(*slot).map(|place| (place, entry(document, *slot)));
        let read = |share: usize| shares[share].iter().filter_map(placed).collect::<Vec<_>>();
        let mut grid = Grid { cells, sums, fields, regions };
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

    /// Returns the matrix as text: a line of headings, a line for each field, a line of totals.
    /// Every line ends with its total.
    pub fn table(&self, document: &Document, lang: Lang) -> Vec<Vec<String>> {
        let total = || t::total(lang).to_owned();
        let short = |slot: &Slot| short_name(document, *slot);
        let mut lines = Vec::with_capacity(self.fields.len() + 2);
        lines.push(
            [t::field(lang).to_owned()].into_iter().chain(self.regions.iter().map(short)).chain([total()]).collect(),
        );
        for (row, field) in self.fields.iter().enumerate() {
            let cells = (0..self.regions.len()).map(|column| code(self.cell(row, column), lang));
            let last = self.in_row(row).to_string();
            lines.push([name(document, *field)].into_iter().chain(cells).chain([last]).collect());
        }
        let sums = (0..self.regions.len()).map(|column| self.in_column(column).to_string());
        lines.push([total()].into_iter().chain(sums).chain([self.total().to_string()]).collect());
        lines
    }

    /// Returns the matrix as a Markdown table, followed by the legend.
    pub fn markdown(&self, document: &Document, lang: Lang) -> String {
        let lines = self.table(document, lang);
        let alignment = |column| match column {
            0 => Alignment::Unset,
            _ if column > self.regions.len() => Alignment::Right,
            _ => Alignment::Left,
        };
        let (heads, rows) = lines.split_first().map_or((&[][..], &[][..]), |(heads, rows)| (&heads[..], rows));
        markdown::table(heads, rows, alignment) + "\n" + &legend(lang) + "\n"
    }
}

/// Returns the meaning of the letters and signs in cells, on one line.
pub fn legend(lang: Lang) -> String {
    let words = [kinds(lang), states(lang)].concat();
    words.into_iter().map(|(sign, word)| format!("{sign} {word}")).collect::<Vec<_>>().join(" · ")
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

fn entry(document: &Document, slot: Slot) -> CellEngagement {
    let record = document.record(slot).ok();
    let word =
        |field| record.as_ref()?.root().field(field).and_then(SyntaxValue::unwrap_option)?.as_word().map(str::to_owned);
    CellEngagement {
        slot,
        kind: word("kind").and_then(|w| EngagementKind::from_name(&w)),
        status: word("status").and_then(|w| Status::from_name(&w)),
    }
}

/// Returns true when the public asks for this action field.
pub fn has_concern(document: &Document, field: Slot) -> bool {
    let record = document.record(field).ok();
    record.is_some_and(|r| r.root().field("concern").and_then(SyntaxValue::unwrap_option).is_some())
}

/// Returns a cell in a few characters: the letter of the kind, the sign of the status, `+n` when
/// there are more.
pub fn code(cell: &[CellEngagement], lang: Lang) -> String {
    let Some(first) = cell.first() else { return String::new() };
    let more = if cell.len() > 1 { format!("+{}", cell.len() - 1) } else { String::new() };
    format!("{}{}{more}", letter(first.kind, lang), Standing::of(first.status).sign())
}

/// Returns the letter of a kind: the first one of its name.
pub fn letter(kind: Option<EngagementKind>, lang: Lang) -> char {
    let first = kind.and_then(|k| k.label().get(lang).chars().next());
    first.and_then(|c| c.to_uppercase().next()).unwrap_or('?')
}

/// Returns the letters and what they mean.
pub fn kinds(lang: Lang) -> Vec<(String, String)> {
    let kinds = EngagementKind::ALL.iter();
    kinds.map(|kind| (letter(Some(*kind), lang).to_string(), kind.label().get(lang).to_owned())).collect()
}

/// Returns the signs and what they mean. Planned and paused share one.
pub fn states(lang: Lang) -> Vec<(String, String)> {
    let word = |status: Status| status.label().get(lang);
    let waiting = format!("{}/{}", word(Status::Planned), word(Status::Paused));
    [
        (Some(Status::Active), word(Status::Active).to_owned()),
        (Some(Status::Planned), waiting),
        (Some(Status::Ended), word(Status::Ended).to_owned()),
        (None, t::unknown(lang).to_owned()),
    ]
    .map(|(status, word)| (Standing::of(status).sign().to_owned(), word))
    .to_vec()
}
