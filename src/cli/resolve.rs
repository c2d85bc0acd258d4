//! Finds the record, table, region or field that an argument means.
//!
//! Entry point: [`address`], [`table`], [`regions`], [`action_field`], [`body`].

use super::context::Dataset;
use super::error::CliError;
use crate::check::nearest;
use crate::document::address::kind_at;
use crate::document::{Address, Slot};
use crate::index::display_names::{all_names, name};
use crate::index::fold::fold;
use crate::model::{ACTION_FIELDS, BODIES, SCHEMA};
use crate::query::columns::table_called;
use crate::query::place_and_topic::PlaceAndTopic;
use crate::query::places::{RegionAnswer, matching_regions};
use crate::schema::{FieldKind, Table};
use crate::texts::{self, Lang};

/// How many of several matching records a failure names.
const MOST_NAMED: usize = 20;

/// Returns the table of this name.
///
/// # Errors
/// When there is none.
pub fn table(lang: Lang, name: &str) -> Result<Table, CliError> {
    table_called(name).ok_or_else(|| {
        let names: Vec<&str> = SCHEMA.tables.iter().map(|table| table.name).collect();
        let failure = CliError::usage(texts::cli::no_table(lang, name));
        failure.with_meant(lang, name, &names)
    })
}

/// Parses an address.
///
/// # Errors
/// When it names no table.
pub fn address(lang: Lang, text: &str) -> Result<Address, CliError> {
    match Address::parse(&SCHEMA, text) {
        Ok(address) => Ok(address),
        Err(part) => {
            let name = SCHEMA.table(table(lang, &part)?).name;
            let address = Address::parse(&SCHEMA, &text.replacen(&part, name, 1));
            address.map_err(|_| CliError::usage(texts::cli::no_table(lang, text)))
        }
    }
}

/// Parses an address; for the mere id of a record, the failure names its address.
///
/// # Errors
/// When it names no table.
pub fn address_in(lang: Lang, dataset: &Dataset, text: &str) -> Result<Address, CliError> {
    address(lang, text).map_err(|failure| {
        let slots = SCHEMA.all().filter_map(|table| dataset.document.find(table, text));
        let addresses: Vec<String> = slots.map(|slot| shown(&dataset.document.address(slot))).collect();
        if addresses.is_empty() {
            return failure;
        }
        CliError::usage(texts::cli::no_table(lang, text)).with(texts::cli::meant(lang, &addresses.join(", ")))
    })
}

/// Returns the record of an address.
///
/// # Errors
/// When there is no such record, or the address names only a table.
pub fn record(lang: Lang, dataset: &Dataset, address: &Address) -> Result<Slot, CliError> {
    let table = SCHEMA.table(address.table);
    if address.id.is_empty() && !table.single {
        return Err(CliError::usage(texts::cli::only_a_table(lang, table.name)).with(texts::cli::address_form(lang)));
    }
    dataset.document.resolve(address).ok_or_else(|| {
        let whole = Address { path: Vec::new(), ..address.clone() };
        CliError::negative(texts::cli::no_record(lang, &shown(&whole))).with(texts::cli::hint_find(
            lang,
            &address.id,
            table.name,
        ))
    })
}

/// Formats an address as people type it.
pub fn shown(address: &Address) -> String {
    address.display(&SCHEMA).to_string()
}

/// Returns the failure for an address whose path leads nowhere, with the existing fields.
pub fn no_field(lang: Lang, address: &Address) -> CliError {
    let whole = FieldKind::Record(SCHEMA.table(address.table).record);
    let known = (0..address.path.len()).rev().find_map(|length| match kind_at(whole, &address.path[..length]) {
        Some(FieldKind::Record(record)) => {
            let names: Vec<&str> = record.fields.iter().map(|field| field.name).collect();
            Some((address.path[length].to_string(), names))
        }
        _ => None,
    });
    let failure = CliError::usage(texts::cli::no_field(lang, &shown(address)));
    match known {
        Some((typed, names)) => failure.with_meant(lang, &typed, &names),
        None => failure,
    }
}

