//! What another start of the program left unsaved: listed field by field, each to be taken over or dropped.
//!
//! Where the dataset has changed since, what was left is compared with what stands there now. What does not fit is shown
//! with what it was, is and was to become, and is taken only when a person marks it. What is taken over becomes ordinary
//! unsaved steps: `u` takes them back, `c` lists them and drops single ones. Nothing is decided without the person; closing
//! the window leaves everything for the next start. Enter at [`App::offer`].

use crate::document::replay::{Unfit, replayed};
use crate::document::{Address, Change, Document, Edit, Record, Relocation, Step, diff};
use crate::model::input as rules;
use crate::text::{width, wrap};
use crate::texts::{Lang, app as t, detail as dt, recovery as r};
use crate::theme::Role;

use super::event::Decision;
use super::history::Done;
use super::unsaved::{Difference, Unsaved};
use super::window::{Action, Purpose, Row, Window};
use super::windows::{changes, said};
use super::{App, Effect, layout};

/// What one program left behind.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// `anna@host`.
    pub who: String,
    /// When the last of it was written down, as text for people.
    pub last: String,
    /// When each step was made, and its changes, in order.
    pub steps: Vec<(String, Vec<Change>)>,
    /// Text in fields that were open, and when it was typed.
    pub drafts: Vec<(String, Address, String)>,
}

/// What is being decided about.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    offers: Vec<Offer>,
    items: Vec<Item>,
}

/// One thing that was left.
#[derive(Debug, Clone)]
struct Item {
    /// Number of the program that left it.
    offer: usize,
    when: String,
    /// What would differ.
    difference: Difference,
    /// How it is taken over; nothing where that cannot be.
    wish: Option<Wish>,
    /// What stood there when it was left, where something else stands there now.
    unfit: Option<Unfit>,
    /// Why that was typed cannot stand there.
    reason: Option<String>,
    /// In a field that was open.
    draft: bool,
    /// It is to be taken over.
    taken: bool,
}

/// How something is taken over.
#[derive(Debug, Clone)]
enum Wish {
    Edit(Edit),
    /// The id of the record becomes this one.
    Rename(String),
}

impl App {
    /// Shows what was left and asks.
    pub(super) fn offer(&mut self, offers: Vec<Offer>) {
        self.recovery = Recovery { offers, items: Vec::new() };
        self.renew_recovery();
        self.ask_about_recovery();
    }

