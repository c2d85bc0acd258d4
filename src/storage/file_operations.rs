//! The steps a save is made of: following links, making folders, writing, reading back, flushing.
//!
//! Each is complete in itself and decides nothing; their order is decided in `atomic_save` and
//! `in_place`.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, FileKind, OpenMode};
use super::error::{StorageStep, StoreError, step};
use super::fingerprint::{Content, Hasher};
use super::load;

/// Maximum number of symbolic links to follow, as in the kernel.
const LINK_LIMIT: usize = 40;

/// Number of bytes collected before they are written.
const BUFFER: usize = 256 * 1024;

/// Follows symbolic links to their end, which need not exist.
pub(super) fn follow(disk: &dyn Disk, path: &Path) -> Result<PathBuf, StoreError> {
    let mut end = path.to_owned();
    for _ in 0..LINK_LIMIT {
        match step(StorageStep::Look, &end, || disk.stat_link(&end)) {
            Ok(stat) if stat.kind == FileKind::Link => {
                let link = step(StorageStep::Look, &end, || disk.read_link(&end))?;
                // A relative link is relative to its own folder, not to ours.
                end = end.parent().unwrap_or(Path::new("")).join(link);
            }
            Ok(_) => return Ok(end),
            Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(end);
            }
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::LinkLoop { path: path.to_owned() })
}

/// Makes a folder and its missing ancestors.
pub(super) fn create_folders(disk: &dyn Disk, folder: &Path) -> Result<(), StoreError> {
    if folder.as_os_str().is_empty() || disk.stat(folder).is_ok() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        create_folders(disk, parent)?;
    }
    match step(StorageStep::Folder, folder, || disk.create_folder(folder)) {
        Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync_folder(disk, folder),
    }
}

/// Writes the chunks from the beginning of a file; returns the resulting content. `told` is called
/// with the number of bytes of each write.
pub(super) fn fill<'c>(
    disk: &dyn Disk,
    path: &Path,
    file: &File,
    chunks: impl Iterator<Item = &'c str>,
    told: impl Fn(usize),
) -> Result<Content, StoreError> {
    let mut hasher = Hasher::default();
    let mut buffer: Vec<u8> = Vec::with_capacity(BUFFER);
    let mut at = 0;
    let mut write = |bytes: &[u8]| {
        hasher.update(bytes);
        write_at(disk, path, file, bytes, at)?;
        at += bytes.len() as u64;
        told(bytes.len());
        Ok(())
    };
    for part in chunks.flat_map(|chunk| chunk.as_bytes().chunks(BUFFER)) {
        if !buffer.is_empty() && buffer.len() + part.len() > BUFFER {
            write(&buffer)?;
            buffer.clear();
        }
        if part.len() == BUFFER {
            write(part)?;
        } else {
            buffer.extend_from_slice(part);
        }
    }
    write(&buffer)?;
    Ok(hasher.finish())
}

/// Writes all bytes at an offset of a file.
pub(super) fn write_at(disk: &dyn Disk, path: &Path, file: &File, bytes: &[u8], mut at: u64) -> Result<(), StoreError> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let count = step(StorageStep::Write, path, || match disk.write(file, rest, at)? {
            0 => Err(io::ErrorKind::WriteZero.into()),
            count => Ok(count),
        })?;
        rest = &rest[count..];
        at += count as u64;
    }
    Ok(())
}

/// Reads back what was written and compares it.
pub(super) fn read_back(disk: &dyn Disk, path: &Path, file: &File, content: Content) -> Result<(), StoreError> {
    let found = load::hash(disk, path, file, content.len).map_err(|error| match error {
        StoreError::Io { path, error, .. } => StoreError::Io { step: StorageStep::ReadBack, path, error },
        other => other,
    })?;
    if found == content { Ok(()) } else { Err(StoreError::Mismatch { path: path.to_owned() }) }
}

/// Returns the folder that contains a name.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Flushes the folder of `path`, so that its names are on the disk.
pub(super) fn sync_folder(disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
    let folder = folder_of(path);
    let open = step(StorageStep::Sync, folder, || disk.open(folder, OpenMode::Read))?;
    match step(StorageStep::Sync, folder, || disk.sync(&open)) {
        // Some file systems flush their folders themselves and reject the call.
        Err(StoreError::Io { error, .. })
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        result => result,
    }
}
