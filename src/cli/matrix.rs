//! `matrix`: region × action field at a glance, as on the screen.

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use crate::document::{Document, Slot};
use crate::export::Format;
use crate::export::json::JsonLabels;
use crate::model::ENGAGEMENTS;
use crate::model::records::{EngagementKind, Status};
use crate::present::{self, Audience, Sheet, Tabular};
use crate::query::matrix::{CellEngagement, MatrixGrid, MatrixRows};
use crate::texts::Lang;

/// Runs the command; `concerns` limits it to the action fields that the public asks about.
///
/// # Errors
/// When the dataset cannot be read.
pub fn run(context: &CliContext, concerns: bool, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let dataset = context.open_with_relations(&[ENGAGEMENTS])?;
    let rows = if concerns { MatrixRows::Concerns } else { MatrixRows::All };
    let grid = MatrixGrid::build(dataset.data(), rows, context.period()?);
    answer::print(&MatrixAnswer { document: &dataset.document, grid, lang: context.lang }, format, out);
    Ok(ExitStatus::Done)
}

struct MatrixAnswer<'a> {
    document: &'a Document,
    grid: MatrixGrid,
    lang: Lang,
}

impl Tabular for MatrixAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        present::matrix::sheet(self.document, &self.grid, audience, self.lang)
    }
}

impl Serialize for MatrixAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let grid = &self.grid;
        let id = |slot: &Slot| self.document.id(*slot);
        let mut cells = Vec::new();
        for (row, field) in grid.fields.iter().enumerate() {
            for (column, region) in grid.regions.iter().enumerate() {
                let cell = |entry: &CellEngagement| JsonCell {
                    action_field: id(field),
                    region: id(region),
                    engagement: id(&entry.slot),
                    kind: entry.kind.map(EngagementKind::name),
                    status: entry.status.map(Status::name),
                    has_actor: entry.has_actor,
                    is_overdue: entry.is_overdue,
                };
                cells.extend(grid.cell(row, column).iter().map(cell));
            }
        }
        let (regions, action_fields) = (grid.regions.iter().map(id).collect(), grid.fields.iter().map(id).collect());
        JsonMatrix { regions, action_fields, cells, labels: JsonLabels(self.document.schema(), vec![ENGAGEMENTS]) }
            .serialize(to)
    }
}

#[derive(Serialize)]
struct JsonMatrix<'a> {
    regions: Vec<&'a str>,
    action_fields: Vec<&'a str>,
    /// One per engagement.
    cells: Vec<JsonCell<'a>>,
    labels: JsonLabels,
}

#[derive(Serialize)]
struct JsonCell<'a> {
    action_field: &'a str,
    region: &'a str,
    engagement: &'a str,
    kind: Option<&'static str>,
    status: Option<&'static str>,
    /// Somebody else acts than the office.
    has_actor: bool,
    /// The statement is due for review.
    is_overdue: bool,
}
