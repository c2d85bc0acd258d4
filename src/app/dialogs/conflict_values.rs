//! What the sides of a conflict hold, in words.
//!
//! Must not decide anything. Entry points: [`in_words`],
//! [`sources_in_words`].

use std::borrow::Cow;

use super::App;
use crate::app::merge_session::Merging;
use crate::document::merge::{Conflict, ConflictSide};
use crate::model::SCHEMA;
use crate::schema::{FieldKind, RecordType};
use crate::syntax::{SyntaxValue, Tree};
use crate::text::contrast;
use crate::texts;

/// The sides from left to right.
pub(super) const SIDES: [ConflictSide; 3] = [ConflictSide::Ours, ConflictSide::Theirs, ConflictSide::Base];

/// Returns the text of each side in words; of records only the differing fields.
pub(super) fn in_words(app: &App, conflict: &Conflict) -> [String; 3] {
    let kind = conflict.place.address().and_then(|a| a.kind(app.workspace.doc.schema()));
    let texts = SIDES.each_ref().map(|side| conflict.text(side));
    if let Some(FieldKind::Record(record)) = kind
        && let Some(words) = fields_in_words(app, record, texts)
    {
        return words;
    }
    let words = |text: &str| kind.map_or_else(|| text.to_owned(), |kind| app.workspace.plain_value(kind, text));
    told_apart(texts.map(|text| text.map_or_else(|| texts::detail::unknown(app.lang()).to_owned(), words)))
}

/// Returns the source that goes with the value of each side, where these differ.
pub(super) fn sources_in_words(app: &App, merging: &Merging, conflict: &Conflict) -> Option<[String; 3]> {
    let sources = merging.merged.vouching_sources(conflict)?;
    let (field, kind) = (sources.place.field(&SCHEMA)?, sources.place.kind(app.workspace.doc.schema())?);
    let absent = field.absence.map_or_else(|| texts::detail::unknown(app.lang()), |absence| absence.get(app.lang()));
    let label = field.label.get(app.lang());
    Some(SIDES.each_ref().map(|side| {
        let words = sources.of(side).map(|ron| app.workspace.plain_value(kind, ron));
        format!("{label}: {}", words.as_deref().unwrap_or(absent))
    }))
}

/// Returns the sides with invisible differences spelled out.
fn told_apart(sides: [String; 3]) -> [String; 3] {
    contrast(sides.each_ref().map(String::as_str)).map(Cow::into_owned)
}

/// Returns the fields in which three texts of a record differ; `None` when there are none to show.
fn fields_in_words(app: &App, record: &RecordType, texts: [Option<&str>; 3]) -> Option<[String; 3]> {
    let trees = texts.map(|text| text.map(Tree::parse));
    if trees.iter().flatten().any(Result::is_err) {
        return None;
    }
    let value = |i: usize| texts[i].and_then(|text| trees[i].as_ref()?.as_ref().ok()?.root(text).unwrap_option());
    let mut found = Vec::new();
    let sides = [0, 1, 2].map(value);
    differing(app, record, "", sides.map(|side| side.is_some()), sides, &mut found);
    let lang = app.lang();
    let gone = |i: usize| {
        if i < 2 && texts[2].is_some() { texts::changes::is_gone(lang) } else { texts::conflicts::not_there(lang) }
    };
    let words = |i: usize| match value(i) {
        None => gone(i).to_owned(),
        Some(_) => {
            let line = |(label, values): &(String, [String; 3])| format!("{label}: {}", values[i]);
            found.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    };
    (!found.is_empty()).then(|| [0, 1, 2].map(words))
}

/// Collects the label and texts of the declared fields in which the sides that have the record
/// differ.
fn differing(
    app: &App,
    record: &RecordType,
    above: &str,
    has: [bool; 3],
    sides: [Option<SyntaxValue<'_>>; 3],
    found: &mut Vec<(String, [String; 3])>,
) {
    for field in record.fields {
        let values =
            sides.map(|side| side.and_then(|side| side.field(field.name)).and_then(SyntaxValue::unwrap_option));
        let mut present = has.iter().zip(&values).filter(|(has, _)| **has).map(|(_, v)| v.map(SyntaxValue::text));
        let first = present.next().flatten();
        if present.all(|text| text == first) {
            continue;
        }
        let label = format!("{above}{}", field.label.get(app.lang()));
        match field.kind {
            FieldKind::Record(inner) => differing(app, inner, &format!("{label} › "), has, values, found),
            kind => {
                let words = |v: Option<SyntaxValue<'_>>| {
                    v.map_or_else(
                        || texts::detail::unknown(app.lang()).to_owned(),
                        |v| app.workspace.plain_value(kind, v.text()),
                    )
                };
                found.push((label, told_apart(values.map(words))));
            }
        }
    }
}
