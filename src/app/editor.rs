//! The in-place editor of one value: a text, a choice, or a reference picked by name.
//!
//! Holds and validates the input; must not change the dataset (`edit` does). Entry points:
//! [`Editor::new`] and [`Editor::value`].

use crate::command::Command;
use crate::document::{Address, Document, Relocation};
use crate::model::date::Date;
use crate::model::input::{self as rules, Accepted, InputNote};
use crate::schema::{FieldKind, Table};
use crate::texts::{self, Lang};

use super::input::TextInput;
use super::value_choice::ValueChoice;

/// What is done with the value when it is taken.
#[derive(Debug, Clone, PartialEq)]
pub enum EditorPurpose {
    /// It replaces the value at the address.
    Set,
    /// It is inserted into the list at the address, at this index.
    Insert(usize),
}

/// A record or list item that was just added and whose fields are being asked for.
#[derive(Debug, Clone)]
pub(in crate::app) struct AddedPlace {
    /// The record or item.
    pub(in crate::app) address: Address,
    /// Nothing has been said of it yet, so that it goes again when its field is closed.
    pub(in crate::app) is_untouched: bool,
}

/// A statement whose source has not been given yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsourcedStatement {
    /// The value, or the record.
    pub address: Address,
    /// The sources to be given alike: of the value alone, or of the record around it; before it
    /// those of values that were changed on the way to it.
    pub sources: Vec<Address>,
    /// True when it was changed by the last step, which then gives the source as well.
    pub is_just_changed: bool,
    /// True when it is a part of what was just added.
    pub is_added: bool,
}

impl UnsourcedStatement {
    /// Returns it where the statement is now; `None` when that is gone.
    pub(super) fn relocated(self, relocation: &Relocation<'_>) -> Option<UnsourcedStatement> {
        let address = relocation.address(&self.address)?;
        let sources = self.sources.iter().filter_map(|source| relocation.address(source)).collect();
        Some(UnsourcedStatement { address, sources, ..self })
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
    /// What can be picked and matches the input; `None` for free text.
    choices: Option<Vec<ValueChoice>>,
    /// What the choices were made from; they stay valid while it is unchanged.
    made_from: Option<(String, u64)>,
    /// Index among the choices; `None` where there are none.
    cursor: Option<usize>,
    /// Why the input was refused.
    pub error: Option<String>,
    /// True when the value may be left out.
    pub optional: bool,
    /// It opened by itself, in what was just added.
    pub is_asked: bool,
    /// The statement whose source this field belongs to, when that is being asked for.
    pub unsourced: Option<UnsourcedStatement>,
    /// Lines of the view that shows it.
    room: usize,
    /// The choice that it began with.
    first: Option<usize>,
}

/// Maximum number of choices visible at once.
const SHOWN: usize = 8;

/// Lines that choices leave free for what is typed and for the hint.
const BESIDE_CHOICES: usize = 3;

impl Editor {
    /// Returns true for a field that opened by itself, while Enter leaves it unknown.
    pub fn may_stay_open(&self) -> bool {
        self.is_asked && self.optional && !self.picks() && self.input.text().is_empty()
    }

    /// Returns an editor holding `text` (plain, as a person edits it).
    pub fn new(address: Address, kind: FieldKind, purpose: EditorPurpose, text: &str) -> Editor {
        let several = kind.has_lines() || matches!(kind, FieldKind::Record(_) | FieldKind::List(_));
        Editor {
            address,
            kind,
            purpose,
            input: TextInput::new(text, several),
            choices: None,
            made_from: None,
            cursor: None,
            error: None,
            optional: true,
            is_asked: false,
            unsourced: None,
            room: usize::MAX,
            first: None,
        }
    }

    /// Makes it pick among `choices`, with the cursor on `current` or else on the first, which is
    /// the likeliest.
    #[must_use]
    pub fn picking(mut self, choices: Vec<ValueChoice>, current: Option<ValueChoice>) -> Editor {
        self.input = TextInput::new("", false);
        self.cursor = choices.iter().position(|choice| Some(*choice) == current).or(Some(0));
        self.first = self.cursor;
        self.choices = Some(choices);
        self
    }

    /// Returns true when it picks instead of taking text.
    pub fn picks(&self) -> bool {
        self.choices.is_some()
    }

    /// Returns true when something was typed or chosen.
    pub fn is_touched(&self) -> bool {
        if self.picks() { self.cursor != self.first || !self.input.text().is_empty() } else { self.is_changed() }
    }

    /// Returns true when the input differs from the original text.
    pub fn is_changed(&self) -> bool {
        !self.picks() && self.input.is_changed()
    }

    /// Offers a text that nobody has typed; Enter accepts it.
    pub fn offer_text(&mut self, text: &str) {
        self.input = TextInput::new(text, self.input.several_lines());
    }

    /// Sets the input to a text typed before.
    pub fn set_text(&mut self, text: &str) {
        self.input.set_text(text);
        self.follow_typing();
    }

