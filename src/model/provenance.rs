//! Which source vouches for a value, and what becomes of it when the value changes.
//!
//! Screen and command line offer and write the source of a changed value by these rules. Must not
//! read the clock or test whether a page exists. Entry point: [`source_of`].

use super::SCHEMA;
use super::date::Date;
use crate::document::address::kind_at;
use crate::document::{Address, AddressStep, Document, Edit};
use crate::schema::FieldKind;
use crate::syntax::{SyntaxValue, printer};

/// Returns the address of the source that vouches for a value: the source of the innermost record
/// around it that declares one. `None` for a part of a source, for an identifier, and where no
/// record around the value has a source.
pub fn source_of(value: &Address) -> Option<Address> {
    let table = FieldKind::Record(SCHEMA.table(value.table).record);
    let around = (0..value.path.len()).rev().filter_map(|length| match kind_at(table, &value.path[..length]) {
        Some(FieldKind::Record(record)) => Some((length, record)),
        _ => None,
    });
    let mut around = around.take_while(|(_, record)| !record.is_source);
    let (length, field) = around.find_map(|(length, record)| Some((length, record.source()?)))?;
    let mut source = Address { path: value.path[..length].to_vec(), ..value.clone() };
    source.path.push(AddressStep::Field(field.name.to_owned()));
    let is_statement = !value.path.starts_with(&source.path) && !matches!(value.kind(&SCHEMA), Some(FieldKind::Id));
    is_statement.then_some(source)
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
    /// The page or title stays as it is.
    Kept,
    /// It is not known.
    Unknown,
    /// It is this one, as RON text.
    Given(String),
}

/// Returns the edits that make a source vouch for a value just changed: its origin, its date (RON
/// text), and that it was checked today. How the former date was known no longer applies.
pub fn renewal(source: &Address, origin: ValueSource, as_of: String, today: Date) -> Vec<Edit> {
    let field = |name: &str| source.join(AddressStep::Field(name.to_owned()));
    let set = |name, value| Edit::Set { address: field(name), value };
    let origin = match origin {
        ValueSource::Kept => None,
        ValueSource::Unknown => Some(Edit::Clear { address: field("url") }),
        ValueSource::Given(url) => Some(set("url", url)),
    };
    let rest = [
        set("as_of", as_of),
        Edit::Clear { address: field("dating") },
        set("checked", printer::string(&today.to_string())),
    ];
    origin.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Option<String> {
        source_of(&Address::parse(&SCHEMA, value).unwrap()).map(|source| source.display(&SCHEMA).to_string())
    }

    #[test]
    fn a_value_is_vouched_for_by_the_innermost_source_around_it() {
        for (value, source) in [
            ("bodies/b/contact/phone", Some("bodies/b/source")),
            ("bodies/b/contact", Some("bodies/b/source")),
            ("bodies/b/members/0/seats", Some("bodies/b/source")),
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
        ] {
            assert_eq!(of(value).as_deref(), source, "{value}");
        }
    }

    #[test]
    fn a_renewed_source_says_all_of_its_new_date_and_nothing_of_the_former() {
        let today = Date::parse("2026-11-29").unwrap();
        let text = "#![enable(implicit_some)]\n(bodies: [(id: \"b\", level: Bildungsbuero, name: \"B\", regions: [], \
                    source: (url: \"Broschüre\", as_of: \"2013\", dating: \"2013–2014\", certainty: High))])";
        let mut document = Document::parse(&SCHEMA, text).unwrap();
        let source = Address::parse(&SCHEMA, "bodies/b/source").unwrap();
        assert!(is_older(&document, &source, today));
        for edit in renewal(&source, ValueSource::Given("\"Telefonat\"".to_owned()), "\"2026-11-29\"".to_owned(), today)
        {
            document.edit(&edit).unwrap();
        }
        assert!(!is_older(&document, &source, today));
        let source = document.text().split_once("source: ").unwrap().1.to_owned();
        assert_eq!(source, "(url: \"Telefonat\", as_of: \"2026-11-29\", checked: \"2026-11-29\", certainty: High))])");
    }
}
