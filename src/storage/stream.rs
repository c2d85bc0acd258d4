//! Tells a file from what another program passes on: the standard input, a pipe, a process
//! substitution (`<(…)`).
//!
//! A stream can be read once, and only to its end, and is never written. Must not read it. Entry
//! point: [`is_stream`].

use std::path::Path;

use super::disk::{Disk, FileKind};

/// The path of the standard input.
pub const STANDARD_INPUT: &str = "/dev/stdin";

/// Returns the path that an argument means: `-` is the standard input.
pub fn path_of(argument: &Path) -> &Path {
    if argument == Path::new("-") { Path::new(STANDARD_INPUT) } else { argument }
}

/// Returns true for the standard input and for pipes.
pub fn is_stream(disk: &dyn Disk, path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT) || disk.stat(path).is_ok_and(|stat| stat.kind == FileKind::Pipe)
}
