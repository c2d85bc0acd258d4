//! Adding: what can be added where the cursor stands, and the fields that are asked for then.
//!
//! What the record must have, and what its id is made of, is asked in a window before there is a
//! record; the rest where it stands on the page, one field after the other. All of it is one step.
//! Which fields these are is declared ([`crate::schema::Field::asked`]). Entry points:
//! [`App::add`], [`App::add_record`].

use std::rc::Rc;

use crate::check::{doubles, neighbours};
use crate::document::{Address, AddressStep, Edit, EditError, Insertion, Slot};
use crate::query::new_record::{NewRecord, tables_referring_to};
use crate::schema::{Field, FieldKind};
use crate::syntax::printer;
use crate::texts;

use crate::app::editor::{AddedPlace, Editor, EditorPurpose};
use crate::app::history::UndoStep;
use crate::app::workspace::Workspace;
use crate::app::{App, ChangeOrigin};
use crate::command::Command;

/// Something that can be added.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum AddOffer {
    /// An item of a list.
    Item(Insertion),
    /// A record.
    Record(NewRecord),
}

impl Workspace {
    /// Returns what can be added at a place of a record's page, nearest first: to the lists that
    /// the place is in, to the records that stand there (`nearby`), to the record itself.
    fn add_offers(&self, subject: Slot, place: Option<&Address>, nearby: Option<&NewRecord>) -> Vec<AddOffer> {
        let schema = self.doc.schema();
        let mut found: Vec<AddOffer> = place.map_or_else(Vec::new, |place| self.items_around(place));
        found.extend(nearby.cloned().map(AddOffer::Record));
        let record = self.doc.address(subject);
        let fields = schema.table(subject.table).record.fields.iter();
        let lists = fields.filter(|field| matches!(field.kind, FieldKind::List(&FieldKind::Record(_))));
        let lists = lists.map(|field| record.join(AddressStep::Field(field.name.to_owned())));
        found.extend(lists.map(|list| self.item_at_end(list)));
        found.extend(tables_referring_to(schema, subject.table).into_iter().map(|table| {
            let mut new = NewRecord::new(table);
            new.refer_to(&self.doc, subject);
            AddOffer::Record(new)
        }));
        let mut offers: Vec<AddOffer> = Vec::new();
        for offer in found {
            if !offers.iter().any(|other| is_same(other, &offer)) {
                offers.push(offer);
            }
        }
        offers
    }

    /// Returns a new item for each list that a place is in, innermost first.
    fn items_around(&self, place: &Address) -> Vec<AddOffer> {
        let mut found = Vec::new();
        for end in (1..=place.path.len()).rev() {
            let outer = Address { path: place.path[..end].to_vec(), ..place.clone() };
            let is_list = matches!(outer.kind(self.doc.schema()), Some(FieldKind::List(_)));
            match outer.path.split_last() {
                Some((AddressStep::Item(at), list)) => {
                    let list = Address { path: list.to_vec(), ..outer.clone() };
                    found.push(AddOffer::Item(Insertion { list, at: at + 1 }));
                }
                _ if is_list && end == place.path.len() => found.push(self.item_at_end(outer)),
                _ => {}
            }
        }
        found
    }

    fn item_at_end(&self, list: Address) -> AddOffer {
        AddOffer::Item(Insertion { at: self.list_length(&list), list })
    }

    /// Returns the next field to ask for in a place, behind the one named `after`.
    fn next_asked(&self, place: &Address, after: Option<&str>) -> Option<Address> {
        let FieldKind::Record(record) = place.kind(self.doc.schema())? else { return None };
        let from = after.and_then(|name| record.position(name, 0)).map_or(0, |at| at + 1);
        let asked =
            record.fields[from..].iter().filter(|field| field.asked && !NewRecord::is_asked_before(record, field));
        let mut places = asked.map(|field| place.join(AddressStep::Field(field.name.to_owned())));
        places.find(|address| self.value_text(address).is_none())
    }

    /// Returns the edits that change a field of a record that was just added; when it names the
    /// record, the id follows.
    fn edits_of_added(&self, edits: Vec<Edit>) -> Vec<Edit> {
        let renaming = match &edits[..] {
            [Edit::Set { address, value }] => self.id_after(address, value),
            _ => None,
        };
        edits.into_iter().chain(renaming).collect()
    }

    fn id_after(&self, address: &Address, value: &str) -> Option<Edit> {
        let slot = self.doc.resolve(address)?;
        let field = address.field(self.doc.schema()).filter(|_| address.path.len() == 1)?;
        let mut new = NewRecord::read(&self.doc, slot.table, self.doc.record(slot).ok()?.root());
        new.replace(field, value.to_owned());
        let to = new.following_id(self.data(), field, &address.id)?;
        Some(Edit::Rename { address: Address::record(slot.table, &*address.id), to, referrers: Vec::new() })
    }
}

