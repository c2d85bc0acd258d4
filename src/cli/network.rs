//! `network`: who sits where, as on the screen; as nodes and edges for other programs.

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::Network;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::document::{Document, Slot};
use crate::export::json::JsonLabels;
use crate::export::{Format, csv, dot, graphml, markdown};
use crate::model::records::Group;
use crate::model::{BODIES, ENGAGEMENTS, MUNICIPALITIES};
use crate::present::network::{NetworkList, NetworkWords};
use crate::present::network_graph::graph;
use crate::query::network::{BodyOverlap, BodyTies, FieldBodies, NetworkAnswer, NetworkQuestion, SeatedInstitution};

/// The formats of the command.
const FORMATS: [Format; 6] = [Format::Table, Format::Json, Format::Csv, Format::Md, Format::Dot, Format::Graphml];

/// Runs the command.
///
/// # Errors
/// When region or field is unknown, or the dataset cannot be read.
pub fn run(context: &CliContext, asked: &Network, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&FORMATS)?;
    let lang = context.lang;
    let dataset = context.open_with_relations(&[MUNICIPALITIES, BODIES, ENGAGEMENTS])?;
    let regions = resolve::region_slots(lang, &dataset, asked.region.as_deref())?;
    let field = asked.field.as_ref().map(|typed| resolve::action_field(lang, &dataset, typed)).transpose()?;
    let data = dataset.data();
    let answer = NetworkQuestion { regions: regions.as_deref(), field }.ask(data, context.today()?);
    let words = NetworkWords { data, answer: &answer, most_named: None, lang };
    match format {
        Format::Json => answer::print_json(&JsonAnswer(words), out),
        Format::Csv => csv::lines(&graph(data, &answer).sheet()).for_each(|line| out.text(&line)),
        Format::Dot => out.text(&dot::document(&graph(data, &answer))),
        Format::Graphml => out.text(&graphml::document(&graph(data, &answer))),
        Format::Md => out.text(&markdown::document(&words.sheet(asked.list))),
        Format::Table | Format::Ron => print_list(words, asked.list, out),
    }
    let is_narrowed = regions.is_some() || field.is_some();
    Ok(if is_narrowed && answer.bodies.is_empty() { ExitStatus::Negative } else { ExitStatus::Done })
}

/// Prints a list, summed up, and of bodies what overlaps.
fn print_list(words: NetworkWords<'_>, list: NetworkList, out: &mut CommandOutput) {
    answer::print_table(&words.sheet(list), out);
    out.line("");
    out.line(&words.sum(list));
    if list == NetworkList::Bodies {
        out.line(&words.overlap_sum());
        words.answer.overlaps.iter().for_each(|overlap| out.line(&words.overlap(overlap)));
    }
}

/// All lists.
struct JsonAnswer<'a>(NetworkWords<'a>);

impl Serialize for JsonAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let NetworkWords { data, answer, .. } = self.0;
        let ids = JsonIds { document: data.document, answer };
        JsonWhoSitsWhere {
            institutions: answer.institutions.iter().map(|institution| ids.institution(institution)).collect(),
            action_fields: answer.fields.iter().map(|row| ids.field(row)).collect(),
            bodies: answer.bodies.iter().map(|ties| ids.body(ties)).collect(),
            overlaps: answer.overlaps.iter().map(|overlap| ids.overlap(overlap)).collect(),
            labels: JsonLabels(data.document.schema(), vec![BODIES]),
        }
        .serialize(to)
    }
}

/// Names records by their ids.
#[derive(Clone, Copy)]
struct JsonIds<'a> {
    document: &'a Document,
    answer: &'a NetworkAnswer,
}

impl<'a> JsonIds<'a> {
    fn ids(self, slots: &[Slot]) -> Vec<&'a str> {
        slots.iter().map(|slot| self.document.id(*slot)).collect()
    }

    fn names(self, numbers: &[usize]) -> Vec<JsonName<'a>> {
        numbers.iter().map(|number| JsonName::of(&self.answer.institutions[*number])).collect()
    }

    fn institution(self, institution: &'a SeatedInstitution) -> JsonInstitution<'a> {
        JsonInstitution {
            name: JsonName::of(institution),
            bodies: self.ids(&institution.bodies),
            regions: self.ids(&institution.regions),
        }
    }

    fn field(self, row: &FieldBodies) -> JsonField<'a> {
        JsonField {
            action_field: self.document.id(row.field),
            bodies: self.ids(&row.bodies),
            regions: self.ids(&row.regions),
            engaged_regions: row.engaged,
        }
    }

    fn body(self, ties: &BodyTies) -> JsonBody<'a> {
        JsonBody {
            body: self.document.id(ties.body),
            regions: self.ids(&ties.regions),
            institutions: self.names(&ties.institutions),
            action_fields: self.ids(&ties.fields),
        }
    }

    fn overlap(self, overlap: &BodyOverlap) -> JsonOverlap<'a> {
        JsonOverlap {
            bodies: self.ids(&overlap.bodies),
            institutions: self.names(&overlap.institutions),
            action_fields: self.ids(&overlap.fields),
        }
    }
}

#[derive(Serialize)]
struct JsonWhoSitsWhere<'a> {
    institutions: Vec<JsonInstitution<'a>>,
    action_fields: Vec<JsonField<'a>>,
    bodies: Vec<JsonBody<'a>>,
    overlaps: Vec<JsonOverlap<'a>>,
    labels: JsonLabels,
}

/// An institution; without a name its group stands for it.
#[derive(Serialize)]
struct JsonName<'a> {
    institution: Option<&'a str>,
    group: Option<&'static str>,
}

impl<'a> JsonName<'a> {
    fn of(institution: &'a SeatedInstitution) -> JsonName<'a> {
        JsonName { institution: institution.name.as_deref(), group: institution.group.map(Group::name) }
    }
}

#[derive(Serialize)]
struct JsonInstitution<'a> {
    #[serde(flatten)]
    name: JsonName<'a>,
    bodies: Vec<&'a str>,
    regions: Vec<&'a str>,
}

#[derive(Serialize)]
struct JsonField<'a> {
    action_field: &'a str,
    /// None where nobody is known to deal with it.
    bodies: Vec<&'a str>,
    regions: Vec<&'a str>,
    engaged_regions: usize,
}

#[derive(Serialize)]
struct JsonBody<'a> {
    body: &'a str,
    regions: Vec<&'a str>,
    institutions: Vec<JsonName<'a>>,
    action_fields: Vec<&'a str>,
}

#[derive(Serialize)]
struct JsonOverlap<'a> {
    bodies: Vec<&'a str>,
    institutions: Vec<JsonName<'a>>,
    action_fields: Vec<&'a str>,
}
