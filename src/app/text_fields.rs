//! The text field that has the keyboard, wherever it is: typing into it, cutting, inserting what
//! was cut.
//!
//! Must not know which dialog or screen it is in. Entry points: [`App::type_into_field`],
//! [`App::execute_in_field`].

use crate::command::Command;
use crate::key::Chord;
use crate::keymap::Resolved;
use crate::texts;

use super::input::TextInput;
use super::input::kill_ring::CutText;
use super::{App, Effect};

impl App {
    /// Returns the text field that has the keyboard.
    pub(super) fn text_field(&mut self) -> Option<&mut TextInput> {
        if self.dialogs.is_empty() {
            self.screens.shown_mut().text_field()
        } else {
            self.dialogs.panel_mut().and_then(|panel| panel.input.as_mut())
        }
    }

    /// Changes what is typed in the field that has the keyboard; what depends on it follows.
    /// Returns `None` where nothing takes text.
    pub(super) fn type_into_field<T>(&mut self, edit: impl FnOnce(&mut TextInput) -> T) -> Option<T> {
        let done = edit(self.text_field()?);
        if self.dialogs.is_empty() {
            let (screens, context) = self.screens_mut();
            screens.shown_mut().follow_typing(context);
        } else {
            self.refresh_dialog(true);
        }
        Some(done)
    }

    /// Executes the commands of a text field that need more than the field; returns false for any
    /// other.
    pub(super) fn execute_in_field(&mut self, command: Command) -> bool {
        match command {
            Command::InsertText => self.insert_cut_text(),
            Command::InsertOlder => self.insert_older_text(),
            Command::CopyText => self.copy_selected(),
            Command::CutText if self.text_field().is_some_and(|field| field.selected_text().is_some()) => {
                self.copy_selected();
                return false;
            }
            _ => return false,
        }
        true
    }

    /// Selects by a key that moves the cursor without Shift; returns false for any other.
    pub(super) fn select_by(&mut self, chord: Chord) -> bool {
        let unshifted = Chord { shift: false, ..chord };
        let resolved = self.workspace.settings.keymap.resolve(self.contexts(), unshifted, &self.facts());
        let Resolved::Run(command) = resolved else { return false };
        chord.shift && self.text_field().is_some_and(|field| field.extend(command))
    }

    /// Keeps what a field has cut, for all fields.
    pub(super) fn keep_cut_text(&mut self) {
        if let Some(cut) = self.text_field().and_then(TextInput::take_cut) {
            self.drafts.cut_texts.add(cut);
        }
    }

    /// Inserts the text that was cut last; one of a closed field is no longer set aside then.
    fn insert_cut_text(&mut self) {
        let Some(text) = self.drafts.cut_texts.newest().map(str::to_owned) else { return };
        self.drafts.set_aside.take_inserted(&text);
        self.paste(&text);
    }

    /// Replaces the text that was inserted last by the one that was cut before it, which is no
    /// longer set aside, either.
    fn insert_older_text(&mut self) {
        if !self.text_field().is_some_and(|field| field.is_just_pasted()) {
            let key = self.workspace.key_of(Command::InsertText);
            return self.show_info(texts::edit::nothing_inserted(self.lang(), &key));
        }
        let Some(text) = self.drafts.cut_texts.older().map(str::to_owned) else { return };
        self.drafts.set_aside.take_inserted(&text);
        self.type_into_field(|field| field.paste_instead(&text));
    }

    fn copy_selected(&mut self) {
        let selected = self.text_field().and_then(|field| field.selected_text().map(str::to_owned));
        let Some(text) = selected else {
            let key = self.workspace.key_of(Command::SelectText);
            return self.show_info(texts::edit::nothing_selected(self.lang(), &key));
        };
        self.drafts.cut_texts.add(CutText { text: text.clone(), continues: None });
        self.request(Effect::Copy(text));
    }
}
