//! One verified copy of the dataset a day, made before the day's first save, and a limited number of them.
//!
//! The copies lie in a folder beside the dataset (`koeln.ron.backups/2026-11-23-koeln.ron`), with its owner and rights, so
//! that everybody who works with the dataset finds them; where nothing may be made there, in the user's state folder. A
//! copy is written under another name, flushed and read back before it gets its own; older ones go only after that, and
//! the last one never. Must not know the clock. Enter at [`daily`], [`list`].

use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind};
use super::error::{Reason, Step, StoreError, step};
use super::identity;
use super::load::{self, Loaded};
use super::replace::Staged;
use super::rights;
use super::steps::{fill, follow, read_back, sync_folder};
use super::temporary::{self, Temporary};

/// How many copies are kept unless the user says otherwise.
pub const KEEP: usize = 14;

/// A copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The day on which it was made, before that day's first save (`2026-11-23`).
    pub day: String,
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

/// Copies what lies there before it is replaced, once a `day` (`2026-11-23`, the caller's clock), and then removes all but
/// the `keep` newest copies. Gives the new copy; `None` when there is one of that day, no file yet, or `keep` is 0.
///
/// # Errors
/// When no copy could be made; nothing was removed then. The save may go on, and the person should hear of it.
pub(super) fn daily(staged: &Staged<'_, '_>, day: &str, keep: usize) -> Result<Option<PathBuf>, StoreError> {
    let writing = &staged.writing;
    let (disk, dataset) = (writing.order.disk, writing.target.as_path());
    if writing.found.is_none() || keep == 0 {
        return Ok(None);
    }
    let state = writing.order.state;
    if list(disk, dataset, state)?.iter().any(|backup| backup.day == day) {
        return Ok(None);
    }
    let text = writing.old_text()?;
    let made = match make(disk, dataset, (&beside(dataset), day), &text) {
        Err(StoreError::Io { error, step, path }) if Reason::of(&error).is_some() => {
            let Some(state) = state else { return Err(StoreError::Io { error, step, path }) };
            make(disk, dataset, (&in_state(disk, dataset, state), day), &text)?
        }
        result => result?,
    };
    // A copy too many does no harm; the next day tries again.
    for old in list(disk, dataset, state)?.into_iter().skip(keep) {
        let _ = disk.remove(&old.path);
    }
    Ok(Some(made))
}

/// All copies of a dataset, the newest first; of one day, the one beside the dataset first.
///
/// # Errors
/// When one of their folders is there but cannot be read.
pub fn list(disk: &dyn Disk, dataset: &Path, state: Option<&Path>) -> Result<Vec<Backup>, StoreError> {
    let dataset = follow(disk, dataset)?;
    let folders = [Some(beside(&dataset)), state.map(|state| in_state(disk, &dataset, state))];
    let mut found = Vec::new();
    for folder in folders.into_iter().flatten() {
        let names = match step(Step::Backup, &folder, || disk.names(&folder)) {
            Err(StoreError::Io { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => continue,
            result => result?,
        };
        found.extend(names.into_iter().filter_map(|path| backup(disk, &dataset, path)));
    }
    found.sort_by(|a, b| b.day.cmp(&a.day));
    Ok(found)
}

/// Reads a copy, to be shown, compared or saved again as any other text.
///
/// # Errors
/// As [`load::read`].
pub fn open(disk: &dyn Disk, backup: &Backup) -> Result<Loaded, StoreError> {
    load::read(disk, &backup.path)
}

/// Makes a copy in this folder and makes sure of it.
fn make(disk: &dyn Disk, dataset: &Path, (folder, day): (&Path, &str), text: &str) -> Result<PathBuf, StoreError> {
    rights::folder(disk, dataset, folder)?;
    let name = dataset.file_name().unwrap_or_default();
    let stem = folder.join(name);
    temporary::sweep(disk, &stem);
    let mut new = Temporary::create(disk, &stem, 0o600)?;
    rights::give(disk, dataset, (&new.path, &new.file))?;
    let mut dated = std::ffi::OsString::from(format!("{day}-"));
    dated.push(name);
    let path = folder.join(dated);
    let content = fill(disk, (&path, &new.file), std::iter::once(text), |_| ())?;
    step(Step::Backup, &path, || disk.sync(&new.file))?;
    read_back(disk, &path, &new.file, content)?;
    new.rename(&path)?;
    sync_folder(disk, &path)?;
    Ok(path)
}

/// What a name in a folder of copies stands for, if it is one of this dataset.
fn backup(disk: &dyn Disk, dataset: &Path, path: PathBuf) -> Option<Backup> {
    let (name, own) = (path.file_name()?.as_encoded_bytes(), dataset.file_name()?.as_encoded_bytes());
    let day = std::str::from_utf8(name.strip_suffix(own)?.strip_suffix(b"-")?).ok()?.to_owned();
    let stat = disk.stat_link(&path).ok().filter(|stat| is_day(&day) && stat.kind == Kind::File)?;
    Some(Backup { day, path, size: stat.stamp.len })
}

/// True for `2026-11-23`.
fn is_day(text: &str) -> bool {
    let digit = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(digit)
}

/// Returns the folder of backups beside a dataset.
pub fn beside(dataset: &Path) -> PathBuf {
    let mut name = dataset.as_os_str().to_owned();
    name.push(".backups");
    name.into()
}

/// In the state folder copies of datasets of all folders lie; the path's short name tells them apart.
fn in_state(disk: &dyn Disk, dataset: &Path, state: &Path) -> PathBuf {
    state.join("backups").join(identity::of(disk, dataset).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_are_days() {
        assert!(is_day("2026-11-23"));
        for other in ["", "2026-11-2", "2026-11-233", "2026/11/23", "gestern---", "2026-11-2x"] {
            assert!(!is_day(other), "{other}");
        }
    }
}
