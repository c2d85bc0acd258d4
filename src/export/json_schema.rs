//! The JSON Schema (2020-12) of what is exported as JSON, made from the declaration.
//!
//! Says what a record that the check accepts looks like; fields that the declaration does not know
//! are allowed. Knows no language: labels stand in both. Entry point: [`document`].

use serde_json::{Map, Value, json};

use super::json::FORMAT;
use crate::model::SCHEMA;
use crate::schema::{Field, FieldKind, RecordType, Schema};

/// The name by which others refer to the schema.
const ID: &str = "urn:bildungsnetz:export";

/// Returns the schema: of the one object that has all tables, and in `$defs` of a line of JSON
/// Lines, of each table's records and of what stands in them.
pub fn document(schema: &'static Schema) -> String {
    let mut definitions = Map::new();
    let tables = schema.tables.iter().map(|table| {
        define(table.record, &mut definitions);
        let title = json!({"title": table.plural.en, "x-label": table.plural});
        (table.name.to_owned(), merged(title, json!({"type": "array", "items": record_or_unreadable(table.record)})))
    });
    let tables: Map<String, Value> = tables.collect();
    let lines = schema.tables.iter().map(|table| {
        let properties = json!({"table": {"const": table.name}, "record": record_or_unreadable(table.record)});
        json!({"type": "object", "required": ["table", "record"], "properties": properties, "additionalProperties": false})
    });
    definitions.insert("line".to_owned(), json!({"oneOf": lines.collect::<Vec<_>>()}));
    definitions.insert("unreadable".to_owned(), unreadable());
    super::json::value(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "bildungsnetz",
        "type": "object",
        "required": ["format", "tables", "labels"],
        "properties": {
            "format": {"const": FORMAT},
            "tables": {"type": "object", "properties": tables, "additionalProperties": false},
            "labels": {"type": "object"},
        },
        "$defs": definitions,
    }))
}

/// What stands for a record that is not valid RON.
fn unreadable() -> Value {
    json!({
        "type": "object",
        "required": ["id", "unreadable"],
        "properties": {"id": {"type": "string"}, "unreadable": {"type": "string"}},
        "additionalProperties": false,
    })
}

fn record_or_unreadable(record: &RecordType) -> Value {
    json!({"anyOf": [reference(record), {"$ref": "#/$defs/unreadable"}]})
}

fn reference(record: &RecordType) -> Value {
    json!({"$ref": format!("#/$defs/{}", record.name)})
}

/// Adds the definition of a record type and of those within it.
fn define(record: &RecordType, definitions: &mut Map<String, Value>) {
    if definitions.contains_key(record.name) {
        return;
    }
    let required: Vec<&str> = record.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let properties: Map<String, Value> =
        record.fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let definition = json!({"type": "object", "required": required, "properties": properties});
    definitions.insert(record.name.to_owned(), definition);
    for field in record.fields {
        if let FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) = field.kind {
            define(inner, definitions);
        }
    }
}

/// A field: its kind, or null for what is unknown.
fn property(field: &Field) -> Value {
    let labels = json!({"title": field.label.en, "description": field.help.en, "x-label": field.label});
    let kind = kind(field.kind);
    let known = if field.required { kind } else { json!({"anyOf": [kind, {"type": "null"}]}) };
    merged(labels, known)
}

fn kind(kind: FieldKind) -> Value {
    match kind {
        FieldKind::Choice(choices) => {
            let labels: Map<String, Value> =
                choices.iter().map(|choice| (choice.name.to_owned(), json!(choice.label))).collect();
            json!({"enum": choices.iter().map(|choice| choice.name).collect::<Vec<_>>(), "x-labels": labels})
        }
        FieldKind::YesNo => json!({"type": "boolean"}),
        FieldKind::Count => json!({"type": "integer", "minimum": 0}),
        FieldKind::Decimal => json!({"type": "number", "minimum": 0}),
        FieldKind::Date => json!({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}),
        FieldKind::Postcode => json!({"type": "string", "pattern": "^[0-9]{5}$"}),
        FieldKind::Ags(digits) => json!({"type": "string", "pattern": format!("^[0-9]{{{digits}}}$")}),
        FieldKind::Email => json!({"type": "string", "format": "email"}),
        FieldKind::Url => json!({"type": "string", "format": "uri"}),
        FieldKind::Position => {
            let number = json!({"type": "number"});
            json!({"type": "array", "prefixItems": [number, number], "minItems": 2, "maxItems": 2})
        }
        FieldKind::Ref(table) => json!({"type": "string", "x-table": SCHEMA.table(table).name}),
        FieldKind::Record(record) => reference(record),
        FieldKind::List(item) => json!({"type": "array", "items": self::kind(*item)}),
        FieldKind::Id
        | FieldKind::Line
        | FieldKind::Text
        | FieldKind::PostalAddress
        | FieldKind::Phone
        | FieldKind::Origin
        | FieldKind::Nuts3 => json!({"type": "string"}),
    }
}

/// Joins two objects.
fn merged(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(mut all), Value::Object(more)) => {
            all.extend(more);
            Value::Object(all)
        }
        (first, _) => first,
    }
}
