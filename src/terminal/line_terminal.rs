//! Input and output line by line: a terminal as it is, a serial line, a teletype, a pipe.
//!
//! Changes no mode of a terminal and sends nothing but the text it is given. Waits for a line and
//! for signals at once, also while the other side takes no output. Entry points:
//! [`LineTerminal::start`], [`LineTerminal::wait`], [`LineTerminal::write`].

use std::collections::VecDeque;
use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::{LocalModes, tcgetattr, tcgetwinsize};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTSTP};

use super::caught_signals::{CaughtSignals, ENDING};
use super::{job_control, nonblocking_output};

/// Bytes read or written at a time: what a terminal or a pipe takes at once when it takes anything.
const BATCH: usize = 512;

/// Bytes of the longest line that is read.
const LONGEST: usize = 1 << 20;

/// An event from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineEvent {
    /// A line, without its end.
    Line(String),
    /// A line that is not UTF-8.
    NotText,
    /// A line that is too long.
    TooLong,
    /// No further line comes.
    End,
    /// The person interrupts (Ctrl-C).
    Interrupt,
    /// The person wants to go to the shell (Ctrl-Z).
    Stop,
    /// This signal ends the program; a lost line counts as SIGHUP.
    Ended(i32),
    /// One of the other sources ([`LineTerminal::register`]) is readable; its number.
    Ready(usize),
}

/// Where lines come from and go to.
pub struct LineTerminal {
    signals: CaughtSignals,
    others: Vec<Option<OwnedFd>>,
    /// The terminal, opened once more; `None` where lines go to a pipe or file.
    terminal: Option<OwnedFd>,
    /// What was read and is no whole line yet.
    typed: Vec<u8>,
    /// The rest of a line that is too long is skipped.
    is_skipping: bool,
    has_ended: bool,
    /// What arrived while something was written.
    pending: VecDeque<LineEvent>,
    /// Another program has the terminal.
    away: Arc<AtomicBool>,
}

impl LineTerminal {
    /// Starts to catch signals.
    ///
    /// # Errors
    /// When the system provides no further descriptor.
    pub fn start() -> io::Result<LineTerminal> {
        let away = Arc::new(AtomicBool::new(false));
        // Otherwise the shell would wait for this process when the other program is stopped.
        signal_hook::flag::register_conditional_default(SIGTSTP, Arc::clone(&away))?;
        Ok(LineTerminal {
            away,
            signals: CaughtSignals::catch(&[SIGTSTP])?,
            others: Vec::new(),
            terminal: nonblocking_output::open_terminal(),
            typed: Vec::new(),
            is_skipping: false,
            has_ended: false,
            pending: VecDeque::new(),
        })
    }

    /// Returns the cells of a line; `None` where it does not go to a terminal.
    pub fn width(&self) -> Option<usize> {
        let size = io::stdout().is_terminal().then(|| tcgetwinsize(io::stdout()).ok())?;
        let width = size.map_or(0, |size| usize::from(size.ws_col));
        Some(if width == 0 { super::USUAL.width.into() } else { width })
    }

    /// Returns true when the terminal shows what is typed, with the end of its line.
    pub fn echoes(&self) -> bool {
        tcgetattr(io::stdin()).is_ok_and(|modes| modes.local_modes.contains(LocalModes::ECHO))
    }

    /// Also wakes for this source; returns the number that [`LineEvent::Ready`] then carries.
    pub fn register(&mut self, source: OwnedFd) -> usize {
        self.others.push(Some(source));
        self.others.len() - 1
    }

    /// Stops waking for this source.
    pub fn deregister(&mut self, number: usize) {
        self.others.get_mut(number).into_iter().for_each(|source| *source = None);
    }

    /// Waits for something to happen, at most for `patience`; a line is read only where one is
    /// wanted. Returns `None` when nothing has happened.
    ///
    /// # Errors
    /// When the system cannot wait.
    pub fn wait(&mut self, wants_line: bool, patience: Option<Duration>) -> io::Result<Option<LineEvent>> {
        if let Some(event) = self.pending.pop_front() {
            return Ok(Some(event));
        }
        loop {
            if wants_line && let Some(event) = self.whole_line() {
                // Much may have been typed ahead; a signal counts more.
                self.sleep(false, None, Some(Duration::ZERO))?;
                self.pending.push_back(event);
                return Ok(self.pending.pop_front());
            }
            let (is_readable, is_late) = self.sleep(wants_line && !self.has_ended, None, patience)?;
            if let Some(event) = self.pending.pop_front() {
                return Ok(Some(event));
            }
            if is_readable {
                self.read();
            } else if is_late {
                return Ok(None);
            }
        }
    }

