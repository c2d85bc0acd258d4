//! Checks whether the folders that a save, a backup, the history and the journal need can be
//! written, and how much room they have.
//!
//! Leaves nothing behind: the test file has no name. Entry point: [`inspect`].

use std::io::{self, Write as _};
use std::path::Path;

use super::{InspectedItem, Inspection, look, wrong};
use crate::cli::context::CliContext;
use crate::cli::error::shown;
use crate::storage::{Disk, Exposure, RealDisk, StoreError, backup, history, presence};
use crate::texts::{self, Lang};

/// Free bytes below which something should be done, however small the dataset is.
const LEAST_ROOM: u64 = 8 << 20;

/// Number of bytes written as a test.
const PROBE: usize = 4096;

/// Inspects the folders of dataset, backups, history and state.
pub(super) fn inspect(context: &CliContext, looks: &mut Vec<Inspection>) {
    let lang = context.lang;
    let loaded = context.load().ok();
    let needed = loaded.as_ref().map_or(0, |loaded| backup::room_of_save(loaded.text.len() as u64)).max(LEAST_ROOM);
    let dataset = loaded.as_ref().filter(|loaded| loaded.read_only.is_none()).and_then(|loaded| loaded.path.as_deref());
    if let Some(dataset) = dataset {
        let folder = dataset.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        looks.push(match Exposure::of(&RealDisk, dataset) {
            Some(exposure) => wrong(InspectedItem::DatasetFolder, shown(folder), exposure.text(lang, dataset)),
            None => folder_look(context, InspectedItem::DatasetFolder, folder, needed),
        });
        looks.extend(companion_looks(context, dataset, needed));
    }
    looks.push(match context.state() {
        Some(state) => folder_look(context, InspectedItem::StateFolder, state, LEAST_ROOM),
        None => wrong(InspectedItem::StateFolder, texts::cli::not_set(lang), texts::cli::no_home(lang)),
    });
}

/// Inspects the files beside the dataset: a save and the screen must accept them as ours.
fn companion_looks(context: &CliContext, dataset: &Path, needed: u64) -> Vec<Inspection> {
    let lang = context.lang;
    let mut looks = Vec::new();
    match backup::list(&RealDisk, dataset, None) {
        Err(error) => looks.push(refused(lang, InspectedItem::BackupFolder, &backup::beside(dataset), &error)),
        Ok(_) if !backup::beside(dataset).exists() => {}
        Ok(_) => looks.push(folder_look(context, InspectedItem::BackupFolder, &backup::beside(dataset), needed)),
    }
    let history = history::path_of(dataset);
    match history::read(&RealDisk, dataset) {
        Err(error) => looks.push(refused(lang, InspectedItem::HistoryFile, &history, &error)),
        Ok(None) => {}
        Ok(Some(_)) => looks.push(history_look(lang, &history)),
    }
    if let Err(error) = presence::inspect(&RealDisk, dataset) {
        looks.push(refused(lang, InspectedItem::PresenceFolder, &presence::folder(dataset), &error));
    }
    looks
}

fn refused(lang: Lang, item: InspectedItem, path: &Path, error: &StoreError) -> Inspection {
    wrong(item, shown(path), format!("{}. {}", error.message(lang), error.hint(lang)))
}

/// Inspects a folder; if it does not exist, the ancestor in which it would be created.
fn folder_look(context: &CliContext, item: InspectedItem, folder: &Path, needed: u64) -> Inspection {
    let lang = context.lang;
    let Some(place) = folder.ancestors().find(|place| place.exists() || place.as_os_str().is_empty()) else {
        return wrong(item, shown(folder), texts::cli::no_folder(lang));
    };
    let place = if place.as_os_str().is_empty() { Path::new(".") } else { place };
    if let Err(error) = try_writing(context, place) {
        return wrong(item, shown(folder), texts::cli::unwritable(lang, &shown(place), &error.to_string()));
    }
    room_look(lang, item, folder, RealDisk.free_bytes(place).ok(), needed)
}

/// Judges how many bytes are free; `None` where the system does not report it.
fn room_look(lang: Lang, item: InspectedItem, folder: &Path, free: Option<u64>, needed: u64) -> Inspection {
    match free {
        Some(free) if free < needed => wrong(item, room(lang, folder, free), texts::cli::little_room(lang)),
        Some(free) => look(item, room(lang, folder, free)),
        None => look(item, shown(folder)),
    }
}

/// Writes to a file without a name (`O_TMPFILE`) that disappears; with `--read-only` checks only
/// the permissions.
fn try_writing(context: &CliContext, folder: &Path) -> io::Result<()> {
    if context.global.read_only {
        return Ok(rustix::fs::access(folder, rustix::fs::Access::WRITE_OK)?);
    }
    // An exhausted quota shows only when something is written.
    tempfile::tempfile_in(folder)?.write_all(&[0; PROBE])
}

fn room(lang: Lang, folder: &Path, free: u64) -> String {
    texts::cli::with_room(lang, &shown(folder), free >> 20)
}

/// Inspects a readable history: it must be writable, too.
fn history_look(lang: Lang, path: &Path) -> Inspection {
    let item = InspectedItem::HistoryFile;
    match rustix::fs::access(path, rustix::fs::Access::WRITE_OK) {
        Ok(()) => look(item, shown(path)),
        Err(error) => {
            wrong(item, shown(path), texts::cli::unwritable(lang, &shown(path), &io::Error::from(error).to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_the_room_of_a_save_and_its_backup_is_found() {
        let judged = |free, size| {
            let needed = backup::room_of_save(size).max(LEAST_ROOM);
            room_look(Lang::En, InspectedItem::DatasetFolder, Path::new("/data"), free, needed)
        };
        let full = judged(Some(0), 100);
        assert_eq!(full.found, "/data, 0 MB free");
        assert!(full.problem.is_some_and(|problem| problem.contains("too little")));
        let large = 100 << 20;
        assert!(judged(Some(2 * large), large).problem.is_some(), "a backup would not be made");
        assert!(judged(Some(backup::room_of_save(large)), large).problem.is_none());
        assert!(judged(None, large).problem.is_none(), "nobody knows");
    }
}
