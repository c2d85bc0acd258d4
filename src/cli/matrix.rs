//! `matrix`: region × action field at a glance, as on the screen.

use serde::Serialize;

use super::Code;
use super::args::Format;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::json::{self, FORMAT};
use super::output::CommandOutput;
use super::tabular::Sheet;
use crate::document::Slot;
use crate::index::matrix::{CellEngagement, Grid, MatrixRows, legend};
use crate::model::ENGAGEMENTS;

/// Runs the command; `concerns` limits it to the action fields that the public asks about.
///
/// # Errors
/// When the dataset cannot be read.
pub fn run(context: &CliContext, concerns: bool, out: &mut CommandOutput) -> Result<Code, CliError> {
    let format = context.format(&[Format::Table, Format::Json, Format::Csv, Format::Md])?;
    let dataset = context.open_with_relations(&[ENGAGEMENTS])?;
    let lang = context.lang;
    let grid =
        Grid::build(&dataset.document, dataset.index(), if concerns { MatrixRows::Concerns } else { MatrixRows::All });
    match format {
        Format::Json => json::print(&answer(&dataset, &grid), out),
        Format::Md => out.text(&grid.markdown(&dataset.document, lang)),
        _ => {
            let mut lines = grid.table(&dataset.document, lang).into_iter();
            let (mut heads, mut rows) = (lines.next().unwrap_or_default(), lines.collect::<Vec<_>>());
            if format == Format::Csv {
                name_exactly(&mut heads, &mut rows);
            }
            Sheet { heads, rows }.write(format, out);
            if format == Format::Table {
                out.line("");
                out.line(&legend(lang));
            }
        }
    }
    Ok(Code::Done)
}

/// Calls what is no name of a record the same in every language: programs know columns by it.
fn name_exactly(heads: &mut [String], rows: &mut [Vec<String>]) {
    let total = || "total".to_owned();
    if let [field, .., last] = heads {
        (*field, *last) = ("action_field".to_owned(), total());
    }
    rows.iter_mut().next_back().and_then(|row| row.first_mut()).into_iter().for_each(|cell| *cell = total());
}

#[derive(Serialize)]
struct MatrixAnswer<'a> {
    format: u32,
    regions: Vec<&'a str>,
    action_fields: Vec<&'a str>,
    /// One per engagement.
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    action_field: &'a str,
    region: &'a str,
    engagement: &'a str,
    kind: Option<String>,
    status: Option<String>,
}

fn answer<'a>(dataset: &'a Dataset, grid: &Grid) -> MatrixAnswer<'a> {
    let id = |slot: &Slot| dataset.document.id(*slot);
    let mut cells = Vec::new();
    for (row, field) in grid.fields.iter().enumerate() {
        for (column, region) in grid.regions.iter().enumerate() {
            let cell = |entry: &CellEngagement| Cell {
                action_field: id(field),
                region: id(region),
                engagement: id(&entry.slot),
                kind: entry.kind.map(|kind| format!("{kind:?}")),
                status: entry.status.map(|status| format!("{status:?}")),
            };
            cells.extend(grid.cell(row, column).iter().map(cell));
        }
    }
    MatrixAnswer {
        format: FORMAT,
        regions: grid.regions.iter().map(id).collect(),
        action_fields: grid.fields.iter().map(id).collect(),
        cells,
    }
}
