//! JSON Lines, one value or record a line: the form in which programs hand over many.
//!
//! Must not read other records. Entry points: [`JsonValueLine::read`], [`JsonInput::read`].

use serde::Deserialize as _;
use serde_json::Value as Json;

use super::unique_json::UniqueJson;
use crate::document::{AddressStep, Path};
use crate::model::date::Date;
use crate::model::input::{InputError, parse};
use crate::schema::{FieldKind, RecordType};

/// A value as JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonInput(Json);

/// An object with the fields `address`, `value` (`null` clears) and perhaps `expect`.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JsonValueLine {
    /// Where the value goes.
    pub address: String,
    /// The value.
    #[serde(deserialize_with = "read")]
    pub value: JsonInput,
    /// The value that must be there before.
    #[serde(default, deserialize_with = "read_present")]
    pub expect: Option<JsonInput>,
}

fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<JsonInput, D::Error> {
    UniqueJson::deserialize(from).map(|json| JsonInput(json.0))
}

/// Tells `null` from a field that is absent.
fn read_present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<JsonInput>, D::Error> {
    read(from).map(Some)
}

impl JsonValueLine {
    /// Reads a line.
    ///
    /// # Errors
    /// Why it is no such object, in English.
    pub fn read(line: &str) -> Result<JsonValueLine, String> {
        serde_json::from_str(line).map_err(|error| error.to_string())
    }
}

impl JsonInput {
    /// Reads a value.
    ///
    /// # Errors
    /// Why it is no JSON, in English.
    pub fn read(text: &str) -> Result<JsonInput, String> {
        serde_json::from_str(text).map(|UniqueJson(json)| JsonInput(json)).map_err(|error| error.to_string())
    }

    /// Returns true for `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// Returns true for an array or object.
    pub fn is_structured(&self) -> bool {
        matches!(self.0, Json::Array(_) | Json::Object(_))
    }

    /// Returns it as a person would type it; a structured one as JSON.
    pub fn text(&self) -> String {
        json_text(&self.0)
    }

    /// Returns it as RON text for a field of this kind. Fields of a record that are `null` are left
    /// out.
    ///
    /// # Errors
    /// Why it cannot stand in such a field.
    pub fn ron(&self, kind: FieldKind, today: Date) -> Result<String, InputError> {
        ron_of_json(kind, &self.0, today)
    }

    /// Returns the fields of an object as paths and RON texts for a record of this type.
    ///
    /// # Errors
    /// Why it is no such record.
    pub fn fields(&self, record: &'static RecordType, today: Date) -> Result<Vec<(Path, String)>, InputError> {
        let Json::Object(fields) = &self.0 else { return Err(InputError::JsonForm) };
        let known = fields.iter().filter(|(_, value)| !value.is_null());
        let field = |(name, value): (&String, &Json)| {
            let field = record.field(name).ok_or_else(|| InputError::UnknownField(name.clone()))?;
            Ok((vec![AddressStep::Field(name.clone())], ron_of_json(field.kind, value, today)?))
        };
        known.map(field).collect()
    }
}

fn json_text(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn ron_of_json(kind: FieldKind, value: &Json, today: Date) -> Result<String, InputError> {
    match (kind, value) {
        (FieldKind::List(item), Json::Array(values)) => {
            let items: Result<Vec<String>, InputError> =
                values.iter().map(|value| ron_of_json(*item, value, today)).collect();
            Ok(format!("[{}]", items?.join(", ")))
        }
        (FieldKind::Record(record), Json::Object(fields)) => {
            let mut parts = Vec::new();
            for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
                let field = record.field(name).ok_or_else(|| InputError::UnknownField(name.clone()))?;
                parts.push(format!("{name}: {}", ron_of_json(field.kind, value, today)?));
            }
            Ok(format!("({})", parts.join(", ")))
        }
        (FieldKind::Position, Json::Array(values)) => {
            let texts: Vec<String> = values.iter().map(json_text).collect();
            parse(kind, &texts.join(", "), today).map(|accepted| accepted.ron)
        }
        (FieldKind::List(_) | FieldKind::Record(_), _) | (_, Json::Array(_) | Json::Object(_)) => {
            Err(InputError::JsonForm)
        }
        (kind, value) => parse(kind, &json_text(value), today).map(|accepted| accepted.ron),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BODIES, SCHEMA};

    fn ron(json: &str) -> Result<String, InputError> {
        let kind = FieldKind::Record(SCHEMA.table(BODIES).record);
        JsonInput::read(json).unwrap().ron(kind, Date::parse("2026-11-29").unwrap())
    }

    #[test]
    fn an_object_is_a_record_with_values_as_people_type_them() {
        let json = r#"{"id": "x", "level": "bildungsbüro", "regions": ["a", "b"], "contact": {"phone": "02421 22-0"}, "note": null}"#;
        let expected = r#"(contact: (phone: "02421 22-0"), id: "x", level: Bildungsbuero, regions: ["a", "b"])"#;
        let sorted = |text: &str| {
            let mut chars: Vec<char> = text.chars().collect();
            chars.sort_unstable();
            chars
        };
        assert_eq!(sorted(&ron(json).unwrap()), sorted(expected));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(ron(r#"{"farbe": "rot"}"#), Err(InputError::UnknownField("farbe".to_owned())));
        assert_eq!(ron(r#"{"regions": "a"}"#), Err(InputError::JsonForm));
        assert_eq!(ron(r#"{"contact": {"email": "keine"}}"#), Err(InputError::Email));
    }
}