    /// Writes a text; where a signal ends the program meanwhile, the rest is dropped.
    ///
    /// # Errors
    /// When the system cannot wait.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text.as_bytes();
        while !rest.is_empty() && !self.pending.iter().any(|event| matches!(event, LineEvent::Ended(_))) {
            let own = self.terminal.as_ref().map(OwnedFd::try_clone).transpose()?;
            let stdout = io::stdout();
            let out = own.as_ref().map_or_else(|| stdout.as_fd(), OwnedFd::as_fd);
            let (is_ready, _) = self.sleep(false, Some(out), None)?;
            if !is_ready {
                continue;
            }
            match rustix::io::write(out, &rest[..rest.len().min(BATCH)]) {
                Ok(count) => rest = &rest[count..],
                Err(Errno::INTR | Errno::AGAIN) => {}
                // Nobody reads any more.
                Err(_) => self.pending.push_back(LineEvent::Ended(SIGHUP)),
            }
        }
        Ok(())
    }

    /// Stops this process as Ctrl-Z does, and comes back when it is continued.
    pub fn stop(&self) {
        job_control::stop();
    }

    /// Lets another program have the terminal; what the keyboard sends meanwhile is not meant for
    /// this one. A signal that stops that program stops this one as well.
    pub fn give_way<T>(&mut self, other: impl FnOnce() -> T) -> T {
        self.away.store(job_control::can_be_resumed(), Ordering::Relaxed);
        let result = other();
        self.away.store(false, Ordering::Relaxed);
        self.signals.discard(&[SIGINT, SIGQUIT, SIGTSTP]);
        result
    }

    /// Waits until a line can be read, more can be written, or something else happens, which then
    /// is pending. Returns whether the one or the other can be done, and whether time is over.
    fn sleep(
        &mut self,
        wants_input: bool,
        output: Option<BorrowedFd<'_>>,
        patience: Option<Duration>,
    ) -> io::Result<(bool, bool)> {
        let stdin = io::stdin();
        let mut fds: Vec<PollFd<'_>> = self.signals.pipes().map(|pipe| PollFd::new(pipe, PollFlags::IN)).collect();
        let signals = fds.len();
        let others: Vec<(usize, &OwnedFd)> =
            self.others.iter().enumerate().filter_map(|(number, source)| Some((number, source.as_ref()?))).collect();
        // What else there is to do waits until all is written.
        let others = if output.is_none() { others } else { Vec::new() };
        fds.extend(others.iter().map(|(_, source)| PollFd::new(*source, PollFlags::IN)));
        fds.extend(wants_input.then(|| PollFd::new(&stdin, PollFlags::IN)));
        fds.extend(output.iter().map(|output| PollFd::new(output, PollFlags::OUT)));
        let time = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let is_late = match poll(&mut fds, time.as_ref()) {
            Ok(count) => count == 0,
            Err(Errno::INTR) => false,
            Err(error) => return Err(error.into()),
        };
        let stirred = |fd: &PollFd<'_>| !fd.revents().is_empty();
        let arrived: Vec<usize> = (0..signals).filter(|number| stirred(&fds[*number])).collect();
        let ready: Vec<usize> =
            others.iter().zip(&fds[signals..]).filter(|(_, fd)| stirred(fd)).map(|((number, _), _)| *number).collect();
        let can_go_on = fds.get(signals + others.len()).is_some_and(stirred);
        self.pending.extend(ready.into_iter().map(LineEvent::Ready));
        for signal in self.signals.arrived(&arrived) {
            self.pending.push_back(match signal {
                // On a pipe nobody presses Ctrl-C.
                SIGINT if io::stdin().is_terminal() => LineEvent::Interrupt,
                signal if ENDING.contains(&signal) => LineEvent::Ended(signal),
                _ => LineEvent::Stop,
            });
        }
        Ok((can_go_on, is_late))
    }

    fn read(&mut self) {
        let mut bytes = [0; BATCH];
        match rustix::io::read(io::stdin(), &mut bytes) {
            Ok(0) => self.has_ended = true,
            Ok(count) => self.typed.extend(&bytes[..count]),
            Err(Errno::INTR | Errno::AGAIN) => {}
            // The terminal is gone.
            Err(_) => self.pending.push_back(LineEvent::Ended(SIGHUP)),
        }
    }

    /// Returns the first whole line of what was read, or that no other comes.
    fn whole_line(&mut self) -> Option<LineEvent> {
        let Some(end) = self.typed.iter().position(|byte| *byte == b'\n') else {
            if self.typed.len() > LONGEST {
                self.typed.clear();
                self.is_skipping = true;
            }
            return match (self.has_ended, self.typed.is_empty()) {
                (false, _) => None,
                (true, true) => Some(LineEvent::End),
                (true, false) => Some(self.line_of(self.typed.clone(), true)),
            };
        };
        let line = self.typed.drain(..=end).collect();
        Some(self.line_of(line, false))
    }

    fn line_of(&mut self, mut line: Vec<u8>, is_last: bool) -> LineEvent {
        if is_last {
            self.typed.clear();
        }
        if std::mem::take(&mut self.is_skipping) || line.len() > LONGEST {
            return LineEvent::TooLong;
        }
        while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            line.pop();
        }
        String::from_utf8(line).map_or(LineEvent::NotText, LineEvent::Line)
    }
}
