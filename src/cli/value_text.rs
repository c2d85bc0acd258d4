//! Formats values in words, as in a list or on a page.
//!
//! Entry point: [`ValueFormatter`].

use super::context::Dataset;
use crate::index::display_names::name_of;
use crate::model::input::to_editable_text;
use crate::model::records::SOURCE;
use crate::model::source_age::{ReviewPeriod, SourceAge};
use crate::schema::{FieldKind, RecordType};
use crate::syntax::SyntaxValue;
use crate::text::with_thousands;
use crate::texts::{Lang, detail};

/// What the wording depends on.
pub struct ValueFormatter<'a> {
    /// The dataset, for the names behind references.
    pub dataset: &'a Dataset,
    /// The language.
    pub lang: Lang,
    /// The period after which a statement is due for review.
    pub period: ReviewPeriod,
}

impl ValueFormatter<'_> {
    /// Formats a value on one line; a nested record as its fields in order.
    pub fn value(&self, kind: FieldKind, value: SyntaxValue<'_>) -> String {
        let Some(inner) = value.unwrap_option() else { return String::new() };
        match kind {
            FieldKind::Choice(choices) => {
                let known = choices.iter().find(|choice| Some(choice.name) == inner.as_word());
                known.map_or_else(|| inner.text().to_owned(), |choice| choice.label.get(self.lang).to_owned())
            }
            FieldKind::Ref(table) => match inner.as_str() {
                Some(id) => name_of(&self.dataset.document, table, &id),
                None => inner.text().to_owned(),
            },
            FieldKind::YesNo => match inner.as_bool() {
                Some(true) => detail::yes(self.lang).to_owned(),
                Some(false) => detail::no(self.lang).to_owned(),
                None => inner.text().to_owned(),
            },
            FieldKind::List(item) => {
                let items: Vec<String> = inner.items().map(|value| self.value(*item, value)).collect();
                items.join("; ")
            }
            FieldKind::Record(record) if record.is_source => self.source(inner),
            FieldKind::Record(record) => self.record(record, inner),
            FieldKind::Count | FieldKind::Decimal => {
                with_thousands(&to_editable_text(kind, inner), detail::decimal_mark(self.lang))
            }
            kind => to_editable_text(kind, inner),
        }
    }

    fn record(&self, record: &'static RecordType, value: SyntaxValue<'_>) -> String {
        let fields = record.fields.iter().filter_map(|field| {
            let value = value.field(field.name)?.unwrap_option()?;
            Some(field.with_unit(&self.value(field.kind, value), self.lang))
        });
        fields.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Formats a source with its two ages.
    pub fn source(&self, source: SyntaxValue<'_>) -> String {
        let text = |name| crate::index::display_names::text(source, name);
        let age = SourceAge::of(source, self.period);
        let mut parts = vec![age.as_of_text(self.lang), age.checked_text(self.lang)];
        let certainty = SOURCE.field("certainty").zip(source.field("certainty").and_then(SyntaxValue::unwrap_option));
        parts.extend(certainty.map(|(field, value)| detail::certainty(self.lang, &self.value(field.kind, value))));
        parts.extend(text("url"));
        parts.extend(text("note"));
        parts.join(", ")
    }
}
