//! The interface of dialogs: what a dialog above the screen answers, and what its rows are.
//!
//! A dialog is a file of [`super::dialogs`]; nothing else knows which dialogs there are. What is
//! the same for all (input, cursor, scrolling, keys) is done by [`open`]. Must name no dialog.
//! Entry point: [`Dialog`].

mod destination;
pub mod open;
pub mod panel;

use std::fmt::Debug;

use crate::command::Command;
use crate::document::{Address, Relocation};
use crate::texts::{AnswerText, Phrase};
use crate::theme::Role;

use super::App;
use super::detail::Span;
use super::input::TextInput;
use super::typed_texts::TypedText;
use super::workspace::Workspace;
pub use destination::Destination;

/// A dialog above the screen: what is asked, its rows, and what choosing one does.
///
/// While a dialog acts it is off the stack, so that it can change the whole state. It may open
/// other dialogs then; they lie above it if it stays.
pub trait Dialog: Debug + 'static {
    /// What a row stands for. The cursor stays on a row by this when other rows come and go.
    type Choice: Clone + PartialEq + Debug;

    /// Returns the title.
    fn title(&self, app: &App) -> String;

    /// Returns the rows for what is typed.
    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<Self::Choice>>;

    /// Does what the row under the cursor stands for.
    fn choose(&mut self, app: &mut App, choice: Self::Choice, typed: &str) -> DialogOutcome;

    /// Returns what choosing a row is called.
    fn action(&self) -> Phrase {
        Command::Choose.spec().label
    }

    /// Completes what is typed, where that is a path.
    fn complete(&mut self, _app: &mut App, _typed: &str) {}

    /// Takes what is typed, where the cursor is on no row that can be chosen.
    fn confirm(&mut self, _app: &mut App, _typed: &str) -> DialogOutcome {
        DialogOutcome::Stays
    }

    /// Returns how much room it takes.
    fn size(&self) -> DialogSize {
        DialogSize::Fitting
    }

    /// Returns true when every row takes one line, which saves measuring them.
    fn is_flat(&self) -> bool {
        false
    }

    /// Returns the input line with which it opens.
    fn input(&self, _app: &App) -> Option<DialogInput> {
        None
    }

    /// Returns the row that the cursor begins on, if that is not the first.
    fn first_choice(&self, _app: &App) -> Option<Self::Choice> {
        None
    }

    /// Returns true when a key that means nothing in it closes it and acts on what lies below.
    fn lets_through(&self) -> bool {
        false
    }

    /// Follows what was typed or happened, and returns what becomes of title and rows. By default
    /// they stay as they were: what is asked does not change under the cursor.
    fn refresh(&mut self, _app: &mut App, _typed: &str) -> RowChange {
        RowChange::None
    }

    /// Returns a row in full that [`Dialog::rows`] left blank because few of them are ever seen.
    fn describe(&self, _app: &App, _choice: &Self::Choice) -> Option<DialogRow<Self::Choice>> {
        None
    }

    /// Returns true when a command of its own can be executed at the row under the cursor.
    fn offers(&self, _command: Command, _chosen: Option<&Self::Choice>) -> bool {
        false
    }

    /// Executes a command of its own.
    fn execute(&mut self, _app: &mut App, _command: Command, _chosen: Option<Self::Choice>) -> DialogOutcome {
        DialogOutcome::Stays
    }

    /// Does what closing without a choice means.
    fn cancelled(&mut self, _app: &mut App) {}

    /// Returns the text that is set aside when it closes without a choice.
    fn typed_text(&self, _app: &App, _input: Option<&TextInput>) -> Option<TypedText> {
        None
    }

    /// Returns the text that would be lost with the program, and its place in the journal.
    fn draft(&self, app: &App, input: Option<&TextInput>) -> Option<(Address, String)> {
        let text = self.typed_text(app, input)?;
        Some((text.home.draft_address()?, text.text))
    }

    /// Moves the places that it holds to where they are after others changed the dataset. Returns
    /// false when what it asks about is gone.
    fn relocate(&mut self, _workspace: &Workspace, _relocation: &Relocation<'_>) -> bool {
        true
    }

    /// Returns what a row stands for with its places moved.
    fn relocated(choice: Self::Choice, _relocation: &Relocation<'_>) -> Self::Choice {
        choice
    }

    /// Returns true while there is work to do between keys.
    fn is_working(&self) -> bool {
        false
    }

    /// Returns true when each slice of the work is to be seen.
    fn shows_progress(&self) -> bool {
        false
    }

    /// Does a slice of the work.
    fn work(&mut self, _app: &mut App) {}

    /// Completes the work that moving the cursor and choosing depend on.
    fn finish(&mut self, _app: &mut App) {}
}