/// Returns true when both add the same.
fn is_same(a: &AddOffer, b: &AddOffer) -> bool {
    match (a, b) {
        (AddOffer::Item(a), AddOffer::Item(b)) => a.list == b.list,
        _ => a == b,
    }
}

impl App {
    /// Adds what the cursor suggests; where several things can be added, asks which.
    pub(in crate::app) fn add(&mut self) {
        if self.workspace.file.read_only.is_some() {
            return self.show_error(texts::edit::read_only(self.lang()));
        }
        let mut offers = match self.screens.directory.focused_row() {
            None => self.offers_of_pane(),
            Some(row) => {
                let (place, nearby) = (row.address.clone(), row.adds.clone());
                let Some(subject) = self.subject() else { return };
                self.workspace.add_offers(subject, place.as_ref(), nearby.as_deref())
            }
        };
        match offers.len() {
            0 => self.show_error(texts::edit::nothing_to_add(self.lang())),
            1 => self.add_offered(offers.remove(0)),
            _ => self.ask_what_to_add(offers),
        }
    }

    /// Returns what can be added in a pane: what the page of the selected record offers, then
    /// another record of the list, which belongs to the region that is selected.
    fn offers_of_pane(&self) -> Vec<AddOffer> {
        let directory = &self.screens.directory;
        let pane = &directory.panes[directory.anchor];
        let mut new = NewRecord::new(pane.table);
        if let Some(region) = directory.region_here(&self.workspace) {
            new.refer_to(&self.workspace.doc, region);
        }
        let mut offers = pane.selected().map_or_else(Vec::new, |slot| self.workspace.add_offers(slot, None, None));
        let new = AddOffer::Record(new);
        if !offers.contains(&new) {
            offers.push(new);
        }
        offers
    }

    /// Adds the record that the row under the cursor offers.
    pub(in crate::app) fn add_here(&mut self) {
        if let Some(new) = self.screens.directory.focused_row().and_then(|row| row.adds.clone()) {
            self.add_record(Rc::unwrap_or_clone(new));
        }
    }

    /// Adds what was chosen.
    pub(in crate::app) fn add_offered(&mut self, offer: AddOffer) {
        match offer {
            AddOffer::Item(Insertion { list, at }) => {
                // A list stands on the page, which a pane only shows.
                if self.screens.directory.focused_row().is_none()
                    && let Some(slot) = self.workspace.doc.resolve(&list)
                {
                    self.open(slot);
                }
                self.edit_value(list, EditorPurpose::Insert(at));
            }
            AddOffer::Record(new) => self.add_record(new),
        }
    }

    /// Asks for what a new record must have, then creates it.
    pub fn add_record(&mut self, mut new: NewRecord) {
        if self.workspace.file.read_only.is_some() {
            return self.show_error(texts::edit::read_only(self.lang()));
        }
        new.take_over(self.workspace.data());
        self.ask_or_create(new, None);
    }

    /// Asks for the next field that must be known, or creates the record. `after` is the field that
    /// was asked for last.
    pub(in crate::app) fn ask_or_create(&mut self, new: NewRecord, after: Option<&'static Field>) {
        if !self.ask_for_next_field(&new, after) {
            self.create(new, after.is_some());
        }
    }

    /// Creates a record, opens it, and goes on asking there.
    fn create(&mut self, mut new: NewRecord, is_touched: bool) {
        new.give_committee(self.workspace.data());
        new.continue_numbers(self.workspace.data());
        let id = new.proposed_id(self.workspace.data(), self.workspace.settings.today);
        let mut fields = vec![(vec![AddressStep::Field("id".to_owned())], printer::string(&id))];
        fields.extend(new.fields);
        let after = self.screens.directory.neighbour(new.table).map(|slot| self.workspace.doc.id(slot).to_owned());
        let name = texts::steps::created(self.lang(), &id);
        if self.apply(&[Edit::Add { table: new.table, after, fields }], name.clone()).is_none() {
            return;
        }
        let Some(slot) = self.workspace.doc.find(new.table, &id) else { return self.show_info(name) };
        // What it is called is known only now that it stands among the others.
        let name = texts::steps::created(self.lang(), &self.workspace.name(slot));
        self.workspace.history.join(UndoStep { name: name.clone(), changes: Vec::new(), place: Some(slot) });
        let others = neighbours(&self.workspace.doc, &self.workspace.index, slot);
        match doubles(&self.workspace.doc, slot, others.into_iter(), self.lang()) {
            Some(doubled) => self.show_info(format!("{name}. {doubled}")),
            None => self.show_info(name),
        }
        let record = self.workspace.doc.address(slot);
        match self.workspace.next_asked(&record, None) {
            Some(field) => self.ask_in_added(record, &field, !is_touched),
            None => self.open(slot),
        }
    }

