//! Prints an answer that consists of rows in the format asked for.
//!
//! Which columns and rows those are, the answer says. Entry point: [`print()`].

use serde::Serialize;

use super::output::CommandOutput;
use crate::export::{Format, aligned, csv, json, markdown};
use crate::present::{Audience, Sheet, Tabular};

/// A sentence of an answer for programs, in both languages.
#[derive(Debug, Serialize)]
pub struct BothLanguages<Text> {
    /// German.
    pub de: Text,
    /// English.
    pub en: Text,
}

/// An answer in its format, before it is printed.
pub enum RenderedAnswer {
    /// Columns that are fitted to the terminal.
    Sheet(Sheet),
    /// Exact text.
    Text(String),
}

/// Puts an answer into one of [`Format::TABULAR`].
pub fn render(answer: &(impl Tabular + Serialize), format: Format) -> RenderedAnswer {
    match format {
        Format::Json => RenderedAnswer::Text(json::answer(answer)),
        Format::Csv => RenderedAnswer::Text(csv::lines(&answer.sheet(Audience::Programs)).collect()),
        Format::Md => RenderedAnswer::Text(markdown::document(&answer.sheet(Audience::People))),
        Format::Table | Format::Ron | Format::Dot | Format::Graphml => {
            RenderedAnswer::Sheet(answer.sheet(Audience::People))
        }
    }
}

/// Prints an answer that is in its format.
pub fn print_rendered(answer: &RenderedAnswer, out: &mut CommandOutput) {
    match answer {
        RenderedAnswer::Sheet(sheet) => print_table(sheet, out),
        RenderedAnswer::Text(text) => out.text(text),
    }
}

/// Prints an answer in one of [`Format::TABULAR`].
pub fn print(answer: &(impl Tabular + Serialize), format: Format, out: &mut CommandOutput) {
    print_rendered(&render(answer, format), out);
}

/// Prints an answer as JSON, with the version of its format.
pub fn print_json(answer: &impl Serialize, out: &mut CommandOutput) {
    out.text(&json::answer(answer));
}

/// Prints a sheet as aligned columns, with its legend below.
pub fn print_table(sheet: &Sheet, out: &mut CommandOutput) {
    for (number, line) in aligned::lines(sheet, out.column_limits()).enumerate() {
        if number == 0 { out.heading(&line) } else { out.line(&line) }
    }
    if !sheet.legend.is_empty() {
        out.line("");
        out.line(&sheet.legend);
    }
}
