//! `set ADDRESS VALUE`: has the same effect as Enter in the form. `set --where QUERY FIELD VALUE`
//! and `set -` set many values at once.

use std::io::Read as _;

use super::ExitStatus;
use super::args::Set;
use super::confirm;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::list::readable;
use super::many::{self, PrintedChange};
use super::many_lines;
use super::output::CommandOutput;
use super::resolve;
use super::write::{self, PlannedEdit};
use crate::document::{Address, AddressStep, Edit};
use crate::model::SCHEMA;
use crate::model::input::{Accepted, is_same_value, parse, parse_at, text_of_value};
use crate::model::provenance::{ValueSource, clearing, is_older, known_source, renewal, source_of, source_to_give};
use crate::model::source_age::SourceAge;
use crate::present::value_quote::{quoted_value, quoted_values};
use crate::query::batch_change::{BatchAction, BatchChange, BatchEntry};
use crate::schema::{FieldKind, Schema};
use crate::syntax::{SyntaxValue, Tree};
use crate::texts::{self, Lang, detail};

/// Runs the command.
///
/// # Errors
/// Why nothing was written.
pub fn run(context: &CliContext, asked: &Set, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let is_of_lines = asked.address == "-" && asked.value.is_none() && !asked.clear;
    if asked.query.is_some() || is_of_lines || asked.many.dry_run {
        return set_many(context, asked, is_of_lines, out);
    }
    if asked.value.is_none() && !asked.clear {
        let name = texts::value_names::value_name("VALUE", context.lang);
        return Err(CliError::usage(texts::cli::missing(context.lang, &format!("<{name}>"))));
    }
    let address = resolve::address(context.lang, &asked.address)?;
    let value = match asked.value.as_deref() {
        Some("-") => Some(input(context.lang)?),
        value => value.map(str::to_owned),
    };
    write::write(context, asked.reason.as_deref(), |dataset| {
        let wish = decide(context, dataset, &address, value.as_deref(), asked.expect.as_deref())?;
        if asked.source.is_some() || asked.as_of.is_some() {
            return with_source(context, dataset, &address, asked, wish).map(Some);
        }
        let Some(wish) = wish else { return Ok(None) };
        let hint = if value.is_some() { old_source(context, dataset, &address)? } else { None };
        Ok(Some(PlannedEdit { hint, ..wish }))
    })
}

/// Sets the values of many places: those of a query, or one for each line read.
fn set_many(
    context: &CliContext,
    asked: &Set,
    is_of_lines: bool,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let (lang, today) = (context.lang, context.today()?);
    let needs_value = !is_of_lines && !asked.clear;
    let value = match asked.value.as_deref() {
        Some("-") => Some(input(lang)?),
        None if is_of_lines => Some(input(lang)?),
        None if needs_value => {
            let name = texts::value_names::value_name("VALUE", lang);
            return Err(CliError::usage(texts::cli::missing(lang, &format!("<{name}>"))));
        }
        value => value.map(str::to_owned),
    };
    many::write(context, &asked.many, asked.reason.as_deref(), PrintedChange::Rows, out, |dataset| {
        let value = value.as_deref();
        if is_of_lines {
            return Ok(BatchChange { entries: many_lines::entries(context, dataset, value.unwrap_or_default())? });
        }
        let places = match &asked.query {
            Some(query) => many::wanted(context, dataset, query, &asked.address)?,
            None => {
                let address = resolve::address(lang, &asked.address)?;
                resolve::record(lang, dataset, &address)?;
                vec![address]
            }
        };
        let entry = |address: Address| {
            let expected = asked.expect.as_deref();
            if let Some(found) = expected.and_then(|text| many_lines::unexpected(dataset, &address, text, today)) {
                return BatchEntry::new(address, BatchAction::Refuse(found));
            }
            match value {
                Some(value) => BatchEntry::typed(dataset.document.schema(), address, value, today),
                None => BatchEntry::new(address, BatchAction::Clear),
            }
        };
        Ok(BatchChange { entries: places.into_iter().map(entry).collect() })
    })
}

