//! JSON in which no object has a field twice: of two values nobody knows which is meant.
//!
//! Entry points: [`UniqueJson`], [`repeated_field`].

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

/// How the reason begins why a field that occurs twice is refused.
const REPEATED: &str = "repeated `";

/// A value of JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct UniqueJson(pub Json);

/// Returns the field that occurs twice, if that is why something was refused.
pub fn repeated_field(error: &serde_json::Error) -> Option<String> {
    let reason = error.to_string();
    let (name, _) = reason.strip_prefix(REPEATED)?.rsplit_once('`')?;
    Some(name.to_owned())
}

impl<'de> Deserialize<'de> for UniqueJson {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<UniqueJson, D::Error> {
        struct ValueVisitor;
        impl<'de> Visitor<'de> for ValueVisitor {
            type Value = Json;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_unit<E>(self) -> Result<Json, E> {
                Ok(Json::Null)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
                Ok(value.into())
            }

            fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
                Ok(value.into())
            }

            fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
                Ok(value.into())
            }

            fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
                Ok(value.into())
            }

            fn visit_str<E>(self, value: &str) -> Result<Json, E> {
                Ok(value.into())
            }

            fn visit_string<E>(self, value: String) -> Result<Json, E> {
                Ok(value.into())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
                let mut items = Vec::new();
                while let Some(UniqueJson(item)) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Json::Array(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
                let mut fields = Map::new();
                while let Some(name) = map.next_key::<String>()? {
                    if fields.contains_key(&name) {
                        return Err(repeated(&name));
                    }
                    let UniqueJson(value) = map.next_value()?;
                    fields.insert(name, value);
                }
                Ok(Json::Object(fields))
            }
        }
        from.deserialize_any(ValueVisitor).map(UniqueJson)
    }
}

/// Returns the error for a field that occurs twice.
pub(super) fn repeated<E: Error>(name: &str) -> E {
    E::custom(format!("{REPEATED}{name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_the_same_as_read_otherwise() {
        let text = r#"{"a": [1, -2, 2.5, true, null, "ä\n"], "b": {"a": {}}}"#;
        let UniqueJson(read) = serde_json::from_str(text).unwrap();
        assert_eq!(read, serde_json::from_str::<Json>(text).unwrap());
    }

    #[test]
    fn a_field_that_occurs_twice_is_told_at_its_place() {
        let error = serde_json::from_str::<UniqueJson>("[{\"a\": {\n\"x`y\": 1,\n\"x`y\": 1}}]").unwrap_err();
        assert_eq!((error.line(), repeated_field(&error).as_deref()), (3, Some("x`y")));
        let error = serde_json::from_str::<UniqueJson>("{").unwrap_err();
        assert_eq!(repeated_field(&error), None);
    }
}
