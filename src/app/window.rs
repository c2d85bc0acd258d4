//! A window above the screen: a title, perhaps a line to type in, and rows one of which is chosen.
//!
//! Search, palette, help, changes, problems, confirmations and the prompt for a new record are all
//! this one thing; what differs is where the rows come from ([`super::windows`]).

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

/// What a window is for.
#[derive(Debug, Clone, PartialEq)]
pub enum WindowPurpose {
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
    /// Whether to replace what others left in the dataset's place.
    ReplaceFile,
    /// Delete this record?
    Delete(Slot),
    /// The name of a record to be made.
    New(NewRecord),
    /// A record that came back from the editor and does not parse: its address and text.
    Retry(Address, String),
    /// A file that the editor left behind.
    EditorFile,
    /// Text looked for on the page.
    Find,
    /// What earlier programs left unsaved.
    Recovery,
    /// Drop all of that?
    DropRecovered,
    /// What was saved before.
    History,
    /// Places that both sides changed differently.
    Conflicts,
    /// What shall stand at the conflict of this number.
    ConflictText(usize),
    /// Where a text belongs whose field is gone.
    StrayText(Box<TypedText>),
    /// Texts that were typed and are in no field any more.
    TypedTexts,
    /// Something to be read.
    Notice,
}

impl WindowPurpose {
    /// Whether the window asks about conflicts.
    pub fn is_about_conflicts(&self) -> bool {
        matches!(self, WindowPurpose::Conflicts | WindowPurpose::ConflictText(_))
    }
}

/// What is to become of a text whose field is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrayChoice {
    /// It is kept until it is put into a field.
    Keep,
    /// It goes to the clipboard, and is kept.
    Copy,
    /// What is gone is brought back, with the text in its field.
    Restore,
    /// It is not wanted.
    Drop,
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
    /// Put an earlier value back.
    BringBack(Address, Option<String>),
    /// Decide this conflict for this side.
    Decide(usize, ConflictSide),
    /// Show this conflict.
    ShowConflict(usize),
    /// Write what shall stand at this conflict.
    EditConflict(usize),
    /// Mark this one of what was left to be taken over, or to be dropped.
    Mark(usize),
    /// Take over what is marked of what earlier programs left unsaved.
    TakeRecovered,
    /// Ask whether to drop it.
    DropRecovered,
    /// Drop it.
    DropRecoveredForGood,
    /// Edit the text again.
    EditAgain(Address, String),
    /// Open a file again that the editor was given.
    EditFile(Address, PathBuf),
    /// Read a file that the editor was given.
    ReadFile(Address, PathBuf),
    /// Decide about a text whose field is gone.
    Stray(StrayChoice),
    /// Bring back the typed text of this number.
    BringText(usize),
    /// Check again and report also what was only counted.
    CheckAll,
    /// Close the window and do nothing.
    Close,
}

/// One row.
#[derive(Debug, Clone, Default)]
pub struct WindowRow {
    /// What is shown.
    pub spans: Vec<Span>,
    /// What is shown at the right end of the row.
    pub right: Vec<Span>,
    /// Cells by which lines after the first are indented.
    pub hang: usize,
    /// What choosing it does; rows without are headings or text.
    pub action: Option<Action>,
    /// A hit of the search of which nothing is written here yet: that is done when it is seen.
    pub hit: Option<SearchHit>,
}

/// A window.
#[derive(Debug, Clone)]
pub struct Window {
    /// What it is for.
    pub purpose: WindowPurpose,
    /// Its title.
    pub title: String,
    /// The line that is typed in.
    pub input: Option<TextInput>,
    /// What stands before the input.
    pub prompt: String,
    /// Why what was typed is refused.
    pub error: Option<String>,
    /// Its rows.
    pub rows: Vec<WindowRow>,
    /// Index of the chosen row.
    pub cursor: usize,
    /// First visible line.
    pub scroll: usize,
    /// The terminal shows ASCII only: rows take more room.
    pub ascii: bool,
}

impl Window {
    /// A window without input.
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

    /// The same with a line to type in.
    #[must_use]
    pub fn typing(mut self, prompt: impl Into<String>, text: &str, several_lines: bool) -> Window {
        self.prompt = prompt.into();
        self.input = Some(TextInput::new(text, several_lines));
        self
    }

    /// Where the keyboard is while this window is on top.
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

    /// What is typed.
    pub fn text(&self) -> String {
        self.input.as_ref().map(TextInput::text).unwrap_or_default()
    }

    /// Puts a text into its line that was typed before.
    pub fn set_text(&mut self, text: &str) {
        self.input.iter_mut().for_each(|input| input.set_text(text));
    }

    /// The chosen row's action.
    pub fn action(&self) -> Option<Action> {
        self.rows.get(self.cursor)?.action.clone()
    }

    /// The row that does this.
    pub fn row_of(&self, action: &Action) -> Option<usize> {
        self.rows.iter().position(|row| row.action.as_ref() == Some(action))
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

    /// True when every row stays on one line: hits of the search and columns do.
    fn is_flat(&self) -> bool {
        matches!(self.purpose, WindowPurpose::Search | WindowPurpose::Conflicts)
    }

    /// The rows laid out for a width: the number of the row and the spans of one line.
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

    /// How many lines they take.
    pub fn height(&self, cells: usize) -> usize {
        if self.is_flat() { self.rows.len() } else { self.lines(cells).count() }
    }

    /// How many lines what is typed takes; 0 without input.
    pub fn input_height(&self, cells: usize) -> usize {
        let room = cells.saturating_sub(width(&self.prompt));
        self.input.as_ref().map_or(0, |input| input.height(room))
    }

    /// Scrolls so that the chosen row is visible in the area, a heading above it too.
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
