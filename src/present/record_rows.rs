//! A record as labelled lines, for a printed answer.
//!
//! Entry points: [`rows`] for all of a record, [`card_rows`] for what a contact card shows of it.

use super::value_text::ValueFormatter;
use crate::index::field as known;
use crate::schema::{Field, FieldKind, FieldWeight, RecordType};
use crate::syntax::SyntaxValue;
use crate::texts::{Lang, cli, detail};

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

/// Returns a record field by field, without those whose absence says something. What is unknown is
/// listed at the end.
pub fn rows(
    values: &ValueFormatter<'_>,
    record: &'static RecordType,
    value: SyntaxValue<'_>,
    depth: usize,
) -> Vec<RecordRow> {
    let mut found = given_rows(values, record, value, depth, rows);
    let is_unknown = |field: &&Field| known(value, field.name).is_none() && field.absence.is_none();
    let unknown: Vec<&str> =
        record.fields.iter().filter(is_unknown).map(|field| field.label.get(values.lang)).collect();
    if !unknown.is_empty() {
        found.push(RecordRow { depth, label: cli::unknown(values.lang).to_owned(), text: unknown.join(", ") });
    }
    found
}

/// Returns what is known of a record field by field.
pub fn known_rows(
    values: &ValueFormatter<'_>,
    record: &'static RecordType,
    value: SyntaxValue<'_>,
    depth: usize,
) -> Vec<RecordRow> {
    given_rows(values, record, value, depth, known_rows)
}

/// Returns the rows of a record.
type RecordRows = fn(&ValueFormatter<'_>, &'static RecordType, SyntaxValue<'_>, usize) -> Vec<RecordRow>;

/// Returns the declared fields that have a value, then the others that a record has; `nested` makes
/// the rows of a record within it.
fn given_rows(
    values: &ValueFormatter<'_>,
    record: &'static RecordType,
    value: SyntaxValue<'_>,
    depth: usize,
    nested: RecordRows,
) -> Vec<RecordRow> {
    let carried = record.fields.iter().filter(|field| values.carries(field));
    let mut found: Vec<RecordRow> = carried
        .filter_map(|field| Some((field, known(value, field.name)?)))
        .flat_map(|(field, value)| field_rows(values, field.label.get(values.lang), field.kind, value, depth, nested))
        .collect();
    for (key, value) in value.fields().filter(|(key, _)| record.field(key).is_none()) {
        found.push(RecordRow { depth, label: key.to_owned(), text: value.text().to_owned() });
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
    field_rows(values, label, kind, value, depth, rows)
}

fn field_rows(
    values: &ValueFormatter<'_>,
    label: &str,
    kind: FieldKind,
    value: SyntaxValue<'_>,
    depth: usize,
    nested: RecordRows,
) -> Vec<RecordRow> {
    let row = |label: &str, text: String| RecordRow { depth, label: label.to_owned(), text };
    match kind {
        FieldKind::Record(record) if !record.is_source => {
            let nested = nested(values, record, value, depth + 1);
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
/// says something; those of a nested record one by one. Notes stand at the end of the card
/// ([`card_note`]).
pub fn card_rows(values: &ValueFormatter<'_>, record: &'static RecordType, value: SyntaxValue<'_>) -> Vec<RecordRow> {
    let lang = values.lang;
    let row = |label: String, field: &Field, value: Option<SyntaxValue<'_>>| {
        let text = value.map_or_else(|| detail::unknown(lang).to_owned(), |value| values.value(field.kind, value));
        RecordRow { depth: 1, label, text }
    };
    let mut found = Vec::new();
    for field in record.card().into_iter().filter(|field| !is_card_note(field)) {
        let label = field.label.get(lang);
        let value = known(value, field.name);
        match field.kind {
            FieldKind::Record(nested) if !nested.is_source => {
                let fields = nested.fields.iter();
                let fields = fields.map(|field| (field, value.and_then(|value| known(value, field.name))));
                let shown = fields.filter(|(field, value)| value.is_some() || field.absence.is_none());
                found.extend(shown.map(|(inner, value)| row(card_label(inner, Some(label), lang), inner, value)));
            }
            _ if value.is_none() && field.absence.is_some() => {}
            _ => found.push(row(label.to_owned(), field, value)),
        }
    }
    found
}

/// Returns the label of a field in a card. A source within a part of the record is not to be taken
/// for that of the record.
pub fn card_label(field: &Field, part: Option<&str>, lang: Lang) -> String {
    let label = field.label.get(lang);
    match (field.kind, part) {
        (FieldKind::Record(record), Some(part)) if record.is_source && field.vouches_for.is_none() => {
            detail::source_of(lang, part)
        }
        _ => label.to_owned(),
    }
}

/// Returns true for the note on a record, which may be long.
pub fn is_card_note(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Text) && field.weight == Some(FieldWeight::Note)
}

/// Returns the note on a record in the contact card.
pub fn card_note(record: &'static RecordType, value: SyntaxValue<'_>) -> Option<String> {
    let note = record.card().into_iter().find(|field| is_card_note(field))?;
    Some(known(value, note.name)?.as_str()?.into_owned())
}
