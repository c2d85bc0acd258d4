//! Lines that set many values: an address, a tab and a value, or an object of JSON.
//!
//! Must not change anything. Entry point: [`entries`].

use super::context::{CliContext, Dataset};
use super::error::CliError;
use crate::document::Address;
use crate::exchange::json_lines::JsonValueLine;
use crate::model::SCHEMA;
use crate::model::date::Date;
use crate::model::input::{is_same_value, parse, text_of_value};
use crate::query::batch_change::{BatchAction, BatchEntry, BatchRefusal};
use crate::syntax::SyntaxValue;
use crate::texts;

/// Returns what each line asks for. Blank lines are skipped.
///
/// # Errors
/// When lines cannot be read at all; each is told.
pub fn entries(context: &CliContext, dataset: &Dataset, text: &str) -> Result<Vec<BatchEntry>, CliError> {
    let (lang, today) = (context.lang, context.today()?);
    let (mut entries, mut unreadable) = (Vec::new(), 0);
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match entry(dataset, line, today) {
            Ok(entry) => entries.push(entry.in_line(number)),
            Err(problem) => {
                unreadable += 1;
                let reason = match problem {
                    LineProblem::Form => texts::batch::line_form(lang).to_owned(),
                    LineProblem::Address(address) => texts::batch::line_address(lang, &address),
                    LineProblem::Json(reason) => texts::batch::line_json(lang, &reason),
                };
                context.say(&texts::batch::in_line(lang, number, &reason));
            }
        }
    }
    if unreadable > 0 {
        return Err(CliError::usage(texts::batch::refused_all(lang, unreadable)));
    }
    Ok(entries)
}

/// Why a line asks for nothing.
enum LineProblem {
    /// It is neither form.
    Form,
    /// There is no such place.
    Address(String),
    /// It is no JSON, or not such an object.
    Json(String),
}

fn entry(dataset: &Dataset, line: &str, today: Date) -> Result<BatchEntry, LineProblem> {
    if line.trim_start().starts_with('{') {
        return of_json(dataset, line, today);
    }
    let (address, value) = line.trim_end_matches('\r').split_once('\t').ok_or(LineProblem::Form)?;
    Ok(BatchEntry::typed(dataset.document.schema(), address_of(address)?, value, today))
}

fn address_of(typed: &str) -> Result<Address, LineProblem> {
    Address::parse(&SCHEMA, typed.trim()).map_err(LineProblem::Address)
}

fn of_json(dataset: &Dataset, line: &str, today: Date) -> Result<BatchEntry, LineProblem> {
    let read = JsonValueLine::read(line).map_err(LineProblem::Json)?;
    let address = address_of(&read.address)?;
    let expected = read.expect.as_ref().map(|expected| expected.text());
    if let Some(found) = expected.and_then(|expected| unexpected(dataset, &address, &expected, today)) {
        return Ok(BatchEntry::new(address, BatchAction::Refuse(found)));
    }
    if read.value.is_null() {
        return Ok(BatchEntry::new(address, BatchAction::Clear));
    }
    Ok(match address.kind(dataset.document.schema()).filter(|_| read.value.is_structured()) {
        Some(kind) => match read.value.ron(&address, kind, today) {
            Ok(ron) => BatchEntry::new(address, BatchAction::Set(ron)),
            Err(error) => BatchEntry::new(address, BatchAction::Refuse(BatchRefusal::Input(error))),
        },
        None => BatchEntry::typed(dataset.document.schema(), address, &read.value.text(), today),
    })
}

/// Returns the refusal where a value is not the expected one; that may be given in any form that
/// `set` accepts, and empty for an unknown one.
pub fn unexpected(dataset: &Dataset, address: &Address, expected: &str, today: Date) -> Option<BatchRefusal> {
    let kind = address.kind(dataset.document.schema());
    let record = dataset.document.resolve(address).and_then(|slot| dataset.document.record(slot).ok());
    let value = record.as_ref().and_then(|record| record.value(&address.path)).and_then(SyntaxValue::unwrap_option);
    let found = value.map(|value| text_of_value(kind, Some(value)));
    let is_meant = || {
        let read = kind.and_then(|kind| parse(kind, expected, today).ok());
        read.is_some_and(|read| is_same_value(kind, value, &read.ron))
    };
    let is_expected = match &found {
        None => expected.trim().is_empty(),
        Some(found) => found.trim() == expected.trim() || is_meant(),
    };
    (!is_expected).then_some(BatchRefusal::Unexpected(found))
}
