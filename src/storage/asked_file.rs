//! A large dataset that is only asked: it stays in its file, and parts are read when they are
//! needed.
//!
//! It is open for as long as it is asked, so a save, which renames another file into its place,
//! changes nothing of it. Entry point: [`AskedFile`].

use std::fmt;
use std::fs::File;

use super::disk::{Disk, FileStamp};
use crate::document::TextSource;

/// An open file of which parts are read.
pub(super) struct AskedFile {
    pub(super) disk: &'static dyn Disk,
    pub(super) file: File,
    /// What it was when it was opened.
    pub(super) stamp: FileStamp,
}

impl fmt::Debug for AskedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AskedFile").field("stamp", &self.stamp).finish_non_exhaustive()
    }
}

impl TextSource for AskedFile {
    fn byte_len(&self) -> usize {
        self.stamp.len as usize
    }

    fn fill(&self, mut buffer: &mut [u8], from: usize) -> bool {
        let mut at = from as u64;
        while !buffer.is_empty() {
            match self.disk.read(&self.file, buffer, at) {
                Ok(0) | Err(_) => return false,
                Ok(count) => {
                    buffer = &mut buffer[count..];
                    at += count as u64;
                }
            }
        }
        true
    }

    fn is_unchanged(&self) -> bool {
        self.disk.stat_open(&self.file).is_ok_and(|now| now.stamp == self.stamp)
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]
mod tests {
    use std::fs;

    use super::*;
    use crate::storage::RealDisk;

    #[test]
    fn what_is_written_meanwhile_is_noticed_and_what_replaces_the_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("directory.ron");
        fs::write(&path, "Directory()").unwrap();
        let file = File::open(&path).unwrap();
        let stamp = RealDisk.stat_open(&file).unwrap().stamp;
        let asked = AskedFile { disk: &RealDisk, file, stamp };
        let read = |from: usize| {
            let mut buffer = [0; 9];
            asked.fill(&mut buffer, from).then_some(buffer)
        };
        assert_eq!((asked.byte_len(), read(0)), (11, Some(*b"Directory")));
        assert_eq!(read(3), None, "it ends before");
        assert!(asked.is_unchanged());
        let other = folder.path().join("other");
        fs::write(&other, "Something else").unwrap();
        fs::hard_link(&path, folder.path().join("kept")).unwrap();
        fs::rename(&other, &path).unwrap();
        assert_eq!(read(2), Some(*b"rectory()"));
        fs::write(folder.path().join("kept"), "Dir").unwrap();
        assert!(!asked.is_unchanged());
        assert_eq!(read(0), None);
    }
}
