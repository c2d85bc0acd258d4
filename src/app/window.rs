//! A window above the screen: a title, an optional input line, and rows to choose from.
//!
//! Search, palette, help, changes, problems, confirmations and the prompt for a new record are all
//! windows; they differ in the source of their rows ([`super::windows`]).

use std::borrow::Cow;
use std::path::PathBuf;

use crate::command::{Command, Context};
use crate::document::merge::ConflictSide;
use crate::document::{Address, Slot};
use crate::index::SearchHit;

use ratatui::layout::Size;

use super::detail::{NewRecord, Span, spelled_spans, wrap_hanging};
use super::input::TextInput;
use super::typed_texts::TypedText;
use crate::text::width;

/// The purpose of a window.
#[derive(Debug, Clone, PartialEq)]
pub enum WindowPurpose {
    /// The search over everything.
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
    /// Quit with unsaved changes?
    Quit,
    /// Whether to replace what others left in the dataset's place.
    ReplaceFile,
    /// Delete this record?
    Delete(Slot),
    /// The name of a record to be created.
    New(NewRecord),
    /// A record that came back from the editor and does not parse: its address and text.
    Retry(Address, String),
    /// A file that the editor left behind.
    EditorFile,
    /// Text to find on the page.
    Find,
    /// Unsaved changes from earlier sessions.
    Recovery,
    /// Drop all unsaved changes from earlier sessions?
    DropRecovered,
    /// The saved history.
    History,
    /// The conflicts of a merge.
    Conflicts,
    /// The text that resolves the conflict with this number.
    ConflictText(usize),
    /// The place for a text whose field is gone.
    StrayText(Box<TypedText>),
    /// The texts set aside.
    TypedTexts,
    /// A text to read.
    Notice,
}

impl WindowPurpose {
    /// Returns true when the window asks about conflicts.
    pub fn is_about_conflicts(&self) -> bool {
        matches!(self, WindowPurpose::Conflicts | WindowPurpose::ConflictText(_))
    }
}

/// What happens to a text whose field is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrayChoice {
    /// It is kept until it is put into a field.
    Keep,
    /// It is copied to the clipboard, and kept.
    Copy,
    /// Its place is restored, with the text in the field.
    Restore,
    /// It is discarded.
    Drop,
}

/// The action of a row.
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
    /// Save in the place of what others left there, then leave if so.
    ReplaceFile {
        /// Leave afterwards.
        leave: bool,
    },
    /// Leave; unsaved changes are lost.
    DiscardAndQuit,
    /// Delete the record.
    Delete(Slot),
    /// Take this value (RON text).
    Give(String),
    /// Restore an earlier value.
    BringBack(Address, Option<String>),
    /// Resolve this conflict with this side.
    Decide(usize, ConflictSide),
    /// Show this conflict.
    ShowConflict(usize),
    /// Write the text that resolves this conflict.
    EditConflict(usize),
    /// Toggle whether this recovered change is taken over.
    Mark(usize),
    /// Take over the marked changes of earlier sessions.
    TakeRecovered,
    /// Ask whether to drop the changes of earlier sessions.
    DropRecovered,
    /// Drop them.
    DropRecoveredForGood,
    /// Edit the text again.
    EditAgain(Address, String),
    /// Reopen a file that the editor left behind.
    EditFile(Address, PathBuf),
    /// Read a file that the editor left behind.
    ReadFile(Address, PathBuf),
    /// Decide about a text whose field is gone.
    Stray(StrayChoice),
    /// Bring back the text with this number.
    BringText(usize),
    /// Check again and list the findings that were only counted.
    CheckAll,
    /// Close the window without doing anything.
    Close,
}

/// A row of a window.
#[derive(Debug, Clone, Default)]
pub struct WindowRow {
    /// The text shown.
    pub spans: Vec<Span>,
    /// The text at the right end of the row.
    pub right: Vec<Span>,
    /// Cells by which lines after the first are indented.
    pub hang: usize,
    /// The action when it is chosen; rows without one are headings or text.
    pub action: Option<Action>,
    /// A search hit whose row is not written yet; that is done when it becomes visible.
    pub hit: Option<SearchHit>,
}

/// A window.
#[derive(Debug, Clone)]
pub struct Window {
    /// Its purpose.
    pub purpose: WindowPurpose,
    /// Its title.
    pub title: String,
    /// The input.
    pub input: Option<TextInput>,
    /// The prompt before the input.
    pub prompt: String,
    /// Why the input was refused.
    pub error: Option<String>,
    /// Its rows.
    pub rows: Vec<WindowRow>,
    /// Index of the chosen row.
    pub cursor: usize,
    /// First visible line.
    pub scroll: usize,
    /// The terminal is limited to ASCII, where rows take more room.
    pub ascii: bool,
}