/// Reads standard input, without the line break at its end.
pub fn input(lang: Lang) -> Result<String, CliError> {
    let mut text = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut text);
    read.map_err(|error| CliError::usage(texts::cli::input_failed(lang, &error.to_string())))?;
    let length = text.trim_end_matches(['\n', '\r']).len();
    text.truncate(length);
    Ok(text)
}

fn decide(
    context: &CliContext,
    dataset: &Dataset,
    address: &Address,
    typed: Option<&str>,
    expect: Option<&str>,
) -> Result<Option<PlannedEdit>, CliError> {
    let lang = context.lang;
    let slot = resolve::record(lang, dataset, address)?;
    if address.path.is_empty() {
        return Err(CliError::usage(texts::cli::set_a_record(lang, &resolve::shown(address))));
    }
    let record = readable(context, dataset, slot)?;
    let old = record.value(&address.path);
    let kind = address.kind(dataset.document.schema());
    if kind.is_none() && old.is_none() {
        return Err(resolve::no_field(lang, address));
    }
    expect.map_or(Ok(()), |expected| require(context, dataset.document.schema(), address, old, expected))?;
    let Some(typed) = typed else { return clear(lang, dataset, address, old) };
    let Accepted { ron, notes } = accepted(context, dataset.document.schema(), address, typed)?;
    if is_same_value(kind, old, &ron) {
        return Ok(None);
    }
    let tree = Tree::parse(&ron).map_err(|error| write::refusal(lang, &error.into()))?;
    let [was, is] = quoted_values(lang, address, [old, Some(tree.root(&ron))]);
    let done = texts::cli::changed(lang, &resolve::shown(address), &was, &is);
    // What a rule about other records may refuse.
    let look = matches!(
        kind,
        None | Some(
            FieldKind::Ref(_)
                | FieldKind::Id
                | FieldKind::Ags(_)
                | FieldKind::Nuts3
                | FieldKind::Record(_)
                | FieldKind::List(_)
        )
    );
    let edit = edit(dataset, address, kind, &ron, tree.root(&ron).as_str().as_deref());
    Ok(Some(PlannedEdit { edits: vec![edit], done, notes, hint: None, look }))
}

/// Adds the source of the value to the edit; its date is today unless one is given.
fn with_source(
    context: &CliContext,
    dataset: &Dataset,
    value: &Address,
    asked: &Set,
    wish: Option<PlannedEdit>,
) -> Result<PlannedEdit, CliError> {
    let (lang, today) = (context.lang, context.today()?);
    let Some(source) = source_to_give(&dataset.document, value) else {
        return Err(CliError::usage(texts::cli::has_no_source(lang, &resolve::shown(value))));
    };
    let read = |name: &str, typed: &str| {
        accepted(context, dataset.document.schema(), &source.join(AddressStep::Field(name.to_owned())), typed)
    };
    let day = asked.as_of.clone().unwrap_or_else(|| today.to_string());
    let as_of = read("as_of", &day)?;
    let url = asked.source.as_deref().map(|typed| read("url", typed)).transpose()?;
    let (mut edits, done, mut notes) = wish.map_or_else(Default::default, |wish| (wish.edits, wish.done, wish.notes));
    let told =
        texts::cli::source_given(lang, &resolve::shown(&source), as_of.ron.trim_matches('"'), &today.to_string());
    let (done, hint) = if edits.is_empty() { (told, None) } else { (done, Some(told)) };
    notes.extend(url.iter().chain([&as_of]).flat_map(|accepted| accepted.notes.clone()));
    let origin = url.map_or(ValueSource::Kept, |url| ValueSource::Given(url.ron));
    let check = confirm::statement_check(context, dataset, &source)?;
    edits.extend(renewal(&dataset.document, &source, origin, as_of.ron, check));
    Ok(PlannedEdit { edits, done, notes, hint, look: true })
}

