//! Waits for keys, signals and other sources at once. Entry point: [`EventSource::next`].

use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ratatui::layout::{Position, Size};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH};

use super::caught_signals::{CaughtSignals, ENDING};
use super::input_parser::Keys;
use super::job_control;
use crate::key::{Chord, InputProblem, PointerAction};

/// Number of bytes read before the screen is drawn again.
const BATCH: usize = 16 * 1024;

/// How soon a click at the same place is the second of two.
const DOUBLE_CLICK: Duration = Duration::from_millis(500);

/// How long after a question a program that ends waits for the answer.
const ANSWER: Duration = Duration::from_millis(50);

/// An event from outside.
#[derive(Debug, Clone, PartialEq)]
pub enum TerminalEvent {
    /// A key.
    Key(Chord),
    /// Pasted text.
    Paste(String),
    /// The mouse was used, at this place.
    Pointer(PointerAction, Position),
    /// Typed or pasted input arrived incomplete.
    Problem(InputProblem),
    /// The terminal told the colour of its background.
    Background {
        /// Whether dark text is read on it.
        is_light: bool,
    },
    /// The terminal has another size; what it shows of the last frame is unknown.
    Resize,
    /// The process was stopped and continued; another program may have changed the terminal's modes
    /// meanwhile.
    Continued,
    /// Another process asks this one to suspend itself.
    Stop,
    /// The terminal is gone or the system wants the program to end: by this signal, or SIGHUP for a
    /// lost line without one.
    Ended(i32),
    /// One of the other sources ([`EventSource::register`]) is readable; its number.
    Ready(usize),
}

/// Everything that is polled: the terminal, the pipes on which signals arrive as bytes, and
/// registered sources.
pub struct EventSource {
    signals: CaughtSignals,
    keys: Keys,
    /// Where and when the mouse was clicked last.
    clicked: Option<(Position, Instant)>,
    /// When the terminal last sent something.
    heard: Instant,
    /// When the terminal was asked something that it has not answered.
    asked: Option<Instant>,
    others: Vec<Option<OwnedFd>>,
    /// Another program has the terminal, and a signal that stops it must stop this one as well.
    away: Arc<AtomicBool>,
}

/// Why a poll ended.
struct PollResult {
    /// Nothing arrived within the allowed time.
    late: bool,
    typed: bool,
    gone: bool,
    /// More can be sent to the terminal.
    takes: bool,
    /// Signals that may have arrived, by their index in the list.
    signals: Vec<usize>,
    ready: Vec<usize>,
}

impl EventSource {
    /// Starts to catch signals.
    pub(super) fn start() -> io::Result<EventSource> {
        let away = Arc::new(AtomicBool::new(false));
        // Otherwise the shell would wait for this process when the other program is stopped.
        signal_hook::flag::register_conditional_default(SIGTSTP, Arc::clone(&away))?;
        let signals = CaughtSignals::catch(&[SIGWINCH, SIGCONT, SIGTSTP])?;
        Ok(EventSource {
            signals,
            keys: Keys::default(),
            clicked: None,
            heard: Instant::now(),
            asked: None,
            others: Vec::new(),
            away,
        })
    }

    /// Also wakes for this source; the receiver of [`TerminalEvent::Ready`] with the returned
    /// number must read it empty.
    pub(super) fn register(&mut self, source: OwnedFd) -> usize {
        let free = self.others.iter().position(Option::is_none).unwrap_or(self.others.len());
        match self.others.get_mut(free) {
            Some(place) => *place = Some(source),
            None => self.others.push(Some(source)),
        }
        free
    }

    /// Stops waking for this source.
    pub(super) fn deregister(&mut self, number: usize) {
        if let Some(source) = self.others.get_mut(number) {
            *source = None;
        }
    }

    /// Sleeps until something arrives; returns all of it in order, and resizes only once. Returns
    /// nothing when the terminal accepts more of the pending `output`, or when nothing has arrived
    /// within `patience`.
    pub(super) fn next(
        &mut self,
        output: Option<BorrowedFd<'_>>,
        patience: Option<Duration>,
    ) -> io::Result<Vec<TerminalEvent>> {
        loop {
            let mut found = Vec::new();
            let PollResult { late, typed, gone, takes, signals, ready } = self.sleep(output, patience)?;
            found.extend(ready.into_iter().map(TerminalEvent::Ready));
            for signal in self.signals.arrived(&signals) {
                match signal {
                    signal if ENDING.contains(&signal) => found.push(TerminalEvent::Ended(signal)),
                    SIGTSTP => found.push(TerminalEvent::Stop),
                    SIGCONT => found.push(TerminalEvent::Continued),
                    _ => found.push(TerminalEvent::Resize),
                }
            }
            if gone {
                found.push(TerminalEvent::Ended(SIGHUP));
            } else if typed {
                self.read(&mut found);
                self.count_clicks(&mut found);
                self.heard = Instant::now();
            } else if self.rest() == Some(Duration::ZERO) {
                self.keys.give_up(&mut found);
            }
            if !found.is_empty() || takes || late {
                return Ok(found);
            }
        }
    }

