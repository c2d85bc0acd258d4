//! `remove ADDRESS`: removes a record that nothing refers to, a list item, or the value of an
//! optional field.

use super::ExitStatus;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::list::readable;
use super::resolve;
use super::write::{self, PlannedEdit};
use crate::document::{Address, AddressStep, Edit};
use crate::model::SCHEMA;
use crate::present::value_quote::quoted_value;
use crate::syntax::SyntaxValue;
use crate::texts;

/// Runs the command.
///
/// # Errors
/// Why nothing was written.
pub fn run(context: &CliContext, typed: &str, reason: Option<String>) -> Result<ExitStatus, CliError> {
    let address = resolve::address(context.lang, typed)?;
    write::write(context, reason.as_deref(), |dataset| decide(context, dataset, &address))
}

fn decide(context: &CliContext, dataset: &Dataset, address: &Address) -> Result<Option<PlannedEdit>, CliError> {
    let lang = context.lang;
    let slot = resolve::record(lang, dataset, address)?;
    let Some((last, before)) = address.path.split_last() else { return record(context, dataset, address).map(Some) };
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
        AddressStep::Field(_) => super::set::clear(lang, address, old),
    }
}

fn record(context: &CliContext, dataset: &Dataset, address: &Address) -> Result<PlannedEdit, CliError> {
    let lang = context.lang;
    if SCHEMA.table(address.table).single {
        return Err(CliError::usage(texts::cli::only_one(lang, SCHEMA.table(address.table).name)));
    }
    let own = |other: &Address| other.table == address.table && other.id == address.id;
    let referring = dataset.index().referring(&dataset.document, address.table, &address.id);
    let referring: Vec<String> = referring.iter().filter(|other| !own(other)).map(resolve::shown).collect();
    if !referring.is_empty() {
        let failure = CliError::usage(texts::cli::still_referred(lang, &resolve::shown(address), referring.len()));
        return Err(referring.iter().fold(failure, |failure, other| failure.with(other.clone())));
    }
    Ok(PlannedEdit {
        edits: vec![Edit::Remove { address: address.clone() }],
        done: texts::cli::removed(lang, &resolve::shown(address)),
        notes: Vec::new(),
        hint: None,
        look: false,
    })
}
