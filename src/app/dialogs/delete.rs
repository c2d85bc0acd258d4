//! Shows what refers to a record before it is deleted. The key that confirms differs from the one
//! that asks.

use super::{App, Destination, Dialog, DialogOutcome, DialogRow};
use crate::app::workspace::Workspace;
use crate::document::{Relocation, Slot};
use crate::texts;
use crate::theme::Role;

/// Delete this record?
#[derive(Debug)]
struct DeleteDialog {
    slot: Slot,
}

/// What to do, or the referring record to go to.
#[derive(Debug, Clone, PartialEq)]
enum DeleteChoice {
    Keep,
    Delete,
    Referrer(Destination),
}

impl App {
    /// Asks before deleting a record; the row that deletes is not the first.
    pub(in crate::app) fn ask_before_deleting(&mut self, slot: Slot) {
        self.open_dialog(DeleteDialog { slot });
    }
}

impl Dialog for DeleteDialog {
    type Choice = DeleteChoice;

    fn title(&self, app: &App) -> String {
        texts::app::delete_title(app.lang(), &app.workspace.name(self.slot))
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<DeleteChoice>> {
        let lang = app.lang();
        let delete = texts::app::delete(lang, &app.workspace.name(self.slot));
        let mut rows = vec![
            DialogRow::option(texts::app::keep(lang), DeleteChoice::Keep),
            DialogRow { choice: Some(DeleteChoice::Delete), ..DialogRow::text(Role::Warning, delete) },
            DialogRow::blank(),
        ];
        let referrers = app.workspace.index.referrers(self.slot);
        if referrers.is_empty() {
            rows.push(DialogRow::text(Role::Dim, texts::app::nothing_refers(lang)));
            return rows;
        }
        rows.push(DialogRow::text(Role::Warning, texts::app::referred_by(lang, referrers.len())));
        rows.extend(referrers.iter().map(|referrer| {
            let table = app.workspace.doc.schema().table(referrer.table).singular.get(lang);
            DialogRow {
                spans: vec![(Role::Dim, format!("  {table}: ")), (Role::Link, app.workspace.name(*referrer))],
                choice: Some(DeleteChoice::Referrer(Destination::Record(*referrer))),
                ..DialogRow::blank()
            }
        }));
        rows
    }

    fn choose(&mut self, app: &mut App, choice: DeleteChoice, _: &str) -> DialogOutcome {
        match choice {
            DeleteChoice::Keep => DialogOutcome::Cancels,
            DeleteChoice::Delete => {
                app.delete_record(self.slot);
                DialogOutcome::Closes
            }
            DeleteChoice::Referrer(destination) => destination.open(app),
        }
    }

    fn relocate(&mut self, _: &Workspace, relocation: &Relocation<'_>) -> bool {
        let now = relocation.slot(self.slot);
        self.slot = now.unwrap_or(self.slot);
        now.is_some()
    }

    fn relocated(choice: DeleteChoice, relocation: &Relocation<'_>) -> DeleteChoice {
        match choice {
            DeleteChoice::Referrer(destination) => DeleteChoice::Referrer(destination.relocated(relocation)),
            choice => choice,
        }
    }
}
