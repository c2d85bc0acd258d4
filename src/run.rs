//! The event loop: passes events to `update`, carries out its effects, and draws one frame for each
//! batch of events.
//!
//! The only place where effects are carried out; those about the file go to the [`FileSession`].
//! Must not decide anything about the dataset. Entry point: [`screen`].

mod app_handle;
pub mod clipboard;
mod day;
mod effects;
pub mod external_editor;
mod startup;

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crate::app::{App, Effect, Event};
use crate::session::FileSession;
use crate::storage::Environment;
use crate::terminal::{Capabilities, Session, TerminalEvent};
use crate::view;
use app_handle::AppHandle;

pub use startup::{Left, RunError, Startup};

/// Runs the screen until it is left. `make` creates the application as soon as the terminal size is
/// known.
///
/// # Errors
/// The error that ended the screen.
pub fn screen(startup: Startup, make: impl FnOnce(ratatui::layout::Size) -> App) -> Result<Left, RunError> {
    let Startup { env, context, opened } = startup;
    let mut terminal = Session::start(Capabilities::of(env.text("TERM")))?;
    let app = AppHandle::new(make(terminal.size()));
    // All else can wait.
    terminal.draw(|buffer| view::paint(&app, buffer));
    let file = FileSession::begin(context, opened, &app)?;
    let workers = terminal.register(file.wake_fd()?);
    let mut edge = EventLoop {
        app,
        terminal,
        file,
        env,
        workers,
        watch: None,
        stale: false,
        events: VecDeque::new(),
        is_left: false,
    };
    let left = edge.run_loop();
    if left.is_err() {
        // Whatever ends the loop, what is unsaved is kept.
        edge.end();
    }
    // To free a large dataset bit by bit takes long; with the end of the process it is free at
    // once.
    std::mem::forget(edge.app);
    left
}

/// The application state and everything its effects act on.
struct EventLoop {
    app: AppHandle,
    terminal: Session,
    file: FileSession,
    env: Environment,
    /// The number of the wake-up source of the file session's work.
    workers: usize,
    /// The number of the wake-up source of its watch.
    watch: Option<usize>,
    /// True when the state may differ from what is on the screen. In a busy folder the watch also
    /// wakes for other files; nothing is drawn then.
    stale: bool,
    /// What the state has not been told yet.
    events: VecDeque<Event>,
    /// The person has left.
    is_left: bool,
}

impl EventLoop {
    /// Runs the loop until the screen is left.
    fn run_loop(&mut self) -> Result<Left, RunError> {
        self.hear_of_file()?;
        self.catch_up()?;
        self.stale = true;
        while !self.is_left {
            // What a slow line has not taken yet is not added to: the next frame waits, and with it
            // all keys until then.
            if self.stale {
                self.stale = !self.terminal.draw(|buffer| view::paint(&self.app, buffer));
            }
            let busy = self.app.is_busy();
            let patience = if busy { Some(Duration::ZERO) } else { self.file.patience(&self.app) };
            let inputs = self.terminal.wait(patience)?;
            // A busy folder produces events all the time; only input takes precedence.
            if busy && inputs.iter().all(|input| matches!(input, TerminalEvent::Ready(_))) {
                // Work done ahead of time does not change the screen.
                let seen = !self.app.is_page_ahead_due();
                self.update(Event::ContinueWork)?;
                self.stale |= seen && (!self.app.is_busy() || self.app.is_checking());
            }
            if inputs.len() > 1 {
                self.update(Event::MoreInput)?;
            }
            for input in inputs {
                self.stale |= !matches!(input, TerminalEvent::Ready(_));
                if let TerminalEvent::Ended(signal) = input {
                    self.end();
                    return Ok(Left::Signal(signal));
                }
                self.handle(input)?;
                if self.is_left {
                    return Ok(Left::Asked);
                }
            }
            self.update(Event::FrameDue)?;
            self.file.flush_draft(&self.app);
            self.file.look_if_due(&self.app);
            self.hear_of_file()?;
        }
        Ok(Left::Asked)
    }

