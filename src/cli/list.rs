//! `list TABLE|@VIEW [QUERY]`: the records of a table that answer a query, or the counts of their
//! values.

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::List;
use super::columns::{chosen, is_prose, sort_fields};
use super::context::{CliContext, Dataset};
use super::error::{CliError, FilePlace};
use super::output::CommandOutput;
use super::query;
use super::resolve;
use super::value_counts::{CountAnswer, counted_column};
use super::views;
use crate::document::{Address, Document, Slot};
use crate::export::json::{Json, JsonLabels, JsonRecord};
use crate::export::{Format, ron};
use crate::model::SCHEMA;
use crate::present::program_value::program_value;
use crate::present::record_table::cells as record_cells;
use crate::present::value_text::ValueFormatter;
use crate::present::{Audience, Sheet, Tabular};
use crate::query::columns::{self, Column};
use crate::query::expression::index_for_query;
use crate::query::list::ListQuestion;
use crate::query::search::DirectorySearch;
use crate::query::sort::sort_by;
use crate::schema::{ChoiceOption, FieldKind, Schema, Table};
use crate::texts;

/// Runs the command.
///
/// # Errors
/// Why the arguments are not understood or something cannot be read.
pub fn run(context: &CliContext, asked: &List, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    if asked.table == views::SIGN.to_string() {
        return views::print_all(context, out);
    }
    match views::listed(context, asked)? {
        Some(view) => list(context, &view.arguments, out).map_err(|failure| view.explained(context.lang, failure)),
        None => list(context, asked, out),
    }
}

fn list(context: &CliContext, asked: &List, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&[Format::Table, Format::Json, Format::Csv, Format::Ron, Format::Md])?;
    let table = resolve::table(context.lang, &asked.table).map_err(|failure| match asked.table.contains(':') {
        true => failure.with(texts::cli::hint_table_first(context.lang, &asked.table)),
        false => failure,
    })?;
    let query = asked_query(asked);
    let dataset = context.open()?;
    let index = index_for_query(&dataset.document, &query, table, context.today()?);
    let dataset = match index.or_else(|| DirectorySearch::index_for_words(&dataset.document, &query)) {
        Some(index) => dataset.with_index(index),
        None => dataset,
    };
    let place = Address::record(table, "");
    let columns = asked.columns.as_deref().map(|typed| chosen(context.lang, &place, typed)).transpose()?;
    let sorted = asked.sort.as_deref().map(|typed| sort_fields(context.lang, table, typed)).transpose()?;
    if columns.is_some() && format == Format::Ron {
        return Err(CliError::usage(texts::cli::conflict(context.lang, "--columns", "--format ron")));
    }
    let counted = asked.count.as_deref().map(|typed| counted_column(context, table, typed)).transpose()?;
    if counted.is_some() && format == Format::Ron {
        return Err(CliError::usage(texts::cli::conflict(context.lang, "--count", "--format ron")));
    }
    let mut slots = wanted(context, &dataset, table, &query)?;
    if let Some(fields) = sorted {
        sort_by(&dataset.document, &mut slots, &fields);
    }
    let (document, values) = (&dataset.document, context.values(dataset.data())?);
    if let Some(column) = counted {
        answer::print(&CountAnswer::count(values, &slots, table, column), format, out);
        return Ok(ended(context, &dataset, format, !query.is_empty(), &slots));
    }
    let answer = ListAnswer { document, values, table, columns, slots };
    match format {
        Format::Ron => {
            let sources = answer.slots.iter().map(|slot| dataset.document.source(*slot));
            ron::list(sources).for_each(|line| out.text(&line));
        }
        _ => answer::print(&answer, format, out),
    }
    Ok(ended(context, &dataset, format, !query.is_empty(), &answer.slots))
}

/// Reports what could not be read to people, and returns how the command ends.
fn ended(context: &CliContext, dataset: &Dataset, format: Format, is_narrowed: bool, slots: &[Slot]) -> ExitStatus {
    if matches!(format, Format::Table | Format::Md) {
        tell_unreadable(context, dataset, slots);
    }
    // An empty table is an answer; a filter without matches is a negative one.
    if is_narrowed && slots.is_empty() { ExitStatus::Negative } else { ExitStatus::Done }
}

/// The records of a table.
struct ListAnswer<'a> {
    document: &'a Document,
    values: ValueFormatter<'a>,
    table: Table,
    /// The columns asked for.
    columns: Option<Vec<Column>>,
    slots: Vec<Slot>,
}

impl Serialize for ListAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let record = |slot: &Slot| match &self.columns {
            Some(columns) => JsonRow::Columns(JsonColumns { document: self.document, slot: *slot, columns }),
            None => JsonRow::Record(JsonRecord(self.document, *slot)),
        };
        JsonList {
            table: SCHEMA.table(self.table).name,
            records: self.slots.iter().map(record).collect(),
            labels: JsonLabels(self.document.schema(), vec![self.table]),
        }
        .serialize(to)
    }
}

