//! Changes of many records: which they are, printed before they are made, and written as one.
//!
//! All or none: where something is refused, each reason is told and nothing is written. Entry
//! points: [`write`], [`planned`], [`wanted`].

use std::collections::HashSet;

use super::ExitStatus;
use super::answer::{self, RenderedAnswer};
use super::args::ManyOptions;
use super::columns;
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::output::CommandOutput;
use super::query;
use super::resolve;
use super::write::{self, EditedDataset};
use crate::document::address::kind_at;
use crate::document::{Address, AddressStep, Path, Slot};
use crate::export::Format;
use crate::model::SCHEMA;
use crate::model::input::remarks;
use crate::present::change_preview::{ChangePreview, refusal_words};
use crate::query::batch_change::{BatchChange, BatchEntry, BatchPlan, BatchRow};
use crate::schema::{FieldKind, Table};
use crate::texts;

/// How often what is refused is left out before the rest is refused, too: leaving out an entry may
/// make another one impossible.
const ATTEMPTS: usize = 8;

/// Whether the change is printed, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedChange {
    /// Each value before and after.
    Rows,
    /// The addresses of the records that are new.
    NewAddresses,
}

/// A change that is possible, perhaps without what was refused of it.
pub struct PlannedChange {
    /// What is asked for.
    pub change: BatchChange,
    /// What it does.
    pub plan: BatchPlan,
    /// How many entries were left out.
    pub left_out: usize,
}

/// Makes the change that `decide` returns while the lock is held, as one step of the history; with
/// `--dry-run` only prints what it would do.
///
/// # Errors
/// Why nothing was written.
pub fn write(
    context: &CliContext,
    options: &ManyOptions,
    reason: Option<&str>,
    printed: PrintedChange,
    out: &mut CommandOutput,
    decide: impl FnOnce(&Dataset) -> Result<BatchChange, CliError>,
) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    if options.dry_run {
        let dataset = context.open()?;
        let prepared = prepare(context, options, &dataset, decide(&dataset)?)?;
        answer::print(&prepared.preview(context, &dataset)?, format, out);
        prepared.remarks(context).iter().for_each(|line| context.say(line));
        context.say(&texts::batch::would_change(context.lang, prepared.plan.records()));
        return Ok(prepared.status());
    }
    let mut told = None;
    let saved = write::save(context, |dataset| {
        let prepared = prepare(context, options, dataset, decide(dataset)?)?;
        let rendered = match printed {
            PrintedChange::Rows => answer::render(&prepared.preview(context, dataset)?, format),
            PrintedChange::NewAddresses => RenderedAnswer::Text(prepared.new_addresses()),
        };
        let notes = prepared.remarks(context);
        let status = prepared.status();
        let PlannedChange { plan, .. } = prepared;
        let slots: Vec<Slot> = plan.changes().map_or_else(Vec::new, |(_, touched)| touched.to_vec());
        told = Some((rendered, notes, status));
        let done = texts::batch::changed(context.lang, plan.records());
        let edited = EditedDataset {
            document: plan.document,
            slots,
            done,
            step: String::new(),
            reason: reason.map(str::to_owned),
            taken: Vec::new(),
        };
        Ok((!edited.slots.is_empty()).then_some(edited))
    })?;
    if !saved {
        context.say(texts::cli::unchanged(context.lang));
    }
    let Some((rendered, notes, status)) = told else { return Ok(ExitStatus::Done) };
    // A printed proposal stands alone.
    if saved && !context.global.print {
        answer::print_rendered(&rendered, out);
    }
    notes.iter().for_each(|line| context.say(line));
    Ok(status)
}

/// Plans the change of some records.
fn prepare(
    context: &CliContext,
    options: &ManyOptions,
    dataset: &Dataset,
    change: BatchChange,
) -> Result<PlannedChange, CliError> {
    let lang = context.lang;
    if change.entries.is_empty() {
        return Err(CliError::negative(texts::batch::no_record(lang)));
    }
    planned(context, dataset, change, options.keep_going, &|entry| {
        let place = resolve::shown(&entry.address);
        entry.line.map_or(place.clone(), |line| texts::batch::in_line(lang, line, &place))
    })
}

