//! Buffered output to a terminal that may be slow: nothing here waits for it.
//!
//! The terminal is opened a second time for writing, because non-blocking mode belongs to the open
//! file description, and the shell shares the one of standard output. Entry point:
//! [`Output::send`].

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

/// At the end, how long the terminal may accept nothing before the rest is dropped.
const PATIENCE: Timespec = Timespec { tv_sec: 2, tv_nsec: 0 };

/// Opens the terminal of standard output once more, so that writing to it does not wait; `None`
/// where standard output is none, or it cannot be opened again.
pub(super) fn open_terminal() -> Option<OwnedFd> {
    let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let name = rustix::termios::ttyname(io::stdout(), Vec::new());
    name.and_then(|name| rustix::fs::open(name, flags, Mode::empty())).ok()
}

/// The terminal, and the bytes it has not accepted yet.
pub(super) struct Output {
    /// `None` where it cannot be opened again, as after `su`: then writing blocks.
    own: Option<OwnedFd>,
    bytes: Vec<u8>,
    /// Number of them that are sent.
    gone: usize,
    /// The terminal accepts nothing any more.
    broken: bool,
}

impl Output {
    /// Opens the terminal of standard output.
    pub(super) fn open() -> Output {
        Output { own: open_terminal(), bytes: Vec::new(), gone: 0, broken: false }
    }

    /// Queues bytes and sends as many as the terminal accepts.
    pub(super) fn send(&mut self, bytes: Vec<u8>) {
        if self.is_done() {
            (self.bytes, self.gone) = (bytes, 0);
        } else {
            self.bytes.extend(bytes);
        }
        self.go_on();
    }

    /// Sends as many queued bytes as the terminal accepts.
    pub(super) fn go_on(&mut self) {
        while !self.is_done() && !self.broken {
            let rest = &self.bytes[self.gone..];
            let written = match &self.own {
                Some(own) => rustix::io::write(own, rest),
                None => rustix::io::write(io::stdout(), rest),
            };
            match written {
                Ok(count) => self.gone += count,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return,
                Err(_) => self.broken = true,
            }
        }
    }

    /// Returns true when nothing is queued.
    pub(super) fn is_done(&self) -> bool {
        self.gone == self.bytes.len()
    }

    /// Returns true when the terminal accepts nothing any more.
    pub(super) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Returns the descriptor to poll until more can be sent; `None` when nothing is queued.
    pub(super) fn waits_for(&self) -> Option<BorrowedFd<'_>> {
        self.own.as_ref().filter(|_| !self.is_done() && !self.broken).map(OwnedFd::as_fd)
    }

    /// Sends the last bytes and waits until the terminal has accepted them or has accepted nothing
    /// for a while. Drops what is queued, except for the rest of a partially sent character or
    /// sequence.
    pub(super) fn end(&mut self, last: &[u8]) {
        let mut end = 0;
        while end < self.gone {
            end += part(&self.bytes[end..]);
        }
        self.bytes.truncate(end);
        self.send(last.to_owned());
        while let Some(fd) = self.waits_for() {
            if let Ok(0) = poll(&mut [PollFd::new(&fd, PollFlags::OUT)], Some(&PATIENCE)) {
                return;
            }
            self.go_on();
        }
    }
}

/// Returns the length of the character or sequence at the beginning of a frame's bytes.
fn part(bytes: &[u8]) -> usize {
    let length = match bytes {
        // CSI ends with its first letter, DCS with ST (ESC and a backslash), OSC also with BEL.
        [0x1b, b'[', rest @ ..] => rest.iter().position(|byte| (0x40..0x7f).contains(byte)).map(|end| end + 3),
        [0x1b, b'P', rest @ ..] => rest.iter().position(|byte| *byte == b'\\').map(|end| end + 3),
        [0x1b, b']', rest @ ..] => rest.iter().position(|byte| matches!(byte, 0x07 | b'\\')).map(|end| end + 3),
        [_, rest @ ..] => rest.iter().position(|byte| byte & 0xc0 != 0x80).map(|end| end + 1),
        [] => None,
    };
    length.unwrap_or(bytes.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_whole_characters_and_sequences() {
        let mut rest = "a\x1b[1;36mü\x1b[?25l●\n\x1b]52;c;aGk=\x07\x1bPtmux;\x07\x1b\\\x1b[H".as_bytes();
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (one, others) = rest.split_at(part(rest));
            parts.push(String::from_utf8(one.to_vec()).unwrap());
            rest = others;
        }
        assert_eq!(
            parts,
            ["a", "\x1b[1;36m", "ü", "\x1b[?25l", "●", "\n", "\x1b]52;c;aGk=\x07", "\x1bPtmux;\x07\x1b\\", "\x1b[H"]
        );
    }
}
