//! One dataset on many machines, with real git: what is known of its past, and how its versions
//! come together.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod broken_off;
mod past;
mod proposals;
mod remotes;
mod screen;
mod sync;
mod team;
#[allow(dead_code, reason = "made for the tests of the screen too")]
#[path = "../pty/terminal.rs"]
mod terminal;
