//! Names of the files beside a dataset: derived from the dataset's name, even when that is as long
//! as a name may be.
//!
//! A name that is too long is cut and gets its hash appended, so that it stays unique and is the
//! same on every machine. Entry point: [`stem`], [`beside`].

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::fingerprint::Content;

/// Length of the longest name in bytes that file systems accept.
const NAME_LIMIT: usize = 255;

/// Length of the longest addition: a dot, and `.0123456789abcdef.tmp`.
const LONGEST_AFFIX: usize = 22;

/// Length of `~0123456789abcdef`.
const MARK: usize = 17;

/// Returns the beginning of all names beside a dataset: its own name, as far as there is room.
pub fn stem(dataset: &Path) -> Cow<'_, OsStr> {
    shortened(dataset.file_name().unwrap_or_default(), NAME_LIMIT - LONGEST_AFFIX)
}

/// Returns true for a name as files beside a dataset have it, hidden or not.
pub(super) fn is_companion_name(path: &Path, dataset: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_bytes();
    let stem = stem(dataset);
    let behind = name.strip_prefix(b".").unwrap_or(name).strip_prefix(stem.as_bytes());
    behind.is_some_and(|behind| behind.starts_with(b".") || name.starts_with(b".") && behind.is_empty())
}

/// Returns a hidden name beside a dataset: a dot, the dataset's own name and an ending.
pub(super) fn beside(dataset: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(stem(dataset));
    name.push(ending);
    dataset.with_file_name(name)
}

/// Returns a visible name beside a dataset: the dataset's own name and an ending.
pub(super) fn behind(dataset: &Path, ending: &str) -> PathBuf {
    let mut name = stem(dataset).into_owned();
    name.push(ending);
    dataset.with_file_name(name)
}

/// Returns a name of at most `limit` bytes: what is cut off is replaced by a hash, and no character
/// is split.
pub(super) fn shortened(name: &OsStr, limit: usize) -> Cow<'_, OsStr> {
    let bytes = name.as_bytes();
    if bytes.len() <= limit {
        return Cow::Borrowed(name);
    }
    let is_boundary = |at: &usize| bytes[*at] & 0b1100_0000 != 0b1000_0000;
    let end = (0..=limit.saturating_sub(MARK)).rev().find(is_boundary).unwrap_or(0);
    let mut short = OsStr::from_bytes(&bytes[..end]).to_owned();
    short.push(format!("~{:016x}", Content::of(bytes).hash as u64));
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_room_stays_and_a_longer_one_is_cut_between_characters() {
        let name = "x".repeat(229) + ".ron";
        assert_eq!(stem(Path::new(&name)), OsStr::new(&name));
        let name = "ö".repeat(125) + ".ron";
        let short = stem(Path::new(&name)).into_owned().into_string().unwrap();
        assert!(short.len() <= 233 && short.starts_with("ööö") && short.contains('~'), "{short}");
        let other = "ö".repeat(124) + "o.ron";
        assert_ne!(stem(Path::new(&other)), OsStr::new(&short), "each has its own");
        assert_eq!(stem(Path::new(&name)), OsStr::new(&short), "and always the same");
    }

    #[test]
    fn names_beside_a_dataset_are_known() {
        let dataset = Path::new("/srv/koeln.ron");
        for name in [".koeln.ron.lock", "koeln.ron.history", "koeln.ron.views.toml"] {
            assert!(is_companion_name(Path::new(name), dataset), "{name}");
        }
        for name in ["koeln.ron", "koeln.ronda.csv", "koeln.csv", "bonn.ron.history", ".bashrc"] {
            assert!(!is_companion_name(Path::new(name), dataset), "{name}");
        }
    }

    #[test]
    fn names_that_are_no_text_are_cut_too() {
        for byte in [0xff, 0x80] {
            let name = vec![byte; 255];
            assert!(shortened(OsStr::from_bytes(&name), 233).len() <= 233);
        }
    }
}
