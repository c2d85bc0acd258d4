//! `remove ADDRESS`: removes a record, a list item, or the value of an optional field. A record
//! that others refer to goes only together with these references.

use super::ExitStatus;
use super::args::ManyOptions;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::list::readable;
use super::many::{self, PrintedChange};
use super::output::CommandOutput;
use super::resolve;
use super::write::{self, PlannedEdit};
use crate::document::{Address, AddressStep, Edit, Slot};
use crate::model::SCHEMA;
use crate::present::value_quote::quoted_value;
use crate::query::batch_change::{BatchAction, BatchChange, BatchEntry};
use crate::query::removal::Removal;
use crate::syntax::SyntaxValue;
use crate::texts;

/// Runs the command.
///
/// # Errors
/// Why nothing was written.
pub fn run(
    context: &CliContext,
    typed: &str,
    clear_references: bool,
    reason: Option<String>,
) -> Result<ExitStatus, CliError> {
    let address = resolve::address(context.lang, typed)?;
    write::write(context, reason.as_deref(), |dataset| decide(context, dataset, &address, clear_references))
}

/// The records that are removed.
#[derive(Debug, Clone, Copy)]
pub struct RemovedMany<'a> {
    /// The table.
    pub table: &'a str,
    /// Which of its records.
    pub query: &'a str,
    /// Whether it is only shown.
    pub many: &'a ManyOptions,
    /// Also removes references to them, and the records that cannot be without these.
    pub clear_references: bool,
}

/// Removes the records that a query finds.
///
/// # Errors
/// Why nothing was written.
pub fn run_many(
    context: &CliContext,
    asked: &RemovedMany<'_>,
    reason: Option<&str>,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let table = resolve::table(lang, asked.table)?;
    if SCHEMA.table(table).single {
        return Err(CliError::usage(texts::cli::not_removed(lang, SCHEMA.table(table).name)));
    }
    many::write(context, asked.many, reason, PrintedChange::Rows, out, |dataset| {
        let places = many::wanted(context, dataset, asked.query, asked.table)?;
        let slots: Vec<Slot> = places.iter().filter_map(|place| dataset.document.resolve(place)).collect();
        let removal = Removal::of_all(dataset.data(), &slots);
        let others = removal.references.len() + removal.records.len() - slots.len();
        if !asked.clear_references && others > 0 {
            let failure = CliError::usage(texts::batch::still_referred(lang, others));
            return Err(failure.with(texts::cli::hint_clear_references(lang)));
        }
        let entry = |place| BatchEntry::new(place, BatchAction::Remove);
        Ok(BatchChange { entries: places.into_iter().map(entry).collect() })
    })
}

fn decide(
    context: &CliContext,
    dataset: &Dataset,
    address: &Address,
    clear_references: bool,
) -> Result<Option<PlannedEdit>, CliError> {
    let lang = context.lang;
    let slot = resolve::record(lang, dataset, address)?;
    let Some((last, before)) = address.path.split_last() else {
        return record(context, dataset, slot, clear_references).map(Some);
    };
    let record = readable(context, dataset, slot)?;
    let old = record.value(&address.path);
    match last {
        AddressStep::Item(at) if old.is_some() => {
            let list = Address { path: before.to_vec(), ..address.clone() };
            let done = texts::cli::removed_value(lang, &resolve::shown(address), &quoted_value(lang, address, old));
            Ok(Some(PlannedEdit {
                edits: vec![Edit::RemoveItem { list, at: *at }],
                done,
                notes: Vec::new(),
                hint: None,
                look: false,
            }))
        }
        AddressStep::Item(_) => Err(CliError::negative(texts::cli::no_value(lang, &resolve::shown(address)))),
        AddressStep::Field(_) if address.kind(&SCHEMA).is_none() && old.is_none() => {
            Err(resolve::no_field(lang, address))
        }
        AddressStep::Field(_) if old.and_then(SyntaxValue::unwrap_option).is_none() => {
            Err(CliError::negative(texts::cli::unknown_value(lang, &resolve::shown(address))))
        }
        AddressStep::Field(_) => super::set::clear(lang, dataset, address, old),
    }
}

fn record(
    context: &CliContext,
    dataset: &Dataset,
    slot: Slot,
    clear_references: bool,
) -> Result<PlannedEdit, CliError> {
    let lang = context.lang;
    let (document, address) = (&dataset.document, dataset.document.address(slot));
    if SCHEMA.table(slot.table).single {
        return Err(CliError::usage(texts::cli::not_removed(lang, SCHEMA.table(slot.table).name)));
    }
    let removal = Removal::of(dataset.data(), slot);
    let dependents: Vec<Address> = removal.dependents().iter().map(|slot| document.address(*slot)).collect();
    let refused = |failure: CliError, places: &[Address]| {
        places.iter().fold(failure, |failure, place| failure.with(resolve::shown(place)))
    };
    if clear_references && !dependents.is_empty() {
        let failure = texts::cli::cannot_be_without(lang, dependents.len(), &resolve::shown(&address));
        return Err(refused(CliError::usage(failure), &dependents));
    }
    let own = |other: &Address| other.is_within(&address);
    let mut referring = dataset.index().referring(document, slot.table, &address.id);
    referring.retain(|other| !own(other));
    if !clear_references && !referring.is_empty() {
        let failure = texts::cli::still_referred(lang, referring.len(), &resolve::shown(&address));
        let failure = refused(CliError::usage(failure), &referring);
        return Err(if dependents.is_empty() {
            failure.with(texts::cli::hint_clear_references(lang))
        } else {
            failure
        });
    }
    let count = removal.references.len();
    let done = texts::cli::removed(lang, &resolve::shown(&address));
    let done = if count > 0 { texts::records::also_references(lang, count, &done) } else { done };
    Ok(PlannedEdit { edits: removal.edits(document), done, notes: Vec::new(), hint: None, look: false })
}
