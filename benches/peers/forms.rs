//! The same invented directory in the forms that the programs read: RON, one CSV table, recutils'
//! records.
//!
//! What stands in a field of the RON file stands in a column or field of the others; comments have
//! no place there. Must not know the programs. Enter at [`write`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use bildungsnetz::document::Document;
use bildungsnetz::index::walk::{PathSegment, walk};
use bildungsnetz::model::{BODIES, MEASURES, SCHEMA};
use bildungsnetz::schema::{FieldKind, RecordType};

use crate::generate;

/// What must be known of the files to measure with them; [`write`] notes it, [`Facts::read`] reads
/// it.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Number of regions.
    pub regions: usize,
    /// Records of all tables, which is the number of rows of the CSV table.
    pub records: usize,
    /// Lines of the RON file.
    pub lines: usize,
    /// The identifier of the last record, which stands nowhere else.
    pub last: String,
    /// The identifier of an office in the middle.
    pub office: String,
    /// Sizes in bytes: RON, CSV, records.
    pub bytes: [u64; 3],
}

/// The names of the files in their folder: RON, CSV, records.
pub const NAMES: [&str; 3] = ["data.ron", "data.csv", "data.rec"];

/// Writes the three files into a folder.
pub fn write(regions: usize, folder: &Path) -> io::Result<()> {
    let text = generate::directory(regions);
    let document = Document::parse(&SCHEMA, text.as_str()).map_err(|error| io::Error::other(error.to_string()))?;
    let (csv, rec) = (table(&document), records(&document));
    for (name, text) in NAMES.into_iter().zip([&text, &csv, &rec]) {
        File::create(folder.join(name))?.write_all(text.as_bytes())?;
    }
    note(regions, (&text, &document), folder)
}

/// Notes what the files hold beside them, for the process that measures.
fn note(regions: usize, (text, document): (&str, &Document), folder: &Path) -> io::Result<()> {
    let ids = |table| document.slots(table).map(|slot| document.id(slot)).collect::<Vec<_>>();
    let bodies = ids(BODIES);
    let office = bodies[bodies.len() / 2..].iter().find(|id| id.ends_with("bildungsbuero")).copied();
    let last = ids(MEASURES).last().copied();
    let records: usize = SCHEMA.all().map(|table| document.slots(table).len()).sum();
    let (lines, last, office) = (text.lines().count(), last.unwrap_or_default(), office.unwrap_or_default());
    writeln!(File::create(folder.join("facts"))?, "{regions} {records} {lines} {last} {office}")
}

impl Facts {
    /// What [`write`] noted.
    pub fn read(folder: &Path) -> io::Result<Facts> {
        let noted = std::fs::read_to_string(folder.join("facts"))?;
        let words: Vec<&str> = noted.split_whitespace().collect();
        let [regions, records, lines, last, office] = words[..] else { return Err(io::Error::other(noted)) };
        let number = |text: &str| text.parse::<usize>().map_err(io::Error::other);
        let size = |name| std::fs::metadata(folder.join(name)).map(|data| data.len());
        Ok(Facts {
            regions: number(regions)?,
            records: number(records)?,
            lines: number(lines)?,
            last: last.to_owned(),
            office: office.to_owned(),
            bytes: [size(NAMES[0])?, size(NAMES[1])?, size(NAMES[2])?],
        })
    }
}

/// Every value of every record, in the order of the file: `visit` gets table, record, and the
/// leaves with their names (`contact_phone`).
fn each(document: &Document, mut visit: impl FnMut(&'static str, &'static RecordType, Vec<(String, String)>)) {
    for table in SCHEMA.all() {
        let spec = SCHEMA.table(table);
        for slot in document.slots(table) {
            let Ok(record) = document.record(slot) else { continue };
            let mut leaves = Vec::new();
            walk(spec.record, record.root(), &mut |node| {
                if !matches!(node.kind, FieldKind::Record(_) | FieldKind::List(_)) {
                    let text =
                        node.value.as_str().map_or_else(|| node.value.text().to_owned(), |text| text.into_owned());
                    leaves.push((name(node.hops), text));
                }
            });
            visit(spec.name, spec.record, leaves);
        }
    }
}

fn name(hops: &[PathSegment]) -> String {
    let fields = hops.iter().filter_map(|hop| match hop {
        PathSegment::Field(field) => Some(field.name),
        PathSegment::Item(_) => None,
    });
    fields.collect::<Vec<_>>().join("_")
}

/// One table for all: a row for each record, a column for each name; several values in a cell stand
/// behind semicolons.
fn table(document: &Document) -> String {
    let mut columns: Vec<String> = vec!["id".into(), "table".into()];
    each(document, |_, _, leaves| {
        for (name, _) in leaves {
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
    });
    let mut out = columns.join(",") + "\n";
    each(document, |table, _, leaves| {
        let mut cells: BTreeMap<String, String> = BTreeMap::from([("table".into(), table.into())]);
        for (name, text) in leaves {
            let cell = cells.entry(name).or_default();
            *cell += if cell.is_empty() { "" } else { "; " };
            *cell += &text;
        }
        let row = columns.iter().map(|column| cell(cells.get(column).map_or("", String::as_str)));
        out += &row.collect::<Vec<_>>().join(",");
        out.push('\n');
    });
    out
}

/// A cell of CSV (RFC 4180).
fn cell(text: &str) -> String {
    let plain = !text.contains([',', '"', '\n', '\r']);
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

/// Records as recutils reads them: a type for each table, several values as several fields.
fn records(document: &Document) -> String {
    let mut out = String::new();
    let mut last = "";
    each(document, |_, record, leaves| {
        if last != record.name {
            last = record.name;
            _ = write!(out, "%rec: {last}\n\n");
        }
        for (name, text) in leaves {
            _ = writeln!(out, "{name}: {}", text.replace('\n', "\n+ "));
        }
        out.push('\n');
    });
    out
}
