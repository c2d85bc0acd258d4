//! `find TEXT`: the search over everything, grouped by table.

use serde::Serialize;

use super::Code;
use super::args::Format;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::json::{self, FORMAT};
use super::output::CommandOutput;
use super::resolve;
use super::tabular::Sheet;
use crate::document::{AddressStep, Slot};
use crate::index::activity_status::{Standing, status_but_active};
use crate::index::display_names::name;
use crate::index::{Index, MatchedText};
use crate::model::SCHEMA;
use crate::model::records::Status;
use crate::schema::{Field, Table};
use crate::texts::{Lang, cli as t};

/// Runs the command.
///
/// # Errors
/// Why something cannot be read.
pub fn run(context: &CliContext, typed: &str, out: &mut CommandOutput) -> Result<Code, CliError> {
    let format = context.format(&[Format::Table, Format::Json, Format::Csv, Format::Md])?;
    let dataset = context.open_indexed(|document| Index::build_whole(document, &|_, _| {}))?;
    let found = dataset.index().search(&dataset.document, typed, None);
    let hits: Vec<FoundRecord> =
        found.hits(&dataset.document).iter().map(|hit| FoundRecord::new(&dataset, hit.slot, &found)).collect();
    match format {
        Format::Json => json::print(&FindAnswer { format: FORMAT, query: typed, hits: &hits }, out),
        Format::Csv => sheet(&hits, context.lang, true).write(format, out),
        Format::Md => sheet(&hits, context.lang, false).write(format, out),
        _ => grouped(&hits, context.lang, out),
    }
    if hits.is_empty() {
        return Err(CliError::negative(t::nothing_found(context.lang, typed)));
    }
    Ok(Code::Done)
}

#[derive(Serialize)]
struct FindAnswer<'a> {
    format: u32,
    query: &'a str,
    hits: &'a [FoundRecord],
}

/// A found record and the text that matched.
#[derive(Serialize)]
struct FoundRecord {
    address: String,
    #[serde(skip)]
    table: Table,
    #[serde(rename = "table")]
    table_name: &'static str,
    name: String,
    /// How work stands that does not go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    /// The field whose text it is; null for a text of another record.
    field: Option<String>,
    text: Option<String>,
    #[serde(skip)]
    declared: Option<&'static Field>,
}

impl FoundRecord {
    fn new(dataset: &Dataset, slot: Slot, found: &crate::index::Found) -> FoundRecord {
        let document = &dataset.document;
        let mark = dataset.index().marks(document, slot, found.query()).into_iter().next();
        let address = document.address(slot);
        let declared = mark.as_ref().filter(|mark| mark.via.is_none()).and_then(|mark| {
            // A list item is named after its list.
            let length = mark.path.iter().rposition(|step| matches!(step, AddressStep::Field(_)))? + 1;
            crate::document::Address { path: mark.path[..length].to_vec(), ..address.clone() }.field(&SCHEMA)
        });
        let path = |mark: &MatchedText| mark.path.iter().map(AddressStep::to_string).collect::<Vec<_>>().join("/");
        FoundRecord {
            address: resolve::shown(&address),
            table: slot.table,
            table_name: SCHEMA.table(slot.table).name,
            name: name(document, slot),
            status: status_but_active(document, slot).map(Status::name),
            field: mark.as_ref().map(path).filter(|path| !path.is_empty()),
            text: mark.map(|mark| mark.text),
            declared,
        }
    }

    /// Its name, and how its work stands where it does not go on.
    fn title(&self, lang: Lang) -> String {
        let status = self.status.and_then(Status::from_name);
        let status =
            status.map(|status| format!(" · {} {}", Standing::of(Some(status)).sign(), status.label().get(lang)));
        format!("{}{}", self.name, status.unwrap_or_default())
    }

    /// Why it was found, unless its name says so.
    fn reason(&self, lang: Lang) -> String {
        match (&self.text, self.declared) {
            (Some(text), _) if *text == self.name => String::new(),
            (Some(text), Some(field)) => format!("{}: {text}", field.label.get(lang)),
            (Some(text), None) => text.clone(),
            (None, _) => String::new(),
        }
    }
}

fn sheet(hits: &[FoundRecord], lang: Lang, exact: bool) -> Sheet {
    let row = |hit: &FoundRecord| {
        let reason = if exact { hit.text.clone().unwrap_or_default() } else { hit.reason(lang) };
        let name = if exact { hit.name.clone() } else { hit.title(lang) };
        vec![hit.address.clone(), name, reason]
    };
    let heads = if exact { ["address", "name", "text"] } else { [t::address(lang), t::name(lang), t::found_by(lang)] };
    Sheet { heads: heads.map(str::to_owned).to_vec(), rows: hits.iter().map(row).collect() }
}

fn grouped(hits: &[FoundRecord], lang: Lang, out: &mut CommandOutput) {
    for (number, group) in hits.chunk_by(|a, b| a.table == b.table).enumerate() {
        if number > 0 {
            out.line("");
        }
        let title = SCHEMA.table(group[0].table).plural.get(lang);
        let heads = vec![t::group(lang, title, group.len()), String::new(), String::new()];
        let rows = group.iter().map(|hit| vec![hit.address.clone(), hit.title(lang), hit.reason(lang)]).collect();
        Sheet { heads, rows }.write(Format::Table, out);
    }
}
