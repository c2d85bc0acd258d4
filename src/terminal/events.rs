//! Waiting for keys and signals at once, and translating what comes.

use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use ratatui::crossterm::event::{self, Event as Raw, KeyCode, KeyEventKind, KeyModifiers};
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTERM, SIGWINCH};

use crate::key::{Chord, Key};

/// Keys, pastes and signals handled before the screen is drawn again.
const BATCH: usize = 1024;

/// What comes from outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A key.
    Key(Chord),
    /// Pasted text.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
    /// The terminal is gone or the system wants the program to end.
    Ended,
    /// One of the other sources ([`Waiting::also`]) has something; its number.
    Ready(usize),
}

/// What is waited for: the terminal, the pipes on which signals arrive as bytes, and what else was asked for.
pub struct Waiting {
    signals: Vec<(i32, UnixStream)>,
    others: Vec<Option<OwnedFd>>,
}

/// Why the sleep ended.
struct Woken {
    typed: bool,
    gone: bool,
    ready: Vec<usize>,
}

impl Waiting {
    /// Begins to catch signals.
    pub(super) fn start() -> io::Result<Waiting> {
        let mut signals = Vec::new();
        for signal in [SIGWINCH, SIGCONT, SIGHUP, SIGTERM] {
            let (ours, theirs) = UnixStream::pair()?;
            ours.set_nonblocking(true)?;
            signal_hook::low_level::pipe::register(signal, theirs)?;
            signals.push((signal, ours));
        }
        Ok(Waiting { signals, others: Vec::new() })
    }

    /// Also wakes for this; whoever gets [`Input::Ready`] with the number answered here reads it empty.
    pub(super) fn also(&mut self, source: OwnedFd) -> usize {
        self.others.push(Some(source));
        self.others.len() - 1
    }

    /// No longer wakes for this source.
    pub(super) fn no_more(&mut self, number: usize) {
        if let Some(source) = self.others.get_mut(number) {
            *source = None;
        }
    }

    /// Sleeps until something comes; returns all of it, in order, sizes once.
    pub(super) fn next(&mut self) -> io::Result<Vec<Input>> {
        loop {
            let mut found = Vec::new();
            let Woken { typed, gone, ready } = self.sleep()?;
            found.extend(ready.into_iter().map(Input::Ready));
            for signal in self.arrived() {
                match signal {
                    SIGHUP | SIGTERM => found.push(Input::Ended),
                    _ => found.push(Input::Resize(size()?)),
                }
            }
            if gone {
                found.push(Input::Ended);
            } else if typed {
                read_all(&mut found)?;
            }
            if !found.is_empty() {
                return Ok(found);
            }
        }
    }

    /// Blocks until the terminal, a signal or another source has something.
    fn sleep(&self) -> io::Result<Woken> {
        let stdin = io::stdin();
        let mut fds = vec![PollFd::new(&stdin, PollFlags::IN)];
        fds.extend(self.signals.iter().map(|(_, stream)| PollFd::new(stream, PollFlags::IN)));
        let others: Vec<(usize, &OwnedFd)> =
            self.others.iter().enumerate().filter_map(|(number, source)| Some((number, source.as_ref()?))).collect();
        fds.extend(others.iter().map(|(_, source)| PollFd::new(*source, PollFlags::IN)));
        match poll(&mut fds, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let flags = fds[0].revents();
        let states = fds.iter().skip(1 + self.signals.len());
        let ready =
            others.iter().zip(states).filter(|(_, fd)| !fd.revents().is_empty()).map(|((number, _), _)| *number);
        Ok(Woken {
            typed: flags.contains(PollFlags::IN),
            gone: flags.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
            ready: ready.collect(),
        })
    }

    fn arrived(&mut self) -> Vec<i32> {
        let mut arrived = Vec::new();
        for (signal, stream) in &mut self.signals {
            let mut bytes = [0; 64];
            if matches!(stream.read(&mut bytes), Ok(count) if count > 0) {
                arrived.push(*signal);
            }
        }
        arrived
    }
}

fn size() -> io::Result<Size> {
    let (width, height) = ratatui::crossterm::terminal::size()?;
    Ok(Size { width, height })
}

/// Everything that is there to be read, without waiting.
fn read_all(found: &mut Vec<Input>) -> io::Result<()> {
    while found.len() < BATCH && event::poll(Duration::ZERO)? {
        match event::read()? {
            Raw::Key(key) if key.kind != KeyEventKind::Release => {
                found.extend(chord(key.code, key.modifiers).map(Input::Key))
            }
            Raw::Paste(text) => found.push(Input::Paste(text)),
            Raw::Resize(width, height) => found.push(Input::Resize(Size { width, height })),
            _ => {}
        }
    }
    Ok(())
}

fn chord(code: KeyCode, modifiers: KeyModifiers) -> Option<Chord> {
    let mut shift = modifiers.contains(KeyModifiers::SHIFT);
    let key = match code {
        KeyCode::Char(c) => {
            shift = false;
            Key::Char(c)
        }
        KeyCode::BackTab => {
            shift = true;
            Key::Tab
        }
        KeyCode::F(number) => Key::F(number),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    };
    let ctrl = modifiers.contains(KeyModifiers::CONTROL);
    Some(Chord { key, ctrl, alt: modifiers.contains(KeyModifiers::ALT), shift })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_the_chords_the_table_names() {
        let named = |code, modifiers| chord(code, modifiers).map(|c| c.to_string());
        assert_eq!(named(KeyCode::BackTab, KeyModifiers::SHIFT).as_deref(), Some("shift+tab"));
        assert_eq!(named(KeyCode::Char('G'), KeyModifiers::SHIFT).as_deref(), Some("G"));
        assert_eq!(named(KeyCode::Char('s'), KeyModifiers::CONTROL).as_deref(), Some("ctrl+s"));
        assert_eq!(named(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }
}
