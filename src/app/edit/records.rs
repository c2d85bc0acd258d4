//! Whole records: creating, duplicating and deleting them.

use std::rc::Rc;

use crate::check::{doubles, neighbours};
use crate::document::{Address, AddressStep, Edit, Slot};
use crate::schema::FieldKind;
use crate::syntax::printer;
use crate::texts;

use crate::app::editor::EditorPurpose;
use crate::app::workspace::Workspace;
use crate::app::{App, Focus};
use crate::query::new_record::{NewRecord, free_id};
use crate::query::removal::Removal;

impl Workspace {
    /// Returns true when an earlier record of the table has the same id: an address would resolve
    /// to that one.
    pub fn is_ambiguous(&self, slot: Slot) -> bool {
        !self.doc.schema().table(slot.table).single && self.doc.find(slot.table, self.doc.id(slot)) != Some(slot)
    }

    fn with_id(&self, slot: Slot, id: &str) -> Option<String> {
        let source = self.doc.source(slot);
        let record = self.doc.record(slot).ok()?;
        let span = record.value(&[AddressStep::Field("id".into())])?.span();
        Some(format!("{}{}{}", &source[..span.start], printer::string(id), &source[span.end..]))
    }
}

impl App {
    /// Adds what fits at the cursor: a list item, a record of the section, or a record of the pane.
    pub(in crate::app) fn add(&mut self) {
        let row = self.screens.directory.focused_row().cloned();
        let Some(row) = row else {
            return self.add_record(NewRecord {
                table: self.screens.directory.panes[self.screens.directory.anchor].table,
                fields: Vec::new(),
            });
        };
        if let Some((list, at)) = self.screens.directory.item_under_cursor() {
            return self.edit_value(list, EditorPurpose::Insert(at + 1));
        }
        let is_list = |a: &Address| matches!(a.kind(self.workspace.doc.schema()), Some(FieldKind::List(_)));
        match (row.address.filter(is_list), row.adds) {
            (Some(list), _) => self.edit_value(list, EditorPurpose::Set),
            (None, Some(new)) => self.add_record(Rc::unwrap_or_clone(new)),
            (None, None) => self.show_error(texts::app::nothing_to_add(self.lang())),
        }
    }

    /// Asks for the required fields of a new record, then creates it.
    pub fn add_record(&mut self, mut new: NewRecord) {
        if self.workspace.file.read_only.is_some() {
            return self.show_error(texts::app::read_only(self.lang()));
        }
        // What belongs to a region belongs to the one that is looked at.
        if let Some(region) = self.screens.directory.region_here(&self.workspace) {
            new.refer_to(&self.workspace.doc, region);
        }
        if !self.ask_for_next_field(&new) {
            self.create(&new);
        }
    }

    /// Creates a record and opens it.
    fn create(&mut self, new: &NewRecord) {
        let id = new.proposed_id(self.workspace.data(), self.workspace.settings.today);
        let mut fields = vec![(vec![AddressStep::Field("id".to_owned())], printer::string(&id))];
        fields.extend(new.fields.iter().cloned());
        let after = self.screens.directory.neighbour(new.table).map(|slot| self.workspace.doc.id(slot).to_owned());
        let name = texts::app::created(self.lang(), &id);
        if self.apply(&[Edit::Add { table: new.table, after, fields }], name.clone()).is_some() {
            let Some(slot) = self.workspace.doc.find(new.table, &id) else { return self.show_info(name) };
            let others = neighbours(&self.workspace.doc, &self.workspace.index, slot);
            match doubles(&self.workspace.doc, slot, others.into_iter(), self.lang()) {
                Some(doubled) => self.show_info(format!("{name}. {doubled}")),
                None => self.show_info(name),
            }
            self.open(slot);
        }
    }

    /// Deletes what is under the cursor: an item, an optional field, or the record after showing
    /// what refers to it.
    pub(in crate::app) fn delete(&mut self) {
        if self.workspace.file.read_only.is_some() {
            return self.show_error(texts::app::read_only(self.lang()));
        }
        if self.screens.directory.focus == Focus::Detail && self.delete_value() {
            return;
        }
        if let Some(slot) = self.record_here() {
            if self.workspace.is_ambiguous(slot) {
                return self.show_error(texts::app::ambiguous(self.lang(), self.workspace.doc.id(slot)));
            }
            self.ask_before_deleting(slot);
        }
    }

    /// Removes the item or clears the optional field under the cursor; returns false when the row
    /// stands for a record: that it leads to, or that must have the value.
    fn delete_value(&mut self) -> bool {
        if let Some((list, at)) = self.screens.directory.item_under_cursor() {
            let name = texts::app::removed(self.lang(), &self.workspace.name_of(&list));
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
        let name = texts::app::cleared(self.lang(), &self.workspace.name_of(&address));
        if self.apply(&[Edit::Clear { address }], name.clone()).is_some() {
            self.show_info(name);
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
        let mut name = texts::app::deleted(lang, &place);
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

    /// Duplicates the record shown.
    pub(in crate::app) fn duplicate(&mut self) {
        let Some(slot) = self.record_here() else { return };
        if self.workspace.is_ambiguous(slot) {
            return self.show_error(texts::app::ambiguous(self.lang(), self.workspace.doc.id(slot)));
        }
        let table = self.workspace.doc.schema().table(slot.table);
        if table.single {
            return self.show_error(texts::app::only_one(self.lang(), table.singular.get(self.lang())));
        }
        let id = free_id(&self.workspace.doc, slot.table, self.workspace.doc.id(slot));
        let Some(text) = self.workspace.with_id(slot, &id) else { return };
        let after = Some(self.workspace.doc.id(slot).to_owned());
        let name = texts::app::created(self.lang(), &id);
        if self.apply(&[Edit::AddText { table: slot.table, after, text }], name.clone()).is_some() {
            self.show_info(name);
            if let Some(new) = self.workspace.doc.find(slot.table, &id) {
                self.open(new);
            }
        }
    }
}
