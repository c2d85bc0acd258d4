//! Writes changes from the command line: read, decide, apply and write under one lock, so that
//! concurrent programs do not lose each other's changes.
//!
//! Reports the changes in plain words on the standard error stream. Entry point: [`write()`].

use std::path::Path;
use std::time::Duration;

use super::ExitStatus;
use super::context::{CliContext, Dataset};
use super::error::{CliError, FilePlace, name_of, shown};
use super::propose::{ProposedVersion, TakenProposal, propose};
use super::resolve;
use crate::check::{conflict_marker, doubles, new_errors};
use crate::document::diff::changed_values;
use crate::document::{Document, Edit, EditError, FieldChange, FormerNeighbours, Slot};
use crate::model::input::{InputNote, remarks};
use crate::model::{PROFILE, SCHEMA};
use crate::query::proposal::belongs;
use crate::storage::history::HistoryEntry;
use crate::storage::proposals::ProposalAnswer;
use crate::storage::save::{self, ExpectedContent, NewVersion, SaveError, SaveOutcome, SaveReport, SaveRequest};
use crate::storage::{Exposure, Loaded, LockHolder, ReadOnlyReason, StoreError, WriteTarget, interrupted};
use crate::texts::{self, Lang, safekeeping, storage};

/// How long to wait for other programs that are writing. A hundred that begin at one moment come
/// one after the other, and a script has no hand to try again with.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A change to be written.
#[derive(Debug)]
pub struct PlannedEdit {
    /// The edits, in order.
    pub edits: Vec<Edit>,
    /// The message when it is done.
    pub done: String,
    /// Notes about the typed value.
    pub notes: Vec<InputNote>,
    /// A suggestion what else to change.
    pub hint: Option<String>,
    /// True when the value may break a rule that only the check knows (references, structured
    /// values, whole records).
    pub look: bool,
}

/// A changed dataset to be written.
pub struct EditedDataset {
    /// The new version.
    pub document: Document,
    /// The records that differ.
    pub slots: Vec<Slot>,
    /// The message when it is written.
    pub done: String,
    /// The name of the step in the history.
    pub step: String,
    /// The reason, if the person gave one.
    pub reason: Option<String>,
    /// The proposals that it takes.
    pub taken: Vec<TakenProposal>,
}

/// Carries out the edit that `decide` returns while the lock is held; writes nothing when it
/// returns none. `reason` goes to the history.
///
/// # Errors
/// Why nothing was written.
pub fn write(
    context: &CliContext,
    reason: Option<&str>,
    decide: impl FnOnce(&Dataset) -> Result<Option<PlannedEdit>, CliError>,
) -> Result<ExitStatus, CliError> {
    let (mut notes, mut hints) = (Vec::new(), Vec::new());
    let saved = save(context, |dataset| {
        let Some(wish) = decide(dataset)? else { return Ok(None) };
        let (document, slots) = changed(context, dataset, &wish)?;
        if slots.is_empty() {
            return Ok(None);
        }
        notes.clone_from(&wish.notes);
        if let ([Edit::AddText { table, .. }], [added]) = (&wish.edits[..], &slots[..]) {
            hints.extend(doubles(&document, *added, document.slots(*table), context.lang));
        }
        hints.extend(wish.hint);
        Ok(Some(EditedDataset {
            document,
            slots,
            done: wish.done,
            step: String::new(),
            reason: reason.map(str::to_owned),
            taken: Vec::new(),
        }))
    })?;
    if !saved {
        context.say(texts::cli::unchanged(context.lang));
    }
    remarks(&notes, context.lang).iter().chain(&hints).for_each(|line| context.say(line));
    Ok(ExitStatus::Done)
}

/// Writes the version that `decide` makes from the current one while the lock is held, and adds it
/// to the history; returns false when it makes none.
///
/// # Errors
/// Why nothing was written.
pub fn save(
    context: &CliContext,
    decide: impl FnOnce(&Dataset) -> Result<Option<EditedDataset>, CliError>,
) -> Result<bool, CliError> {
    save_from(context, &context.load()?, decide)
}

