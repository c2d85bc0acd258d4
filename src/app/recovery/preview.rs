//! Compares what earlier sessions left with the current dataset, field by field.
//!
//! Must not change the document of the app. Entry points: [`foreseen`] for steps, [`open_field`]
//! for texts.

use super::{RecoveredChange, RecoveredDraft, RecoveredSession, Takeover};
use crate::app::unsaved_changes::{Unsaved, UnsavedDifference};
use crate::document::rebase::{RebaseConflict, current_value, replayed};
use crate::document::{Address, AddressStep, Change, Document, Edit, Record, Slot, diff};
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
        carry_out(doc, &mut unsaved, &replayed.changes);
    }
    unsaved.refresh(doc);
    unfit.retain(|unfit: &RebaseConflict| unfit.matters(&before, doc));
    let unfit = each_place_once(unfit);
    let last = |at: &Address| times.iter().rev().find(|(place, _)| meet(place, at)).map_or(&offer.last, |(_, w)| *w);
    let item = |difference: UnsavedDifference| {
        let unfit = unfit.iter().find(|unfit| meet(&unfit.address, &difference.address)).cloned();
        let unfit = unfit.map(|unfit| RebaseConflict {
            wanted: difference.after.clone(),
            found: difference.before.clone(),
            ..unfit
        });
        let (taken, when) = (unfit.is_none(), last(&difference.address).clone());
        RecoveredChange {
            offer: number,
            when,
            wish: wish(doc, &difference),
            difference,
            unfit,
            reason: None,
            draft: None,
            taken,
        }
    };
    let mut items: Vec<RecoveredChange> = unsaved.differences().iter().cloned().map(item).collect();
    let lost = |unfit: &&RebaseConflict| !items.iter().any(|item| meet(&unfit.address, &item.difference.address));
    let lost: Vec<RecoveredChange> = unfit
        .iter()
        .filter(lost)
        .map(|unfit| {
            let difference = at(doc, &unfit.address, unfit.found.clone(), unfit.wanted.clone());
            let when = last(&unfit.address).clone();
            let unfit = Some(unfit.clone());
            RecoveredChange {
                offer: number,
                when,
                difference,
                wish: None,
                unfit,
                reason: None,
                draft: None,
                taken: false,
            }
        })
        .collect();
    items.extend(lost);
    let step = |item: &RecoveredChange| times.iter().rposition(|(place, _)| meet(place, &item.difference.address));
    items.sort_by_cached_key(step);
    items
}

/// Merges the conflicts of several steps at one place: what the first found, what the last wanted.
fn each_place_once(all: Vec<RebaseConflict>) -> Vec<RebaseConflict> {
    let mut joined: Vec<RebaseConflict> = Vec::new();
    for unfit in all {
        match joined.iter_mut().find(|other| other.address == unfit.address) {
            Some(first) => (first.wanted, first.possible) = (unfit.wanted, unfit.possible),
            None => joined.push(unfit),
        }
    }
    joined
}

/// Applies changes and remembers the previous values.
fn carry_out(doc: &mut Document, unsaved: &mut Unsaved, changes: &[Change]) {
    for change in changes {
        unsaved.remember_before(doc, change);
        if let Ok(touched) = doc.apply(std::slice::from_ref(change)) {
            touched.iter().for_each(|slot| unsaved.remember(*slot, None));
        }
    }
}

/// Returns the places that a change affects.
fn touched(doc: &Document, change: &Change) -> Vec<Address> {
    let Some(table) = change.table else { return Vec::new() };
    let address = Address::record(table, change.id.clone());
    let text = |piece: &Option<String>| piece.as_deref().and_then(Record::in_piece).map(str::to_owned);
    match (text(&change.before), text(&change.after)) {
        (Some(before), Some(after)) => {
            let found = diff::declared(doc.schema(), &address, &before, &after);
            found.into_iter().filter_map(|d| d.place.address().cloned()).collect()
        }
        _ => vec![address],
    }
}

/// Returns true when one place contains the other.
fn meet(a: &Address, b: &Address) -> bool {
    a.is_within(b) || b.is_within(a)
}

/// Returns a difference at a place of a record, which may be gone.
fn at(doc: &Document, address: &Address, before: Option<String>, after: Option<String>) -> UnsavedDifference {
    let any = || doc.slots(address.table).next().unwrap_or(Slot { table: address.table, index: 0 });
    let slot = doc.resolve(address).unwrap_or_else(any);
    UnsavedDifference { slot, address: address.clone(), before, after }
}

/// Returns how a difference is taken over; `doc` is the dataset that has it.
fn wish(doc: &Document, difference: &UnsavedDifference) -> Option<Takeover> {
    let address = difference.address.clone();
    let whole = address.path.is_empty();
    Some(Takeover::Edit(match (&difference.before, &difference.after) {
        (Some(_), Some(text)) if whole => Edit::Replace { address, text: text.clone() },
        (None, Some(text)) if whole => {
            let before = doc.position(difference.slot)?.checked_sub(1);
            let after = before.and_then(|at| doc.slots(address.table).nth(at)).map(|slot| doc.id(slot).to_owned());
            Edit::AddText { table: address.table, after, text: text.clone() }
        }
        (_, None) if whole => Edit::Remove { address },
        (Some(_), Some(id)) if address.path == [AddressStep::Field("id".into())] => {
            return Some(Takeover::Rename(ron::from_str(id).ok()?));
        }
        (_, Some(value)) => Edit::Set { address, value: value.clone() },
        (_, None) => Edit::Clear { address },
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
    let unfit = reason.is_some().then(|| RebaseConflict {
        address: address.clone(),
        before: now.clone(),
        wanted: Some(after.clone()),
        found: now.clone(),
        possible: false,
    });
    let difference = match &wish {
        Takeover::Edit(Edit::InsertItem { list, at: index, .. }) => {
            at(doc, &list.join(AddressStep::Item(*index)), None, Some(after))
        }
        _ => at(doc, address, now, Some(after)),
    };
    let draft = Some(address.clone());
    Some(RecoveredChange { offer, when: when.clone(), difference, wish: Some(wish), unfit, reason, draft, taken: true })
}
