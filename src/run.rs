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
mod line_effects;
mod line_mode;
mod runtime;
mod startup;

use std::io;
use std::time::Duration;

use crate::app::{App, Effect, Event};
use crate::session::FileSession;
use crate::storage::Environment;
use crate::terminal::{TerminalEvent, TerminalSession};
use crate::view;
pub use app_handle::AppHandle;
use clipboard::TmuxTransfer;
pub use line_mode::lines;
pub use runtime::Runtime;
pub use startup::{ExitReason, RunError, Startup};

/// Runs the screen until it is left. `make` creates the application as soon as the terminal size is
/// known.
///
/// # Errors
/// The error that ended the screen.
pub fn screen(startup: Startup, make: impl FnOnce(ratatui::layout::Size) -> App) -> Result<ExitReason, RunError> {
    let Startup { env, context, opened, asks_background, hyperlinks, capabilities } = startup;
    let capabilities = capabilities.with_links(hyperlinks);
    let mut terminal = TerminalSession::start(capabilities, asks_background)?;
    let app = AppHandle::new(make(terminal.size()));
    terminal.set_mouse(app.workspace.settings.mouse);
    // All else can wait.
    terminal.draw(|buffer, links| view::paint(&app, buffer, links));
    let file = FileSession::begin(context, opened, &app)?;
    let workers = terminal.register(file.wake_fd()?);
    let runtime = Runtime::new(app, file);
    let mut edge =
        EventLoop { runtime, terminal, env, workers, watch: None, transfer: None, is_stale: true, is_left: false };
    let left = edge.run_loop();
    if left.is_err() {
        // Whatever ends the loop, what is unsaved is kept.
        edge.runtime.hang_up();
    }
    // To free a large dataset bit by bit takes long; with the end of the process it is free at
    // once.
    std::mem::forget(edge.runtime.app);
    left
}

/// The program and its terminal.
struct EventLoop {
    runtime: Runtime,
    terminal: TerminalSession,
    env: Environment,
    /// The number of the wake-up source of the file session's work.
    workers: usize,
    /// The number of the wake-up source of its watch.
    watch: Option<usize>,
    transfer: Option<RunningTransfer>,
    /// True when the state may differ from what is on the screen. In a busy folder the watch also
    /// wakes for other files; nothing is drawn then.
    is_stale: bool,
    /// The person has left.
    is_left: bool,
}

/// A copied text that tmux has not taken yet.
struct RunningTransfer {
    transfer: TmuxTransfer,
    /// The number of the wake-up source of its end.
    source: Option<usize>,
}

impl EventLoop {
    /// Runs the loop until the screen is left.
    fn run_loop(&mut self) -> Result<ExitReason, RunError> {
        self.deliver()?;
        self.catch_up()?;
        while !self.is_left {
            // What a slow line has not taken yet is not added to: the next frame waits and will
            // show all keys read until then.
            if self.is_stale {
                // Whatever happened to the terminal meanwhile, all has the size of the frame.
                while self.terminal.size() != self.runtime.app.size {
                    self.update(Event::Resize(self.terminal.size()))?;
                }
                self.is_stale = !self.terminal.draw(|buffer, links| view::paint(&self.runtime.app, buffer, links));
            }
            let inputs = self.terminal.wait(self.patience())?;
            self.work(&inputs)?;
            for input in inputs {
                self.is_stale |= !matches!(input, TerminalEvent::Ready(_));
                if let TerminalEvent::Ended(signal) = input {
                    self.runtime.hang_up();
                    return Ok(ExitReason::Signal(signal));
                }
                self.handle(input)?;
                if self.is_left {
                    return Ok(ExitReason::Asked);
                }
            }
            self.update(Event::FrameDue)?;
            self.runtime.file.flush_draft(&self.runtime.app);
            self.runtime.file.look_if_due(&self.runtime.app);
            if self.transfer.as_ref().is_some_and(|running| running.transfer.patience().is_zero()) {
                self.end_transfer();
            }
            self.deliver()?;
        }
        Ok(ExitReason::Asked)
    }

