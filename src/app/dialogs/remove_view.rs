//! Asks before a saved view is deleted: no undo brings it back.
//!
//! Entry point: [`App::ask_before_removing_view`].

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::config::views::{KnownView, ViewChange};
use crate::texts;
use crate::theme::Role;

/// Really?
#[derive(Debug)]
struct RemoveViewDialog {
    known: KnownView,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RemoveViewChoice {
    Keep,
    Remove,
}

impl App {
    /// Asks before a saved view is deleted.
    pub(super) fn ask_before_removing_view(&mut self, known: KnownView) {
        self.open_dialog(RemoveViewDialog { known });
    }
}

impl Dialog for RemoveViewDialog {
    type Choice = RemoveViewChoice;

    fn title(&self, app: &App) -> String {
        texts::views::sure(app.lang(), &self.known.view.name)
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<RemoveViewChoice>> {
        let lang = app.lang();
        vec![
            DialogRow::answer(Role::Text, texts::records::keep(lang), RemoveViewChoice::Keep),
            DialogRow::answer(Role::Warning, texts::views::delete(lang), RemoveViewChoice::Remove),
        ]
    }

    fn choose(&mut self, app: &mut App, choice: RemoveViewChoice, _: &str) -> DialogOutcome {
        if choice == RemoveViewChoice::Keep {
            return DialogOutcome::Cancels;
        }
        app.change_views(self.known.owner, ViewChange::Remove(self.known.view.name.clone()));
        DialogOutcome::Closes
    }
}
