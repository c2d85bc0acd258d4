//! One run of git, without a shell, a pager, a prompt or a terminal.
//!
//! What the environment says about repositories is taken out: a dataset's repository is the one
//! around its file, also where a hook of another repository runs this program. A call that reads
//! runs no hook, no program of the configuration and no fetch. Entry points: [`GitCall::reading`],
//! [`GitCall::output`].

use std::ffi::OsStr;
use std::io::{self, Read as _, Write as _};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process_group};

use super::{GitEnvironment, RepositoryError};

/// The variables by which the environment leads git elsewhere (`git rev-parse --local-env-vars`),
/// and those that would have it start other programs.
const TAKEN_OUT: [&str; 22] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_EDITOR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// How long to wait before asking again whether it is over, in nanoseconds.
const PAUSE: i64 = 100_000_000;

/// How long a call may talk to another machine. Without keep-alive a line that broke down is silent
/// forever, and a sync that repeats itself would never repeat itself again.
const LONGEST_TALK: Duration = Duration::from_secs(30 * 60);

/// A run of git that is being prepared.
#[derive(Debug)]
pub struct GitCall {
    command: Command,
    longest_talk: Duration,
    /// The number of arguments that every call has.
    common: usize,
    input: Option<Vec<u8>>,
}

impl GitCall {
    /// Prepares a call that reads the repository around a folder.
    pub fn reading(folder: &Path, environment: &GitEnvironment) -> GitCall {
        let call = GitCall::new(folder, environment, &["-c", "core.fsmonitor=false"]);
        call.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1")
    }

    /// Prepares a call that works on the repository around a folder, without hooks.
    pub(super) fn working(folder: &Path, environment: &GitEnvironment) -> GitCall {
        GitCall::new(folder, environment, &["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"])
    }

    /// Prepares a call that talks to another machine, with the hooks for that.
    pub(super) fn reaching(folder: &Path, environment: &GitEnvironment) -> GitCall {
        GitCall::new(folder, environment, &[])
    }

    fn new(folder: &Path, environment: &GitEnvironment, settings: &[&str]) -> GitCall {
        let mut command = Command::new("git");
        environment.enter(&mut command);
        TAKEN_OUT.iter().for_each(|name| {
            command.env_remove(name);
        });
        // Its output is parsed here, so its language must be known.
        command.env("LC_ALL", "C").env("GIT_PAGER", "cat").env("GIT_TERMINAL_PROMPT", "0").env("GIT_ASKPASS", "");
        command.env("SSH_ASKPASS_REQUIRE", "never").env("GCM_INTERACTIVE", "never");
        command.args(["--no-pager", "--literal-pathspecs"]).args(settings).arg("-C").arg(folder);
        let common = command.get_args().count();
        GitCall { command, longest_talk: LONGEST_TALK, common, input: None }
    }

    /// Adds an argument.
    #[must_use]
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> GitCall {
        self.command.arg(argument);
        self
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> GitCall {
        self.command.args(arguments);
        self
    }

    /// Sets a variable of the environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> GitCall {
        self.command.env(name, value);
        self
    }

    /// Sets what git reads from its standard input.
    #[must_use]
    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> GitCall {
        self.input = Some(bytes.into());
        self
    }

    /// Runs git to its end, and returns what it prints.
    ///
    /// # Errors
    /// When it cannot be started, or refuses.
    pub fn output(mut self) -> Result<Vec<u8>, RepositoryError> {
        let input = self.input.take();
        let mut child = self.start(input.is_some())?;
        // None of the calls prints before it has read everything.
        if let (Some(bytes), Some(mut to)) = (input, child.stdin.take()) {
            // Whatever went wrong, git says it.
            let _ = to.write_all(&bytes);
        }
        let output = child.wait_with_output().map_err(RepositoryError::NotStarted)?;
        self.judged(output)
    }

