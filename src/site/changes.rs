//! What was changed, from the history: a page and an Atom feed. Never by whom or why.
//!
//! A value is quoted where it is a plain one that the dataset still has, so that nothing is said
//! that the pages do not say, and what somebody removed is not told on. Of choices both are: their
//! words are those of the program. Of lists, whole records and all else only that they changed.
//! Entry points: [`SiteChange`], [`PageContext::changes`], [`feed`].

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
use crate::syntax::{SyntaxValue, Tree};
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
    /// What it is called; of one that is gone only what it was.
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
        Some(match address.kind(self.data.document.schema()) {
            Some(kind @ (FieldKind::Choice(_) | FieldKind::YesNo)) => {
                let [before, after] = [&change.before, &change.after].map(|ron| self.ron_words(kind, ron.as_deref()));
                let [before, after] = [before, after].map(|words| words.unwrap_or_else(|| self.unknown()));
                texts::site::value_changed(lang, &place, &before, &after)
            }
            Some(kind) if !matches!(kind, FieldKind::Record(_) | FieldKind::List(_)) => {
                match self.ron_words(kind, change.after.as_deref()) {
                    None => texts::site::value_removed(lang, &place),
                    Some(after) if self.present_words(kind, address).as_ref() == Some(&after) => {
                        texts::site::value_is(lang, &place, &after)
                    }
                    Some(_) => texts::site::place_changed(lang, &place),
                }
            }
            _ => texts::site::place_changed(lang, &place),
        })
    }

    /// Returns what the dataset has at a place now, in words.
    fn present_words(&self, kind: FieldKind, address: &Address) -> Option<String> {
        let record = self.data.document.record(self.data.document.resolve(address)?).ok()?;
        self.value_words(kind, record.value(&address.path)?)
    }

    fn ron_words(&self, kind: FieldKind, ron: Option<&str>) -> Option<String> {
        let tree = Tree::parse(ron?).ok()?;
        self.value_words(kind, tree.root(ron?))
    }

    fn value_words(&self, kind: FieldKind, value: SyntaxValue<'_>) -> Option<String> {
        let value = value.unwrap_option()?;
        Some(match kind {
            FieldKind::Choice(_) | FieldKind::YesNo => self.values().value(kind, value),
            kind => to_editable_text(kind, value),
        })
    }

    fn unknown(&self) -> String {
        texts::detail::unknown(self.lang).to_owned()
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
        let singular = || SCHEMA.table(address.table).singular.get(page.lang).to_owned();
        let name = slot.map_or_else(singular, |slot| RecordLabel::of(page.data, slot, page.lang).text());
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
