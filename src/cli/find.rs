//! `find TEXT`: the search over everything, grouped by table.

use serde::Serialize;

use super::ExitStatus;
use super::answer;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::document::{AddressStep, Slot};
use crate::export::Format;
use crate::index::display_names::name;
use crate::index::{Index, MatchedText};
use crate::model::SCHEMA;
use crate::model::records::Status;
use crate::present::record_label::RecordLabel;
use crate::present::status::marked_name;
use crate::present::{Audience, Sheet, Tabular};
use crate::query::search::HitDescription;
use crate::schema::{Field, Table};
use crate::texts::{self, Lang};

/// Runs the command.
///
/// # Errors
/// Why something cannot be read.
pub fn run(context: &CliContext, typed: &str, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let dataset = context.open_indexed(|document| Index::build_whole(document, &|_, _| {}))?;
    let found = dataset.index().search(&dataset.document, typed, None);
    let hits: Vec<FoundRecord> = found
        .hits(&dataset.document)
        .iter()
        .map(|hit| FoundRecord::new(&dataset, hit.slot, &found, context.lang))
        .collect();
    let answer = FindAnswer { query: typed, hits, lang: context.lang };
    match format {
        Format::Table => answer.print_groups(out),
        _ => answer::print(&answer, format, out),
    }
    if answer.hits.is_empty() {
        return Err(CliError::negative(texts::cli::nothing_found(context.lang, typed)));
    }
    Ok(ExitStatus::Done)
}

#[derive(Serialize)]
struct FindAnswer<'a> {
    query: &'a str,
    hits: Vec<FoundRecord>,
    #[serde(skip)]
    lang: Lang,
}

impl Tabular for FindAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        let lang = self.lang;
        let columns = [
            audience.pick("address", texts::cli::address(lang)),
            audience.pick("name", texts::cli::name(lang)),
            audience.pick("text", texts::cli::found_by(lang)),
        ];
        Sheet::new(columns, self.hits.iter().map(|hit| hit.cells(audience, lang)).collect()).with_whole([0])
    }
}

impl FindAnswer<'_> {
    /// Prints the hits of each table below its name.
    fn print_groups(&self, out: &mut CommandOutput) {
        for (number, group) in self.hits.chunk_by(|a, b| a.table == b.table).enumerate() {
            if number > 0 {
                out.line("");
            }
            let title = SCHEMA.table(group[0].table).plural.get(self.lang);
            let columns = [texts::cli::group(self.lang, group.len(), title), String::new(), String::new()];
            let rows = group.iter().map(|hit| hit.cells(Audience::People, self.lang)).collect();
            answer::print_table(&Sheet::new(columns, rows).with_whole([0]), out);
        }
    }
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
    #[serde(skip)]
    label: RecordLabel,
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
    fn new(dataset: &Dataset, slot: Slot, found: &crate::index::SearchResults, lang: Lang) -> FoundRecord {
        let document = &dataset.document;
        let HitDescription { status, matched: mark, .. } = HitDescription::of(dataset.data(), slot, found.query());
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
            label: RecordLabel::of(dataset.data(), slot, lang),
            status: status.map(Status::name),
            field: mark.as_ref().map(path).filter(|path| !path.is_empty()),
            text: mark.map(|mark| mark.text),
            declared,
        }
    }

    /// Returns address, name and why it was found; for people how its work stands, too.
    fn cells(&self, audience: Audience, lang: Lang) -> Vec<String> {
        let status = self.status.and_then(Status::from_name);
        let (name, reason) = match audience {
            Audience::People => (marked_name(&self.label.text(), status, lang), self.reason(lang)),
            Audience::Programs => (self.name.clone(), self.text.clone().unwrap_or_default()),
        };
        vec![self.address.clone(), name, reason]
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