/// Warns when a changed value would remain under the source of the former one.
fn old_source(context: &CliContext, dataset: &Dataset, value: &Address) -> Result<Option<String>, CliError> {
    let (lang, period) = (context.lang, context.period()?);
    let document = &dataset.document;
    let is_old = |source: &Address| is_older(document, source, period.today);
    let Some(source) = source_of(document, value).filter(is_old) else { return Ok(None) };
    let source = known_source(&dataset.document, value).unwrap_or(source);
    let record = dataset.document.resolve(&source).and_then(|slot| dataset.document.record(slot).ok());
    let stands = record.as_ref().and_then(|record| record.value(&source.path)).and_then(SyntaxValue::unwrap_option);
    let place = resolve::shown(&source);
    Ok(Some(match stands {
        Some(stands) => texts::cli::old_source(lang, &place, &SourceAge::of(stands, period).as_of_text(lang)),
        None => texts::cli::missing_source(lang, &place),
    }))
}

/// Refuses when the value is not the expected one, which may be given in any form that `set`
/// accepts.
fn require(
    context: &CliContext,
    schema: &'static Schema,
    address: &Address,
    old: Option<SyntaxValue<'_>>,
    expected: &str,
) -> Result<(), CliError> {
    let (lang, kind, today) = (context.lang, address.kind(schema), context.today()?);
    let read = kind.and_then(|kind| parse(kind, expected, today).ok());
    if read.is_some_and(|value| is_same_value(kind, old, &value.ron))
        || text_of_value(kind, old).trim() == expected.trim()
    {
        return Ok(());
    }
    Err(CliError::negative(texts::cli::other_value(lang, &resolve::shown(address)))
        .with(quoted_value(lang, address, old)))
}

/// Returns the edit that sets a value; an identifier is renamed with all references to it.
fn edit(dataset: &Dataset, address: &Address, kind: Option<FieldKind>, ron: &str, text: Option<&str>) -> Edit {
    let (Some(FieldKind::Id), Some(to)) = (kind, text) else {
        return Edit::Set { address: address.clone(), value: ron.to_owned() };
    };
    let record = Address { path: Vec::new(), ..address.clone() };
    let referrers = dataset.index().referring(&dataset.document, address.table, &address.id);
    Edit::Rename { address: record, to: to.to_owned(), referrers }
}

/// Clears a field.
///
/// # Errors
/// When it must not be empty.
pub fn clear(
    lang: Lang,
    dataset: &Dataset,
    address: &Address,
    old: Option<SyntaxValue<'_>>,
) -> Result<Option<PlannedEdit>, CliError> {
    if address.field(&SCHEMA).is_some_and(|field| field.required) {
        return Err(CliError::usage(texts::cli::is_required(lang, &resolve::shown(address))));
    }
    if old.and_then(SyntaxValue::unwrap_option).is_none() {
        return Ok(None);
    }
    let done =
        texts::cli::changed(lang, &resolve::shown(address), &quoted_value(lang, address, old), detail::unknown(lang));
    Ok(Some(PlannedEdit {
        edits: clearing(&dataset.document, address),
        done,
        notes: Vec::new(),
        hint: None,
        look: false,
    }))
}

/// Returns what was typed as RON: the text of a plain field; for a structured or unknown one it is
/// RON already.
fn accepted(
    context: &CliContext,
    schema: &'static Schema,
    address: &Address,
    typed: &str,
) -> Result<Accepted, CliError> {
    let lang = context.lang;
    let Some(kind) = address.kind(schema) else { return Ok(Accepted { ron: typed.to_owned(), notes: Vec::new() }) };
    parse_at(address, kind, typed, context.today()?).map_err(|reason| {
        let failure = CliError::usage(reason.text(lang)).with(resolve::shown(address));
        let empty = typed.trim().is_empty() && address.field(&SCHEMA).is_some_and(|field| !field.required);
        if empty { failure.with(texts::cli::hint_clear(lang)) } else { failure }
    })
}
