//! What another start of the program left unsaved: shown field by field, then taken over or dropped.
//!
//! What is taken over becomes ordinary unsaved steps: `u` takes them back, `c` lists them and drops single ones. Where the
//! dataset has changed since, the steps are carried out field by field on what is there now. Nothing is decided without
//! the person; closing the window leaves everything for the next start.

use crate::document::replay::replayed;
use crate::document::{Address, Change, Document, Edit};
use crate::model::input as rules;
use crate::texts::app as t;
use crate::theme::Role;

use super::event::Decision;
use super::history::Done;
use super::unsaved::Unsaved;
use super::window::{Action, Purpose, Row, Window};
use super::windows::{changes, said};
use super::{App, Effect};

/// What one program left behind.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// `anna@host`.
    pub who: String,
    /// When the last of it was written down, as text for people.
    pub last: String,
    /// Name and changes of each step, in order.
    pub steps: Vec<(String, Vec<Change>)>,
    /// Text in fields that were open.
    pub drafts: Vec<(Address, String)>,
}

impl App {
    /// Shows what was left and asks.
    pub(super) fn offer(&mut self, offers: Vec<Offer>) {
        let lang = self.lang();
        let choice = |text: &str, action| Row {
            spans: vec![(Role::Text, text.to_owned())],
            action: Some(action),
            ..Row::default()
        };
        let mut rows = vec![
            choice(t::take_recovered(lang), Action::TakeRecovered),
            choice(t::decide_later(lang), Action::Close),
            choice(t::drop_recovered(lang), Action::DropRecovered),
        ];
        for offer in &offers {
            rows.push(Row::default());
            rows.push(said(Role::Heading, t::left_by(lang, &offer.who, &offer.last)));
            let (after, unsaved) = self.foreseen(offer);
            rows.extend(unsaved.differences().iter().map(|d| Row { action: None, ..changes::row_in(self, &after, d) }));
            rows.extend(
                offer
                    .drafts
                    .iter()
                    .map(|(address, text)| said(Role::Text, t::draft(lang, &self.name_of(address), text))),
            );
        }
        self.recovered = offers;
        self.windows.push(Window::new(Purpose::Recovery, t::recovery_title(lang), rows));
    }

    /// The dataset as it would be, and what would then differ.
    fn foreseen(&self, offer: &Offer) -> (Document, Unsaved) {
        let (mut doc, mut unsaved) = (self.doc.clone(), Unsaved::default());
        for (_, changes) in &offer.steps {
            for change in replayed(&doc, changes).changes {
                unsaved.remember_before(&doc, &change);
                if let Ok(touched) = doc.apply(std::slice::from_ref(&change)) {
                    touched.iter().for_each(|slot| unsaved.remember(*slot, None));
                }
            }
        }
        unsaved.refresh(&doc);
        (doc, unsaved)
    }

    /// Takes everything over as unsaved steps.
    pub(super) fn take_recovered(&mut self) {
        let mut refused = 0;
        for offer in std::mem::take(&mut self.recovered) {
            for (name, changes) in offer.steps {
                let changes = replayed(&self.doc, &changes).changes;
                if !changes.is_empty() && self.apply_changes(Done { name, changes, place: None }).is_none() {
                    refused += 1;
                }
            }
            for (address, text) in offer.drafts {
                refused += usize::from(!self.take_draft(&address, &text));
            }
        }
        let lang = self.lang();
        match refused {
            // What could not be taken over stays in its journal, for a person to look at.
            1.. => self.complain(t::recovered_partly(lang, refused)),
            0 => {
                self.ask(Effect::Recovery(Decision::Taken));
                self.say(t::recovered(lang));
            }
        }
    }

    fn take_draft(&mut self, address: &Address, text: &str) -> bool {
        let Some(kind) = address.kind(self.doc.schema()) else { return false };
        let Ok(value) = rules::read(kind, text) else { return false };
        let name = t::set(self.lang(), &self.name_of(address));
        let edit = Edit::Set { address: address.clone(), value };
        self.doc.plan(&edit).is_ok_and(|changes| {
            changes.is_empty() || self.apply_changes(Done { name, changes, place: None }).is_some()
        })
    }

    /// Drops everything.
    pub(super) fn drop_recovered(&mut self) {
        self.recovered.clear();
        self.ask(Effect::Recovery(Decision::Dropped));
        self.say(t::recovery_dropped(self.lang()));
    }
}
