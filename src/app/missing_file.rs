//! The file that is open was moved away or removed: what is here is then the only copy.
//!
//! The person is told, and decides: the next save makes the file anew, and leaving asks first. Must
//! not touch files. Entry point: [`App::file_gone`].

use super::App;
use crate::command::Command;
use crate::texts::app as t;

impl App {
    /// The file is no longer there.
    pub(super) fn file_gone(&mut self) {
        if !self.file.is_gone {
            self.file.is_gone = true;
            self.show_error(self.missing_file());
        }
    }

    /// The file is there again.
    pub(super) fn file_back(&mut self) {
        if std::mem::take(&mut self.file.is_gone) {
            self.show_info(t::file_back(self.lang(), &self.file.name));
        }
    }

    /// Returns true when what is here lies in no file and could be saved to one.
    pub(super) fn is_only_copy(&self) -> bool {
        self.file.is_gone && self.file.read_only.is_none()
    }

    /// Which file is missing, and what to do.
    pub(super) fn missing_file(&self) -> String {
        let (lang, name) = (self.lang(), &self.file.name);
        let chord = self.settings.keymap.chords(Command::Save).first();
        match chord.filter(|_| self.file.read_only.is_none()) {
            Some(chord) => t::file_gone(lang, name, &chord.label(lang)),
            None => t::file_gone_for_good(lang, name),
        }
    }
}
