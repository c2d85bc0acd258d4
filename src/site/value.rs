//! Values of records as HTML: a reference as a link, a number as one to call, a source with its
//! ages.
//!
//! Which fields a record has and what they are called, its declaration says. Entry points:
//! [`PageContext::rows`], [`PageContext::value`], [`PageContext::source`].

use maud::{Markup, html};

use super::page_context::PageContext;
use crate::index::display_names::text;
use crate::index::field as known;
use crate::index::phone::dialled;
use crate::present::record_rows::is_card_note;
use crate::present::source_age;
use crate::schema::{Field, FieldKind, Naming, PageGroup, RecordType};
use crate::syntax::SyntaxValue;
use crate::texts;

/// The field of a seat that names a person.
const PERSON: &str = "person";

impl PageContext<'_> {
    /// Returns the fields of a record that are wanted and known, one below the other; then what is
    /// unknown of them.
    pub fn rows(&self, record: &RecordType, root: SyntaxValue<'_>, wanted: &dyn Fn(&Field) -> bool) -> Markup {
        let wanted = |field: &&Field| wanted(field) && !matches!(field.kind, FieldKind::Id) && self.may_show(field);
        let fields = record.fields.iter().filter(wanted);
        let (there, absent): (Vec<_>, Vec<_>) =
            fields.map(|field| (field, known(root, field.name))).partition(|(_, value)| value.is_some());
        let absent: Vec<&str> = (absent.into_iter().filter(|(field, _)| field.absence.is_none()))
            .map(|(field, _)| field.label.get(self.lang))
            .collect();
        html! {
            @if !there.is_empty() || !absent.is_empty() {
                dl.facts {
                    @for (field, value) in there {
                        @if let Some(value) = value { (self.row(field, value)) }
                    }
                    @if !absent.is_empty() {
                        div { dt { (texts::site::not_known(self.lang)) } dd.unknown { (absent.join(", ")) } }
                    }
                }
            }
        }
    }

    /// Returns true for a field that a page says in a row; names, notes and nested records, among
    /// them the source, have places of their own.
    pub fn is_fact(&self, field: &Field) -> bool {
        let is_name = matches!(field.naming, Some(Naming::Full | Naming::Short));
        !(is_name || is_card_note(field) || matches!(field.kind, FieldKind::Record(_)))
            && field.group != PageGroup::Members
    }

    /// Returns a labelled value.
    pub fn row(&self, field: &Field, value: SyntaxValue<'_>) -> Markup {
        html! { div { dt { (field.label.get(self.lang)) } dd { (self.value(field.kind, value)) } } }
    }

    /// Returns true unless the field names a person and nobody asked for that.
    pub fn may_show(&self, field: &Field) -> bool {
        field.name != PERSON || self.site.request.with_names
    }

    /// Returns a value of any kind.
    pub fn value(&self, kind: FieldKind, value: SyntaxValue<'_>) -> Markup {
        let Some(value) = value.unwrap_option() else { return html! {} };
        match kind {
            FieldKind::Record(record) if record.is_source => self.source(value),
            FieldKind::Record(record) => self.rows(record, value, &|_| true),
            FieldKind::List(item) => self.list(*item, value),
            kind => self.plain_value(kind, value),
        }
    }

    fn list(&self, item: FieldKind, list: SyntaxValue<'_>) -> Markup {
        let items = || list.items().filter_map(SyntaxValue::unwrap_option);
        match item {
            FieldKind::Postcode | FieldKind::Line => html! {
                @for (number, value) in items().enumerate() {
                    @if number > 0 { ", " }
                    (self.plain_value(item, value))
                }
            },
            _ => html! { ul.plain { @for value in items() { li { (self.value(item, value)) } } } },
        }
    }

    fn plain_value(&self, kind: FieldKind, value: SyntaxValue<'_>) -> Markup {
        let words = value.as_str().unwrap_or_default();
        match kind {
            FieldKind::Ref(table) => match self.data.document.find(table, &words) {
                Some(slot) => self.labelled_link(slot, self.page.record()),
                None => self.said(&words),
            },
            FieldKind::Phone => phone_link(&words),
            FieldKind::Email => html! { a href=(format!("mailto:{words}")) { (words) } },
            FieldKind::Url | FieldKind::Origin => self.web_link(&words, &words),
            FieldKind::Text | FieldKind::PostalAddress => self.paragraphs(&words),
            FieldKind::Line => self.said(&words),
            FieldKind::Date => html! { time datetime=(words) { (words) } },
            kind => html! { (self.values().value(kind, value)) },
        }
    }

    /// Returns a text of the dataset with its lines.
    pub fn paragraphs(&self, words: &str) -> Markup {
        let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        html! {
            @for (number, line) in lines.into_iter().enumerate() {
                @if number > 0 { br; }
                (self.said(line))
            }
        }
    }

    /// Returns a link to another site, where the address is one of the web; else the words.
    pub fn web_link(&self, address: &str, words: &str) -> Markup {
        if !is_web_address(address) {
            return self.said(words);
        }
        html! { a.web href=(address) rel="noopener" { (words) } }
    }

    /// Returns where a statement comes from, how old it is and how certain.
    pub fn source(&self, source: SyntaxValue<'_>) -> Markup {
        let origin = text(source, "url").unwrap_or_default();
        let ages = source_age::after_origin(source, self.site.request.period, self.lang);
        let note = text(source, "note");
        html! {
            span.source {
                span.visually-hidden { (texts::site::source_is(self.lang)) " " }
                @if origin.is_empty() { (texts::site::no_origin(self.lang)) }
                @else { (self.web_link(&origin, source_age::host(&origin))) }
                " · " (self.spans(&ages))
                @if let Some(note) = note { " · " (self.said(&note)) }
            }
        }
    }

    /// Returns the source of a record in a paragraph of its own; nothing where it has none.
    pub fn source_of(&self, root: SyntaxValue<'_>) -> Markup {
        html! { @if let Some(source) = known(root, "source") { p.sourced { (self.source(source)) } } }
    }
}

/// Returns a telephone number that can be called.
pub(super) fn phone_link(number: &str) -> Markup {
    html! { a href=(phone_address(number)) { (number) } }
}

/// Returns the address that calls a number: with the country where it is known.
pub(super) fn phone_address(number: &str) -> String {
    let dialled = dialled(number);
    match dialled.strip_prefix('0').filter(|rest| !rest.starts_with('0')) {
        Some(national) => format!("tel:+49{national}"),
        None => format!("tel:{dialled}"),
    }
}

/// Returns true for an address that a browser may follow without harm.
pub(super) fn is_web_address(address: &str) -> bool {
    let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (begins("https://") || begins("http://")) && !address.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_called_from_anywhere() {
        for (number, address) in [
            ("02421 22-0", "tel:+492421220"),
            ("+49 (0)2421 22-0", "tel:+492421220"),
            ("0032 87 59", "tel:00328759"),
            ("406-4021", "tel:4064021"),
        ] {
            assert_eq!(phone_address(number), address);
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        assert!(is_web_address("https://www.koeln.de/x") && is_web_address("HTTP://koeln.de"));
        assert!(
            !is_web_address("javascript:alert(1)") && !is_web_address("Amtsblatt") && !is_web_address("https://a b")
        );
    }
}