    /// Makes the choices follow the input and the dataset at this revision; the cursor stays on the
    /// chosen one.
    pub fn narrow(&mut self, revision: u64, matching: impl FnOnce(&Editor, &str) -> Vec<ValueChoice>) {
        let made_from = Some((self.input.text(), revision));
        if !self.picks() || self.made_from == made_from {
            return;
        }
        let chosen = self.chosen();
        let choices = matching(self, &self.input.text());
        self.cursor = choices.iter().position(|choice| Some(*choice) == chosen).or(Some(0));
        (self.choices, self.made_from) = (Some(choices), made_from);
    }

    /// Leaves only this choice until the next [`Editor::narrow`], which keeps the cursor on it.
    pub fn choose_only(&mut self, chosen: Option<ValueChoice>) {
        self.choices = self.choices.take().map(|_| chosen.into_iter().collect());
        (self.cursor, self.made_from) = (chosen.map(|_| 0), None);
    }

    /// Chooses the one with this index; returns false when there is none.
    pub(super) fn choose(&mut self, index: usize) -> bool {
        let is_there = index < self.shown().len();
        self.cursor = if is_there { Some(index) } else { self.cursor };
        is_there
    }

    /// Returns the choice under the cursor.
    pub fn chosen(&self) -> Option<ValueChoice> {
        self.shown().get(self.cursor?).copied()
    }

    /// Returns true for the choice with this index when it is the one chosen.
    pub fn is_chosen(&self, index: usize) -> bool {
        self.cursor == Some(index)
    }

    /// Returns the choices that match the input.
    pub fn shown(&self) -> &[ValueChoice] {
        self.choices.as_deref().unwrap_or_default()
    }

    /// Returns the visible part of the matching choices, and the index of its first.
    pub fn window(&self) -> (usize, &[ValueChoice]) {
        let shown = self.shown();
        let most = self.most_choices();
        let first = (self.cursor.unwrap_or(0) + 1).saturating_sub(most).min(shown.len());
        (first, &shown[first..shown.len().min(first + most)])
    }

    /// Fits the choices into a view of so many lines.
    pub(super) fn fit(&mut self, room: usize) {
        self.room = room;
    }

    fn most_choices(&self) -> usize {
        SHOWN.min(self.room.saturating_sub(BESIDE_CHOICES)).max(1)
    }

    /// Returns the number of lines it takes in the detail view: the input, the choices, and the
    /// hint or problem.
    pub fn height(&self, cells: usize, hint: &str) -> usize {
        self.input.height(cells) + self.window().1.len() + crate::text::wrap(hint, cells).len()
    }

    /// Returns its line, from 0, that must be visible: the input line or the choice under the
    /// cursor.
    pub fn cursor_line(&self, cells: usize) -> usize {
        match self.cursor.filter(|_| self.picks()) {
            Some(cursor) => self.input.height(cells) + cursor.saturating_sub(self.window().0),
            None => self.input.cursor_line(cells),
        }
    }

    /// Follows what was typed.
    pub fn follow_typing(&mut self) {
        self.error = None;
        // The best answer to what is typed now is chosen.
        self.choose_only(None);
    }

    /// Executes a command of the text contexts; returns false for any other.
    pub fn execute(&mut self, command: Command) -> bool {
        if self.picks() {
            let last = self.shown().len().saturating_sub(1);
            let by = match command {
                Command::Up | Command::TextUp => -1,
                Command::Down | Command::TextDown => 1,
                Command::PageUp => -self.most_choices().cast_signed(),
                Command::PageDown => self.most_choices().cast_signed(),
                _ => 0,
            };
            if by != 0 {
                self.cursor = Some(self.cursor.map_or(0, |cursor| cursor.saturating_add_signed(by).min(last)));
                return true;
            }
        }
        let before = self.input.text();
        let done = self.input.execute(command);
        if before != self.input.text() {
            self.follow_typing();
        }
        done
    }

    /// Returns the value as it will be stored; `None` when it is left out.
    ///
    /// # Errors
    /// The reason why it is refused.
    pub fn value(&self, document: &Document, lang: Lang, today: Date) -> Result<Option<Accepted>, String> {
        if self.picks() {
            let chosen = self.chosen().ok_or_else(|| texts::edit::no_such_choice(lang).to_owned())?;
            return Ok(chosen.ron(document).map(|ron| Accepted { ron, notes: Vec::new() }));
        }
        self.typed_value(lang, today)
    }

    /// Returns the value that is typed.
    fn typed_value(&self, lang: Lang, today: Date) -> Result<Option<Accepted>, String> {
        let text = self.input.text();
        if text.trim().is_empty() {
            return if self.optional { Ok(None) } else { Err(texts::edit::required(lang).to_owned()) };
        }
        rules::parse_at(&self.address, self.kind, &text, today).map(Some).map_err(|reason| reason.text(lang))
    }

    /// Validates the input while it is being typed: returns notes on it, or why it would be
    /// refused.
    pub fn judged(&self, lang: Lang, today: Date) -> Result<Vec<InputNote>, String> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None if self.is_changed() => Ok(self.typed_value(lang, today)?.map_or_else(Vec::new, |value| value.notes)),
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