/// Does the same for a dataset that was already read; one without a fingerprint has no file yet,
/// which is then created.
///
/// # Errors
/// Why nothing was written.
pub fn save_from(
    context: &CliContext,
    loaded: &Loaded,
    decide: impl FnOnce(&Dataset) -> Result<Option<EditedDataset>, CliError>,
) -> Result<bool, CliError> {
    if context.global.propose {
        let dataset = Dataset::parse(loaded.clone(), context.lang)?;
        refuse_markers(context, &dataset)?;
        let Some(new) = decide(&dataset)? else { return Ok(false) };
        let EditedDataset { document, slots, done, reason, taken, .. } = &new;
        let (old, why) = (&dataset.document, reason.as_deref());
        return propose(context, loaded, &ProposedVersion { old, new: document, slots, why, done, taken });
    }
    let lang = context.lang;
    let store = |error| CliError::store(lang, &error);
    let holder = LockHolder::this(&context.person(), context.now());
    let order = order(context, loaded, &holder)?;
    for leftover in interrupted(order.disk, order.path, order.state) {
        context.say(&storage::interrupted(lang, &shown(&leftover)));
    }
    let day = context.day();
    let request = SaveRequest {
        order,
        expected: ExpectedContent::Anything { create: loaded.fingerprint.is_none() },
        kept: None,
        day: &day,
        backups: context.settings.backups,
        progress: None,
    };
    let mut done = String::new();
    let outcome = save::save(request, |current| {
        // Another program may have written since it was read; only the current content counts.
        let dataset = Dataset::parse(current.unwrap_or(loaded).clone(), lang)?;
        refuse_markers(context, &dataset)?;
        let Some(new) = decide(&dataset)? else { return Ok(None) };
        done.clone_from(&new.done);
        let facts = entries(context, &dataset.document, &new);
        let answers = new.taken.into_iter().map(|taken| (taken.id, taken.answer)).collect();
        Ok(Some(EditedText { document: new.document, facts, answers, lang }))
    });
    match outcome {
        Ok(SaveOutcome::Unchanged) => Ok(false),
        Ok(SaveOutcome::Saved(report)) => {
            tell(context, Some(&done), &report);
            Ok(true)
        }
        Ok(SaveOutcome::Outrun { .. }) => Err(store(StoreError::Changed { path: order.path.to_owned() })),
        Err(SaveError::Store(error)) => Err(store(error)),
        Err(SaveError::Decision(failure)) => Err(failure),
    }
}

/// Writes a dataset as a new file without a history.
///
/// # Errors
/// Why nothing was written; also when the file already exists.
pub fn write_new(context: &CliContext, path: &Path, document: Document) -> Result<(), CliError> {
    let lang = context.lang;
    require_folder(context, path)?;
    let holder = LockHolder::this(&context.person(), context.now());
    let order = output_order(context, path, &holder);
    let day = context.day();
    let request = SaveRequest {
        order,
        expected: ExpectedContent::Exactly(None),
        kept: None,
        day: &day,
        backups: 0,
        progress: None,
    };
    match save::save(request, |_| Ok(Some(EditedText { document, facts: Vec::new(), answers: Vec::new(), lang }))) {
        Ok(SaveOutcome::Saved(report)) => {
            tell(context, None, &report);
            Ok(())
        }
        Ok(SaveOutcome::Unchanged) => Ok(()),
        Ok(SaveOutcome::Outrun { .. }) => {
            let failure = CliError::new(ExitStatus::NotWritten, safekeeping::exists(lang, &shown(path)));
            Err(failure.with(texts::cli::hint_unchanged(lang)))
        }
        Err(SaveError::Store(error)) => Err(CliError::store(lang, &error)),
        Err(SaveError::Decision(failure)) => Err(failure),
    }
}

