//! Asks about a record that came back from the editor and is refused: edit again or drop it. The
//! file never takes it.

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::input::TextInput;
use crate::app::typed_texts::{TextHome, TypedText};
use crate::app::workspace::Workspace;
use crate::document::{Address, Relocation};
use crate::texts;
use crate::theme::Role;

/// A record that came back from the editor and does not parse.
#[derive(Debug)]
struct RetryDialog {
    address: Address,
    text: String,
    /// Why it is refused.
    reason: String,
}

#[derive(Debug, Clone, PartialEq)]
enum RetryChoice {
    EditAgain,
    Drop,
}

impl App {
    /// Says why the text of a record is refused, and asks.
    pub(in crate::app) fn ask_to_retry(&mut self, address: Address, text: String, reason: String) {
        self.open_dialog(RetryDialog { address, text, reason });
    }
}

impl Dialog for RetryDialog {
    type Choice = RetryChoice;

    fn title(&self, app: &App) -> String {
        texts::external_editor::retry_title(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<RetryChoice>> {
        let lang = app.lang();
        vec![
            DialogRow::text(Role::Error, self.reason.clone()),
            DialogRow::blank(),
            DialogRow::answer(Role::Text, texts::external_editor::edit_again(lang), RetryChoice::EditAgain),
            DialogRow::answer(Role::Warning, texts::external_editor::drop_text(lang), RetryChoice::Drop),
        ]
    }

    fn choose(&mut self, app: &mut App, choice: RetryChoice, _: &str) -> DialogOutcome {
        match choice {
            RetryChoice::EditAgain => {
                app.edit_again(self.address.clone(), self.text.clone());
                DialogOutcome::Closes
            }
            RetryChoice::Drop => DialogOutcome::Cancels,
        }
    }

    fn typed_text(&self, app: &App, _: Option<&TextInput>) -> Option<TypedText> {
        let (home, place) = (TextHome::Record(self.address.clone()), app.workspace.name_of(&self.address));
        Some(TypedText { home, place, text: self.text.clone(), restoration: None, is_stray: false })
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        self.address = relocation.last_address(&self.address);
        true
    }
}
