//! Typed text that is in no field any more: its field was closed, or removed by others.
//!
//! Nothing typed is lost. Closing a field sets its text aside, from where a person can bring it
//! back; text whose field is gone is asked about and stays in the journal until then. Must not
//! decide what happens to a text. Entry points: [`App::close_editor`], [`App::bring_text_back`].

use crate::command::Command;
use crate::document::{Address, AddressStep, Edit, Insertion, Relocation};
use crate::schema::FieldKind;
use crate::text::truncate;
use crate::texts;

use super::editor::{AddedPlace, Editor, EditorPurpose};
use super::input::kill_ring::CutText;
use super::workspace::Workspace;
use super::{App, Focus};
use crate::query::new_record::NewRecord;

/// Maximum number of texts held, of those whose field still exists.
const MOST: usize = 100;

/// Width in cells of a text in a message.
const SHOWN: usize = 40;

/// A typed text and its origin.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedText {
    /// Where it belongs, while that exists.
    pub home: TextHome,
    /// The place in words.
    pub place: String,
    /// What was typed.
    pub text: String,
    /// How its place is restored, if it is gone.
    pub restoration: Option<Restoration>,
    /// True when nobody chose to close its field: it is kept until a person decides.
    pub is_stray: bool,
}

/// Where a typed text belongs.
#[derive(Debug, Clone, PartialEq)]
pub enum TextHome {
    /// In a field.
    Value(Address),
    /// In a new list item.
    Item(Insertion),
    /// In the next field of a record that is being created.
    NewRecord(NewRecord),
    /// The whole text of a record.
    Record(Address),
    /// Nowhere any more; carries the field it was typed in.
    Gone(Address),
}

/// How a place that is gone is restored.
#[derive(Debug, Clone, PartialEq)]
pub struct Restoration {
    /// The edit that restores it.
    pub edit: Edit,
    /// Where the text belongs then.
    pub home: Address,
}

impl TextHome {
    /// Returns the address under which the journal keeps the text. The address of a list stands for
    /// a new item, one without id for a new record.
    pub fn draft_address(&self) -> Option<Address> {
        match self {
            TextHome::Value(address) | TextHome::Record(address) | TextHome::Gone(address) => Some(address.clone()),
            TextHome::Item(insertion) => Some(insertion.list.clone()),
            TextHome::NewRecord(_) => None,
        }
    }

    fn relocated(&self, relocation: &Relocation<'_>) -> Option<TextHome> {
        Some(match self {
            TextHome::Value(address) => TextHome::Value(relocation.address(address)?),
            TextHome::Record(address) => TextHome::Record(relocation.address(address)?),
            TextHome::Item(insertion) => TextHome::Item(relocation.insertion(insertion)?),
            TextHome::NewRecord(_) | TextHome::Gone(_) => self.clone(),
        })
    }
}

impl TypedText {
    /// Returns its beginning, on one line.
    pub fn excerpt(&self) -> String {
        let line = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        truncate(&line, SHOWN).into_owned()
    }

    /// Updates its home; when that is gone, the text keeps the last address.
    pub(super) fn relocate(&mut self, relocation: &Relocation<'_>) {
        match self.home.relocated(relocation) {
            Some(home) => self.home = home,
            None => self.home = self.home.draft_address().map_or(self.home.clone(), TextHome::Gone),
        }
    }
}

/// The texts set aside, the latest last.
#[derive(Debug, Default)]
pub struct TypedTexts {
    texts: Vec<TypedText>,
    /// True when closing the last text's field was the latest action.
    is_last_step: bool,
}

impl TypedTexts {
    /// Returns the texts.
    pub fn all(&self) -> &[TypedText] {
        &self.texts
    }

    /// Returns the texts that wait for a decision.
    pub fn strays(&self) -> impl Iterator<Item = &TypedText> {
        self.texts.iter().filter(|text| text.is_stray)
    }

    /// Returns true when undo brings the last text back.
    pub fn is_last_step(&self) -> bool {
        self.is_last_step && !self.texts.is_empty()
    }

    /// Notes that another action followed.
    pub(super) fn is_no_longer_last(&mut self) {
        self.is_last_step = false;
    }

    /// Takes a text away once it has been inserted elsewhere.
    pub(super) fn take_inserted(&mut self, inserted: &str) {
        let Some(number) = self.texts.iter().rposition(|text| text.text == inserted) else { return };
        self.is_last_step &= number + 1 < self.texts.len();
        self.texts.remove(number);
    }

    pub(super) fn push(&mut self, text: TypedText) {
        self.texts.push(text);
        self.is_last_step = true;
        if self.texts.len() > MOST
            && let Some(oldest) = self.texts.iter().position(|text| !text.is_stray)
        {
            self.texts.remove(oldest);
        }
    }

    /// Attaches the edit that restores a removed list item to the texts that were typed in it.
    pub(super) fn home_taken_back(&mut self, item: &Address, edit: &Edit) {
        for text in &mut self.texts {
            let home = text.home.draft_address().filter(|home| home.is_within(item));
            self.is_last_step = home.is_some();
            text.restoration = home.map(|home| Restoration { edit: edit.clone(), home }).or(text.restoration.take());
        }
    }

    pub(super) fn relocate(&mut self, relocation: &Relocation<'_>) {
        self.texts.iter_mut().for_each(|text| text.relocate(relocation));
    }
}

impl Editor {
    pub(super) fn home(&self) -> TextHome {
        match self.purpose {
            EditorPurpose::Set => TextHome::Value(self.address.clone()),
            EditorPurpose::Insert(at) => TextHome::Item(Insertion { list: self.address.clone(), at }),
        }
    }
}

