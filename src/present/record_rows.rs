//! A record as labelled lines, for a printed answer.
//!
//! Entry points: [`rows`] for all of a record, [`card_rows`] for what a contact card shows of it.

use super::value_text::ValueFormatter;
use crate::index::field as known;
use crate::schema::{Field, FieldKind, RecordType};
use crate::syntax::SyntaxValue;
use crate::texts::{cli, detail};

/// A labelled line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// How deep in the record it stands.
    pub depth: usize,
    /// What it is called; empty below the first of several.
    pub label: String,
    /// What it says.
    pub text: String,
}

/// Returns a record field by field, without those whose absence says something. Unknown fields are
/// listed at the end.
pub fn rows(
    values: &ValueFormatter<'_>,
    record: &'static RecordType,
    value: SyntaxValue<'_>,
    depth: usize,
) -> Vec<RecordRow> {
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for field in record.fields {
        let label = field.label.get(values.lang);
        match known(value, field.name) {
            Some(value) => found.extend(value_rows(values, label, field.kind, value, depth)),
            None if field.absence.is_none() => unknown.push(label),
            None => {}
        }
    }
    let row = |label: &str, text: String| RecordRow { depth, label: label.to_owned(), text };
    for (key, value) in value.fields().filter(|(key, _)| record.field(key).is_none()) {
        found.push(row(key, value.text().to_owned()));
    }
    if !unknown.is_empty() {
        found.push(row(cli::unknown(values.lang), unknown.join(", ")));
    }
    found
}

/// Returns a value: one line, or several for a nested record and a list of records.
pub fn value_rows(
    values: &ValueFormatter<'_>,
    label: &str,
    kind: FieldKind,
    value: SyntaxValue<'_>,
    depth: usize,
) -> Vec<RecordRow> {
    let row = |label: &str, text: String| RecordRow { depth, label: label.to_owned(), text };
    match kind {
        FieldKind::Record(record) if !record.is_source => {
            let nested = rows(values, record, value, depth + 1);
            std::iter::once(row(label, String::new())).chain(nested).collect()
        }
        FieldKind::List(item @ FieldKind::Record(_)) => {
            let numbered = |(number, value)| {
                let label = if number == 0 { label } else { "" };
                row(label, format!("{number}: {}", values.value(*item, value)))
            };
            value.items().enumerate().map(numbered).collect()
        }
        kind => vec![row(label, values.value(kind, value))],
    }
}

/// Returns the lines of a record in the contact card, known or not, but for those whose absence
/// says something; those of a nested record one by one.
pub fn card_rows(values: &ValueFormatter<'_>, record: &'static RecordType, value: SyntaxValue<'_>) -> Vec<RecordRow> {
    let row = |field: &Field, value: Option<SyntaxValue<'_>>| {
        let unknown = || detail::unknown(values.lang).to_owned();
        let text = value.map_or_else(unknown, |value| values.value(field.kind, value));
        RecordRow { depth: 1, label: field.label.get(values.lang).to_owned(), text }
    };
    let mut found = Vec::new();
    for field in record.card() {
        let value = known(value, field.name);
        match field.kind {
            FieldKind::Record(nested) if !nested.is_source => {
                let fields = nested.fields.iter();
                let fields = fields.map(|field| (field, value.and_then(|value| known(value, field.name))));
                let shown = fields.filter(|(field, value)| value.is_some() || field.absence.is_none());
                found.extend(shown.map(|(field, value)| row(field, value)));
            }
            _ if value.is_none() && field.absence.is_some() => {}
            _ => found.push(row(field, value)),
        }
    }
    found
}
