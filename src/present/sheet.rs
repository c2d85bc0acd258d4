//! Rows of text under columns: the shape of an answer that is a table, before it has a format.
//!
//! Knows neither records nor formats. Entry points: [`Sheet`] and [`Tabular`].

/// For whom an answer is put into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// People, in their language.
    People,
    /// Programs: columns have the same names in every language, and values are exact.
    Programs,
}

impl Audience {
    /// Returns `programs` or `people`, whichever this is.
    pub fn pick<T>(self, programs: T, people: T) -> T {
        match self {
            Audience::People => people,
            Audience::Programs => programs,
        }
    }
}

/// An answer that says its columns and rows.
pub trait Tabular {
    /// Returns the columns and rows for `audience`.
    fn sheet(&self, audience: Audience) -> Sheet;
}

/// Columns and rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The columns.
    pub columns: Vec<SheetColumn>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// What explains the cells, for people; empty where they explain themselves.
    pub legend: String,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its title.
    pub title: String,
    /// How its cells stand in formats that can say so.
    pub alignment: Alignment,
    /// True when its cells are never cut: identifiers and other words that people copy.
    pub is_whole: bool,
}

/// The alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the reader's program prefers.
    Unset,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

impl Sheet {
    /// Returns a sheet whose columns have these titles.
    pub fn new<T: Into<String>>(titles: impl IntoIterator<Item = T>, rows: Vec<Vec<String>>) -> Sheet {
        let column = |title: T| SheetColumn { title: title.into(), alignment: Alignment::Unset, is_whole: false };
        Sheet { columns: titles.into_iter().map(column).collect(), rows, legend: String::new() }
    }

    /// Keeps the cells of these columns from being cut.
    #[must_use]
    pub fn with_whole(mut self, columns: impl IntoIterator<Item = usize>) -> Sheet {
        for at in columns {
            if let Some(column) = self.columns.get_mut(at) {
                column.is_whole = true;
            }
        }
        self
    }
}