    /// Runs git, which may talk to another machine, until it ends or `is_cancelled`, but not
    /// forever.
    ///
    /// # Errors
    /// When it cannot be started, refuses, was cancelled, or takes too long.
    pub fn output_unless(mut self, is_cancelled: &dyn Fn() -> bool) -> Result<Vec<u8>, RepositoryError> {
        // What git starts, for example ssh, goes with it.
        self.command.process_group(0);
        let mut child = self.start(false)?;
        let begun = Instant::now();
        let is_over = || is_cancelled() || begun.elapsed() > self.longest_talk;
        let output = collected(&mut child, &is_over).map_err(RepositoryError::NotStarted)?;
        match output {
            Some(output) => self.judged(output),
            None => {
                if let Some(group) = Pid::from_raw(i32::try_from(child.id()).unwrap_or(0)) {
                    let _ = kill_process_group(group, Signal::KILL);
                }
                let _ = child.wait();
                if is_cancelled() {
                    return Err(RepositoryError::Cancelled);
                }
                Err(RepositoryError::TooLong { call: self.said(), limit: self.longest_talk })
            }
        }
    }

    /// Starts git, for a conversation.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(super) fn start(&mut self, is_fed: bool) -> Result<Child, RepositoryError> {
        let stdin = if is_fed { Stdio::piped() } else { Stdio::null() };
        self.command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.spawn().map_err(RepositoryError::NotStarted)
    }

    fn judged(&self, output: Output) -> Result<Vec<u8>, RepositoryError> {
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(RepositoryError::Refused { call: self.said(), said })
    }

    /// Returns the call as a person would type it.
    pub(super) fn said(&self) -> String {
        let arguments = self.command.get_args().skip(self.common);
        let call: Vec<_> = arguments.map(|argument| argument.to_string_lossy()).collect();
        format!("git {}", call.join(" "))
    }
}

/// Collects what a program prints until it ends; `None` when it `is_over` before.
fn collected(child: &mut Child, is_over: &dyn Fn() -> bool) -> io::Result<Option<Output>> {
    let (Some(mut out), Some(mut err)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let (mut is_out_open, mut is_err_open) = (true, true);
    let mut part = vec![0; 16 * 1024];
    while is_out_open || is_err_open {
        if is_over() {
            return Ok(None);
        }
        let mut waits = Vec::with_capacity(2);
        waits.extend(is_out_open.then(|| PollFd::from_borrowed_fd(out.as_fd(), PollFlags::IN)));
        waits.extend(is_err_open.then(|| PollFd::from_borrowed_fd(err.as_fd(), PollFlags::IN)));
        match poll(&mut waits, Some(&Timespec { tv_sec: 0, tv_nsec: PAUSE })) {
            Ok(0) | Err(rustix::io::Errno::INTR) => continue,
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        let is_ready: Vec<bool> = waits.iter().map(|wait| !wait.revents().is_empty()).collect();
        drop(waits);
        let (is_out_ready, is_err_ready) =
            if is_out_open { (is_ready[0], is_err_open && is_ready[1]) } else { (false, is_ready[0]) };
        if is_out_ready {
            let count = out.read(&mut part)?;
            stdout.extend_from_slice(&part[..count]);
            is_out_open = count > 0;
        }
        if is_err_ready {
            let count = err.read(&mut part)?;
            stderr.extend_from_slice(&part[..count]);
            is_err_open = count > 0;
        }
    }
    Ok(Some(Output { status: child.wait()?, stdout, stderr }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_line_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let here = GitEnvironment::default();
        GitCall::working(folder.path(), &here).args(["init", "--quiet"]).output().unwrap();
        let call = GitCall::new(folder.path(), &here, &["-c", "ssh.variant=simple"]);
        let mut call = call.env("GIT_SSH_COMMAND", "sleep 600;:").args(["fetch", "ssh://there/netz.git"]);
        call.longest_talk = Duration::from_millis(300);
        let error = call.output_unless(&|| false).unwrap_err();
        assert!(matches!(error, RepositoryError::TooLong { .. }), "{error:?}");
    }
}
