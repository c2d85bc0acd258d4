//! What another start of the program left unsaved: listed field by field, each to be taken over or
//! dropped.
//!
//! Where the dataset has changed since, what was left is compared with what stands there now. What
//! does not fit is shown with what it was, is and was to become, and is taken only when a person
//! marks it. What is taken over becomes ordinary unsaved steps: `u` takes them back, `c` lists them
//! and drops single ones. Nothing is decided without the person; closing the window leaves
//! everything for the next start. Enter at [`App::offer`].

mod preview;

use crate::command::Command;
use crate::document::rebase::RebaseConflict;
use crate::document::{Address, Change, Edit, Relocation};
use crate::text::{contrast_lines, width, wrap};
use crate::texts::{app as t, detail as dt, recovery as r};
use crate::theme::Role;

use super::event::RecoveryDecision;
use super::history::UndoStep;
use super::unsaved_changes::UnsavedDifference;
use super::window::{Action, Window, WindowPurpose, WindowRow};
use super::windows::{changes, said};
use super::{App, Effect, layout};
pub use preview::{foreseen, open_field};

/// What one program left behind.
#[derive(Debug, Clone, PartialEq)]
pub struct RecoveredSession {
    /// `anna@host`.
    pub who: String,
    /// When the last of it was written down, as text for people.
    pub last: String,
    /// When each step was made, and its changes, in order.
    pub steps: Vec<(String, Vec<Change>)>,
    /// Texts in fields that were open.
    pub drafts: Vec<RecoveredDraft>,
}

/// Text that was typed into a field and not taken.
#[derive(Debug, Clone, PartialEq)]
pub struct RecoveredDraft {
    /// When it was typed, as text for people.
    pub when: String,
    /// The field.
    pub address: Address,
    /// What was typed.
    pub text: String,
}

/// What is being decided about.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    offers: Vec<RecoveredSession>,
    items: Vec<RecoveredChange>,
}

/// One thing that was left.
#[derive(Debug, Clone)]
pub struct RecoveredChange {
    /// Number of the program that left it.
    offer: usize,
    /// When it was written down, as the offer has it.
    pub when: String,
    /// What would differ.
    pub difference: UnsavedDifference,
    /// How it is taken over; nothing where that cannot be.
    pub wish: Option<Takeover>,
    /// What stood there when it was left, where something else stands there now.
    pub unfit: Option<RebaseConflict>,
    /// Why that was typed cannot stand there.
    reason: Option<String>,
    /// The field that was open, where it was text in one.
    draft: Option<Address>,
    /// It is to be taken over.
    taken: bool,
}

/// How something is taken over.
#[derive(Debug, Clone)]
pub enum Takeover {
    /// By this edit.
    Edit(Edit),
    /// The id of the record becomes this one.
    Rename(String),
    /// The text can no longer be entered; it is set aside for the person to put somewhere.
    SetAside(String),
}

impl App {
    /// Shows what was left and asks.
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

    /// Compares what was left with the dataset as it is now; marks stay.
    pub(super) fn renew_recovery(&mut self) {
        if self.recovery.offers.is_empty() {
            return;
        }
        let Recovery { offers, items: before } = std::mem::take(&mut self.recovery);
        let mut items = Vec::new();
        let mut doc = self.doc.clone();
        for (number, offer) in offers.iter().enumerate() {
            items.extend(foreseen(&mut doc, number, offer));
            items.extend(
                offer
                    .drafts
                    .iter()
                    .filter_map(|draft| open_field(&doc, number, draft, self.lang(), self.settings.today)),
            );
        }
        for item in &mut items {
            let same =
                |old: &&RecoveredChange| old.offer == item.offer && old.difference.address == item.difference.address;
            item.taken = before.iter().find(same).map_or(item.taken, |old| old.taken && item.wish.is_some());
        }
        self.recovery = Recovery { offers, items };
    }

    /// What was left follows the records that others rename.
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

    /// Marks one thing to be taken over, or to be dropped.
    pub(super) fn mark(&mut self, number: usize) {
        let lang = self.lang();
        match self.recovery.items.get_mut(number) {
            Some(item) if item.wish.is_some() => item.taken = !item.taken,
            Some(_) => self.show_error(r::cannot_be_taken(lang)),
            None => {}
        }
    }

    /// The rows of the window.
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

    /// One thing that was left: its mark, its place and time, then what it would become, or why it
    /// does not fit.
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
        let shown = changes::row_in(self, &self.doc, &item.difference).spans;
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
            let texts = [&unfit.wanted, &unfit.found, &unfit.before].map(|ron| self.unfit_in_words(item, ron));
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
        let kind = item.difference.address.kind(self.doc.schema());
        let text = ron.as_ref().map(|ron| kind.map_or_else(|| ron.clone(), |kind| self.plain_value(kind, ron)));
        text.unwrap_or_else(|| dt::unknown(self.lang()).to_owned())
    }

    /// Takes what is marked over as unsaved steps; the rest stays for later.
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
        // The rest stays in its journal, for a person to decide.
        match refused {
            0 => self.show_info(r::taken_but(lang, self.recovery.items.len(), &self.key_of(Command::Recover))),
            _ => self.show_error(r::taken_partly(lang, refused)),
        }
    }

    /// Takes one thing over; false when it is refused.
    fn take_over(&mut self, item: &RecoveredChange) -> bool {
        let place = self.name_of(&item.difference.address);
        let edit = match item.wish.clone() {
            Some(Takeover::Edit(edit)) => edit,
            Some(Takeover::Rename(to)) => self.rename(item.difference.slot, to),
            Some(Takeover::SetAside(text)) => {
                self.forget_draft(item);
                let field = item.draft.clone().unwrap_or_else(|| item.difference.address.clone());
                self.set_recovered_aside(field, place, text);
                return true;
            }
            None => return false,
        };
        let name = t::set(self.lang(), &place);
        let done = self.doc.plan(&edit).is_ok_and(|changes| {
            changes.is_empty() || self.apply_changes(UndoStep { name, changes, place: None }).is_some()
        });
        if done {
            self.forget_draft(item);
        }
        done
    }

    /// Text that a person has taken over is no longer offered.
    fn forget_draft(&mut self, item: &RecoveredChange) {
        if let Some(offer) = self.recovery.offers.get_mut(item.offer) {
            offer.drafts.retain(|draft| Some(&draft.address) != item.draft.as_ref());
        }
    }

    /// True when something was left about which nobody has decided, and nobody is being asked.
    pub fn is_recovery_put_off(&self) -> bool {
        !self.recovery.items.is_empty() && !self.windows.iter().any(|window| window.purpose == WindowPurpose::Recovery)
    }

    /// Says where to find what was put off.
    pub(super) fn tell_of_put_off(&mut self) {
        if self.is_recovery_put_off() {
            self.show_info(r::put_off(self.lang(), self.recovery.items.len(), &self.key_of(Command::Recover)));
        }
    }

    /// Asks before everything is dropped.
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

    /// Drops everything.
    pub(super) fn drop_recovered(&mut self) {
        self.windows.retain(|window| window.purpose != WindowPurpose::Recovery);
        self.recovery = Recovery::default();
        self.request(Effect::Recovery(RecoveryDecision::Dropped));
        self.show_info(r::dropped(self.lang()));
    }
}

/// A moment, without its day where another one has the same.
fn within<'a>(when: &'a str, other: &str) -> &'a str {
    match (when.split_once(' '), other.split_once(' ')) {
        (Some((day, time)), Some((same, _))) if day == same => time,
        _ => when,
    }
}
