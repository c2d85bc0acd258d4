//! Which source vouches for a value, and what becomes of it when the value changes.
//!
//! Screen and command line offer, write and confirm sources by these rules. Must not read the clock
//! or test whether a page exists. Entry points: [`source_of`] a value, [`source_to_give`] after a
//! change, [`vouching_source`] of any place.

use super::SCHEMA;
use super::date::Date;
use crate::document::address::kind_at;
use crate::document::{Address, AddressStep, Document, Edit};
use crate::schema::{Field, FieldKind, RecordType, Table};
use crate::syntax::{SyntaxValue, printer};

/// Returns the address of the source that vouches for a place: a source for itself and its parts;
/// that of a value alone, where one is known; else that of the innermost record around it that
/// declares one. `None` where no record does.
pub fn vouching_source(document: &Document, place: &Address) -> Option<Address> {
    own_source(place).filter(|own| is_known(document, own)).or_else(|| source_of_record(place))
}

/// Returns the address of the source that is declared for this value alone, known or not.
pub fn own_source(value: &Address) -> Option<Address> {
    let (AddressStep::Field(name), outer) = value.path.split_last()? else { return None };
    let kind = kind_at(FieldKind::Record(SCHEMA.table(value.table).record), outer)?;
    let FieldKind::Record(declared) = kind else { return None };
    let source = declared.source_of_value(name)?;
    let record = Address { path: outer.to_vec(), ..value.clone() };
    Some(record.join(AddressStep::Field(source.name.to_owned())))
}

/// Returns the address of the innermost source around a place that is known in the dataset. A
/// contact without a source of its own has that of its body.
pub fn known_source(document: &Document, place: &Address) -> Option<Address> {
    let around =
        (0..=place.path.len()).rev().map(|length| Address { path: place.path[..length].to_vec(), ..place.clone() });
    around.filter_map(|place| vouching_source(document, &place)).find(|source| is_known(document, source))
}

fn is_known(document: &Document, place: &Address) -> bool {
    let record = document.resolve(place).and_then(|slot| document.record(slot).ok());
    record.is_some_and(|record| record.value(&place.path).and_then(SyntaxValue::unwrap_option).is_some())
}

/// Returns the address of the source of the innermost record around a place that declares one.
fn source_of_record(place: &Address) -> Option<Address> {
    let declared = declared_source(place.table, &place.path)?;
    let mut source = Address { path: place.path[..declared.record].to_vec(), ..place.clone() };
    source.path.extend(declared.field.map(|name| AddressStep::Field(name.to_owned())));
    Some(source)
}

/// Returns true when a place of a record of this table has a source, whether it is known or not.
pub fn has_source(table: Table, path: &[AddressStep]) -> bool {
    declared_source(table, path).is_some()
}

/// Where the source of a place is declared.
struct DeclaredSource {
    /// Length of the path to the record that has the source, or is it.
    record: usize,
    /// The field of that record; `None` where the record is the source.
    field: Option<&'static str>,
}

fn declared_source(table: Table, path: &[AddressStep]) -> Option<DeclaredSource> {
    let kind = FieldKind::Record(SCHEMA.table(table).record);
    (0..=path.len()).rev().find_map(|record| match kind_at(kind, &path[..record]) {
        Some(FieldKind::Record(found)) if found.is_source => Some(DeclaredSource { record, field: None }),
        Some(FieldKind::Record(found)) => Some(DeclaredSource { record, field: Some(found.source()?.name) }),
        _ => None,
    })
}

/// Returns the address of the source that vouches for a value. `None` for a part of a source, for
/// an identifier, for a whole record of a table, and where no record around the value has a source.
pub fn source_of(document: &Document, value: &Address) -> Option<Address> {
    let source = vouching_source(document, value)?;
    let is_part = value.path.starts_with(&source.path);
    let is_statement = !value.path.is_empty() && !is_part && !matches!(value.kind(&SCHEMA), Some(FieldKind::Id));
    is_statement.then_some(source)
}