    /// Ends the program without the user having asked for it; everything unsaved is persisted.
    fn end(&mut self) {
        self.file.flush_draft(&self.app);
        self.file.finish_save_within_grace(&self.app);
        for event in self.file.take_events() {
            for effect in self.app.update(event) {
                match effect {
                    Effect::Keep(_) => drop(self.file.perform(effect, &self.app)),
                    Effect::Quit => self.file.leave(),
                    // Without a terminal nothing is begun; what a save would have written stays in
                    // the journal.
                    _ => {}
                }
            }
        }
        self.file.end(&self.app);
    }

    /// Handles what came.
    fn handle(&mut self, input: TerminalEvent) -> Result<(), RunError> {
        self.begin_day()?;
        match input {
            TerminalEvent::Key(chord) => self.events.push_back(Event::Key(chord)),
            TerminalEvent::Paste(text) => self.events.push_back(Event::Paste(text)),
            TerminalEvent::Problem(problem) => self.events.push_back(Event::InputProblem(problem)),
            TerminalEvent::Resize(size) => {
                // Redraws even when the size equals that of the last frame: it may have been
                // different in between.
                self.terminal.redraw();
                self.events.push_back(Event::Resize(size));
            }
            TerminalEvent::Continued => {
                // A lost line wakes the program before the error shows; if the terminal is gone,
                // the next wait reports it.
                if self.terminal.retake().is_err() {
                    return Ok(());
                }
                self.events.push_back(Event::Resize(self.terminal.size()));
            }
            // An external SIGTSTP suspends the program just as Ctrl-Z does.
            TerminalEvent::Stop => return Ok(self.perform([Effect::Suspend].into())?),
            TerminalEvent::Ended(_) => return Ok(()),
            TerminalEvent::Ready(source) if source == self.workers => {
                self.file.woken(&self.app).map_err(RunError::Load)?;
            }
            TerminalEvent::Ready(_) => self.file.stirred(&self.app),
        }
        self.hear_of_file()?;
        Ok(self.catch_up()?)
    }

    /// Takes in what others did while something else went on.
    fn catch_up(&mut self) -> io::Result<()> {
        self.file.catch_up(&self.app);
        self.hear_of_file()
    }

    /// Tells the state what became of the file, and carries out what it asks for.
    fn hear_of_file(&mut self) -> io::Result<()> {
        self.take_file_events();
        self.perform(VecDeque::new())
    }

    /// Takes over what the file session has to tell, which is seen in the next frame.
    fn take_file_events(&mut self) {
        let events = self.file.take_events();
        self.stale |= !events.is_empty();
        self.events.extend(events);
    }

    /// Tells the state of something and carries out what it asks for, in order.
    fn update(&mut self, event: Event) -> io::Result<()> {
        self.events.push_back(event);
        self.perform(VecDeque::new())
    }

    /// Tells the state what it has not been told yet; adds what is to be carried out.
    fn tell(&mut self, effects: &mut VecDeque<Effect>) {
        while let Some(event) = self.events.pop_front() {
            effects.extend(self.app.update(event));
        }
    }

    /// Carries out effects, and what comes of them, in order, until there is nothing left to tell
    /// or the program is to end.
    fn perform(&mut self, mut effects: VecDeque<Effect>) -> io::Result<()> {
        while !self.is_left {
            self.tell(&mut effects);
            let Some(effect) = effects.pop_front() else { break };
            if effect == Effect::Suspend {
                self.file.finish_save(&self.app);
                self.take_file_events();
                if !self.events.is_empty() {
                    // What comes of it may be another save, which is to end first, too.
                    self.tell(&mut effects);
                    effects.push_back(effect);
                    continue;
                }
            }
            if let Some(effect) = self.file.perform(effect, &self.app) {
                self.perform_on_terminal(effect);
            }
            self.take_file_events();
        }
        self.file.settle();
        self.watch_renewed()
    }

    /// Lets the kernel's notifications wake the loop, where they are supported.
    fn watch_renewed(&mut self) -> io::Result<()> {
        if self.file.is_watch_renewed() {
            self.watch.take().into_iter().for_each(|old| self.terminal.deregister(old));
            let fd = self.file.watch_fd().map(|fd| fd.try_clone_to_owned()).transpose()?;
            self.watch = fd.map(|fd| self.terminal.register(fd));
        }
        Ok(())
    }
}
