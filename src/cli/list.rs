//! `list TABLE`: the records of a table, filtered by region, action field or level.

use serde::Serialize;

use super::Code;
use super::args::{Format, List};
use super::columns::{self, Column};
use super::context::{CliContext, Dataset};
use super::error::{CliError, FilePlace};
use super::json::{self, FORMAT, JsonRecord};
use super::output::CommandOutput;
use super::resolve;
use super::tabular::Sheet;
use super::value_text::ValueFormatter;
use crate::document::Slot;
use crate::model::input::to_editable_text;
use crate::model::records::Level;
use crate::model::{ACTION_FIELDS, REGIONS, SCHEMA};
use crate::schema::{FieldKind, Table};
use crate::syntax::SyntaxValue;
use crate::texts::cli as t;

/// Number of references to follow from a record to find what it belongs to (a decision to its
/// meeting to its body).
const STEPS: usize = 4;

/// Runs the command.
///
/// # Errors
/// Why the arguments are not understood or something cannot be read.
pub fn run(context: &CliContext, asked: &List, out: &mut CommandOutput) -> Result<Code, CliError> {
    let format = context.format(&[Format::Table, Format::Json, Format::Csv, Format::Ron, Format::Md])?;
    let table = resolve::table(context.lang, &asked.table)?;
    let dataset = context.open()?;
    let slots = wanted(context, &dataset, table, asked)?;
    match format {
        Format::Json => json::print(
            &ListAnswer { format: FORMAT, table: SCHEMA.table(table).name, records: records(&dataset, &slots) },
            out,
        ),
        Format::Ron => {
            out.text("[\n");
            slots.iter().for_each(|slot| out.text(&format!("{},\n", dataset.document.source(*slot))));
            out.text("]\n");
        }
        Format::Csv => exact(&dataset, table, &slots).write(format, out),
        Format::Table | Format::Md => {
            worded(context, &dataset, table, &slots)?.write(format, out);
            tell_unreadable(context, &dataset, &slots);
        }
    }
    // An empty table is an answer; a filter without matches is a negative one.
    let asked = asked.region.is_some() || asked.field.is_some() || asked.level.is_some();
    Ok(if asked && slots.is_empty() { Code::Negative } else { Code::Done })
}

#[derive(Serialize)]
struct ListAnswer<'a> {
    format: u32,
    table: &'static str,
    records: Vec<JsonRecord<'a>>,
}

fn records<'a>(dataset: &'a Dataset, slots: &[Slot]) -> Vec<JsonRecord<'a>> {
    slots.iter().map(|slot| JsonRecord(&dataset.document, *slot)).collect()
}

/// Returns the records that were asked for, in the order in which the screen lists them.
fn wanted(context: &CliContext, dataset: &Dataset, table: Table, asked: &List) -> Result<Vec<Slot>, CliError> {
    let lang = context.lang;
    let mut slots: Vec<Slot> = dataset.index().order(&dataset.document, table).to_vec();
    if let Some(typed) = &asked.region {
        let regions = resolve::regions(lang, dataset, typed)?;
        slots.retain(|slot| belongs(dataset, *slot, &regions));
    }
    if let Some(typed) = &asked.field {
        let field = resolve::action_field(lang, dataset, typed)?;
        slots.retain(|slot| belongs(dataset, *slot, &[field]));
    }
    if let Some(typed) = &asked.level {
        let declared = SCHEMA.table(table).record.field("level").map(|field| field.kind);
        let Some(FieldKind::Choice(choices)) = declared else {
            return Err(CliError::usage(t::no_levels(lang, &asked.table)));
        };
        let level = resolve::choice(lang, choices, typed)?;
        slots.retain(|slot| crate::index::level(&dataset.document, *slot).map(Level::name) == Some(level.name));
    }
    Ok(slots)
}

/// Returns true when a record is one of `hubs` (regions, or action fields) or belongs to one: it
/// refers to one, or to a record that does. A region and an action field belong together if some
/// record refers to both.
fn belongs(dataset: &Dataset, slot: Slot, hubs: &[Slot]) -> bool {
    if hubs.contains(&slot) {
        return true;
    }
    let is_hub = |slot: Slot| matches!(slot.table, REGIONS | ACTION_FIELDS);
    if is_hub(slot) {
        return dataset.index().referrers(slot).iter().any(|other| refers(dataset, *other, hubs));
    }
    leads(dataset, slot, hubs, STEPS)
}

