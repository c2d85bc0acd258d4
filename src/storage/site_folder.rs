//! The folder of a published web site: only files that were written here are replaced or removed.
//!
//! A list in the folder ([`LIST`]) names them with the hash of their content. It is written before
//! the first file, so that a run that was ended is understood by the next one. A file that is as
//! it should be is left alone. Each is written beside its place and renamed; one flush at the end
//! puts all of them on the disk. Knows nothing of what the files say. Entry point:
//! [`SiteFolder::open`].

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, FileKind, OpenMode};
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{create_folders, folder_of, follow, sync_folder, write_at};
use super::fingerprint::Content;
use super::foreign_file::create_folder;
use super::load;
use super::temporary::{self, Temporary};
use crate::texts::{self, Lang};

/// The name of the list.
pub const LIST: &str = ".bildungsnetz-site";

/// Its first line.
const HEAD: &str = "bildungsnetz-site 1";

/// What stands for the hash of a file that is still to be written.
const TO_COME: &str = "-";

/// What may lie in a folder before the first site is published there: a repository.
const HARMLESS: [&str; 1] = [".git"];

/// Why a site was not published.
#[derive(Debug)]
pub enum SiteFolderError {
    /// Something is in the folder, and it is no site of ours.
    NotOurs(PathBuf),
    /// A file or link of somebody else has the name of one of ours.
    Foreign(PathBuf),
    /// Another program publishes there.
    Busy(PathBuf),
    /// The system refused.
    Store(StoreError),
}

impl SiteFolderError {
    /// Says what is the matter, and what to do about it where that is known.
    pub fn message(&self, lang: Lang) -> (String, Option<&'static str>) {
        let shown = |path: &Path| path.display().to_string();
        match self {
            SiteFolderError::NotOurs(path) => {
                (texts::publish::not_ours(lang, &shown(path)), Some(texts::publish::hint_not_ours(lang)))
            }
            SiteFolderError::Foreign(path) => {
                (texts::publish::foreign(lang, &shown(path)), Some(texts::publish::hint_foreign(lang)))
            }
            SiteFolderError::Busy(path) => (texts::publish::busy(lang, &shown(path)), None),
            SiteFolderError::Store(error) => (error.message(lang), None),
        }
    }
}

impl From<StoreError> for SiteFolderError {
    fn from(error: StoreError) -> SiteFolderError {
        SiteFolderError::Store(error)
    }
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteReport {
    /// How many files the site has.
    pub files: usize,
    /// How many of them were written.
    pub written: usize,
    /// How many are no longer part of it and were removed.
    pub removed: usize,
    /// Those no longer part of it that somebody changed, and that were kept.
    pub kept: Vec<PathBuf>,
}

/// The folder of a site while it is written.
pub struct SiteFolder<'d> {
    disk: &'d dyn Disk,
    folder: PathBuf,
    /// The open folder; holds the lock.
    open: File,
    /// The files that were written before; `None` where one was still to come.
    former: BTreeMap<String, Option<u128>>,
    /// The files of this site.
    current: BTreeMap<String, u128>,
    /// Folders within that were looked at.
    known: HashSet<PathBuf>,
    written: usize,
}

