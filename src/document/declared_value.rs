//! RON values by the declaration of their record: what is optional, and where a new field goes.
//!
//! Does not know how a value is printed. Entry points: [`RonValue::of`], [`RonValue::put`].

use crate::schema::{Field, FieldKind, RecordType};
use crate::syntax::printer::RonValue;
use crate::syntax::{AddressStep, NodeKind, SyntaxValue};

/// Returns true when the value of a field is an `Option` to `serde`. Required choices are (they
/// have no default), lists never.
pub(super) fn optional(field: &Field) -> bool {
    match field.kind {
        FieldKind::List(_) => false,
        FieldKind::Choice(_) => true,
        _ => !field.required,
    }
}

impl RonValue {
    /// Converts RON text into a value that can be laid out again; text with comments in it is kept.
    pub(super) fn of(value: SyntaxValue<'_>, kind: Option<FieldKind>) -> RonValue {
        match (kind, value.kind()) {
            _ if has_comment(value) => RonValue::Plain(value.text().to_owned()),
            (Some(FieldKind::Record(record)), NodeKind::Struct) if value.name() != Some("Some") => {
                let fields =
                    value.fields().map(|(name, value)| (name.to_owned(), RonValue::of_field(record, name, value)));
                RonValue::Record(record.name, fields.collect())
            }
            (Some(FieldKind::Record(record)), NodeKind::Unit) => RonValue::Record(record.name, Vec::new()),
            (Some(FieldKind::List(item)), NodeKind::List) => {
                RonValue::List(value.items().map(|v| RonValue::of(v, Some(*item))).collect())
            }
            _ => RonValue::Plain(value.text().to_owned()),
        }
    }

    /// Converts a field of a record. An undeclared value is kept as text, because the number of
    /// `Some` around it is unknown.
    fn of_field(record: &RecordType, name: &str, value: SyntaxValue<'_>) -> RonValue {
        let Some(field) = record.field(name) else { return RonValue::Plain(value.text().to_owned()) };
        let Some(inner) = value.unwrap_option() else { return RonValue::Plain(value.text().to_owned()) };
        let draft = RonValue::of(inner, Some(field.kind));
        if optional(field) { draft.optional() } else { draft }
    }

    /// Inserts a value at a path of fields and items, with the records around it, in declared
    /// order.
    pub(super) fn put(&mut self, record: &'static RecordType, path: &[AddressStep], value: RonValue) {
        let RonValue::Record(_, fields) = self else { return };
        let [AddressStep::Field(name), rest @ ..] = path else { return };
        let field = record.field(name);
        let rank = |name: &str| record.fields.iter().position(|f| f.name == name).unwrap_or(usize::MAX);
        let at = fields.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
            let at = fields.iter().position(|(n, _)| rank(n) > rank(name)).unwrap_or(fields.len());
            let empty = match field.map(|f| f.kind) {
                Some(FieldKind::Record(inner)) => RonValue::Record(inner.name, Vec::new()),
                Some(FieldKind::List(_)) => RonValue::List(Vec::new()),
                _ => RonValue::Plain(String::new()),
            };
            fields.insert(at, (name.clone(), if field.is_some_and(optional) { empty.optional() } else { empty }));
            at
        });
        let slot = match &mut fields[at].1 {
            RonValue::Optional(inner) => inner,
            other => other,
        };
        match (field.map(|f| f.kind), rest) {
            (_, []) => *slot = value,
            (Some(FieldKind::Record(inner)), _) => slot.put(inner, rest, value),
            (Some(FieldKind::List(FieldKind::Record(inner))), [AddressStep::Item(index), rest @ ..]) => {
                if let RonValue::List(items) = slot {
                    while items.len() <= *index {
                        items.push(RonValue::Record(inner.name, Vec::new()));
                    }
                    if rest.is_empty() { items[*index] = value } else { items[*index].put(inner, rest, value) }
                }
            }
            (Some(FieldKind::List(_)), [AddressStep::Item(_)]) => {
                if let RonValue::List(items) = slot {
                    items.push(value);
                }
            }
            _ => {}
        }
    }
}

/// Returns true when there are comments between the parts of a value.
fn has_comment(value: SyntaxValue<'_>) -> bool {
    let span = value.span();
    let mut at = span.start;
    for child in value.children() {
        if value.source()[at..child.span().start].contains('/') || has_comment(child) {
            return true;
        }
        at = child.span().end;
    }
    at > span.start && value.source()[at..span.end].contains('/')
}
