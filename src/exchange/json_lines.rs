//! JSON Lines, one value or record a line: the form in which programs hand over many.
//!
//! Must not read other records. Entry points: [`JsonValueLine::read`], [`JsonInput::read`].

use serde::Deserialize as _;
use serde_json::Value as Json;

use super::json_value::{JsonReader, json_text};
use super::unique_json::UniqueJson;
use crate::document::{Address, AddressStep, Path};
use crate::model::date::Date;
use crate::model::input::{Accepted, InputError, parse_at};
use crate::schema::{FieldKind, RecordType};
use crate::syntax::SyntaxValue;

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
    pub fn ron(&self, address: &Address, kind: FieldKind, today: Date) -> Result<String, InputError> {
        TypedJson { today }.json(address, kind, None, &self.0).map(|accepted| accepted.ron)
    }

    /// Returns the fields of an object as paths and RON texts for a record of this type at this
    /// address.
    ///
    /// # Errors
    /// Why it is no such record.
    pub fn fields(
        &self,
        address: &Address,
        record: &'static RecordType,
        today: Date,
    ) -> Result<Vec<(Path, String)>, InputError> {
        let Json::Object(fields) = &self.0 else { return Err(InputError::JsonForm) };
        let reader = TypedJson { today };
        let known = fields.iter().filter(|(_, value)| !value.is_null());
        let field = |(name, value): (&String, &Json)| {
            let field = record.field(name).ok_or_else(|| InputError::UnknownField(name.clone()))?;
            let step = AddressStep::Field(name.clone());
            let accepted = reader.json(&address.join(step.clone()), field.kind, None, value)?;
            Ok((vec![step], accepted.ron))
        };
        known.map(field).collect()
    }
}

/// Reads values as people type them. What the declaration does not know is refused.
struct TypedJson {
    today: Date,
}

impl JsonReader for TypedJson {
    type Refusal = InputError;

    fn form(&self) -> InputError {
        InputError::JsonForm
    }

    fn plain(&self, address: &Address, kind: FieldKind, text: &str) -> Result<Accepted, InputError> {
        parse_at(address, kind, text, self.today)
    }

    fn undeclared(&self, name: &str, _json: &Json) -> Result<String, InputError> {
        Err(InputError::UnknownField(name.to_owned()))
    }

    /// Nothing is compared: the value is to be as it is given.
    fn is_same(&self, _kind: FieldKind, _value: SyntaxValue<'_>, _json: &Json) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BODIES, SCHEMA};

    fn ron(json: &str) -> Result<String, InputError> {
        let (address, kind) = (Address::record(BODIES, "x"), FieldKind::Record(SCHEMA.table(BODIES).record));
        JsonInput::read(json).unwrap().ron(&address, kind, Date::parse("2026-11-29").unwrap())
    }

    #[test]
    fn an_object_is_a_record_with_values_as_people_type_them() {
        let json = r#"{"id": "x", "level": "bildungsbüro", "regions": ["a", "b"], "contact": {"phone": "02421 22-0"}, "note": null}"#;
        let expected = r#"(id: "x", level: Bildungsbuero, regions: ["a", "b"], contact: (phone: "02421 22-0"))"#;
        assert_eq!(ron(json).unwrap(), expected);
        // A list may be written as in a cell.
        assert_eq!(ron(r#"{"regions": "a; b"}"#).unwrap(), r#"(regions: ["a", "b"])"#);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(ron(r#"{"farbe": "rot"}"#), Err(InputError::UnknownField("farbe".to_owned())));
        assert_eq!(ron(r#"{"members": "a"}"#), Err(InputError::JsonForm));
        assert_eq!(ron(r#"{"level": ["a"]}"#), Err(InputError::JsonForm));
        assert_eq!(ron(r#"{"contact": {"email": "keine"}}"#), Err(InputError::Email));
    }
}
