//! What was changed, from the history: a page and an Atom feed. Never by whom or why.
//!
//! A value is quoted where it is a plain one; of lists and whole records only that they changed, so
//! that nothing is said that the pages do not say. Entry points: [`SiteChange`],
//! [`PageContext::changes`], [`feed`].

use maud::{Markup, PreEscaped, html};

use super::layout::{district_text, site_name};
use super::page_context::{PageContent, PageContext};
use super::site_page::{FEED, SitePage};
use crate::document::{Address, AddressStep, Slot};
use crate::exchange::identifier;
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::model::input::to_editable_text;
use crate::present::path_words::path_words;
use crate::present::record_label::RecordLabel;
use crate::schema::FieldKind;
use crate::syntax::Tree;
use crate::texts;

/// The records of which changes are told at most.
const MOST: usize = 50;

/// A value that was changed, as the history has it, without who and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteChange {
    /// When it was saved (RFC 3339).
    pub when: String,
    /// The record or value.
    pub address: String,
    /// RON text before; `None` when it was absent.
    pub before: Option<String>,
    /// RON text after; `None` when it is absent now.
    pub after: Option<String>,
}

/// A record of which values were changed at one moment.
struct SiteRecordChange {
    when: String,
    /// The record, where it is still there.
    slot: Option<Slot>,
    name: String,
    /// The address of the record.
    address: String,
    /// What was changed, in words.
    says: Vec<String>,
}

impl PageContext<'_> {
    pub(super) fn changes(&self) -> PageContent {
        let lang = self.lang;
        let title = texts::site::changes(lang).to_owned();
        let changed = changed_records(self);
        let main = html! {
            h1 { (title) }
            p.lead { (texts::site::changes_lead(lang)) }
            p { a href=(FEED) { (texts::site::as_feed(lang)) } }
            @if changed.is_empty() { p.unknown { (texts::site::no_changes(lang)) } }
            @for day in changed.chunk_by(|one, other| day_of(&one.when) == day_of(&other.when)) {
                h2 { (self.written_day(day_of(&day[0].when))) }
                ul.records {
                    @for record in day {
                        li {
                            p.what { @match record.slot { Some(slot) => (self.link_as(slot, &record.name)), None => (self.said(&record.name)) } }
                            @for said in &record.says { p.where { (said) } }
                        }
                    }
                }
            }
        };
        PageContent { title, description: texts::site::changes_lead(lang).to_owned(), main, ..PageContent::default() }
    }

    /// Returns what a change says in words; `None` where it must not be told.
    fn change_words(&self, change: &SiteChange, address: &Address) -> Option<String> {
        let lang = self.lang;
        let names_person = address.path.contains(&AddressStep::Field("person".to_owned()));
        if names_person && !self.site.request.with_names {
            return None;
        }
        if address.path.is_empty() {
            let words = match (&change.before, &change.after) {
                (None, _) => texts::site::was_added(lang),
                (_, None) => texts::site::was_removed(lang),
                _ => texts::site::was_changed(lang),
            };
            return Some(words.to_owned());
        }
        let place = path_words(address, lang).join(" › ");
        Some(match address.kind(&SCHEMA) {
            Some(kind) if !matches!(kind, FieldKind::Record(_) | FieldKind::List(_)) => {
                let [before, after] = [&change.before, &change.after].map(|ron| self.plain_words(kind, ron.as_deref()));
                texts::site::value_changed(lang, &place, &before, &after)
            }
            _ => texts::site::place_changed(lang, &place),
        })
    }

    fn plain_words(&self, kind: FieldKind, ron: Option<&str>) -> String {
        let tree = ron.and_then(|ron| Some((Tree::parse(ron).ok()?, ron)));
        let words = tree.as_ref().and_then(|(tree, ron)| {
            let value = tree.root(ron).unwrap_option()?;
            Some(match kind {
                FieldKind::Choice(_) | FieldKind::YesNo => self.values().value(kind, value),
                kind => to_editable_text(kind, value),
            })
        });
        words.unwrap_or_else(|| texts::detail::unknown(self.lang).to_owned())
    }
}

/// Returns the records that were changed last, each with all that was changed at one moment.
fn changed_records(page: &PageContext<'_>) -> Vec<SiteRecordChange> {
    let mut found: Vec<SiteRecordChange> = Vec::new();
    for change in page.site.request.changes {
        let Ok(address) = Address::parse(&SCHEMA, &change.address) else { continue };
        let Some(says) = page.change_words(change, &address) else { continue };
        let record = Address::record(address.table, address.id.clone());
        let shown = record.display(&SCHEMA).to_string();
        if let Some(last) = found.last_mut().filter(|last| last.when == change.when && last.address == shown) {
            last.says.insert(0, says);
            continue;
        }
        if found.len() == MOST {
            break;
        }
        let slot = page.data.document.resolve(&record);
        let removed = || {
            let ron = change.before.as_deref().filter(|_| address.path.is_empty())?;
            Some(RecordLabel::of_removed(page.data, address.table, ron, page.lang)?.text())
        };
        let name = slot.map(|slot| RecordLabel::of(page.data, slot, page.lang).text());
        let name = name.or_else(removed).unwrap_or_else(|| address.id.clone());
        found.push(SiteRecordChange { when: change.when.clone(), slot, name, address: shown, says: vec![says] });
    }
    found
}

/// Returns the day of a moment.
fn day_of(when: &str) -> &str {
    when.get(..10).unwrap_or(when)
}

/// Returns the changes as an Atom feed (RFC 4287).
pub(super) fn feed(page: &PageContext<'_>) -> String {
    let changed = changed_records(page);
    let base = page.site.request.base_url.map(|base| format!("{base}{}/", page.lang.code()));
    let link = |path: String| base.as_ref().map_or_else(|| path.clone(), |base| format!("{base}{path}"));
    let start = midnight(page.site.request.period.today);
    let updated = changed.first().map_or(start.as_str(), |newest| newest.when.as_str());
    let author = district_text(page.data, "authority").unwrap_or_else(|| site_name(page.data, page.lang));
    let entry = |record: &SiteRecordChange| {
        let path = record.slot.and_then(|slot| page.href_of(slot)).unwrap_or_else(|| page.href(SitePage::Changes));
        html! {
            entry {
                id { (urn(&format!("{} {}", record.address, record.when))) }
                title { (record.name) }
                updated { (record.when) }
                link href=(link(path)) {}
                summary { (record.says.join("\n")) }
            }
        }
    };
    let feed: Markup = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(page.lang.code()) {
            id { (urn(&format!("{} {}", site_name(page.data, page.lang), page.lang.code()))) }
            title { (texts::site::changes(page.lang)) " – " (site_name(page.data, page.lang)) }
            updated { (updated) }
            author { name { (author) } }
            link rel="alternate" type="text/html" href=(link(page.href(SitePage::Changes))) {}
            @if base.is_some() { link rel="self" type="application/atom+xml" href=(link(FEED.to_owned())) {} }
            @for record in &changed { (entry(record)) }
        }
    };
    let is_bad = |c: char| c.is_control() && c != '\n' && c != '\t' || matches!(c, '\u{fffe}' | '\u{ffff}');
    feed.into_string().replace(is_bad, "\u{fffd}")
}

/// Returns an identifier that stays the same for what is named.
fn urn(what: &str) -> String {
    identifier::of_address(what).urn().to_string()
}

fn midnight(day: Date) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", day.year(), day.month().unwrap_or(1), day.day().unwrap_or(1))
}