    fn ask_about_recovery(&mut self) {
        let mut window = Window::new(Purpose::Recovery, r::title(self.lang()), self.recovery_rows());
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
            items.extend(offer.drafts.iter().filter_map(|draft| open_field(&doc, (number, self.lang()), draft)));
        }
        for item in &mut items {
            let same = |old: &&Item| old.offer == item.offer && old.difference.address == item.difference.address;
            item.taken = before.iter().find(same).map_or(item.taken, |old| old.taken && item.wish.is_some());
        }
        self.recovery = Recovery { offers, items };
    }

    /// What was left follows the records that others rename.
    pub(super) fn relocate_recovery(&mut self, relocation: &Relocation<'_>) {
        for offer in &mut self.recovery.offers {
            for (_, address, _) in &mut offer.drafts {
                *address = relocation.address(address).unwrap_or_else(|| address.clone());
            }
            for change in offer.steps.iter_mut().flat_map(|(_, changes)| changes) {
                let Some(table) = change.table else { continue };
                if let Some(now) = relocation.address(&Address::record(table, change.id.clone())) {
                    change.id = now.id;
                }
            }
        }
    }

    /// Marks one thing to be taken over, or to be dropped.
    pub(super) fn mark(&mut self, number: usize) {
        let lang = self.lang();
        match self.recovery.items.get_mut(number) {
            Some(item) if item.wish.is_some() => item.taken = !item.taken,
            Some(_) => self.complain(r::cannot_be_taken(lang)),
            None => {}
        }
    }

    /// The rows of the window.
    pub(super) fn recovery_rows(&self) -> Vec<Row> {
        let lang = self.lang();
        let choice =
            |text: String, action| Row { spans: vec![(Role::Text, text)], action: Some(action), ..Row::default() };
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
            rows.push(Row::default());
            rows.push(said(Role::Heading, r::left_by(lang, &offer.who, &offer.last)));
            for (index, item) in self.recovery.items.iter().enumerate().filter(|(_, item)| item.offer == number) {
                rows.push(self.item_row(index, item));
            }
        }
        rows
    }

    /// One thing that was left: its mark, its place and time, then what it would become, or why it does not fit.
    fn item_row(&self, index: usize, item: &Item) -> Row {
        let lang = self.lang();
        let mark = match (&item.wish, item.taken) {
            (None, _) => "    ",
            (_, true) => "[x] ",
            (_, false) => "[ ] ",
        };
        let when = self.recovery.offers.get(item.offer).map_or(item.when.as_str(), |o| within(&item.when, &o.last));
        let open = if item.draft { r::open_field(lang) } else { "" };
        let cells = layout::window_cells(self.size, &Purpose::Recovery);
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
            let why = if item.wish.is_some() { r::changed_since(lang) } else { r::gone_since(lang) };
            line(Role::Warning, item.reason.as_deref().unwrap_or(why));
            line(Role::Changed, &r::was_left(lang, &self.unfit_in_words(item, &unfit.wanted)));
            line(Role::Text, &r::is_now(lang, &self.unfit_in_words(item, &unfit.found)));
            if item.reason.is_none() {
                line(Role::Dim, &r::was_before(lang, &self.unfit_in_words(item, &unfit.before)));
            }
        } else {
            line(Role::Changed, &about);
        }
        Row { spans, right, action: Some(Action::Mark(index)), ..Row::default() }
    }

    fn unfit_in_words(&self, item: &Item, ron: &Option<String>) -> String {
        let kind = item.difference.address.kind(self.doc.schema());
        let text = ron.as_ref().map(|ron| kind.map_or_else(|| ron.clone(), |kind| self.plain_value(kind, ron)));
        let text = text.unwrap_or_else(|| dt::unknown(self.lang()).to_owned());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Takes what is marked over as unsaved steps; the rest is dropped. Where nothing is marked, nothing is dropped either.
    pub(super) fn take_recovered(&mut self) {
        let lang = self.lang();
        if !self.recovery.items.is_empty() && !self.recovery.items.iter().any(|item| item.taken) {
            self.ask_about_recovery();
            return self.complain(r::nothing_marked(lang));
        }
        let Recovery { items, .. } = std::mem::take(&mut self.recovery);
        let wanted: Vec<Item> = items.into_iter().filter(|item| item.taken).collect();
        let refused = wanted.iter().filter(|item| !self.take_over(item)).count();
        match refused {
            // What could not be taken over stays in its journal, for a person to look at.
            1.. => self.complain(r::taken_partly(lang, refused)),
            0 => {
                self.ask(Effect::Recovery(Decision::Taken));
                self.say(if wanted.is_empty() { r::removed(lang) } else { r::taken(lang) });
            }
        }
    }

    /// Takes one thing over; false when it is refused.
    fn take_over(&mut self, item: &Item) -> bool {
        let name = t::set(self.lang(), &self.name_of(&item.difference.address));
        let edit = match item.wish.clone() {
            Some(Wish::Edit(edit)) => edit,
            Some(Wish::Rename(to)) => self.rename(item.difference.slot, to),
            None => return false,
        };
        self.doc.plan(&edit).is_ok_and(|changes| {
            changes.is_empty() || self.apply_changes(Done { name, changes, place: None }).is_some()
        })
    }

    /// Drops everything.
    pub(super) fn drop_recovered(&mut self) {
        self.recovery = Recovery::default();
        self.ask(Effect::Recovery(Decision::Dropped));
        self.say(r::dropped(self.lang()));
    }
}

/// A moment, without its day where another one has the same.
fn within<'a>(when: &'a str, other: &str) -> &'a str {
    match (when.split_once(' '), other.split_once(' ')) {
        (Some((day, time)), Some((same, _))) if day == same => time,
        _ => when,
    }
}

/// What an offer comes to, field by field, when it is carried out on a dataset; the dataset is then as after that.
fn foreseen(doc: &mut Document, number: usize, offer: &Offer) -> Vec<Item> {
    let before = doc.clone();
    let (mut unsaved, mut unfit, mut times) = (Unsaved::default(), Vec::new(), Vec::new());
    for (when, changes) in &offer.steps {
        times.extend(changes.iter().flat_map(|change| touched(doc, change)).map(|at| (at, when)));
        let replayed = replayed(doc, changes);
        unfit.extend(replayed.unfit);
        carry_out(doc, &mut unsaved, &replayed.changes);
    }
    unsaved.refresh(doc);
    unfit.retain(|unfit: &Unfit| unfit.matters(&before, doc));
    let last = |at: &Address| times.iter().rev().find(|(place, _)| meet(place, at)).map_or(&offer.last, |(_, w)| *w);
    let item = |difference: Difference| {
        let unfit = unfit.iter().find(|unfit| meet(&unfit.address, &difference.address)).cloned();
        let unfit =
            unfit.map(|unfit| Unfit { wanted: difference.after.clone(), found: difference.before.clone(), ..unfit });
        let (taken, when) = (unfit.is_none(), last(&difference.address).clone());
        Item { offer: number, when, wish: wish(doc, &difference), difference, unfit, reason: None, draft: false, taken }
    };
    let mut items: Vec<Item> = unsaved.differences().iter().cloned().map(item).collect();
    let lost = |unfit: &&Unfit| !items.iter().any(|item| meet(&unfit.address, &item.difference.address));
    let lost: Vec<Item> = unfit
        .iter()
        .filter(lost)
        .filter_map(|unfit| {
            let difference = at(doc, &unfit.address, (unfit.found.clone(), unfit.wanted.clone()))?;
            let when = last(&unfit.address).clone();
            let unfit = Some(unfit.clone());
            Some(Item { offer: number, when, difference, wish: None, unfit, reason: None, draft: false, taken: false })
        })
        .collect();
    items.extend(lost);
    items
}

