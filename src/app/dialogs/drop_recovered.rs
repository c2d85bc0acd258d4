//! Asks before dropping all changes of earlier sessions.

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::texts;
use crate::theme::Role;

/// Drop all changes of earlier sessions?
#[derive(Debug)]
struct DropRecoveredDialog;

#[derive(Debug, Clone, PartialEq)]
enum DropRecoveredChoice {
    Keep,
    Drop,
}

impl App {
    /// Asks before dropping all recovered changes.
    pub(super) fn ask_before_dropping_recovered(&mut self) {
        self.open_dialog(DropRecoveredDialog);
    }
}

impl Dialog for DropRecoveredDialog {
    type Choice = DropRecoveredChoice;

    fn title(&self, app: &App) -> String {
        texts::recovery::drop_title(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<DropRecoveredChoice>> {
        let lang = app.lang();
        vec![
            DialogRow::answer(Role::Text, texts::records::keep(lang), DropRecoveredChoice::Keep),
            DialogRow::answer(
                Role::Warning,
                &texts::recovery::drop_for_good(lang, app.sync.recovery.items.len()),
                DropRecoveredChoice::Drop,
            ),
        ]
    }

    fn choose(&mut self, app: &mut App, choice: DropRecoveredChoice, _: &str) -> DialogOutcome {
        match choice {
            DropRecoveredChoice::Keep => DialogOutcome::Cancels,
            DropRecoveredChoice::Drop => {
                app.close_recovery();
                app.drop_recovered();
                DialogOutcome::Closes
            }
        }
    }
}