impl<'d> SiteFolder<'d> {
    /// Opens a folder for a site of these files; makes it where there is none.
    ///
    /// # Errors
    /// When the folder or a file in it is not ours, or cannot be written. Nothing is changed then.
    pub fn open(
        disk: &'d dyn Disk,
        path: &Path,
        files: impl Iterator<Item = String>,
    ) -> Result<SiteFolder<'d>, SiteFolderError> {
        let folder = follow(disk, path)?;
        match step(StorageStep::Look, &folder, || disk.stat(&folder)) {
            Ok(stat) if stat.kind == FileKind::Folder => {}
            Ok(_) => return Err(SiteFolderError::NotOurs(folder)),
            Err(error) if error.is_absence() => {
                create_folders(disk, folder_of(&folder))?;
                create_folder(disk, &folder)?;
            }
            Err(error) => return Err(error.into()),
        }
        let open = step(StorageStep::Look, &folder, || disk.open(&folder, OpenMode::Read))?;
        if !step(StorageStep::Lock, &folder, || disk.lock(&open, Duration::ZERO))? {
            return Err(SiteFolderError::Busy(folder));
        }
        let former = former(disk, &folder)?;
        let mut site = SiteFolder {
            disk,
            folder,
            open,
            former: former.unwrap_or_default(),
            current: BTreeMap::new(),
            known: HashSet::new(),
            written: 0,
        };
        site.begin(files)?;
        Ok(site)
    }

    /// Makes sure that no file is somebody else's, and notes which will be written.
    fn begin(&mut self, files: impl Iterator<Item = String>) -> Result<(), SiteFolderError> {
        let mut all = self.former.clone();
        for path in files {
            if self.former.contains_key(&path) {
                continue;
            }
            let target = self.folder.join(&path);
            match self.disk.stat_link(&target) {
                Ok(_) => return Err(SiteFolderError::Foreign(target)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => {
                    return Err(StoreError::Io { step: StorageStep::Look, path: target, error }.into());
                }
            }
            all.insert(path, None);
        }
        self.write_list(all.iter().map(|(path, hash)| (path, *hash)))?;
        self.former = all;
        Ok(())
    }

    /// Writes a file of the site, unless it is as it should be; returns true when it was written.
    ///
    /// # Errors
    /// When it cannot be written; the old one is intact then.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> Result<bool, SiteFolderError> {
        let target = self.folder.join(path);
        let inner = folder_of(&target).to_owned();
        if !self.known.contains(&inner) {
            self.enter(&inner)?;
        }
        self.current.insert(path.to_owned(), Content::of(bytes).hash);
        match step(StorageStep::Look, &target, || self.disk.stat_link(&target)) {
            Ok(stat) if stat.kind == FileKind::File => {
                if stat.stamp.len == bytes.len() as u64 && self.content(&target)? == bytes {
                    return Ok(false);
                }
            }
            Ok(_) => return Err(SiteFolderError::Foreign(target)),
            Err(error) if error.is_absence() => {}
            Err(error) => return Err(error.into()),
        }
        let mut new = Temporary::create(self.disk, &inner.join(LIST), 0o666)?;
        write_at(self.disk, &new.path, &new.file, bytes, 0)?;
        new.rename(&target)?;
        self.written += 1;
        Ok(true)
    }

    /// Ends the run: removes files that are no longer part of the site, unless somebody changed
    /// them, and puts all on the disk.
    ///
    /// # Errors
    /// When a file could not be removed or flushed.
    pub fn finish(self) -> Result<SiteReport, SiteFolderError> {
        let mut report = SiteReport { files: self.current.len(), written: self.written, ..SiteReport::default() };
        for (path, hash) in self.former.iter().filter(|(path, _)| !self.current.contains_key(*path)) {
            let target = self.folder.join(path);
            let is_plain = |stat: super::disk::FileMetadata| stat.kind == FileKind::File;
            if !self.is_inside(&target) || !self.disk.stat_link(&target).is_ok_and(is_plain) {
                continue;
            }
            let content = Content::of(&self.content(&target)?).hash;
            if hash.is_none_or(|hash| hash == content) {
                step(StorageStep::Remove, &target, || self.disk.remove(&target))?;
                report.removed += 1;
            } else {
                report.kept.push(target);
            }
        }
        // All files before the list that names them.
        step(StorageStep::Sync, &self.folder, || self.disk.sync_file_system(&self.open))?;
        self.write_list(self.current.iter().map(|(path, hash)| (path, Some(*hash))))?;
        sync_folder(self.disk, &self.folder.join(LIST))?;
        Ok(report)
    }

    /// Makes a folder within, where it is missing; never passes through a link.
    fn enter(&mut self, inner: &Path) -> Result<(), SiteFolderError> {
        let below = inner.strip_prefix(&self.folder).unwrap_or(Path::new(""));
        let mut at = self.folder.clone();
        for part in below.components() {
            at.push(part);
            match step(StorageStep::Look, &at, || self.disk.stat_link(&at)) {
                Ok(stat) if stat.kind == FileKind::Folder => {}
                Ok(_) => return Err(SiteFolderError::Foreign(at)),
                Err(error) if error.is_absence() => create_folder(self.disk, &at)?,
                Err(error) => return Err(error.into()),
            }
        }
        temporary::sweep(self.disk, &inner.join(LIST));
        self.known.insert(inner.to_owned());
        Ok(())
    }

    /// Returns true when no link leads out of the folder on the way to a file.
    fn is_inside(&self, target: &Path) -> bool {
        let below = folder_of(target).ancestors().take_while(|at| *at != self.folder);
        below.into_iter().all(|at| self.disk.stat_link(at).is_ok_and(|stat| stat.kind == FileKind::Folder))
    }

    fn content(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        read(self.disk, path)
    }

    fn write_list<'p>(&self, files: impl Iterator<Item = (&'p String, Option<u128>)>) -> Result<(), StoreError> {
        let mut text = format!("{HEAD}\n");
        for (path, hash) in files {
            let hash = hash.map_or_else(|| TO_COME.to_owned(), |hash| format!("{hash:032x}"));
            text.push_str(&format!("{hash} {path}\n"));
        }
        let list = self.folder.join(LIST);
        if read(self.disk, &list).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        let mut new = Temporary::create(self.disk, &list, 0o666)?;
        write_at(self.disk, &new.path, &new.file, text.as_bytes(), 0)?;
        step(StorageStep::Sync, &list, || self.disk.sync(&new.file))?;
        new.rename(&list)
    }
}

fn read(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, StoreError> {
    let file = step(StorageStep::Read, path, || disk.open(path, OpenMode::ReadNoFollow))?;
    let len = step(StorageStep::Look, path, || disk.stat_open(&file))?.stamp.len;
    load::read_to_end(disk, path, &file, len)
}

/// Returns the files that the list of a folder names; `None` for an empty folder.
fn former(disk: &dyn Disk, folder: &Path) -> Result<Option<BTreeMap<String, Option<u128>>>, SiteFolderError> {
    let list = folder.join(LIST);
    match read(disk, &list) {
        Ok(bytes) => match parse(&bytes) {
            Some(files) => Ok(Some(files)),
            None => Err(SiteFolderError::NotOurs(folder.to_owned())),
        },
        Err(error) if error.is_absence() => {
            let names = step(StorageStep::Look, folder, || disk.names(folder))?;
            let is_harmless = |path: &PathBuf| HARMLESS.iter().any(|name| path.ends_with(name));
            match names.iter().all(is_harmless) {
                true => Ok(None),
                false => Err(SiteFolderError::NotOurs(folder.to_owned())),
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// Parses a list; `None` where it is none of ours.
fn parse(bytes: &[u8]) -> Option<BTreeMap<String, Option<u128>>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.lines();
    if lines.next()? != HEAD {
        return None;
    }
    lines
        .map(|line| {
            let (hash, path) = line.split_once(' ')?;
            let is_plain = |part| matches!(part, Component::Normal(_));
            if path.is_empty() || !Path::new(path).components().all(is_plain) {
                return None;
            }
            let hash = if hash == TO_COME { None } else { Some(u128::from_str_radix(hash, 16).ok()?) };
            Some((path.to_owned(), hash))
        })
        .collect()
}