/// Returns the source that is to be given when a value is changed: that of the value alone, where
/// the one that vouched for it so far vouches for others as well, which it still does. Where no
/// source is known yet, it is that of the record.
pub fn source_to_give(document: &Document, value: &Address) -> Option<Address> {
    let source = source_of(document, value)?;
    let Some(own) = own_source(value).filter(|_| known_source(document, value).is_some()) else { return Some(source) };
    let is_other = |field: &&Field| value.path.last() != Some(&AddressStep::Field(field.name.to_owned()));
    let is_shared = covered_fields(document, &source).iter().any(is_other);
    Some(if is_shared { own } else { source })
}

/// Returns the fields for which the source at this address vouches: those of the record around it
/// that have a value and no source of their own, also in records inside of it whose own source is
/// not known. Without what only says which record that is: identifier, names, references.
pub fn covered_fields(document: &Document, source: &Address) -> Vec<&'static Field> {
    let mut covered = Vec::new();
    let Some((AddressStep::Field(name), outer)) = source.path.split_last() else { return covered };
    let record = document.resolve(source).and_then(|slot| document.record(slot).ok());
    let value = record.as_ref().and_then(|record| record.value(outer)).and_then(SyntaxValue::unwrap_option);
    let kind = kind_at(FieldKind::Record(SCHEMA.table(source.table).record), outer);
    if let (Some(FieldKind::Record(kind)), Some(value)) = (kind, value) {
        match kind.field(name).and_then(|source| source.vouches_for) {
            Some(single) => covered.extend(kind.field(single).filter(|_| is_given(value, single))),
            None => collect_covered(kind, value, &mut covered),
        }
    }
    covered
}

fn collect_covered(record: &'static RecordType, value: SyntaxValue<'_>, covered: &mut Vec<&'static Field>) {
    let has_own = |field: &&Field| record.source_of_value(field.name).is_some_and(|own| is_given(value, own.name));
    for field in record.fields.iter().filter(|field| !has_own(field)) {
        let value = value.field(field.name).and_then(SyntaxValue::unwrap_option);
        let Some(value) = value.filter(|value| field.naming.is_none() && value.text() != "[]") else { continue };
        match field.kind {
            FieldKind::Id | FieldKind::Ref(_) | FieldKind::List(FieldKind::Ref(_)) => {}
            FieldKind::Record(inner) if inner.is_source || is_sourced(inner, value) => {}
            FieldKind::Record(inner) => collect_covered(inner, value, covered),
            _ => covered.push(field),
        }
    }
}

/// Returns true when a record names its own source.
fn is_sourced(record: &RecordType, value: SyntaxValue<'_>) -> bool {
    record.source().is_some_and(|source| is_given(value, source.name))
}

fn is_given(record: SyntaxValue<'_>, field: &str) -> bool {
    record.field(field).and_then(SyntaxValue::unwrap_option).is_some()
}

/// Returns the edits that clear a value: with it goes the source that vouches for it alone.
pub fn clearing(document: &Document, value: &Address) -> Vec<Edit> {
    let own = own_source(value).filter(|own| is_known(document, own));
    std::iter::once(value.clone()).chain(own).map(|address| Edit::Clear { address }).collect()
}

/// Somebody's look at a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementCheck {
    /// The day.
    pub day: Date,
    /// True when it was the office that looks after the record.
    pub by_caretaker: bool,
}

/// Returns the edits that say of a known source that somebody looked and found it still true.
pub fn confirmation(source: &Address, check: StatementCheck) -> Vec<Edit> {
    let confirmed = check.by_caretaker.then_some("confirmed");
    let set = |name: &str| {
        let address = source.join(AddressStep::Field(name.to_owned()));
        Edit::Set { address, value: printer::string(&check.day.to_string()) }
    };
    std::iter::once("checked").chain(confirmed).map(set).collect()
}

/// Returns true unless the source at this address says that its statement is of today.
pub fn is_older(document: &Document, source: &Address, today: Date) -> bool {
    let record = document.resolve(source).and_then(|slot| document.record(slot).ok());
    let source = record.as_ref().and_then(|record| record.value(&source.path)).and_then(SyntaxValue::unwrap_option);
    let as_of = source
        .and_then(|source| source.field("as_of"))
        .and_then(SyntaxValue::unwrap_option)
        .and_then(SyntaxValue::as_str);
    as_of.as_deref().map(str::trim) != Some(today.to_string().as_str())
}

