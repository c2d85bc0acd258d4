//! Whether the folders can be written that a save, a backup, the history and the journal need, and how much room they have.
//!
//! Leaves nothing behind: the file that is tried has no name. Entry point: [`inspect`].

use std::io;
use std::path::{Path, PathBuf};

use super::{Look, look, wrong};
use crate::cli::context::Context;
use crate::cli::fail::shown;
use crate::storage::{backup, history};
use crate::texts::{Lang, cli as t};

/// A save needs the file once more, a backup again, and history and journal a little.
const COPIES: u64 = 3;

/// Bytes of room below which somebody should act, however small the dataset is.
const LEAST_ROOM: u64 = 8 << 20;

/// Inspects the folders of dataset, backups, history and state.
pub(super) fn inspect(context: &Context, looks: &mut Vec<Look>) {
    let lang = context.lang;
    let loaded = context.load().ok();
    let needed = loaded.as_ref().map_or(0, |loaded| COPIES * loaded.text.len() as u64).max(LEAST_ROOM);
    let dataset = loaded.as_ref().filter(|loaded| loaded.read_only.is_none()).and_then(|loaded| loaded.path.as_deref());
    if let Some(dataset) = dataset {
        let folder = dataset.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        looks.push(folder_look(context, t::dataset_folder(lang), folder, needed));
        let backups = backup::beside(dataset);
        if backups.symlink_metadata().is_ok() {
            looks.push(folder_look(context, t::backup_folder(lang), &backups, needed));
        }
        looks.extend(history_look(context, &history::path_of(dataset)));
    }
    looks.push(match context.state() {
        Some(state) => folder_look(context, t::state_folder(lang), state, LEAST_ROOM),
        None => wrong(t::state_folder(lang), t::not_set(lang), t::no_home(lang)),
    });
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
    match free_bytes(place) {
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

/// Returns how many bytes somebody without privileges may still write there.
fn free_bytes(folder: &Path) -> io::Result<u64> {
    let stat = rustix::fs::statvfs(folder)?;
    Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
}

fn room(lang: Lang, folder: &Path, free: u64) -> String {
    t::with_room(lang, &shown(folder), free >> 20)
}

/// Inspects the history where there is one: it must be a file that can be written.
fn history_look(context: &Context, path: &PathBuf) -> Option<Look> {
    let lang = context.lang;
    let found = path.symlink_metadata().ok()?;
    if !found.is_file() {
        return Some(wrong(t::history_file(lang), shown(path), t::no_regular_file(lang)));
    }
    Some(match rustix::fs::access(path, rustix::fs::Access::WRITE_OK) {
        Ok(()) => look(t::history_file(lang), shown(path)),
        Err(error) => wrong(
            t::history_file(lang),
            shown(path),
            t::unwritable(lang, &shown(path), &io::Error::from(error).to_string()),
        ),
    })
}
