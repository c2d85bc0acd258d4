//! Plans a change of many records on a copy of the dataset.
//!
//! The order is: identifiers, values, removals, additions. An identifier that is given up by
//! another entry is taken in two steps. Then the records that were touched are judged as a whole.
//! Entry point: [`Planner::plan`].

use std::collections::{HashMap, HashSet};

use super::{BatchAction, BatchChange, BatchEntry, BatchPlan, BatchRefusal, BatchRow, RefusedEntry};
use crate::check::{new_errors, statement_error};
use crate::document::diff::changed_values;
use crate::document::{
    Address, AddressStep, Document, Edit, EditError, FieldChange, Path, RecordPlace, Slot, Transaction, split_followers,
};
use crate::model::date::Date;
use crate::model::input::is_same_value;
use crate::model::provenance::{clearing, confirmation, known_source};
use crate::query::DatasetView;
use crate::query::removal::Removal;
use crate::schema::FieldKind;
use crate::syntax::{SyntaxValue, Tree};

pub(super) struct Planner<'a> {
    change: &'a BatchChange,
    data: DatasetView<'a>,
    today: Date,
    transaction: Transaction,
    /// The record of each entry; `None` for one that is added, or refused.
    slots: Vec<Option<Slot>>,
    /// The entries of each record.
    by_slot: HashMap<Slot, Vec<usize>>,
    refused: HashMap<usize, BatchRefusal>,
}

/// An identifier that is taken once it is free.
struct LateRename {
    entry: usize,
    slot: Slot,
    to: String,
}

impl<'a> Planner<'a> {
    pub(super) fn plan(change: &'a BatchChange, data: DatasetView<'a>, today: Date) -> BatchPlan {
        let transaction = Transaction::begin(data.document);
        let (slots, by_slot) = (vec![None; change.entries.len()], HashMap::new());
        let mut planner = Planner { change, data, today, transaction, slots, by_slot, refused: HashMap::new() };
        planner.find_records();
        planner.refuse_contradictions();
        let late = planner.rename();
        planner.edit_values();
        planner.remove();
        for LateRename { entry, slot, to } in late {
            let edit = planner.rename_edit(slot, &to);
            planner.edit(entry, &[edit]);
        }
        planner.add();
        planner.judge();
        planner.end()
    }

    fn document(&self) -> &Document {
        self.transaction.document()
    }

