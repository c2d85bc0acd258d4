//! A conversation with the program over pipes, a line at a time. Entry point: [`Conversation`].

use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::{Desk, Run};

/// How long an answer may take before a test fails.
const DEADLINE: Duration = Duration::from_secs(60);

/// The program, and what it has said.
pub struct Conversation {
    child: Child,
    input: ChildStdin,
    output: Receiver<Vec<u8>>,
    /// All of it.
    told: Vec<u8>,
    /// How much of it was there when the last line was said.
    heard: usize,
}

impl Conversation {
    /// Starts the program.
    pub fn begin(desk: &Desk, arguments: &[&str]) -> Conversation {
        let mut child = desk.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let (input, mut out) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = out.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Conversation { child, input, output, told: Vec::new(), heard: 0 }
    }

    /// Says a line.
    pub fn says(&mut self, line: &str) -> &mut Conversation {
        self.sends(format!("{line}\n").as_bytes())
    }

    /// Sends bytes that may be no line.
    pub fn sends(&mut self, bytes: &[u8]) -> &mut Conversation {
        self.heard = self.told.len();
        self.input.write_all(bytes).and_then(|()| self.input.flush()).unwrap();
        self
    }

    /// Waits until the answer to the last line has this text.
    #[track_caller]
    pub fn until(&mut self, wanted: &str) -> &mut Conversation {
        let started = Instant::now();
        while !String::from_utf8_lossy(&self.told[self.heard..]).contains(wanted) {
            let left = DEADLINE.saturating_sub(started.elapsed());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.told.extend(bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("in vain waited for {wanted:?}:\n{}", String::from_utf8_lossy(&self.told))
                }
            }
        }
        self
    }

    /// Ends the input and waits for the end.
    pub fn ends(mut self) -> Run {
        drop(self.input);
        self.output.iter().for_each(|bytes| self.told.extend(bytes));
        let code = self.child.wait().unwrap().code();
        Run { code, out: String::from_utf8(self.told).unwrap(), err: String::new() }
    }
}
