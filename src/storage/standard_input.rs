//! The standard input as a dataset: its name, and how it is opened.
//!
//! Must not read it. Entry points: [`path_of`], [`is_standard_input`].

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::path::Path;

/// The path that stands for the standard input.
const PATH: &str = "/dev/stdin";

/// Returns the path that an argument means: `-` is the standard input.
pub fn path_of(argument: &Path) -> &Path {
    if argument == Path::new("-") { Path::new(PATH) } else { argument }
}

/// Returns true for the path of the standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new(PATH)
}

/// Opens it. Its path leads nowhere when it is a socket, as it may be with sshd.
pub(super) fn open() -> io::Result<File> {
    Ok(io::stdin().as_fd().try_clone_to_owned()?.into())
}
