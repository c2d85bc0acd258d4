//! `merge BASE OURS THEIRS`: merges the changes of both sides; also serves as git's merge driver.
//!
//! Where both sides changed something differently, markers enclose the smallest record concerned.
//! Where a side is not a dataset, the differing lines are marked as a whole, so that nothing of
//! either side is lost. Entry point: [`run`].

use std::path::Path;

use super::ExitStatus;
use super::args::Merge;
use super::context::CliContext;
use super::diff::{is_input, loaded};
use super::error::{CliError, shown};
use super::output::CommandOutput;
use super::write::{output_order, require_folder};
use crate::document::Document;
use crate::document::merge::{Conflict, MergeTexts, Merged};
use crate::model::SCHEMA;
use crate::query::new_record::id_beside;
use crate::storage::{LockHolder, SaveNote, SaveTransaction, StoreError};
use crate::text::contrast_lines;
use crate::texts::{self, Lang, detail};

/// Maximum length of a value in a sentence, in cells.
const TOLD: usize = 60;

/// Runs the command; a negative answer when a conflict is left.
///
/// # Errors
/// When a file cannot be read or the result cannot be written.
pub fn run(context: &CliContext, asked: &Merge, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    if context.global.restricted {
        return Err(CliError::usage(texts::cli::restricted_command(lang, "merge")));
    }
    if [&asked.base, &asked.ours, &asked.theirs].into_iter().filter(|path| is_input(path)).count() > 1 {
        return Err(CliError::usage(texts::cli::read_twice(lang)));
    }
    let holder = LockHolder::this(&context.person(), context.now());
    let output = asked.output.as_deref().map(|path| begin(context, asked, path, &holder)).transpose()?;
    let text = |path: &Path| Ok(loaded(lang, path)?.map_or_else(String::new, |loaded| loaded.text.to_string()));
    let sides = MergeTexts { base: text(&asked.base)?, ours: text(&asked.ours)?, theirs: text(&asked.theirs)? };
    let name = asked.path.clone().unwrap_or_else(|| shown(&asked.ours));
    let (text, code) = match sides.merged(&SCHEMA) {
        Ok(mut merged) => {
            if asked.keep_both {
                keep_both(lang, &mut merged).iter().for_each(|line| context.say(&format!("{name}: {line}")));
            }
            for conflict in &merged.conflicts {
                context.say(&format!("{name}: {}", told(lang, conflict)));
            }
            (merged.with_markers(), if merged.conflicts.is_empty() { ExitStatus::Done } else { ExitStatus::Negative })
        }
        Err(error) => {
            let why = error.say(lang);
            match sides.changed_alone() {
                Some(text) => {
                    context.say(&texts::safekeeping::merged_one_side(lang, &name, &why));
                    // What is no dataset is for a person to look at, whoever wrote it.
                    let code =
                        if Document::parse(&SCHEMA, text).is_ok() { ExitStatus::Done } else { ExitStatus::Negative };
                    (text.to_owned(), code)
                }
                None => {
                    context.say(&texts::safekeeping::merged_as_text(lang, &name, &why));
                    (sides.marked(), ExitStatus::Negative)
                }
            }
        }
    };
    match output {
        None => out.text(&text),
        Some(writing) => {
            // It may contain markers and so need not be a dataset.
            let saved = writing.write(std::iter::once(text.as_str()), |_| Ok(())).map_err(|e| refused(lang, &e))?;
            let notes = saved.notes.iter().filter(|note| **note != SaveNote::NotLocked || !is_of_git(asked));
            notes.for_each(|note| context.say(&note.text(lang)));
        }
    }
    Ok(code)
}

/// Begins to write the result like any dataset: before the sides are read, so that the file that is
/// read is the one that is replaced.
fn begin<'a>(
    context: &'a CliContext,
    asked: &Merge,
    path: &'a Path,
    holder: &'a LockHolder,
) -> Result<SaveTransaction<'a>, CliError> {
    require_folder(context, path)?;
    let order = output_order(context, path, holder);
    let begun = if is_of_git(asked) { SaveTransaction::unlocked(order) } else { SaveTransaction::begin(order, true) };
    begun.map_err(|error| refused(context.lang, &error))
}

/// Returns true when git calls: it merges in a temporary file for this run, and passes the real
/// name besides.
fn is_of_git(asked: &Merge) -> bool {
    let output = asked.output.as_deref().filter(|output| *output == asked.ours);
    asked.path.as_deref().zip(output).is_some_and(|(name, output)| Path::new(name) != output)
}

/// Returns the failure of writing the result.
fn refused(lang: Lang, error: &StoreError) -> CliError {
    match CliError::store(lang, error) {
        failure if failure.code == ExitStatus::Unreadable => {
            CliError::new(ExitStatus::NotWritten, error.message(lang)).with(texts::cli::hint_unchanged(lang))
        }
        failure => failure,
    }
}

/// Keeps both of new records with one id, and returns what was kept.
fn keep_both(lang: Lang, merged: &mut Merged) -> Vec<String> {
    let mut kept = Vec::new();
    for number in (0..merged.conflicts.len()).rev() {
        let Some(address) = merged.conflicts[number].of_two_new(&merged.document).cloned() else { continue };
        let id = id_beside(&merged.document, address.table, &address.id);
        if merged.keep_both(number, &id).is_ok() {
            kept.push(texts::safekeeping::kept_both(lang, &address.display(&SCHEMA).to_string(), &id));
        }
    }
    kept.reverse();
    kept
}

/// Formats a conflict as a sentence.
pub(super) fn told(lang: Lang, conflict: &Conflict) -> String {
    let is_record = conflict.place.address().is_some_and(|address| address.path.is_empty());
    let absent = if is_record { texts::conflicts::not_there(lang) } else { detail::unknown(lang) };
    let sides = [&conflict.ours, &conflict.theirs].map(|text| text.as_deref().unwrap_or(absent));
    let [ours, theirs] = contrast_lines(sides, TOLD);
    texts::safekeeping::conflict(lang, &conflict.place.say(&SCHEMA, lang), &ours, &theirs)
}
