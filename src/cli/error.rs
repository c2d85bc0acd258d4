//! Why a command failed, and the form of the message: `FILE:LINE:COL: message`, then the address,
//! the line itself and a hint, each indented on a line of its own.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::ExitStatus;
use crate::check::conflict_marker;
use crate::document::{ParseError, ParseProblem};
use crate::storage::standard_input::is_standard_input;
use crate::storage::{Loaded, Origin, StorageStep, StoreError};
use crate::text::ascii::spelled;
use crate::text::{escape_control, nearest, truncate};
use crate::texts::{self, Lang};

/// Maximum length of a quoted line of the file, in cells.
const QUOTED: usize = 100;

/// What ends a quoted line.
const BREAKS: [char; 2] = ['\n', '\r'];

/// The failure of a command.
#[derive(Debug, Clone)]
pub struct CliError {
    /// The exit code of the run.
    pub code: ExitStatus,
    message: String,
    details: Vec<String>,
}

/// A position in a file, with the file's text.
#[derive(Debug, Clone, Copy)]
pub struct FilePlace<'a> {
    /// The file's name in messages.
    pub file: &'a str,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The text of the file.
    pub text: &'a str,
}

impl FilePlace<'_> {
    /// Returns its offset in the text.
    fn offset(&self) -> usize {
        let lines = self.text.split_inclusive('\n').take(self.line.saturating_sub(1));
        let start = lines.map(str::len).sum();
        let line = self.text[start..].trim_start_matches('\u{feff}');
        let column = line.char_indices().nth(self.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
        self.text.len() - line.len() + column
    }
}

impl CliError {
    /// Returns a failure without a position in a file.
    pub fn new(code: ExitStatus, message: impl Into<String>) -> CliError {
        CliError { code, message: format!("bildungsnetz: {}", message.into()), details: Vec::new() }
    }

    /// Returns the failure of a command that was not understood, or is refused.
    pub fn usage(message: impl Into<String>) -> CliError {
        CliError::new(ExitStatus::Usage, message)
    }

    /// Returns the failure for something that does not exist.
    pub fn negative(message: impl Into<String>) -> CliError {
        CliError::new(ExitStatus::Negative, message)
    }

    /// Returns the same failure as a wrong use of the command.
    pub fn into_usage(self) -> CliError {
        CliError { code: ExitStatus::Usage, ..self }
    }

    /// Returns a failure at a position in a file, with the line itself.
    pub fn at(code: ExitStatus, place: FilePlace<'_>, message: &str) -> CliError {
        CliError {
            code,
            message: format!("{}:{}:{}: {message}", place.file, place.line, place.column),
            details: Vec::new(),
        }
        .with(quoted(place.text, place.offset()))
    }

    /// Returns the failure for a dataset whose structure cannot be parsed.
    pub fn parse(lang: Lang, loaded: &Loaded, error: &ParseError) -> CliError {
        let file = name_of(lang, loaded);
        let message = error.problem.say(lang);
        let place = FilePlace { file: &file, line: error.line, column: error.column, text: &loaded.text };
        let failure = CliError::at(ExitStatus::Unreadable, place, &message);
        match conflict_marker(&loaded.text) {
            _ if error.problem == ParseProblem::OldLineEnds => failure.with(texts::cli::hint_line_ends(lang)),
            Some(line) => failure.with(texts::cli::hint_markers(lang, line)),
            None => failure.with(texts::cli::hint_parse(lang)),
        }
    }

    /// Returns the failure of reading or writing a dataset.
    pub fn store(lang: Lang, error: &StoreError) -> CliError {
        let (code, hint) = match error {
            StoreError::Locked { .. } => (ExitStatus::Locked, texts::cli::hint_locked(lang).to_owned()),
            StoreError::NotThere { .. }
            | StoreError::NotAFile { .. }
            | StoreError::NothingPiped { .. }
            | StoreError::TooLarge { .. }
            | StoreError::NotUtf8 { .. }
            | StoreError::LinkLoop { .. }
            | StoreError::Io { step: StorageStep::Look | StorageStep::Read, .. } => {
                (ExitStatus::Unreadable, error.hint(lang))
            }
            StoreError::Gone { path } => return CliError::store(lang, &StoreError::NotThere { path: path.clone() }),
            // The others say themselves that nothing was written.
            StoreError::Io { .. } | StoreError::NoRoom { .. } | StoreError::Untrusted { .. } => {
                (ExitStatus::NotWritten, format!("{} {}", texts::cli::hint_unchanged(lang), error.hint(lang)))
            }
            _ => (ExitStatus::NotWritten, error.hint(lang)),
        };
        CliError { code, message: error.message(lang), details: Vec::new() }.with(hint)
    }

