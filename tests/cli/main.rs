//! The command line as a user meets it: the real program, run in a folder of its own.
//!
//! `transcripts/*.txt` hold commands with everything they answer; `UPDATE=1 cargo test --test cli`
//! writes them anew.

#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod access;
mod columns;
mod completions;
mod configuration;
mod desk;
#[path = "../support/differing_lines.rs"]
mod differing_lines;
mod doctor;
mod endings;
mod examples;
mod findings;
mod graphs;
mod hostile_input;
mod languages;
mod large;
mod many;
mod merge;
mod pipes;
mod place_and_topic;
mod proposals;
mod publishing;
mod reminding;
mod terminal;
mod together;
mod transcripts;
mod views;
mod writing;
