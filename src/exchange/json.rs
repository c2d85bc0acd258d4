//! Records as JSON, whole with unknown fields, as one object or a line each.
//!
//! Entry points: [`write`], [`write_lines`].

use std::io::Write;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::person_names::may_name_a_person;
use super::{ExportError, ExportRequest, ExportRun};
use crate::document::{Record, Slot};
use crate::export::json::{DeclaredJson, JsonLabels, JsonRecord};
use crate::export::json_records::{JsonLine, JsonTables, line};
use crate::model::SCHEMA;
use crate::schema::{Field, FieldKind};

/// Writes all tables as one object.
pub(super) fn write(
    request: &ExportRequest<'_>,
    out: &mut dyn Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let mut tables = JsonTables::new(out)?;
    for (table, slots) in request.selection.tables() {
        tables.table(SCHEMA.table(table).name)?;
        for slot in slots {
            let record = ExportedRecord::read(request, *slot);
            tables.record(&record)?;
            run.wrote(*slot, record.record.is_some())?;
        }
    }
    Ok(tables.finish(&JsonLabels(
        request.data.document.schema(),
        request.selection.tables().map(|(table, _)| table).collect(),
    ))?)
}

/// Writes a line for each record.
pub(super) fn write_lines(
    request: &ExportRequest<'_>,
    out: &mut dyn Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    for (table, slots) in request.selection.tables() {
        for slot in slots {
            let record = ExportedRecord::read(request, *slot);
            let is_readable = record.record.is_some();
            line(out, &JsonLine { table: SCHEMA.table(table).name, record })?;
            run.wrote(*slot, is_readable)?;
        }
    }
    Ok(())
}

/// A record as it leaves: whole, or by the columns asked for.
struct ExportedRecord<'a> {
    request: &'a ExportRequest<'a>,
    slot: Slot,
    /// `None` when it is not valid RON.
    record: Option<Record<'a>>,
}

impl<'a> ExportedRecord<'a> {
    fn read(request: &'a ExportRequest<'a>, slot: Slot) -> ExportedRecord<'a> {
        ExportedRecord { request, slot, record: request.data.document.record(slot).ok() }
    }
}

impl Serialize for ExportedRecord<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let ExportedRecord { request, slot, .. } = *self;
        let Some(record) = &self.record else {
            let document = request.data.document;
            if request.with_names || !may_name_a_person(document.source(slot)) {
                return JsonRecord(document, slot).serialize(to);
            }
            // Which part of it is a name cannot be told.
            let mut map = to.serialize_map(Some(2))?;
            map.serialize_entry("id", document.id(slot))?;
            map.serialize_entry("unreadable", "")?;
            return map.end();
        };
        let carries = |field: &Field| request.carries(field);
        let Some(columns) = request.columns else {
            let kind = FieldKind::Record(SCHEMA.table(slot.table).record);
            return DeclaredJson { kind, value: record.root(), carries: &carries }.serialize(to);
        };
        let mut map = to.serialize_map(None)?;
        for column in columns.iter().filter(|column| carries(column.field)) {
            let value = record.value(&column.path);
            let value = value.map(|value| DeclaredJson { kind: column.kind, value, carries: &carries });
            map.serialize_entry(&column.name(), &value)?;
        }
        map.end()
    }
}
