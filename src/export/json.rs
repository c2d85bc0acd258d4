//! Values as JSON, straight from the syntax tree: every field of a record in its order, unknown
//! ones too.
//!
//! The format is stable: a nested record is an object, a list or tuple an array, a choice its name
//! in the file, `None` null; a number that JSON cannot represent is text. Entry points:
//! [`Json`] for a value, [`answer`] for an answer.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use crate::document::{Document, Slot};
use crate::schema::{Field, FieldKind, RecordType, Schema, Table};
use crate::syntax::{NodeKind, SyntaxValue};
use crate::texts::Phrase;

/// Version of the format of all JSON answers.
pub(super) const FORMAT: u32 = 2;

/// A value as JSON.
#[derive(Clone, Copy)]
pub struct Json<'a>(pub SyntaxValue<'a>);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Some(value) = self.0.unwrap_option() else { return to.serialize_none() };
        match value.kind() {
            NodeKind::Struct => {
                let mut map = to.serialize_map(None)?;
                value.fields().try_for_each(|(name, value)| map.serialize_entry(name, &Json(value)))?;
                map.end()
            }
            NodeKind::List | NodeKind::Tuple => {
                let mut list = to.serialize_seq(None)?;
                value.items().try_for_each(|item| list.serialize_element(&Json(item)))?;
                list.end()
            }
            NodeKind::Map => {
                let mut map = to.serialize_map(None)?;
                let mut items = value.items();
                while let (Some(key), Some(value)) = (items.next(), items.next()) {
                    let key = key.as_str().unwrap_or_else(|| key.text().into());
                    map.serialize_entry(&*key, &Json(value))?;
                }
                map.end()
            }
            NodeKind::Unit => to.serialize_none(),
            NodeKind::Bool => to.serialize_bool(value.as_bool().unwrap_or_default()),
            NodeKind::Number => number(value, to),
            NodeKind::Str => to.serialize_str(&value.as_str().unwrap_or_else(|| value.text().into())),
            NodeKind::Word => to.serialize_str(value.as_word().unwrap_or_else(|| value.text())),
            NodeKind::Char => match ron::from_str::<char>(value.text()) {
                Ok(c) => to.serialize_char(c),
                Err(_) => to.serialize_str(value.text()),
            },
            NodeKind::Bytes | NodeKind::Range => to.serialize_str(value.text()),
        }
    }
}

/// A value as JSON like [`Json`], but for the fields that must not be carried, wherever they stand
/// in it.
#[derive(Clone, Copy)]
pub struct DeclaredJson<'a> {
    /// The declared kind of the value.
    pub kind: FieldKind,
    /// The value.
    pub value: SyntaxValue<'a>,
    /// Says which fields are carried.
    pub carries: &'a dyn Fn(&Field) -> bool,
}

impl Serialize for DeclaredJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Some(value) = self.value.unwrap_option() else { return to.serialize_none() };
        match (self.kind, value.kind()) {
            (FieldKind::Record(record), NodeKind::Struct) => {
                let mut map = to.serialize_map(None)?;
                for (name, value) in value.fields() {
                    match record.field(name) {
                        Some(field) if !(self.carries)(field) => {}
                        Some(field) => map.serialize_entry(name, &DeclaredJson { kind: field.kind, value, ..*self })?,
                        None => map.serialize_entry(name, &Json(value))?,
                    }
                }
                map.end()
            }
            // A record without any field may be written like the unit value.
            (FieldKind::Record(_), NodeKind::Unit) => to.serialize_map(Some(0))?.end(),
            (FieldKind::List(item), NodeKind::List) => {
                to.collect_seq(value.items().map(|value| DeclaredJson { kind: *item, value, ..*self }))
            }
            _ => Json(value).serialize(to),
        }
    }
}

fn number<S: Serializer>(value: SyntaxValue<'_>, to: S) -> Result<S::Ok, S::Error> {
    if let Some(number) = value.as_u64() {
        return to.serialize_u64(number);
    }
    if let Ok(number) = ron::from_str::<i64>(value.text()) {
        return to.serialize_i64(number);
    }
    match value.as_f64().filter(|number| number.is_finite()) {
        Some(number) => to.serialize_f64(number),
        None => to.serialize_str(value.text()),
    }
}

/// A record of a document as JSON; one that cannot be read is `{"id": …, "unreadable": RON text}`.
pub struct JsonRecord<'a>(pub &'a Document, pub Slot);

impl Serialize for JsonRecord<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let JsonRecord(document, slot) = self;
        match document.record(*slot) {
            Ok(record) if record.root().kind() == NodeKind::Unit => to.serialize_map(Some(0))?.end(),
            Ok(record) => Json(record.root()).serialize(to),
            Err(_) => {
                let mut map = to.serialize_map(None)?;
                map.serialize_entry("id", document.id(*slot))?;
                map.serialize_entry("unreadable", document.source(*slot))?;
                map.end()
            }
        }
    }
}

/// What the choices of these tables are called in both languages: by table, by the path of the
/// field, by the choice's name in the file.
pub struct JsonLabels(pub &'static Schema, pub Vec<Table>);

impl Serialize for JsonLabels {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let labels = |table: &Table| {
            let declared = self.0.table(*table);
            let mut found = BTreeMap::new();
            labels_of(declared.record, "", &mut found);
            (declared.name, found)
        };
        to.collect_map(self.1.iter().map(labels).collect::<BTreeMap<_, _>>())
    }
}

/// The labels of choices, by the path of their field.
type LabelsByPath = BTreeMap<String, BTreeMap<&'static str, Phrase>>;

fn labels_of(record: &RecordType, outer: &str, found: &mut LabelsByPath) {
    for field in record.fields {
        let path = format!("{outer}{}", field.name);
        match field.kind {
            FieldKind::Choice(choices) => {
                found.insert(path, choices.iter().map(|choice| (choice.name, choice.label)).collect());
            }
            FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) => {
                labels_of(inner, &format!("{path}/"), found);
            }
            _ => {}
        }
    }
}

/// An answer behind the version of its format.
#[derive(Serialize)]
struct VersionedAnswer<'a, A> {
    format: u32,
    #[serde(flatten)]
    answer: &'a A,
}

/// Writes an answer with the version of its format, indented by two.
pub fn answer(answer: &impl Serialize) -> String {
    value(&VersionedAnswer { format: FORMAT, answer })
}

/// Writes a value on one line, without a line break.
pub fn compact(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Writes a value, indented by two.
pub fn value(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// Returns a value as JSON that may stand within a page: nothing in it ends a script.
pub fn in_page(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Tree;

    #[test]
    fn every_kind_of_value_has_its_json() {
        let text = r#"B(z: Some("x\n"), a: None, w: Kreis, t: (50.8, -6), m: {"k": 1}, u: (), c: 'ü', r: inf, n: 0x10, l: [true], r#type: r"raw")"#;
        let tree = Tree::parse(text).unwrap();
        let json = serde_json::to_string(&Json(tree.root(text))).unwrap();
        let expected = r#"{"z":"x\n","a":null,"w":"Kreis","t":[50.8,-6],"m":{"k":1},"u":null,"c":"ü","r":"inf","n":16,"l":[true],"type":"raw"}"#;
        assert_eq!(json, expected);
    }
}
