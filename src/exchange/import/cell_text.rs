//! Cells as text and as JSON: what they say, and what an export would say.
//!
//! Entry points: [`text_of`], [`is_same_json`].

use serde_json::Value as Json;

use super::super::json_value::{is_nothing, json_text};
use super::ImportedCell;
use crate::export::json;
use crate::model::input::quote;
use crate::present::choice_label::choice_label;
use crate::present::program_value::program_value;
use crate::schema::{Field, FieldKind, Schema};
use crate::syntax::SyntaxValue;
use crate::texts::Lang;

/// Returns true for a cell in which nothing stands.
pub(super) fn is_empty(cell: &ImportedCell) -> bool {
    match cell {
        ImportedCell::Text(text) | ImportedCell::Number(text) | ImportedCell::Date(text) => text.trim().is_empty(),
        ImportedCell::Json(json) => is_nothing(json),
    }
}

/// Returns the text of a cell as a person would type it.
pub(super) fn text_of(cell: &ImportedCell) -> String {
    match cell {
        ImportedCell::Text(text) | ImportedCell::Number(text) | ImportedCell::Date(text) => text.trim().to_owned(),
        ImportedCell::Json(json) => json_text(json).trim().to_owned(),
    }
}

/// Returns a text such that line ends and blanks around it make no difference.
pub(super) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// Returns true when a value would be exported as this JSON, with or without the names of persons.
pub(super) fn is_same_json(kind: FieldKind, value: SyntaxValue<'_>, json: &Json) -> bool {
    let all = |_: &Field| true;
    let impersonal = |field: &Field| !field.personal;
    let carried: [&dyn Fn(&Field) -> bool; 2] = [&all, &impersonal];
    carried.into_iter().any(|carries| {
        serde_json::to_value(json::DeclaredJson { kind, value, carries }).is_ok_and(|exported| exported == *json)
    })
}

/// Returns true when a cell says what the value is already.
pub(super) fn says_exactly(
    schema: &'static Schema,
    kind: FieldKind,
    current: Option<SyntaxValue<'_>>,
    cell: &ImportedCell,
) -> bool {
    let Some(value) = current.and_then(SyntaxValue::unwrap_option) else { return is_empty(cell) };
    let is_structured = matches!(kind, FieldKind::List(FieldKind::Record(_) | FieldKind::List(_)));
    match cell {
        ImportedCell::Json(json) => is_same_json(kind, value, json),
        ImportedCell::Text(text) if is_structured => {
            serde_json::from_str(text).is_ok_and(|json| is_same_json(kind, value, &json))
        }
        ImportedCell::Text(text) => {
            plain(&program_value(kind, value)) == plain(text) || is_label(schema, kind, value, text)
        }
        ImportedCell::Number(text) => {
            let known = program_value(kind, value);
            known == *text || known.parse::<f64>().is_ok_and(|known| text.parse() == Ok(known))
        }
        // A spreadsheet makes the first day of a month that was written alone.
        ImportedCell::Date(day) => {
            let known = program_value(kind, value);
            known == *day || day.strip_suffix("-01") == Some(known.as_str())
        }
    }
}

/// Returns true when a cell says what people call the value, in either language.
fn is_label(schema: &'static Schema, kind: FieldKind, value: SyntaxValue<'_>, text: &str) -> bool {
    [Lang::De, Lang::En].iter().any(|lang| choice_label(schema, kind, value, *lang) == Some(text.trim()))
}

/// Returns RON for a value that the declaration does not know.
pub(super) fn undeclared_ron(json: &Json) -> String {
    match json {
        Json::Null => "None".to_owned(),
        Json::String(text) => quote(text),
        Json::Array(items) => format!("[{}]", items.iter().map(undeclared_ron).collect::<Vec<_>>().join(", ")),
        Json::Object(fields) => {
            let fields = fields.iter().map(|(name, json)| format!("{name}: {}", undeclared_ron(json)));
            format!("({})", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// Returns true for what a spreadsheet makes of a number that is too long for it, or of a formula
/// without a value.
pub(super) fn is_spoilt(text: &str) -> bool {
    let text = text.trim();
    let is_error = text.len() > 2
        && text.starts_with('#')
        && (text.bytes().all(|byte| byte == b'#') || text.ends_with(['!', '?']) || ["#NV", "#N/A"].contains(&text));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_power = text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let (whole, part) = number.split_once([',', '.']).unwrap_or((number, "0"));
        is_digits(whole.trim_start_matches(['+', '-']))
            && is_digits(part)
            && power.starts_with(['+', '-'])
            && is_digits(&power[1..])
    });
    is_error || is_power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_spoilt_is_recognised() {
        for text in ["4.92E+11", "4,92211E+11", "1E+05", "#REF!", "#NAME?", "####", "#NV"] {
            assert!(is_spoilt(text), "{text}");
        }
        for text in ["", "E+1", "4,92", "E-Mail", "1e5", "# eins", "#1", "A4E+1", "02421 22-0"] {
            assert!(!is_spoilt(text), "{text}");
        }
    }
}