/// Refuses a new file in a folder that is not there: a name with a slip in it makes no folders.
///
/// # Errors
/// When the folder is missing.
pub fn require_folder(context: &CliContext, path: &Path) -> Result<(), CliError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if context.disk().stat(folder).is_ok() {
        return Ok(());
    }
    let missing = StoreError::NotThere { path: folder.to_owned() };
    Err(CliError::new(ExitStatus::NotWritten, missing.message(context.lang))
        .with(texts::cli::hint_unchanged(context.lang)))
}

/// Says what was written, and what did not go well beside it.
fn tell(context: &CliContext, done: Option<&str>, report: &SaveReport) {
    let lang = context.lang;
    let SaveReport { saved, backup, history, answers } = report;
    let mut lines: Vec<String> = done.map(str::to_owned).into_iter().collect();
    lines.push(texts::cli::saved(lang, &shown(&saved.path)));
    lines.extend(saved.notes.iter().map(|note| note.text(lang)));
    let exposure = Exposure::of(context.disk(), &saved.path);
    lines.extend(exposure.map(|exposure| exposure.text(lang, &saved.path)));
    lines.extend(backup.as_ref().err().map(|error| safekeeping::no_backup(lang, &error.message(lang))));
    lines.extend(history.as_ref().err().map(|error| safekeeping::not_in_history(lang, &error.message(lang))));
    lines.extend(answers.as_ref().err().map(|error| texts::proposals::not_answered(lang, &error.message(lang))));
    lines.iter().for_each(|line| context.say(line));
}

/// A changed dataset in the form that storage takes.
struct EditedText {
    document: Document,
    facts: Vec<HistoryEntry>,
    answers: Vec<(String, ProposalAnswer)>,
    lang: Lang,
}

impl NewVersion for EditedText {
    fn chunks(&self) -> Vec<&str> {
        self.document.chunks().collect()
    }

    fn validate(&self, chunks: &[&str]) -> Result<(), String> {
        Document::probe(&SCHEMA, &chunks.concat()).map_err(|error| error.say(self.lang))
    }

    fn facts(&self) -> &[HistoryEntry] {
        &self.facts
    }

    fn answers(&self) -> &[(String, ProposalAnswer)] {
        &self.answers
    }
}

/// Returns the history entries of a save.
fn entries(context: &CliContext, old: &Document, new: &EditedDataset) -> Vec<HistoryEntry> {
    let (when, who) = (context.moment(), context.person().to_string());
    let fact = |change: FieldChange| {
        let taken = new.taken.iter().find(|taken| taken.changes.iter().any(|part| belongs(&change, part)));
        HistoryEntry {
            step: new.step.clone(),
            reason: new.reason.clone().or_else(|| taken?.why.clone()),
            proposed_by: taken.map(|taken| taken.proposer.clone()),
            between: removed_slot(old, &change).map(|slot| FormerNeighbours::of(old, slot)),
            ..HistoryEntry::of(&SCHEMA, change, &when, &who)
        }
    };
    changed_fields(old, &new.document, &new.slots).into_iter().map(fact).collect()
}

/// Returns the record that a change removes.
fn removed_slot(old: &Document, change: &FieldChange) -> Option<Slot> {
    old.resolve(&change.address).filter(|_| change.is_removal())
}

/// Returns the values in which these records differ; lists as a whole.
fn changed_fields(old: &Document, new: &Document, slots: &[Slot]) -> Vec<FieldChange> {
    let mut slots = slots.to_vec();
    slots.sort();
    slots.dedup();
    fn text(document: &Document, slot: Slot) -> Option<&str> {
        document.is_live(slot).then(|| document.source(slot))
    }
    let values = |slot: Slot| {
        let address = if new.is_live(slot) { new.address(slot) } else { old.address(slot) };
        changed_values(&SCHEMA, &address, text(old, slot), text(new, slot))
    };
    slots.into_iter().flat_map(values).collect()
}

