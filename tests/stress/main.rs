//! The real program under what life does to it, many times over: kills, several people at once,
//! failing disks, lost lines.
//!
//! Short by default.
//! `STRESS=10000 cargo test --release --test stress -- --nocapture --test-threads=1` is the long
//! form: so many rounds of everything, and so many changes by each of the eight writers; figures
//! are printed. `STRESS_SEED` repeats a run's random moments. What a child of ours is given is a
//! home of its own.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod desk;
mod faults;
mod hangups;
mod kills;
#[allow(dead_code, reason = "made for the tests of the screen too")]
#[path = "../pty/terminal.rs"]
mod terminal;
mod writers;
