//! `export`: records in a form for others, to the output or a file.
//!
//! Must not know what a form consists of ([`crate::exchange`]). Entry point: [`run`].

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::ExitStatus;
use super::args::Export;
use super::columns::{chosen, sort_fields};
use super::context::{CliContext, Dataset};
use super::error::{CliError, shown};
use super::list::tell_unreadable;
use super::output::CommandOutput;
use super::query;
use super::resolve;
use super::views;
use super::write::require_folder;
use crate::document::Address;
use crate::exchange::{self, ExportError, ExportForm, ExportReport, ExportRequest, Progress, Publication};
use crate::export::json_schema;
use crate::export::xlsx::LONGEST_CELL;
use crate::model::SCHEMA;
use crate::query::columns::Column;
use crate::query::list::ListQuestion;
use crate::query::selection::Selection;
use crate::query::sort::sort_by;
use crate::schema::Table;
use crate::session::export_job::{ExportFailure, WrittenExport, write_export};
use crate::storage::RealDisk;
use crate::storage::foreign_file;
use crate::texts;

/// Runs the command; a negative answer when nothing matches.
///
/// # Errors
/// Why the arguments are not understood, or nothing was written.
pub fn run(context: &CliContext, asked: &Export, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    match views::exported(context, asked)? {
        Some(view) => export(context, &view.arguments, out).map_err(|failure| view.explained(context.lang, failure)),
        None => export(context, asked, out),
    }
}

fn export(context: &CliContext, asked: &Export, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    if asked.schema {
        // Without a dataset at hand it is that of the program.
        let schema = context.open().map_or(&SCHEMA, |dataset| dataset.document.schema());
        out.text(&json_schema::document(schema));
        return Ok(ExitStatus::Done);
    }
    let form = form(context, asked)?;
    if asked.output.is_some() && context.global.restricted {
        return Err(CliError::usage(texts::exchange::restricted(lang)));
    }
    let table = asked.table.as_deref().map(|typed| resolve::table(lang, typed)).transpose()?;
    let columns = columns(context, asked, table)?;
    if columns.is_some() && !form.has_columns() {
        return Err(CliError::usage(texts::exchange::no_columns(lang, form.name())));
    }
    let dataset = context.open()?;
    let selection = selection(context, &dataset, asked, table)?;
    let is_carried = form.carried(&selection) > 0;
    if let (Some(table), false) = (table, is_carried)
        && !form.takes(table)
    {
        let tables: Vec<&str> = SCHEMA.all().filter(|table| form.takes(*table)).map(|t| SCHEMA.table(t).name).collect();
        let message = texts::exchange::not_this_table(lang, form.name(), SCHEMA.table(table).name);
        return Err(CliError::usage(message).with(texts::cli::possible(lang, &tables.join(", "))));
    }
    if !is_carried && is_narrowed(asked) {
        context.say(texts::exchange::nothing(lang));
        return Ok(ExitStatus::Negative);
    }
    let request = ExportRequest {
        data: dataset.data(),
        selection: &selection,
        columns: columns.as_deref(),
        with_names: asked.with_names,
        for_spreadsheet: asked.for_spreadsheet,
        lang,
        period: context.period()?,
        publication: Publication {
            address: asked.base_url.as_deref(),
            licence: asked.licence.as_deref(),
            contact: asked.contact.as_deref(),
        },
    };
    let report = match asked.output.as_deref() {
        Some(path) => match to_disk(context, &dataset, form, &request, path)? {
            Some(report) => report,
            None => return Ok(ExitStatus::Signal(SIGINT as u8)),
        },
        None => to_output(context, form, &request, out)?,
    };
    tell_unreadable(context, &dataset, &report.unreadable);
    report.left_out_texts(form, lang).iter().for_each(|told| context.say(told));
    if report.nameless > 0 {
        context.say(texts::exchange::hint_with_names(lang));
    }
    for slot in &report.cut {
        let address = resolve::shown(&dataset.document.address(*slot));
        context.say(&texts::exchange::cut(lang, &address, LONGEST_CELL));
    }
    Ok(ExitStatus::Done)
}

/// Returns the form: the one asked for, else that of the file's name.
fn form(context: &CliContext, asked: &Export) -> Result<ExportForm, CliError> {
    let lang = context.lang;
    let names: Vec<&str> = ExportForm::all().map(ExportForm::name).collect();
    if context.global.format.is_some() {
        return Err(CliError::usage(texts::exchange::format_is_form(lang)));
    }
    let named = asked.output.as_deref().and_then(|path| ExportForm::of_file_name(&shown(path)));
    let form = asked.form.or(named).ok_or_else(|| {
        CliError::usage(texts::exchange::no_form(lang)).with(texts::cli::possible(lang, &names.join(", ")))
    })?;
    if asked.for_spreadsheet && form != ExportForm::Csv {
        return Err(CliError::usage(texts::exchange::only_for_csv(lang, "--for-spreadsheet")));
    }
    let publication = [("--base-url", &asked.base_url), ("--licence", &asked.licence), ("--contact", &asked.contact)];
    if let Some((option, _)) = publication.iter().find(|(_, value)| value.is_some() && !form.describes_publication()) {
        return Err(CliError::usage(texts::exchange::only_for_form(lang, option, ExportForm::Dcat.name())));
    }
    if form.describes_publication() && asked.licence.is_none() {
        return Err(CliError::usage(texts::exchange::needs_licence(lang)).with(texts::exchange::hint_licence(lang)));
    }
    Ok(form)
}