/// Refuses to write to a file with conflict markers: nobody knows yet which version is right.
///
/// # Errors
/// When there are markers.
pub fn refuse_markers(context: &CliContext, dataset: &Dataset) -> Result<(), CliError> {
    let lang = context.lang;
    // Within a quoted text they do no damage.
    let Some(line) = conflict_marker(&dataset.loaded.text).filter(|_| dataset.document.damaged_count() > 0) else {
        return Ok(());
    };
    let file = name_of(lang, &dataset.loaded);
    let place = FilePlace { file: &file, line, column: 1, text: &dataset.loaded.text };
    Err(CliError::at(ExitStatus::Unreadable, place, texts::cli::markers_refuse(lang))
        .with(texts::cli::hint_unchanged(lang)))
}

/// Returns the target of a write to the dataset or beside it.
///
/// # Errors
/// When its location is unknown.
pub fn order<'a>(
    context: &'a CliContext,
    loaded: &'a Loaded,
    holder: &'a LockHolder,
) -> Result<WriteTarget<'a>, CliError> {
    Ok(WriteTarget {
        disk: context.disk(),
        path: loaded.target().map_err(|error| CliError::store(context.lang, &error))?,
        read_only: loaded.read_only,
        holder,
        patience: PATIENCE,
        state: context.state(),
    })
}

/// Returns the target of a result file that is not the dataset.
pub fn output_order<'a>(context: &'a CliContext, path: &'a Path, holder: &'a LockHolder) -> WriteTarget<'a> {
    WriteTarget {
        disk: context.disk(),
        path,
        read_only: context.global.read_only.then_some(ReadOnlyReason::Asked),
        holder,
        patience: PATIENCE,
        state: context.state(),
    }
}

/// Returns the changed dataset, and the records it touched.
fn changed(context: &CliContext, dataset: &Dataset, wish: &PlannedEdit) -> Result<(Document, Vec<Slot>), CliError> {
    let refuse = |error: EditError| refusal(context.lang, &error);
    let changes = dataset.document.plan_all(&wish.edits).map_err(|error| refuse(error.reason))?;
    let mut document = dataset.document.clone();
    let slots = document.apply(&changes).map_err(refuse)?;
    // Words of the profile are used everywhere.
    if wish.look || slots.iter().any(|slot| slot.table == PROFILE) {
        no_new_errors(context, dataset, &document, &slots)?;
    }
    Ok((document, slots))
}

/// Refuses a change by which a record breaks a rule that it did not break before.
///
/// # Errors
/// When one does.
pub fn no_new_errors(
    context: &CliContext,
    dataset: &Dataset,
    document: &Document,
    slots: &[Slot],
) -> Result<(), CliError> {
    let errors = new_errors(&dataset.document, document, dataset.index(), context.today()?, slots);
    let Some(finding) = errors.first() else { return Ok(()) };
    let lang = context.lang;
    let address = finding.address.as_ref().map(resolve::shown).unwrap_or_default();
    let refused = CliError::usage(finding.message(lang)).with(match errors.len() - 1 {
        0 => address,
        others => texts::cli::and_others(lang, others, &address),
    });
    Err(refused.with(texts::cli::hint_unchanged(lang)))
}

/// Returns why a change cannot be made.
pub fn refusal(lang: Lang, error: &EditError) -> CliError {
    let (code, hint) = match error {
        EditError::NotFound(_) => (ExitStatus::Negative, ""),
        // It says itself that nothing was changed.
        EditError::Internal(_) => (ExitStatus::NotWritten, ""),
        EditError::IdTaken(_) | EditError::Invalid(_) => (ExitStatus::Usage, texts::cli::hint_unchanged(lang)),
        EditError::Unreadable(_) => (ExitStatus::Unreadable, texts::cli::hint_record(lang)),
        EditError::Stale(_) => (ExitStatus::NotWritten, texts::cli::hint_unchanged(lang)),
    };
    CliError::new(code, error.say(lang)).with(hint)
}
