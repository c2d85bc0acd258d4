//! Steps that were made on another state of the dataset, carried out on this one, field by field.
//!
//! Where nothing else has changed a step is what it was. Elsewhere its fields are set one by one, and what does not agree
//! with what stands there now is named ([`Replayed::unfit`]); whether it may then be kept is the caller's to decide. Must
//! not know journals. Enter at [`replayed`]; [`net`] leaves out what was taken back.

use super::diff::{Difference, declared};
use super::merge::merge;
use super::syntax::{Tree, Value};
use super::{Address, Change, Document, Edit, Record, invert};

/// What a step comes to on another dataset.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replayed {
    /// The changes to be made; also those that overwrite what somebody else set meanwhile.
    pub changes: Vec<Change>,
    /// What was neither as the step found it nor as it left it, or can no longer be done.
    pub unfit: Vec<Unfit>,
}

/// A value on which a step and the dataset do not agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfit {
    /// The field or record.
    pub address: Address,
    /// RON text that the step found there; `None` when nothing was there.
    pub before: Option<String>,
    /// RON text that the step left there; `None` when it removed it.
    pub wanted: Option<String>,
    /// RON text that stands there now; `None` when nothing does.
    pub found: Option<String>,
    /// It can be carried out all the same, over what stands there now.
    pub possible: bool,
}

impl Unfit {
    /// False where later steps agree again with what stood there `before` all of them: then nothing is to be decided.
    pub fn matters(&self, before: &Document, after: &Document) -> bool {
        !self.possible || standing(before, &self.address) != standing(after, &self.address)
    }
}

/// Changes made on another state of the dataset as they are to be made on this one: the same where nothing else has
/// changed, else field by field.
pub fn replayed(doc: &Document, changes: &[Change]) -> Replayed {
    if doc.clone().apply(changes).is_ok() {
        return Replayed { changes: changes.to_vec(), unfit: Vec::new() };
    }
    let mut now = doc.clone();
    let mut replayed = Replayed::default();
    for wish in changes.iter().flat_map(|change| wishes(doc, change)) {
        let fits = wish.fits(doc);
        let Some(edit) = &wish.edit else {
            replayed.unfit.extend((!fits).then(|| wish.unfit(doc, false)));
            continue;
        };
        let done = now.plan(edit).ok().filter(|more| now.apply(more).is_ok());
        if !fits || done.is_none() {
            replayed.unfit.push(wish.unfit(doc, done.is_some()));
        }
        replayed.changes.extend(done.into_iter().flatten());
    }
    replayed
}

/// Returns the changes that take a step back where others have changed its records since: what they did stays. `None` where
/// both changed the same, or what the step did is no longer there.
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

/// The id in a piece.
fn id_in(piece: &str) -> Option<String> {
    let record = Record::parse(Record::in_piece(piece)?).ok()?;
    record.root().field("id").and_then(Value::as_str).map(|id| id.into_owned())
}

/// The steps without those that were taken back at once: what was done and undone is nothing.
pub fn net<T>(steps: &[T], changes: impl Fn(&T) -> &[Change]) -> Vec<&T> {
    let mut left: Vec<&T> = Vec::new();
    for step in steps {
        match left.last() {
            Some(last) if invert(changes(last)) == changes(step) => drop(left.pop()),
            _ => left.push(step),
        }
    }
    left
}

/// One thing that a step did.
struct Wish {
    address: Address,
    before: Option<String>,
    after: Option<String>,
    /// How it is done here; nothing when it is done already or cannot be.
    edit: Option<Edit>,
}

impl Wish {
    /// True when here stands what the step found, or already what it left.
    fn fits(&self, doc: &Document) -> bool {
        let found = standing(doc, &self.address);
        found == self.before || found == self.after
    }

    fn unfit(self, doc: &Document, possible: bool) -> Unfit {
        let found = standing(doc, &self.address);
        Unfit { found, address: self.address, before: self.before, wanted: self.after, possible }
    }
}

/// What stands at a place, without `Some(…)`; `None` when nothing does.
pub fn standing(doc: &Document, address: &Address) -> Option<String> {
    let slot = doc.resolve(address)?;
    if address.path.is_empty() {
        return Some(doc.source(slot).to_owned());
    }
    let record = doc.record(slot).ok()?;
    record.value(&address.path).and_then(Value::peel).map(|value| value.text().to_owned())
}

/// A value without `Some(…)`.
pub fn peeled(text: &str) -> &str {
    let span = Tree::parse(text).ok().and_then(|tree| tree.root(text).peel().map(|value| value.span()));
    span.and_then(|span| text.get(span)).unwrap_or(text)
}

/// What a change of a record meant.
fn wishes(doc: &Document, change: &Change) -> Vec<Wish> {
    let Some(table) = change.table.filter(|_| !change.id.is_empty()) else { return Vec::new() };
    let address = Address::record(table, change.id.clone());
    let value = |piece: &Option<String>| piece.as_deref().and_then(Record::in_piece).map(str::to_owned);
    let there = doc.resolve(&address).is_some();
    match (value(&change.before), value(&change.after)) {
        (Some(before), Some(after)) => {
            let wish = |Difference { place, before, after, .. }: Difference| {
                let address = place.address()?.clone();
                let edit = match after.clone() {
                    Some(text) if address.path.is_empty() => Edit::Replace { address: address.clone(), text },
                    Some(value) => Edit::Set { address: address.clone(), value },
                    None => Edit::Clear { address: address.clone() },
                };
                Some(Wish { address, before, after, edit: Some(edit) })
            };
            declared(doc.schema(), &address, (&before, &after)).into_iter().filter_map(wish).collect()
        }
        (before, after) if before.is_some() || after.is_some() => {
            let edit = match &after {
                Some(text) => (!there).then(|| Edit::AddText { table, after: None, text: text.clone() }),
                None => there.then(|| Edit::Remove { address: address.clone() }),
            };
            vec![Wish { address, before, after, edit }]
        }
        _ => Vec::new(),
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
        let told: Vec<_> = unfit.iter().map(|u| (u.wanted.as_deref(), u.found.as_deref())).collect();
        assert_eq!(told, [(Some("\"Neu\""), Some("\"Ihr\""))]);
        assert_eq!(replayed(&document(&A.replace("\"A\"", "\"Neu\"")), &step).unfit, [], "done already");
        assert_eq!(replayed(&document(""), &step).unfit.len(), 1, "the record is gone");
    }

    #[test]
    fn a_step_taken_back_is_nothing() {
        let all = steps(A, &[("regions/a/name", "\"B\""), ("regions/a/seat", "\"T\""), ("regions/a/seat", "\"S\"")]);
        assert_eq!(net(&all, |step| step).len(), 1);
    }
}
