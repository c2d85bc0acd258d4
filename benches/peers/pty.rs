//! A program in a terminal of its own, and what it sends and when.
//!
//! Every piece of output is stamped when it is read and looked at afterwards, so that no time is
//! taken while the screen is worked out. The terminal answers what terminals are asked. Must not
//! know which program it is. Enter at [`Session::start`].

use std::io::{self, Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use memchr::memmem;
use portable_pty::{CommandBuilder, PtyPair, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// Columns and lines of the terminal.
pub const SIZE: (u16, u16) = (120, 40);

/// So long without output, and what was begun is taken to be done.
const QUIET: Duration = Duration::from_millis(50);

/// So long many keys at once are watched.
const MANY: Duration = Duration::from_millis(2_000);

/// The same for a start, before the screen is looked at.
const START_QUIET: Duration = Duration::from_millis(300);

/// After so long with output and no pause, what was begun is taken to be done, too.
const RESTLESS: Duration = Duration::from_secs(2);

/// A key that brings nothing within this time brings nothing.
const SILENT: Duration = Duration::from_millis(400);

/// What programs ask a terminal, and what one with 256 colours answers.
const ANSWERS: &[(&[u8], &[u8])] = &[
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[0c", b"\x1b[?62;22c"),
    (b"\x1b[>c", b"\x1b[>41;367;0c"),
    (b"\x1b[>0c", b"\x1b[>41;367;0c"),
    (b"\x1b[5n", b"\x1b[0n"),
    (b"\x1b[6n", b"\x1b[2;2R"),
    (b"\x1b[?u", b"\x1b[?0u"),
    (b"\x1b[>q", b"\x1bP>|xterm(367)\x1b\\"),
    (b"\x1bP+q", b"\x1bP0+r\x1b\\"),
    (b"\x1b]10;?", b"\x1b]10;rgb:dddd/dddd/dddd\x1b\\"),
    (b"\x1b]11;?", b"\x1b]11;rgb:1111/1111/1111\x1b\\"),
];

/// Some output and when it was read.
struct Chunk {
    at: Instant,
    bytes: Vec<u8>,
}

/// What followed something.
#[derive(Debug, Clone, Copy, Default)]
pub struct Burst {
    /// Time to the last byte; nothing when none came.
    pub time: Option<Duration>,
    /// Number of bytes.
    pub bytes: usize,
}

/// How a start went; times from before the process was made.
#[derive(Debug, Clone, Copy, Default)]
pub struct Start {
    /// The data stood on the screen and a pause followed.
    pub settled: Option<Duration>,
    /// All of the file was there, too.
    pub whole: Option<Duration>,
}

/// A program in a terminal.
pub struct Session {
    began: Instant,
    chunks: Vec<Chunk>,
    output: Receiver<Chunk>,
    keys: Box<dyn Write + Send>,
    pid: u32,
    ended: Receiver<Instant>,
    screen: vt100::Parser,
    /// So many chunks are on `screen`.
    shown: usize,
    // The terminal lives as long as this.
    _pty: PtyPair,
}

impl Session {
    /// Starts a program.
    pub fn start(command: CommandBuilder) -> io::Result<Session> {
        let size = PtySize { cols: SIZE.0, rows: SIZE.1, ..PtySize::default() };
        let pty = native_pty_system().openpty(size).map_err(io::Error::other)?;
        let reader = pty.master.try_clone_reader().map_err(io::Error::other)?;
        let keys = pty.master.take_writer().map_err(io::Error::other)?;
        let output = reading(reader);
        let began = Instant::now();
        let mut child = pty.slave.spawn_command(command).map_err(io::Error::other)?;
        let pid = child.process_id().unwrap_or_default();
        let (end, ended) = channel();
        thread::spawn(move || {
            _ = child.wait();
            // Nobody listens any more when the program was given up.
            _ = end.send(Instant::now());
        });
        Ok(Session { began, chunks: Vec::new(), output, keys, pid, ended, screen: blank(), shown: 0, _pty: pty })
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Waits until a start is over: until the screen shows `expect` and, where it is known by
    /// something, that all is there.
    pub fn started(&mut self, expect: &str, whole: Option<&str>, patience: Duration) -> Start {
        let until = Instant::now() + patience;
        let shows = |screen: &vt100::Screen, text: &str| screen.contents().contains(text);
        loop {
            self.until_quiet(START_QUIET, patience);
            self.update();
            let done =
                shows(self.screen.screen(), expect) && whole.is_none_or(|text| shows(self.screen.screen(), text));
            if done || Instant::now() > until {
                break;
            }
        }
        // Now that nothing is timed any more: when did the screen show it?
        let mut replay = blank();
        let mut start = Start::default();
        let (mut seen, mut complete) = (false, false);
        for (i, chunk) in self.chunks.iter().enumerate() {
            replay.process(&chunk.bytes);
            seen |= shows(replay.screen(), expect);
            complete |= whole.is_some_and(|text| shows(replay.screen(), text));
            if self.chunks.get(i + 1).is_none_or(|next| next.at - chunk.at >= QUIET) {
                let time = Some(chunk.at - self.began);
                start.settled = start.settled.or(time.filter(|_| seen));
                start.whole = start.whole.or(time.filter(|_| seen && complete));
            }
        }
        start
    }

    /// Types bytes and waits until what follows is over.
    pub fn press(&mut self, keys: &[u8]) -> Burst {
        while self.take(Duration::from_millis(2)) {}
        let before = self.chunks.len();
        let began = Instant::now();
        if self.keys.write_all(keys).and_then(|()| self.keys.flush()).is_err() {
            return Burst::default();
        }
        self.until_quiet(QUIET, SILENT);
        self.burst(before, began)
    }

    /// Types many keys at once: to the last byte that changes the screen, however long the program
    /// pauses in between.
    pub fn press_many(&mut self, keys: &[u8]) -> Burst {
        while self.take(Duration::from_millis(2)) {}
        self.update();
        let (before, began) = (self.chunks.len(), Instant::now());
        if self.keys.write_all(keys).and_then(|()| self.keys.flush()).is_err() {
            return Burst::default();
        }
        self.idle(MANY);
        let mut burst = Burst::default();
        let (mut bytes, mut state) = (0, self.screen.screen().state_formatted());
        for chunk in &self.chunks[before..] {
            self.screen.process(&chunk.bytes);
            bytes += chunk.bytes.len();
            let now = self.screen.screen().state_formatted();
            if std::mem::replace(&mut state, now) != state {
                burst = Burst { time: Some(chunk.at.saturating_duration_since(began)), bytes };
            }
        }
        self.shown = self.chunks.len();
        burst
    }

    /// Types bytes and waits until the screen is as wanted: to the last byte of what then stands
    /// there.
    pub fn press_until(&mut self, keys: &[u8], patience: Duration, wanted: impl Fn(&vt100::Screen) -> bool) -> Burst {
        let (before, began) = (self.chunks.len(), Instant::now());
        let mut burst = self.press(keys);
        self.update();
        while !wanted(self.screen.screen()) {
            if began.elapsed() > patience {
                return Burst { time: None, ..burst };
            }
            self.until_quiet(QUIET, SILENT);
            self.update();
            burst = self.burst(before, began);
        }
        burst
    }

    fn burst(&self, before: usize, began: Instant) -> Burst {
        let chunks = &self.chunks[before..];
        Burst {
            time: chunks.last().map(|chunk| chunk.at.saturating_duration_since(began)),
            bytes: chunks.iter().map(|chunk| chunk.bytes.len()).sum(),
        }
    }

    /// Leaves it alone; the number of bytes that came.
    pub fn idle(&mut self, time: Duration) -> usize {
        let (before, until) = (self.chunks.len(), Instant::now() + time);
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            if !self.take(left) {
                break;
            }
        }
        self.burst(before, until).bytes
    }

    /// Types the keys that end the program; the time from the last of them to its end.
    pub fn quit(mut self, keys: &[u8]) -> Option<Duration> {
        let began = Instant::now();
        self.keys.write_all(keys).and_then(|()| self.keys.flush()).ok()?;
        let end = self.ended.recv_timeout(Duration::from_secs(5)).ok();
        if end.is_none() {
            let pid = Pid::from_raw(self.pid.try_into().ok()?)?;
            _ = kill_process(pid, Signal::KILL);
            _ = self.ended.recv_timeout(Duration::from_secs(5));
        }
        Some(end? - began)
    }

    /// What stands on the screen.
    pub fn screen(&mut self) -> &vt100::Screen {
        self.update();
        self.screen.screen()
    }

    /// A key of the cursor pad, as the mode in which the program put the terminal wants it.
    pub fn cursor_key(&mut self, letter: u8) -> Vec<u8> {
        let lead = if self.screen().application_cursor() { b'O' } else { b'[' };
        vec![0x1b, lead, letter]
    }

    /// Reads until nothing has come for `quiet`; waits at most `first` for the first output.
    fn until_quiet(&mut self, quiet: Duration, first: Duration) {
        if !self.take(first) {
            return;
        }
        // A program that never rests is looked at all the same.
        let until = Instant::now() + RESTLESS;
        while self.take(quiet) && Instant::now() < until {}
    }

    /// Takes the next output; false when none comes in time.
    fn take(&mut self, time: Duration) -> bool {
        match self.output.recv_timeout(time) {
            Ok(chunk) => {
                self.answer(&chunk.bytes);
                self.chunks.push(chunk);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }

    fn answer(&mut self, bytes: &[u8]) {
        let mut found: Vec<(usize, &[u8])> = Vec::new();
        for (question, answer) in ANSWERS {
            found.extend(memmem::find_iter(bytes, question).map(|at| (at, *answer)));
        }
        found.sort_unstable();
        for (_, answer) in found {
            // A program that is gone needs no answer.
            _ = self.keys.write_all(answer).and_then(|()| self.keys.flush());
        }
    }

    fn update(&mut self) {
        for chunk in &self.chunks[self.shown..] {
            self.screen.process(&chunk.bytes);
        }
        self.shown = self.chunks.len();
    }
}

fn blank() -> vt100::Parser {
    let cells = |count| NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN);
    vt100::Parser::new(cells(SIZE.1), cells(SIZE.0), 0)
}

/// Reads and stamps in a thread of its own, until nothing comes any more.
fn reading(mut reader: Box<dyn Read + Send>) -> Receiver<Chunk> {
    let (sender, output) = channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(Chunk { at: Instant::now(), bytes: buffer[..count].to_vec() }).is_err() {
                return;
            }
        }
    });
    output
}
