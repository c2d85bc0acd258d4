//! The terminal as a session: entered, suspended and left with every mode restored, also after a panic or a signal.
//!
//! Waits for keys and signals at once by polling the terminal itself, because the library's own waiting neither ends nor
//! rests when the terminal goes away (crossterm issue 793). Must not know the application. Enter at [`Session::start`].

mod events;
mod keys;

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute, queue};

pub use events::{Input, Waiting};

type Backend = CrosstermBackend<BufWriter<Stdout>>;

/// The terminal while the program has it.
pub struct Session {
    terminal: Terminal<Backend>,
    waiting: Waiting,
}

/// True when keys can be read and a screen be shown.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

impl Session {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste. A panic restores it before it is told.
    ///
    /// # Errors
    /// What the terminal refuses.
    pub fn start() -> io::Result<Session> {
        restore_on_panic();
        let waiting = Waiting::start()?;
        enter()?;
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(32 * 1024, io::stdout())))?;
        Ok(Session { terminal, waiting })
    }

    /// Draws one frame, in one go where the terminal knows how (mode 2026), and nothing on a terminal without cells.
    ///
    /// # Errors
    /// When the terminal does not take it.
    pub fn draw(&mut self, render: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        let size = self.terminal.size()?;
        if size.width == 0 || size.height == 0 {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let drawn = self.terminal.draw(render).map(drop);
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        io::Write::flush(self.terminal.backend_mut())?;
        drawn
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole.
    ///
    /// # Errors
    /// When the terminal does not take it.
    pub fn redraw(&mut self) -> io::Result<()> {
        // Not `clear`: that asks the terminal where its cursor is and waits for an answer.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Takes the terminal again after somebody else may have had it.
    ///
    /// # Errors
    /// When the terminal does not come back.
    pub fn retake(&mut self) -> io::Result<()> {
        // Raw mode is entered anew only when it was left before.
        disable_raw_mode()?;
        enter()?;
        self.redraw()
    }

    /// Size in cells.
    ///
    /// # Errors
    /// When the terminal does not tell.
    pub fn size(&self) -> io::Result<ratatui::layout::Size> {
        self.terminal.size()
    }

    /// Waits for what comes next and returns everything that has come.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub fn wait(&mut self) -> io::Result<Vec<Input>> {
        self.waiting.next()
    }

    /// Also wakes [`Session::wait`] for this; answers with the number that [`Input::Ready`] then carries.
    pub fn also(&mut self, source: std::os::fd::OwnedFd) -> usize {
        self.waiting.also(source)
    }

    /// No longer wakes for this source.
    pub fn no_more(&mut self, number: usize) {
        self.waiting.no_more(number);
    }

    /// Sends bytes to the terminal past the screen (clipboard).
    ///
    /// # Errors
    /// When the terminal does not take them.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let backend = self.terminal.backend_mut();
        backend.write_all(bytes)?;
        io::Write::flush(backend)
    }

    /// Gives the terminal back while `other` runs, then takes it again and has the next frame drawn whole.
    ///
    /// # Errors
    /// When the terminal does not come back.
    pub fn suspend<T>(&mut self, other: impl FnOnce() -> T) -> io::Result<T> {
        leave();
        let result = other();
        enter()?;
        self.redraw()?;
        Ok(result)
    }

    /// Stops this process as Ctrl-Z does and comes back when it is continued.
    ///
    /// # Errors
    /// When the terminal does not come back.
    pub fn stop(&mut self) -> io::Result<()> {
        self.suspend(|| {
            // Not SIGTSTP: the system drops it for a process in an orphaned group.
            let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
        })?;
        self.waiting.forget_stop();
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        leave();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Restores every mode; what a terminal that is gone refuses no longer matters.
fn leave() {
    let _ = execute!(io::stdout(), EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
}

fn restore_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        leave();
        before(info);
    }));
}
