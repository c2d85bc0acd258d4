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

/// Prints an answer in one of [`Format::TABULAR`].
pub fn print(answer: &(impl Tabular + Serialize), format: Format, out: &mut CommandOutput) {
    match format {
        Format::Json => print_json(answer, out),
        Format::Csv => csv::lines(&answer.sheet(Audience::Programs)).for_each(|line| out.text(&line)),
        Format::Md => out.text(&markdown::document(&answer.sheet(Audience::People))),
        Format::Table | Format::Ron | Format::Dot | Format::Graphml => {
            print_table(&answer.sheet(Audience::People), out)
        }
    }
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
