//! Rebases steps made on another state of the dataset onto this one, field by field.
//!
//! Where nothing else has changed, a step stays as it was. Otherwise its fields are set one by one,
//! and every value that differs from the current one is reported ([`Replayed::unfit`]). The caller
//! decides whether to keep it. Independent of journals. Entry points: [`replayed`], and
//! [`squash_undone`], which drops steps that were undone.

use std::collections::HashSet;

use super::diff::declared;
use super::merge::merge;
use super::{Address, Change, Document, Edit, FieldChange, Record, RecordPlace, invert};
use crate::schema::{Schema, Table};
use crate::syntax::lexer::Scanner;
use crate::syntax::{SyntaxValue, Tree};

/// A step rebased onto another dataset.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replayed {
    /// The changes to apply, including those that overwrite what others changed meanwhile.
    pub changes: Vec<Change>,
    /// Values that are neither as the step found them nor as it left them, and edits that are no
    /// longer possible.
    pub unfit: Vec<RebaseConflict>,
}

/// A value on which a step and the dataset disagree.
#[derive(Debug, Clone, PartialEq)]
pub struct RebaseConflict {
    /// What the step did.
    pub change: FieldChange,
    /// Current RON text; `None` when absent.
    pub found: Option<String>,
    /// True when the step can overwrite the current value.
    pub possible: bool,
}

impl RebaseConflict {
    /// Returns false when later steps restored the value from `before` all steps; there is then
    /// nothing to decide.
    pub fn matters(&self, before: &Document, after: &Document) -> bool {
        !self.possible || current_value(before, &self.change.address) != current_value(after, &self.change.address)
    }
}

/// Rebases changes made on another state of the dataset. They stay as they are where nothing else
/// has changed; otherwise they are rebased field by field.
pub fn replayed(doc: &Document, changes: &[Change]) -> Replayed {
    if doc.clone().apply(changes).is_ok() {
        return Replayed { changes: changes.to_vec(), unfit: Vec::new() };
    }
    let mut now = doc.clone();
    let mut replayed = Replayed::default();
    for wish in changes.iter().flat_map(|change| wishes(doc, change)) {
        let fits = wish.fits(doc);
        if !wish.is_open {
            replayed.unfit.extend((!fits).then(|| wish.unfit(doc, false)));
            continue;
        }
        let done = now.edit(&wish.change.edit());
        if !fits || done.is_err() {
            replayed.unfit.push(wish.unfit(doc, done.is_ok()));
        }
        replayed.changes.extend(done.into_iter().flatten());
    }
    replayed
}

/// Returns the changes that undo a step without undoing what others changed in its records since.
/// Returns `None` where both changed the same value, or the result of the step is gone.
pub fn taken_back(doc: &Document, step: &[Change]) -> Option<Vec<Change>> {
    let mut base = doc.clone();
    for change in step {
        let (Some(table), Some(after)) = (change.table, &change.after) else { continue };
        let slot = base.find(table, &id_in(after)?)?;
        let before = Some(base.piece(slot).to_owned());
        let (id, position) = (base.id(slot).to_owned(), base.position(slot)?);
        base.apply(&[Change { table: Some(table), id, position, before, after: Some(after.clone()) }]).ok()?;
    }
    let mut goal = base.clone();
    goal.apply(&invert(step)).ok()?;
    let merged = merge(&base, doc, &goal);
    merged.changes.filter(|changes| merged.conflicts.is_empty() && !changes.is_empty())
}

/// Returns the id in a piece.
pub fn id_in(piece: &str) -> Option<String> {
    let record = Record::parse(Record::in_piece(piece)?).ok()?;
    record.root().field("id").and_then(SyntaxValue::as_str).map(|id| id.into_owned())
}

/// Returns the steps without those that were undone right after.
pub fn squash_undone<T>(steps: &[T], changes: impl Fn(&T) -> &[Change]) -> Vec<&T> {
    let mut left: Vec<&T> = Vec::new();
    for step in steps {
        match left.last() {
            Some(last) if invert(changes(last)) == changes(step) => drop(left.pop()),
            _ => left.push(step),
        }
    }
    left
}

/// One intention of a step.
struct Intent {
    change: FieldChange,
    /// False when it is carried out here already, or impossible.
    is_open: bool,
}

impl Intent {
    /// Returns true when the current value is the one that the step found, or the one that it left.
    fn fits(&self, doc: &Document) -> bool {
        let found = current_value(doc, &self.change.address);
        found == self.change.before || found == self.change.after
    }

    fn unfit(self, doc: &Document, possible: bool) -> RebaseConflict {
        let found = current_value(doc, &self.change.address);
        RebaseConflict { found, change: self.change, possible }
    }
}

