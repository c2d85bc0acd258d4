//! A window above the screen: a title, perhaps a line to type in, and rows one of which is chosen.
//!
//! Search, palette, help, changes, problems, confirmations and the prompt for a new record are all this one thing; what
//! differs is where the rows come from ([`super::windows`]).

use crate::command::{Command, Context};
use crate::document::{Address, Slot};

use super::detail::{NewRecord, Span};
use super::input::Input;

/// What a window is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// One search over everything.
    Search,
    /// Commands by name.
    Palette,
    /// All keys.
    Help,
    /// Unsaved changes.
    Changes,
    /// Findings of the check.
    Problems,
    /// Version, sources, licences.
    About,
    /// Leave with unsaved changes?
    Quit,
    /// Delete this record?
    Delete(Slot),
    /// The name of a record to be made.
    New(NewRecord),
    /// A record that came back from the editor and does not parse: its address and text.
    Retry(Address, String),
    /// Text looked for on the page.
    Find,
    /// Something to be read.
    Notice,
}

/// What choosing a row does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Go to a record.
    Open(Slot),
    /// Go to a value of a record.
    OpenAt(Slot, Address),
    /// Run a command.
    Run(Command),
    /// Save, then leave.
    SaveAndQuit,
    /// Leave; unsaved changes are lost.
    DiscardAndQuit,
    /// Delete the record.
    Delete(Slot),
    /// Edit the text again.
    EditAgain(Address, String),
    /// Close the window and do nothing.
    Close,
}

/// One row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What is shown.
    pub spans: Vec<Span>,
    /// What is shown at the right end of the row.
    pub right: Vec<Span>,
    /// What choosing it does; rows without are headings or text.
    pub action: Option<Action>,
}

/// A window.
#[derive(Debug, Clone)]
pub struct Window {
    /// What it is for.
    pub purpose: Purpose,
    /// Its title.
    pub title: String,
    /// The line that is typed in.
    pub input: Option<Input>,
    /// What stands before the input.
    pub prompt: String,
    /// Why what was typed is refused.
    pub error: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Index of the chosen row.
    pub cursor: usize,
    /// First visible row.
    pub scroll: usize,
}

impl Window {
    /// A window without input.
    pub fn new(purpose: Purpose, title: impl Into<String>, rows: Vec<Row>) -> Window {
        let mut window = Window {
            purpose,
            title: title.into(),
            input: None,
            prompt: String::new(),
            error: None,
            rows,
            cursor: 0,
            scroll: 0,
        };
        window.to_first();
        window
    }

    /// The same with a line to type in.
    #[must_use]
    pub fn typing(mut self, prompt: impl Into<String>, text: &str, several_lines: bool) -> Window {
        self.prompt = prompt.into();
        self.input = Some(Input::new(text, several_lines));
        self
    }

    /// Where the keyboard is while this window is on top.
    pub fn contexts(&self) -> &'static [Context] {
        match (&self.input, &self.purpose) {
            (Some(_), Purpose::New(_) | Purpose::Find) => &[Context::Text, Context::Global],
            (Some(_), _) => &[Context::Pick, Context::Global],
            (None, _) => &[Context::List, Context::Move, Context::Global],
        }
    }

    /// What is typed.
    pub fn text(&self) -> String {
        self.input.as_ref().map(Input::text).unwrap_or_default()
    }

    /// The chosen row's action.
    pub fn action(&self) -> Option<Action> {
        self.rows.get(self.cursor)?.action.clone()
    }

    /// Puts the cursor onto the first row that can be chosen.
    pub fn to_first(&mut self) {
        self.cursor = self.rows.iter().position(|r| r.action.is_some()).unwrap_or(0);
        self.scroll = 0;
    }

    /// Moves the cursor by rows that can be chosen; where there are none, scrolls.
    pub fn step(&mut self, by: isize) {
        let rows: Vec<usize> = (0..self.rows.len()).filter(|i| self.rows[*i].action.is_some()).collect();
        if rows.is_empty() {
            self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
            return;
        }
        let here = rows.iter().position(|i| *i >= self.cursor).unwrap_or(rows.len() - 1);
        self.cursor = rows[here.saturating_add_signed(by).min(rows.len() - 1)];
    }

    /// Scrolls so that the cursor is visible in `height` rows, a heading above it too.
    pub fn follow(&mut self, height: usize) {
        let height = height.max(1);
        let lead =
            self.cursor.saturating_sub(usize::from(self.cursor > 0 && self.rows[self.cursor - 1].action.is_none()));
        if lead < self.scroll {
            self.scroll = lead;
        }
        if self.cursor >= self.scroll + height {
            self.scroll = self.cursor + 1 - height;
        }
        self.scroll = self.scroll.min(self.rows.len().saturating_sub(height));
    }
}