/// Returns the columns asked for.
fn columns(context: &CliContext, asked: &Export, table: Option<Table>) -> Result<Option<Vec<Column>>, CliError> {
    let lang = context.lang;
    let Some(typed) = asked.columns.as_deref() else { return Ok(None) };
    let table = table.ok_or_else(|| CliError::usage(texts::exchange::one_table(lang, "--columns")))?;
    let columns = chosen(lang, &Address::record(table, ""), typed)?;
    match columns.iter().find(|column| column.field.personal && !asked.with_names) {
        Some(column) => Err(CliError::usage(texts::exchange::personal(lang, &column.name()))),
        None => Ok(Some(columns)),
    }
}

/// Returns true when not all records of the tables are asked for.
fn is_narrowed(asked: &Export) -> bool {
    !asked.query.is_empty() || asked.region.is_some() || asked.field.is_some()
}

/// Returns the records asked for.
fn selection(
    context: &CliContext,
    dataset: &Dataset,
    asked: &Export,
    table: Option<Table>,
) -> Result<Selection, CliError> {
    let (lang, data) = (context.lang, dataset.data());
    let terms = [("region", asked.region.as_ref()), ("field", asked.field.as_ref())];
    let typed = query::with_terms(&query::text(&asked.query), &terms);
    let expression = query::read(context, data, table, &typed)?;
    let of_table = |table: Table| Selection::in_order(ListQuestion::of(table, &expression).slots(data));
    let Some(typed) = asked.sort.as_deref() else {
        let tables: Vec<Table> = table.map_or_else(|| SCHEMA.all().collect(), |table| vec![table]);
        return Ok(tables.into_iter().map(of_table).collect());
    };
    let table = table.ok_or_else(|| CliError::usage(texts::exchange::one_table(lang, "--sort")))?;
    let fields = sort_fields(lang, table, typed)?;
    let mut slots = of_table(table).of_table(table).to_vec();
    sort_by(&dataset.document, &mut slots, &fields);
    Ok(Selection::in_order(slots))
}

/// Writes to the standard output.
fn to_output(
    context: &CliContext,
    form: ExportForm,
    request: &ExportRequest<'_>,
    out: &mut CommandOutput,
) -> Result<ExportReport, CliError> {
    let go_on = &mut |_: Progress| ControlFlow::Continue(());
    if !out.is_terminal() {
        return exchange::write(form, request, out, go_on).map_err(|error| failure(context, form, error));
    }
    if !form.is_text() {
        return Err(CliError::usage(texts::exchange::not_for_terminal(context.lang, form.name())));
    }
    let mut bytes = Vec::new();
    let report = exchange::write(form, request, &mut bytes, go_on).map_err(|error| failure(context, form, error))?;
    out.text(&String::from_utf8_lossy(&bytes));
    Ok(report)
}

/// Writes to a file or folder; `None` when a signal ended it, and nothing was written.
fn to_disk(
    context: &CliContext,
    dataset: &Dataset,
    form: ExportForm,
    request: &ExportRequest<'_>,
    path: &Path,
) -> Result<Option<ExportReport>, CliError> {
    let lang = context.lang;
    if dataset.loaded.path.as_deref().is_some_and(|dataset| foreign_file::belongs_to_dataset(&RealDisk, path, dataset))
    {
        return Err(CliError::usage(texts::exchange::is_dataset(lang, &shown(path))));
    }
    require_folder(context, path)?;
    let stopped = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // Where it cannot be caught, the signal ends the program as usual.
        let _ = signal_hook::flag::register(signal, Arc::clone(&stopped));
    }
    let mut go_on = |_: Progress| match stopped.load(Ordering::Relaxed) {
        false => ControlFlow::Continue(()),
        true => ControlFlow::Break(()),
    };
    // A read-only run keeps the dataset as it is, which an export does not touch.
    match write_export(&RealDisk, form, request, path, &mut go_on) {
        Ok(WrittenExport { path, report, .. }) => {
            context.say(&texts::exchange::written(lang, report.records, &shown(&path)));
            Ok(Some(report))
        }
        Err(ExportFailure::Cancelled) => {
            context.say(texts::exchange::cancelled(lang));
            Ok(None)
        }
        Err(ExportFailure::Store(error)) => Err(CliError::store(lang, &error)),
    }
}

/// Returns the failure of an export to the output.
fn failure(context: &CliContext, form: ExportForm, error: ExportError) -> CliError {
    let lang = context.lang;
    match error {
        ExportError::SeveralFiles => {
            CliError::usage(texts::exchange::several_files(lang, form.name())).with(texts::exchange::hint_folder(lang))
        }
        ExportError::Write(error) => CliError::output(lang, &error),
        ExportError::Cancelled => CliError::new(ExitStatus::NotWritten, texts::exchange::cancelled(lang)),
    }
}
