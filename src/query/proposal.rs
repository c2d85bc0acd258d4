//! What a proposal asks for: its changes one by one as a person made them, what has become of the
//! places since, and the dataset with some of them.
//!
//! The numbers of the changes depend on the proposal alone, so that they mean the same to everybody
//! at any time. Must not know who proposed it, nor files. Entry points: [`proposed_changes`],
//! [`with_changes`].

use crate::document::merge::{Merged, merge};
use crate::document::rebase::{current_value, field_changes, id_in, with_records_before};
use crate::document::{Address, Change, Document, Edit, FieldChange, Slot, split_followers};
use crate::index::Index;
use crate::query::made_changes::{MadeChange, made_changes};
use crate::schema::Schema;

/// A change that a proposal asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedChange {
    /// Its number in the proposal, from 1.
    pub number: usize,
    /// The value, or the record that comes or goes.
    pub main: FieldChange,
    /// What changes with it: its source, and references to a record that is renamed.
    pub with: Vec<FieldChange>,
}

/// How a proposed change stands to the dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposedStanding {
    /// The place is as it was when the change was proposed.
    Fits,
    /// The dataset has what is proposed.
    IsThere,
    /// The place says something else by now.
    IsOther,
    /// The record is gone.
    IsGone,
}

impl ProposedChange {
    /// Returns how it stands to a dataset.
    pub fn standing(&self, doc: &Document) -> ProposedStanding {
        let address = &self.main.address;
        let now = current_value(doc, address);
        match () {
            () if now == self.main.after => ProposedStanding::IsThere,
            () if self.renamed().is_some_and(|to| doc.resolve(&to).is_some()) => ProposedStanding::IsThere,
            () if now == self.main.before => ProposedStanding::Fits,
            () if !address.path.is_empty() && doc.resolve(address).is_none() => ProposedStanding::IsGone,
            () => ProposedStanding::IsOther,
        }
    }

    /// Returns the record after this change, where it gives the record another id.
    fn renamed(&self) -> Option<Address> {
        let (_, to) = self.main.renaming()?;
        Some(Address::record(self.main.address.table, ron::from_str::<String>(to).ok()?))
    }

    /// Returns all that it changes.
    pub fn all(&self) -> impl Iterator<Item = &FieldChange> {
        std::iter::once(&self.main).chain(&self.with)
    }
}

/// Returns the changes that a proposal asks for, in the order of the records.
pub fn proposed_changes(schema: &'static Schema, changes: &[Change]) -> Vec<ProposedChange> {
    let all: Vec<FieldChange> = changes.iter().flat_map(|change| field_changes(schema, change)).collect();
    let (all, followers) = split_followers(all, |change| change);
    let places: Vec<&Address> = all.iter().map(|change| &change.address).collect();
    let made = made_changes(schema, &places);
    let proposed = |(index, made): (usize, &MadeChange)| {
        let main = all[made.main].clone();
        let following = followers.iter().filter(|change| change.follows(&main)).cloned();
        let with = made.with.iter().map(|number| all[*number].clone()).chain(following).collect();
        ProposedChange { number: index + 1, main, with }
    };
    made.iter().enumerate().map(proposed).collect()
}

/// Returns the dataset with these changes of a proposal, whose `changes` of records tell what they
/// build on, as the three-way merge of others' changes has it: what was changed since and does not
/// touch them stays, and where both changed one value there is a conflict. `None` when they can no
/// longer be made at all.
pub fn with_changes(doc: &Document, changes: &[Change], chosen: &[&ProposedChange]) -> Option<Merged> {
    let base = with_records_before(doc, changes)?;
    let mut goal = base.clone();
    let parts = chosen.iter().flat_map(|change| change.all());
    let (renamed, others): (Vec<&FieldChange>, Vec<&FieldChange>) = parts.partition(|part| part.renaming().is_some());
    let edits: Vec<Edit> = others.into_iter().map(FieldChange::edit).collect();
    goal.edit_all(&edits).ok()?;
    // A record is found by its former id until it has got another; references made since follow.
    for change in renamed {
        let address = Address::record(change.address.table, change.address.id.clone());
        let to = ron::from_str(change.renaming()?.1).ok()?;
        let referrers = Index::build(&goal).referring(&goal, address.table, &address.id);
        goal.edit(&Edit::Rename { address, to, referrers }).ok()?;
    }
    Some(merge(&base, doc, &goal))
}

/// Returns the change of a record from one text to another (`None`: absent), as a proposal has it;
/// `slot` is its place. What stands around the record is not part of it. `None` where its values do
/// not differ.
pub fn record_change(doc: &Document, slot: Slot, before: Option<&str>, after: Option<&str>) -> Option<Change> {
    let (schema, of_record) = (doc.schema(), before.or(after)?);
    let table = schema.table(slot.table);
    let piece = |text: &str| if table.single { format!("{}: {text}", table.name) } else { text.to_owned() };
    let change = Change {
        table: Some(slot.table),
        id: id_in(of_record).filter(|_| !table.single).unwrap_or_default(),
        position: doc.position(slot).unwrap_or_default(),
        before: before.map(piece),
        after: after.map(piece),
    };
    (!field_changes(schema, &change).is_empty()).then_some(change)
}