/// Returns the regions of an id, a name, a town or a postcode; an exact match takes precedence.
///
/// # Errors
/// When there is none.
pub fn regions(lang: Lang, dataset: &Dataset, typed: &str) -> Result<RegionAnswer, CliError> {
    let found = matching_regions(dataset.data(), typed);
    if !found.regions.is_empty() {
        return Ok(found);
    }
    let failure = CliError::negative(texts::cli::no_place(lang, typed));
    let named = PlaceAndTopic::read(dataset.data(), typed);
    let Some(PlaceAndTopic { place, topic: words, .. }) = named else { return Err(failure) };
    let argument = if words.contains(' ') { format!("\"{words}\"") } else { words.clone() };
    let is_field = !dataset.index().filter(&dataset.document, ACTION_FIELDS, &words).is_empty();
    // Only parts of the larger towns are known.
    let may_be_part = !is_field && !words.contains(' ') && !place.contains(|c: char| c.is_ascii_digit());
    let mut failure = failure.with(texts::cli::unfit_words(lang, &words, &place));
    if may_be_part {
        failure = failure.with(texts::cli::hint_part(lang, &format!("{place}-{words}")));
    }
    Err(failure.with(texts::cli::hint_field(lang, &argument)))
}

/// Returns the regions that an option limits an answer to; `None` without it.
///
/// # Errors
/// When there is none: then the option is wrong, and not the answer to the question negative.
pub fn region_slots(lang: Lang, dataset: &Dataset, typed: Option<&str>) -> Result<Option<Vec<Slot>>, CliError> {
    let found = typed.map(|typed| regions(lang, dataset, typed)).transpose().map_err(CliError::into_usage)?;
    Ok(found.map(|found| found.regions.iter().map(|matching| matching.region).collect()))
}

/// Returns the one action field of an id, a name or a synonym.
///
/// # Errors
/// When there is none, or several but no exact match.
pub fn action_field(lang: Lang, dataset: &Dataset, typed: &str) -> Result<Slot, CliError> {
    let document = &dataset.document;
    if let Some(slot) = document.find(ACTION_FIELDS, typed) {
        return Ok(slot);
    }
    let found = dataset.index().filter(document, ACTION_FIELDS, typed);
    let exact: Vec<Slot> = found.iter().copied().filter(|slot| is_called(dataset, *slot, typed)).collect();
    match (&exact[..], &found[..]) {
        ([slot], _) | ([], [slot]) => Ok(*slot),
        ([], []) => Err(no_action_field(lang, dataset, typed)),
        _ => {
            let names: Vec<String> =
                found.iter().map(|slot| format!("{} ({})", document.id(*slot), name(document, *slot))).collect();
            Err(CliError::usage(texts::cli::several_fields(lang, typed)).with(names.join(", ")))
        }
    }
}

/// Returns the one body of an id or a name.
///
/// # Errors
/// When there is none, or several but no exact match.
pub fn body(lang: Lang, dataset: &Dataset, typed: &str) -> Result<Slot, CliError> {
    let document = &dataset.document;
    if let Some(slot) = document.find(BODIES, typed) {
        return Ok(slot);
    }
    let found = dataset.index().filter(document, BODIES, typed);
    let exact: Vec<Slot> = found.iter().copied().filter(|slot| is_called(dataset, *slot, typed)).collect();
    match (&exact[..], &found[..]) {
        ([slot], _) | ([], [slot]) => Ok(*slot),
        ([], []) => {
            let ids = document.slots(BODIES).map(|slot| document.id(slot));
            let failure = CliError::negative(texts::meetings::no_body(lang, typed));
            Err(match nearest(typed, ids) {
                Some(name) => failure.with(texts::cli::meant(lang, &name)),
                None => failure,
            })
        }
        _ => {
            let names = found.iter().take(MOST_NAMED);
            let names: Vec<String> =
                names.map(|slot| format!("{} ({})", document.id(*slot), name(document, *slot))).collect();
            Err(CliError::usage(texts::meetings::several_bodies(lang, typed)).with(names.join(", ")))
        }
    }
}

/// Returns the failure for an unknown action field, with the name that was probably meant and the
/// ids of all.
fn no_action_field(lang: Lang, dataset: &Dataset, typed: &str) -> CliError {
    let document = &dataset.document;
    let ids: Vec<&str> = document.slots(ACTION_FIELDS).map(|slot| document.id(slot)).collect();
    let names = document.slots(ACTION_FIELDS).flat_map(|slot| all_names(document, slot));
    let failure = CliError::negative(texts::cli::no_action_field(lang, typed));
    let failure = match nearest(typed, ids.iter().map(|id| (*id).to_owned()).chain(names)) {
        Some(name) => failure.with(texts::cli::meant(lang, &name)),
        None => failure,
    };
    failure.with(texts::cli::possible(lang, &ids.join(", ")))
}

/// Returns true when one of the record's names or synonyms is exactly what was typed.
fn is_called(dataset: &Dataset, slot: Slot, typed: &str) -> bool {
    let typed = fold(typed);
    all_names(&dataset.document, slot).iter().any(|name| fold(name) == typed)
}
