//! Recovery of changes that an earlier session left unsaved: listed field by field, each to be
//! taken over or dropped.
//!
//! Where the dataset has changed since, recovered values are compared with the current ones. A
//! conflicting value is shown with its original, current and intended text, and is taken only when
//! a person marks it. Changes taken over become ordinary unsaved steps: `u` undoes them, `c` lists
//! them and drops single ones. Nothing is decided without the person; closing the window leaves
//! everything for the next start. Entry point: [`App::offer`].

mod preview;

use crate::command::Command;
use crate::document::rebase::RebaseConflict;
use crate::document::{Address, Edit, Relocation};
use crate::text::{contrast_lines, width, wrap};
use crate::texts::{app as t, detail as dt, recovery as r};
use crate::theme::Role;

use super::unsaved_changes::UnsavedDifference;
use super::window::{Action, Window, WindowPurpose, WindowRow};
use super::windows::{changes, said};
use super::{App, Effect, RecoveredDraft, RecoveredSession, RecoveryDecision, layout};
pub use preview::{foreseen, open_field};

/// The recovered changes that wait for a decision.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    offers: Vec<RecoveredSession>,
    items: Vec<RecoveredChange>,
}

/// A recovered change.
#[derive(Debug, Clone)]
pub struct RecoveredChange {
    /// Number of the session that left it.
    offer: usize,
    /// When it was made, as the session has it.
    pub when: String,
    /// The difference it makes.
    pub difference: UnsavedDifference,
    /// How it is taken over; `None` when that is impossible.
    pub wish: Option<Takeover>,
    /// The conflict with the current value, if that has changed since.
    pub unfit: Option<RebaseConflict>,
    /// Why its text is invalid there.
    reason: Option<String>,
    /// The address of the open field, if it is typed text.
    draft: Option<Address>,
    /// Whether it is marked to be taken over.
    taken: bool,
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
        self.recovery = Recovery { offers, items: Vec::new() };
        self.renew_recovery();
        self.ask_about_recovery();
    }

    pub(super) fn ask_about_recovery(&mut self) {
        let mut window = Window::new(WindowPurpose::Recovery, r::title(self.lang()), self.recovery_rows());
        window.to_first();
        self.windows.push(window);
    }

    /// Compares the recovered changes with the current dataset again; marks are kept.
    pub(super) fn renew_recovery(&mut self) {
        if self.recovery.offers.is_empty() {
            return;
        }
        let Recovery { offers, items: before } = std::mem::take(&mut self.recovery);
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
        self.recovery = Recovery { offers, items };
    }

    /// Adapts the recovered changes to records that others renamed.
    pub(super) fn relocate_recovery(&mut self, relocation: &Relocation<'_>) {
        for offer in &mut self.recovery.offers {
            for RecoveredDraft { address, .. } in &mut offer.drafts {
                *address = relocation.address(address).unwrap_or_else(|| address.clone());
            }
            for change in offer.steps.iter_mut().flat_map(|(_, changes)| changes) {
                *change = relocation.change(change);
            }
        }
    }

    /// Toggles whether a change is taken over or dropped.
    pub(super) fn mark(&mut self, number: usize) {
        let lang = self.lang();
        match self.recovery.items.get_mut(number) {
            Some(item) if item.wish.is_some() => item.taken = !item.taken,
            Some(_) => self.show_error(r::cannot_be_taken(lang)),
            None => {}
        }
    }

    /// Returns the rows of the window.
    pub(super) fn recovery_rows(&self) -> Vec<WindowRow> {
        let lang = self.lang();
        let choice = |text: String, action| WindowRow {
            spans: vec![(Role::Text, text)],
            action: Some(action),
            ..WindowRow::default()
        };
        let all = self.recovery.items.len();
        let taken = self.recovery.items.iter().filter(|item| item.taken).count();
        let take = if taken == all { r::take_all(lang).to_owned() } else { r::take_marked(lang, taken, all) };
        let later = choice(r::decide_later(lang).to_owned(), Action::Close);
        let mut rows = if all == 0 {
            vec![choice(r::all_there(lang).to_owned(), Action::TakeRecovered), later]
        } else {
            let drop = choice(r::drop_all(lang).to_owned(), Action::DropRecovered);
            vec![choice(take, Action::TakeRecovered), later, drop]
        };
        for (number, offer) in self.recovery.offers.iter().enumerate() {
            rows.push(WindowRow::default());
            rows.push(said(Role::Heading, r::left_by(lang, &offer.who, &offer.last)));
            for (index, item) in self.recovery.items.iter().enumerate().filter(|(_, item)| item.offer == number) {
                rows.push(self.item_row(index, item));
            }
        }
        rows
    }

    /// Returns the row of a change: its mark, place and time, then its new value or its conflict.
    fn item_row(&self, index: usize, item: &RecoveredChange) -> WindowRow {
        let lang = self.lang();
        let mark = match (&item.wish, item.taken) {
            (None, _) => "    ",
            (_, true) => "[x] ",
            (_, false) => "[ ] ",
        };
        let when = self.recovery.offers.get(item.offer).map_or(item.when.as_str(), |o| within(&item.when, &o.last));
        let open = if item.draft.is_some() { r::open_field(lang) } else { "" };
        let cells = layout::window_cells(self.size, &WindowPurpose::Recovery);
        let room = cells.saturating_sub(width(when) + 6).max(8);
        let shown = changes::row_in(self, &self.workspace.doc, &item.difference).spans;
        let place = shown.first().map_or("", |(_, place)| place);
        let about: String = shown.iter().skip(2).map(|(_, text)| text.as_str()).collect();
        let place = wrap(&format!("{place}{open}"), room).join("\n    ");
        let mut spans = vec![(Role::Key, mark.to_owned()), (Role::Text, place)];
        let right = vec![(Role::Dim, when.to_owned())];
        let mut line = |role, text: &str| {
            spans.extend(wrap(text, room).into_iter().map(|line| (role, format!("\n    {line}"))));
        };
        if let Some(unfit) = &item.unfit {
            let why = match item.wish {
                Some(Takeover::SetAside(_)) => r::set_aside(lang),
                Some(_) => r::changed_since(lang),
                None => r::gone_since(lang),
            };
            line(Role::Warning, item.reason.as_deref().unwrap_or(why));
            if item.reason.is_some() && item.wish.is_some() {
                line(Role::Dim, why);
            }
            let texts =
                [&unfit.change.after, &unfit.found, &unfit.change.before].map(|ron| self.unfit_in_words(item, ron));
            let [wanted, found, before] = contrast_lines(texts.each_ref().map(String::as_str), usize::MAX);
            line(Role::Changed, &r::was_left(lang, &wanted));
            line(Role::Text, &r::is_now(lang, &found));
            if item.reason.is_none() {
                line(Role::Dim, &r::was_before(lang, &before));
            }
        } else {
            line(Role::Changed, &about);
        }
        WindowRow { spans, right, action: Some(Action::Mark(index)), ..WindowRow::default() }
    }

    fn unfit_in_words(&self, item: &RecoveredChange, ron: &Option<String>) -> String {
        let kind = item.difference.change.address.kind(self.workspace.doc.schema());
        let text =
            ron.as_ref().map(|ron| kind.map_or_else(|| ron.clone(), |kind| self.workspace.plain_value(kind, ron)));
        text.unwrap_or_else(|| dt::unknown(self.lang()).to_owned())
    }

    /// Takes the marked changes over as unsaved steps; the others stay for later.
    pub(super) fn take_recovered(&mut self) {
        let lang = self.lang();
        let wanted: Vec<RecoveredChange> = self.recovery.items.iter().filter(|item| item.taken).cloned().collect();
        if !self.recovery.items.is_empty() && wanted.is_empty() {
            self.ask_about_recovery();
            return self.show_error(r::nothing_marked(lang));
        }
        let refused = wanted.iter().filter(|item| !self.take_over(item)).count();
        self.renew_recovery();
        if self.recovery.items.is_empty() {
            self.recovery = Recovery::default();
            self.request(Effect::Recovery(RecoveryDecision::Taken));
            let is_only_text = wanted.iter().all(|item| matches!(item.wish, Some(Takeover::SetAside(_))));
            return match (wanted.is_empty(), is_only_text) {
                (true, _) => self.show_info(r::removed(lang)),
                // Nothing has changed; where the text is was said when it was set aside.
                (false, true) => {}
                (false, false) => self.show_info(r::taken(lang)),
            };
        }
        // The others stay in their journal until a person decides.
        match refused {
            0 => {
                self.show_info(r::taken_but(lang, self.recovery.items.len(), &self.workspace.key_of(Command::Recover)))
            }
            _ => self.show_error(r::taken_partly(lang, refused)),
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
        let name = t::set(self.lang(), &place);
        let done = self.try_apply(&[edit], name).is_ok();
        if done {
            self.forget_draft(item);
        }
        done
    }

    /// Removes the draft of a text that was taken over, so that it is not offered again.
    fn forget_draft(&mut self, item: &RecoveredChange) {
        if let Some(offer) = self.recovery.offers.get_mut(item.offer) {
            offer.drafts.retain(|draft| Some(&draft.address) != item.draft.as_ref());
        }
    }

    /// Returns true while recovered changes are undecided and no window asks about them.
    pub fn is_recovery_put_off(&self) -> bool {
        !self.recovery.items.is_empty() && !self.windows.iter().any(|window| window.purpose == WindowPurpose::Recovery)
    }

    /// Tells the person where to find the postponed changes.
    pub(super) fn tell_of_put_off(&mut self) {
        if self.is_recovery_put_off() {
            self.show_info(r::put_off(
                self.lang(),
                self.recovery.items.len(),
                &self.workspace.key_of(Command::Recover),
            ));
        }
    }

    /// Asks before dropping all recovered changes.
    pub(super) fn ask_before_dropping(&mut self) {
        self.ask_about_recovery();
        let lang = self.lang();
        let choice = |text: String, action| WindowRow {
            spans: vec![(Role::Text, text)],
            action: Some(action),
            ..WindowRow::default()
        };
        let rows = vec![
            choice(t::keep(lang).to_owned(), Action::Close),
            choice(r::drop_for_good(lang, self.recovery.items.len()), Action::DropRecoveredForGood),
        ];
        self.show(Window::new(WindowPurpose::DropRecovered, r::drop_title(lang), rows));
    }

    /// Drops all recovered changes.
    pub(super) fn drop_recovered(&mut self) {
        self.windows.retain(|window| window.purpose != WindowPurpose::Recovery);
        self.recovery = Recovery::default();
        self.request(Effect::Recovery(RecoveryDecision::Dropped));
        self.show_info(r::dropped(self.lang()));
    }
}

/// Returns a moment, without the date if the other moment has the same.
fn within<'a>(when: &'a str, other: &str) -> &'a str {
    match (when.split_once(' '), other.split_once(' ')) {
        (Some((day, time)), Some((same, _))) if day == same => time,
        _ => when,
    }
}
