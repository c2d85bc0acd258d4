//! Recovery of changes that an earlier session left unsaved: listed field by field, each to be
//! taken over or dropped.
//!
//! Where the dataset has changed since, recovered values are compared with the current ones. A
//! conflicting value is shown with its original, current and intended text, and is taken only when
//! a person marks it. Changes taken over become ordinary unsaved steps: `u` undoes them, `c` lists
//! them and drops single ones. Nothing is decided without the person; closing the dialog leaves
//! everything for the next start. Entry point: [`App::offer`].

mod preview;
mod retaken;

use crate::command::Command;
use crate::document::rebase::RebaseConflict;
use crate::document::{Address, Edit, Relocation};
use crate::texts;

use super::unsaved_changes::UnsavedDifference;
use super::{App, Effect, RecoveredDraft, RecoveredSession, RecoveryDecision};
pub use preview::{foreseen, open_field};
pub use retaken::retaken;

/// The recovered changes that wait for a decision.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    pub(super) offers: Vec<RecoveredSession>,
    pub(super) items: Vec<RecoveredChange>,
}

/// A recovered change.
#[derive(Debug, Clone)]
pub struct RecoveredChange {
    /// Number of the session that left it.
    pub(super) offer: usize,
    /// When it was made, as the session has it.
    pub when: String,
    /// The difference it makes.
    pub difference: UnsavedDifference,
    /// How it is taken over; `None` when that is impossible.
    pub wish: Option<Takeover>,
    /// The conflict with the current value, if that has changed since.
    pub unfit: Option<RebaseConflict>,
    /// Why its text is invalid there.
    pub(super) reason: Option<String>,
    /// The address of the open field, if it is typed text.
    pub(super) draft: Option<Address>,
    /// Whether it is marked to be taken over.
    pub(super) taken: bool,
}

/// How a change is taken over.
#[derive(Debug, Clone)]
pub enum Takeover {
    /// By this edit.
    Edit(Edit),
    /// By changing the id of the record to this one.
    Rename(String),
    /// By setting the text aside, because it can no longer be entered, for the person to place.
    SetAside(String),
}

impl App {
    /// Shows the recovered changes and asks about them.
    pub(super) fn offer(&mut self, offers: Vec<RecoveredSession>) {
        self.sync.recovery = Recovery { offers, items: Vec::new() };
        self.renew_recovery();
        self.ask_about_recovery();
    }

    /// Compares the recovered changes with the current dataset again; marks are kept.
    pub(super) fn renew_recovery(&mut self) {
        if self.sync.recovery.offers.is_empty() {
            return;
        }
        let Recovery { offers, items: before } = std::mem::take(&mut self.sync.recovery);
        let mut items = Vec::new();
        let mut doc = self.workspace.doc.clone();
        for (number, offer) in offers.iter().enumerate() {
            items.extend(foreseen(&mut doc, number, offer));
            items.extend(
                offer
                    .drafts
                    .iter()
                    .filter_map(|draft| open_field(&doc, number, draft, self.lang(), self.workspace.settings.today)),
            );
        }
        for item in &mut items {
            let same = |old: &&RecoveredChange| {
                old.offer == item.offer && old.difference.change.address == item.difference.change.address
            };
            item.taken = before.iter().find(same).map_or(item.taken, |old| old.taken && item.wish.is_some());
        }
        self.sync.recovery = Recovery { offers, items };
    }

    /// Adapts the recovered changes to records that others renamed.
    pub(super) fn relocate_recovery(&mut self, relocation: &Relocation<'_>) {
        for offer in &mut self.sync.recovery.offers {
            for RecoveredDraft { address, .. } in &mut offer.drafts {
                *address = relocation.last_address(address);
            }
            for change in offer.steps.iter_mut().flat_map(|(_, changes)| changes) {
                *change = relocation.change(change);
            }
        }
    }

    /// Toggles whether a change is taken over or dropped.
    pub(super) fn mark(&mut self, number: usize) {
        let lang = self.lang();
        match self.sync.recovery.items.get_mut(number) {
            Some(item) if item.wish.is_some() => item.taken = !item.taken,
            Some(_) => self.show_error(texts::recovery::cannot_be_taken(lang)),
            None => {}
        }
    }

    /// Takes the marked changes over as unsaved steps; the others stay for later.
    pub(super) fn take_recovered(&mut self) {
        let lang = self.lang();
        let wanted: Vec<RecoveredChange> = self.sync.recovery.items.iter().filter(|item| item.taken).cloned().collect();
        if !self.sync.recovery.items.is_empty() && wanted.is_empty() {
            self.ask_about_recovery();
            return self.show_error(texts::recovery::nothing_marked(lang));
        }
        let refused = wanted.iter().filter(|item| !self.take_over(item)).count();
        self.renew_recovery();
        if self.sync.recovery.items.is_empty() {
            self.sync.recovery = Recovery::default();
            self.request(Effect::Recovery(RecoveryDecision::Taken));
            let is_only_text = wanted.iter().all(|item| matches!(item.wish, Some(Takeover::SetAside(_))));
            return match (wanted.is_empty(), is_only_text) {
                (true, _) => self.show_info(texts::recovery::removed(lang)),
                // Nothing has changed; where the text is was said when it was set aside.
                (false, true) => {}
                (false, false) => self.show_info(texts::recovery::taken(lang)),
            };
        }
        // The others stay in their journal until a person decides.
        match refused {
            0 => self.show_info(texts::recovery::taken_but(
                lang,
                self.sync.recovery.items.len(),
                &self.workspace.key_of(Command::Recover),
            )),
            _ => self.show_error(texts::recovery::taken_partly(lang, refused)),
        }
    }

    /// Takes one change over; returns false when it is refused.
    fn take_over(&mut self, item: &RecoveredChange) -> bool {
        let place = self.workspace.name_of(&item.difference.change.address);
        let edit = match item.wish.clone() {
            Some(Takeover::Edit(edit)) => edit,
            Some(Takeover::Rename(to)) => self.workspace.rename(item.difference.slot, to),
            Some(Takeover::SetAside(text)) => {
                self.forget_draft(item);
                let field = item.draft.clone().unwrap_or_else(|| item.difference.change.address.clone());
                self.set_recovered_aside(field, place, text);
                return true;
            }
            None => return false,
        };
        let name = texts::steps::set(self.lang(), &place);
        let taken = self.retaken_by(item);
        let keys = taken.iter().map(|taken| taken.key.clone()).collect();
        let done = self.try_apply_taking(&[edit], name, keys).is_ok();
        if done {
            self.workspace.proposals.take_again(taken);
            self.forget_draft(item);
        }
        done
    }

    /// Removes the draft of a text that was taken over, so that it is not offered again.
    fn forget_draft(&mut self, item: &RecoveredChange) {
        if let Some(offer) = self.sync.recovery.offers.get_mut(item.offer) {
            offer.drafts.retain(|draft| Some(&draft.address) != item.draft.as_ref());
        }
    }

    /// Tells the person where to find the postponed changes.
    pub(super) fn tell_of_put_off(&mut self) {
        if self.is_recovery_put_off() {
            self.show_info(texts::recovery::put_off(
                self.lang(),
                self.sync.recovery.items.len(),
                &self.workspace.key_of(Command::Recover),
            ));
        }
    }

    /// Drops all recovered changes.
    pub(super) fn drop_recovered(&mut self) {
        self.sync.recovery = Recovery::default();
        self.request(Effect::Recovery(RecoveryDecision::Dropped));
        self.show_info(texts::recovery::dropped(self.lang()));
    }
}
