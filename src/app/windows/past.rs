//! What was saved before: the past of a value, a record or the whole dataset; Enter brings the value before back.

use super::{App, Purpose, Row, Window, said};
use crate::app::window::Action;
use crate::document::{Address, Document, Edit, Step};
use crate::text::contrast;
use crate::texts::{app as t, detail as dt};
use crate::theme::Role;

/// One saved change of one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// When, as people read it.
    pub when: String,
    /// `anna@host`.
    pub who: String,
    /// The place as the history names it.
    pub address: String,
    /// RON text before.
    pub before: Option<String>,
    /// RON text after.
    pub after: Option<String>,
    /// Why, if the person said so.
    pub reason: Option<String>,
}

/// The list, newest first.
pub fn open(app: &App, place: &str, past: &[Past]) -> Window {
    let lang = app.lang();
    let title = t::history_of(lang, place);
    if past.is_empty() {
        return Window::new(Purpose::Notice, title, vec![said(Role::Dim, t::no_history(lang))]);
    }
    Window::new(Purpose::History, title, past.iter().map(|fact| row(app, fact, place)).collect())
}

/// One change; its place is named only where the title does not name it.
fn row(app: &App, fact: &Past, title: &str) -> Row {
    let lang = app.lang();
    let address = Address::parse(app.doc.schema(), &fact.address).ok();
    let kind = address.as_ref().and_then(|a| a.kind(app.doc.schema()));
    let whole = address.as_ref().is_none_or(|a| a.path.is_empty());
    let plain = |ron: &Option<String>| match (ron, kind) {
        (None, _) => dt::unknown(lang).to_owned(),
        (Some(_), _) if whole => "…".to_owned(),
        (Some(ron), Some(kind)) => app.plain_value(kind, ron),
        (Some(ron), None) => ron.clone(),
    };
    let named = address.as_ref().map_or_else(|| fact.address.clone(), |a| app.name_of(a));
    let texts = [&fact.before, &fact.after].map(plain);
    let [was, is] = contrast(texts.each_ref().map(String::as_str));
    let mut spans = vec![
        (Role::Dim, format!("{} {}  ", fact.when, fact.who)),
        (Role::Text, if named == title { String::new() } else { format!("{named}: ") }),
        (Role::Changed, format!("{was} → {is}")),
    ];
    spans.extend(fact.reason.iter().map(|reason| (Role::Dim, format!("  ({reason})"))));
    let action = address.map(|a| Action::BringBack(a, fact.before.clone()));
    Row { spans, action: Some(action.unwrap_or(Action::Close)), ..Row::default() }
}

/// The edit by which a place says again what it said before.
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
    /// Puts an earlier value back, as a step of its own.
    pub(in crate::app) fn bring_value_back(&mut self, address: &Address, before: Option<&str>) {
        let name = t::brought_back(self.lang(), &self.name_of(address));
        if address.path == [Step::Field("id".to_owned())] {
            return self.complain(t::not_here(self.lang()));
        }
        let edit = edit_back(&self.doc, address.clone(), before.map(str::to_owned));
        if self.apply(&edit, name.clone()).is_some() {
            self.say(name);
        }
    }
}