    /// Tells the second of two clicks at one place apart.
    fn count_clicks(&mut self, found: &mut [TerminalEvent]) {
        for event in found {
            let TerminalEvent::Pointer(action @ PointerAction::Click, at) = event else { continue };
            let is_second = self.clicked.is_some_and(|(before, when)| before == *at && when.elapsed() < DOUBLE_CLICK);
            self.clicked = Some((*at, Instant::now())).filter(|_| !is_second);
            if is_second {
                *action = PointerAction::DoubleClick;
            }
        }
    }

    /// Returns how long the terminal has sent nothing.
    pub(super) fn silence(&self) -> Duration {
        self.heard.elapsed()
    }

    /// Notes that the terminal was asked something.
    pub(super) fn note_question(&mut self) {
        self.asked = Some(Instant::now());
    }

    /// Drops an answer to what was asked just now, which the shell would take for typing.
    pub(super) fn drop_answer(&mut self) {
        let Some(asked) = self.asked.take() else { return };
        let rest = ANSWER.saturating_sub(asked.elapsed());
        let time = Timespec::try_from(rest).ok().filter(|_| !rest.is_zero());
        let stdin = io::stdin();
        if let Some(time) = time
            && let Ok(1) = poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&time))
        {
            let _ = rustix::io::read(&stdin, &mut [0; BATCH]);
        }
    }

    /// Prepares for another program to get the terminal. A signal that stops that program stops
    /// this one too, unless nobody could resume it; then the other program is not stopped either.
    pub(super) fn give_way(&self) {
        self.away.store(job_control::can_be_resumed(), Ordering::Relaxed);
    }

    /// Takes the terminal back. Signals from the keyboard meanwhile are discarded: they were not
    /// meant for this program.
    pub(super) fn come_back(&mut self) {
        self.away.store(false, Ordering::Relaxed);
        // The rest of a partial sequence went to that program.
        self.keys = Keys::default();
        self.signals.discard(&[SIGINT, SIGQUIT, SIGTSTP, SIGCONT]);
    }

    /// Reads once what the terminal has; one that is gone has nothing.
    fn read(&mut self, found: &mut Vec<TerminalEvent>) {
        let mut bytes = [0; BATCH];
        match rustix::io::read(io::stdin(), &mut bytes) {
            Ok(count) if count > 0 => {
                self.keys.take(&bytes[..count], found);
                let is_answered = found.iter().any(|event| matches!(event, TerminalEvent::Background { .. }));
                self.asked = self.asked.take().filter(|_| !is_answered);
            }
            Err(Errno::INTR | Errno::AGAIN) => {}
            Ok(_) | Err(_) => found.push(TerminalEvent::Ended(SIGHUP)),
        }
    }

    /// Blocks until the terminal, a signal or another source is ready, the terminal accepts more
    /// output, a partial sequence has waited long enough, or `patience` is over.
    fn sleep(&self, output: Option<BorrowedFd<'_>>, patience: Option<Duration>) -> io::Result<PollResult> {
        let stdin = io::stdin();
        let mut fds = vec![PollFd::new(&stdin, PollFlags::IN)];
        fds.extend(self.signals.pipes().map(|pipe| PollFd::new(pipe, PollFlags::IN)));
        let others: Vec<(usize, &OwnedFd)> =
            self.others.iter().enumerate().filter_map(|(number, source)| Some((number, source.as_ref()?))).collect();
        fds.extend(others.iter().map(|(_, source)| PollFd::new(*source, PollFlags::IN)));
        fds.extend(output.iter().map(|output| PollFd::new(output, PollFlags::OUT)));
        let rest = self.rest();
        let is_patience_shorter = patience.is_some_and(|patience| rest.is_none_or(|rest| patience < rest));
        let limit = if is_patience_shorter { patience } else { rest };
        let time = limit.and_then(|limit| Timespec::try_from(limit).ok());
        let nothing = match poll(&mut fds, time.as_ref()) {
            Ok(count) => count == 0,
            Err(Errno::INTR) => false,
            Err(error) => return Err(error.into()),
        };
        let stirred = |fd: &PollFd<'_>| !fd.revents().is_empty();
        let flags = fds[0].revents();
        let (signals, states) = fds[1..].split_at(self.signals.pipes().len());
        Ok(PollResult {
            late: nothing && is_patience_shorter,
            typed: flags.contains(PollFlags::IN),
            gone: flags.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
            takes: states.get(others.len()).is_some_and(stirred),
            signals: (0..signals.len()).filter(|number| stirred(&signals[*number])).collect(),
            ready: others.iter().zip(states).filter(|(_, fd)| stirred(fd)).map(|((number, _), _)| *number).collect(),
        })
    }

    /// Returns how long the rest of a partial sequence may still take; other events meanwhile do
    /// not extend it.
    fn rest(&self) -> Option<Duration> {
        self.keys.patience().map(|patience| patience.saturating_sub(self.heard.elapsed()))
    }
}

/// Returns the size of the terminal; the usual one where it does not report one, and no more than a
/// screen can have: a terminal may claim four thousand million cells, and each is kept in memory.
pub(super) fn size() -> Size {
    match rustix::termios::tcgetwinsize(io::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => {
            Size { width: size.ws_col.min(super::LARGEST.width), height: size.ws_row.min(super::LARGEST.height) }
        }
        _ => super::USUAL,
    }
}
