//! What is read out at a time: a pane, a page, a list, a window. Each has a title, rows with
//! numbers, and what is said of the row under the cursor.
//!
//! Texts are those of the screen; [`super::speech`] makes them words. Must not know which places
//! there are. Entry point: [`LinePlace`].

use crate::app::App;
use crate::app::pointer::PointerTarget;
use crate::texts::{self, Lang};

/// Returns what is said of a text that was typed: that it narrows the rows, or that the field holds
/// it.
pub(super) fn about_text(text: &str, narrows: bool, lang: Lang) -> Vec<String> {
    let about = match (narrows, text.is_empty()) {
        (true, true) => return Vec::new(),
        (true, false) => texts::line_mode::filtered(lang, text),
        (false, true) => texts::line_mode::holds_nothing(lang).to_owned(),
        (false, false) => texts::line_mode::holds(lang, text),
    };
    vec![about]
}

/// A row that is read out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// The number that chooses it.
    pub number: Option<usize>,
    /// Its text.
    pub text: String,
    /// What is unsaved of it, which is said and is no news.
    pub mark: Option<&'static str>,
}

impl LineRow {
    /// Returns true when both say the same, whether it is saved or not.
    pub fn is_same(&self, other: &LineRow) -> bool {
        (self.number, &self.text) == (other.number, &other.text)
    }
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineTarget {
    /// A place at which the mouse could point.
    Row(PointerTarget),
    /// A choice of the open field.
    Choice(usize),
}

/// What is read out at a time.
pub trait LinePlace {
    /// Returns what tells it from other places.
    fn key(&self) -> String;

    /// Returns its title.
    fn title(&self) -> String;

    /// Returns what is said before the rows.
    fn about(&self) -> Vec<String> {
        Vec::new()
    }

    /// Returns the number of rows.
    fn count(&self) -> usize;

    /// Returns the row with this index; `None` for one that says nothing.
    fn row(&self, index: usize) -> Option<LineRow>;

    /// Returns the index of the row under the cursor.
    fn cursor(&self) -> Option<usize>;

    /// Returns how many rows have a number.
    fn numbered(&self) -> usize;

    /// Returns what a number stands for, and a column of its row.
    fn target(&self, number: usize, column: Option<usize>) -> Option<LineTarget>;

    /// Returns true when a number alone does with a row what Enter does.
    fn number_chooses(&self) -> bool {
        true
    }

    /// Returns what is said of what is typed.
    fn below(&self) -> Vec<String> {
        Vec::new()
    }

    /// Returns what is said of the row under the cursor beside its text.
    fn about_row(&self) -> Vec<String> {
        Vec::new()
    }

    /// Returns true for what lies above another place, which is shown again once this is closed.
    fn lies_above(&self) -> bool {
        false
    }

    /// Returns the name of the text field that has the keyboard.
    fn prompt(&self) -> Option<String> {
        None
    }

    /// Returns true when what is typed narrows the rows, so that one of them is chosen after it.
    fn narrows(&self) -> bool {
        false
    }
}

/// Returns true where a line is one of several of a text.
pub fn is_taking_lines(app: &App) -> bool {
    app.facts().several_lines
}
