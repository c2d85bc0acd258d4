//! Runs a job beside the event loop: it reports progress, can be cancelled, and ends with an
//! outcome.
//!
//! Owner and job share a percentage and a flag, nothing else. Each report wakes the loop through
//! one pipe for all jobs ([`WakePipe`]). A panic of the job is resumed in its owner: everything
//! unsaved is in the journal. What a job does is not known here. Entry point: [`Worker::start`].

use std::io::{self, Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Minimum interval between two reports of progress.
const PAUSE: Duration = Duration::from_millis(100);

/// A job without its types: what a [`JobRunner`] runs.
pub type Job = Box<dyn FnOnce() + Send>;

/// How jobs are run.
pub trait JobRunner: Sync {
    /// Starts a job, or lays it by to be run.
    ///
    /// # Errors
    /// When the system has no thread for it.
    fn start(&self, name: &'static str, job: Job) -> io::Result<()>;

    /// Returns how long the loop may wait for a job (`None`: without limit) when it would wait for
    /// `patience`. Where jobs run only when they are told to, waiting for one is in vain.
    fn patience(&self, patience: Option<Duration>) -> Option<Duration>;
}

/// Runs each job at once, on a thread of its own.
pub struct Threads;

impl JobRunner for Threads {
    fn start(&self, name: &'static str, job: Job) -> io::Result<()> {
        thread::Builder::new().name(name.into()).spawn(job).map(drop)
    }

    fn patience(&self, patience: Option<Duration>) -> Option<Duration> {
        patience
    }
}

/// The pipe through which all jobs wake the loop.
pub struct WakePipe {
    reader: UnixStream,
    writer: Arc<UnixStream>,
}

impl WakePipe {
    /// Opens the pipe.
    ///
    /// # Errors
    /// When the system provides none.
    pub fn new() -> io::Result<WakePipe> {
        let (reader, writer) = UnixStream::pair()?;
        reader.set_nonblocking(true)?;
        writer.set_nonblocking(true)?;
        Ok(WakePipe { reader, writer: Arc::new(writer) })
    }

    /// Returns the descriptor to poll; when there is input, call [`WakePipe::drain`].
    ///
    /// # Errors
    /// When the system provides no further descriptor.
    pub fn fd(&self) -> io::Result<OwnedFd> {
        Ok(self.reader.try_clone()?.into())
    }

    /// Reads the pipe empty. To be called before the workers are asked, so that no report is
    /// missed.
    pub fn drain(&self) {
        while (&self.reader).read(&mut [0; 64]).is_ok_and(|count| count == 64) {}
    }
}

/// What owner and job share.
#[derive(Default)]
struct WorkerState {
    percent: AtomicU8,
    is_cancelled: AtomicBool,
}

/// The job's side of a worker.
pub struct Reporter {
    shared: Arc<WorkerState>,
    wake: Arc<UnixStream>,
    /// When the last report was made.
    reported: Mutex<Instant>,
}

impl Reporter {
    fn new(wakes: &WakePipe) -> Reporter {
        Reporter { shared: Arc::default(), wake: Arc::clone(&wakes.writer), reported: Mutex::new(Instant::now()) }
    }

    /// Reports progress, forwards only and not too often. May be called by several threads at once.
    pub fn percent(&self, percent: u8) {
        // If another thread is reporting at this moment, its report is enough.
        let Ok(mut reported) = self.reported.try_lock() else { return };
        if reported.elapsed() >= PAUSE && percent > self.shared.percent.load(Ordering::Relaxed) {
            *reported = Instant::now();
            self.shared.percent.store(percent, Ordering::Relaxed);
            self.wake();
        }
    }

    /// Returns the progress callback of a part of the work, from one percentage to another.
    pub fn part(&self, from: usize, to: usize) -> impl Fn(usize, usize) + Sync {
        move |done, all| self.percent((from + (to - from) * done.min(all) / all.max(1)).min(100) as u8)
    }

    /// Returns true when nobody waits for the outcome any longer.
    pub fn is_cancelled(&self) -> bool {
        self.shared.is_cancelled.load(Ordering::Relaxed)
    }

    fn wake(&self) {
        // A full pipe wakes the loop as well as one byte more.
        let _ = (&*self.wake).write(&[1]);
    }
}

/// A report of a running job.
pub enum WorkerReport<T> {
    /// Percentage of the work that is done.
    Percent(u8),
    /// The job has ended.
    Ended(T),
}

/// A running job, for its owner. A job whose worker is dropped is cancelled.
pub struct Worker<T> {
    shared: Arc<WorkerState>,
    outcome: Receiver<thread::Result<T>>,
    /// The last percentage that the owner was told.
    told: u8,
}

impl<T: Send + 'static> Worker<T> {
    /// Starts a job.
    ///
    /// # Errors
    /// When the system has no thread for it.
    pub fn start(
        runner: &dyn JobRunner,
        wakes: &WakePipe,
        name: &'static str,
        job: impl FnOnce(&Reporter) -> T + Send + 'static,
    ) -> io::Result<Worker<T>> {
        let reporter = Reporter::new(wakes);
        let shared = Arc::clone(&reporter.shared);
        let (sender, outcome) = channel();
        let run = move || {
            // The receiver is gone when the job was cancelled.
            let _ = sender.send(catch_unwind(AssertUnwindSafe(|| job(&reporter))));
            reporter.wake();
        };
        runner.start(name, Box::new(run))?;
        Ok(Worker { shared, outcome, told: 0 })
    }

    /// Waits for the end of the job, at most for `patience` (`None`: without limit). Returns its
    /// outcome, else the progress since the last call, if there is any.
    pub fn wait(&mut self, patience: Option<Duration>) -> Option<WorkerReport<T>> {
        let outcome = match patience {
            Some(patience) => self.outcome.recv_timeout(patience),
            None => self.outcome.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match outcome {
            Ok(Ok(outcome)) => Some(WorkerReport::Ended(outcome)),
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => {
                let percent = self.shared.percent.load(Ordering::Relaxed);
                let is_news = percent > std::mem::replace(&mut self.told, percent);
                is_news.then_some(WorkerReport::Percent(percent))
            }
        }
    }
}

impl<T> Drop for Worker<T> {
    fn drop(&mut self) {
        self.shared.is_cancelled.store(true, Ordering::Relaxed);
    }
}

/// Returns the outcome of a job.
#[cfg(test)]
pub(super) fn outcome_of<T>(job: impl FnOnce(&Reporter) -> T) -> T {
    job(&Reporter::new(&WakePipe::new().unwrap()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long_ago() -> Instant {
        Instant::now().checked_sub(PAUSE).unwrap()
    }

    /// Returns true when somebody has woken the loop since the last call.
    fn is_woken(wakes: &WakePipe) -> bool {
        let woken = (&wakes.reader).read(&mut [0; 1]).is_ok();
        wakes.drain();
        woken
    }

    #[test]
    fn progress_is_told_now_and_then_and_only_forwards() {
        let wakes = WakePipe::new().unwrap();
        let reporter = Reporter::new(&wakes);
        *reporter.reported.lock().unwrap() = long_ago();
        let told = || reporter.shared.percent.load(Ordering::Relaxed);
        let part = reporter.part(40, 60);
        part(5, 10);
        // The end follows immediately, so this progress is not reported.
        part(6, 10);
        assert_eq!((told(), is_woken(&wakes)), (50, true));
        *reporter.reported.lock().unwrap() = long_ago();
        part(2, 10);
        assert_eq!((told(), is_woken(&wakes)), (50, false));
        part(10, 10);
        assert_eq!((told(), is_woken(&wakes)), (60, true));
    }

    #[test]
    fn the_owner_hears_of_progress_once_and_then_of_the_end() {
        let wakes = WakePipe::new().unwrap();
        let (go_on, gate) = channel::<()>();
        let mut worker = Worker::start(&Threads, &wakes, "test", move |_| gate.recv().map(|()| 7)).unwrap();
        assert!(worker.wait(Some(Duration::ZERO)).is_none());
        worker.shared.percent.store(21, Ordering::Relaxed);
        assert!(matches!(worker.wait(Some(Duration::ZERO)), Some(WorkerReport::Percent(21))));
        assert!(worker.wait(Some(Duration::ZERO)).is_none());
        // The end comes before progress that nobody has asked for.
        worker.shared.percent.store(42, Ordering::Relaxed);
        go_on.send(()).unwrap();
        assert!(matches!(worker.wait(None), Some(WorkerReport::Ended(Ok(7)))));
    }

    #[test]
    fn a_job_hears_that_it_was_cancelled() {
        let wakes = WakePipe::new().unwrap();
        let (tell, told) = channel();
        let (go_on, gate) = channel::<()>();
        let job = move |reporter: &Reporter| {
            gate.recv().unwrap();
            tell.send(reporter.is_cancelled()).unwrap();
        };
        drop(Worker::start(&Threads, &wakes, "test", job).unwrap());
        go_on.send(()).unwrap();
        assert!(told.recv().unwrap());
    }

    #[test]
    fn a_panic_reaches_the_owner() {
        let wakes = WakePipe::new().unwrap();
        let job = |_: &Reporter| resume_unwind(Box::new("broken"));
        let mut worker = Worker::<()>::start(&Threads, &wakes, "test", job).unwrap();
        let panic = catch_unwind(AssertUnwindSafe(|| worker.wait(None).is_some())).unwrap_err();
        assert_eq!(panic.downcast_ref(), Some(&"broken"));
    }
}