/// Returns the values of a dataset that proposed changes made, as the history records them, that
/// belong to this change.
pub fn belongs(change: &FieldChange, proposed: &ProposedChange) -> bool {
    proposed.all().any(|part| part.address.meets(&change.address))
        || proposed.renamed().is_some_and(|to| to.meets(&change.address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    const BODY: &str = "(id: \"b\", level: Bildungsbuero, name: \"Büro\", regions: [\"r\"], \
        contact: (phone: \"1\", email: \"a@b.de\"), source: (url: \"https://x.de\", as_of: \"2024\"))";

    fn document(bodies: &[&str]) -> Document {
        let bodies: String = bodies.iter().map(|body| format!("        {body},\n")).collect();
        let text = format!("#![enable(implicit_some)]\nDirectory(\n    bodies: [\n{bodies}    ],\n)\n");
        Document::parse(&SCHEMA, text).unwrap()
    }

    /// The changes that lead from one text of a body to another.
    fn proposal(before: Option<&str>, after: Option<&str>) -> Vec<Change> {
        let doc = document(&[before.or(after).unwrap()]);
        let slot = doc.slots(SCHEMA.find("bodies").unwrap()).next().unwrap();
        record_change(&doc, slot, before, after).into_iter().collect()
    }

    fn standings(doc: &Document, changes: &[Change]) -> Vec<ProposedStanding> {
        proposed_changes(&SCHEMA, changes).iter().map(|change| change.standing(doc)).collect()
    }

    fn with(doc: &Document, changes: &[Change], numbers: &[usize]) -> Option<Merged> {
        let all = proposed_changes(&SCHEMA, changes);
        let chosen: Vec<&ProposedChange> = all.iter().filter(|change| numbers.contains(&change.number)).collect();
        with_changes(doc, changes, &chosen)
    }

    fn moved() -> String {
        BODY.replace("\"1\"", "\"2\"").replace("2024", "2026").replace("Büro", "Amt")
    }

    #[test]
    fn a_value_with_its_source_is_one_change_and_each_can_be_taken_alone() {
        let changes = proposal(Some(BODY), Some(&moved()));
        let all = proposed_changes(&SCHEMA, &changes);
        let places: Vec<String> = all.iter().map(|change| change.main.address.display(&SCHEMA).to_string()).collect();
        assert_eq!(places, ["bodies/b/name", "bodies/b/contact/phone"]);
        let doc = document(&[BODY]);
        assert_eq!(standings(&doc, &changes), [ProposedStanding::Fits; 2]);
        let merged = with(&doc, &changes, &[1]).unwrap();
        assert!(merged.conflicts.is_empty());
        assert!(merged.document.text().contains("Amt") && merged.document.text().contains("phone: \"1\""));
        let merged = with(&doc, &changes, &[1, 2]).unwrap();
        assert!(merged.document.text().contains("phone: \"2\""), "{}", merged.document.text());
        assert_eq!(standings(&merged.document, &changes), [ProposedStanding::IsThere; 2]);
        assert_eq!(with(&merged.document, &changes, &[1, 2]).unwrap().changes, Some(Vec::new()), "there already");
    }

    #[test]
    fn what_others_changed_since_stays_and_where_both_did_it_is_a_conflict() {
        let changes = proposal(Some(BODY), Some(&moved()));
        let doc = document(&[&BODY.replace("a@b.de", "c@d.de").replace("Büro", "Stelle")]);
        assert_eq!(standings(&doc, &changes), [ProposedStanding::IsOther, ProposedStanding::Fits]);
        let merged = with(&doc, &changes, &[1, 2]).unwrap();
        let text = merged.document.text();
        assert!(text.contains("c@d.de") && text.contains("phone: \"2\"") && text.contains("Stelle"), "{text}");
        let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
        let sides = [&conflict.base, &conflict.ours, &conflict.theirs].map(|side| side.as_deref().unwrap_or_default());
        assert_eq!(sides, ["\"Büro\"", "\"Stelle\"", "\"Amt\""]);
    }

    #[test]
    fn a_record_comes_goes_or_was_removed_meanwhile() {
        let new = proposal(None, Some(BODY));
        assert_eq!(standings(&document(&[]), &new), [ProposedStanding::Fits]);
        let merged = with(&document(&[]), &new, &[1]).unwrap();
        assert!(merged.conflicts.is_empty() && merged.document.text().contains("Büro"));
        assert_eq!(standings(&document(&[BODY]), &new), [ProposedStanding::IsThere]);
        let gone = proposal(Some(BODY), None);
        let merged = with(&document(&[BODY]), &gone, &[1]).unwrap();
        assert!(merged.conflicts.is_empty() && !merged.document.text().contains("Büro"));
        let changes = proposal(Some(BODY), Some(&moved()));
        assert_eq!(standings(&document(&[]), &changes), [ProposedStanding::IsGone; 2]);
        assert_eq!(with(&document(&[]), &changes, &[1, 2]).unwrap().conflicts.len(), 1, "deleted here, changed there");
    }

    #[test]
    fn a_renamed_record_takes_its_references_along_even_new_ones() {
        let named = BODY.replace("id: \"b\"", "id: \"neu\"").replace("Büro", "Amt");
        let changes = proposal(Some(BODY), Some(&named));
        let child = "(id: \"c\", level: Weitere, name: \"C\", regions: [\"r\"], parent: \"b\")";
        let merged = with(&document(&[BODY, child]), &changes, &[1, 2]).unwrap();
        let text = merged.document.text();
        assert!(merged.conflicts.is_empty() && text.contains("parent: \"neu\"") && text.contains("Amt"), "{text}");
        assert_eq!(standings(&merged.document, &changes)[0], ProposedStanding::IsThere);
    }

    #[test]
    fn what_only_looks_different_is_no_change() {
        assert_eq!(proposal(Some(BODY), Some(BODY)), []);
    }
}
