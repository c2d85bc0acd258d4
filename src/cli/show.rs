//! `show ADDRESS…`: everything about a record, with what refers to it; or one of its values.

use serde::Serialize;

use super::Code;
use super::args::Format;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::json::{self, FORMAT, Json, JsonRecord};
use super::list::readable;
use super::output::CommandOutput;
use super::resolve;
use super::value_text::ValueFormatter;
use crate::document::{Address, Slot};
use crate::index::display_names::{name, short_name};
use crate::model::SCHEMA;
use crate::schema::{FieldKind, RecordType};
use crate::syntax::SyntaxValue;
use crate::texts::cli as t;

/// Indentation of a nested record, in cells.
const INDENT: usize = 2;

/// Runs the command.
///
/// # Errors
/// When an address leads nowhere or the record cannot be read.
pub fn run(context: &CliContext, addresses: &[String], out: &mut CommandOutput) -> Result<Code, CliError> {
    let format = context.format(&[Format::Table, Format::Json, Format::Ron])?;
    let dataset = context.open()?;
    let mut shown = Vec::new();
    for typed in addresses {
        let address = resolve::address(context.lang, typed)?;
        let slot = resolve::record(context.lang, &dataset, &address)?;
        shown.push((address, slot));
    }
    let speaker = ValueFormatter { dataset: &dataset, lang: context.lang, period: context.period()? };
    match format {
        Format::Json => {
            let records = shown.iter().map(|(address, slot)| ShownRecord { dataset: &dataset, address, slot: *slot });
            json::print(&ShowAnswer { format: FORMAT, records: records.collect() }, out);
        }
        _ => {
            for (number, (address, slot)) in shown.iter().enumerate() {
                if number > 0 {
                    out.line("");
                }
                one(context, &speaker, address, *slot, format, out)?;
            }
        }
    }
    Ok(Code::Done)
}

#[derive(Serialize)]
struct ShowAnswer<'a> {
    format: u32,
    records: Vec<ShownRecord<'a>>,
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

fn one(
    context: &CliContext,
    speaker: &ValueFormatter<'_>,
    address: &Address,
    slot: Slot,
    format: Format,
    out: &mut CommandOutput,
) -> Result<(), CliError> {
    let document = &speaker.dataset.document;
    let record = readable(context, speaker.dataset, slot)?;
    let kind = address.kind(&SCHEMA);
    let value = record.value(&address.path).and_then(SyntaxValue::unwrap_option);
    let value = match (value, kind) {
        (Some(value), _) => value,
        (None, None) => return Err(resolve::no_field(context.lang, address)),
        (None, Some(_)) => return Err(CliError::negative(t::unknown_value(context.lang, &resolve::shown(address)))),
    };
    if format == Format::Ron {
        out.text(&format!("{}\n", value.text()));
        return Ok(());
    }
    let mut page = RecordPage { speaker, out };
    page.out.heading(&if address.path.is_empty() { name(document, slot) } else { resolve::shown(address) });
    match kind {
        Some(FieldKind::Record(record)) => page.record(record, value, 0),
        Some(kind) => page.entry("", kind, value, 0),
        None => page.out.line(value.text()),
    }
    if address.path.is_empty() {
        page.referrers(slot);
    }
    Ok(())
}

/// Prints labelled values.
pub struct RecordPage<'a, 'o> {
    /// Formats values in words.
    pub speaker: &'a ValueFormatter<'a>,
    /// The destination.
    pub out: &'o mut CommandOutput,
}

impl RecordPage<'_, '_> {
    /// Prints a record field by field; unknown values are listed at the end.
    pub fn record(&mut self, record: &'static RecordType, value: SyntaxValue<'_>, indent: usize) {
        let lang = self.speaker.lang;
        let mut unknown = Vec::new();
        for field in record.fields {
            match value.field(field.name).and_then(SyntaxValue::unwrap_option) {
                Some(value) => self.entry(field.label.get(lang), field.kind, value, indent),
                None => unknown.push(field.label.get(lang)),
            }
        }
        for (key, value) in value.fields().filter(|(key, _)| record.field(key).is_none()) {
            self.out.labelled(key, value.text(), indent);
        }
        if !unknown.is_empty() {
            self.out.labelled(t::unknown(lang), &unknown.join(", "), indent);
        }
    }

    fn entry(&mut self, label: &str, kind: FieldKind, value: SyntaxValue<'_>, indent: usize) {
        match kind {
            FieldKind::Record(record) if !record.is_source => {
                self.out.labelled(label, "", indent);
                self.record(record, value, indent + INDENT);
            }
            FieldKind::List(FieldKind::Record(record)) => {
                let items: Vec<SyntaxValue<'_>> = value.items().collect();
                for (number, item) in items.iter().enumerate() {
                    let label = if number == 0 { label } else { "" };
                    let text = self.speaker.value(FieldKind::Record(record), *item);
                    self.out.labelled(label, &format!("{number}: {text}"), indent);
                }
            }
            kind => {
                let text = self.speaker.value(kind, value);
                self.out.labelled(label, &text, indent);
            }
        }
    }

    /// Prints what refers to a record, table by table.
    fn referrers(&mut self, slot: Slot) {
        let dataset = self.speaker.dataset;
        let referrers = dataset.index().referrers(slot);
        if referrers.is_empty() {
            return;
        }
        self.out.line("");
        self.out.heading(t::referred(self.speaker.lang));
        for group in referrers.chunk_by(|a, b| a.table == b.table) {
            let names: Vec<String> = group.iter().map(|slot| short_name(&dataset.document, *slot)).collect();
            let label = SCHEMA.table(group[0].table).plural.get(self.speaker.lang);
            self.out.labelled(label, &names.join("; "), 0);
        }
    }
}
