//! `set ADDRESS VALUE`: the same as Enter in the form.

use std::io::Read as _;

use super::Code;
use super::args::Set;
use super::change::{self, Wish, told, told_beside};
use super::context::{Context, Dataset};
use super::fail::Failure;
use super::list::readable;
use super::which;
use crate::document::{Address, Edit, NodeKind, Tree, Value};
use crate::model::SCHEMA;
use crate::model::input::{Accepted, plain, read};
use crate::schema::Kind;
use crate::texts::{Lang, cli as t};

/// Runs the command.
///
/// # Errors
/// Why nothing was written.
pub fn run(context: &Context, asked: &Set) -> Result<Code, Failure> {
    let address = which::address(context.lang, &asked.address)?;
    let value = match asked.value.as_deref() {
        Some("-") => Some(input(context.lang)?),
        value => value.map(str::to_owned),
    };
    change::write(context, asked.reason.as_deref(), |dataset| {
        decide(context, dataset, &address, (value.as_deref(), asked.expect.as_deref()))
    })
}

/// What was piped in, without the line break at its end.
pub fn input(lang: Lang) -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut text);
    read.map_err(|error| Failure::usage(t::input_failed(lang, &error.to_string())))?;
    let length = text.trim_end_matches(['\n', '\r']).len();
    text.truncate(length);
    Ok(text)
}

fn decide(
    context: &Context,
    dataset: &Dataset,
    address: &Address,
    (typed, expect): (Option<&str>, Option<&str>),
) -> Result<Option<Wish>, Failure> {
    let lang = context.lang;
    let slot = which::record(lang, dataset, address)?;
    if address.path.is_empty() {
        return Err(Failure::usage(t::set_a_record(lang, &which::shown(address))));
    }
    let record = readable(context, dataset, slot)?;
    let old = record.value(&address.path);
    let kind = address.kind(&SCHEMA);
    if kind.is_none() && old.is_none() {
        return Err(which::no_field(lang, address));
    }
    expect.map_or(Ok(()), |expected| require(context, address, old, expected))?;
    let Some(typed) = typed else { return clear(lang, address, old) };
    let Accepted { ron, notes } = accepted(context, address, typed)?;
    if is_same(kind, old, &ron) {
        return Ok(None);
    }
    let tree = Tree::parse(&ron).map_err(|error| change::refusal(lang, &error.into()))?;
    let [was, is] = told_beside(lang, address, [old, Some(tree.root(&ron))]);
    let done = t::changed(lang, &which::shown(address), &was, &is);
    let look = matches!(kind, None | Some(Kind::Ref(_) | Kind::Id | Kind::Record(_) | Kind::List(_)));
    let edit = edit(dataset, address, (kind, &ron, tree.root(&ron).as_str().as_deref()));
    Ok(Some(Wish { edit, done, notes, look }))
}

/// Refuses when the value is not the expected one, which may be said in any way in which it can be set.
fn require(context: &Context, address: &Address, old: Option<Value<'_>>, expected: &str) -> Result<(), Failure> {
    let (lang, kind, today) = (context.lang, address.kind(&SCHEMA), context.today()?);
    let read = kind.and_then(|kind| read(kind, expected, today).ok());
    if read.is_some_and(|value| is_same(kind, old, &value.ron)) || text_of(kind, old).trim() == expected.trim() {
        return Ok(());
    }
    Err(Failure::negative(t::other_value(lang, &which::shown(address))).with(told(lang, address, old)))
}

/// The edit that sets a value; an identifier is renamed with all references to it.
fn edit(dataset: &Dataset, address: &Address, (kind, ron, text): (Option<Kind>, &str, Option<&str>)) -> Edit {
    let (Some(Kind::Id), Some(to)) = (kind, text) else {
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
pub fn clear(lang: Lang, address: &Address, old: Option<Value<'_>>) -> Result<Option<Wish>, Failure> {
    if which::field(address).is_some_and(|field| field.required) {
        return Err(Failure::usage(t::is_required(lang, &which::shown(address))));
    }
    if old.and_then(Value::peel).is_none() {
        return Ok(None);
    }
    let done = t::changed(lang, &which::shown(address), &told(lang, address, old), t::absent(lang));
    Ok(Some(Wish { edit: Edit::Clear { address: address.clone() }, done, notes: Vec::new(), look: false }))
}

/// What was typed as RON: of a plain field the text itself, of a structured or unknown one it is RON already.
fn accepted(context: &Context, address: &Address, typed: &str) -> Result<Accepted, Failure> {
    let lang = context.lang;
    let Some(kind) = address.kind(&SCHEMA) else { return Ok(Accepted { ron: typed.to_owned(), notes: Vec::new() }) };
    read(kind, typed, context.today()?).map_err(|reason| {
        let failure = Failure::usage(reason.text(lang)).with(which::shown(address));
        let empty = typed.trim().is_empty() && which::field(address).is_some_and(|field| !field.required);
        if empty { failure.with(t::hint_clear(lang)) } else { failure }
    })
}

/// The value as `get` prints it.
fn text_of(kind: Option<Kind>, value: Option<Value<'_>>) -> String {
    let Some(value) = value.and_then(Value::peel) else { return String::new() };
    match kind {
        Some(kind) => plain(kind, value),
        None => value.text().to_owned(),
    }
}

/// True when the value says the same already, however it is written.
fn is_same(kind: Option<Kind>, old: Option<Value<'_>>, ron: &str) -> bool {
    let (Some(old), Ok(tree)) = (old.and_then(Value::peel), Tree::parse(ron)) else { return false };
    let new = tree.root(ron);
    let plain_kind = old.kind() != NodeKind::List && old.kind() != NodeKind::Struct;
    if let (Some(Kind::Decimal), Some(old), Some(new)) = (kind, old.as_f64(), new.as_f64()) {
        old == new
    } else if plain_kind && old.kind() == new.kind() {
        text_of(kind, Some(old)) == text_of(kind, Some(new))
    } else {
        old.text() == new.text()
    }
}
