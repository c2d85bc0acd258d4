//! `recover`: changes that ended programs left unsaved; lists them, takes them over into the
//! current dataset, writes them to a file, or drops them.
//!
//! If the dataset's file is gone, it is replaced by the records found in the journals. A journal is
//! removed only when its changes are saved in the dataset, or the user drops it. Entry point:
//! [`run`].

mod retaken;
mod shown;

use std::path::Path;

use super::ExitStatus;
use super::answer;
use super::args::Recover;
use super::context::{CliContext, Dataset};
use super::error::{CliError, shown as shown_path};
use super::output::CommandOutput;
use super::resolve;
use super::write::{self, EditedDataset};
use crate::app::recovery::{RecoveredChange, Takeover, foreseen, open_field};
use crate::document::rebase::{RebaseConflict, remnant};
use crate::document::{Document, Slot};
use crate::export::Format;
use crate::model::date::Date;
use crate::model::{EMPTY, SCHEMA};
use crate::present::value_quote::quoted_value;
use crate::session::clock::local;
use crate::session::offer;
use crate::storage::journal::{self, PendingJournals, Recovered};
use crate::storage::{Content, Loaded, Origin, ReadOnlyReason, backup};
use crate::syntax::Tree;
use crate::texts::{self, Lang, detail};

/// The result of applying a journal to a dataset.
struct JournalPreview {
    document: Document,
    items: Vec<RecoveredChange>,
}

/// Runs the command; a negative answer when something could not be taken over or read.
///
/// # Errors
/// Why the journals or the dataset cannot be read, or nothing was written.
pub fn run(context: &CliContext, asked: &Recover, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    if context.global.restricted && asked.output.is_some() {
        return Err(CliError::usage(texts::exchange::restricted(lang)));
    }
    let format = context.format(&[Format::Table, Format::Json])?;
    let mut pending = pending(context)?;
    let RecoveryTarget { dataset, problem } = RecoveryTarget::of(context, &pending)?;
    for journal in &pending.unreadable {
        context.say(&journal.text(lang));
    }
    pending.recovered.retain(|recovered| !recovered.is_settled(dataset.loaded.content()));
    if let Some(name) = &asked.journal {
        pending.recovered.retain(|recovered| is_called(recovered, name));
        if pending.recovered.is_empty() {
            return Err(CliError::negative(texts::safekeeping::no_journal(lang, name)));
        }
    }
    if asked.take || asked.drop {
        context.require_writable(&dataset.loaded)?;
    }
    if pending.recovered.is_empty() && pending.unreadable.is_empty() && format != Format::Json {
        context.say(texts::safekeeping::nothing_to_recover(lang));
        return Ok(ExitStatus::Done);
    }
    let left = if asked.take || asked.drop {
        decide(context, asked, &pending)?
    } else if let Some(path) = &asked.output {
        write_out(context, &dataset, &pending, path)?
    } else {
        list(context, &dataset, &pending, problem, format, out)?
    };
    Ok(if left || !pending.unreadable.is_empty() { ExitStatus::Negative } else { ExitStatus::Done })
}

/// Lists the journals of the dataset; empty when there is no place for any.
fn pending(context: &CliContext) -> Result<PendingJournals<'static>, CliError> {
    let (Some(state), Some(path)) = (context.state(), context.place()?.path) else {
        return Ok(PendingJournals::default());
    };
    let found = journal::pending(context.disk(), &SCHEMA, state, Some(&path));
    found.map_err(|error| CliError::store(context.lang, &error))
}

/// The dataset that journals are about.
struct RecoveryTarget {
    dataset: Dataset,
    /// Where the records that the journals know stand for it: why.
    problem: Option<Problem>,
}

/// Why a dataset cannot be had.
enum Problem {
    /// There is no file.
    Gone,
    /// What lies there is no dataset.
    Spoiled(CliError),
}

impl RecoveryTarget {
    /// Reads the dataset. Where its file is gone or spoiled and journals tell of it, the records
    /// that these know stand for it.
    fn of(context: &CliContext, pending: &PendingJournals<'_>) -> Result<RecoveryTarget, CliError> {
        let place = context.place()?;
        let missing = |path: &Path| context.disk().stat(path).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound);
        let gone = place.origin != Origin::Shipped && place.path.as_deref().is_some_and(missing);
        let told = !pending.recovered.is_empty() || !pending.unreadable.is_empty();
        let problem = match context.load().and_then(|loaded| Dataset::parse(loaded, context.lang)) {
            Ok(dataset) if !(gone && told) => return Ok(RecoveryTarget { dataset, problem: None }),
            Err(error) if !told || error.code != ExitStatus::Unreadable => return Err(error),
            _ if gone => Problem::Gone,
            Err(error) => Problem::Spoiled(error),
            Ok(_) => Problem::Gone,
        };
        let dataset = Dataset::parse(known(context, pending)?, context.lang)?;
        Ok(RecoveryTarget { dataset, problem: Some(problem) })
    }

    /// The dataset to be saved; what lies in its place and is none is not written over.
    fn into_savable(self) -> Result<Dataset, CliError> {
        match self.problem {
            Some(Problem::Spoiled(error)) => Err(error),
            Some(Problem::Gone) | None => Ok(self.dataset),
        }
    }
}

