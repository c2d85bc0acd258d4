//! The destination of answers: made safe for a terminal, exact on a pipe, and silent when the
//! reader is gone.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Write};

use super::context::CliContext;
use crate::config::Colour;
use crate::export::aligned::ColumnLimits;
use crate::export::labelled_text;
use crate::present::labelled_record::LabelledRecord;
use crate::present::record_rows::RecordRow;
use crate::text::ascii::spelled;
use crate::text::escape_control;
use crate::texts::{self, Lang};

/// Number of columns assumed for a terminal that does not report its width.
const COLUMNS: usize = 80;

/// The standard output stream.
pub struct CommandOutput {
    to: BufWriter<io::Stdout>,
    /// What was printed, while it is held back.
    held: Option<Vec<u8>>,
    /// Width of a line in cells; `None` when lines are not wrapped.
    width: Option<usize>,
    terminal: bool,
    strong: bool,
    /// The terminal shows only ASCII.
    ascii: bool,
    ellipsis: &'static str,
    error: Option<io::Error>,
}

impl CommandOutput {
    /// Returns the standard output stream according to the settings.
    pub fn stdout(context: &CliContext) -> CommandOutput {
        let terminal = io::stdout().is_terminal();
        let plain = context.global.plain;
        let strong = match context.settings.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !plain,
        };
        let width = if plain { None } else { columns(context, terminal) };
        let ellipsis = if context.settings.ascii { "~" } else { "…" };
        let ascii = terminal && context.settings.ascii;
        CommandOutput { terminal, strong, width, ascii, ellipsis, ..CommandOutput::plain() }
    }

    /// Returns the standard output stream for unchanged text.
    pub fn plain() -> CommandOutput {
        let to = BufWriter::with_capacity(64 * 1024, io::stdout());
        CommandOutput {
            to,
            held: None,
            width: None,
            terminal: io::stdout().is_terminal(),
            strong: false,
            ascii: false,
            ellipsis: "…",
            error: None,
        }
    }

    /// Returns a text as people read it here: spelled in ASCII where the terminal shows nothing
    /// else. A pipe and the formats for programs get exact text.
    fn spelled<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii { spelled(text) } else { Cow::Borrowed(text) }
    }

    /// Prints a line for people; on a terminal, control characters are made visible.
    pub fn line(&mut self, text: &str) {
        self.exact_line(&self.spelled(text));
    }

    fn exact_line(&mut self, text: &str) {
        if self.terminal {
            for part in text.split('\n') {
                let shown = escape_control(part);
                self.put(shown.trim_end_matches('\r').as_bytes());
                self.put(b"\n");
            }
        } else {
            self.put(text.as_bytes());
            self.put(b"\n");
        }
    }

    /// Prints an emphasised line.
    pub fn heading(&mut self, text: &str) {
        if self.strong {
            let text = self.spelled(text);
            let shown = if self.terminal { escape_control(&text) } else { text };
            let line = format!("\x1b[1m{shown}\x1b[0m\n");
            self.put(line.as_bytes());
        } else {
            self.line(text);
        }
    }

    /// Prints a label and its text, which is wrapped with a hanging indent.
    pub fn labelled(&mut self, label: &str, text: &str, depth: usize) {
        let (label, text) = (self.spelled(label).into_owned(), self.spelled(text).into_owned());
        let row = RecordRow { depth, label, text };
        labelled_text::lines(&row, self.width).iter().for_each(|line| self.line(line));
    }

    /// Prints the lines of a record.
    pub fn record_rows(&mut self, rows: &[RecordRow]) {
        rows.iter().for_each(|row| self.labelled(&row.label, &row.text, row.depth));
    }

    /// Prints a whole record below its name.
    pub fn labelled_record(&mut self, record: &LabelledRecord, lang: Lang) {
        self.heading(&record.name);
        self.record_rows(&record.rows);
        if !record.referrers.is_empty() {
            self.line("");
            self.heading(texts::cli::referred(lang));
            self.record_rows(&record.referrers);
        }
    }

    /// Prints text unchanged, except that a terminal gets each line as from
    /// [`CommandOutput::line`].
    pub fn text(&mut self, text: &str) {
        match (self.terminal, text.strip_suffix('\n')) {
            (true, rest) => self.exact_line(rest.unwrap_or(text)),
            (false, _) => self.put(text.as_bytes()),
        }
    }

    /// Prints the program's own text, which may contain emphasis.
    pub fn exact(&mut self, text: &str) {
        self.put(text.as_bytes());
    }

    /// Returns true when people read this on a terminal.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Returns what limits columns here.
    pub fn column_limits(&self) -> ColumnLimits {
        ColumnLimits { width: self.width, ascii: self.ascii, ellipsis: self.ellipsis }
    }

    fn put(&mut self, bytes: &[u8]) {
        match &mut self.held {
            Some(held) => held.extend_from_slice(bytes),
            None if self.error.is_none() => self.error = self.to.write_all(bytes).err(),
            None => {}
        }
    }

    /// Holds back what is printed from now on.
    pub fn hold(&mut self) {
        self.held = Some(Vec::new());
    }

    /// Forgets what was held back, and holds back no more.
    pub fn drop_held(&mut self) {
        self.held = None;
    }

    /// Prints what was held back, and holds back no more.
    pub fn release(&mut self) {
        let held = self.held.take().unwrap_or_default();
        self.put(&held);
    }

    /// Passes on what was printed so far; returns whether everything could be.
    pub fn pass_on(&mut self) -> bool {
        if self.error.is_none() {
            self.error = self.to.flush().err();
        }
        self.error.is_none()
    }

    /// Flushes the buffer.
    ///
    /// # Errors
    /// When it could not be written; a reader that is gone is not an error.
    pub fn finish(mut self) -> io::Result<()> {
        let result = self.error.take().map_or_else(|| self.to.flush(), Err);
        if result.is_err() {
            // What is still in the buffer must not be written again when it is dropped.
            let _ = self.to.into_parts();
        }
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }
}

impl Write for CommandOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Returns the width of a line: what `COLUMNS` says, on a pipe too, because whoever reads it may
/// have a width; else that of the terminal.
fn columns(context: &CliContext, terminal: bool) -> Option<usize> {
    let asked = context.env.text("COLUMNS").and_then(|text| text.parse().ok());
    let told = || rustix::termios::tcgetwinsize(io::stdout()).ok().map(|size| usize::from(size.ws_col));
    let of_terminal = || terminal.then(|| told().filter(|width| *width > 0).unwrap_or(COLUMNS));
    asked.filter(|width| *width > 0).or_else(of_terminal)
}
