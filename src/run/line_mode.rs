//! The loop of the line mode: a line in, what came of it out, over the same runtime as the screen.
//!
//! Before anything is read out, what was begun comes to its end: reading, saving, taking records in
//! or out. What others do meanwhile is told before the next line is carried out. Must not steer a
//! terminal. Entry point: [`lines`].

use std::io;
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use super::app_handle::AppHandle;
use super::runtime::Runtime;
use super::startup::{ExitReason, RunError, Startup};
use crate::app::line_input::{LineKey, LineRequest};
use crate::app::{App, Event};
use crate::command::Command;
use crate::key::{Chord, Key};
use crate::line_view::{LineReader, LineStep, ReadingWish, is_taking_lines, place, understand};
use crate::session::FileSession;
use crate::storage::Environment;
use crate::terminal::{self, LineEvent, LineTerminal};
use crate::text::escape_control;
use crate::texts;

/// The size of the screen that nobody sees: rows are made for it, and nothing is cut.
const SIZE: Size = Size { width: 200, height: 200 };

/// How often it is said how far a job is.
const PROGRESS: Duration = Duration::from_secs(10);

/// Runs the line mode until it is left. `term` is the terminal that shows no screen, when that is
/// why; `make` creates the application.
///
/// # Errors
/// The error that ended it.
pub fn lines(startup: Startup, term: Option<&str>, make: impl FnOnce(Size) -> App) -> Result<ExitReason, RunError> {
    let Startup { env, context, opened, .. } = startup;
    let mut terminal = LineTerminal::start()?;
    let app = AppHandle::new(make(SIZE));
    let file = FileSession::begin(context, opened, &app)?;
    let workers = terminal.register(file.wake_fd()?);
    let reader = LineReader::new(terminal.width());
    let is_shown = terminal::is_terminal();
    let runtime = Runtime::new(app, file);
    let mut edge = LineLoop { runtime, terminal, reader, env, workers, watch: None, is_shown, lines: None, left: None };
    let left = edge.run(term);
    if left.is_err() {
        // Whatever ends the loop, what is unsaved is kept.
        edge.runtime.hang_up();
    }
    // To free a large dataset bit by bit takes long; with the end of the process it is free at
    // once.
    std::mem::forget(edge.runtime.app);
    left
}

/// The program and its lines.
pub(super) struct LineLoop {
    pub(super) runtime: Runtime,
    pub(super) terminal: LineTerminal,
    reader: LineReader,
    pub(super) env: Environment,
    /// The number of the wake-up source of the file session's work.
    workers: usize,
    /// The number of the wake-up source of its watch.
    watch: Option<usize>,
    /// Lines come from a terminal and go to one.
    pub(super) is_shown: bool,
    /// The lines of a text of several lines, as far as it is typed, and its place.
    lines: Option<(String, Vec<String>)>,
    /// How it was left.
    pub(super) left: Option<ExitReason>,
}

impl LineLoop {
    /// Runs the loop until the line mode is left.
    fn run(&mut self, term: Option<&str>) -> Result<ExitReason, RunError> {
        let greeting = self.reader.greeting(&self.runtime.app, term);
        self.say(&greeting)?;
        self.deliver()?;
        self.catch_up()?;
        self.settle()?;
        self.read_out(ReadingWish::News)?;
        self.ask()?;
        while self.left.is_none() {
            let patience = self.runtime.file.patience(&self.runtime.app);
            match self.terminal.wait(true, patience)? {
                Some(event) => self.handle(event)?,
                None => self.runtime.file.look_if_due(&self.runtime.app),
            }
            self.deliver()?;
        }
        Ok(self.left.unwrap_or(ExitReason::Asked))
    }

    /// Handles what came while a line was waited for.
    fn handle(&mut self, event: LineEvent) -> Result<(), RunError> {
        self.runtime.begin_day();
        let lang = self.runtime.app.lang();
        match event {
            LineEvent::Line(line) => {
                self.end_prompt(&line)?;
                self.take(&line)?;
            }
            LineEvent::NotText => {
                self.end_prompt("")?;
                self.say_text(texts::keys::not_utf8(lang))?;
            }
            LineEvent::TooLong => {
                self.end_prompt("")?;
                self.say_text(texts::line_mode::too_long(lang))?;
            }
            LineEvent::Interrupt => {
                self.say(&[String::new()])?;
                self.interrupt()?;
                self.read_out(ReadingWish::News)?;
            }
            LineEvent::Stop => {
                self.say(&[String::new()])?;
                self.request(LineRequest::Key(LineKey::Command(Command::Suspend)))?;
                self.read_out(ReadingWish::News)?;
            }
            other => return self.handle_beside(other),
        }
        if self.left.is_none() {
            self.ask()?;
        }
        Ok(())
    }