/// Returns the current value at an address, without `Some(…)`; `None` when absent.
pub fn current_value(doc: &Document, address: &Address) -> Option<String> {
    let slot = doc.resolve(address)?;
    if address.path.is_empty() {
        return Some(doc.source(slot).to_owned());
    }
    let record = doc.record(slot).ok()?;
    record.value(&address.path).and_then(SyntaxValue::unwrap_option).map(|value| value.text().to_owned())
}

/// Returns a value without `Some(…)`.
pub fn peeled(text: &str) -> &str {
    let span = Tree::parse(text).ok().and_then(|tree| tree.root(text).unwrap_option().map(|value| value.span()));
    span.and_then(|span| text.get(span)).unwrap_or(text)
}

/// Returns the intentions of a change, record by record.
fn wishes(doc: &Document, change: &Change) -> Vec<Intent> {
    let intent = |change: FieldChange| {
        let is_open = match (change.address.path.is_empty(), &change.before, &change.after) {
            (true, Some(_), None) => doc.resolve(&change.address).is_some(),
            (true, None, Some(_)) => doc.resolve(&change.address).is_none(),
            _ => true,
        };
        Intent { change, is_open }
    };
    let mut made = field_changes(doc.schema(), change);
    // Where the record has its new id already, what else was changed in it is there too.
    if let Some(renamed) = made.iter().find_map(|change| renamed_already(doc, change)) {
        made.retain(|change| change.renaming().is_none());
        made.iter_mut().for_each(|change| change.address.id.clone_from(&renamed.id));
    }
    made.into_iter().map(intent).collect()
}

/// Returns the record to which a change gives another id, where a dataset has it by that one.
fn renamed_already(doc: &Document, change: &FieldChange) -> Option<Address> {
    let (_, to) = change.renaming()?;
    let Address { table, id, .. } = &change.address;
    let renamed = Address::record(*table, ron::from_str::<String>(to).ok()?);
    let is_there = doc.resolve(&Address::record(*table, id.clone())).is_none() && doc.resolve(&renamed).is_some();
    is_there.then_some(renamed)
}

/// Returns what a change does, field by field as declared; of a record that comes or goes, the
/// record.
pub fn field_changes(schema: &'static Schema, change: &Change) -> Vec<FieldChange> {
    let (before, after) = changed_records(schema, change);
    if let ([before], [after], Some(_)) = (&before[..], &after[..], change.table) {
        return declared(schema, &before.address, &before.text, &after.text);
    }
    let removed = before.into_iter().map(|record| (record.address, Some(record.text), None));
    let added = after.into_iter().map(|record| (record.address, None, Some(record.text)));
    removed.chain(added).map(|(address, before, after)| FieldChange { address, before, after }).collect()
}

/// Returns the dataset with the records that changes are about as they were before these; `None`
/// when they cannot be put there. Comments above the records are as they are now.
pub fn with_records_before(doc: &Document, changes: &[Change]) -> Option<Document> {
    let mut base = doc.clone();
    let mut known = HashSet::new();
    for change in changes {
        let (before, after) = changed_records(doc.schema(), change);
        for record in before {
            if !known.insert(record.address.clone()) {
                continue;
            }
            match base.resolve(&record.address) {
                Some(slot) if base.source(slot) == record.text => {}
                Some(_) => {
                    base.edit(&Edit::Replace { address: record.address, text: record.text }).ok()?;
                }
                None => {
                    let (table, text) = (record.address.table, record.text);
                    base.edit(&Edit::AddText { table, place: RecordPlace::End, text }).ok()?;
                }
            }
        }
        let created = change.after.as_deref().and_then(id_in).zip(change.table);
        let created = created.map(|(id, table)| Address::record(table, id));
        for address in after.into_iter().map(|record| record.address).chain(created) {
            if known.insert(address.clone()) && base.resolve(&address).is_some() {
                base.edit(&Edit::Remove { address }).ok()?;
            }
        }
    }
    Some(base)
}

/// A record as a change removes or adds it.
#[derive(Debug)]
struct ChangedRecord {
    /// Its address at that time. When a change alters the id, both sides have the former one.
    address: Address,
    text: String,
}