fn refers(dataset: &Dataset, slot: Slot, hubs: &[Slot]) -> bool {
    hubs.iter().any(|hub| dataset.index().refers(slot, *hub))
}

fn leads(dataset: &Dataset, slot: Slot, hubs: &[Slot], steps: usize) -> bool {
    let table = hubs.first().map(|hub| hub.table);
    // A record's own references count; only if it has none, those of the records it refers to.
    if steps == 0 || dataset.index().references(slot).any(|to| Some(to.table()) == table) {
        return refers(dataset, slot, hubs);
    }
    let mut next = dataset.index().references(slot).filter_map(|to| to.to);
    next.any(|to| !matches!(to.table, REGIONS | ACTION_FIELDS) && leads(dataset, to, hubs, steps - 1))
}

/// Returns rows for people: a few columns, in words.
fn worded(context: &CliContext, dataset: &Dataset, table: Table, slots: &[Slot]) -> Result<Sheet, CliError> {
    let speaker = ValueFormatter { dataset, lang: context.lang, period: context.period()? };
    let columns = columns::short(table);
    let heads = columns.iter().map(|column| column.field.label.get(context.lang).to_owned()).collect();
    let rows = rows(dataset, slots, &columns, &|kind, value| speaker.value(kind, value));
    Ok(Sheet { heads, rows })
}

/// Returns rows for programs: every field, each value as `get` prints it; lists of plain values
/// joined by `; `.
fn exact(dataset: &Dataset, table: Table, slots: &[Slot]) -> Sheet {
    let columns = columns::all(table);
    let cell = |kind: FieldKind, value: SyntaxValue<'_>| match kind {
        FieldKind::List(FieldKind::Record(_)) => value.text().to_owned(),
        FieldKind::List(item) => {
            let items = value
                .unwrap_option()
                .map(|list| list.items().map(|value| to_editable_text(*item, value)).collect::<Vec<_>>());
            items.unwrap_or_default().join("; ")
        }
        kind => to_editable_text(kind, value),
    };
    Sheet { heads: columns.iter().map(Column::name).collect(), rows: rows(dataset, slots, &columns, &cell) }
}

fn rows(
    dataset: &Dataset,
    slots: &[Slot],
    columns: &[Column],
    cell: &dyn Fn(FieldKind, SyntaxValue<'_>) -> String,
) -> Vec<Vec<String>> {
    let row = |slot: &Slot| -> Vec<String> {
        let record = dataset.document.record(*slot).ok();
        let value = |column: &Column| match &record {
            Some(record) => record.value(&column.path).map_or_else(String::new, |value| cell(column.field.kind, value)),
            None if matches!(column.field.kind, FieldKind::Id) => dataset.document.id(*slot).to_owned(),
            None => String::new(),
        };
        columns.iter().map(value).collect()
    };
    slots.iter().map(row).collect()
}

/// Reports the records that cannot be read, whose rows are empty.
fn tell_unreadable(context: &CliContext, dataset: &Dataset, slots: &[Slot]) {
    for slot in slots {
        if let Err(failure) = readable(context, dataset, *slot) {
            context.say(&failure.to_string());
        }
    }
}

/// Parses a record; refuses one that is not valid RON, with its position.
///
/// # Errors
/// Where and why it cannot be read.
pub fn readable<'a>(
    context: &CliContext,
    dataset: &'a Dataset,
    slot: Slot,
) -> Result<crate::document::Record<'a>, CliError> {
    dataset.document.record(slot).map_err(|error| {
        let (line, column) = dataset.document.line_col(slot, error.offset);
        let file = super::error::name_of(context.lang, &dataset.loaded);
        let place = FilePlace { file: &file, line, column, text: &dataset.loaded.text };
        let address = resolve::shown(&dataset.document.address(slot));
        CliError::at(Code::Unreadable, place, &error.message.say(context.lang))
            .with(address)
            .with(t::hint_record(context.lang))
    })
}
