//! `diff OLD NEW`: what differs between two files, by address; also in the forms that git calls.
//!
//! `--git-external` takes git's arguments for an external diff (7, or 9 for a renamed file) and
//! ends with 0 as git requires. `--textconv FILE` prints a file as one line for each value, which
//! git then compares; a file that is not a dataset is printed unchanged. Entry point: [`run`].

use std::path::Path;

use serde::Serialize;

use super::ExitStatus;
use super::answer;
use super::args::Diff;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use crate::document::diff::{DiffKind, FieldDifference, diff};
use crate::document::merge::parse_with_markers;
use crate::document::{Address, AddressStep, Document};
use crate::export::Format;
use crate::model::SCHEMA;
use crate::present::value_quote::difference_in_words;
use crate::storage::standard_input::{is_standard_input, path_of};
use crate::storage::{Loaded, RealDisk, load};
use crate::syntax::{NodeKind, SyntaxValue};
use crate::texts::{self, Lang};

/// The path that stands for a missing file.
const NO_FILE: &str = "/dev/null";

/// Runs the command; a negative answer when the files differ.
///
/// # Errors
/// When a file cannot be read.
pub fn run(context: &CliContext, asked: &Diff, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    if context.global.restricted {
        return Err(CliError::usage(crate::texts::cli::restricted_command(lang, "diff")));
    }
    let format = context.format(&[Format::Table, Format::Json])?;
    match (asked.git_external, asked.textconv, &asked.files[..]) {
        (true, _, [path]) => {
            out.heading(&texts::safekeeping::unmerged(lang, &path.to_string_lossy()));
            Ok(ExitStatus::Done)
        }
        (true, _, [path, old, _, _, new, _, _] | [path, old, _, _, new, _, _, _, _]) => {
            out.heading(&path.to_string_lossy());
            compare(lang, old, new, format, out)?;
            Ok(ExitStatus::Done)
        }
        (false, true, [file]) => {
            let text = text_of(lang, file)?;
            match parse_with_markers(&SCHEMA, text.clone().into(), &|_, _| {}) {
                Ok((document, _)) => lines(&document, out),
                Err(_) => out.text(&text),
            }
            Ok(ExitStatus::Done)
        }
        (false, false, [old, new]) if is_input(old) && is_input(new) => {
            Err(CliError::usage(texts::cli::read_twice(lang)))
        }
        (false, false, [old, new]) => compare(lang, old, new, format, out),
        _ => Err(CliError::usage(texts::safekeeping::diff_files(lang))),
    }
}

/// Returns true for the standard input, which can be read only once.
pub(super) fn is_input(path: &Path) -> bool {
    is_standard_input(path_of(path))
}

/// Reads a file or a pipe; returns `None` for a missing one.
pub(super) fn loaded(lang: Lang, path: &Path) -> Result<Option<Loaded>, CliError> {
    if path == Path::new(NO_FILE) {
        return Ok(None);
    }
    load::read_input(&RealDisk, path_of(path)).map(Some).map_err(|error| CliError::store(lang, &error))
}

fn text_of(lang: Lang, path: &Path) -> Result<String, CliError> {
    Ok(loaded(lang, path)?.map_or_else(String::new, |loaded| loaded.text.to_string()))
}

/// Parses a file; a missing or empty one yields a document without records.
fn document(lang: Lang, path: &Path) -> Result<Document, CliError> {
    let found = loaded(lang, path)?.filter(|loaded| !loaded.text.trim().is_empty());
    match found {
        Some(loaded) => {
            let parsed = parse_with_markers(&SCHEMA, loaded.text.clone(), &|_, _| {});
            parsed.map(|(document, _)| document).map_err(|error| CliError::parse(lang, &loaded, &error))
        }
        None => Document::parse(&SCHEMA, "()").map_err(|error| CliError::usage(error.say(lang))),
    }
}

#[derive(Serialize)]
struct DiffAnswer {
    differences: Vec<DifferenceRecord>,
}

/// A difference for programs.
#[derive(Serialize)]
struct DifferenceRecord {
    /// `None` for what is outside the tables.
    address: Option<String>,
    what: &'static str,
    /// For what moved: positions before and after, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<(usize, usize)>,
    before: Option<String>,
    after: Option<String>,
}

fn compare(
    lang: Lang,
    old: &Path,
    new: &Path,
    format: Format,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let found = diff(&document(lang, old)?, &document(lang, new)?);
    match format {
        Format::Json => {
            answer::print_json(&DiffAnswer { differences: found.iter().map(for_programs).collect() }, out);
        }
        _ => found.iter().for_each(|difference| out.line(&line(lang, difference))),
    }
    Ok(if found.is_empty() { ExitStatus::Done } else { ExitStatus::Negative })
}

fn for_programs(difference: &FieldDifference) -> DifferenceRecord {
    let (what, moved) = match difference.what {
        DiffKind::Added => ("added", None),
        DiffKind::Removed => ("removed", None),
        DiffKind::Changed => ("changed", None),
        DiffKind::Moved { from, to } => ("moved", Some((from, to))),
        DiffKind::Comment => ("comment", None),
        DiffKind::Layout => ("layout", None),
    };
    DifferenceRecord {
        address: difference.place.address().map(super::resolve::shown),
        what,
        moved,
        before: difference.before.clone(),
        after: difference.after.clone(),
    }
}

/// Formats a difference for people, on one line.
fn line(lang: Lang, difference: &FieldDifference) -> String {
    format!("{}: {}", difference.place.say(&SCHEMA, lang), difference_in_words(lang, difference))
}

/// Prints one line for each value of each record, comments above; a record that cannot be read is
/// printed unchanged.
fn lines(document: &Document, out: &mut CommandOutput) {
    for table in SCHEMA.all() {
        for slot in document.slots(table) {
            let address = document.address(slot);
            if let Some(comment) = document.comment(slot) {
                comment.lines().for_each(|line| out.line(line.trim()));
            }
            match document.record(slot) {
                Ok(record) => value_lines(&address, record.root(), out),
                Err(_) => out.text(&format!("{}\n", document.source(slot))),
            }
        }
    }
}

fn value_lines(address: &Address, value: SyntaxValue<'_>, out: &mut CommandOutput) {
    let Some(inner) = value.unwrap_option() else { return };
    match inner.kind() {
        NodeKind::Struct => {
            let fields = inner.fields();
            fields
                .for_each(|(name, value)| value_lines(&address.join(AddressStep::Field(name.to_owned())), value, out));
        }
        // With item numbers, one inserted item would change all that follow.
        NodeKind::List => inner.items().for_each(|item| {
            let words: Vec<&str> = item.text().split_whitespace().collect();
            out.line(&format!("{}[]: {}", super::resolve::shown(address), words.join(" ")));
        }),
        _ => out.line(&format!("{}: {}", super::resolve::shown(address), inner.text())),
    }
}