    /// Opens a field of a record that was just added.
    pub(in crate::app) fn ask_in_added(&mut self, record: Address, field: &Address, is_untouched: bool) {
        let Some(slot) = self.workspace.doc.resolve(&record) else { return };
        self.open_address(slot, field);
        self.ask_field(field.clone());
        let is_open = self.screens.directory.editor.is_some();
        self.screens.directory.added = is_open.then_some(AddedPlace { address: record, is_untouched });
    }

    /// Returns true for a field of what was just added.
    pub(super) fn is_of_added(&self, editor: &Editor) -> bool {
        self.screens.directory.added.as_ref().is_some_and(|added| editor.address.is_within(&added.address))
    }

    /// Applies edits of what was just added, as part of the step that added it.
    pub(super) fn try_apply_to_added(&mut self, edits: Vec<Edit>) -> Result<Option<Slot>, EditError> {
        let name = self.workspace.history.undo_name().unwrap_or_default().to_owned();
        let edits = self.workspace.edits_of_added(edits);
        let changed = self.try_join(&edits, name)?;
        let renamed = edits.into_iter().find_map(|edit| match edit {
            Edit::Rename { to, .. } => Some(to),
            _ => None,
        });
        if let Some(added) = &mut self.screens.directory.added {
            added.is_untouched &= changed.is_none();
            added.address.id = renamed.unwrap_or_else(|| added.address.id.clone());
        }
        Ok(changed)
    }

    /// Applies edits as part of the last step, which takes the name. Returns the first record
    /// touched.
    pub(super) fn try_join(&mut self, edits: &[Edit], name: String) -> Result<Option<Slot>, EditError> {
        let changes = self.workspace.doc.plan_all(edits).map_err(|error| error.reason)?;
        if changes.is_empty() {
            return Ok(None);
        }
        let place = self.apply_step(&changes, &name, ChangeOrigin::Made)?.first().copied();
        self.workspace.history.join(UndoStep { name, changes, place });
        Ok(place)
    }

    /// Takes the open field. In what was just added, the next field that is asked for opens.
    pub(in crate::app) fn confirm_field(&mut self) {
        let Some(editor) = &self.screens.directory.editor else { return };
        let after = editor.address.path.last().map(ToString::to_string).filter(|_| self.is_of_added(editor));
        if self.confirm_edit()
            && let Some(after) = after
            && let Some(added) = &self.screens.directory.added
            && let Some(next) = self.workspace.next_asked(&added.address, Some(&after))
        {
            self.refresh();
            self.whole_page();
            self.screens.directory.detail.go_to(&next);
            self.ask_field(next);
        }
    }

    /// Opens a field without having been told to.
    fn ask_field(&mut self, field: Address) {
        self.edit_value(field, EditorPurpose::Set);
        self.screens.directory.editor.iter_mut().for_each(|editor| editor.is_asked = true);
    }

    /// Returns the item behind the one that was just added, if the last field of that is open.
    pub(super) fn item_behind_added(&self) -> Option<Insertion> {
        let (added, editor) = (self.screens.directory.added.as_ref()?, self.screens.directory.editor.as_ref()?);
        let (AddressStep::Item(at), list) = added.address.path.split_last()? else { return None };
        let FieldKind::Record(record) = added.address.kind(self.workspace.doc.schema())? else { return None };
        let mut plain = record.fields.iter().rev().filter(|field| !matches!(field.kind, FieldKind::Record(_)));
        let last = added.address.join(AddressStep::Field(plain.next()?.name.to_owned()));
        let list = Address { path: list.to_vec(), ..added.address.clone() };
        (editor.address == last).then_some(Insertion { list, at: at + 1 })
    }

    /// Ends the asking once no field is open. What was added goes again, as if it had never been,
    /// where nothing was said of it.
    pub(in crate::app) fn end_asking(&mut self) {
        if self.screens.directory.editor.is_some() {
            return;
        }
        let Some(AddedPlace { address, is_untouched }) = self.screens.directory.added.take() else { return };
        match address.path.split_last() {
            Some((AddressStep::Item(at), list)) => {
                let list = Address { path: list.to_vec(), ..address.clone() };
                self.take_back_empty_item(&address, Insertion { list, at: *at });
            }
            _ if is_untouched && !self.drafts.set_aside.is_last_step() && self.take_back_last_step() => {
                self.message = None;
                self.execute(Command::Back);
            }
            _ => {}
        }
    }
}
