//! The in-place editor of one value: a text, a choice, or a reference picked by name.
//!
//! Holds and validates the input; must not change the dataset (`edit` does). Entry points:
//! [`Editor::new`] and [`Editor::value`].

use crate::command::Command;
use crate::document::{Address, Relocation};
use crate::index::fold::TextFilter;
use crate::model::date::Date;
use crate::model::input::{self as rules, Accepted, InputNote};
use crate::schema::{FieldKind, Table};
use crate::texts::{self, Lang};

use super::input::TextInput;

/// What is done with the value when it is taken.
#[derive(Debug, Clone, PartialEq)]
pub enum EditorPurpose {
    /// It replaces the value at the address.
    Set,
    /// It is inserted into the list at the address, at this index.
    Insert(usize),
}

/// A value that can be picked.
#[derive(Debug, Clone)]
pub struct PickerOption {
    /// The label shown.
    pub label: String,
    /// RON text; `None` for "unknown".
    pub value: Option<String>,
}

impl PickerOption {
    /// Returns a known value, given as RON text.
    pub fn known(label: impl Into<String>, value: impl Into<String>) -> PickerOption {
        PickerOption { label: label.into(), value: Some(value.into()) }
    }
}

/// A statement whose source has not been given yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsourcedStatement {
    /// The value, or the record.
    pub address: Address,
    /// True when it was changed by the last step, which then gives the source as well.
    pub is_just_changed: bool,
}

impl UnsourcedStatement {
    /// Returns it where the statement is now; `None` when that is gone.
    pub(super) fn relocated(self, relocation: &Relocation<'_>) -> Option<UnsourcedStatement> {
        Some(UnsourcedStatement { address: relocation.address(&self.address)?, ..self })
    }
}

/// A value being edited.
#[derive(Debug, Clone)]
pub struct Editor {
    /// Address of the value.
    pub address: Address,
    /// Its declared kind.
    pub kind: FieldKind,
    /// What is done with the value.
    pub purpose: EditorPurpose,
    /// The input; for a choice, the filter.
    pub input: TextInput,
    /// What can be picked; empty for free text.
    choices: Vec<PickerOption>,
    /// Index among the visible choices.
    pub cursor: usize,
    /// Why the input was refused.
    pub error: Option<String>,
    /// True when the value may be left out.
    pub optional: bool,
    /// The statement whose source this field belongs to, when that is being asked for.
    pub unsourced: Option<UnsourcedStatement>,
    first: usize,
}

/// Maximum number of choices visible at once.
const SHOWN: usize = 8;

impl Editor {
    /// Returns an editor holding `text` (plain, as a person edits it).
    pub fn new(address: Address, kind: FieldKind, purpose: EditorPurpose, text: &str) -> Editor {
        let several = kind.has_lines() || matches!(kind, FieldKind::Record(_) | FieldKind::List(_));
        Editor {
            address,
            kind,
            purpose,
            input: TextInput::new(text, several),
            choices: Vec::new(),
            cursor: 0,
            error: None,
            optional: true,
            unsourced: None,
            first: 0,
        }
    }

    /// Makes it pick among `choices`, with the cursor on the one whose value is `current`.
    #[must_use]
    pub fn picking(mut self, choices: Vec<PickerOption>, current: Option<&str>) -> Editor {
        self.input = TextInput::new("", false);
        self.cursor = choices.iter().position(|choice| choice.value.as_deref() == current).unwrap_or(0);
        self.first = self.cursor;
        self.choices = choices;
        self
    }

    /// Returns true when it picks instead of taking text.
    pub fn picks(&self) -> bool {
        !self.choices.is_empty()
    }

    /// Returns true when something was typed or chosen.
    pub fn is_touched(&self) -> bool {
        if self.picks() { self.cursor != self.first || !self.input.text().is_empty() } else { self.is_changed() }
    }

    /// Returns true when the input differs from the original text.
    pub fn is_changed(&self) -> bool {
        !self.picks() && self.input.is_changed()
    }

    /// Sets the input to a text typed before.
    pub fn set_text(&mut self, text: &str) {
        self.input.set_text(text);
        self.typed();
    }

