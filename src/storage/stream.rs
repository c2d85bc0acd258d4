//! Reads a dataset that another program passes on: the standard input, a pipe, a process
//! substitution (`<(…)`).
//!
//! It can be read once, and only to its end, and is never written. Entry point: [`read`].

use std::io::{IsTerminal, Read};
use std::path::Path;

use super::dataset_location::Origin;
use super::disk::{Disk, FileKind, OpenMode};
use super::error::{ReadOnlyReason, StorageStep, StoreError, step};
use super::load::{LIMIT, Loaded, text_from};

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

/// Reads all that comes, at most as much as a file may have.
pub(super) fn read(disk: &dyn Disk, path: &Path) -> Result<Loaded, StoreError> {
    let file = step(StorageStep::Read, path, || disk.open(path, OpenMode::Stream))?;
    if file.is_terminal() {
        return Err(StoreError::NothingPiped { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    step(StorageStep::Read, path, || (&file).take(LIMIT + 1 - bytes.len() as u64).read_to_end(&mut bytes))?;
    if bytes.len() as u64 > LIMIT {
        return Err(StoreError::TooLarge { path: path.to_owned(), size: bytes.len() as u64 });
    }
    Ok(Loaded {
        text: text_from(path, bytes)?.into(),
        fingerprint: None,
        origin: Origin::Argument,
        path: Some(path.to_owned()),
        read_only: Some(ReadOnlyReason::Stream),
    })
}
