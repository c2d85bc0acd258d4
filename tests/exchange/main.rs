//! What is taken out, as others read it: each form with a reader of somebody else.
//!
//! `tests/support/readers/install` makes the Python environment that most of these need.

#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../../benches/support/generate.rs"]
mod generate;

#[path = "../cli/desk.rs"]
#[allow(dead_code, reason = "the tests of the command line use the rest")]
mod desk;

mod cards_in;
mod completeness;
mod csv;
mod dcat;
mod directory;
mod files;
mod geojson;
mod hostile;
mod hsds;
mod icalendar;
mod import;
mod json;
mod oparl;
mod pages;
mod random;
mod round_trip;
mod vcard;
mod workbooks;
