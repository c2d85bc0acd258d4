//! A terminal of its own for a program under test: a pty, the screen that its bytes make, and the
//! life of the process.
//!
//! Everything is waited for on one condition with a deadline; nothing sleeps. Must not know what
//! the program shows. Enter at [`Terminal::run`].

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, kill_process_group, waitpid};
use tempfile::TempDir;

/// How long anything may take before a test fails; far more than it takes.
const DEADLINE: Duration = Duration::from_secs(30);

/// How long a program is watched that should be at rest.
const REST: Duration = Duration::from_millis(2500);

/// What the process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It runs.
    Running,
    /// It was stopped, as by Ctrl-Z.
    Stopped,
    /// It ended with this exit code.
    Ended(i32),
    /// This signal ended it.
    Killed(i32),
}

/// What is known of program and terminal.
pub struct Seen {
    /// The screen, as a terminal would show it.
    pub screen: vt100::Parser,
    /// Every byte that came.
    pub bytes: Vec<u8>,
    /// What the process does.
    pub life: Life,
    /// No more bytes are read.
    deaf: bool,
    /// How many bytes may still be read; the others wait in the line.
    allowed: usize,
}

impl Seen {
    /// Whether these bytes came.
    pub fn contains(&self, bytes: &[u8]) -> bool {
        self.place(bytes).is_some()
    }

    /// Where these bytes first came.
    pub fn place(&self, bytes: &[u8]) -> Option<usize> {
        self.bytes.windows(bytes.len()).position(|window| window == bytes)
    }
}

/// A program in a terminal of its own.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    pty: PtyPair,
    keys: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    pid: Pid,
    /// The program is a job of that process, and in the foreground.
    has_job: bool,
    /// The modes of the line before the program started.
    before: String,
}

/// A home folder with a dataset, for one test.
pub struct Home {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Home {
    /// With the shipped dataset, German, in a terminal with colours and UTF-8.
    pub fn new() -> Home {
        let folder = TempDir::new().unwrap();
        fs::copy("data/koeln.ron", folder.path().join("koeln.ron")).unwrap();
        let home = folder.path().to_str().unwrap().to_owned();
        let path = std::env::var("PATH").unwrap();
        let variables =
            [("HOME", home), ("PATH", path), ("TERM", "xterm-256color".into()), ("LANG", "de_DE.UTF-8".into())];
        Home { folder, variables: variables.map(|(name, value)| (name.to_owned(), value)).into() }
    }

    /// With one more variable.
    pub fn with(mut self, name: &str, value: &str) -> Home {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Without a variable.
    pub fn without(mut self, name: &str) -> Home {
        self.variables.retain(|(other, _)| other != name);
        self
    }

    /// With a file of this text in it.
    pub fn with_file(self, name: &str, text: &str) -> Home {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
        self
    }

    /// With a shell script of this name in it, and its path in a variable.
    pub fn with_script(self, variable: &str, name: &str, lines: &str) -> Home {
        let path = self.path(name);
        fs::write(&path, lines).unwrap();
        let command = format!("sh '{}'", path.display());
        self.with(variable, &command)
    }

    /// A file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The text of a file in it.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Opens the program on the dataset.
    pub fn open(&self) -> Terminal {
        self.run(Path::new(env!("CARGO_BIN_EXE_bildungsnetz")), &["koeln.ron"])
    }

    /// Runs any program.
    pub fn run(&self, program: &Path, arguments: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(self.folder.path());
        command.env_clear();
        self.variables.iter().for_each(|(name, value)| command.env(name, value));
        Terminal::run(command)
    }
}

impl Terminal {
    /// Starts a program in a terminal of 80 × 24 cells.
    pub fn run(command: CommandBuilder) -> Terminal {
        let size = PtySize { rows: 24, cols: 80, ..PtySize::default() };
        let pty = native_pty_system().openpty(size).unwrap();
        let before = modes(&*pty.master);
        let screen = vt100::Parser::new(cells(24), cells(80), 0);
        let seen = Seen { screen, bytes: Vec::new(), life: Life::Running, deaf: false, allowed: usize::MAX };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let child = pty.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        let bytes = pty.master.try_clone_reader().unwrap();
        let reader = thread::spawn({
            let seen = Arc::clone(&seen);
            move || read(bytes, &seen)
        });
        thread::spawn({
            let seen = Arc::clone(&seen);
            move || watch(pid, &seen)
        });
        let keys = Some(pty.master.take_writer().unwrap());
        Terminal { seen, pty, keys, reader: Some(reader), pid, has_job: false, before }
    }

