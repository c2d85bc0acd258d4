//! `import FILE`: records from a file of another form, as one step: all or none.
//!
//! Prints what changes, value by value; tells each row that is wrong, by its line. Must not know
//! how a form is read ([`crate::exchange::import`]). Entry point: [`run`].

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::ops::ControlFlow;
use std::path::Path;

use super::ExitStatus;
use super::answer;
use super::args::Import;
use super::context::{CliContext, Dataset};
use super::error::{CliError, shown};
use super::many::{self, PlannedChange};
use super::output::CommandOutput;
use super::resolve;
use super::write::{self, EditedDataset};
use crate::document::Address;
use crate::exchange::import::{
    self, ColumnMapping, ImportError, ImportForm, ImportOptions, ImportedChange, ImportedTable, LARGEST_FILE,
    UnknownColumn,
};
use crate::export::Format;
use crate::model::input::remarks;
use crate::query::batch_change::{BatchEntry, SourceOfChange};
use crate::query::caretaker::statement_check;
use crate::texts::{self, Lang};

/// A file that was read.
struct ImportedFile {
    name: String,
    tables: Vec<ImportedTable>,
}

/// Runs the command.
///
/// # Errors
/// Why nothing was written.
pub fn run(context: &CliContext, asked: &Import, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let format = context.format(&Format::TABULAR)?;
    let options = options(context, asked)?;
    let file = read(context, asked)?;
    if asked.dry_run {
        let dataset = context.open()?;
        let wanted = ImportedPlan::of(context, asked, &file, &options, &dataset)?;
        let records = wanted.planned.plan.records();
        if records > 0 {
            answer::print(&wanted.planned.preview(context, &dataset)?, format, out);
        }
        wanted.tell(context, &file);
        if records > 0 {
            context.say(&texts::import::would_change(lang, records, wanted.rows));
        }
        return Ok(wanted.planned.status());
    }
    let mut status = ExitStatus::Done;
    write::save(context, |dataset| {
        let wanted = ImportedPlan::of(context, asked, &file, &options, dataset)?;
        status = wanted.planned.status();
        let records = wanted.planned.plan.records();
        if records > 0 {
            answer::print(&wanted.planned.preview(context, dataset)?, format, out);
        }
        wanted.tell(context, &file);
        let PlannedChange { plan, .. } = wanted.planned;
        let slots = plan.changes().map_or_else(Vec::new, |(_, touched)| touched.to_vec());
        let done = texts::import::was_imported(lang, records, &file.name);
        let (step, reason) = (String::new(), asked.reason.clone());
        Ok((records > 0).then_some(EditedDataset {
            document: plan.document,
            slots,
            done,
            step,
            reason,
            taken: Vec::new(),
        }))
    })?;
    Ok(status)
}

/// What a file asks for.
struct ImportedPlan {
    planned: PlannedChange,
    rows: usize,
    /// Number of cards that are passed over.
    persons: usize,
    /// The sheets with rows that are passed over.
    skipped: Vec<String>,
    /// Number of changed values whose source is still that of the former ones.
    former_sources: usize,
}

impl ImportedPlan {
    /// Plans what a file asks for. Tells every row that is wrong.
    fn of(
        context: &CliContext,
        asked: &Import,
        file: &ImportedFile,
        options: &ImportOptions,
        dataset: &Dataset,
    ) -> Result<ImportedPlan, CliError> {
        let mut go_on = |_| ControlFlow::Continue(());
        let imported = import::import(&file.tables, options, dataset.data(), context.today()?, &mut go_on);
        let ImportedChange { change, rows, persons, skipped, .. } =
            imported.map_err(|error| failure(context, &file.name, &error))?;
        let planned = |change| many::planned(context, dataset, change, asked.keep_going, &|entry| file.told(entry));
        let (today, without_source) = (context.today()?, planned(change)?);
        let planned = match source(context, asked)? {
            None => without_source,
            Some(source) => {
                let PlannedChange { change, plan, left_out } = without_source;
                let person = context.person().author;
                let check_of = |place: &Address| statement_check(dataset.data(), place, person.as_deref(), today);
                let change = change.with_source(&plan, &dataset.document, &source, today, &check_of, &HashSet::new());
                PlannedChange { left_out, ..planned(change)? }
            }
        };
        let former_sources = planned.plan.values_with_former_source(&dataset.document, today).len();
        Ok(ImportedPlan { planned, rows, persons, skipped, former_sources })
    }

    /// Tells what there is to know beside the values: of single ones by line, of cards that were
    /// passed over, and that nothing is new.
    fn tell(&self, context: &CliContext, file: &ImportedFile) {
        let lang = context.lang;
        for entry in &self.planned.change.entries {
            if let Some(words) = remarks(&entry.notes, lang) {
                context.say(&format!("{}: {words}", file.told(entry)));
            }
        }
        if self.persons > 0 {
            context.say(&texts::import::persons(lang, self.persons));
        }
        if !self.skipped.is_empty() {
            context.say(&texts::import::skipped_sheets(lang, &self.skipped.join(", ")));
        }
        if self.former_sources > 0 {
            context.say(&texts::import::former_source(lang, self.former_sources));
        }
        if self.planned.plan.records() == 0 {
            context.say(&texts::import::nothing_new(lang, self.rows));
        }
    }
}