/// What becomes of a dialog that acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DialogOutcome {
    /// It stays open.
    Stays,
    /// It stays open and says why it refuses the input.
    Refuses(String),
    /// It closes: what it asked is answered.
    Closes,
    /// It closes for a page that it leads to; Esc on that page brings it back.
    Leads,
    /// It closes unanswered.
    Cancels,
}

/// What becomes of the title and rows of a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowChange {
    /// They stay as they are.
    None,
    /// They are made again; the cursor stays on its row.
    Update,
    /// They are made again, and are others: the cursor goes to the first.
    Restart,
}

/// How much room a dialog takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialogSize {
    /// As high as its rows.
    Fitting,
    /// As high as its rows, and wider.
    Wide,
    /// Wider, and as high as the terminal.
    Full,
}

/// The input line of a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DialogInput {
    /// It is a query, which can be completed.
    Query {
        /// The prompt before it.
        prompt: &'static str,
    },
    /// It narrows the rows.
    Filter {
        /// The prompt before it.
        prompt: &'static str,
    },
    /// It takes the path of a file, which can be completed.
    Path {
        /// The path to begin with.
        text: String,
    },
    /// It takes a text, unless there are rows to pick from.
    Text {
        /// The prompt before it.
        prompt: String,
        /// The text to begin with.
        text: String,
        /// Whether it takes line breaks.
        several_lines: bool,
    },
}

/// A row of a dialog.
#[derive(Debug, Clone, PartialEq)]
pub struct DialogRow<C> {
    /// The text shown.
    pub spans: Vec<Span>,
    /// The text at the right end of the row.
    pub right: Vec<Span>,
    /// Cells by which lines after the first are indented.
    pub hang: usize,
    /// What it stands for; rows without a choice are headings or text.
    pub choice: Option<C>,
    /// The letter or digit that chooses it, where nothing is typed.
    pub letter: Option<char>,
}

impl<C> DialogRow<C> {
    /// Returns an empty line.
    pub fn blank() -> DialogRow<C> {
        DialogRow { spans: Vec::new(), right: Vec::new(), hang: 0, choice: None, letter: None }
    }

    /// Returns a line of text that cannot be chosen.
    pub fn text(role: Role, text: impl Into<String>) -> DialogRow<C> {
        DialogRow { spans: vec![(role, text.into())], ..DialogRow::blank() }
    }

    /// Returns a line of text that can be chosen.
    pub fn option(text: impl Into<String>, choice: C) -> DialogRow<C> {
        DialogRow { choice: Some(choice), ..DialogRow::text(Role::Text, text) }
    }

    /// Returns the choice with this number, from 0; a digit chooses each of the first nine.
    pub fn numbered(number: usize, text: &str, choice: C) -> DialogRow<C> {
        let digit = u32::try_from(number + 1).ok().and_then(|number| char::from_digit(number, 10));
        let key = digit.map_or_else(|| "   ".to_owned(), |digit| format!("{digit}  "));
        DialogRow {
            hang: key.len(),
            spans: vec![(Role::Key, key), (Role::Text, text.to_owned())],
            choice: Some(choice),
            letter: digit,
            ..DialogRow::blank()
        }
    }

    /// Returns an answer to what the dialog asks; its sentence marks the letter that chooses it.
    pub fn answer(role: Role, marked: &str, choice: C) -> DialogRow<C> {
        let AnswerText { text, letter } = AnswerText::of(marked);
        DialogRow::lettered(letter, role, text, choice)
    }

    /// Returns an answer whose letter does the same elsewhere and need not be in its sentence.
    pub fn keyed(letter: char, role: Role, text: &str, choice: C) -> DialogRow<C> {
        DialogRow::lettered(Some(letter), role, text.to_owned(), choice)
    }

    fn lettered(letter: Option<char>, role: Role, text: String, choice: C) -> DialogRow<C> {
        let key = letter.map_or_else(String::new, |letter| format!("{letter}  "));
        DialogRow {
            hang: key.len(),
            spans: vec![(Role::Key, key), (role, text)],
            choice: Some(choice),
            letter,
            ..DialogRow::blank()
        }
    }

    /// Converts the choice of the row.
    pub fn map<T>(self, put: impl FnOnce(C) -> T) -> DialogRow<T> {
        let DialogRow { spans, right, hang, choice, letter } = self;
        DialogRow { spans, right, hang, choice: choice.map(put), letter }
    }
}
