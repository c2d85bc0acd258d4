//! Values in words: a choice by its label, a reference by its name, a list and a nested record on
//! one line.
//!
//! Entry point: [`ValueFormatter`].

use super::record_label::RecordLabel;
use super::{Span, source_age, text_of};
use crate::document::Slot;
use crate::model::input::to_editable_text;
use crate::model::source_age::ReviewPeriod;
use crate::query::DatasetView;
use crate::schema::{Field, FieldKind, RecordType};
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// Puts values into words.
#[derive(Debug, Clone, Copy)]
pub struct ValueFormatter<'a> {
    /// The dataset.
    pub data: DatasetView<'a>,
    /// What surrounds the words.
    pub style: ValueStyle,
    /// The region that is said already where the words stand.
    pub region: Option<Slot>,
    /// The language.
    pub lang: Lang,
    /// The period after which a statement is due for review.
    pub period: ReviewPeriod,
    /// True when the names of persons are said.
    pub with_names: bool,
}

/// How much words say of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueStyle {
    /// As in a printed answer: short names, numbers with thousands set apart, nothing about what is
    /// absent.
    Printed,
    /// As on a page, where a value can be edited: full names, numbers as they are typed, and a word
    /// for what is absent or refers to nothing.
    Page,
}

impl ValueFormatter<'_> {
    /// Returns a value of any kind on one line.
    pub fn value(&self, kind: FieldKind, value: SyntaxValue<'_>) -> String {
        let Some(inner) = value.unwrap_option() else {
            return if self.is_page() { texts::detail::unknown(self.lang).to_owned() } else { String::new() };
        };
        match kind {
            FieldKind::List(item) => {
                let items: Vec<String> = inner.items().map(|value| self.value(*item, value)).collect();
                items.join(if self.is_page() { ", " } else { "; " })
            }
            FieldKind::Record(record) if record.is_source && !self.is_page() => {
                source_age::printed(inner, self.period, self.lang)
            }
            FieldKind::Record(record) => self.record(record, inner),
            kind => text_of(&self.spans(kind, Some(inner))),
        }
    }

    /// Returns the known fields of a nested record on one line; on a page without its source, which
    /// has a row of its own.
    pub fn record(&self, record: &'static RecordType, value: SyntaxValue<'_>) -> String {
        let is_source = |field: &&Field| matches!(field.kind, FieldKind::Record(inner) if inner.is_source);
        let shown = record.fields.iter().filter(|field| !(self.is_page() && is_source(field)) && self.carries(field));
        let fields = shown.filter_map(|field| {
            let value = value.field(field.name)?.unwrap_option()?;
            let text = if self.is_page() { self.plain(field.kind, value) } else { self.value(field.kind, value) };
            Some(field.with_unit(&text, self.lang))
        });
        let fields = fields.filter(|text| self.is_page() || !text.is_empty());
        fields.collect::<Vec<_>>().join(if self.is_page() { " · " } else { ", " })
    }

    /// Returns a value that is neither list nor record; `None` is unknown.
    pub fn spans(&self, kind: FieldKind, value: Option<SyntaxValue<'_>>) -> Vec<Span> {
        let Some(value) = value else { return vec![(Role::Unknown, texts::detail::unknown(self.lang).to_owned())] };
        let text = self.plain(kind, value);
        let role = match kind {
            FieldKind::Ref(table) => match value.as_str().and_then(|id| self.data.document.find(table, &id)) {
                Some(slot) => return self.label(slot).spans(Role::Link),
                None if self.is_page() => return vec![(Role::Error, texts::detail::dangling(self.lang, &text))],
                None => Role::Text,
            },
            FieldKind::Phone => Role::Link,
            FieldKind::Url | FieldKind::Origin | FieldKind::Email if text.contains(['/', '@']) => Role::Link,
            _ => Role::Text,
        };
        vec![(role, text)]
    }

    /// Returns a value without looking up what it refers to.
    fn plain(&self, kind: FieldKind, value: SyntaxValue<'_>) -> String {
        match kind {
            FieldKind::Choice(choices) => {
                let word = value.as_word().unwrap_or(value.text());
                let choices = self.data.document.schema().choices(choices);
                choices.iter().find(|choice| choice.name == word).map_or(word, |c| c.label.get(self.lang)).to_owned()
            }
            FieldKind::YesNo => match value.as_bool() {
                Some(true) => texts::detail::yes(self.lang).to_owned(),
                Some(false) => texts::detail::no(self.lang).to_owned(),
                None => value.text().to_owned(),
            },
            FieldKind::Record(_) | FieldKind::List(_) => value.text().to_owned(),
            FieldKind::Count | FieldKind::Decimal => texts::number(self.lang, to_editable_text(kind, value)),
            kind => to_editable_text(kind, value),
        }
    }

    /// Returns true when the values of a field are said.
    pub fn carries(&self, field: &Field) -> bool {
        self.with_names || !field.personal
    }

    fn label(&self, slot: Slot) -> RecordLabel {
        match self.style {
            ValueStyle::Printed => RecordLabel::short(self.data, slot, self.lang),
            ValueStyle::Page => RecordLabel::within(self.data, slot, self.region, self.lang),
        }
    }

    fn is_page(&self) -> bool {
        self.style == ValueStyle::Page
    }
}