    fn entries(&self) -> impl Iterator<Item = (usize, &'a BatchEntry)> + use<'a> {
        self.change.entries.iter().enumerate()
    }

    fn refuse(&mut self, entry: usize, reason: BatchRefusal) {
        self.refused.entry(entry).or_insert(reason);
    }

    /// Carries out the edits of an entry, or notes why that is impossible.
    fn edit(&mut self, entry: usize, edits: &[Edit]) {
        if let Err(error) = self.transaction.edit(edits) {
            self.refuse(entry, BatchRefusal::Edit(error.reason));
        }
    }

    /// Finds the record of each entry.
    fn find_records(&mut self) {
        let document = self.data.document;
        for (number, entry) in self.entries() {
            match &entry.action {
                BatchAction::Refuse(reason) => self.refuse(number, reason.clone()),
                BatchAction::AddText(_) | BatchAction::AddFields(_) => continue,
                _ => {}
            }
            let Some(slot) = document.resolve(&entry.address) else {
                let whole = Address::record(entry.address.table, entry.address.id.clone());
                let missing = EditError::NotFound(whole.display(document.schema()).to_string());
                self.refuse(number, BatchRefusal::Edit(missing));
                continue;
            };
            if !entry.address.id.is_empty() && document.namesakes(slot.table, &entry.address.id).nth(1).is_some() {
                self.refuse(number, BatchRefusal::Ambiguous);
            }
            self.slots[number] = Some(slot);
            self.by_slot.entry(slot).or_default().push(number);
        }
    }

    /// Refuses entries that want different things of one place.
    fn refuse_contradictions(&mut self) {
        let mut wanted: HashMap<&Address, &BatchAction> = HashMap::new();
        let mut against: Vec<usize> = Vec::new();
        for (number, entry) in self.entries() {
            let is_value = matches!(entry.action, BatchAction::Set(_) | BatchAction::Clear);
            let is_other = |first: &&BatchAction| **first != entry.action;
            if is_value && wanted.get(&entry.address).is_some_and(is_other) {
                against.push(number);
            } else if is_value {
                wanted.insert(&entry.address, &entry.action);
            }
        }
        let is_removal = |number: &usize| self.change.entries[*number].action == BatchAction::Remove;
        for numbers in self.by_slot.values().filter(|numbers| numbers.iter().any(is_removal)) {
            against.extend(numbers.iter().filter(|number| !is_removal(number)));
        }
        against.into_iter().for_each(|number| self.refuse(number, BatchRefusal::Contradicts));
    }

    /// Gives records other identifiers. Returns those that must wait until another record has given
    /// theirs up.
    fn rename(&mut self) -> Vec<LateRename> {
        let document = self.data.document;
        let mut wishes = Vec::new();
        let mut given_up: HashSet<Slot> = HashSet::new();
        for (number, entry) in self.entries() {
            let Some(slot) = self.slots[number].filter(|_| !self.refused.contains_key(&number)) else { continue };
            match &entry.action {
                BatchAction::Set(ron) if entry.address.is_id() => {
                    given_up.insert(slot);
                    let to = Tree::parse(ron).ok().and_then(|tree| Some(tree.root(ron).as_str()?.into_owned()));
                    wishes.push(LateRename { entry: number, slot, to: to.unwrap_or_default() });
                }
                BatchAction::Remove => drop(given_up.insert(slot)),
                _ => {}
            }
        }
        let waits = |wish: &LateRename| {
            let other = document.find(wish.slot.table, &wish.to).filter(|other| *other != wish.slot);
            other.is_some_and(|other| given_up.contains(&other))
        };
        let (late, now): (Vec<LateRename>, Vec<LateRename>) = wishes.into_iter().partition(waits);
        for wish in &late {
            // No identifier has a blank, so that nothing refers to this one.
            let edit = self.rename_edit(wish.slot, &format!("{} {}", wish.to, wish.entry));
            self.edit(wish.entry, &[edit]);
        }
        for wish in now {
            let edit = self.rename_edit(wish.slot, &wish.to);
            self.edit(wish.entry, &[edit]);
        }
        late
    }

    fn rename_edit(&self, slot: Slot, to: &str) -> Edit {
        let document = self.document();
        let referrers = self.data.index.referrers(slot).iter().filter(|slot| document.is_live(**slot));
        let referrers = referrers.map(|slot| document.address(*slot)).collect();
        Edit::Rename { address: document.address(slot), to: to.to_owned(), referrers }
    }

    fn edit_values(&mut self) {
        let mut confirmed = HashSet::new();
        for (number, entry) in self.entries() {
            let Some(slot) = self.slots[number].filter(|_| !self.refused.contains_key(&number)) else { continue };
            // Its record may have another identifier by now.
            let address = Address { path: entry.address.path.clone(), ..self.document().address(slot) };
            match self.edits_of(entry, address, &mut confirmed) {
                Ok(edits) if edits.is_empty() => {}
                Ok(edits) => self.edit(number, &edits),
                Err(reason) => self.refuse(number, reason),
            }
        }
    }

    fn edits_of(
        &self,
        entry: &BatchEntry,
        address: Address,
        confirmed: &mut HashSet<Address>,
    ) -> Result<Vec<Edit>, BatchRefusal> {
        let document = self.document();
        let schema = document.schema();
        let kind = address.kind(schema);
        let is_list = matches!(kind, Some(FieldKind::List(_)));
        Ok(match &entry.action {
            BatchAction::Set(_) if address.is_id() => Vec::new(),
            BatchAction::Set(_) | BatchAction::Clear if kind.is_none() || address.path.is_empty() => {
                return Err(BatchRefusal::NoField);
            }
            BatchAction::AddItem(_) | BatchAction::RemoveItem(_) if !is_list => return Err(BatchRefusal::NoField),
            BatchAction::Set(value) => {
                let is_same = with_value(document, &address, |old| is_same_value(kind, old, value));
                if is_same { Vec::new() } else { vec![Edit::Set { address, value: value.clone() }] }
            }
            BatchAction::Clear if address.field(schema).is_none_or(|field| field.required) => {
                return Err(BatchRefusal::Required);
            }
            BatchAction::Clear => clearing(document, &address),
            BatchAction::AddItem(value) => {
                let items = items(document, &address);
                let has_it = items.iter().any(|item| is_same_item(kind, item, value));
                let edit = Edit::InsertItem { list: address, at: items.len(), value: value.clone() };
                if has_it { Vec::new() } else { vec![edit] }
            }
            BatchAction::RemoveItem(value) => {
                let items = items(document, &address);
                let gone = (0..items.len()).rev().filter(|at| is_same_item(kind, &items[*at], value));
                gone.map(|at| Edit::RemoveItem { list: address.clone(), at }).collect()
            }
            BatchAction::Confirm(check) => {
                let DatasetView { document: before, index, .. } = self.data;
                if let Some(error) = statement_error(before, index, self.today, &entry.address) {
                    return Err(BatchRefusal::Rule(Box::new(error)));
                }
                let source = known_source(document, &address).ok_or(BatchRefusal::NoSource)?;
                let edits = confirmation(&source, *check);
                // Several statements may have one source.
                if confirmed.insert(source) { edits } else { Vec::new() }
            }
            BatchAction::AddText(_) | BatchAction::AddFields(_) | BatchAction::Remove | BatchAction::Refuse(_) => {
                Vec::new()
            }
        })
    }

    /// Removes records, with what refers to them.
    fn remove(&mut self) {
        let removed = self.entries().filter(|(_, entry)| entry.action == BatchAction::Remove);
        let mut removed: Vec<(Slot, usize)> = removed
            .filter(|(number, _)| !self.refused.contains_key(number))
            .filter_map(|(number, _)| Some((self.slots[number]?, number)))
            .collect();
        let Some((_, first)) = removed.first().copied() else { return };
        removed.sort_by_key(|(slot, _)| std::cmp::Reverse((slot.table, self.document().position(*slot))));
        let slots: Vec<Slot> = removed.into_iter().map(|(slot, _)| slot).collect();
        let document = self.document();
        let removal = Removal::of_all(DatasetView { document, ..self.data }, &slots);
        let edits = removal.edits(document);
        self.edit(first, &edits);
    }

    fn add(&mut self) {
        for (number, entry) in self.entries() {
            let table = entry.address.table;
            let edit = match &entry.action {
                BatchAction::AddText(text) => Edit::AddText { table, place: RecordPlace::End, text: text.clone() },
                BatchAction::AddFields(fields) => Edit::Add { table, after: None, fields: fields.clone() },
                _ => continue,
            };
            self.edit(number, &[edit]);
            if !self.refused.contains_key(&number)
                && let Some(slot) = self.document().resolve(&entry.address)
            {
                self.slots[number] = Some(slot);
                self.by_slot.entry(slot).or_default().push(number);
            }
        }
    }

    /// Refuses the entries by which a record breaks a rule that it did not break before; references
    /// among these.
    fn judge(&mut self) {
        let touched: Vec<Slot> = self.transaction.touched().collect();
        let errors = new_errors(self.data.document, self.document(), self.data.index, self.today, &touched);
        for finding in errors {
            let Some(slot) = finding.slot else { continue };
            let path = finding.address.as_ref().map_or(&[][..], |address| &address.path);
            let entry = self.entry_of(slot, path).or_else(|| self.first_cause());
            if let Some(entry) = entry {
                self.refuse(entry, BatchRefusal::Rule(Box::new(finding)));
            }
        }
    }

    /// Returns the entry by which a place of a record changes, else another one of the record.
    fn entry_of(&self, slot: Slot, path: &[AddressStep]) -> Option<usize> {
        let own = self.by_slot.get(&slot)?;
        let meets = |number: &&usize| {
            let own: &Path = &self.change.entries[**number].address.path;
            own.starts_with(path) || path.starts_with(own)
        };
        own.iter().find(meets).or(own.first()).copied()
    }

    /// Returns the first entry by which other records change, too.
    fn first_cause(&self) -> Option<usize> {
        let is_cause = |entry: &BatchEntry| entry.action == BatchAction::Remove || entry.address.is_id();
        let found = self.change.entries.iter().position(is_cause);
        found.or((!self.change.entries.is_empty()).then_some(0))
    }

    fn end(self) -> BatchPlan {
        let (document, before) = (self.document(), self.data.document);
        let text =
            |document: &'_ Document, slot: Slot| document.is_live(slot).then(|| document.source(slot).to_owned());
        let mut rows: Vec<BatchRow> = Vec::new();
        let mut touched = Vec::new();
        for slot in self.transaction.touched() {
            let (old, new) = (text(before, slot), text(document, slot));
            let has_refused =
                || self.by_slot.get(&slot).is_some_and(|own| own.iter().any(|entry| self.refused.contains_key(entry)));
            if old == new || has_refused() {
                continue;
            }
            touched.push(slot);
            let address = if old.is_some() { before.address(slot) } else { document.address(slot) };
            let values = changed_values(document.schema(), &address, old.as_deref(), new.as_deref());
            let values = values.into_iter().flat_map(|change| single_values(document, change)).collect::<Vec<_>>();
            let row = |change: FieldChange| BatchRow { slot, entry: self.entry_of(slot, &change.address.path), change };
            rows.extend(values.into_iter().map(row));
        }
        let (rows, followers) = split_followers(rows, |row| &row.change);
        let rows = rows.into_iter().chain(followers.into_iter().map(|row| BatchRow { entry: None, ..row }));
        let mut refused: Vec<RefusedEntry> =
            self.refused.into_iter().map(|(entry, reason)| RefusedEntry { entry, reason }).collect();
        refused.sort_by_key(|refused| refused.entry);
        let rows = rows.collect();
        let (changes, document) = self.transaction.end();
        BatchPlan { rows, refused, document, changes, touched }
    }
}

/// Returns the values one by one where a record within another comes or goes.
fn single_values(document: &Document, change: FieldChange) -> Vec<FieldChange> {
    let FieldChange { address, before, after } = &change;
    let kind = address.kind(document.schema()).filter(|_| !address.path.is_empty());
    let (Some(FieldKind::Record(record)), Some(text)) = (kind, before.as_deref().xor(after.as_deref())) else {
        return vec![change];
    };
    let Ok(tree) = Tree::parse(text) else { return vec![change] };
    let Some(value) = tree.root(text).unwrap_option() else { return vec![change] };
    let fields = record.fields.iter().filter_map(|field| {
        let text = value.field(field.name)?.unwrap_option()?.text().to_owned();
        let address = address.join(AddressStep::Field(field.name.to_owned()));
        let [before, after] = if after.is_some() { [None, Some(text)] } else { [Some(text), None] };
        Some(FieldChange { address, before, after })
    });
    let fields: Vec<FieldChange> = fields.flat_map(|change| single_values(document, change)).collect();
    if fields.is_empty() { vec![change] } else { fields }
}

/// Asks something about the value at an address.
fn with_value(document: &Document, address: &Address, ask: impl FnOnce(Option<SyntaxValue<'_>>) -> bool) -> bool {
    let record = document.resolve(address).and_then(|slot| document.record(slot).ok());
    ask(record.as_ref().and_then(|record| record.value(&address.path)))
}

/// Returns the RON texts of the items of a list.
fn items(document: &Document, list: &Address) -> Vec<String> {
    let record = document.resolve(list).and_then(|slot| document.record(slot).ok());
    let value = record.as_ref().and_then(|record| record.value(&list.path)).and_then(SyntaxValue::unwrap_option);
    value.map_or(Vec::new(), |value| value.items().map(|item| item.text().to_owned()).collect())
}

/// Returns true when two texts mean the same item of a list.
fn is_same_item(list: Option<FieldKind>, item: &str, other: &str) -> bool {
    let kind = match list {
        Some(FieldKind::List(kind)) => Some(*kind),
        _ => None,
    };
    Tree::parse(item).is_ok_and(|tree| is_same_value(kind, Some(tree.root(item)), other))
}