impl Workspace {
    /// Returns the first key of a command, for sentences.
    pub fn key_of(&self, command: Command) -> String {
        let chord = self.settings.keymap.key(command);
        chord.map_or_else(|| command.spec().name().to_owned(), |chord| chord.label(self.lang()))
    }
}

impl App {
    /// Returns the text of the open field, if it was changed.
    pub(super) fn text_in_editor(&self, place: &str) -> Option<TypedText> {
        let editor = self.screens.directory.editor.as_ref()?;
        let (home, text) = (editor.home(), editor.input.typed()?);
        Some(TypedText { home, place: place.to_owned(), text, restoration: None, is_stray: false })
    }

    /// Closes the open field and sets its text aside. Returns false when none was open.
    pub(super) fn close_editor(&mut self) -> bool {
        let Some(editor) = &self.screens.directory.editor else { return false };
        let typed = self.text_in_editor(&self.workspace.name_of(&editor.address));
        let unsourced = editor.unsourced.clone();
        self.screens.directory.editor = None;
        if let Some(statement) = unsourced {
            self.leave_source(&statement);
        }
        if let Some(text) = typed {
            self.set_aside(text);
        }
        true
    }

    pub(super) fn set_aside(&mut self, text: TypedText) {
        let lang = self.lang();
        if text.is_stray {
            let (insert, recall) =
                (self.workspace.key_of(Command::InsertText), self.workspace.key_of(Command::RecallText));
            self.show_info(texts::typed_texts::kept(lang, &insert, &recall));
        } else {
            let key = if self.dialogs.is_empty() { Command::Undo } else { Command::RecallText };
            self.show_info(texts::typed_texts::set_aside(lang, &text.excerpt(), &self.workspace.key_of(key)));
        }
        self.drafts.cut_texts.add(CutText { text: text.text.clone(), continues: None });
        self.drafts.set_aside.push(text);
    }

    /// Sets aside recovered text that can no longer be entered.
    pub(super) fn set_recovered_aside(&mut self, address: Address, place: String, text: String) {
        let home = if self.workspace.doc.resolve(&address).is_none() {
            TextHome::Gone(address)
        } else if address.path.is_empty() {
            TextHome::Record(address)
        } else if matches!(address.kind(self.workspace.doc.schema()), Some(FieldKind::List(_))) {
            TextHome::Item(Insertion { at: self.workspace.list_length(&address), list: address })
        } else {
            TextHome::Value(address)
        };
        self.set_aside(TypedText { home, place, text, restoration: None, is_stray: true });
    }

    /// Restores the place of a text and reopens its field.
    pub(super) fn restore_home(&mut self, text: TypedText) {
        let Some(Restoration { mut edit, home }) = text.restoration.clone() else { return self.set_aside(text) };
        if let Edit::AddText { table, place, .. } = &mut edit {
            place.keep_if_there(&self.workspace.doc, *table);
        }
        if self.apply(std::slice::from_ref(&edit), texts::typed_texts::restored(self.lang(), &text.place)).is_none() {
            return self.ask_about_stray(text);
        }
        self.reopen(&home, EditorPurpose::Set, text);
        if let Edit::InsertItem { list, at, .. } = edit {
            let address = list.join(AddressStep::Item(at));
            self.screens.directory.added = Some(AddedPlace { address, is_untouched: true });
        }
    }

    /// Shows the texts set aside; a single one is brought back at once.
    pub(super) fn recall_text(&mut self) {
        match self.drafts.set_aside.texts.len() {
            0 => {}
            1 => self.bring_text_back(0),
            _ => self.show_typed_texts(),
        }
    }

    /// Brings back the text set aside last.
    pub(super) fn bring_last_text_back(&mut self) {
        self.bring_text_back(self.drafts.set_aside.texts.len().saturating_sub(1));
    }

    /// Reopens the field of a text with the text in it; asks if the field is gone.
    pub(super) fn bring_text_back(&mut self, number: usize) {
        if number >= self.drafts.set_aside.texts.len() {
            return;
        }
        let text = self.drafts.set_aside.texts.remove(number);
        self.drafts.set_aside.is_no_longer_last();
        match text.home.clone() {
            TextHome::Value(address) if text.restoration.is_some() && !self.workspace.is_place(&address) => {
                self.restore_home(text);
            }
            TextHome::Value(address) if self.reopen_conflict(&address, &text.text) => {}
            TextHome::Value(address) => self.reopen(&address, EditorPurpose::Set, text),
            TextHome::Item(Insertion { list, at }) => self.reopen(&list, EditorPurpose::Insert(at), text),
            TextHome::NewRecord(new) => {
                self.add_record(new);
                self.dialogs.panel_mut().into_iter().for_each(|panel| panel.set_text(&text.text));
                self.refresh_dialog(true);
            }
            TextHome::Record(address) => self.edit_again(address, text.text),
            TextHome::Gone(_) => self.ask_about_stray(text),
        }
    }

    fn reopen(&mut self, address: &Address, purpose: EditorPurpose, text: TypedText) {
        let slot = self.workspace.doc.resolve(address).filter(|_| self.workspace.is_place(address));
        let Some(slot) = slot else { return self.ask_about_stray(text) };
        self.screens.show_directory();
        self.screens.directory.focus = Focus::Detail;
        self.whole_page();
        if self.screens.directory.detail.subject.is_none() || !self.screens.directory.detail.go_to(address) {
            self.open_address(slot, address);
        }
        self.edit_value(address.clone(), purpose);
        match &mut self.screens.directory.editor {
            Some(editor) => editor.set_text(&text.text),
            None => self.drafts.set_aside.push(text),
        }
    }
}
