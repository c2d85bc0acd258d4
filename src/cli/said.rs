//! Values in words, as a person reads them in a list or on a page.
//!
//! Enter at [`value`].

use super::context::Dataset;
use crate::document::Value;
use crate::index::names::name_of;
use crate::model::input::plain;
use crate::model::records::SOURCE;
use crate::model::source_age::{ReviewPeriod, SourceAge};
use crate::schema::{Kind, RecordType};
use crate::texts::{Lang, detail};

/// What words depend on.
pub struct Speaker<'a> {
    /// The dataset, for the names behind references.
    pub dataset: &'a Dataset,
    /// The language.
    pub lang: Lang,
    /// Until when a statement holds before it is to be looked at again.
    pub period: ReviewPeriod,
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
            Kind::Record(record) if record.is(&SOURCE) => self.source(inner),
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

    /// A source with its two ages.
    pub fn source(&self, source: Value<'_>) -> String {
        let text = |name| crate::index::names::text(source, name);
        let age = SourceAge::of(source, self.period);
        let mut parts = vec![age.as_of_text(self.lang), age.checked_text(self.lang)];
        let certainty = SOURCE.field("certainty").zip(source.field("certainty").and_then(Value::peel));
        parts.extend(certainty.map(|(field, value)| detail::certainty(self.lang, &self.value(field.kind, value))));
        parts.extend(text("url"));
        parts.extend(text("note"));
        parts.join(", ")
    }
}