/// Returns the records that a change removes and those it adds: the record of a piece, or all
/// records of a section. Text around records yields none.
fn changed_records(schema: &'static Schema, change: &Change) -> (Vec<ChangedRecord>, Vec<ChangedRecord>) {
    let one = |table: Table, piece: &Option<String>| {
        let text = piece.as_deref().and_then(|piece| record_text(schema, table, piece));
        let record = text
            .map(|text| ChangedRecord { address: Address::record(table, change.id.clone()), text: text.to_owned() });
        record.into_iter().collect()
    };
    match (change.table, &change.before, &change.after) {
        (Some(table), ..) if change.id.is_empty() && !schema.table(table).single => Default::default(),
        (Some(table), before, after) => (one(table, before), one(table, after)),
        // Concerns only the text after the section.
        (None, Some(_), Some(_)) => Default::default(),
        (None, before, after) => (in_section(schema, before), in_section(schema, after)),
    }
}

/// Returns the text of the record in a piece; the piece of a single record is a whole field.
fn record_text<'p>(schema: &'static Schema, table: Table, piece: &'p str) -> Option<&'p str> {
    let table = schema.table(table);
    if !table.single {
        return Record::in_piece(piece);
    }
    let mut scan = Scanner::new(piece, 0);
    scan.skip_trivia().ok()?;
    scan.ident().filter(|name| piece[name.clone()] == *table.name)?;
    scan.skip_trivia().ok()?;
    scan.eat(b':').then(|| Record::in_piece(&piece[scan.at..])).flatten()
}

/// Returns the records of a section that was added or removed as a whole.
fn in_section(schema: &'static Schema, section: &Option<String>) -> Vec<ChangedRecord> {
    let text = section.as_deref().map(|section| format!("#![enable(implicit_some)]\n({section}\n)"));
    let Some(doc) = text.and_then(|text| Document::parse(schema, text).ok()) else { return Vec::new() };
    let slots = schema.all().flat_map(|table| doc.slots(table));
    slots.map(|slot| ChangedRecord { address: doc.address(slot), text: doc.source(slot).to_owned() }).collect()
}

/// Rebuilds what changes tell about a dataset whose file is gone: puts the records that they found
/// into an empty dataset, as they were before the first of these changes. Comments above the
/// records are included.
pub fn remnant<'c>(empty: &Document, changes: impl Iterator<Item = &'c Change>) -> Document {
    let mut doc = empty.clone();
    let mut known = HashSet::new();
    for change in changes {
        let (before, after) = changed_records(doc.schema(), change);
        for record in &before {
            if known.insert(record.address.clone()) {
                put(&mut doc, record, change);
            }
        }
        // Records that a change created or renamed have no earlier state.
        for record in after {
            if let (Some(table), Some(id)) = (change.table, change.after.as_deref().and_then(id_in)) {
                known.insert(Address::record(table, id));
            }
            known.insert(record.address);
        }
    }
    doc
}

