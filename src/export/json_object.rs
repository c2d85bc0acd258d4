//! Objects of JSON that say only what is known: a value that is absent has no entry.
//!
//! Knows no form. Entry point: [`JsonObject`].

use serde::ser::{Serialize, Serializer};

/// An object; its entries keep the order in which they were put.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct JsonObject {
    entries: Vec<JsonEntry>,
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq)]
struct JsonEntry {
    name: &'static str,
    value: JsonValue,
}

/// A value that is known.
#[derive(Debug, Clone, PartialEq)]
pub enum JsonValue {
    /// A text.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A decimal number.
    Decimal(f64),
    /// Yes or no.
    Flag(bool),
    /// Several values.
    List(Vec<JsonValue>),
    /// An object.
    Object(JsonObject),
    /// That there is none.
    Null,
}

impl JsonObject {
    /// Returns an object without entries.
    pub fn new() -> JsonObject {
        JsonObject::default()
    }

    /// Puts a value.
    pub fn put(&mut self, name: &'static str, value: impl Into<JsonValue>) {
        self.entries.push(JsonEntry { name, value: value.into() });
    }

    /// Puts a value where it is known.
    pub fn put_known(&mut self, name: &'static str, value: Option<impl Into<JsonValue>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// Puts a text where it says something.
    pub fn put_text(&mut self, name: &'static str, text: Option<&str>) {
        self.put_known(name, text.map(str::trim).filter(|text| !text.is_empty()));
    }

    /// Puts several values unless there are none.
    pub fn put_list<T: Into<JsonValue>>(&mut self, name: &'static str, values: impl IntoIterator<Item = T>) {
        let values: Vec<JsonValue> = values.into_iter().map(Into::into).collect();
        if !values.is_empty() {
            self.put(name, JsonValue::List(values));
        }
    }

    /// Returns a value.
    pub fn get(&self, name: &str) -> Option<&JsonValue> {
        self.entries.iter().find(|entry| entry.name == name).map(|entry| &entry.value)
    }
}

impl JsonValue {
    /// Returns a plain value as text; `None` for a list, an object and null.
    pub fn as_plain_text(&self) -> Option<String> {
        match self {
            JsonValue::Text(text) => Some(text.clone()),
            JsonValue::Count(number) => Some(number.to_string()),
            JsonValue::Decimal(number) => Some(number.to_string()),
            JsonValue::Flag(flag) => Some(flag.to_string()),
            JsonValue::List(_) | JsonValue::Object(_) | JsonValue::Null => None,
        }
    }
}

impl Serialize for JsonObject {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.entries.iter().map(|entry| (entry.name, &entry.value)))
    }
}

impl Serialize for JsonValue {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            JsonValue::Text(text) => to.serialize_str(text),
            JsonValue::Count(number) => to.serialize_u64(*number),
            JsonValue::Decimal(number) => to.serialize_f64(*number),
            JsonValue::Flag(flag) => to.serialize_bool(*flag),
            JsonValue::List(values) => to.collect_seq(values),
            JsonValue::Object(object) => object.serialize(to),
            JsonValue::Null => to.serialize_none(),
        }
    }
}

impl From<&str> for JsonValue {
    fn from(text: &str) -> JsonValue {
        JsonValue::Text(text.to_owned())
    }
}

impl From<String> for JsonValue {
    fn from(text: String) -> JsonValue {
        JsonValue::Text(text)
    }
}

impl From<u64> for JsonValue {
    fn from(number: u64) -> JsonValue {
        JsonValue::Count(number)
    }
}

impl From<f64> for JsonValue {
    fn from(number: f64) -> JsonValue {
        JsonValue::Decimal(number)
    }
}

impl From<bool> for JsonValue {
    fn from(flag: bool) -> JsonValue {
        JsonValue::Flag(flag)
    }
}

impl From<JsonObject> for JsonValue {
    fn from(object: JsonObject) -> JsonValue {
        JsonValue::Object(object)
    }
}

impl From<Vec<JsonValue>> for JsonValue {
    fn from(values: Vec<JsonValue>) -> JsonValue {
        JsonValue::List(values)
    }
}
