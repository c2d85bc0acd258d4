//! The process as a job of a shell: whether a shell could resume it, and how it stops itself.
//!
//! Must not touch the terminal. Entry point: [`can_be_resumed`].

use rustix::process::{Signal, getpgrp, getppid, getsid, kill_current_process_group};

/// Returns true when a shell in the same session could resume this process after a stop.
///
/// A process group is orphaned if no member has its parent in the same session and in another group
/// (POSIX, "orphaned process group"). Such a group would stay stopped for good, so the system
/// itself ignores Ctrl-Z there. Looking up the parents of all members would mean reading every
/// process. The group of the session leader is orphaned: that is the case for `ssh -t HOST PROGRAM`
/// and a pane without a shell, with or without a shell in between. Every other group was made by a
/// shell with job control, and is orphaned only when that shell is gone. Then the parent is in
/// another session, because the system replaced it.
pub fn can_be_resumed() -> bool {
    let Ok(session) = getsid(None) else { return false };
    let is_in_session = |parent| getsid(Some(parent)).is_ok_and(|of_parent| of_parent == session);
    getpgrp() != session && getppid().is_some_and(is_in_session)
}

/// Stops the process group; returns when it is continued.
///
/// A script that waits for this program belongs to the same job. While the script runs, its shell
/// does not get the terminal. All of them stop with one signal, so that the shell cannot continue
/// the job before the last one has stopped.
pub(super) fn stop() {
    // Not SIGTSTP, because this process catches it.
    let _ = kill_current_process_group(Signal::STOP);
}