    /// With a process in the terminal that runs the program under test as its job. Signals go to
    /// the job.
    pub fn with_job(mut self) -> Terminal {
        self.has_job = true;
        self
    }

    /// Waits until what is seen is as wanted.
    #[track_caller]
    pub fn until(&self, wanted: &str, is_so: impl Fn(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        let (seen, changed) = &*self.seen;
        let started = Instant::now();
        let mut now = seen.lock().unwrap();
        while !is_so(&now) {
            let left = DEADLINE.checked_sub(started.elapsed());
            let Some(left) = left else {
                let screen = now.screen.screen().contents();
                panic!("in vain waited for: {wanted}\nthe process: {:?}\n{screen}", now.life);
            };
            now = changed.wait_timeout(now, left).unwrap().0;
        }
        now
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn shows(&self, text: &str) -> &Terminal {
        drop(self.until(text, |seen| seen.screen.screen().contents().contains(text)));
        self
    }

    /// Waits until the screen does not show a text any more.
    #[track_caller]
    pub fn hides(&self, text: &str) -> &Terminal {
        drop(self.until(&format!("no {text}"), |seen| !seen.screen.screen().contents().contains(text)));
        self
    }

    /// Types bytes as a terminal sends them.
    pub fn keys(&mut self, keys: &str) -> &mut Terminal {
        self.bytes(keys.as_bytes())
    }

    /// Sends bytes that may be no text.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Terminal {
        let writer = self.keys.as_mut().unwrap();
        writer.write_all(bytes).and_then(|()| writer.flush()).unwrap();
        self
    }

    /// From now on nothing is read but what is allowed, as on a slow line; what the reader waits
    /// for just now may come in one more piece.
    pub fn holds(&self) -> &Terminal {
        self.seen.0.lock().unwrap().allowed = 0;
        self
    }

    /// Reads so many more bytes, when they come.
    pub fn allows(&self, bytes: usize) -> &Terminal {
        let mut seen = self.seen.0.lock().unwrap();
        seen.allowed = seen.allowed.saturating_add(bytes);
        self.seen.1.notify_all();
        drop(seen);
        self
    }

    /// Makes the window another size.
    pub fn resize(&self, cols: u16, rows: u16) -> &Terminal {
        let (seen, _) = &*self.seen;
        seen.lock().unwrap().screen.set_size(cells(rows), cells(cols));
        self.pty.master.resize(PtySize { rows, cols, ..PtySize::default() }).unwrap();
        self
    }

    /// Sends the process a signal.
    pub fn signal(&self, signal: Signal) -> &Terminal {
        if self.has_job {
            let job = self.pty.master.process_group_leader().and_then(Pid::from_raw).unwrap();
            kill_process_group(job, signal).unwrap();
        }
        if !self.has_job || signal == Signal::CONT {
            kill_process(self.pid, signal).unwrap();
        }
        self
    }

    /// The process, for those who look at it or end it from elsewhere.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Waits until the process has stopped.
    #[track_caller]
    pub fn stops(&self) -> &Terminal {
        drop(self.until("the process to stop", |seen| seen.life == Life::Stopped));
        self
    }

    /// Waits until the process has ended and says how.
    #[track_caller]
    pub fn ends(&self) -> Life {
        self.until("the process to end", |seen| matches!(seen.life, Life::Ended(_) | Life::Killed(_))).life
    }

    /// Watches the program for a while: it uses no processor and wakes at most so many times. What
    /// it has just begun may take a moment, so a later while counts, too.
    #[track_caller]
    pub fn rests(&self, wakings: u64) -> &Terminal {
        let started = Instant::now();
        loop {
            let before = Work::of(self.pid);
            // To watch what happens in this time is what this is for.
            thread::sleep(REST);
            let after = Work::of(self.pid);
            let (ticks, woken) = (after.ticks - before.ticks, after.wakings - before.wakings);
            if ticks <= 1 && woken <= wakings {
                return self;
            }
            assert!(started.elapsed() < DEADLINE, "not at rest: {ticks} ticks and {woken} wakings in {REST:?}");
        }
    }

    /// How many bytes have come.
    pub fn count(&self) -> usize {
        self.seen.0.lock().unwrap().bytes.len()
    }

    /// Waits until the terminal is as the program found it.
    #[track_caller]
    pub fn is_given_back(&self) -> &Terminal {
        drop(self.until("main screen, cursor shown, no bracketed paste, old modes of the line", |seen| {
            let screen = seen.screen.screen();
            let modes = modes(&*self.pty.master) == self.before;
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste() && modes
        }));
        self
    }

    /// Waits until the program has the terminal.
    #[track_caller]
    pub fn is_taken(&self) -> &Terminal {
        drop(self.until("alternate screen, bracketed paste", |seen| {
            seen.screen.screen().alternate_screen() && seen.screen.screen().bracketed_paste()
        }));
        self
    }

    /// Closes the terminal, as when the connection breaks: nobody reads, nobody writes.
    pub fn close(mut self) -> Closed {
        self.seen.0.lock().unwrap().deaf = true;
        self.allows(usize::MAX);
        // The reader lets go with the next bytes, and another size makes some.
        self.resize(79, 23);
        self.reader.take().unwrap().join().unwrap();
        self.keys = None;
        Closed { seen: Arc::clone(&self.seen) }
    }
}

impl Drop for Terminal {
    /// A test that fails leaves no process behind.
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

/// A program whose terminal is gone.
pub struct Closed {
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Closed {
    /// Waits until the process has ended and says how.
    #[track_caller]
    pub fn ends(&self) -> Life {
        let (seen, changed) = &*self.seen;
        let guard = seen.lock().unwrap();
        let running = |seen: &mut Seen| matches!(seen.life, Life::Running | Life::Stopped);
        let (guard, waited) = changed.wait_timeout_while(guard, DEADLINE, running).unwrap();
        assert!(!waited.timed_out(), "the process still runs: {:?}", guard.life);
        guard.life
    }
}

/// What a process has done so far.
struct Work {
    /// Time on the processor, in hundredths of a second.
    ticks: u64,
    /// How often one of its threads went to sleep.
    wakings: u64,
}

impl Work {
    /// By what the kernel tells of it (proc_pid_stat(5), proc_pid_status(5)).
    fn of(pid: Pid) -> Work {
        let folder = PathBuf::from(format!("/proc/{}", pid.as_raw_nonzero()));
        let stat = fs::read_to_string(folder.join("stat")).unwrap();
        // Behind the name, which may hold anything but is in parentheses, utime and stime are the
        // 12th and 13th.
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        let threads = fs::read_dir(folder.join("task")).unwrap();
        let slept = |thread: fs::DirEntry| {
            let status = fs::read_to_string(thread.path().join("status")).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            line.map_or(0, |count| count.trim().parse().unwrap())
        };
        Work { ticks, wakings: threads.map(|thread| slept(thread.unwrap())).sum() }
    }
}

/// Reads until nothing comes any more, or nobody wants it.
fn read(mut bytes: Box<dyn Read + Send>, seen: &(Mutex<Seen>, Condvar)) {
    let mut buffer = [0; 8192];
    loop {
        let Ok(now) = seen.0.lock() else { return };
        let Ok(now) = seen.1.wait_while(now, |now| now.allowed == 0) else { return };
        let most = now.allowed.min(buffer.len());
        drop(now);
        let Ok(count @ 1..) = bytes.read(&mut buffer[..most]) else { return };
        let Ok(mut now) = seen.0.lock() else { return };
        now.allowed = now.allowed.saturating_sub(count);
        now.bytes.extend_from_slice(&buffer[..count]);
        now.screen.process(&buffer[..count]);
        seen.1.notify_all();
        if now.deaf {
            return;
        }
    }
}

/// Notes what becomes of the process.
fn watch(pid: Pid, seen: &(Mutex<Seen>, Condvar)) {
    while let Ok(Some((_, status))) = waitpid(Some(pid), WaitOptions::UNTRACED | WaitOptions::CONTINUED) {
        let life = match (status.exit_status(), status.terminating_signal()) {
            (Some(code), _) => Life::Ended(code),
            (_, Some(signal)) => Life::Killed(signal),
            _ if status.stopped() => Life::Stopped,
            _ => Life::Running,
        };
        // A test that has failed no longer wants to know.
        let Ok(mut now) = seen.0.lock() else { return };
        now.life = life;
        seen.1.notify_all();
    }
}

/// The modes of the line, for comparison.
fn modes(master: &dyn MasterPty) -> String {
    let termios = master.get_termios().unwrap();
    let mut text = String::new();
    let flags = (termios.input_flags, termios.output_flags, termios.control_flags, termios.local_flags);
    write!(text, "{flags:?} {:?}", termios.control_chars).unwrap();
    text
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}
