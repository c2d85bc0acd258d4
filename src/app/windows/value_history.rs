//! The saved history of a value, a record or the whole dataset; Enter restores a previous value.

use std::borrow::Cow;

use super::{App, Window, WindowPurpose, WindowRow, said};
use crate::app::detail::Span;
use crate::app::window::Action;
use crate::document::diff::{DiffPlace, value};
use crate::document::{Address, AddressStep, Document, Edit};
use crate::text::contrast;
use crate::texts::{app as t, detail as dt, document as d};
use crate::theme::Role;

/// One saved change of one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueHistoryEntry {
    /// When, as people read it.
    pub when: String,
    /// `anna@host`.
    pub who: String,
    /// The address in the history.
    pub address: String,
    /// RON text before.
    pub before: Option<String>,
    /// RON text after.
    pub after: Option<String>,
    /// The reason, if the person gave one.
    pub reason: Option<String>,
}

/// Returns the window, newest change first.
pub fn open(app: &App, place: &str, past: &[ValueHistoryEntry]) -> Window {
    let lang = app.lang();
    let title = t::history_of(lang, place);
    if past.is_empty() {
        return Window::new(WindowPurpose::Notice, title, vec![said(Role::Dim, t::no_history(lang))]);
    }
    Window::new(WindowPurpose::History, title, past.iter().map(|fact| row(app, fact, place)).collect())
}

/// Returns one change, with list items below it. Its place is named only where the title does not
/// name it.
fn row(app: &App, fact: &ValueHistoryEntry, title: &str) -> WindowRow {
    let address = Address::parse(app.workspace.doc.schema(), &fact.address).ok();
    let mut spans = vec![(Role::Dim, format!("{} {}  ", fact.when, fact.who))];
    match &address {
        Some(address) => spans.extend(changes(app, fact, address, title)),
        None => {
            let texts = [&fact.before, &fact.after].map(|ron| ron.as_deref().unwrap_or(dt::unknown(app.lang())));
            spans.push((Role::Text, format!("{}: ", fact.address)));
            spans.push((Role::Changed, d::turned(app.lang(), texts[0], texts[1])));
        }
    }
    spans.extend(fact.reason.iter().map(|reason| (Role::Dim, format!("  ({reason})"))));
    let action = address.map(|a| Action::BringBack(a, fact.before.clone()));
    WindowRow { spans, action: Some(action.unwrap_or(Action::Close)), ..WindowRow::default() }
}

/// Returns the differences with their places: on the same line if there is one, else on separate
/// lines.
fn changes(app: &App, fact: &ValueHistoryEntry, address: &Address, title: &str) -> Vec<Span> {
    let found = value(app.workspace.doc.schema(), address, fact.before.as_deref(), fact.after.as_deref());
    let is_one = found.len() == 1;
    let mut spans = Vec::new();
    for difference in &found {
        if !is_one {
            spans.push((Role::Text, "\n    ".to_owned()));
        }
        let place = app.workspace.place_in_words(&difference.place);
        spans.push((Role::Text, if place == title { String::new() } else { format!("{place}: ") }));
        let said = difference.say(app.lang(), |texts| in_words(app, &difference.place, texts));
        spans.push((Role::Changed, said));
    }
    spans
}

/// Returns the values of a place as a person reads them; a whole record appears as `…`.
fn in_words(app: &App, place: &DiffPlace, texts: [Option<&str>; 2]) -> [String; 2] {
    let kind = place.address().and_then(|address| address.kind(app.workspace.doc.schema()));
    let whole = place.address().is_some_and(|address| address.path.is_empty());
    let words = texts.map(|text| match (text, kind) {
        (None, _) => dt::unknown(app.lang()).to_owned(),
        (Some(_), _) if whole => "…".to_owned(),
        (Some(text), Some(kind)) => app.plain_value(kind, text),
        (Some(text), None) => text.to_owned(),
    });
    contrast(words.each_ref().map(String::as_str)).map(Cow::into_owned)
}

/// Returns the edit that restores the previous value of a place.
pub(in crate::app) fn edit_back(doc: &Document, address: Address, before: Option<String>) -> Edit {
    let there = doc.resolve(&address).is_some();
    match (address.path.is_empty(), before) {
        (true, Some(text)) if there => Edit::Replace { address, text },
        (true, Some(text)) => Edit::AddText { table: address.table, after: None, text },
        (true, None) => Edit::Remove { address },
        (false, Some(value)) => Edit::Set { address, value },
        (false, None) => Edit::Clear { address },
    }
}

impl App {
    /// Restores an earlier value, as a step of its own.
    pub(in crate::app) fn bring_value_back(&mut self, address: &Address, before: Option<&str>) {
        let name = t::brought_back(self.lang(), &self.workspace.name_of(address));
        if address.path == [AddressStep::Field("id".to_owned())] {
            return self.show_error(t::not_here(self.lang()));
        }
        let edit = edit_back(&self.workspace.doc, address.clone(), before.map(str::to_owned));
        if self.apply(&edit, name.clone()).is_some() {
            self.show_info(name);
        }
    }
}