    /// Handles what is no line.
    fn handle_beside(&mut self, event: LineEvent) -> Result<(), RunError> {
        match event {
            LineEvent::Ready(source) if source == self.workers => {
                self.runtime.file.poll_work(&self.runtime.app).map_err(RunError::Load)?;
            }
            LineEvent::Ready(_) => self.runtime.file.poll_watch(&self.runtime.app),
            LineEvent::Interrupt => self.interrupt()?,
            LineEvent::Stop => {
                self.runtime.tell(Event::Line(LineRequest::Key(LineKey::Command(Command::Suspend))));
            }
            LineEvent::Ended(signal) => {
                self.runtime.hang_up();
                self.left = Some(ExitReason::Signal(signal));
                return Ok(());
            }
            LineEvent::End => return Ok(self.end_of_input()?),
            LineEvent::Line(_) | LineEvent::NotText | LineEvent::TooLong => {}
        }
        self.deliver()?;
        Ok(self.catch_up()?)
    }

    /// Carries a line out and reads out what came of it.
    fn take(&mut self, line: &str) -> Result<(), RunError> {
        let is_here = self.reader.is_current(&self.runtime.app, line);
        self.settle()?;
        // What others did meanwhile; what was typed here is no news.
        if self.lines.is_none() {
            self.read_out(ReadingWish::News)?;
        }
        if !is_here {
            return self.say_text(texts::line_mode::has_changed(self.runtime.app.lang()));
        }
        let mut wanted = ReadingWish::News;
        let steps = self.collected(line).unwrap_or_else(|| understand(&self.runtime.app, line));
        if steps.iter().any(|step| matches!(step, LineStep::Request(_))) {
            self.reader.begin_line();
        }
        let mut said = Vec::new();
        for step in steps {
            match step {
                LineStep::Request(request) => self.request(request)?,
                LineStep::Confirm => self.confirm()?,
                LineStep::Read(asked) => wanted = asked,
                LineStep::Type(text) => self.type_text(&text)?,
                LineStep::Say(text) => said.push(text),
            }
            if self.left.is_some() {
                return Ok(());
            }
        }
        let is_collecting = self.lines.as_ref().is_some_and(|(key, _)| *key == place(&self.runtime.app).key());
        if said.is_empty() && !is_collecting {
            self.read_out(wanted)?;
        }
        let said = self.reader.laid(&self.runtime.app, said);
        Ok(self.say(&said)?)
    }

    /// Returns the steps of a line that is one of several of a text; `None` where it is another.
    fn collected(&mut self, line: &str) -> Option<Vec<LineStep>> {
        let app = &self.runtime.app;
        let (key, is_several) = (place(app).key(), is_taking_lines(app) && !place(app).narrows());
        let taken = self.lines.take().filter(|(of, _)| is_several && *of == key);
        let is_order = line.starts_with(':') && !line.starts_with("::");
        if !is_several || line.is_empty() && taken.is_none() {
            return None;
        }
        if is_order || line == "." {
            self.lines = taken.filter(|_| is_order);
            return Some(understand(app, if is_order { line } else { "" }));
        }
        let mut lines = taken.map(|(_, lines)| lines).unwrap_or_default();
        lines.push(line.strip_prefix("::").map_or_else(|| line.to_owned(), |text| format!(":{text}")));
        // Typed at once, so that it is kept when the line is lost.
        let text = LineStep::Request(LineRequest::Text(lines.join("\n")));
        self.lines = Some((key, lines));
        Some(vec![text])
    }

    /// Types a text into the field that has the keyboard by now; where there is none, it is an
    /// order of its own.
    fn type_text(&mut self, text: &str) -> Result<(), RunError> {
        if place(&self.runtime.app).prompt().is_none() {
            let lang = self.runtime.app.lang();
            return self.say_text(&texts::line_mode::no_field(lang, text));
        }
        for step in understand(&self.runtime.app, text) {
            match step {
                LineStep::Request(request) => self.request(request)?,
                LineStep::Confirm => self.confirm()?,
                LineStep::Read(_) | LineStep::Type(_) | LineStep::Say(_) => {}
            }
        }
        Ok(())
    }

