//! Asks before quitting with unsaved changes: save, discard or stay. The unsaved changes are
//! listed.

use super::changes::{self, ChangeChoice};
use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::typed_texts::TypedText;
use crate::document::Relocation;
use crate::texts;
use crate::theme::Role;

/// Quit with unsaved changes?
#[derive(Debug)]
struct QuitDialog;

/// What to do, or the change to go to.
#[derive(Debug, Clone, PartialEq)]
enum QuitChoice {
    Stay,
    SaveAndQuit,
    DiscardAndQuit,
    Change(ChangeChoice),
}

impl App {
    /// Asks before quitting with unsaved changes; the cursor starts on staying.
    pub(in crate::app) fn ask_before_quitting(&mut self) {
        self.open_dialog(QuitDialog);
    }
}

impl Dialog for QuitDialog {
    type Choice = QuitChoice;

    fn title(&self, app: &App) -> String {
        let (lang, file) = (app.lang(), &app.workspace.file);
        match app.workspace.unsaved.count() + app.drafts.set_aside.strays().count() {
            0 if file.is_gone => texts::missing_file::gone_title(lang, &file.name),
            0 if file.spoiled.is_some() => texts::missing_file::spoiled_title(lang, &file.name),
            count => texts::quit::title(lang, count),
        }
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<QuitChoice>> {
        let lang = app.lang();
        let mut rows = vec![DialogRow::answer(Role::Text, texts::quit::stay(lang), QuitChoice::Stay)];
        if app.workspace.file.read_only.is_none() {
            let saves = match app.workspace.file.proposes {
                true => texts::proposals::propose_and_quit(lang),
                false => texts::quit::save_and_quit(lang),
            };
            rows.push(DialogRow::answer(Role::Text, saves, QuitChoice::SaveAndQuit));
        }
        rows.push(DialogRow::answer(Role::Warning, texts::quit::discard_and_quit(lang), QuitChoice::DiscardAndQuit));
        rows.push(DialogRow::blank());
        rows.extend(changes::rows(app).into_iter().map(|row| row.map(QuitChoice::Change)));
        let stray = |text: &TypedText| {
            DialogRow::text(Role::Changed, texts::typed_texts::unsaved(lang, &text.excerpt(), &text.place))
        };
        rows.extend(app.drafts.set_aside.strays().map(stray));
        rows
    }

    fn choose(&mut self, app: &mut App, choice: QuitChoice, _: &str) -> DialogOutcome {
        match choice {
            QuitChoice::Stay => return DialogOutcome::Cancels,
            QuitChoice::SaveAndQuit => app.save_and_quit(),
            QuitChoice::DiscardAndQuit => app.discard_and_quit(),
            QuitChoice::Change(change) => return change.open(app),
        }
        DialogOutcome::Closes
    }

    fn relocated(choice: QuitChoice, relocation: &Relocation<'_>) -> QuitChoice {
        match choice {
            QuitChoice::Change(change) => QuitChoice::Change(change.relocated(relocation)),
            choice => choice,
        }
    }
}