/// The records that journals know.
fn known(context: &CliContext, pending: &PendingJournals<'_>) -> Result<Loaded, CliError> {
    let (place, lang) = (context.place()?, context.lang);
    let empty = Document::parse(&SCHEMA, EMPTY).map_err(|error| CliError::usage(error.say(lang)))?;
    let steps = pending.recovered.iter().flat_map(|recovered| recovered.unsaved(None));
    let text = remnant(&empty, steps.flat_map(|done| &done.changes)).text();
    let read_only = context.global.read_only.then_some(ReadOnlyReason::Asked);
    Ok(Loaded { text: text.into(), fingerprint: None, origin: place.origin, path: place.path, read_only })
}

/// Returns true when a journal is meant: by its path, or its file name with or without the ending.
fn is_called(recovered: &Recovered<'_>, typed: &str) -> bool {
    let name = name_of(recovered);
    recovered.path.as_os_str() == typed || name == typed || name.strip_suffix(".journal") == Some(typed)
}

fn name_of(recovered: &Recovered<'_>) -> String {
    recovered.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Prints the effect of the journals; returns true when some change does not fit.
fn list(
    context: &CliContext,
    dataset: &Dataset,
    pending: &PendingJournals<'_>,
    problem: Option<Problem>,
    format: Format,
    out: &mut CommandOutput,
) -> Result<bool, CliError> {
    let (lang, today) = (context.lang, context.today()?);
    let now = dataset.loaded.content();
    let look = |recovered| JournalPreview::of(&dataset.document, recovered, now, lang, today);
    let found: Vec<(&Recovered<'_>, JournalPreview)> = pending.recovered.iter().map(|one| (one, look(one))).collect();
    let gone = matches!(problem, Some(Problem::Gone));
    if let Some(problem) = problem {
        tell_of_loss(context, dataset, pending, problem)?;
    }
    match format {
        Format::Json => answer::print_json(&shown::answer(&found, &pending.unreadable, gone), out),
        _ => found.iter().for_each(|(recovered, foreseen)| shown::page(lang, recovered, foreseen, out)),
    }
    Ok(found.iter().any(|(_, foreseen)| foreseen.unfit().next().is_some()))
}

/// Says that the file is gone or spoiled and what can be done about it.
fn tell_of_loss(
    context: &CliContext,
    dataset: &Dataset,
    pending: &PendingJournals<'_>,
    problem: Problem,
) -> Result<(), CliError> {
    let (lang, today) = (context.lang, context.today()?);
    let path = dataset.loaded.path.clone().unwrap_or_default();
    let mut document = dataset.document.clone();
    for recovered in &pending.recovered {
        document = JournalPreview::of(&document, recovered, None, lang, today).document;
    }
    let count = SCHEMA.all().map(|table| document.slots(table).len()).sum();
    let backups = backup::list(context.disk(), &path, context.state()).unwrap_or_default();
    let hint = backups.first().map(|backup| texts::safekeeping::hint_backup(lang, &shown_path(&backup.path)));
    let hint_gone = match problem {
        Problem::Gone => {
            context.say(&texts::safekeeping::is_gone(lang, &shown_path(&path)));
            texts::safekeeping::hint_gone(lang, count)
        }
        Problem::Spoiled(error) => {
            error.report(context.settings.ascii);
            texts::safekeeping::hint_spoiled(lang, count)
        }
    };
    std::iter::once(hint_gone).chain(hint).for_each(|line| context.say(&line));
    Ok(())
}

/// Takes the journals over or drops them; returns true when something is left.
fn decide(context: &CliContext, asked: &Recover, pending: &PendingJournals<'_>) -> Result<bool, CliError> {
    let mut left = false;
    for recovered in &pending.recovered {
        let known = recovered.owner_is_gone || asked.journal.is_some();
        let done = known && if asked.take { take(context, pending, recovered)? } else { drop_it(context, recovered)? };
        left |= !done;
    }
    Ok(left)
}

/// Writes the dataset with all changes to a new file; returns true when some change does not fit,
/// which is reported.
fn write_out(
    context: &CliContext,
    dataset: &Dataset,
    pending: &PendingJournals<'_>,
    path: &Path,
) -> Result<bool, CliError> {
    let (lang, today, now) = (context.lang, context.today()?, dataset.loaded.content());
    let mut document = dataset.document.clone();
    for recovered in &pending.recovered {
        let foreseen = JournalPreview::of(&document, recovered, now, lang, today);
        if foreseen.refuses(context, &name_of(recovered)) {
            return Ok(true);
        }
        document = foreseen.document;
    }
    write::write_new(context, path, document)?;
    context.say(texts::safekeeping::written_out(lang));
    Ok(false)
}

impl JournalPreview {
    /// Applies a journal to a dataset whose file holds `now`.
    fn of(
        document: &Document,
        recovered: &Recovered<'_>,
        now: Option<Content>,
        lang: Lang,
        today: Date,
    ) -> JournalPreview {
        let offer = offer(recovered, now, str::to_owned);
        let mut document = document.clone();
        let mut items = foreseen(&mut document, 0, &offer);
        for draft in &offer.drafts {
            let item = open_field(&document, 0, draft, lang, today);
            if let Some(Takeover::Edit(edit)) = item.as_ref().and_then(|item| item.wish.as_ref()) {
                let _ = document.edit(edit);
            }
            items.extend(item);
        }
        JournalPreview { document, items }
    }

    /// Returns the changes that do not fit the current dataset.
    fn unfit(&self) -> impl Iterator<Item = &RebaseConflict> {
        self.items.iter().filter_map(|item| item.unfit.as_ref())
    }

    /// Reports the changes that do not fit; returns false when all of them do.
    fn refuses(&self, context: &CliContext, name: &str) -> bool {
        let lang = context.lang;
        let lines: Vec<String> = self.unfit().map(|unfit| unfit_line(lang, unfit)).collect();
        if lines.is_empty() {
            return false;
        }
        let failure = CliError::negative(texts::safekeeping::does_not_fit(lang, name, lines.len()));
        lines
            .into_iter()
            .fold(failure, CliError::with)
            .with(texts::safekeeping::stays(lang))
            .report(context.settings.ascii);
        true
    }
}

/// Saves the changes of a journal and then removes it; returns false when some change does not fit,
/// which is reported.
fn take(context: &CliContext, pending: &PendingJournals<'_>, recovered: &Recovered<'_>) -> Result<bool, CliError> {
    let (lang, today) = (context.lang, context.today()?);
    let name = name_of(recovered);
    let mut refused = false;
    let ground = RecoveryTarget::of(context, pending)?.into_savable()?;
    write::save_from(context, &ground.loaded, |dataset| {
        let foreseen = JournalPreview::of(&dataset.document, recovered, dataset.loaded.content(), lang, today);
        refused = foreseen.refuses(context, &name);
        let nothing = foreseen.document.same_text(&dataset.document);
        if nothing || refused {
            return Ok(None);
        }
        let step = texts::safekeeping::recovered_from(lang, &recovered.who, &local(recovered.last()));
        let slots = changed_slots(&dataset.document, &foreseen.document);
        let (done, taken) = (step.clone(), retaken::of(context, dataset, recovered, &foreseen.document)?);
        Ok(Some(EditedDataset { document: foreseen.document, slots, done, step, reason: None, taken }))
    })?;
    if refused {
        return Ok(false);
    }
    // A damaged line may have held more; the user may still want to inspect what follows it.
    if recovered.damaged {
        context.say(&texts::safekeeping::taken_but_damaged(lang, &name));
        return Ok(false);
    }
    recovered.remove().map_err(|error| CliError::store(lang, &error))?;
    context.say(&texts::safekeeping::taken(lang, &name));
    Ok(true)
}

/// Returns the records in which two versions of a dataset differ.
pub fn changed_slots(old: &Document, new: &Document) -> Vec<Slot> {
    let text = |document: &'_ Document, slot: Slot| document.is_live(slot).then(|| document.source(slot).to_owned());
    let slots = SCHEMA.all().flat_map(|table| old.slots(table).chain(new.slots(table)));
    slots.filter(|slot| text(old, *slot) != text(new, *slot)).collect()
}

fn drop_it(context: &CliContext, recovered: &Recovered<'_>) -> Result<bool, CliError> {
    let lang = context.lang;
    recovered.remove().map_err(|error| CliError::store(lang, &error))?;
    context.say(&texts::safekeeping::dropped(lang, &name_of(recovered)));
    Ok(true)
}

/// Formats what a step wanted and the current value.
fn unfit_line(lang: Lang, unfit: &RebaseConflict) -> String {
    let value = |ron: Option<&str>| match ron.map(|ron| (ron, Tree::parse(ron))) {
        None => detail::unknown(lang).to_owned(),
        Some((ron, Ok(tree))) => quoted_value(lang, &unfit.change.address, Some(tree.root(ron))),
        Some((text, Err(_))) => texts::cli::quoted(lang, text),
    };
    let (wanted, found) = (value(unfit.change.after.as_deref()), value(unfit.found.as_deref()));
    texts::safekeeping::unfit(lang, &resolve::shown(&unfit.change.address), &wanted, &found)
}
