//! Reads a whole dataset into memory, once.
//!
//! The file is never mapped (one that shrinks would kill the program), never locked (readers wait
//! for nobody), never written. Entry point: [`open`] for a dataset that was chosen, [`read`] for a
//! file, [`read_input`] for what may also be a pipe.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::asked_file::AskedFile;
use super::dataset_location::{DatasetLocation, Origin};
use super::disk::{Disk, FileKind, FileMetadata, OpenMode};
use super::error::{ReadOnlyReason, StorageStep, StoreError, step};
use super::fingerprint::{Content, Fingerprint, Hasher};
use super::standard_input::is_standard_input;
use crate::document::FileText;
use crate::parallel::{self, OnProgress};

/// The largest file that is read, in bytes (1 GiB).
pub const LIMIT: u64 = 1 << 30;

/// Datasets of at least this size in bytes are read as far as a question needs them; others are
/// soon parsed.
pub const LARGE: u64 = 2 << 20;

/// Number of bytes read at once when they are only hashed: they stay in the processor's cache.
const PART: usize = 256 * 1024;

/// Size of the pieces that are read in parallel: allocating the memory takes the system longer than
/// filling it.
const PIECE: usize = 4 << 20;

/// How often a file that changes while it is read is read again.
const ATTEMPTS: usize = 5;

/// A dataset as it was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The file's text, a byte order mark and all line ends included.
    pub text: FileText,
    /// Identifies the content when it is saved; `None` for the shipped dataset, which has no file
    /// yet, for one that came through a pipe, and for one that is only asked.
    pub fingerprint: Option<Fingerprint>,
    /// Why this dataset was chosen.
    pub origin: Origin,
    /// The file as it was named (symbolic links not followed); for the shipped dataset, where its
    /// first save goes.
    pub path: Option<PathBuf>,
    /// Why it can only be read; `None` when it can be written as far as is known.
    pub read_only: Option<ReadOnlyReason>,
}

impl Loaded {
    /// Returns the file it is saved to; an error when none is known.
    pub fn target(&self) -> Result<&Path, StoreError> {
        self.path.as_deref().ok_or(StoreError::NoPlace)
    }

    /// Returns the content that its file must still hold when it is saved; `None` when there must
    /// be no file yet.
    pub fn content(&self) -> Option<Content> {
        self.fingerprint.map(|fingerprint| fingerprint.content)
    }
}

/// Reads the chosen dataset; `shipped` is the compiled-in text.
pub fn open(disk: &dyn Disk, place: &DatasetLocation, shipped: &str) -> Result<Loaded, StoreError> {
    open_by(read, disk, place, shipped)
}

/// Reads the chosen dataset for a question: it cannot be saved, so its content is not identified. A
/// large one stays in its file: parts are read when they are asked for.
pub fn open_to_ask(disk: &'static dyn Disk, place: &DatasetLocation, shipped: &str) -> Result<Loaded, StoreError> {
    open_by(|_, path| read_to_ask(disk, path), disk, place, shipped)
}

fn open_by(
    read: impl FnOnce(&dyn Disk, &Path) -> Result<Loaded, StoreError>,
    disk: &dyn Disk,
    place: &DatasetLocation,
    shipped: &str,
) -> Result<Loaded, StoreError> {
    match (place.origin, &place.path) {
        (Origin::Shipped, _) | (_, None) => Ok(Loaded {
            text: shipped.into(),
            fingerprint: None,
            origin: Origin::Shipped,
            path: place.path.clone(),
            read_only: None,
        }),
        (origin, Some(path)) => Ok(Loaded { origin, ..read_input_by(read, disk, path)? }),
    }
}

/// Reads a file, or what another program passes on.
pub fn read_input(disk: &dyn Disk, path: &Path) -> Result<Loaded, StoreError> {
    read_input_by(read, disk, path)
}

