//! Values in words, as a person reads them in a list or on a page.
//!
//! Enter at [`value`].

use super::context::Dataset;
use crate::document::Value;
use crate::index::names::name_of;
use crate::model::date::Date;
use crate::model::input::plain;
use crate::model::records::SOURCE;
use crate::schema::{Kind, RecordType};
use crate::texts::{Lang, cli as t, detail};

/// What words depend on.
pub struct Speaker<'a> {
    /// The dataset, for the names behind references.
    pub dataset: &'a Dataset,
    /// The language.
    pub lang: Lang,
    /// Today, for ages.
    pub today: Date,
}

impl Speaker<'_> {
    /// A value in words on one line; a nested record as its fields one after the other.
    pub fn value(&self, kind: Kind, value: Value<'_>) -> String {
        let Some(inner) = value.peel() else { return String::new() };
        match kind {
            Kind::Choice(choices) => {
                let known = choices.iter().find(|choice| Some(choice.name) == inner.as_word());
                known.map_or_else(|| inner.text().to_owned(), |choice| choice.label.get(self.lang).to_owned())
            }
            Kind::Ref(table) => match inner.as_str() {
                Some(id) => name_of(&self.dataset.document, table, &id),
                None => inner.text().to_owned(),
            },
            Kind::YesNo => match inner.as_bool() {
                Some(true) => detail::yes(self.lang).to_owned(),
                Some(false) => detail::no(self.lang).to_owned(),
                None => inner.text().to_owned(),
            },
            Kind::List(item) => {
                let items: Vec<String> = inner.items().map(|value| self.value(*item, value)).collect();
                items.join("; ")
            }
            Kind::Record(record) if std::ptr::eq(record, &raw const SOURCE) => self.source(inner),
            Kind::Record(record) => self.record(record, inner),
            kind => plain(kind, inner),
        }
    }

    fn record(&self, record: &'static RecordType, value: Value<'_>) -> String {
        let fields = record.fields.iter().filter_map(|field| {
            let value = value.field(field.name)?.peel()?;
            Some(field.count(&self.value(field.kind, value), self.lang))
        });
        fields.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// A source with its age.
    pub fn source(&self, source: Value<'_>) -> String {
        let text = |name| crate::index::names::text(source, name);
        let mut parts = vec![match text("as_of") {
            Some(date) => detail::as_of(self.lang, &format!("{date}{}", self.age(&date))),
            None => detail::age_unknown(self.lang).to_owned(),
        }];
        parts.extend(text("checked").map(|date| t::checked(self.lang, &date)));
        let certainty = SOURCE.field("certainty").zip(source.field("certainty").and_then(Value::peel));
        parts.extend(certainty.map(|(field, value)| t::certainty(self.lang, &self.value(field.kind, value))));
        parts.extend(text("url"));
        parts.extend(text("note"));
        parts.join(", ")
    }

    fn age(&self, date: &str) -> String {
        let months = Date::parse(date).map_or(0, |date| date.months_until(self.today));
        match months {
            ..=0 => String::new(),
            1..24 => t::months_old(self.lang, months),
            _ => t::years_old(self.lang, months / 12),
        }
    }
}
