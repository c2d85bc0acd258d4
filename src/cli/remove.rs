//! `remove ADDRESS`: a record that nothing refers to, a list item, or what an optional field holds.

use super::Code;
use super::change::{self, Wish, told};
use super::context::{Context, Dataset};
use super::fail::Failure;
use super::list::readable;
use super::which;
use crate::document::{Address, Edit, Step, Value};
use crate::model::SCHEMA;
use crate::texts::cli as t;

/// Runs the command.
///
/// # Errors
/// Why nothing was written.
pub fn run(context: &Context, typed: &str, reason: Option<String>) -> Result<Code, Failure> {
    let address = which::address(context.lang, typed)?;
    change::write(context, reason.as_deref(), |dataset| decide(context, dataset, &address))
}

fn decide(context: &Context, dataset: &Dataset, address: &Address) -> Result<Option<Wish>, Failure> {
    let lang = context.lang;
    let slot = which::record(lang, dataset, address)?;
    let Some((last, before)) = address.path.split_last() else { return record(context, dataset, address).map(Some) };
    let record = readable(context, dataset, slot)?;
    let old = record.value(&address.path);
    match last {
        Step::Item(at) if old.is_some() => {
            let list = Address { path: before.to_vec(), ..address.clone() };
            let done = t::removed_value(lang, &which::shown(address), &told(lang, address, old));
            Ok(Some(Wish {
                edits: vec![Edit::RemoveItem { list, at: *at }],
                done,
                notes: Vec::new(),
                hint: None,
                look: false,
            }))
        }
        Step::Item(_) => Err(Failure::negative(t::no_value(lang, &which::shown(address)))),
        Step::Field(_) if address.kind(&SCHEMA).is_none() && old.is_none() => Err(which::no_field(lang, address)),
        Step::Field(_) if old.and_then(Value::peel).is_none() => {
            Err(Failure::negative(t::unknown_value(lang, &which::shown(address))))
        }
        Step::Field(_) => super::set::clear(lang, address, old),
    }
}

fn record(context: &Context, dataset: &Dataset, address: &Address) -> Result<Wish, Failure> {
    let lang = context.lang;
    if SCHEMA.table(address.table).single {
        return Err(Failure::usage(t::only_one(lang, SCHEMA.table(address.table).name)));
    }
    let own = |other: &Address| other.table == address.table && other.id == address.id;
    let referring = dataset.index().referring(&dataset.document, address.table, &address.id);
    let referring: Vec<String> = referring.iter().filter(|other| !own(other)).map(which::shown).collect();
    if !referring.is_empty() {
        let failure = Failure::usage(t::still_referred(lang, &which::shown(address), referring.len()));
        return Err(referring.iter().fold(failure, |failure, other| failure.with(other.clone())));
    }
    Ok(Wish {
        edits: vec![Edit::Remove { address: address.clone() }],
        done: t::removed(lang, &which::shown(address)),
        notes: Vec::new(),
        hint: None,
        look: false,
    })
}