impl Window {
    /// Returns a window without input.
    pub fn new(purpose: WindowPurpose, title: impl Into<String>, rows: Vec<WindowRow>) -> Window {
        let mut window = Window {
            purpose,
            title: title.into(),
            input: None,
            prompt: String::new(),
            error: None,
            rows,
            cursor: 0,
            scroll: 0,
            ascii: false,
        };
        window.to_first();
        window
    }

    /// Returns the window with an input line.
    #[must_use]
    pub fn typing(mut self, prompt: impl Into<String>, text: &str, several_lines: bool) -> Window {
        self.prompt = prompt.into();
        self.input = Some(TextInput::new(text, several_lines));
        self
    }

    /// Returns the contexts of the keyboard while this window is on top.
    pub fn contexts(&self) -> &'static [Context] {
        match (&self.input, &self.purpose) {
            (Some(_), WindowPurpose::New(_) | WindowPurpose::Find | WindowPurpose::ConflictText(_))
                if !self.picks() =>
            {
                Context::Text.stack()
            }
            (Some(_), _) => Context::Pick.stack(),
            (None, _) => Context::List.stack(),
        }
    }

    fn picks(&self) -> bool {
        self.rows.iter().any(|row| row.action.is_some())
    }

    /// Returns the text of the input.
    pub fn text(&self) -> String {
        self.input.as_ref().map(TextInput::text).unwrap_or_default()
    }

    /// Sets the input to a text typed before.
    pub fn set_text(&mut self, text: &str) {
        self.input.iter_mut().for_each(|input| input.set_text(text));
    }

    /// Returns the chosen row's action.
    pub fn action(&self) -> Option<Action> {
        self.rows.get(self.cursor)?.action.clone()
    }

    /// Returns the index of the row with this action.
    pub fn row_of(&self, action: &Action) -> Option<usize> {
        self.rows.iter().position(|row| row.action.as_ref() == Some(action))
    }

    /// Moves the cursor to the first row that can be chosen.
    pub fn to_first(&mut self) {
        self.cursor = self.rows.iter().position(|r| r.action.is_some()).unwrap_or(0);
        self.scroll = 0;
    }

    /// Moves the cursor by rows that can be chosen; scrolls when there are none.
    pub fn step(&mut self, by: isize) {
        let rows: Vec<usize> = (0..self.rows.len()).filter(|i| self.rows[*i].action.is_some()).collect();
        if rows.is_empty() {
            self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
            return;
        }
        let here = rows.iter().position(|i| *i >= self.cursor).unwrap_or(rows.len() - 1);
        self.cursor = rows[here.saturating_add_signed(by).min(rows.len() - 1)];
    }

    /// Returns true when every row takes one line, as search hits and columns do.
    fn is_flat(&self) -> bool {
        matches!(self.purpose, WindowPurpose::Search | WindowPurpose::Conflicts)
    }

    /// Returns the rows laid out for a width: row number and spans of each line.
    pub fn lines(&self, cells: usize) -> impl Iterator<Item = (usize, Cow<'_, [Span]>)> {
        let lines = move |(number, row): (usize, &'_ WindowRow)| {
            let right: usize = spelled_spans(&row.right, self.ascii).iter().map(|(_, text)| width(text)).sum();
            let room = cells.saturating_sub(if right > 0 { right + 2 } else { 0 }).max(8);
            wrap_hanging(&spelled_spans(&row.spans, self.ascii), room, row.hang)
                .into_iter()
                .map(move |spans| (number, Cow::Owned(spans)))
        };
        let (flat, laid) = if self.is_flat() { (&self.rows[..], &[][..]) } else { (&[][..], &self.rows[..]) };
        let flat = flat.iter().enumerate().map(|(number, row)| (number, Cow::Borrowed(&row.spans[..])));
        flat.chain(laid.iter().enumerate().flat_map(lines))
    }

    /// Returns the number of lines the rows take.
    pub fn height(&self, cells: usize) -> usize {
        if self.is_flat() { self.rows.len() } else { self.lines(cells).count() }
    }

    /// Returns the number of lines the input takes; 0 without one.
    pub fn input_height(&self, cells: usize) -> usize {
        let room = cells.saturating_sub(width(&self.prompt));
        self.input.as_ref().map_or(0, |input| input.height(room))
    }

    /// Scrolls so that the chosen row, and a heading above it, are visible in the area.
    pub fn follow(&mut self, area: Size) {
        let height = usize::from(area.height).max(1);
        let lines: Vec<usize> = self.lines(area.width.into()).map(|(row, _)| row).collect();
        let first = lines.iter().position(|row| *row == self.cursor).unwrap_or(0);
        let end = first + lines[first..].iter().take_while(|row| **row == self.cursor).count();
        let heading = self.cursor > 0 && self.rows[self.cursor - 1].action.is_none();
        let lead = first.saturating_sub(usize::from(heading));
        if lead < self.scroll {
            self.scroll = lead;
        }
        if end > self.scroll + height {
            self.scroll = (end - height).min(first);
        }
        self.scroll = self.scroll.min(lines.len().saturating_sub(height));
    }
}