    /// What lies beside a dataset and was only to be read.
    pub fn unread(lang: Lang, error: &StoreError) -> CliError {
        CliError::new(ExitStatus::Unreadable, error.message(lang)).with(error.hint(lang))
    }

    /// The answer could not be written where it was to go.
    pub fn output(lang: Lang, error: &io::Error) -> CliError {
        CliError::new(ExitStatus::NotWritten, texts::cli::output_failed(lang, &error.to_string()))
    }

    /// Returns the failure of printing the confirmation of something that is written.
    pub fn unprinted(lang: Lang, error: &io::Error) -> CliError {
        CliError::new(ExitStatus::Done, texts::cli::saved_but_not_printed(lang, &error.to_string()))
    }

    /// Adds a line below the message.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> CliError {
        self.details.push(detail.into());
        self
    }

    /// Adds the name that was probably meant, and all that there are.
    pub fn with_meant(self, lang: Lang, typed: &str, names: &[impl AsRef<str>]) -> CliError {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        let failure = match nearest(typed, &names) {
            Some(name) => self.with(texts::cli::meant(lang, &name)),
            None => self,
        };
        failure.with(texts::cli::possible(lang, &names.join(", ")))
    }

    /// Prints it to the standard error stream and returns the exit code. With `ascii`, a terminal
    /// gets only ASCII.
    pub fn report(&self, ascii: bool) -> ExitStatus {
        self.lines().for_each(|line| say(&line, ascii));
        self.code
    }

    /// Returns the message, then the details, indented.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let details = self.details.iter().filter(|detail| !detail.is_empty());
        std::iter::once(self.message.clone()).chain(details.map(|detail| format!("    {detail}")))
    }
}

/// Prints a line to the standard error stream. Control characters are made visible, and on an ASCII
/// terminal the text is spelled like answers. Errors are ignored: when the stream is closed there
/// is nobody to tell.
pub fn say(line: &str, ascii: bool) {
    let mut to = io::stderr().lock();
    let line = if ascii && to.is_terminal() { spelled(line) } else { Cow::Borrowed(line) };
    let _ = to.write_all(format!("{}\n", escape_control(&line)).as_bytes());
}

/// Returns the line of the file that contains an offset; of a long one, the part around it. Reads
/// nothing else of the text.
pub fn quoted(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let places: Vec<usize> =
        before.char_indices().rev().take_while(|(_, c)| !BREAKS.contains(c)).map(|(at, _)| at).take(QUOTED).collect();
    let is_cut = places.len() >= QUOTED * 2 / 3 && !before[places[places.len() - 1]..].trim_start().is_empty();
    let start = if is_cut { places[QUOTED / 3 - 1] } else { places.last().copied().unwrap_or(before.len()) };
    // Anything beyond this many characters is cut off anyway.
    let rest =
        text[start..].char_indices().nth(QUOTED * 4).map_or(&text[start..], |(end, _)| &text[start..start + end]);
    let rest = rest.split(BREAKS).next().unwrap_or_default();
    let (mark, rest) = if is_cut { ("…", rest) } else { ("", rest.trim_start_matches('\u{feff}').trim_start()) };
    format!("{mark}{}", truncate(rest.trim_end(), QUOTED))
}

/// Formats a path for messages.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The dataset's file as messages call it.
pub fn name_of(lang: Lang, loaded: &Loaded) -> String {
    match (loaded.origin, &loaded.path) {
        (Origin::Shipped, _) | (_, None) => texts::cli::shipped_name(lang).to_owned(),
        (_, Some(path)) if is_standard_input(path) => texts::cli::standard_input(lang).to_owned(),
        (_, Some(path)) => shown(path),
    }
}

impl std::fmt::Display for CliError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_quoted_where_it_matters() {
        assert_eq!(quoted("    (id: \"a\"),\r", 6), "(id: \"a\"),");
        let long = format!("  {}ü{}", "a".repeat(150), "b".repeat(150));
        assert!(quoted(&long, 2).starts_with("aaa") && quoted(&long, 2).ends_with('…'));
        let middle = quoted(&long, 152);
        assert!(middle.starts_with("…a") && middle.contains("aü") && middle.ends_with("b…"), "{middle}");
        let file = format!("one\n{long}\r\nthree");
        assert_eq!([quoted(&file, 4 + 152), quoted(&file, 1), quoted(&file, file.len())], [&*middle, "one", "three"]);
        let place = FilePlace { file: "f", line: 2, column: 153, text: &file };
        assert_eq!(place.offset(), 4 + 152);
        assert_eq!(quoted("", 7), "");
    }
}