fn read_input_by(
    read: impl FnOnce(&dyn Disk, &Path) -> Result<Loaded, StoreError>,
    disk: &dyn Disk,
    path: &Path,
) -> Result<Loaded, StoreError> {
    if is_stream(disk, path) { read_stream(disk, path) } else { read(disk, path) }
}

/// Returns true for the standard input, a pipe, a process substitution (`<(…)`): they are read
/// once, to their end, and never written.
pub fn is_stream(disk: &dyn Disk, path: &Path) -> bool {
    is_standard_input(path) || disk.stat(path).is_ok_and(|stat| stat.kind == FileKind::Pipe)
}

/// Reads all that comes, at most as much as a file may have.
fn read_stream(disk: &dyn Disk, path: &Path) -> Result<Loaded, StoreError> {
    let file = step(StorageStep::Read, path, || disk.open(path, OpenMode::Stream))?;
    if file.is_terminal() {
        return Err(StoreError::NothingPiped { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    step(StorageStep::Read, path, || (&file).take(LIMIT + 1).read_to_end(&mut bytes))?;
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

/// Reads a file.
pub fn read(disk: &dyn Disk, path: &Path) -> Result<Loaded, StoreError> {
    read_with_progress(disk, path, &|_, _| {})
}

/// Reads a file; `on_progress` receives how many of its bytes have been read.
pub fn read_with_progress(disk: &dyn Disk, path: &Path, on_progress: OnProgress<'_>) -> Result<Loaded, StoreError> {
    let (bytes, stat) = read_bytes(disk, path, on_progress)?;
    let fingerprint = Fingerprint { content: Content::of(&bytes), stamp: stat.stamp };
    Ok(Loaded { fingerprint: Some(fingerprint), ..of_text(disk, path, text_from(path, bytes)?.into()) })
}

fn read_to_ask(disk: &'static dyn Disk, path: &Path) -> Result<Loaded, StoreError> {
    let (file, FileMetadata { stamp, .. }) = opened(disk, path)?;
    let text = if stamp.len < LARGE {
        text_from(path, read_bytes(disk, path, &|_, _| {})?.0)?.into()
    } else {
        FileText::unread(Arc::new(AskedFile { disk, file, stamp }))
    };
    Ok(of_text(disk, path, text))
}

fn of_text(disk: &dyn Disk, path: &Path, text: FileText) -> Loaded {
    Loaded {
        text,
        fingerprint: None,
        origin: Origin::Argument,
        path: Some(path.to_owned()),
        read_only: refusal(disk, path),
    }
}

/// Returns what was read as text.
pub(super) fn text_from(path: &Path, bytes: Vec<u8>) -> Result<String, StoreError> {
    let refused = |bytes: &[u8], valid| {
        let (line, column) = position(bytes, valid);
        StoreError::NotUtf8 { path: path.to_owned(), line, column, encoding: encoding(bytes, valid) }
    };
    // In UTF-16 every other byte of Latin text is zero, which UTF-8 permits.
    if matches!(bytes[..], [0, 1..=255, ..] | [1..=255, 0, ..]) {
        return Err(refused(&bytes, 0));
    }
    String::from_utf8(bytes).map_err(|error| refused(error.as_bytes(), error.utf8_error().valid_up_to()))
}

/// Returns the encoding that bytes seem to be in whose first `valid` ones are UTF-8.
fn encoding(bytes: &[u8], valid: usize) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Some("UTF-16"),
        [0, 1..=255, ..] => return Some("UTF-16BE"),
        [1..=255, 0, ..] => return Some("UTF-16LE"),
        _ => {}
    }
    // ä, ö, ü, Ä, Ö, Ü, ß, and the German quotation marks and dashes of Windows.
    const GERMAN: &[u8] = b"\xe4\xf6\xfc\xc4\xd6\xdc\xdf\x84\x93\x94\x96\x97";
    bytes.get(valid).filter(|byte| GERMAN.contains(byte)).map(|_| "WINDOWS-1252")
}

/// Returns the fingerprint of a file: read whole, as by [`read`], but not kept in memory.
pub(super) fn fingerprint(disk: &dyn Disk, path: &Path) -> Result<Fingerprint, StoreError> {
    let (content, stat) = steady(disk, path, |file, len| hash(disk, path, file, len))?;
    Ok(Fingerprint { content, stamp: stat.stamp })
}

/// Returns why a file can only be read; `None` when it can be written as far as is known.
pub(super) fn refusal(disk: &dyn Disk, path: &Path) -> Option<ReadOnlyReason> {
    step(StorageStep::Look, path, || disk.check_writable(path)).err().and_then(|error| match error {
        StoreError::Io { error, .. } => ReadOnlyReason::of(&error),
        _ => None,
    })
}

/// Returns the first `count` bytes of a regular file that holds at least `least`; `None` for any
/// other, and for one that cannot be read: reading it whole will show what is wrong.
pub fn first_bytes(disk: &dyn Disk, path: &Path, least: u64, count: usize) -> Option<Vec<u8>> {
    let stat = disk.stat(path).ok().filter(|stat| stat.kind == FileKind::File && stat.stamp.len >= least)?;
    let file = disk.open(path, OpenMode::Read).ok()?;
    let mut bytes = vec![0; count.min(usize::try_from(stat.stamp.len).ok()?)];
    let mut filled = 0;
    while filled < bytes.len() {
        match disk.read(&file, &mut bytes[filled..], filled as u64).ok()? {
            0 => break,
            more => filled += more,
        }
    }
    bytes.truncate(filled);
    Some(bytes)
}

/// Reads the bytes of a file that is no dataset.
pub fn read_foreign(disk: &dyn Disk, path: &Path, on_progress: OnProgress<'_>) -> Result<Vec<u8>, StoreError> {
    read_bytes(disk, path, on_progress).map(|(bytes, _)| bytes)
}

/// Reads a file's bytes and its metadata at that time.
fn read_bytes(
    disk: &dyn Disk,
    path: &Path,
    on_progress: OnProgress<'_>,
) -> Result<(Vec<u8>, FileMetadata), StoreError> {
    steady(disk, path, |file, len| read_pieces(disk, path, file, len, on_progress))
}

/// Opens a file; returns it with its metadata.
fn opened(disk: &dyn Disk, path: &Path) -> Result<(File, FileMetadata), StoreError> {
    // Checked before it is opened: opening a device can already have side effects.
    require_file(path, &step(StorageStep::Look, path, || disk.stat(path)).map_err(|e| explain(path, e))?)?;
    let file = step(StorageStep::Read, path, || disk.open(path, OpenMode::Read)).map_err(|e| explain(path, e))?;
    let found = step(StorageStep::Look, path, || disk.stat_open(&file))?;
    require_file(path, &found)?;
    Ok((file, found))
}

/// Opens a file and reads it with `take`, again when somebody writes it meanwhile; returns the
/// result and the metadata at that time. `take` gets the open file and its expected length.
fn steady<T>(
    disk: &dyn Disk,
    path: &Path,
    take: impl Fn(&File, u64) -> Result<T, StoreError>,
) -> Result<(T, FileMetadata), StoreError> {
    let (file, mut before) = opened(disk, path)?;
    let mut attempt = 1;
    loop {
        require_file(path, &before)?;
        let taken = take(&file, before.stamp.len)?;
        let after = step(StorageStep::Look, path, || disk.stat_open(&file))?;
        if after.stamp == before.stamp || attempt == ATTEMPTS {
            return Ok((taken, after));
        }
        before = after;
        attempt += 1;
    }
}

/// Reads an open file from its beginning; `len` is its expected length.
pub(super) fn read_to_end(disk: &dyn Disk, path: &Path, file: &File, len: u64) -> Result<Vec<u8>, StoreError> {
    read_pieces(disk, path, file, len, &|_, _| {})
}

fn read_pieces(
    disk: &dyn Disk,
    path: &Path,
    file: &File,
    len: u64,
    on_progress: OnProgress<'_>,
) -> Result<Vec<u8>, StoreError> {
    // One byte more than expected: its absence marks the end.
    let mut bytes = vec![0; len as usize + 1];
    let read = |piece: &mut [u8], at| fill(disk, path, file, piece, at);
    let mut filled = fill_pieces(&mut bytes, on_progress, read)?;
    // Somebody is writing the file; it may keep growing.
    while filled == bytes.len() {
        if filled as u64 > LIMIT {
            return Err(StoreError::TooLarge { path: path.to_owned(), size: filled as u64 });
        }
        bytes.resize(filled * 2, 0);
        filled += read(&mut bytes[filled..], filled)?;
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// Fills bytes in parallel pieces, each by `read`, which is told its offset; returns how many are
/// filled from the first on.
fn fill_pieces(
    bytes: &mut [u8],
    on_progress: OnProgress<'_>,
    read: impl Fn(&mut [u8], usize) -> Result<usize, StoreError> + Sync,
) -> Result<usize, StoreError> {
    let pieces: Vec<Mutex<&mut [u8]>> = bytes.chunks_mut(PIECE).map(Mutex::new).collect();
    let counts = parallel::map_with_progress(pieces.len(), false, on_progress, |number| {
        let mut piece = pieces[number].lock().unwrap_or_else(PoisonError::into_inner);
        read(&mut piece, number * PIECE)
    });
    let mut filled = 0;
    for (number, count) in counts.into_iter().enumerate() {
        // A file that was truncated meanwhile has nothing after its end.
        if filled == number * PIECE {
            filled += count?;
        }
    }
    Ok(filled)
}

/// Fills a piece with a file's bytes from an offset; returns how many there were.
fn fill(disk: &dyn Disk, path: &Path, file: &File, piece: &mut [u8], at: usize) -> Result<usize, StoreError> {
    let mut filled = 0;
    while filled < piece.len() {
        match step(StorageStep::Read, path, || disk.read(file, &mut piece[filled..], (at + filled) as u64))? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}

/// Returns the content of an open file, from its beginning, without keeping it; `len` is its
/// expected length.
pub(super) fn hash(disk: &dyn Disk, path: &Path, file: &File, len: u64) -> Result<Content, StoreError> {
    let mut buffer = vec![0; PART.min(len as usize + 1).max(4096)];
    let mut hasher = Hasher::default();
    let mut at = 0;
    loop {
        match step(StorageStep::Read, path, || disk.read(file, &mut buffer, at))? {
            0 => return Ok(hasher.finish()),
            count => {
                hasher.update(&buffer[..count]);
                at += count as u64;
            }
        }
        if at > LIMIT {
            return Err(StoreError::TooLarge { path: path.to_owned(), size: at });
        }
    }
}

/// Refuses what is not a regular file, or too large.
fn require_file(path: &Path, stat: &FileMetadata) -> Result<(), StoreError> {
    let path = path.to_owned();
    match stat.kind {
        FileKind::File if stat.stamp.len > LIMIT => Err(StoreError::TooLarge { path, size: stat.stamp.len }),
        FileKind::File => Ok(()),
        kind => Err(StoreError::NotAFile { path, kind }),
    }
}

/// Gives the two system errors that have a plain meaning a variant of their own.
fn explain(path: &Path, error: StoreError) -> StoreError {
    let StoreError::Io { error: cause, .. } = &error else {
        return error;
    };
    match cause.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StoreError::NotThere { path: path.to_owned() },
        _ if cause.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            StoreError::LinkLoop { path: path.to_owned() }
        }
        _ => error,
    }
}

/// Returns line and column (in characters), from 1, of the byte after the first `valid` ones, which
/// are UTF-8.
fn position(bytes: &[u8], valid: usize) -> (usize, usize) {
    let before = &bytes[..valid];
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_byte_has_its_line_and_column_in_characters() {
        assert_eq!(position("a\nKöl".as_bytes(), 6), (2, 4));
        assert_eq!(position(b"", 0), (1, 1));
        assert_eq!(position(b"a\n", 2), (2, 1));
    }
}