/// Plans a change. Tells everything that is refused, each at its `place`; then refuses the whole,
/// or leaves it out where the rest is to be made.
///
/// # Errors
/// When something is refused and nothing is to be made then.
pub fn planned(
    context: &CliContext,
    dataset: &Dataset,
    mut change: BatchChange,
    keep_going: bool,
    place: &dyn Fn(&BatchEntry) -> String,
) -> Result<PlannedChange, CliError> {
    let (lang, today) = (context.lang, context.today()?);
    let mut left_out = 0;
    for _ in 0..ATTEMPTS {
        let plan = BatchPlan::of(&change, dataset.data(), today);
        if plan.refused.is_empty() {
            return Ok(PlannedChange { change, plan, left_out });
        }
        for refused in &plan.refused {
            let entry = &change.entries[refused.entry];
            context.say(&format!("{}: {}", place(entry), refusal_words(entry, &refused.reason, lang)));
        }
        if !keep_going {
            let failure = CliError::usage(texts::batch::refused_all(lang, plan.refused.len()));
            return Err(failure.with(texts::batch::hint_keep_going(lang)));
        }
        left_out += plan.refused.len();
        let refused: HashSet<usize> = plan.refused.iter().map(|refused| refused.entry).collect();
        change = change.without(&refused);
    }
    Err(CliError::usage(texts::batch::refused_all(lang, left_out)))
}

impl PlannedChange {
    /// Returns the change in words.
    ///
    /// # Errors
    /// When the day is unknown.
    pub fn preview<'a>(&'a self, context: &CliContext, dataset: &'a Dataset) -> Result<ChangePreview<'a>, CliError> {
        Ok(ChangePreview { change: &self.change, plan: &self.plan, values: context.values(dataset.data())? })
    }

    /// Returns what there is to know of single values, a line for each: those that were read by
    /// their lines, what is the same for all once.
    fn remarks(&self, context: &CliContext) -> Vec<String> {
        let lang = context.lang;
        let mut told: Vec<String> = Vec::new();
        for entry in &self.change.entries {
            let Some(words) = remarks(&entry.notes, lang) else { continue };
            let place = resolve::shown(&entry.address);
            let words = entry
                .line
                .map_or(words.clone(), |line| texts::batch::in_line(lang, line, &format!("{place}: {words}")));
            if entry.line.is_some() || told.last() != Some(&words) {
                told.push(words);
            }
        }
        told
    }

    /// Returns the addresses of the new records, a line for each.
    fn new_addresses(&self) -> String {
        let is_new = |row: &&BatchRow| row.change.before.is_none();
        let records = self.plan.rows.iter().filter(|row| row.change.address.path.is_empty()).filter(is_new);
        records.map(|row| resolve::shown(&row.change.address) + "\n").collect()
    }

    /// Returns how the run ends: negatively when something was left out.
    pub fn status(&self) -> ExitStatus {
        if self.left_out > 0 { ExitStatus::Negative } else { ExitStatus::Done }
    }
}

/// The query that stands for every record.
const EVERY_RECORD: &str = "*";

/// Returns the places of the records that a query finds: of one table for `TABLE/FIELD`, of every
/// table that has it for `FIELD`, of the records themselves for `TABLE`.
///
/// # Errors
/// When there is no such table or field, or the query is empty or not understood.
pub fn wanted(context: &CliContext, dataset: &Dataset, typed: &str, place: &str) -> Result<Vec<Address>, CliError> {
    // A variable of a script that is empty must not mean every record.
    let is_every = typed.trim() == EVERY_RECORD;
    if !is_every && !typed.contains(char::is_alphanumeric) {
        return Err(CliError::usage(texts::cli::empty_query(context.lang)));
    }
    let mut found = Vec::new();
    for (table, path) in places(context, place)? {
        let asked = query::read(context, dataset.data(), Some(table), if is_every { "" } else { typed })?;
        let slots = asked.slots(dataset.data(), table);
        found.extend(slots.into_iter().map(|slot| Address { path: path.clone(), ..dataset.document.address(slot) }));
    }
    Ok(found)
}

/// Returns the tables and paths that a typed place stands for.
fn places(context: &CliContext, typed: &str) -> Result<Vec<(Table, Path)>, CliError> {
    let (first, rest) = typed.split_once('/').unwrap_or((typed, ""));
    if let Some(table) = SCHEMA.find(first) {
        if rest.is_empty() {
            return Ok(vec![(table, Path::new())]);
        }
        // A field that is no column of its own is a whole record or list.
        let path: Path = rest.split('/').map(|name| AddressStep::Field(name.to_owned())).collect();
        if kind_at(FieldKind::Record(SCHEMA.table(table).record), &path).is_some() {
            return Ok(vec![(table, path)]);
        }
        let columns = columns::chosen(context.lang, &Address::record(table, ""), rest)?;
        return Ok(columns.into_iter().take(1).map(|column| (table, column.path)).collect());
    }
    let path: Path = typed.split('/').map(|name| AddressStep::Field(name.to_owned())).collect();
    let has_it = |table: &Table| kind_at(FieldKind::Record(SCHEMA.table(*table).record), &path).is_some();
    let found: Vec<(Table, Path)> = SCHEMA.all().filter(has_it).map(|table| (table, path.clone())).collect();
    if found.is_empty() {
        // It says which tables there are.
        resolve::table(context.lang, first)?;
    }
    Ok(found)
}
