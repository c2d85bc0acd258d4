//! Whether the folders can be written that a save, a backup, the history and the journal need, and how much room they have.
//!
//! Leaves nothing behind: the file that is tried has no name. Entry point: [`inspect`].

use std::io;
use std::path::Path;

use super::{Look, look, wrong};
use crate::cli::context::Context;
use crate::cli::fail::shown;
use crate::storage::{Disk, RealDisk, StoreError, backup, history, presence};
use crate::texts::{Lang, cli as t};

/// Bytes of room below which somebody should act, however small the dataset is.
const LEAST_ROOM: u64 = 8 << 20;

/// Inspects the folders of dataset, backups, history and state.
pub(super) fn inspect(context: &Context, looks: &mut Vec<Look>) {
    let lang = context.lang;
    let loaded = context.load().ok();
    let needed = loaded.as_ref().map_or(0, |loaded| backup::room_of_save(loaded.text.len() as u64)).max(LEAST_ROOM);
    let dataset = loaded.as_ref().filter(|loaded| loaded.read_only.is_none()).and_then(|loaded| loaded.path.as_deref());
    if let Some(dataset) = dataset {
        let folder = dataset.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        looks.push(folder_look(context, t::dataset_folder(lang), folder, needed));
        looks.extend(companion_looks(context, dataset, needed));
    }
    looks.push(match context.state() {
        Some(state) => folder_look(context, t::state_folder(lang), state, LEAST_ROOM),
        None => wrong(t::state_folder(lang), t::not_set(lang), t::no_home(lang)),
    });
}

/// Inspects what lies beside the dataset: each must be what a save and the screen take for theirs.
fn companion_looks(context: &Context, dataset: &Path, needed: u64) -> Vec<Look> {
    let lang = context.lang;
    let mut looks = Vec::new();
    match backup::list(&RealDisk, dataset, None) {
        Err(error) => looks.push(refused(lang, t::backup_folder(lang), &backup::beside(dataset), &error)),
        Ok(_) if !backup::beside(dataset).exists() => {}
        Ok(_) => looks.push(folder_look(context, t::backup_folder(lang), &backup::beside(dataset), needed)),
    }
    let history = history::path_of(dataset);
    match history::read(&RealDisk, dataset) {
        Err(error) => looks.push(refused(lang, t::history_file(lang), &history, &error)),
        Ok(None) => {}
        Ok(Some(_)) => looks.push(history_look(lang, &history)),
    }
    if let Err(error) = presence::inspect(&RealDisk, dataset) {
        looks.push(refused(lang, t::presence_folder(lang), &presence::folder(dataset), &error));
    }
    looks
}

fn refused(lang: Lang, name: &'static str, path: &Path, error: &StoreError) -> Look {
    wrong(name, shown(path), format!("{}. {}", error.message(lang), error.hint(lang)))
}

/// Inspects a folder; of one that is not there yet the folder in which it would be made.
fn folder_look(context: &Context, name: &'static str, folder: &Path, needed: u64) -> Look {
    let lang = context.lang;
    let Some(place) = folder.ancestors().find(|place| place.exists() || place.as_os_str().is_empty()) else {
        return wrong(name, shown(folder), t::no_folder(lang));
    };
    let place = if place.as_os_str().is_empty() { Path::new(".") } else { place };
    if let Err(error) = try_writing(context, place) {
        return wrong(name, shown(folder), t::unwritable(lang, &shown(place), &error.to_string()));
    }
    match RealDisk.free_bytes(place) {
        Ok(free) if free < needed => wrong(name, room(lang, folder, free), t::little_room(lang)),
        Ok(free) => look(name, room(lang, folder, free)),
        Err(_) => look(name, shown(folder)),
    }
}

/// Makes a file without a name (`O_TMPFILE`) and lets it go; asks the rights only where nothing may be written.
fn try_writing(context: &Context, folder: &Path) -> io::Result<()> {
    if context.global.read_only {
        return Ok(rustix::fs::access(folder, rustix::fs::Access::WRITE_OK)?);
    }
    tempfile::tempfile_in(folder).map(drop)
}

fn room(lang: Lang, folder: &Path, free: u64) -> String {
    t::with_room(lang, &shown(folder), free >> 20)
}

/// Inspects a history that can be read: it must be possible to write it, too.
fn history_look(lang: Lang, path: &Path) -> Look {
    let name = t::history_file(lang);
    match rustix::fs::access(path, rustix::fs::Access::WRITE_OK) {
        Ok(()) => look(name, shown(path)),
        Err(error) => wrong(name, shown(path), t::unwritable(lang, &shown(path), &io::Error::from(error).to_string())),
    }
}
