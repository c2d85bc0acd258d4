//! The terminal session: enters, suspends and leaves it with every mode restored, also after a
//! panic or a signal.
//!
//! Waits for keys and signals at once by polling the terminal itself, because crossterm's own wait
//! neither ends nor rests when the terminal goes away (crossterm issue 793). Writes by itself, too
//! ([`DiffRenderer`]): fewer bytes, and never blocking on a slow line. Does not know the
//! application. Entry point: [`TerminalSession::start`].

mod background;
mod capabilities;
mod caught_signals;
mod control_string;
mod cursor_motion;
mod diff_renderer;
mod event_source;
mod input_parser;
mod job_control;
mod line_terminal;
mod nonblocking_output;
mod paste;
mod sequences;
mod sgr;

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::{Position, Rect, Size};

use crate::text::hyperlink::Hyperlink;

pub use capabilities::{Capabilities, Extra, Generation, TABLE, TerminalKind};
pub use diff_renderer::DiffRenderer;
pub use event_source::{EventSource, TerminalEvent};
pub use job_control::can_be_resumed;
pub use line_terminal::{LineEvent, LineTerminal};
use nonblocking_output::Output;

/// Switches off modes that an earlier program may have left on: cursor keys and keypad in
/// application mode.
const NORMAL_KEYS: &[u8] = b"\x1b[?1l\x1b>";

/// The same, and mouse reports in all encodings, focus reports, key events of Windows.
const NORMAL_REPORTS: &[u8] = b"\x1b[?1;9;1000;1001;1002;1003;1004;1005;1006;1015;1016;9001l\x1b>";

/// Has the mouse reported: its buttons and its wheel, in decimal numbers (SGR).
const MOUSE_ON: &[u8] = b"\x1b[?1000;1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1000;1006l";

/// Switches off `modifyOtherKeys` of xterm and the key encoding of kitty; then resets the
/// attributes, since Apple's Terminal takes the former for one.
const PLAIN_KEYS: &[u8] = b"\x1b[>4m\x1b[=0u\x1b[m";

/// Clears the screen where there is no second one to leave, so that the shell does not write among
/// what was shown.
const CLEAR: &[u8] = b"\x1b[H\x1b[2J";

/// Returns what takes a terminal over.
fn entering(dialect: Capabilities, mouse: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut send = |when: bool, part: &[u8]| bytes.extend(if when { part } else { b"" });
    send(dialect.has_second_screen(), b"\x1b[?1049h");
    send(true, if dialect.has_mouse() { NORMAL_REPORTS } else { NORMAL_KEYS });
    send(dialect.tells_pastes(), b"\x1b[?2004h");
    send(mouse && dialect.has_mouse(), MOUSE_ON);
    send(dialect.has_second_screen(), PLAIN_KEYS);
    bytes
}

/// Returns what restores every mode: synchronized output, attributes, the mouse, pastes, the
/// screen, the cursor.
fn leaving(dialect: Capabilities) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut send = |when: bool, part: &[u8]| bytes.extend(if when { part } else { b"" });
    send(dialect.is_modern(), b"\x1b[?2026l");
    send(true, b"\x1b[m");
    send(dialect.has_mouse(), MOUSE_OFF);
    send(dialect.tells_pastes(), b"\x1b[?2004l");
    send(true, if dialect.has_second_screen() { b"\x1b[?1049l" } else { CLEAR });
    send(dialect.hides_cursor(), b"\x1b[?25h");
    bytes
}

/// The largest screen that is drawn: more than a screen of today has in the smallest type.
const LARGEST: Size = Size { width: 1_000, height: 500 };

/// The size assumed for a terminal that does not report one, such as a serial line.
const USUAL: Size = Size { width: 80, height: 24 };

/// The terminal while the program uses it.
pub struct TerminalSession {
    dialect: Capabilities,
    output: Output,
    painter: DiffRenderer,
    /// The cells of the next frame.
    frame: Buffer,
    waiting: EventSource,
    /// The colour of the background is still to be asked.
    asks_background: bool,
    /// The mouse is to be reported.
    mouse: bool,
    /// The terminal did not come back after somebody else had it.
    is_lost: bool,
}

/// Returns true when keys can be read and a screen can be shown.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

