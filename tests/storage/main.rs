//! The dataset's file: what is opened, how it is read, and that a save leaves it complete whatever
//! happens.
//!
//! With real files in folders of their own; what real files cannot show here (a full disk, a kill
//! between two calls) is played by a disk that lets single calls fail ([`faulty`]).

#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]

mod backup;
#[path = "../common/mod.rs"]
mod common;
mod config;
mod faults;
mod faulty;
mod history;
mod journal;
mod long_names;
mod opening;
mod outrun;
mod presence;
mod proposals;
mod saving;
mod shared_folder;
mod site_folder;
mod text_file;
mod watch;

use std::path::{Path, PathBuf};
use std::time::Duration;

use bildungsnetz::storage::history::HistoryEntry;
use bildungsnetz::storage::proposals::ProposalAnswer;
use bildungsnetz::storage::save::{ExpectedContent, NewVersion, SaveError, SaveOutcome, SaveReport, SaveRequest, save};
use bildungsnetz::storage::{Disk, Loaded, LockHolder, RealDisk, SavedFile, StoreError, WriteTarget, load, replace};
use tempfile::TempDir;

/// What the file holds before, and what is saved.
const OLD: &str = "Directory(regions: [])\n";
const NEW: &str = "Directory(regions: [(id: \"köln\")]) // longer than before\n";

/// A folder with a dataset in it.
struct Desk {
    folder: TempDir,
    holder: LockHolder,
}

impl Desk {
    /// With a file that holds [`OLD`].
    fn new() -> Desk {
        let desk = Desk::empty();
        desk.put("koeln.ron", OLD);
        desk
    }

    fn empty() -> Desk {
        let holder = LockHolder { user: "anna".into(), host: "netz".into(), pid: 1, since: "10:42".into() };
        Desk { folder: TempDir::new().unwrap(), holder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self) -> PathBuf {
        self.path("koeln.ron")
    }

    fn state(&self) -> PathBuf {
        self.path("state")
    }

    fn put(&self, name: &str, text: &str) {
        put(&self.path(name), text);
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.file()).unwrap()
    }

    /// Names of all files beside the lock and the state folder.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.ends_with(".lock") && name != "state")
            .collect();
        names.sort();
        names
    }

    fn load(&self) -> Loaded {
        load::read(&RealDisk, &self.file()).unwrap()
    }

    /// An order to write a file.
    fn order<'a>(&'a self, disk: &'a dyn Disk, path: &'a Path, state: &'a Path) -> WriteTarget<'a> {
        WriteTarget { disk, path, read_only: None, holder: &self.holder, patience: Duration::ZERO, state: Some(state) }
    }

    /// Saves [`NEW`] over what was loaded.
    fn save(&self, disk: &dyn Disk, loaded: &Loaded) -> Result<SavedFile, StoreError> {
        let state = self.state();
        let path = loaded.path.as_deref().unwrap();
        let order = WriteTarget { read_only: loaded.read_only, ..self.order(disk, path, &state) };
        replace(order, loaded.content(), [&NEW[..10], "", &NEW[10..]].into_iter(), judge)
    }

    /// Saves a text as the program does, with a backup of the day and a history.
    fn save_as(
        &self,
        disk: &dyn Disk,
        text: &str,
        (day, backups): (&str, usize),
        facts: &[HistoryEntry],
    ) -> Result<SaveReport, StoreError> {
        let (file, state) = (self.file(), self.state());
        let order = WriteTarget { patience: Duration::from_secs(60), ..self.order(disk, &file, &state) };
        let expected = ExpectedContent::Anything { create: true };
        let request = SaveRequest { order, expected, kept: None, day, backups, progress: None };
        match save::<_, StoreError>(request, |_| Ok(Some(Version { text, facts, answers: &[] }))) {
            Ok(SaveOutcome::Saved(report)) => Ok(*report),
            Ok(other) => panic!("{other:?}"),
            Err(SaveError::Store(error) | SaveError::Decision(error)) => Err(error),
        }
    }
}

/// An entry of the history.
fn fact() -> HistoryEntry {
    HistoryEntry {
        when: "2026-11-29T10:42:00Z".into(),
        who: "anna@netz".into(),
        address: "regions/nord/seat".into(),
        after: Some("\"Oberstadt\"".into()),
        ..HistoryEntry::default()
    }
}

/// What [`Desk::save_as`] writes.
struct Version<'t> {
    text: &'t str,
    facts: &'t [HistoryEntry],
    answers: &'t [(String, ProposalAnswer)],
}

impl NewVersion for Version<'_> {
    fn chunks(&self) -> Vec<&str> {
        vec![self.text]
    }

    fn validate(&self, chunks: &[&str]) -> Result<(), String> {
        judge(chunks)
    }

    fn facts(&self) -> &[HistoryEntry] {
        self.facts
    }

    fn answers(&self) -> &[(String, ProposalAnswer)] {
        self.answers
    }
}

/// Stands for the reader of a dataset.
fn judge(chunks: &[&str]) -> Result<(), String> {
    if chunks.concat().starts_with("Directory(") { Ok(()) } else { Err("expected Directory".into()) }
}

#[allow(clippy::disallowed_methods, reason = "tests make the files they work on")]
fn put(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}