    /// Returns how long to wait for input; `None` for no limit.
    fn patience(&self) -> Option<Duration> {
        if self.runtime.app.is_busy() {
            return Some(Duration::ZERO);
        }
        let of_tmux = self.transfer.as_ref().map(|running| running.transfer.patience());
        self.runtime.file.patience(&self.runtime.app).into_iter().chain(of_tmux).min()
    }

    /// Goes on with long-running work unless there is input; tells when there is more of that.
    fn work(&mut self, inputs: &[TerminalEvent]) -> io::Result<()> {
        // A busy folder produces events all the time; only input takes precedence.
        if self.runtime.app.is_busy() && inputs.iter().all(|input| matches!(input, TerminalEvent::Ready(_))) {
            // Work done ahead of time does not change the screen.
            let is_seen = !self.runtime.app.is_page_ahead_due();
            self.update(Event::ContinueWork)?;
            self.is_stale |= is_seen && (!self.runtime.app.is_busy() || self.runtime.app.shows_progress());
        }
        if inputs.len() > 1 {
            self.update(Event::MoreInput)?;
        }
        Ok(())
    }

    /// Handles what came.
    fn handle(&mut self, input: TerminalEvent) -> Result<(), RunError> {
        let runtime = &mut self.runtime;
        runtime.begin_day();
        match input {
            TerminalEvent::Key(chord) => runtime.tell(Event::Key(chord)),
            TerminalEvent::Pointer(action, at) if runtime.app.workspace.settings.mouse => {
                let place = view::pointed(&runtime.app, at);
                runtime.tell(Event::Pointer(action, place));
            }
            TerminalEvent::Pointer(..) => return Ok(()),
            TerminalEvent::Paste(text) => runtime.tell(Event::Paste(text)),
            TerminalEvent::Problem(problem) => runtime.tell(Event::InputProblem(problem)),
            TerminalEvent::Background { is_light } => runtime.tell(Event::Background { is_light }),
            // Redraws even when the size equals that of the last frame: it may have been different
            // in between.
            TerminalEvent::Resize => {
                self.terminal.redraw();
                runtime.tell(Event::Resize(self.terminal.size()));
            }
            TerminalEvent::Continued => {
                // A lost line wakes the program before the error shows; if the terminal is gone,
                // the next wait reports it.
                if self.terminal.retake().is_err() {
                    return Ok(());
                }
                runtime.tell(Event::Resize(self.terminal.size()));
            }
            // An external SIGTSTP suspends the program just as Ctrl-Z does.
            TerminalEvent::Stop => runtime.request(Effect::Suspend),
            TerminalEvent::Ended(_) => return Ok(()),
            TerminalEvent::Ready(source) if source == self.workers => {
                runtime.file.poll_work(&runtime.app).map_err(RunError::Load)?;
            }
            TerminalEvent::Ready(source) if self.transfer.as_ref().is_some_and(|t| t.source == Some(source)) => {
                self.end_transfer();
            }
            TerminalEvent::Ready(_) => runtime.file.poll_watch(&runtime.app),
        }
        self.deliver()?;
        Ok(self.catch_up()?)
    }

    /// Takes in what others did while something else went on.
    fn catch_up(&mut self) -> io::Result<()> {
        self.runtime.file.catch_up(&self.runtime.app);
        self.deliver()
    }

    /// Tells the state of something and carries out what it asks for.
    fn update(&mut self, event: Event) -> io::Result<()> {
        self.runtime.tell(event);
        self.deliver()
    }

    /// Tells the state what it has not been told, and carries out what it asks for, until nothing
    /// is left to do or the program is to end.
    fn deliver(&mut self) -> io::Result<()> {
        while !self.is_left
            && let Some(effect) = self.runtime.next_effect()
        {
            self.perform(effect);
        }
        self.is_stale |= self.runtime.take_news();
        self.renew_watch()
    }

    /// Lets the kernel's notifications wake the loop, where they are supported.
    fn renew_watch(&mut self) -> io::Result<()> {
        if self.runtime.file.is_watch_renewed() {
            self.watch.take().into_iter().for_each(|old| self.terminal.deregister(old));
            let fd = self.runtime.file.watch_fd().map(|fd| fd.try_clone_to_owned()).transpose()?;
            self.watch = fd.map(|fd| self.terminal.register(fd));
        }
        Ok(())
    }
}
