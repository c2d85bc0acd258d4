//! Handles pasted text, and input that the terminal delivered incomplete.
//!
//! Must not interpret pasted text as a command. Entry points: [`App::paste`] and
//! [`App::tell_input_problem`].

use crate::key::InputProblem;
use crate::texts;

use super::App;

impl App {
    /// Inserts pasted text at the focus, or reports that nothing accepts it there.
    pub(super) fn paste(&mut self, text: &str) {
        self.completing = None;
        self.message = None;
        match self.type_into_field(|field| field.paste(text)) {
            None => self.show_info(texts::clipboard::paste_nowhere(self.lang())),
            Some(true) => self.show_info(texts::clipboard::paste_cleaned(self.lang())),
            Some(false) => {}
        }
    }

    /// Reports what arrived incomplete.
    pub(super) fn tell_input_problem(&mut self, problem: InputProblem) {
        self.show_error(match problem {
            InputProblem::NotUtf8 => texts::keys::not_utf8(self.lang()),
            InputProblem::PasteUnended => texts::clipboard::paste_unended(self.lang()),
            InputProblem::PasteTooLong => texts::clipboard::paste_too_long(self.lang()),
        });
    }
}
