//! A directory with what the standards have rules for.

use crate::desk::{Desk, Run};

pub const TEXT: &str = include_str!("directory.ron");

/// What `export` prints of it; exporting again gives the same bytes.
#[track_caller]
pub fn exported(arguments: &[&str]) -> Run {
    let desk = desk();
    let arguments = [&["export"], arguments].concat();
    let run = desk.run(&arguments);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(desk.run(&arguments), run, "the same dataset gives the same bytes");
    run
}

/// A desk with it.
pub fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("koeln.ron", TEXT);
    desk
}
