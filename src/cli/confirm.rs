//! `confirm ADDRESS…`: notes that statements were checked today and are still true, as the key of
//! the screen does; `confirm --where QUERY TABLE…` of all records that a query finds.

use super::ExitStatus;
use super::args::ManyOptions;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::list::readable;
use super::many::{self, PrintedChange};
use super::output::CommandOutput;
use super::resolve;
use super::write::{self, PlannedEdit};
use crate::check::statement_error;
use crate::document::{Address, AddressStep};
use crate::model::SCHEMA;
use crate::model::provenance::{StatementCheck, confirmation, known_source, vouching_source};
use crate::query::batch_change::{BatchAction, BatchChange, BatchEntry};
use crate::query::caretaker;
use crate::texts;

/// What is confirmed.
#[derive(Debug, Clone, Copy)]
pub struct Confirmed<'a> {
    /// The statements; with a query the tables, or the fields of their records.
    pub typed: &'a [String],
    /// Which records, where many are meant.
    pub query: Option<&'a str>,
    /// Whether it is only shown.
    pub many: &'a ManyOptions,
}

/// Runs the command.
///
/// # Errors
/// Why nothing was written; then none of the statements is confirmed.
pub fn run(
    context: &CliContext,
    asked: &Confirmed<'_>,
    reason: Option<&str>,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    if asked.query.is_some() || asked.many.dry_run {
        return many::write(context, asked.many, reason, PrintedChange::Rows, out, |dataset| {
            let mut places = Vec::new();
            for typed in asked.typed {
                match asked.query {
                    Some(query) => places.extend(many::wanted(context, dataset, query, typed)?),
                    None => places.push(resolve::address(context.lang, typed)?),
                }
            }
            let entry = |place| {
                let check = statement_check(context, dataset, &place)?;
                Ok(BatchEntry::new(place, BatchAction::Confirm(check)))
            };
            Ok(BatchChange { entries: places.into_iter().map(entry).collect::<Result<_, CliError>>()? })
        });
    }
    let places = asked
        .typed
        .iter()
        .map(|text| resolve::address(context.lang, text))
        .collect::<Result<Vec<Address>, CliError>>()?;
    write::write(context, reason, |dataset| decide(context, dataset, &places))
}

fn decide(context: &CliContext, dataset: &Dataset, places: &[Address]) -> Result<Option<PlannedEdit>, CliError> {
    let (lang, today) = (context.lang, context.today()?);
    let (mut edits, mut sources) = (Vec::new(), Vec::new());
    for place in places {
        require(context, dataset, place)?;
        if let Some(error) = statement_error(&dataset.document, dataset.index(), today, place) {
            let shown = error.address.as_ref().map_or_else(|| resolve::shown(place), resolve::shown);
            return Err(CliError::negative(texts::review::wrong(lang, &shown, error.message(lang))));
        }
        let Some(declared) = vouching_source(&dataset.document, place) else {
            return Err(CliError::usage(texts::cli::has_no_source(lang, &resolve::shown(place))));
        };
        let Some(source) = known_source(&dataset.document, place) else {
            let shown = resolve::shown(&declared);
            return Err(
                CliError::negative(texts::cli::unknown_value(lang, &shown)).with(texts::cli::hint_give_source(lang))
            );
        };
        let shown = resolve::shown(&source);
        // Several statements may have one source.
        if !sources.contains(&shown) {
            edits.extend(confirmation(&source, statement_check(context, dataset, &source)?));
            sources.push(shown);
        }
    }
    let done = texts::cli::confirmed(lang, &sources.join(", "), &today.to_string());
    Ok(Some(PlannedEdit { edits, done, notes: Vec::new(), hint: None, look: false }))
}

/// Returns what it is when this person looks at the statement at this place today.
///
/// # Errors
/// When the day is unknown.
pub fn statement_check(context: &CliContext, dataset: &Dataset, place: &Address) -> Result<StatementCheck, CliError> {
    Ok(caretaker::statement_check(dataset.data(), place, context.person().author.as_deref(), context.today()?))
}

/// Refuses a place that is not there.
fn require(context: &CliContext, dataset: &Dataset, place: &Address) -> Result<(), CliError> {
    let lang = context.lang;
    let slot = resolve::record(lang, dataset, place)?;
    let record = readable(context, dataset, slot)?;
    let is_item = |length: &usize| matches!(place.path[length - 1], AddressStep::Item(_));
    let mut items = (1..=place.path.len()).filter(is_item);
    if items.any(|length| record.value(&place.path[..length]).is_none()) {
        return Err(CliError::negative(texts::cli::no_value(lang, &resolve::shown(place))));
    }
    if !place.path.is_empty() && place.kind(&SCHEMA).is_none() && record.value(&place.path).is_none() {
        return Err(resolve::no_field(lang, place));
    }
    Ok(())
}
