//! Whole records: duplicating and deleting them. [`super::adding`] creates new ones.

use crate::document::{Address, AddressStep, Edit, RecordPlace, Slot};
use crate::model::provenance::clearing;
use crate::schema::{Field, Naming};
use crate::syntax::printer;
use crate::texts;

use crate::app::workspace::Workspace;
use crate::app::{App, Focus};
use crate::command::Command;
use crate::query::new_record::free_id;
use crate::query::removal::Removal;

impl Workspace {
    /// Returns true when an earlier record of the table has the same id: an address would resolve
    /// to that one.
    pub fn is_ambiguous(&self, slot: Slot) -> bool {
        !self.doc.schema().table(slot.table).single && self.doc.find(slot.table, self.doc.id(slot)) != Some(slot)
    }

    /// Returns the fields of a record that hold what no other record may have.
    fn official_keys(&self, slot: Slot) -> Vec<&'static Field> {
        let Ok(record) = self.doc.record(slot) else { return Vec::new() };
        let fields = self.doc.schema().table(slot.table).record.fields.iter();
        fields.filter(|field| field.kind.is_official_key() && record.root().field(field.name).is_some()).collect()
    }

    fn with_id(&self, slot: Slot, id: &str) -> Option<String> {
        let source = self.doc.source(slot);
        let record = self.doc.record(slot).ok()?;
        let span = record.value(&[AddressStep::Field("id".into())])?.span();
        Some(format!("{}{}{}", &source[..span.start], printer::string(id), &source[span.end..]))
    }
}

impl App {
    /// Deletes what is under the cursor: an item, an optional field, or the record after showing
    /// what refers to it.
    pub(in crate::app) fn delete(&mut self) {
        if self.workspace.file.read_only.is_some() {
            return self.show_error(texts::edit::read_only(self.lang()));
        }
        if self.screens.directory.focus == Focus::Detail && self.delete_value() {
            return;
        }
        if let Some(slot) = self.record_here() {
            if self.workspace.is_ambiguous(slot) {
                return self.show_error(texts::edit::ambiguous(self.lang(), self.workspace.doc.id(slot)));
            }
            self.ask_before_deleting(slot);
        }
    }

    /// Removes the item or clears the optional field under the cursor; returns false when the row
    /// stands for a record: that it leads to, or that must have the value.
    fn delete_value(&mut self) -> bool {
        if let Some((list, at)) = self.screens.directory.item_under_cursor() {
            let name = texts::steps::removed(self.lang(), &self.workspace.name_of(&list));
            if self.apply(&[Edit::RemoveItem { list, at }], name.clone()).is_some() {
                self.show_info(name);
            }
            return true;
        }
        let Some(row) = self.screens.directory.detail.row() else { return false };
        let Some(address) = row.address.clone() else { return false };
        let is_link = row.link.is_some() && row.link == self.workspace.doc.resolve(&address);
        // A value that must not be absent stands for its record.
        if is_link || self.workspace.is_required(&address) {
            return false;
        }
        let name = texts::steps::cleared(self.lang(), &self.workspace.name_of(&address));
        if self.apply(&clearing(&self.workspace.doc, &address), name.clone()).is_some() {
            let [undo, delete] = [Command::Undo, Command::Delete].map(|command| self.workspace.key_of(command));
            self.show_info(texts::records::only_cleared(self.lang(), &name, &undo, &delete));
        }
        true
    }

    /// Returns the record that the row under the cursor stands for: the one it leads to, the one
    /// whose value it shows, or else the page's.
    pub fn record_here(&self) -> Option<Slot> {
        self.screens.directory.record_here(&self.workspace)
    }

    /// Deletes a record with what goes with it, as one step. `left` references stay and lead
    /// nowhere.
    pub(in crate::app) fn delete_records(&mut self, removal: &Removal, left: usize) {
        let Some(slot) = removal.records.first().copied() else { return };
        let lang = self.lang();
        let place = self.workspace.name_of(&self.workspace.doc.address(slot));
        let mut name = texts::steps::deleted(lang, &place);
        if !removal.dependents().is_empty() {
            name = texts::records::also_records(lang, removal.dependents().len(), &name);
        }
        if !removal.references.is_empty() {
            name = texts::records::also_references(lang, removal.references.len(), &name);
        }
        if self.apply(&removal.edits(&self.workspace.doc), name.clone()).is_none() {
            return;
        }
        self.show_info(if left > 0 { texts::records::left_dangling(lang, left, &name) } else { name });
        self.close_editor();
        self.leave_deleted();
    }

    /// Leaves the page of a record that was just deleted for where it was opened, or for its pane.
    fn leave_deleted(&mut self) {
        let (screens, context) = self.screens_mut();
        let is_gone = screens.directory.subject(context.workspace).is_none();
        match screens.directory.leave_gone(context) {
            Some(screen) => screens.shown = screen,
            None if is_gone && screens.directory.focus == Focus::Detail => {
                screens.directory.focus = Focus::Pane(screens.directory.anchor);
            }
            None => {}
        }
    }

    /// Duplicates the record shown and opens what it is called by.
    pub(in crate::app) fn duplicate(&mut self) {
        let Some(slot) = self.record_here() else { return };
        if self.workspace.is_ambiguous(slot) {
            return self.show_error(texts::edit::ambiguous(self.lang(), self.workspace.doc.id(slot)));
        }
        let table = self.workspace.doc.schema().table(slot.table);
        if table.single {
            return self.show_error(texts::edit::only_one(self.lang(), table.singular.get(self.lang())));
        }
        let id = free_id(&self.workspace.doc, slot.table, self.workspace.doc.id(slot));
        let Some(text) = self.workspace.with_id(slot, &id) else { return };
        let place = RecordPlace::After(self.workspace.doc.id(slot).to_owned());
        let copy = Address::record(slot.table, id);
        let (name, keys) = (self.workspace.name(slot), self.workspace.official_keys(slot));
        let name = match &keys[..] {
            [] => texts::records::duplicated(self.lang(), &name),
            keys => {
                let labels: Vec<&str> = keys.iter().map(|key| key.label.get(self.lang())).collect();
                texts::records::duplicated_without(self.lang(), &name, &labels.join(", "))
            }
        };
        let without = |key: &Field| Edit::Clear { address: copy.join(AddressStep::Field(key.name.to_owned())) };
        let mut edits = vec![Edit::AddText { table: slot.table, place, text }];
        edits.extend(keys.into_iter().map(without));
        if self.apply(&edits, name.clone()).is_some() {
            self.show_info(name);
            let naming = table.record.name_parts().first().copied().or_else(|| table.record.naming(Naming::Full));
            if let Some(field) = naming {
                let field = copy.join(AddressStep::Field(field.name.to_owned()));
                self.ask_in_added(copy, &field, false);
            }
        }
    }
}
