//! The taxonomies of an HSDS export: action fields, and levels of bodies.
//!
//! Entry point: [`Taxonomies`].

use std::collections::BTreeSet;

use super::HsdsRow;
use super::table::HsdsTable;
use crate::document::Slot;
use crate::exchange::identifier;
use crate::export::json_object::JsonObject;
use crate::model::records::{ActionField, Level};
use crate::model::vocabulary::Vocabulary;
use crate::model::{ACTION_FIELDS, BODIES, SCHEMA};
use crate::query::DatasetView;
use crate::texts::Lang;

/// What stands for the levels among the addresses of a dataset.
const LEVELS: &str = "bodies/level";

/// The language of what the program says of its own: the codes stand beside it.
const LANGUAGE: Lang = Lang::De;

/// The terms that organizations and services have.
pub(super) struct Taxonomies {
    rows: Vec<HsdsRow>,
}

/// What an attribute says of the entry that has it.
pub(super) struct HsdsAttribute<'a> {
    pub id: String,
    /// The entry.
    pub of: String,
    pub table: HsdsTable,
    pub term: String,
    pub link_type: Option<&'a str>,
    pub value: Option<&'a str>,
}

impl Taxonomies {
    /// Returns the terms of selected action fields, and of those that the records refer to.
    pub(super) fn of(data: DatasetView<'_>, selected: &[Slot], records: &[&[Slot]]) -> Taxonomies {
        let mut rows = vec![taxonomy("action_fields", fields_name()), taxonomy(LEVELS, levels_name())];
        let references = records.iter().flat_map(|slots| slots.iter()).flat_map(|slot| data.index.references(*slot));
        let referred = references.filter(|to| to.table() == ACTION_FIELDS).filter_map(|to| to.to);
        let all: BTreeSet<Slot> = selected.iter().copied().chain(referred).collect();
        let mut all: Vec<Slot> = all.into_iter().collect();
        data.sort(&mut all);
        rows.extend(all.into_iter().filter_map(|slot| field_term(data, slot)));
        rows.extend(Level::all(Vocabulary::of(data.document.schema())).map(level_term));
        Taxonomies { rows }
    }

    /// Returns the rows of both tables.
    pub(super) fn rows(&self) -> impl Iterator<Item = &HsdsRow> {
        self.rows.iter()
    }

    /// Returns the row of an attribute.
    pub(super) fn attribute(&self, attribute: HsdsAttribute<'_>) -> HsdsRow {
        let mut row = JsonObject::new();
        row.put("id", attribute.id);
        row.put("link_id", attribute.of);
        row.put("taxonomy_term_id", attribute.term);
        row.put_known("link_type", attribute.link_type);
        row.put("link_entity", attribute.table.name());
        row.put_text("value", attribute.value);
        HsdsRow { table: HsdsTable::Attribute, row }
    }

    /// Returns an attribute with its term within it.
    pub(super) fn nested(&self, attribute: &JsonObject) -> JsonObject {
        let mut nested = attribute.clone();
        let is_term = |row: &&HsdsRow| {
            row.table == HsdsTable::TaxonomyTerm && row.row.get("id") == attribute.get("taxonomy_term_id")
        };
        nested.put_known("taxonomy_term", self.rows.iter().find(is_term).map(|row| row.row.clone()));
        nested
    }
}

/// Returns what the taxonomy of action fields is called.
fn fields_name() -> &'static str {
    SCHEMA.table(ACTION_FIELDS).plural.get(LANGUAGE)
}

/// Returns what the taxonomy of levels is called.
fn levels_name() -> &'static str {
    SCHEMA.table(BODIES).record.field("level").map_or("level", |field| field.label.get(LANGUAGE))
}

/// Returns the identifier of a level.
pub(super) fn level_id(level: Level) -> String {
    identifier::of_address(&format!("{LEVELS}/{}", level.name())).to_string()
}

fn taxonomy(address: &str, name: &str) -> HsdsRow {
    let mut row = JsonObject::new();
    row.put("id", identifier::of_address(address).to_string());
    row.put("name", name);
    row.put("description", name);
    HsdsRow { table: HsdsTable::Taxonomy, row }
}

fn field_term(data: DatasetView<'_>, slot: Slot) -> Option<HsdsRow> {
    let field: ActionField = data.document.get(slot).ok()?;
    let name = data.name(slot);
    let wish = field.concern.and_then(|concern| concern.wish);
    let mut row = JsonObject::new();
    row.put("id", identifier::of_record(data.document, slot).to_string());
    row.put("code", data.document.id(slot));
    row.put("description", wish.or(field.note).filter(|text| !text.trim().is_empty()).unwrap_or_else(|| name.clone()));
    row.put("name", name);
    row.put("taxonomy", fields_name());
    row.put("taxonomy_id", identifier::of_address("action_fields").to_string());
    Some(HsdsRow { table: HsdsTable::TaxonomyTerm, row })
}

fn level_term(level: Level) -> HsdsRow {
    let name = level.label().get(LANGUAGE);
    let mut row = JsonObject::new();
    row.put("id", level_id(level));
    row.put("code", level.name());
    row.put("description", name);
    row.put("name", name);
    row.put("taxonomy", levels_name());
    row.put("language", "de");
    row.put("taxonomy_id", identifier::of_address(LEVELS).to_string());
    HsdsRow { table: HsdsTable::TaxonomyTerm, row }
}
