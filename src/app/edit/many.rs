//! Changes of many records: what becomes of the marked ones, and carrying out a planned change as
//! one step.
//!
//! What a change does is shown first ([`App::preview_change`]). Entry points:
//! [`App::change_marks`], [`App::preview_of_marked`], [`App::apply_plan`].

use crate::app::change_purpose::ChangePurpose;
use crate::app::marked::MarkRequest;
use crate::app::workspace::Workspace;
use crate::app::{App, ChangeOrigin, Effect};
use crate::document::{Address, Path, Slot};
use crate::present::Sheet;
use crate::present::record_table::{record_table, tab_separated};
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::query::batch_change::{BatchAction, BatchChange, BatchEntry, BatchPlan};
use crate::schema::Table;
use crate::texts;

use super::describe;
use crate::app::history::UndoStep;

impl App {
    /// Marks places, or takes marks away, and says how many are marked now.
    pub(in crate::app) fn change_marks(&mut self, request: MarkRequest) {
        let marked = &mut self.workspace.marked;
        marked.change(request);
        let (count, has_statements) = (marked.len(), marked.has_statements());
        let lang = self.lang();
        self.show_info(match count {
            0 => texts::batch::nothing_marked_now(lang).to_owned(),
            _ if has_statements => texts::review::marked(lang, count),
            _ => texts::batch::marked(lang, count),
        });
    }

    /// Returns the marked records of each table, in the order of lists.
    pub(in crate::app) fn marked_records(&self) -> Vec<(Table, Vec<Slot>)> {
        let data = self.workspace.data();
        let mut tables: Vec<(Table, Vec<Slot>)> = Vec::new();
        for slot in self.workspace.marked.records(data.document) {
            match tables.last_mut().filter(|(table, _)| *table == slot.table) {
                Some((_, slots)) => slots.push(slot),
                None => tables.push((slot.table, vec![slot])),
            }
        }
        tables.iter_mut().for_each(|(_, slots)| data.sort(slots));
        tables
    }

    /// Shows what an action does to the marked records, each at a path.
    pub(in crate::app) fn preview_of_marked(&mut self, purpose: ChangePurpose, path: &Path, action: &BatchAction) {
        let document = &self.workspace.doc;
        let records = self.marked_records().into_iter().flat_map(|(_, slots)| slots);
        let entry = |slot: Slot| {
            let address = Address { path: path.clone(), ..document.address(slot) };
            BatchEntry::new(address, action.clone())
        };
        let change = BatchChange { entries: records.map(entry).collect() };
        self.preview_change(change, purpose);
    }

    /// Shows which of the marked records and statements will be confirmed.
    pub(in crate::app) fn preview_confirmation(&mut self) {
        let confirmed = |place| {
            let check = self.workspace.statement_check(&place);
            BatchEntry::new(place, BatchAction::Confirm(check))
        };
        let entries = self.workspace.marked.addresses(&self.workspace.doc).into_iter().map(confirmed).collect();
        self.preview_change(BatchChange { entries }, ChangePurpose::Confirm);
    }

    /// Shows what goes when the marked records are deleted.
    pub(in crate::app) fn preview_removal(&mut self) {
        self.preview_of_marked(ChangePurpose::Delete, &Path::new(), &BatchAction::Remove);
    }

    /// Returns true where copying is about the marked records: in a pane, while some are marked.
    pub(in crate::app) fn copies_marked(&self) -> bool {
        let directory = &self.screens.directory;
        self.dialogs.is_empty() && self.screens.is_directory() && directory.acts_on_marks(&self.workspace)
    }

    /// Copies the marked records as a table with tabs, each table with its titles.
    pub(in crate::app) fn copy_marked(&mut self) {
        let (data, lang, period) = (self.workspace.data(), self.lang(), self.workspace.settings.period());
        let values = ValueFormatter { data, style: ValueStyle::Printed, region: None, lang, period, with_names: true };
        let sheets: Vec<Sheet> =
            self.marked_records().iter().map(|(table, slots)| record_table(&values, *table, slots)).collect();
        let text = tab_separated(&sheets);
        self.request(Effect::Copy(text));
    }

    /// Carries out a planned change as one step. Returns false when it is impossible; why is shown.
    pub(in crate::app) fn apply_plan(&mut self, plan: &BatchPlan, name: String) -> bool {
        let Some((changes, touched)) = plan.changes() else { return false };
        let place = touched.first().copied();
        let Workspace { doc, settings, .. } = &self.workspace;
        let told = match plan.values_with_former_source(doc, settings.today).len() {
            0 => name.clone(),
            count => texts::batch::former_source(self.lang(), count, &name),
        };
        if let Err(error) = self.apply_step(changes, &name, ChangeOrigin::Made) {
            self.show_error(describe(&error, self));
            return false;
        }
        self.workspace.history.push(UndoStep { name, changes: changes.to_vec(), place });
        self.show_info(texts::batch::done(self.lang(), &told));
        true
    }
}
