//! Networks, bodies and what they work on as HSDS 3.0, the data standard of Open Referral for
//! social directories: as tables (a tabular data package) or as nested JSON.
//!
//! Networks of regions and bodies are organizations. An engagement is an attribute of its network,
//! and a service where its status is known, because a service must have one. Entry points:
//! [`write_package`], [`write_json`].

mod organization;
mod service;
mod table;
mod taxonomy;

use std::collections::HashSet;
use std::io;

use self::table::{HsdsTable, data_package};
use self::taxonomy::Taxonomies;
use super::{ExportError, ExportFolder, ExportRequest, ExportRun};
use crate::document::Slot;
use crate::export::csv::{CsvDialect, CsvRows};
use crate::export::json;
use crate::export::json_document::JsonDocument;
use crate::export::json_object::{JsonObject, JsonValue};
use crate::model::records::District;
use crate::model::{ACTION_FIELDS, BODIES, DISTRICT, ENGAGEMENTS, REGIONS};
use crate::query::DatasetView;

/// What both serialisations are made of.
struct HsdsSource<'a> {
    data: DatasetView<'a>,
    /// The selected records.
    selected: HashSet<Slot>,
    /// Regions and bodies: the selected ones, and the regions of selected engagements.
    organizations: Vec<Slot>,
    /// The selected action fields.
    fields: &'a [Slot],
    /// The selected engagements.
    engagements: &'a [Slot],
    /// The state in which all addresses are.
    state: Option<String>,
    taxonomies: Taxonomies,
}

impl<'a> HsdsSource<'a> {
    fn of(request: &ExportRequest<'a>) -> HsdsSource<'a> {
        let (data, selection) = (request.data, request.selection);
        let (fields, engagements) = (selection.of_table(ACTION_FIELDS), selection.of_table(ENGAGEMENTS));
        let mut organizations: Vec<Slot> = selection.of_table(REGIONS).to_vec();
        organizations.extend(engagements.iter().filter_map(|slot| data.index.region_of(*slot)));
        data.sort(&mut organizations);
        organizations.dedup();
        organizations.extend(selection.of_table(BODIES));
        let selected = organizations.iter().chain(engagements).copied().collect();
        let taxonomies = Taxonomies::of(data, fields, &[&organizations, engagements]);
        let district = data.document.slots(DISTRICT).next().and_then(|slot| data.document.get::<District>(slot).ok());
        let state = district.and_then(|district| district.state);
        HsdsSource { data, selected, organizations, fields, engagements, state, taxonomies }
    }
}

/// A row of a table.
struct HsdsRow {
    table: HsdsTable,
    row: JsonObject,
}

/// A row and those that say more of it.
struct HsdsEntry {
    row: HsdsRow,
    parts: Vec<HsdsRow>,
}

impl HsdsEntry {
    fn rows(&self) -> impl Iterator<Item = &HsdsRow> {
        std::iter::once(&self.row).chain(&self.parts)
    }

    /// Returns the rows of one table that say more.
    fn parts_of(&self, table: HsdsTable) -> impl Iterator<Item = &JsonObject> {
        self.parts.iter().filter(move |part| part.table == table).map(|part| &part.row)
    }
}

/// Writes a tabular data package: a CSV file for each table, and the descriptor.
pub(super) fn write_package(
    request: &ExportRequest<'_>,
    folder: &mut dyn ExportFolder,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let source = HsdsSource::of(request);
    let mut files = HsdsFiles::begin()?;
    source.each_organization(run, &mut |entry| files.push(entry.rows()))?;
    source.each_service(run, &mut |entry| files.push(entry.rows()))?;
    files.push(source.taxonomies.rows())?;
    let descriptor = json::value(&data_package(&source.title()));
    folder.file("datapackage.json")?.write_all(descriptor.as_bytes())?;
    files.write(folder)
}

/// Writes one document with a list for each kind of object, whatever says more of an object within
/// it.
pub(super) fn write_json(
    request: &ExportRequest<'_>,
    out: &mut dyn io::Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let source = HsdsSource::of(request);
    let taxonomies = &source.taxonomies;
    let mut document = JsonDocument::begin(out)?;
    document.begin_list(HsdsTable::Organization.name())?;
    source.each_organization(run, &mut |entry| Ok(document.item(&organization::nested(entry, taxonomies))?))?;
    document.end_inner()?;
    document.begin_list(HsdsTable::Service.name())?;
    source.each_service(run, &mut |entry| Ok(document.item(&service::nested(entry, taxonomies))?))?;
    document.end_inner()?;
    for table in [HsdsTable::Taxonomy, HsdsTable::TaxonomyTerm] {
        document.begin_list(table.name())?;
        for row in taxonomies.rows().filter(|row| row.table == table) {
            document.item(&row.row)?;
        }
        document.end_inner()?;
    }
    Ok(document.end()?)
}

/// What is done with an organization or service.
type OnEntry<'a> = &'a mut dyn FnMut(&HsdsEntry) -> Result<(), ExportError>;

impl HsdsSource<'_> {
    fn each_organization(&self, run: &mut ExportRun<'_>, on_entry: OnEntry<'_>) -> Result<(), ExportError> {
        for slot in self.fields {
            run.wrote(*slot, self.data.document.record(*slot).is_ok())?;
        }
        for slot in &self.organizations {
            let entry = organization::entry(self, *slot);
            entry.iter().try_for_each(&mut *on_entry)?;
            run.wrote(*slot, entry.is_some())?;
        }
        Ok(())
    }

    fn each_service(&self, run: &mut ExportRun<'_>, on_entry: OnEntry<'_>) -> Result<(), ExportError> {
        for slot in self.engagements {
            match service::entry(self, *slot) {
                Some(entry) => {
                    on_entry(&entry)?;
                    run.wrote(*slot, true)?;
                }
                None => run.left_out(*slot, self.data.document.record(*slot).is_ok())?,
            }
        }
        Ok(())
    }

    /// Returns what the whole is called.
    fn title(&self) -> String {
        self.data.document.slots(DISTRICT).next().map(|slot| self.data.name(slot)).unwrap_or_default()
    }
}

/// The files of the package while they are made; one is begun only when the one before is complete.
struct HsdsFiles {
    tables: Vec<Vec<u8>>,
}

impl HsdsFiles {
    fn begin() -> Result<HsdsFiles, ExportError> {
        let mut files = HsdsFiles { tables: HsdsTable::ALL.map(|_| Vec::new()).to_vec() };
        for table in HsdsTable::ALL {
            files.row(table, table.columns())?;
        }
        Ok(files)
    }

    fn push<'r>(&mut self, rows: impl Iterator<Item = &'r HsdsRow>) -> Result<(), ExportError> {
        for HsdsRow { table, row } in rows {
            let cell = |column| row.get(column).and_then(JsonValue::as_plain_text).unwrap_or_default();
            self.row(*table, table.columns().map(cell))?;
        }
        Ok(())
    }

    fn row<T: AsRef<str>>(&mut self, table: HsdsTable, cells: impl Iterator<Item = T>) -> Result<(), ExportError> {
        let mut rows = CsvRows::new(&mut self.tables[table as usize], CsvDialect::Exact)?;
        rows.row(cells)?;
        Ok(rows.finish()?)
    }

    fn write(&self, folder: &mut dyn ExportFolder) -> Result<(), ExportError> {
        for table in HsdsTable::ALL {
            folder.file(table.file())?.write_all(&self.tables[table as usize])?;
        }
        Ok(())
    }
}
