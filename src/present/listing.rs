//! Rows in words under columns, for a list on the screen and for a table that is printed.
//!
//! Knows neither cursor nor width; which rows there are, a question says. Entry points:
//! [`ListingRow`], [`sheet`].

use super::{Alignment, Sheet, Span, text_of};

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingColumn {
    /// Its title.
    pub title: String,
    /// How wide it is on the screen.
    pub width: ColumnWidth,
    /// How its cells stand.
    pub alignment: Alignment,
    /// True for what the rows are listed for: it gets its whole width before others grow.
    pub grows_first: bool,
}

/// How wide a column is on the screen, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnWidth {
    /// Always as wide.
    Fixed(u16),
    /// It takes what the others leave, but not less.
    AtLeast(u16),
    /// It takes of what the others leave what its texts may need.
    Between {
        /// The width below which it is not shown.
        least: u16,
        /// The width beyond which it would be empty.
        most: u16,
    },
}

impl ColumnWidth {
    /// Returns the width below which the column is not shown.
    pub fn least(self) -> u16 {
        match self {
            ColumnWidth::Fixed(cells) | ColumnWidth::AtLeast(cells) | ColumnWidth::Between { least: cells, .. } => {
                cells
            }
        }
    }

    /// Returns the width that it grows to where there is room.
    pub fn most(self) -> u16 {
        match self {
            ColumnWidth::Fixed(cells) | ColumnWidth::Between { most: cells, .. } => cells,
            ColumnWidth::AtLeast(_) => u16::MAX,
        }
    }
}

impl ListingColumn {
    fn new(title: String, width: ColumnWidth) -> ListingColumn {
        ListingColumn { title, width, alignment: Alignment::Left, grows_first: false }
    }

    /// Returns the column as one that gets its whole width before others grow.
    #[must_use]
    pub fn growing_first(self) -> ListingColumn {
        ListingColumn { grows_first: true, ..self }
    }

    /// Returns a column of a fixed width.
    pub fn fixed(title: impl Into<String>, cells: u16) -> ListingColumn {
        ListingColumn::new(title.into(), ColumnWidth::Fixed(cells))
    }

    /// Returns a column that takes what the others leave.
    pub fn rest(title: impl Into<String>, least: u16) -> ListingColumn {
        ListingColumn::new(title.into(), ColumnWidth::AtLeast(least))
    }

    /// Returns a column that takes what the others leave, up to a width.
    pub fn between(title: impl Into<String>, least: u16, most: u16) -> ListingColumn {
        ListingColumn::new(title.into(), ColumnWidth::Between { least, most })
    }

    /// Returns a column of numbers.
    pub fn number(title: impl Into<String>, cells: u16) -> ListingColumn {
        ListingColumn { alignment: Alignment::Right, ..ListingColumn::fixed(title, cells) }
    }
}

/// A row of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListingRow {
    /// Its cells, one for each column; a heading has one that takes the whole width.
    pub cells: Vec<Vec<Span>>,
    /// How far its first cell is indented.
    pub indent: u16,
    /// True for a heading of the rows below it.
    pub is_heading: bool,
}

impl ListingRow {
    /// Returns a row of these cells.
    pub fn new(cells: Vec<Vec<Span>>) -> ListingRow {
        ListingRow { cells, ..ListingRow::default() }
    }

    /// Returns a heading.
    pub fn heading(spans: Vec<Span>) -> ListingRow {
        ListingRow { cells: vec![spans], indent: 0, is_heading: true }
    }

    /// Returns the texts of its cells.
    pub fn texts(&self) -> impl Iterator<Item = String> + '_ {
        self.cells.iter().map(|cell| text_of(cell))
    }
}

/// Returns rows as a sheet for people.
pub fn sheet(columns: &[ListingColumn], rows: impl IntoIterator<Item = ListingRow>) -> Sheet {
    let cells = |row: ListingRow| {
        let mut texts: Vec<String> = row.texts().collect();
        texts.resize(columns.len(), String::new());
        texts
    };
    let titles = columns.iter().map(|column| column.title.clone());
    let mut sheet = Sheet::new(titles, rows.into_iter().map(cells).collect());
    for (column, declared) in sheet.columns.iter_mut().zip(columns) {
        column.alignment = declared.alignment;
    }
    sheet
}
