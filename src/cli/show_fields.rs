//! `show ADDRESS… --field FIELDS`: some values of records, beside each other for people, alone for
//! scripts.

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::columns::{chosen, is_prose};
use super::context::CliContext;
use super::error::CliError;
use super::list::readable;
use super::output::CommandOutput;
use super::resolve;
use crate::document::{Address, Record};
use crate::export::json::Json;
use crate::export::{Format, ron};
use crate::model::input::to_editable_text;
use crate::present::program_value::program_value;
use crate::present::value_text::ValueFormatter;
use crate::present::{Audience, Sheet, Tabular};
use crate::query::columns::Column;
use crate::syntax::SyntaxValue;
use crate::texts;

/// Some values of records.
struct FieldsAnswer<'a> {
    values: ValueFormatter<'a>,
    rows: Vec<FieldsRow<'a>>,
}

/// Some values of a record.
struct FieldsRow<'a> {
    address: Address,
    columns: Vec<Column>,
    record: Record<'a>,
}

/// Runs the command; a negative answer when no record has any of the values.
///
/// # Errors
/// When an address or field leads nowhere, or a record cannot be read.
pub fn run(
    context: &CliContext,
    addresses: &[String],
    fields: &str,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let format = context.format(&[Format::Table, Format::Json, Format::Csv, Format::Ron, Format::Md])?;
    let dataset = context.open()?.with_relations(&[]);
    let mut rows = Vec::new();
    for typed in addresses {
        let address = resolve::address_in(lang, &dataset, typed)?;
        let slot = resolve::record(lang, &dataset, &address)?;
        let columns = chosen(lang, &address, fields)?;
        rows.push(FieldsRow { address, columns, record: readable(context, &dataset, slot)? });
    }
    let answer = FieldsAnswer { values: context.values(dataset.data())?, rows };
    match format {
        Format::Table if !out.is_terminal() => {
            let text = |(column, value): (&Column, Option<SyntaxValue<'_>>)| {
                value.map_or_else(String::new, |value| to_editable_text(column.kind, value))
            };
            answer.rows.iter().flat_map(FieldsRow::values).for_each(|cell| out.text(&(text(cell) + "\n")));
        }
        Format::Ron => {
            let values = answer.rows.iter().flat_map(FieldsRow::values);
            values.for_each(|(_, value)| out.text(&ron::value(value.map_or("None", SyntaxValue::text))));
        }
        _ => answer::print(&answer, format, out),
    }
    if answer.rows.iter().flat_map(FieldsRow::values).all(|(_, value)| value.is_none()) {
        context.say(texts::cli::no_values(lang));
        return Ok(ExitStatus::Negative);
    }
    Ok(ExitStatus::Done)
}

impl FieldsRow<'_> {
    /// Returns the columns with their values.
    fn values(&self) -> impl Iterator<Item = (&Column, Option<SyntaxValue<'_>>)> {
        let value = |column: &Column| self.record.value(&column.path).and_then(SyntaxValue::unwrap_option);
        self.columns.iter().map(move |column| (column, value(column)))
    }
}

impl Tabular for FieldsAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        let lang = self.values.lang;
        let columns = self.rows.first().map_or(&[][..], |row| &row.columns);
        let title = |column: &Column| audience.pick(column.name(), column.field.label.get(lang).to_owned());
        let titles = std::iter::once(audience.pick("address", texts::cli::address(lang)).to_owned())
            .chain(columns.iter().map(title));
        let cell = |(column, value): (&Column, Option<SyntaxValue<'_>>)| match (audience, value) {
            (_, None) => String::new(),
            (Audience::People, Some(value)) => self.values.value(column.kind, value),
            (Audience::Programs, Some(value)) => program_value(column.kind, value),
        };
        let row = |row: &FieldsRow<'_>| {
            std::iter::once(resolve::shown(&row.address)).chain(row.values().map(cell)).collect::<Vec<String>>()
        };
        let whole = columns.iter().enumerate().filter(|(_, column)| !is_prose(column.kind)).map(|(at, _)| at + 1);
        Sheet::new(titles, self.rows.iter().map(row).collect()).with_whole(std::iter::once(0).chain(whole))
    }
}

impl Serialize for FieldsAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let records = self.rows.iter().map(|row| JsonFields { address: resolve::shown(&row.address), values: row });
        JsonFieldsAnswer { records: records.collect() }.serialize(to)
    }
}

#[derive(Serialize)]
struct JsonFieldsAnswer<'a> {
    records: Vec<JsonFields<'a>>,
}

#[derive(Serialize)]
struct JsonFields<'a> {
    address: String,
    values: &'a FieldsRow<'a>,
}

impl Serialize for FieldsRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.values().map(|(column, value)| (column.name(), value.map(Json))))
    }
}