/// Adds a record to a dataset: the whole piece where it fits, otherwise the record alone. A record
/// that does not fit is left out; its changes are then reported as conflicts.
fn put(doc: &mut Document, record: &ChangedRecord, change: &Change) {
    let table = record.address.table;
    let (name, single) = (doc.schema().table(table).name, doc.schema().table(table).single);
    let section = |text: String| Change {
        table: None,
        id: name.to_owned(),
        position: usize::MAX,
        before: None,
        after: Some(text),
    };
    let piece = change.before.as_deref().filter(|_| change.table.is_some());
    let piece = piece.map(|piece| piece.trim_start_matches(['\r', '\n']).to_owned());
    let as_it_was = piece.map(|piece| match (single, doc.has_section(table)) {
        (true, _) => section(piece),
        (false, false) => section(format!("    {name}: [\n{}\n    ],\n", piece.trim_end())),
        (false, true) => {
            let (table, id, after) = (Some(table), record.address.id.clone(), Some(piece));
            Change { table, id, position: usize::MAX, before: None, after }
        }
    });
    if as_it_was.is_none_or(|change| doc.apply(&[change]).is_err()) {
        let _ = doc.edit(&Edit::AddText { table, place: RecordPlace::End, text: record.text.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    fn document(regions: &str) -> Document {
        let text = format!("#![enable(implicit_some)]\nDirectory(\n    regions: [\n{regions}    ],\n)\n");
        Document::parse(&SCHEMA, text).unwrap()
    }

    fn steps(regions: &str, edits: &[(&str, &str)]) -> Vec<Vec<Change>> {
        let mut doc = document(regions);
        let edit = |(address, value): &(&str, &str)| Edit::Set {
            address: Address::parse(&SCHEMA, address).unwrap(),
            value: (*value).to_owned(),
        };
        edits.iter().map(|e| doc.edit(&edit(e)).unwrap()).collect()
    }

    const A: &str = "        (id: \"a\", name: \"A\", seat: \"S\"),\n";

    #[test]
    fn another_field_changed_meanwhile_stays() {
        let step = steps(A, &[("regions/a/name", "\"Neu\"")]).remove(0);
        let mut doc = document("        (id: \"a\", name: \"A\", seat: \"T\"),\n");
        let replayed = replayed(&doc, &step);
        assert_eq!(replayed.unfit, []);
        doc.apply(&replayed.changes).unwrap();
        assert!(doc.text().contains("(id: \"a\", name: \"Neu\", seat: \"T\")"), "{}", doc.text());
    }

    #[test]
    fn the_same_field_changed_meanwhile_is_named() {
        let step = steps(A, &[("regions/a/name", "\"Neu\"")]).remove(0);
        let unfit = replayed(&document(&A.replace("\"A\"", "\"Ihr\"")), &step).unfit;
        let told: Vec<_> = unfit.iter().map(|u| (u.change.after.as_deref(), u.found.as_deref())).collect();
        assert_eq!(told, [(Some("\"Neu\""), Some("\"Ihr\""))]);
        assert_eq!(replayed(&document(&A.replace("\"A\"", "\"Neu\"")), &step).unfit, [], "done already");
        assert_eq!(replayed(&document(""), &step).unfit.len(), 1, "the record is gone");
    }

    #[test]
    fn a_step_taken_back_is_nothing() {
        let all = steps(A, &[("regions/a/name", "\"B\""), ("regions/a/seat", "\"T\""), ("regions/a/seat", "\"S\"")]);
        assert_eq!(squash_undone(&all, |step| step).len(), 1);
    }

    #[test]
    fn the_first_record_of_a_table_joins_those_that_others_added() {
        let meetings = |list: &str| {
            let text = format!("#![enable(implicit_some)]\nDirectory(\n    regions: [\n{A}    ],\n{list})\n");
            Document::parse(&SCHEMA, text).unwrap()
        };
        let table = SCHEMA.find("meetings").unwrap();
        let add =
            |id: &str| Edit::AddText { table, place: RecordPlace::End, text: format!("(id: \"{id}\", body: \"b\")") };
        let step = meetings("").edit(&add("mine")).unwrap();
        let mut doc = meetings("");
        doc.edit(&add("theirs")).unwrap();
        let replayed = replayed(&doc, &step);
        assert_eq!(replayed.unfit, []);
        doc.apply(&replayed.changes).unwrap();
        assert!(doc.text().contains("\"mine\"") && doc.text().contains("\"theirs\""), "{}", doc.text());
    }

    #[test]
    fn the_one_record_without_an_id_is_replayed_like_the_others() {
        let district = |text: &str| {
            let text = format!("#![enable(implicit_some)]\nDirectory(\n    district: District({text}),\n)\n");
            Document::parse(&SCHEMA, text).unwrap()
        };
        let set = |address: &str| Edit::Set {
            address: Address::parse(&SCHEMA, address).unwrap(),
            value: "\"Neu\"".to_owned(),
        };
        let step = district("name: \"A\", state: \"NRW\"").edit(&set("district/name")).unwrap();
        let mut doc = district("name: \"A\", state: \"Land\"");
        let replayed = replayed(&doc, &step);
        assert_eq!(replayed.unfit, []);
        doc.apply(&replayed.changes).unwrap();
        assert!(doc.text().contains("name: \"Neu\", state: \"Land\""), "{}", doc.text());
    }

    #[test]
    fn what_is_known_of_a_dataset_that_is_gone_are_the_records_before_their_first_change() {
        let comment = "        // Der Sitz.\n";
        let mut doc = document(&format!("{comment}{A}{}", A.replace("\"a\"", "\"b\"")));
        let set = |address: &str, value: &str| Edit::Set {
            address: Address::parse(&SCHEMA, address).unwrap(),
            value: value.to_owned(),
        };
        let table = SCHEMA.find("regions").unwrap();
        let added =
            Edit::AddText { table, place: RecordPlace::End, text: "(id: \"c\", name: \"C\", kind: Kreis)".to_owned() };
        let edits = [set("regions/a/name", "\"B\""), set("regions/a/seat", "\"T\""), added];
        let changes: Vec<Change> = edits.iter().flat_map(|edit| doc.edit(edit).unwrap()).collect();
        let empty = Document::parse(&SCHEMA, "#![enable(implicit_some)]\nDirectory(\n)\n").unwrap();
        let mut left = remnant(&empty, changes.iter());
        assert_eq!(left.text(), document(&format!("{comment}{A}")).text());
        let replayed = replayed(&left, &changes);
        assert_eq!(replayed.unfit, []);
        left.apply(&replayed.changes).unwrap();
        assert_eq!(left.text(), doc.text().replace(&A.replace("\"a\"", "\"b\""), ""));
    }
}
