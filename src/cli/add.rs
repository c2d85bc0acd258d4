//! `add TABLE RON` and `add ADDRESS-OF-A-LIST RON`: a new record or list item; prints its address.
//! A record without id gets one. `add TABLE -` reads one record or many, as RON or as JSON Lines.

use super::ExitStatus;
use super::args::ManyOptions;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::list::readable;
use super::many::{self, PrintedChange};
use super::many_records::{self, with_id};
use super::output::CommandOutput;
use super::resolve;
use super::write::{self, PlannedEdit};
use crate::document::{Address, AddressStep, Edit, RecordPlace};
use crate::index::display_names;
use crate::model::SCHEMA;
use crate::model::input::{Accepted, InputNote, parse};
use crate::query::batch_change::BatchChange;
use crate::query::new_record::NewRecord;
use crate::schema::FieldKind;
use crate::syntax::{NodeKind, SyntaxValue, Tree};
use crate::text::normalize;
use crate::texts;

/// Runs the command.
///
/// # Errors
/// Why nothing was written.
pub fn run(
    context: &CliContext,
    to: &str,
    ron: &str,
    options: &ManyOptions,
    reason: Option<&str>,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let ron = if ron == "-" { super::set::input(lang)? } else { ron.to_owned() };
    let address = resolve::address(lang, to)?;
    let is_table = address.id.is_empty() && address.path.is_empty() && !SCHEMA.table(address.table).single;
    let records = if is_table { many_records::records(&ron) } else { None };
    if let Some(records) = records.filter(|records| records.len() > 1 || options.dry_run || records[0].is_json()) {
        return many::write(context, options, reason, PrintedChange::NewAddresses, out, |dataset| {
            let entries = many_records::entries(dataset, address.table, records, context.today()?);
            Ok(BatchChange { entries })
        });
    }
    let mut added = None;
    let code = write::write(context, reason, |dataset| {
        let wish = if address.id.is_empty() && address.path.is_empty() {
            record(context, dataset, &address, &ron, &mut added)
        } else {
            item(context, dataset, &address, &ron, &mut added)
        };
        wish.map(Some)
    })?;
    if let Some(address) = added {
        out.line(&resolve::shown(&address));
    }
    Ok(code)
}

fn record(
    context: &CliContext,
    dataset: &Dataset,
    table: &Address,
    ron: &str,
    added: &mut Option<Address>,
) -> Result<PlannedEdit, CliError> {
    let lang = context.lang;
    let is_single = SCHEMA.table(table.table).single;
    if is_single && dataset.document.slots(table.table).next().is_some() {
        return Err(CliError::usage(texts::cli::only_one(lang, SCHEMA.table(table.table).name)));
    }
    let normal = normalize(ron);
    let tree = Tree::parse(&normal.text).map_err(|error| write::refusal(lang, &error.into()))?;
    let root = tree.root(&normal.text);
    if root.kind() != NodeKind::Struct {
        return Err(CliError::usage(texts::cli::not_a_record(lang)).with(texts::cli::record_form(lang)));
    }
    let (id, ron) = match root.field("id") {
        _ if is_single => (SCHEMA.table(table.table).name.to_owned(), normal.text.to_string()),
        Some(_) => {
            let id = display_names::text(root, "id").ok_or_else(|| CliError::usage(texts::cli::no_id(lang)))?;
            (id, normal.text.to_string())
        }
        None => {
            let new = NewRecord::read(&dataset.document, table.table, root);
            let id = new.proposed_id(dataset.data(), context.today()?);
            let ron = with_id(root, &id);
            (id, ron)
        }
    };
    let address = Address::record(table.table, id);
    let done = texts::cli::added(lang, &resolve::shown(&address));
    *added = Some(address);
    let notes = if normal.replaced.is_empty() { Vec::new() } else { vec![InputNote::Replaced(normal.replaced)] };
    Ok(PlannedEdit {
        edits: vec![Edit::AddText { table: table.table, place: RecordPlace::End, text: ron }],
        done,
        notes,
        hint: None,
        look: true,
    })
}

fn item(
    context: &CliContext,
    dataset: &Dataset,
    list: &Address,
    ron: &str,
    added: &mut Option<Address>,
) -> Result<PlannedEdit, CliError> {
    let lang = context.lang;
    let Some(FieldKind::List(kind)) = list.kind(dataset.document.schema()) else {
        let known = list.path.is_empty() || list.kind(&SCHEMA).is_some();
        return Err(if known {
            CliError::usage(texts::cli::no_list(lang, &resolve::shown(list)))
        } else {
            resolve::no_field(lang, list)
        });
    };
    let slot = resolve::record(lang, dataset, list)?;
    let record = readable(context, dataset, slot)?;
    let at = record.value(&list.path).and_then(SyntaxValue::unwrap_option).map_or(0, |value| value.items().count());
    // A value in quotes is RON, as the argument's name says; one without is what a person would
    // type.
    let quoted = Tree::parse(ron).is_ok_and(|tree| tree.root(ron).kind() == NodeKind::Str);
    let accepted = if quoted {
        Ok(Accepted { ron: ron.trim().to_owned(), notes: Vec::new() })
    } else {
        parse(*kind, ron, context.today()?)
    };
    let Accepted { ron: value, notes } =
        accepted.map_err(|reason| CliError::usage(reason.text(lang)).with(resolve::shown(list)))?;
    let address = list.join(AddressStep::Item(at));
    let done = texts::cli::added(lang, &resolve::shown(&address));
    *added = Some(address);
    Ok(PlannedEdit {
        edits: vec![Edit::InsertItem { list: list.clone(), at, value }],
        done,
        notes,
        hint: None,
        look: true,
    })
}
