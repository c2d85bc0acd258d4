//! Paths as people type them: `~` is the home folder, and Tab asks for the names that continue what
//! is typed.
//!
//! Must not open a file. Entry points: [`expanded`], [`FileSession::list_folder`].

use std::path::{Path, PathBuf};

use super::FileSession;
use crate::app::App;
use crate::app::event::Event;
use crate::app::path_completion::{FolderListing, ListedName};
use crate::storage::Disk;
use crate::storage::disk::FileKind;

/// Maximum number of names of a folder that are looked at.
const MOST: usize = 500;

/// Returns a path with the home folder for a `~` at its beginning.
pub(super) fn expanded(path: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

impl FileSession {
    /// Tells which names continue a path that is being typed.
    pub(super) fn list_folder(&mut self, typed: String, app: &App) {
        let names = match app.workspace.settings.restricted {
            true => Vec::new(),
            false => names(self.context.disk, &typed, self.context.home.as_deref()),
        };
        self.events.push_back(Event::FolderListed(FolderListing { typed, names }));
    }
}

fn names(disk: &dyn Disk, typed: &str, home: Option<&Path>) -> Vec<ListedName> {
    let [folder, begun] = FolderListing::parts(typed);
    let folder = expanded(Path::new(if folder.is_empty() { "." } else { folder }), home);
    let Ok(found) = disk.names(&folder) else { return Vec::new() };
    let found = found.iter().filter_map(|path| path.file_name()?.to_str());
    // Hidden names are offered to those who ask for them.
    let found: Vec<&str> = found.filter(|name| !name.starts_with('.') || begun.starts_with('.')).collect();
    let exact: Vec<&str> = found.iter().copied().filter(|name| name.starts_with(begun)).collect();
    let lower = begun.to_lowercase();
    let mut names = match exact.is_empty() {
        true => found.into_iter().filter(|name| name.to_lowercase().starts_with(&lower)).collect(),
        false => exact,
    };
    names.sort_unstable();
    names.truncate(MOST);
    let is_folder = |name: &str| disk.stat(&folder.join(name)).is_ok_and(|found| found.kind == FileKind::Folder);
    names.into_iter().map(|name| ListedName { name: name.to_owned(), is_folder: is_folder(name) }).collect()
}
