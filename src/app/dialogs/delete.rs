//! Asks before a record is deleted: shows what refers to it, and offers to remove these references
//! with it. The key that confirms differs from the one that asks.

use super::{App, Destination, Dialog, DialogOutcome, DialogRow, RowChange};
use crate::app::workspace::Workspace;
use crate::document::{Relocation, Slot};
use crate::query::removal::Removal;
use crate::texts;
use crate::theme::Role;

/// Delete this record?
#[derive(Debug)]
struct DeleteDialog {
    slot: Slot,
    /// What goes with it.
    removal: Removal,
    /// Revision of the index for which that is true.
    revision: u64,
}

/// What to do, or the referring record to go to.
#[derive(Debug, Clone, PartialEq)]
enum DeleteChoice {
    Keep,
    /// Delete it with everything that must not be left behind.
    DeleteAll,
    /// Delete it and leave the references dangling.
    DeleteOnly,
    Referrer(Destination),
}

impl App {
    /// Asks before deleting a record. Where others would go with it, the cursor begins on the row
    /// that keeps it.
    pub(in crate::app) fn ask_before_deleting(&mut self, slot: Slot) {
        let removal = Removal::of(self.workspace.data(), slot);
        let revision = self.workspace.index.revision();
        self.open_dialog(DeleteDialog { slot, removal, revision });
    }
}

impl DeleteDialog {
    /// Returns what can be done.
    fn options(&self, app: &App) -> Vec<DialogRow<DeleteChoice>> {
        let lang = app.lang();
        let (records, references) = (self.removal.dependents().len(), self.removal.references.len());
        let all = match (records, references) {
            (0, 0) => texts::records::delete(lang).to_owned(),
            (0, references) => texts::records::delete_with_references(lang, references),
            (records, 0) => texts::records::delete_with_records(lang, records),
            (records, references) => {
                let records = texts::records::delete_with_records(lang, records);
                texts::records::and_references(lang, references, &records)
            }
        };
        let mut rows = vec![DialogRow::answer(Role::Warning, &all, DeleteChoice::DeleteAll)];
        if records + references > 0 {
            let only = texts::records::delete_only(lang);
            rows.push(DialogRow::answer(Role::Warning, only, DeleteChoice::DeleteOnly));
        }
        rows.push(DialogRow::answer(Role::Text, texts::records::keep(lang), DeleteChoice::Keep));
        rows.push(DialogRow::blank());
        rows
    }
}

/// Returns a row that leads to a record; it is written when it is seen.
fn leading(slot: Slot) -> DialogRow<DeleteChoice> {
    DialogRow { choice: Some(DeleteChoice::Referrer(Destination::Record(slot))), ..DialogRow::blank() }
}

impl Dialog for DeleteDialog {
    type Choice = DeleteChoice;

    fn title(&self, app: &App) -> String {
        texts::records::delete_title(app.lang(), &app.workspace.label(self.slot).text())
    }

    fn first_choice(&self, _: &App) -> Option<DeleteChoice> {
        (!self.removal.dependents().is_empty()).then_some(DeleteChoice::Keep)
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<DeleteChoice>> {
        let lang = app.lang();
        let mut rows = self.options(app);
        let dependents = self.removal.dependents();
        let mut owners: Vec<Slot> =
            self.removal.references.iter().filter_map(|reference| app.workspace.doc.resolve(reference)).collect();
        owners.dedup();
        if dependents.is_empty() && owners.is_empty() {
            rows.push(DialogRow::text(Role::Dim, texts::records::nothing_refers(lang)));
        }
        if !dependents.is_empty() {
            rows.push(DialogRow::text(Role::Warning, texts::records::cannot_be_without(lang, dependents.len())));
            rows.extend(dependents.iter().copied().map(leading));
        }
        if !owners.is_empty() {
            rows.push(DialogRow::text(Role::Dim, texts::records::referred_by(lang, owners.len())));
            rows.extend(owners.into_iter().map(leading));
        }
        rows
    }

    fn describe(&self, app: &App, choice: &DeleteChoice) -> Option<DialogRow<DeleteChoice>> {
        let DeleteChoice::Referrer(Destination::Record(slot)) = choice else { return None };
        let table = app.workspace.doc.schema().table(slot.table).singular.get(app.lang());
        let mut spans = vec![(Role::Dim, format!("  {table}: "))];
        spans.extend(app.workspace.label(*slot).spans(Role::Link));
        Some(DialogRow { spans, choice: Some(choice.clone()), ..DialogRow::blank() })
    }

    fn refresh(&mut self, app: &mut App, _: &str) -> RowChange {
        let revision = app.workspace.index.revision();
        if self.revision == revision || !app.workspace.doc.is_live(self.slot) {
            return RowChange::None;
        }
        (self.revision, self.removal) = (revision, Removal::of(app.workspace.data(), self.slot));
        RowChange::Update
    }

    fn choose(&mut self, app: &mut App, choice: DeleteChoice, _: &str) -> DialogOutcome {
        let alone = || Removal { records: vec![self.slot], references: Vec::new() };
        match choice {
            DeleteChoice::Keep => return DialogOutcome::Cancels,
            DeleteChoice::DeleteAll => app.delete_records(&self.removal, 0),
            DeleteChoice::DeleteOnly => {
                let left = self.removal.dependents().len() + self.removal.references.len();
                app.delete_records(&alone(), left);
            }
            DeleteChoice::Referrer(destination) => return destination.open(app),
        }
        DialogOutcome::Closes
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
