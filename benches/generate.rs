//! Writes an invented directory of any size: `cargo bench --bench generate -- 400 target/400.ron`.
//!
//! Without arguments it only looks whether what it would write is a proper dataset.

#![allow(missing_docs, reason = "a program of its own, read from above")]

#[path = "support/generate.rs"]
mod generate;

use std::process::ExitCode;

use bildungsnetz::check::{CheckOptions, Severity, check};
use bildungsnetz::document::Document;
use bildungsnetz::index::Index;
use bildungsnetz::model::SCHEMA;
use bildungsnetz::model::date::Date;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (regions, path) = (arguments.next(), arguments.next());
    let Ok(regions) = regions.as_deref().unwrap_or("11").parse::<usize>() else {
        eprintln!("usage: cargo bench --bench generate -- REGIONS FILE");
        return ExitCode::from(2);
    };
    let text = generate::directory(regions);
    match summary(&text).and_then(|summary| write(path.as_deref(), &text).map(|()| summary)) {
        Ok(summary) => println!("{regions} regions, {} bytes, {summary}", text.len()),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Number of records, when the text is a dataset without errors.
fn summary(text: &str) -> Result<String, String> {
    let document = Document::parse(&SCHEMA, text).map_err(|error| error.to_string())?;
    let records: usize = SCHEMA.all().map(|table| document.slots(table).len()).sum();
    let today = Date::parse("2026-11-22").map_err(|_| "no date".to_owned())?;
    let found = check(&document, &Index::build(&document), today, &CheckOptions::default()).findings;
    match found.iter().find(|finding| finding.severity() == Severity::Error) {
        Some(error) => Err(format!("{error:?}")),
        None => Ok(format!("{records} records, {} warnings and notes", found.len())),
    }
}

fn write(path: Option<&str>, text: &str) -> Result<(), String> {
    #[allow(clippy::disallowed_methods, reason = "a new file to measure with, no live dataset")]
    path.map_or(Ok(()), |path| std::fs::write(path, text).map_err(|error| format!("{path}: {error}")))
}