/// What the source of a changed value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueSource {
    /// The page or title is what it was before; where the value had no source of its own, that of
    /// the record around it.
    Kept,
    /// It is not known.
    Unknown,
    /// It is this one, as RON text.
    Given(String),
}

/// Returns the edits that make a source vouch for a value just changed: its origin, its date (RON
/// text), and that it was checked. How the former date was known no longer applies, nor does the
/// certainty of a former origin, nor that the caretaker confirmed the former value.
pub fn renewal(
    document: &Document,
    source: &Address,
    origin: ValueSource,
    as_of: String,
    check: StatementCheck,
) -> Vec<Edit> {
    let origin = match origin {
        ValueSource::Kept => former_origin(document, source)
            .map_or(ValueSource::Kept, |origin| ValueSource::Given(printer::string(&origin))),
        origin => origin,
    };
    let field = |name: &str| source.join(AddressStep::Field(name.to_owned()));
    let set = |name, value| Edit::Set { address: field(name), value };
    // How certain the former origin was says nothing of another one.
    let is_other = match &origin {
        ValueSource::Kept => false,
        ValueSource::Unknown => true,
        ValueSource::Given(url) => origin_of(document, source).is_none_or(|former| printer::string(&former) != *url),
    };
    let certainty = is_other.then(|| Edit::Clear { address: field("certainty") });
    let origin = match origin {
        ValueSource::Kept => None,
        ValueSource::Unknown => Some(Edit::Clear { address: field("url") }),
        ValueSource::Given(url) => Some(set("url", url)),
    };
    let former = (!check.by_caretaker).then(|| Edit::Clear { address: field("confirmed") });
    let dated = [set("as_of", as_of), Edit::Clear { address: field("dating") }];
    origin.into_iter().chain(dated).chain(confirmation(source, check)).chain(former).chain(certainty).collect()
}

/// Returns the origin of a value that has no known source of its own: that of the record around it.
pub fn former_origin(document: &Document, value: &Address) -> Option<String> {
    let known =
        known_source(document, value).filter(|known| vouching_source(document, value).as_ref() != Some(known))?;
    origin_of(document, &known)
}

