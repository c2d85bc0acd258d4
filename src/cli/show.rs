//! `show ADDRESS…`: everything about a record, with what refers to it; or one of its values.

use serde::Serialize;

use super::ExitStatus;
use super::answer;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::list::readable;
use super::output::CommandOutput;
use super::resolve;
use crate::document::{Address, Record, Slot};
use crate::export::json::{Json, JsonLabels, JsonRecord};
use crate::export::{Format, ron};
use crate::model::SCHEMA;
use crate::present::labelled_record::LabelledRecord;
use crate::present::record_rows::{rows, value_rows};
use crate::present::value_text::ValueFormatter;
use crate::query::relations::index_of_referrers;
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};

/// Runs the command.
///
/// # Errors
/// When an address leads nowhere or the record cannot be read.
pub fn run(context: &CliContext, addresses: &[String], out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&[Format::Table, Format::Json, Format::Ron])?;
    let dataset = context.open()?;
    let mut shown = Vec::new();
    for typed in addresses {
        let address = resolve::address_in(context.lang, &dataset, typed)?;
        let slot = resolve::record(context.lang, &dataset, &address)?;
        shown.push((address, slot));
    }
    let slots: Vec<Slot> = shown.iter().map(|(_, slot)| *slot).collect();
    let index = index_of_referrers(&dataset.document, &slots);
    let dataset = dataset.with_index(index);
    let values = context.values(dataset.data())?;
    match format {
        Format::Json => {
            let records = shown.iter().map(|(address, slot)| ShownRecord { dataset: &dataset, address, slot: *slot });
            let labels =
                JsonLabels(dataset.document.schema(), shown.iter().map(|(address, _)| address.table).collect());
            answer::print_json(&ShowAnswer { records: records.collect(), labels }, out);
        }
        _ => {
            for (number, (address, slot)) in shown.iter().enumerate() {
                if number > 0 {
                    out.line("");
                }
                let record = readable(context, &dataset, *slot)?;
                let value = value_at(context.lang, &record, address)?;
                match format {
                    Format::Ron => out.text(&ron::value(value.text())),
                    _ if address.path.is_empty() => {
                        out.labelled_record(&LabelledRecord::of(&values, dataset.data(), &record, *slot), context.lang)
                    }
                    _ => print_value(&values, address, value, out),
                }
            }
        }
    }
    Ok(ExitStatus::Done)
}

#[derive(Serialize)]
struct ShowAnswer<'a> {
    records: Vec<ShownRecord<'a>>,
    labels: JsonLabels,
}

/// `{"address": …, "record": …}`, or `"value"` for an address within a record.
struct ShownRecord<'a> {
    dataset: &'a Dataset,
    address: &'a Address,
    slot: Slot,
}

impl Serialize for ShownRecord<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("address", &resolve::shown(self.address))?;
        if self.address.path.is_empty() {
            map.serialize_entry("record", &JsonRecord(&self.dataset.document, self.slot))?;
        } else {
            let record = self.dataset.document.record(self.slot).ok();
            let value = record.as_ref().and_then(|record| record.value(&self.address.path));
            map.serialize_entry("value", &value.map(Json))?;
        }
        map.end()
    }
}

/// Returns the value at an address.
fn value_at<'r>(lang: Lang, record: &'r Record<'_>, address: &Address) -> Result<SyntaxValue<'r>, CliError> {
    match (record.value(&address.path).and_then(SyntaxValue::unwrap_option), address.kind(&SCHEMA)) {
        (Some(value), _) => Ok(value),
        (None, None) => Err(resolve::no_field(lang, address)),
        (None, Some(_)) => Err(CliError::negative(texts::cli::unknown_value(lang, &resolve::shown(address)))),
    }
}

/// Prints a value of a record below its address.
fn print_value(values: &ValueFormatter<'_>, address: &Address, value: SyntaxValue<'_>, out: &mut CommandOutput) {
    out.heading(&resolve::shown(address));
    match address.kind(values.data.document.schema()) {
        Some(FieldKind::Record(record)) => out.record_rows(&rows(values, record, value, 0)),
        Some(kind) => out.record_rows(&value_rows(values, "", kind, value, 0)),
        None => out.line(value.text()),
    }
}
