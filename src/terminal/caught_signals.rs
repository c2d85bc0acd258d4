//! The signals that the program catches, each as a pipe that can be polled.
//!
//! Must not decide what a signal does. Entry point: [`CaughtSignals::catch`].

use std::io::{self, Read as _};
use std::os::unix::net::UnixStream;

use signal_hook::consts::{SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU};

/// Signals that end the program. Their default action would do so too (signal(7)), but leave the
/// terminal in the mode of the screen and the last keystrokes out of the journal.
pub(super) const ENDING: [i32; 9] = [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGXCPU, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM];

/// Pipes on which signals arrive as bytes.
pub(super) struct CaughtSignals {
    pipes: Vec<(i32, UnixStream)>,
}

impl CaughtSignals {
    /// Starts to catch these signals and those that end the program.
    pub(super) fn catch(others: &[i32]) -> io::Result<CaughtSignals> {
        let mut pipes = Vec::new();
        for signal in others.iter().copied().chain(ENDING) {
            let (ours, theirs) = UnixStream::pair()?;
            ours.set_nonblocking(true)?;
            signal_hook::low_level::pipe::register(signal, theirs)?;
            pipes.push((signal, ours));
        }
        Ok(CaughtSignals { pipes })
    }

    /// Returns the pipes to be polled.
    pub(super) fn pipes(&self) -> impl ExactSizeIterator<Item = &UnixStream> {
        self.pipes.iter().map(|(_, pipe)| pipe)
    }

    /// Returns those signals that have arrived on the pipes with these numbers.
    pub(super) fn arrived(&mut self, numbers: &[usize]) -> Vec<i32> {
        let came = |(signal, pipe): &mut (i32, UnixStream)| {
            matches!(pipe.read(&mut [0; 64]), Ok(count) if count > 0).then_some(*signal)
        };
        numbers.iter().filter_map(|number| self.pipes.get_mut(*number).and_then(came)).collect()
    }

    /// Forgets these signals, if they have arrived.
    pub(super) fn discard(&mut self, signals: &[i32]) {
        for (_, pipe) in self.pipes.iter_mut().filter(|(signal, _)| signals.contains(signal)) {
            let _ = pipe.read(&mut [0; 64]);
        }
    }
}
