//! Values of JSON as RON for fields of the dataset: lists, records and plain values.
//!
//! Import and the lines that programs hand over read them alike; they differ in what they take for
//! a plain value. Entry point: [`JsonReader::json`].

use serde_json::{Map, Value as Json};

use crate::document::{Address, AddressStep};
use crate::model::input::{Accepted, split_items};
use crate::schema::{FieldKind, RecordType};
use crate::syntax::SyntaxValue;

/// Reads JSON for a dataset.
pub(super) trait JsonReader {
    /// Why something is refused.
    type Refusal;

    /// Returns the refusal of JSON that has another form than the field.
    fn form(&self) -> Self::Refusal;

    /// Reads a value without parts as a person would type it.
    ///
    /// # Errors
    /// Why it is no value of the field.
    fn plain(&self, address: &Address, kind: FieldKind, text: &str) -> Result<Accepted, Self::Refusal>;

    /// Returns RON for a field that the declaration does not know.
    ///
    /// # Errors
    /// Where there must be none.
    fn undeclared(&self, name: &str, json: &Json) -> Result<String, Self::Refusal>;

    /// Returns true when JSON says what a record of a list is already.
    fn is_same(&self, kind: FieldKind, value: SyntaxValue<'_>, json: &Json) -> bool;

    /// Returns a value as RON. Records within it that are there already (`current`) keep what is
    /// not given.
    ///
    /// # Errors
    /// Why it cannot stand in such a field.
    fn json(
        &self,
        address: &Address,
        kind: FieldKind,
        current: Option<SyntaxValue<'_>>,
        json: &Json,
    ) -> Result<Accepted, Self::Refusal> {
        match (kind, json) {
            (FieldKind::List(item @ (FieldKind::Record(_) | FieldKind::List(_))), Json::Array(given)) => {
                self.records(address, *item, current, given)
            }
            (FieldKind::List(item), Json::Array(given)) => {
                self.items(address, *item, &given.iter().map(json_text).collect::<Vec<_>>())
            }
            (FieldKind::List(FieldKind::Record(_) | FieldKind::List(_)), _) => Err(self.form()),
            (FieldKind::List(item), Json::String(text)) => self.items(address, *item, &split_items(*item, text)),
            (FieldKind::Record(record), Json::Object(fields)) => self.record(address, record, current, fields),
            (FieldKind::Position, Json::Array(parts)) => {
                let parts: Vec<String> = parts.iter().map(json_text).collect();
                self.plain(address, kind, &parts.join(", "))
            }
            (FieldKind::List(_) | FieldKind::Record(_), _) | (_, Json::Array(_) | Json::Object(_)) => Err(self.form()),
            (kind, json) => self.plain(address, kind, &json_text(json)),
        }
    }

    /// Returns a list of plain values.
    ///
    /// # Errors
    /// Why one of them is no value of the field.
    fn items(&self, address: &Address, item: FieldKind, texts: &[String]) -> Result<Accepted, Self::Refusal> {
        let (mut items, mut notes) = (Vec::new(), Vec::new());
        for text in texts.iter().filter(|text| !text.trim().is_empty()) {
            let accepted = self.plain(address, item, text)?;
            notes.extend(accepted.notes);
            items.push(accepted.ron);
        }
        Ok(Accepted { ron: format!("[{}]", items.join(", ")), notes })
    }

    /// Returns a list of records; an item that says the same as one in the dataset is that one,
    /// with what an export leaves out of it.
    ///
    /// # Errors
    /// Why one of them is no such record.
    fn records(
        &self,
        address: &Address,
        item: FieldKind,
        current: Option<SyntaxValue<'_>>,
        given: &[Json],
    ) -> Result<Accepted, Self::Refusal> {
        let old: Vec<SyntaxValue<'_>> =
            current.and_then(SyntaxValue::unwrap_option).map_or_else(Vec::new, |list| list.items().collect());
        let mut used = vec![false; old.len()];
        let (mut items, mut notes) = (Vec::new(), Vec::new());
        for (number, json) in given.iter().enumerate() {
            if let Some(at) = (0..old.len()).find(|at| !used[*at] && self.is_same(item, old[*at], json)) {
                used[at] = true;
                items.push(old[at].text().to_owned());
                continue;
            }
            let accepted = self.json(&address.join(AddressStep::Item(number)), item, None, json)?;
            notes.extend(accepted.notes);
            items.push(accepted.ron);
        }
        Ok(Accepted { ron: format!("[{}]", items.join(", ")), notes })
    }

    /// Returns a record; a field that is not given stays as it is.
    ///
    /// # Errors
    /// Why it is no such record.
    fn record(
        &self,
        address: &Address,
        declared: &'static RecordType,
        current: Option<SyntaxValue<'_>>,
        given: &Map<String, Json>,
    ) -> Result<Accepted, Self::Refusal> {
        let (mut parts, mut notes) = (Vec::new(), Vec::new());
        let kept = current.into_iter().flat_map(|current| current.fields());
        let kept = kept.filter(|(name, _)| !given.contains_key(*name));
        parts.extend(kept.map(|(name, value)| format!("{name}: {}", value.text())));
        for field in declared.fields {
            let Some(json) = given.get(field.name).filter(|json| !is_nothing(json)) else { continue };
            let current = current.and_then(|current| current.field(field.name));
            let address = address.join(AddressStep::Field(field.name.to_owned()));
            let accepted = self.json(&address, field.kind, current, json)?;
            notes.extend(accepted.notes);
            parts.push(format!("{}: {}", field.name, accepted.ron));
        }
        for (name, json) in given.iter().filter(|(name, _)| declared.field(name).is_none()) {
            parts.push(format!("{name}: {}", self.undeclared(name, json)?));
        }
        Ok(Accepted { ron: format!("({})", parts.join(", ")), notes })
    }
}

/// Returns true for JSON in which nothing stands.
pub(super) fn is_nothing(json: &Json) -> bool {
    match json {
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        json => json.is_null(),
    }
}

/// Returns JSON as a person would type it.
pub(super) fn json_text(json: &Json) -> String {
    match json {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(json_text).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
