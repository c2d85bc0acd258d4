//! Compares what earlier sessions left with the current dataset, field by field.
//!
//! Must not change the document of the app. Entry points: [`foreseen`] for steps, [`open_field`]
//! for texts.

use super::{RecoveredChange, RecoveredDraft, RecoveredSession, Takeover};
use crate::app::unsaved_changes::{Unsaved, UnsavedDifference};
use crate::document::rebase::{RebaseConflict, current_value, replayed};
use crate::document::{
    Address, AddressStep, Change, Document, Edit, FieldChange, FormerNeighbours, Record, Slot, diff,
};
use crate::model::date::Date;
use crate::model::draft;
use crate::texts::Lang;

/// Applies a session's steps to `doc` and returns the resulting changes, field by field and in
/// order. Places that several steps change are one item with the value of the last.
pub fn foreseen(doc: &mut Document, number: usize, offer: &RecoveredSession) -> Vec<RecoveredChange> {
    let before = doc.clone();
    let (mut unsaved, mut unfit, mut times) = (Unsaved::default(), Vec::new(), Vec::new());
    for (when, changes) in &offer.steps {
        times.extend(changes.iter().flat_map(|change| touched(doc, change)).map(|at| (at, when)));
        let replayed = replayed(doc, changes);
        unfit.extend(replayed.unfit);
        // This cannot fail: the changes were made for this document.
        let applied = unsaved.apply(doc, &replayed.changes);
        debug_assert!(applied.is_ok(), "{applied:?}");
    }
    unfit.retain(|unfit: &RebaseConflict| unfit.matters(&before, doc));
    let unfit = each_place_once(unfit);
    let last = |at: &Address| times.iter().rev().find(|(place, _)| place.meets(at)).map_or(&offer.last, |(_, w)| *w);
    let item = |difference: UnsavedDifference| {
        let unfit = unfit.iter().find(|unfit| unfit.change.address.meets(&difference.change.address)).cloned();
        let unfit = unfit.map(|unfit| RebaseConflict {
            change: FieldChange {
                address: unfit.change.address,
                before: unfit.change.before,
                after: difference.change.after.clone(),
            },
            found: difference.change.before.clone(),
            possible: unfit.possible,
        });
        let (taken, when) = (unfit.is_none(), last(&difference.change.address).clone());
        RecoveredChange {
            offer: number,
            when,
            wish: takeover(doc, &difference),
            difference,
            unfit,
            reason: None,
            draft: None,
            taken,
        }
    };
    let mut items: Vec<RecoveredChange> = unsaved.differences().iter().cloned().map(item).collect();
    let lost =
        |unfit: &&RebaseConflict| !items.iter().any(|item| unfit.change.address.meets(&item.difference.change.address));
    let lost: Vec<RecoveredChange> = unfit
        .iter()
        .filter(lost)
        .map(|unfit| {
            let change = FieldChange { before: unfit.found.clone(), ..unfit.change.clone() };
            let when = last(&change.address).clone();
            RecoveredChange {
                offer: number,
                when,
                difference: difference(doc, change),
                wish: None,
                unfit: Some(unfit.clone()),
                reason: None,
                draft: None,
                taken: false,
            }
        })
        .collect();
    items.extend(lost);
    let step =
        |item: &RecoveredChange| times.iter().rposition(|(place, _)| place.meets(&item.difference.change.address));
    items.sort_by_cached_key(step);
    items
}

/// Merges the conflicts of several steps at one place: what the first found, what the last wanted.
fn each_place_once(all: Vec<RebaseConflict>) -> Vec<RebaseConflict> {
    let mut joined: Vec<RebaseConflict> = Vec::new();
    for unfit in all {
        match joined.iter_mut().find(|other| other.change.address == unfit.change.address) {
            Some(first) => (first.change.after, first.possible) = (unfit.change.after, unfit.possible),
            None => joined.push(unfit),
        }
    }
    joined
}

/// Returns the places that a change affects.
fn touched(doc: &Document, change: &Change) -> Vec<Address> {
    let Some(table) = change.table else { return Vec::new() };
    let address = Address::record(table, change.id.clone());
    let text = |piece: &Option<String>| piece.as_deref().and_then(Record::in_piece).map(str::to_owned);
    match (text(&change.before), text(&change.after)) {
        (Some(before), Some(after)) => {
            let found = diff::declared(doc.schema(), &address, &before, &after);
            found.into_iter().map(|change| change.address).collect()
        }
        _ => vec![address],
    }
}

/// Returns a change as a difference of a record, which may be gone.
fn difference(doc: &Document, change: FieldChange) -> UnsavedDifference {
    let table = change.address.table;
    let any = || doc.slots(table).next().unwrap_or(Slot { table, index: 0 });
    UnsavedDifference { slot: doc.resolve(&change.address).unwrap_or_else(any), change }
}

/// Returns how a difference is taken over; `doc` is the dataset that has it.
fn takeover(doc: &Document, difference: &UnsavedDifference) -> Option<Takeover> {
    let UnsavedDifference { slot, change } = difference;
    if let Some((_, id)) = change.renaming() {
        return Some(Takeover::Rename(ron::from_str(id).ok()?));
    }
    Some(Takeover::Edit(match change.edit() {
        // The record comes back to its place.
        Edit::AddText { table, text, .. } => {
            Edit::AddText { table, place: FormerNeighbours::of(doc, *slot).place(doc, table), text }
        }
        edit => edit,
    }))
}

/// Returns the text of an open field as a change, if it differs from the current value. Text that
/// can no longer be entered is set aside when it is taken over.
pub fn open_field(
    doc: &Document,
    offer: usize,
    draft: &RecoveredDraft,
    lang: Lang,
    today: Date,
) -> Option<RecoveredChange> {
    let RecoveredDraft { when, address, text } = draft;
    if text.trim().is_empty() {
        return None;
    }
    let now = current_value(doc, address);
    // "Today" means the day on which it was typed.
    let day = when.get(..10).and_then(|day| Date::parse(day).ok()).unwrap_or(today);
    let (wish, after, reason) = match draft::edit_of(doc, address, text, day) {
        Ok(None) => return None,
        Ok(Some(edit)) => {
            let value = match &edit {
                Edit::Set { value, .. } | Edit::InsertItem { value, .. } => value.clone(),
                _ => text.clone(),
            };
            (Takeover::Edit(edit), value, None)
        }
        Err(error) => (Takeover::SetAside(text.clone()), text.clone(), Some(error.text(lang))),
    };
    let change =
        |address: &Address, before| FieldChange { address: address.clone(), before, after: Some(after.clone()) };
    let unfit = reason.is_some().then(|| RebaseConflict {
        change: change(address, now.clone()),
        found: now.clone(),
        possible: false,
    });
    let change = match &wish {
        Takeover::Edit(Edit::InsertItem { list, at: index, .. }) => change(&list.join(AddressStep::Item(*index)), None),
        _ => change(address, now),
    };
    let (difference, draft) = (difference(doc, change), Some(address.clone()));
    Some(RecoveredChange { offer, when: when.clone(), difference, wish: Some(wish), unfit, reason, draft, taken: true })
}