fn options(context: &CliContext, asked: &Import) -> Result<ImportOptions, CliError> {
    let pair = |argument: &String| {
        let pair = argument.rsplit_once('=').filter(|(name, _)| !name.is_empty());
        let pair = pair.map(|(column, field)| ColumnMapping {
            table: None,
            column: column.to_owned(),
            field: field.trim().to_owned(),
        });
        pair.ok_or_else(|| CliError::usage(texts::import::bad_map(context.lang, argument)))
    };
    let mapped = asked.mapped.iter().map(pair).collect::<Result<_, _>>()?;
    let sheet = asked.sheet.clone();
    Ok(ImportOptions { mapped, sheet, clears_empty: asked.clear_empty, ..ImportOptions::default() })
}

/// Returns the source that the options give; its date is today unless one is given.
fn source(context: &CliContext, asked: &Import) -> Result<Option<SourceOfChange>, CliError> {
    let Some(origin) = &asked.source else { return Ok(None) };
    let source = SourceOfChange::typed(origin, asked.as_of.as_deref(), context.today()?);
    source.map(Some).map_err(|error| CliError::usage(error.text(context.lang)))
}

/// Reads the file.
fn read(context: &CliContext, asked: &Import) -> Result<ImportedFile, CliError> {
    let lang = context.lang;
    let is_input = asked.file == Path::new("-");
    if context.global.restricted && !is_input {
        return Err(CliError::usage(texts::import::restricted(lang)));
    }
    let table = asked.table.as_deref().map(|typed| resolve::table(lang, typed)).transpose()?;
    let name = if is_input { texts::cli::standard_input(lang).to_owned() } else { shown(&asked.file) };
    let bytes = bytes(&asked.file, is_input).map_err(|error| {
        CliError::new(ExitStatus::Unreadable, texts::import::not_read(lang, &name, &error.to_string()))
    })?;
    let form = asked.form.unwrap_or_else(|| ImportForm::of(&name, &bytes));
    let tables = import::read(form, &bytes, table.or_else(|| import::table_of(&asked.file.to_string_lossy())));
    match tables {
        Ok(tables) => Ok(ImportedFile { name, tables }),
        Err(error) => Err(failure(context, &name, &error)),
    }
}

fn bytes(file: &Path, is_input: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One more byte tells that it is too large.
    let most = LARGEST_FILE as u64 + 1;
    if is_input {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

impl ImportedFile {
    /// Returns where an entry comes from, and what it is about.
    fn told(&self, entry: &BatchEntry) -> String {
        let place = entry.line.map_or_else(|| self.name.clone(), |line| format!("{}:{line}", self.name));
        format!("{place}: {}", resolve::shown(&entry.address))
    }
}

/// Returns the failure for a file or columns that are not understood.
fn failure(context: &CliContext, name: &str, error: &ImportError) -> CliError {
    let lang = context.lang;
    let place = error.line().map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
    let message = format!("{place}: {}", error.text(lang));
    match error {
        ImportError::TooLarge
        | ImportError::TooManyCells
        | ImportError::Empty
        | ImportError::OpenQuote { .. }
        | ImportError::NotARecord { .. }
        | ImportError::RepeatedField { .. }
        | ImportError::Foreign(_)
        | ImportError::NoColumnNames(_)
        | ImportError::Malformed { .. }
        | ImportError::OnlyPersons(_)
        | ImportError::Cancelled => CliError::new(ExitStatus::Unreadable, message),
        ImportError::UnknownColumns(columns) => unknown_columns(lang, CliError::usage(message), columns),
        ImportError::NoTable(_) => CliError::usage(message).with(texts::import::hint_table(lang)),
        ImportError::SeveralSheets(_) => CliError::usage(message).with(texts::import::hint_sheet(lang)),
        ImportError::NoSheet(..) | ImportError::NoKey(_) | ImportError::NoColumn(_) | ImportError::NoField(..) => {
            CliError::usage(message)
        }
    }
}

/// Names each column that is not understood, with what may be meant, and how to say it.
fn unknown_columns(lang: Lang, failure: CliError, columns: &[UnknownColumn]) -> CliError {
    let words = |column: &UnknownColumn| {
        let title = Some(&column.title).filter(|title| !title.is_empty());
        let name = match column.name.as_str() {
            "" => texts::import::nameless_column(lang, column.place),
            name => texts::import::unknown_column(lang, name),
        };
        let name = title.map_or(name.clone(), |title| format!("{title}: {name}"));
        let meant = column.meant.as_deref().map(|meant| format!(": {}", texts::check::did_you_mean(lang, meant)));
        name + &meant.unwrap_or_default()
    };
    let failure = columns.iter().fold(failure, |failure, column| failure.with(words(column)));
    let first = columns.iter().find(|column| !column.name.is_empty());
    let argument = first.map_or_else(
        || "'*='".to_owned(),
        |column| {
            let field = column.meant.as_deref().unwrap_or(texts::import::a_field(lang));
            shell_words::quote(&format!("{}={field}", column.name)).into_owned()
        },
    );
    failure.with(texts::import::hint_map(lang, &argument))
}