#[derive(Serialize)]
struct JsonList<'a> {
    table: &'static str,
    records: Vec<JsonRow<'a>>,
    labels: JsonLabels,
}

/// A record, whole or by the columns asked for.
#[derive(Serialize)]
#[serde(untagged)]
enum JsonRow<'a> {
    Record(JsonRecord<'a>),
    Columns(JsonColumns<'a>),
}

/// The values of columns, by their names; null where a record has none.
struct JsonColumns<'a> {
    document: &'a Document,
    slot: Slot,
    columns: &'a [Column],
}

impl Serialize for JsonColumns<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Ok(record) = self.document.record(self.slot) else {
            return JsonRecord(self.document, self.slot).serialize(to);
        };
        to.collect_map(self.columns.iter().map(|column| (column.name(), record.value(&column.path).map(Json))))
    }
}

/// Returns the query with what the options stand for.
fn asked_query(asked: &List) -> String {
    let terms = [("region", &asked.region), ("field", &asked.field), ("level", &asked.level)];
    query::with_terms(&query::text(&asked.query), &terms.map(|(name, value)| (name, value.as_ref())))
}

/// Returns the records that were asked for, in the order in which the screen lists them.
fn wanted(context: &CliContext, dataset: &Dataset, table: Table, query: &str) -> Result<Vec<Slot>, CliError> {
    let expression = &query::read(context, dataset.data(), Some(table), query)?;
    Ok(ListQuestion::of(table, expression).slots(dataset.data()))
}

impl Tabular for ListAnswer<'_> {
    /// Returns a few columns in words for people, and every field for programs.
    fn sheet(&self, audience: Audience) -> Sheet {
        let columns = self.columns.clone().unwrap_or_else(|| match audience {
            Audience::People => columns::short(self.table),
            Audience::Programs => columns::all(self.table),
        });
        let lang = self.values.lang;
        let has_labels = audience == Audience::Programs && self.columns.is_none();
        let titles = |column: &Column| match (audience, labels(self.document.schema(), column).filter(|_| has_labels)) {
            (Audience::People, _) => vec![column.field.label.get(lang).to_owned()],
            (Audience::Programs, None) => vec![column.name()],
            (Audience::Programs, Some(_)) => ["", "_de", "_en"].map(|suffix| column.name() + suffix).to_vec(),
        };
        let row = |slot: &Slot| {
            let cells = self.cells(*slot, &columns, audience).into_iter().zip(&columns);
            let with_labels = |(cell, column): (String, &Column)| match labels(self.document.schema(), column)
                .filter(|_| has_labels)
            {
                None => vec![cell],
                Some(choices) => {
                    let label = choices.iter().find(|choice| choice.name == cell).map(|choice| choice.label);
                    let [de, en] = label.map_or(["", ""], |label| [label.de, label.en]).map(str::to_owned);
                    vec![cell, de, en]
                }
            };
            cells.flat_map(with_labels).collect()
        };
        let whole = columns.iter().enumerate().filter(|(_, column)| !is_prose(column.kind)).map(|(at, _)| at);
        Sheet::new(columns.iter().flat_map(titles), self.slots.iter().map(row).collect()).with_whole(whole)
    }
}

impl ListAnswer<'_> {
    /// Returns the cells of a record; of one that cannot be read only its id.
    fn cells(&self, slot: Slot, columns: &[Column], audience: Audience) -> Vec<String> {
        if audience == Audience::People {
            return record_cells(&self.values, columns, slot);
        }
        let record = self.document.record(slot).ok();
        let value = |column: &Column| match &record {
            Some(record) => {
                record.value(&column.path).map_or_else(String::new, |value| program_value(column.kind, value))
            }
            None if matches!(column.kind, FieldKind::Id) => self.document.id(slot).to_owned(),
            None => String::new(),
        };
        columns.iter().map(value).collect()
    }
}

/// Returns the choices whose labels stand beside their names: those of the record itself.
fn labels(schema: &'static Schema, column: &Column) -> Option<&'static [ChoiceOption]> {
    match column.kind {
        FieldKind::Choice(choices) if column.path.len() == 1 => Some(schema.choices(choices)),
        _ => None,
    }
}

/// Reports the records that cannot be read, whose rows are empty.
pub(super) fn tell_unreadable(context: &CliContext, dataset: &Dataset, slots: &[Slot]) {
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
        CliError::at(ExitStatus::Unreadable, place, &error.message.say(context.lang))
            .with(address)
            .with(texts::cli::hint_record(context.lang))
    })
}