    fn request(&mut self, request: LineRequest) -> Result<(), RunError> {
        self.runtime.tell(Event::Line(request));
        self.deliver()?;
        self.settle()
    }

    /// Confirms what was typed, unless there are rows to choose from.
    fn confirm(&mut self) -> Result<(), RunError> {
        if place(&self.runtime.app).narrows() {
            return Ok(());
        }
        self.request(LineRequest::Key(LineKey::Chord(Chord::plain(Key::Enter))))
    }

    fn interrupt(&mut self) -> Result<(), RunError> {
        self.lines = None;
        self.reader.begin_line();
        self.request(LineRequest::Key(LineKey::Command(Command::Interrupt)))
    }

    /// Keeps what is unsaved, as when the line is lost, and says so.
    fn end_of_input(&mut self) -> io::Result<()> {
        self.end_prompt("")?;
        let app = &self.runtime.app;
        let (lang, count) = (app.lang(), app.workspace.unsaved.count());
        let is_typing = app.screens.directory.editor.as_ref().is_some_and(|editor| editor.is_touched());
        let told = match (count, is_typing) {
            (0, false) => None,
            (0, true) => Some(texts::line_mode::ended_in_field(lang).to_owned()),
            (count, _) => Some(texts::line_mode::ended(lang, count)),
        };
        self.runtime.hang_up();
        self.left = Some(ExitReason::InputEnded { is_unsaved: told.is_some() });
        let told = self.reader.laid(&self.runtime.app, told);
        self.say(&told)
    }

    /// Waits until what was begun has come to its end.
    fn settle(&mut self) -> Result<(), RunError> {
        let mut told = Instant::now();
        while self.left.is_none() {
            while self.runtime.app.is_busy() && self.left.is_none() {
                self.runtime.tell(Event::ContinueWork);
                self.deliver()?;
                if let Some(event) = self.terminal.wait(false, Some(Duration::ZERO))? {
                    self.handle_beside(event)?;
                }
            }
            self.runtime.tell(Event::FrameDue);
            self.runtime.file.flush_draft(&self.runtime.app);
            self.deliver()?;
            if !self.runtime.file.is_at_work() {
                break;
            }
            if let Some(event) = self.terminal.wait(false, Some(PROGRESS))? {
                self.handle_beside(event)?;
            }
            if told.elapsed() >= PROGRESS {
                told = Instant::now();
                let progress = self.reader.progress(&self.runtime.app);
                self.say(&progress)?;
            }
        }
        Ok(())
    }

    /// Takes in what others did while something else went on.
    fn catch_up(&mut self) -> io::Result<()> {
        self.runtime.file.catch_up(&self.runtime.app);
        self.deliver()
    }

    /// Tells the state what it has not been told, and carries out what it asks for.
    fn deliver(&mut self) -> io::Result<()> {
        while self.left.is_none()
            && let Some(effect) = self.runtime.next_effect()
        {
            self.perform(effect)?;
        }
        if self.runtime.file.is_watch_renewed() {
            self.watch.take().into_iter().for_each(|old| self.terminal.deregister(old));
            let fd = self.runtime.file.watch_fd().map(|fd| fd.try_clone_to_owned()).transpose()?;
            self.watch = fd.map(|fd| self.terminal.register(fd));
        }
        Ok(())
    }

    fn read_out(&mut self, wanted: ReadingWish) -> Result<(), RunError> {
        let lines = self.reader.read(&self.runtime.app, wanted);
        Ok(self.say(&lines)?)
    }

    fn say_text(&mut self, text: &str) -> Result<(), RunError> {
        let lines = self.reader.laid(&self.runtime.app, [text.to_owned()]);
        Ok(self.say(&lines)?)
    }

    pub(super) fn say(&mut self, lines: &[String]) -> io::Result<()> {
        let text: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
        self.terminal.write(&text)
    }

    /// Asks for a line.
    fn ask(&mut self) -> io::Result<()> {
        let prompt = self.reader.prompt(&self.runtime.app);
        self.terminal.write(&prompt)
    }

    /// Ends the line of the prompt where no terminal has done so: there the line itself is written,
    /// so that what was said can be read afterwards.
    fn end_prompt(&mut self, line: &str) -> io::Result<()> {
        match (self.is_shown, self.terminal.echoes()) {
            (_, true) => Ok(()),
            (true, false) => self.terminal.write("\n"),
            (false, false) => {
                let line = escape_control(line);
                let line = self.runtime.app.workspace.settings.spelled(&line).into_owned();
                self.say(&[line])
            }
        }
    }
}