/// Returns the origin that the source at this address names.
fn origin_of(document: &Document, source: &Address) -> Option<String> {
    let record = document.record(document.resolve(source)?).ok()?;
    let origin = record.value(&source.path)?.unwrap_option()?.field("url")?.unwrap_option()?;
    Some(origin.as_str()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Option<String> {
        let document = Document::parse(&SCHEMA, "()").unwrap();
        source_of(&document, &Address::parse(&SCHEMA, value).unwrap()).map(|source| source.display(&SCHEMA).to_string())
    }

    #[test]
    fn a_value_is_vouched_for_by_the_innermost_source_around_it() {
        for (value, source) in [
            ("bodies/b/contact/phone", Some("bodies/b/contact/source")),
            ("bodies/b/contact", Some("bodies/b/contact/source")),
            ("bodies/b/members/0/seats", Some("bodies/b/members/0/source")),
            ("bodies/b/rhythm", Some("bodies/b/source")),
            ("regions/r/agreement/signed", Some("regions/r/agreement/source")),
            ("engagements/e/wording", Some("engagements/e/source")),
            ("regions/r/name", None),
            ("bodies/b/id", None),
            ("bodies/b/source", None),
            ("bodies/b/source/as_of", None),
            ("regions/r/agreement/source/url", None),
            ("bodies/b", None),
            ("bodies/b/fax", Some("bodies/b/source")),
            ("regions/r/agreement", Some("regions/r/agreement/source")),
        ] {
            assert_eq!(of(value).as_deref(), source, "{value}");
        }
    }

    #[test]
    fn every_place_of_a_record_with_a_source_can_be_confirmed() {
        let document = Document::parse(&SCHEMA, "()").unwrap();
        for (place, source) in [
            ("bodies/b", Some("bodies/b/source")),
            ("bodies/b/id", Some("bodies/b/source")),
            ("bodies/b/source", Some("bodies/b/source")),
            ("bodies/b/source/as_of", Some("bodies/b/source")),
            ("bodies/b/members/0/seats", Some("bodies/b/members/0/source")),
            ("regions/r/agreement", Some("regions/r/agreement/source")),
            ("regions/r/agreement/source/url", Some("regions/r/agreement/source")),
            ("regions/r", None),
            ("regions/r/name", None),
            ("municipalities/m/population", None),
        ] {
            let place = Address::parse(&SCHEMA, place).unwrap();
            let found = vouching_source(&document, &place).map(|source| source.display(&SCHEMA).to_string());
            assert_eq!(found.as_deref(), source);
            assert_eq!(has_source(place.table, &place.path), source.is_some());
        }
    }

    fn by_editor() -> StatementCheck {
        StatementCheck { day: Date::parse("2026-11-29").unwrap(), by_caretaker: false }
    }

    fn edit_all(document: &mut Document, edits: &[Edit]) {
        edits.iter().for_each(|edit| drop(document.edit(edit).unwrap()));
    }

    #[test]
    fn a_confirmation_changes_the_day_of_the_check_alone() {
        let text = "#![enable(implicit_some)]\n(bodies: [(id: \"b\", source: (url: \"Broschüre\", as_of: \"2013\")), (id: \"c\")])";
        let mut document = Document::parse(&SCHEMA, text).unwrap();
        let source = |id: &str| Address::parse(&SCHEMA, &format!("bodies/{id}/source")).unwrap();
        edit_all(&mut document, &confirmation(&source("b"), by_editor()));
        let checked = text.replace("as_of: \"2013\"", "as_of: \"2013\", checked: \"2026-11-29\"");
        assert_eq!(document.text(), checked);
        let by_caretaker = StatementCheck { day: Date::parse("2026-11-30").unwrap(), by_caretaker: true };
        edit_all(&mut document, &confirmation(&source("b"), by_caretaker));
        let confirmed = checked.replace("11-29\"", "11-30\", confirmed: \"2026-11-30\"");
        assert_eq!(document.text(), confirmed);
        // A later look of somebody else leaves it as it is; another value is not confirmed.
        edit_all(&mut document, &confirmation(&source("b"), by_editor()));
        assert!(document.text().contains("confirmed: \"2026-11-30\""), "{}", document.text());
        let renewed = renewal(&document, &source("b"), ValueSource::Kept, "\"2026\"".to_owned(), by_editor());
        edit_all(&mut document, &renewed);
        assert!(!document.text().contains("confirmed"), "{}", document.text());
        let renewed = renewal(&document, &source("b"), ValueSource::Kept, "\"2026\"".to_owned(), by_caretaker);
        edit_all(&mut document, &renewed);
        assert!(document.text().contains("confirmed: \"2026-11-30\""), "{}", document.text());
        assert_eq!(known_source(&document, &source("c")), None);
    }

    #[test]
    fn a_contact_without_a_source_of_its_own_has_that_of_its_body() {
        let text = "#![enable(implicit_some)]\n(bodies: [\
                    (id: \"b\", contact: (phone: \"1\", source: (url: \"Brief\")), source: (url: \"Seite\")),\
                    (id: \"c\", contact: (phone: \"1\"), source: (url: \"Seite\")), (id: \"d\", contact: (phone: \"1\"))])";
        let mut document = Document::parse(&SCHEMA, text).unwrap();
        let address = |text: &str| Address::parse(&SCHEMA, text).unwrap();
        for (id, known) in [("b", Some("bodies/b/contact/source")), ("c", Some("bodies/c/source")), ("d", None)] {
            let found = known_source(&document, &address(&format!("bodies/{id}/contact/phone")));
            assert_eq!(found, known.map(address), "{id}");
        }
        // A source that the contact gets takes over where the number was and is found.
        let own = address("bodies/c/contact/source");
        for edit in renewal(&document, &own, ValueSource::Kept, "\"2026-11\"".to_owned(), by_editor()) {
            document.edit(&edit).unwrap();
        }
        let own = "contact: (phone: \"1\", source: (url: \"Seite\", as_of: \"2026-11\", checked: \"2026-11-29\"))";
        assert!(document.text().contains(own), "{}", document.text());
    }

    #[test]
    fn a_renewed_source_says_all_of_its_new_date_and_nothing_of_the_former() {
        let today = Date::parse("2026-11-29").unwrap();
        let text = "#![enable(implicit_some)]\n(bodies: [(id: \"b\", level: Bildungsbuero, name: \"B\", regions: [], \
                    source: (url: \"Broschüre\", as_of: \"2013\", dating: \"2013–2014\", certainty: High))])";
        let mut document = Document::parse(&SCHEMA, text).unwrap();
        let source = Address::parse(&SCHEMA, "bodies/b/source").unwrap();
        assert!(is_older(&document, &source, today));
        for edit in renewal(
            &document,
            &source,
            ValueSource::Given("\"Telefonat\"".to_owned()),
            "\"2026-11-29\"".to_owned(),
            by_editor(),
        ) {
            document.edit(&edit).unwrap();
        }
        assert!(!is_older(&document, &source, today));
        let source = document.text().split_once("source: ").unwrap().1.to_owned();
        assert_eq!(source, "(url: \"Telefonat\", as_of: \"2026-11-29\", checked: \"2026-11-29\"))])");
    }

    #[test]
    fn the_certainty_stays_with_the_origin_it_was_said_of() {
        let text = "(bodies: [(id: \"b\", source: (url: \"Seite\", certainty: High))])";
        let source = Address::parse(&SCHEMA, "bodies/b/source").unwrap();
        for (origin, is_kept) in [
            (ValueSource::Kept, true),
            (ValueSource::Given("\"Seite\"".to_owned()), true),
            (ValueSource::Given("\"Anruf\"".to_owned()), false),
            (ValueSource::Unknown, false),
        ] {
            let mut document = Document::parse(&SCHEMA, text).unwrap();
            for edit in renewal(&document, &source, origin.clone(), "\"2026\"".to_owned(), by_editor()) {
                document.edit(&edit).unwrap();
            }
            assert_eq!(document.text().contains("certainty"), is_kept, "{origin:?}: {}", document.text());
        }
    }

    #[test]
    fn a_value_may_have_a_source_of_its_own() {
        let text = "#![enable(implicit_some)]\n(bodies: [(id: \"b\", rhythm: \"jährlich\", contact: (phone: \"1\", \
                    phone_source: (url: \"Anruf\"), email: \"a@b.de\", website: \"https://b.de\", \
                    source: (url: \"Zeitung\"))), (id: \"c\", contact: (phone: \"1\", source: (url: \"Zeitung\"))), \
                    (id: \"d\", contact: (phone: \"1\", email: \"a@b.de\"))])";
        let document = Document::parse(&SCHEMA, text).unwrap();
        let address = |text: &str| Address::parse(&SCHEMA, text).unwrap();
        let shown = |source: Option<Address>| source.map(|source| source.display(&SCHEMA).to_string());
        for (value, vouches, given) in [
            ("bodies/b/contact/phone", "bodies/b/contact/phone_source", "bodies/b/contact/phone_source"),
            ("bodies/b/contact/email", "bodies/b/contact/source", "bodies/b/contact/email_source"),
            // Nothing else stands under the source of this contact.
            ("bodies/c/contact/phone", "bodies/c/contact/source", "bodies/c/contact/source"),
            // No source is known yet: the first one is that of all.
            ("bodies/d/contact/phone", "bodies/d/contact/source", "bodies/d/contact/source"),
        ] {
            assert_eq!(shown(vouching_source(&document, &address(value))).as_deref(), Some(vouches));
            assert_eq!(shown(source_to_give(&document, &address(value))).as_deref(), Some(given), "{value}");
        }
        let covered = |source: &str| -> Vec<&str> {
            covered_fields(&document, &address(source)).into_iter().map(|field| field.name).collect()
        };
        assert_eq!(covered("bodies/b/contact/source"), ["email", "website"]);
        assert_eq!(covered("bodies/b/contact/phone_source"), ["phone"]);
        let cleared = clearing(&document, &address("bodies/b/contact/phone"));
        assert_eq!(cleared.len(), 2, "the source of the value goes with it: {cleared:?}");
    }
}
