//! Bytes on their way to the terminal, which may take them slowly: nothing here waits for it.
//!
//! The terminal is opened a second time for writing, because "do not wait" belongs to what was
//! opened, and what stands open at the start belongs to the shell, too. Enter at [`Output::send`].

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

/// How long a terminal may take nothing at the end before it is left as it is.
const PATIENCE: Timespec = Timespec { tv_sec: 2, tv_nsec: 0 };

/// Where bytes go, and those that are not gone yet.
pub(super) struct Output {
    /// `None` where it cannot be opened again, as after `su`: then writing waits.
    own: Option<OwnedFd>,
    bytes: Vec<u8>,
    /// How many of them are gone.
    gone: usize,
    /// The terminal takes nothing any more.
    broken: bool,
}

impl Output {
    /// To the terminal that standard output is.
    pub(super) fn open() -> Output {
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let name = rustix::termios::ttyname(io::stdout(), Vec::new());
        let own = name.and_then(|name| rustix::fs::open(name, flags, Mode::empty())).ok();
        Output { own, bytes: Vec::new(), gone: 0, broken: false }
    }

    /// Sends bytes after those that wait, as far as the terminal takes them.
    pub(super) fn send(&mut self, bytes: Vec<u8>) {
        if self.is_done() {
            (self.bytes, self.gone) = (bytes, 0);
        } else {
            self.bytes.extend(bytes);
        }
        self.go_on();
    }

    /// Sends what waits, as far as the terminal takes it.
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

    /// Nothing waits.
    pub(super) fn is_done(&self) -> bool {
        self.gone == self.bytes.len()
    }

    /// The terminal takes nothing any more.
    pub(super) fn is_broken(&self) -> bool {
        self.broken
    }

    /// What to wait for until more can be sent; `None` when nothing waits.
    pub(super) fn waits_for(&self) -> Option<BorrowedFd<'_>> {
        self.own.as_ref().filter(|_| !self.is_done() && !self.broken).map(OwnedFd::as_fd)
    }

    /// Sends the last bytes, and waits until the terminal has taken them or has taken nothing for a
    /// while. What waits is dropped, but for the rest of a character or sequence that is half gone.
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

/// Length of the character or sequence that the bytes of a frame begin with.
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
