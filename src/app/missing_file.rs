//! The file that is open was moved away or removed, or others left something else in its place:
//! what is here is then the only copy.
//!
//! The person is told, and decides: the next save makes the file anew (what is in its place is
//! replaced only after a question), and leaving asks first. Must
//! not touch files. Entry point: [`App::file_gone`].

use super::workspace::Workspace;
use super::{App, SpoiledFile};
use crate::command::Command;
use crate::texts;

impl Workspace {
    /// Returns true when what is here lies in no file and could be saved to one.
    pub(super) fn is_only_copy(&self) -> bool {
        (self.file.is_gone || self.file.spoiled.is_some()) && self.file.read_only.is_none()
    }

    /// Returns a sentence that names the missing file and says what to do.
    pub(super) fn missing_file(&self) -> String {
        let (lang, name) = (self.lang(), &self.file.name);
        let chord = self.settings.keymap.key(Command::Save);
        match chord.filter(|_| self.file.read_only.is_none()) {
            Some(chord) => texts::missing_file::gone(lang, name, &chord.label(lang)),
            None => texts::missing_file::gone_for_good(lang, name),
        }
    }
}

impl App {
    /// Reports that the file is missing.
    pub(super) fn file_gone(&mut self) {
        self.workspace.file.spoiled = None;
        if !self.workspace.file.is_gone {
            self.workspace.file.is_gone = true;
            self.show_error(self.workspace.missing_file());
        }
    }

    /// Reports that the file is back.
    pub(super) fn file_back(&mut self) {
        if std::mem::take(&mut self.workspace.file.is_gone) | self.workspace.file.spoiled.take().is_some() {
            self.show_info(texts::missing_file::back(self.lang(), &self.workspace.file.name));
        }
    }

    /// What lies in its place is no dataset.
    pub(super) fn file_spoiled(&mut self, spoiled: SpoiledFile) {
        if self.workspace.file.spoiled.as_ref() != Some(&spoiled) {
            self.show_error(spoiled.reason.clone());
            self.workspace.file.spoiled = Some(spoiled);
        }
    }

    /// Asks whether what lies in its place is to be replaced; true when there is something to ask.
    pub(super) fn asks_to_replace(&mut self, leave: bool) -> bool {
        let Some(spoiled) = self.workspace.file.spoiled.clone().filter(|_| self.sync.saving.is_none()) else {
            return false;
        };
        if spoiled.is_replaceable {
            self.ask_before_replacing(spoiled.reason, leave);
        } else {
            let lang = self.lang();
            self.show_notice(
                texts::saving::failed_title(lang),
                texts::missing_file::not_replaceable(lang, &spoiled.reason),
            );
        }
        true
    }
}