impl TerminalSession {
    /// Takes over the terminal: raw mode, alternate screen, bracketed paste. A panic restores it
    /// before the message is printed.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn start(dialect: Capabilities, asks_background: bool) -> io::Result<TerminalSession> {
        restore_on_panic(dialect);
        let waiting = EventSource::start()?;
        let mut session = TerminalSession {
            dialect,
            output: Output::open(),
            painter: DiffRenderer::new(dialect),
            frame: Buffer::empty(Rect::ZERO),
            waiting,
            asks_background: asks_background && dialect.takes_questions(),
            mouse: false,
            is_lost: false,
        };
        session.enter()?;
        Ok(session)
    }

    fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        self.output.send(entering(self.dialect, self.mouse));
        self.redraw();
        Ok(())
    }

    /// Draws one frame; `render` fills the cells, lists those that lead somewhere, and returns the
    /// cursor position. Returns false while the terminal has not taken all of the last frame: then
    /// nothing is drawn, and [`TerminalSession::wait`] returns once it has. So frames never queue
    /// up.
    pub fn draw(&mut self, render: impl FnOnce(&mut Buffer, &mut Vec<Hyperlink>) -> Option<Position>) -> bool {
        if !self.output.is_done() {
            return false;
        }
        self.frame.reset();
        let mut links = Vec::new();
        let cursor = render(&mut self.frame, &mut links);
        self.output.send(self.painter.paint(&mut self.frame, links, cursor));
        true
    }

    /// Forgets the screen's content and size, so that the next frame is drawn whole.
    pub fn redraw(&mut self) {
        self.painter.forget();
        self.frame.resize(Rect::from((Position::ORIGIN, event_source::size())));
    }

    /// Takes over the terminal again after another program may have had it.
    ///
    /// # Errors
    /// When the terminal cannot be taken over again.
    pub fn retake(&mut self) -> io::Result<()> {
        // Raw mode is entered again only if it was left.
        disable_raw_mode()?;
        self.enter()
    }

    /// Returns the size of the next frame in cells: that of the terminal when it was last taken
    /// over or resized.
    pub fn size(&self) -> Size {
        self.frame.area.as_size()
    }

    /// Waits for input and returns everything that has arrived. Returns nothing when the terminal
    /// has taken the rest of the last frame, or when nothing has arrived within `patience` or even
    /// sooner.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub fn wait(&mut self, patience: Option<Duration>) -> io::Result<Vec<TerminalEvent>> {
        let patience = if self.is_lost { Some(Duration::ZERO) } else { patience };
        loop {
            let until_question = self.asks_background.then(|| background::AFTER.saturating_sub(self.waiting.silence()));
            let limit = patience.into_iter().chain(until_question).min();
            let mut found = self.waiting.next(self.output.waits_for(), limit)?;
            self.ask_background();
            let waited = !self.output.is_done();
            self.output.go_on();
            if self.output.is_broken() || self.is_lost {
                found.push(TerminalEvent::Ended(signal_hook::consts::SIGHUP));
            }
            if !found.is_empty() || patience.is_some() || waited && self.output.is_done() {
                return Ok(found);
            }
        }
    }

    /// Asks for the colour of the background once the terminal has sent nothing for a while.
    fn ask_background(&mut self) {
        if self.asks_background && self.waiting.silence() >= background::AFTER {
            self.asks_background = false;
            self.waiting.note_question();
            self.output.send(background::ASK.to_owned());
        }
    }

    /// Lets this descriptor wake [`TerminalSession::wait`] too; returns the number that
    /// [`TerminalEvent::Ready`] then carries.
    pub fn register(&mut self, source: std::os::fd::OwnedFd) -> usize {
        self.waiting.register(source)
    }

    /// Stops waking for this source.
    pub fn deregister(&mut self, number: usize) {
        self.waiting.deregister(number);
    }

    /// Has the mouse reported, or no longer.
    pub fn set_mouse(&mut self, is_on: bool) {
        if std::mem::replace(&mut self.mouse, is_on) != is_on && self.dialect.has_mouse() {
            self.output.send(if is_on { MOUSE_ON } else { MOUSE_OFF }.to_vec());
        }
    }

    /// Sends bytes to the terminal that do not belong to the screen (clipboard).
    pub fn send(&mut self, bytes: Vec<u8>) {
        self.output.send(bytes);
    }

    /// Gives the terminal back while `other` runs, then takes it again and has the next frame drawn
    /// whole. Where the terminal does not come back, what `other` returned must not be lost: the
    /// next [`TerminalSession::wait`] tells.
    pub fn suspend<T>(&mut self, other: impl FnOnce() -> T) -> T {
        self.leave();
        self.waiting.give_way();
        let result = other();
        self.waiting.come_back();
        self.is_lost = self.enter().is_err();
        result
    }

    /// Stops this process and those of its job as Ctrl-Z does, and comes back when it is continued.
    /// Only for where [`can_be_resumed`] says yes. Where the terminal does not come back, the next
    /// [`TerminalSession::wait`] tells.
    pub fn stop(&mut self) {
        self.leave();
        job_control::stop();
        self.waiting.come_back();
        self.is_lost = self.enter().is_err();
    }

    /// Restores every mode; errors no longer matter if the terminal is gone.
    fn leave(&mut self) {
        self.output.end(&leaving(self.dialect));
        self.waiting.drop_answer();
        let _ = disable_raw_mode();
    }
}

impl Drop for TerminalSession {
    fn drop(&mut self) {
        self.leave();
    }
}

fn restore_on_panic(dialect: Capabilities) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let _ = io::stdout().write_all(&leaving(dialect)).and_then(|()| io::stdout().flush());
        let _ = disable_raw_mode();
        before(info);
    }));
}

/// Writes a number in decimal digits.
fn digits(number: u16, out: &mut Vec<u8>) {
    if number >= 10 {
        digits(number / 10, out);
    }
    out.push(b'0' + (number % 10) as u8);
}

/// Keeps the shorter of the two halves written since `start`; the first one if they are equal.
fn keep_shorter(out: &mut Vec<u8>, start: usize, middle: usize) {
    if out.len() - middle < middle - start {
        out.drain(start..middle);
    } else {
        out.truncate(middle);
    }
}