    /// Replaces the choices; keeps the chosen one where it still exists.
    pub fn renew_choices(&mut self, choices: Vec<PickerOption>, chosen: Option<Option<String>>) {
        self.choices = choices;
        let at = chosen.and_then(|chosen| self.shown().iter().position(|choice| choice.value == chosen));
        self.cursor = at.unwrap_or(0);
    }

    /// Returns the choice under the cursor.
    pub fn chosen(&self) -> Option<Option<String>> {
        self.shown().get(self.cursor).map(|choice| choice.value.clone())
    }

    /// Returns the choices that match the input.
    pub fn shown(&self) -> Vec<&PickerOption> {
        let text = self.input.text();
        let filter = TextFilter::new(&text);
        self.choices.iter().filter(|choice| filter.matches(&choice.label)).collect()
    }

    /// Returns the visible part of the matching choices, and the index of its first.
    pub fn window(&self) -> (usize, Vec<&PickerOption>) {
        let shown = self.shown();
        let first = (self.cursor + 1).saturating_sub(SHOWN);
        (first, shown.into_iter().skip(first).take(SHOWN).collect())
    }

    /// Returns the number of lines it takes in the detail view: the input, the choices, and the
    /// hint or problem.
    pub fn height(&self, cells: usize, hint: &str) -> usize {
        self.input.height(cells) + self.window().1.len() + crate::text::wrap(hint, cells).len()
    }

    /// Returns its line, from 0, that must be visible: the input line or the choice under the
    /// cursor.
    pub fn cursor_line(&self, cells: usize) -> usize {
        if !self.picks() {
            return self.input.cursor_line(cells);
        }
        self.input.height(cells) + self.cursor.saturating_sub(self.window().0)
    }

    /// Types a character.
    pub fn insert(&mut self, c: char) {
        self.input.insert(c);
        self.typed();
    }

    /// Pastes; returns true when characters had to be removed.
    pub fn paste(&mut self, text: &str) -> bool {
        let cut = self.input.paste(text);
        self.typed();
        cut
    }

    fn typed(&mut self) {
        self.error = None;
        self.cursor = if self.picks() { 0 } else { self.cursor };
    }

    /// Executes a command of the text contexts; returns false for any other.
    pub fn execute(&mut self, command: Command) -> bool {
        if self.picks() {
            let last = self.shown().len().saturating_sub(1);
            let to = match command {
                Command::Up | Command::TextUp => Some(self.cursor.saturating_sub(1)),
                Command::Down | Command::TextDown => Some((self.cursor + 1).min(last)),
                Command::PageUp => Some(self.cursor.saturating_sub(SHOWN)),
                Command::PageDown => Some((self.cursor + SHOWN).min(last)),
                _ => None,
            };
            if let Some(to) = to {
                self.cursor = to;
                return true;
            }
        }
        let before = self.input.text();
        let done = self.input.execute(command);
        if before != self.input.text() {
            self.typed();
        }
        done
    }

    /// Returns the value as it will be stored; `None` when it is left out.
    ///
    /// # Errors
    /// The reason why it is refused.
    pub fn value(&self, lang: Lang, today: Date) -> Result<Option<Accepted>, String> {
        if self.picks() {
            let shown = self.shown();
            return match shown.get(self.cursor) {
                Some(choice) => Ok(choice.value.clone().map(|ron| Accepted { ron, notes: Vec::new() })),
                None => Err(texts::app::no_such_choice(lang).to_owned()),
            };
        }
        let text = self.input.text();
        if text.trim().is_empty() {
            return if self.optional { Ok(None) } else { Err(texts::app::required(lang).to_owned()) };
        }
        rules::parse_at(&self.address, self.kind, &text, today).map(Some).map_err(|reason| reason.text(lang))
    }

    /// Validates the input while it is being typed: returns notes on it, or why it would be
    /// refused.
    pub fn judged(&self, lang: Lang, today: Date) -> Result<Vec<InputNote>, String> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None if self.is_changed() => Ok(self.value(lang, today)?.map_or_else(Vec::new, |value| value.notes)),
            None => Ok(Vec::new()),
        }
    }

    /// Returns the table it picks from, when it picks a reference.
    pub fn target(&self) -> Option<Table> {
        match self.kind {
            FieldKind::Ref(table) => Some(table),
            _ => None,
        }
    }
}