/// Carries changes out and remembers what stood there before.
fn carry_out(doc: &mut Document, unsaved: &mut Unsaved, changes: &[Change]) {
    for change in changes {
        unsaved.remember_before(doc, change);
        if let Ok(touched) = doc.apply(std::slice::from_ref(change)) {
            touched.iter().for_each(|slot| unsaved.remember(*slot, None));
        }
    }
}

/// The places that a change is about.
fn touched(doc: &Document, change: &Change) -> Vec<Address> {
    let Some(table) = change.table else { return Vec::new() };
    let address = Address::record(table, change.id.clone());
    let text = |piece: &Option<String>| piece.as_deref().and_then(Record::in_piece).map(str::to_owned);
    match (text(&change.before), text(&change.after)) {
        (Some(before), Some(after)) => {
            let found = diff::declared(doc.schema(), &address, (&before, &after));
            found.into_iter().filter_map(|d| d.place.address().cloned()).collect()
        }
        _ => vec![address],
    }
}

/// Whether one place lies in the other.
fn meet(a: &Address, b: &Address) -> bool {
    a.table == b.table && a.id == b.id && (a.path.starts_with(&b.path) || b.path.starts_with(&a.path))
}

/// A difference at a place of a record, which may be gone.
fn at(doc: &Document, address: &Address, (before, after): (Option<String>, Option<String>)) -> Option<Difference> {
    let slot = doc.resolve(address).or_else(|| doc.slots(address.table).next())?;
    Some(Difference { slot, address: address.clone(), before, after })
}

/// How a difference is made; `doc` is the dataset that has it.
fn wish(doc: &Document, difference: &Difference) -> Option<Wish> {
    let address = difference.address.clone();
    let whole = address.path.is_empty();
    Some(Wish::Edit(match (&difference.before, &difference.after) {
        (Some(_), Some(text)) if whole => Edit::Replace { address, text: text.clone() },
        (None, Some(text)) if whole => {
            let before = doc.position(difference.slot)?.checked_sub(1);
            let after = before.and_then(|at| doc.slots(address.table).nth(at)).map(|slot| doc.id(slot).to_owned());
            Edit::AddText { table: address.table, after, text: text.clone() }
        }
        (_, None) if whole => Edit::Remove { address },
        (Some(_), Some(id)) if address.path == [Step::Field("id".into())] => {
            return Some(Wish::Rename(ron::from_str(id).ok()?));
        }
        (_, Some(value)) => Edit::Set { address, value: value.clone() },
        (_, None) => Edit::Clear { address },
    }))
}

/// The text of a field that was open, where it says something else than what stands there.
fn open_field(
    doc: &Document,
    (offer, lang): (usize, Lang),
    (when, address, text): &(String, Address, String),
) -> Option<Item> {
    let kind = address.kind(doc.schema()).filter(|_| !text.trim().is_empty())?;
    let record = doc.resolve(address).and_then(|slot| doc.record(slot).ok());
    let now = record.as_ref().and_then(|r| r.value(&address.path)?.peel()).map(|value| value.text().to_owned());
    let planned = rules::read(kind, text).map_err(|reason| reason.text(lang)).and_then(|value| {
        let edit = Edit::Set { address: address.clone(), value: value.clone() };
        doc.plan(&edit).map(|_| (edit, value)).map_err(|error| error.say(lang))
    });
    let (wish, after, reason) = match planned {
        Ok((_, value)) if now.as_ref() == Some(&value) => return None,
        Ok((edit, value)) => (Some(Wish::Edit(edit)), value, None),
        Err(reason) => (None, text.clone(), Some(reason)),
    };
    let unfit = reason.is_some().then(|| Unfit {
        address: address.clone(),
        before: now.clone(),
        wanted: Some(after.clone()),
        found: now.clone(),
        possible: false,
    });
    let (taken, when) = (wish.is_some(), when.clone());
    let difference = at(doc, address, (now, Some(after)))?;
    Some(Item { offer, when, difference, wish, unfit, reason, draft: true, taken })
}
