//! Records as people read them in a mail or in minutes: below each other with their fields, or a
//! row each where columns are asked for.
//!
//! Says how old a statement is by its date, not counted from today, so that the same dataset gives
//! the same bytes. Entry points: [`write_markdown`], [`write_text`].

use std::io::Write;

use super::{ExportError, ExportRequest, ExportRun};
use crate::document::{Record, Slot};
use crate::export::aligned::{self, ColumnLimits};
use crate::export::{labelled_text, markdown};
use crate::model::SCHEMA;
use crate::model::source_age::ReviewPeriod;
use crate::present::Sheet;
use crate::present::record_label::RecordLabel;
use crate::present::record_rows::{RecordRow, known_rows};
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::query::columns::Column;
use crate::schema::Table;
use crate::texts;

/// Width of a line of text in cells, as mail has it.
const WIDTH: usize = 76;

/// Writes CommonMark; columns as a table of GitHub Flavored Markdown.
pub(super) fn write_markdown(
    request: &ExportRequest<'_>,
    out: &mut dyn Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let mut is_first = true;
    for (table, slots) in request.selection.tables() {
        let gap = if std::mem::take(&mut is_first) { "" } else { "\n" };
        write!(out, "{gap}{}", markdown::heading(1, SCHEMA.table(table).plural.get(request.lang)))?;
        if let Some(columns) = request.columns {
            let sheet = sheet(request, columns, slots, run)?;
            write!(out, "\n{}", markdown::document(&sheet))?;
            continue;
        }
        for slot in slots {
            let record = PageRecord::read(request, table, *slot);
            write!(out, "\n{}\n", markdown::heading(2, &record.name))?;
            for row in &record.rows {
                out.write_all(markdown::item(row.depth, &row.label, &row.text).as_bytes())?;
            }
            run.wrote(*slot, record.is_readable)?;
        }
    }
    Ok(())
}

/// Writes plain text.
pub(super) fn write_text(
    request: &ExportRequest<'_>,
    out: &mut dyn Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let mut is_first = true;
    for (table, slots) in request.selection.tables() {
        let gap = if std::mem::take(&mut is_first) { "" } else { "\n" };
        writeln!(out, "{gap}{}\n", SCHEMA.table(table).plural.get(request.lang))?;
        if let Some(columns) = request.columns {
            let sheet = sheet(request, columns, slots, run)?;
            for line in aligned::lines(&sheet, ColumnLimits { width: None, ascii: false, ellipsis: "…" }) {
                writeln!(out, "{line}")?;
            }
            continue;
        }
        for (number, slot) in slots.iter().enumerate() {
            let record = PageRecord::read(request, table, *slot);
            writeln!(out, "{}{}", if number == 0 { "" } else { "\n" }, record.name)?;
            for line in record.rows.iter().flat_map(|row| labelled_text::lines(row, Some(WIDTH))) {
                writeln!(out, "{line}")?;
            }
            run.wrote(*slot, record.is_readable)?;
        }
    }
    Ok(())
}

/// A record in words.
struct PageRecord {
    name: String,
    rows: Vec<RecordRow>,
    is_readable: bool,
}

impl PageRecord {
    fn read(request: &ExportRequest<'_>, table: Table, slot: Slot) -> PageRecord {
        let name = RecordLabel::of(request.data, slot, request.lang).text();
        let Ok(record) = request.data.document.record(slot) else {
            let label = request.data.document.id(slot).to_owned();
            let row = RecordRow { depth: 0, label, text: texts::exchange::unreadable(request.lang).to_owned() };
            return PageRecord { name, rows: vec![row], is_readable: false };
        };
        let rows = known_rows(&values(request), SCHEMA.table(table).record, record.root(), 0);
        PageRecord { name, rows, is_readable: true }
    }
}

fn values<'a>(request: &ExportRequest<'a>) -> ValueFormatter<'a> {
    ValueFormatter {
        data: request.data,
        style: ValueStyle::Printed,
        region: None,
        lang: request.lang,
        // No statement is old, so none is said to be so many months old.
        period: ReviewPeriod { months: 0, ..request.period },
        with_names: request.with_names,
    }
}

/// Returns the columns asked for, in words.
fn sheet(
    request: &ExportRequest<'_>,
    columns: &[Column],
    slots: &[Slot],
    run: &mut ExportRun<'_>,
) -> Result<Sheet, ExportError> {
    let columns: Vec<&Column> = columns.iter().filter(|column| request.carries(column.field)).collect();
    let values = values(request);
    let cells = |record: &Record<'_>| -> Vec<String> {
        let cell = |column: &&Column| {
            record.value(&column.path).map_or_else(String::new, |value| values.value(column.kind, value))
        };
        columns.iter().map(cell).collect()
    };
    let mut rows = Vec::with_capacity(slots.len());
    for slot in slots {
        let record = request.data.document.record(*slot).ok();
        rows.push(record.as_ref().map_or_else(|| vec![String::new(); columns.len()], cells));
        run.wrote(*slot, record.is_some())?;
    }
    Ok(Sheet::new(columns.iter().map(|column| column.field.label.get(request.lang)), rows))
}
