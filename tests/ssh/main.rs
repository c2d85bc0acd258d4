//! Restricted access over a real OpenSSH server, as `docs/ssh.md` tells administrators to set it
//! up: the blocks of that document are read and tried as they stand there.
//!
//! The server runs on the loopback interface, as the user who runs the tests, with its own keys and
//! configuration in a temporary folder. Whatever is expected is waited for, nothing sleeps.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod attacks;
#[path = "../support/generated_block.rs"]
mod generated_block;
mod recipe;
mod requests;
mod server;
mod sessions;
mod syncing;
#[path = "../pty/terminal.rs"]
#[allow(dead_code, reason = "the other tests of terminals use more of it")]
mod terminal;
