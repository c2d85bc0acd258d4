//! Reads the journals that earlier programs left behind.
//!
//! Everything up to the first damaged line is used. A journal that cannot be read at all is
//! reported and never touched. Only a journal that leaves nothing to decide is removed: one without
//! a complete line, without a step, or with everything saved. Entry point: [`pending`].

use std::fs::File;
use std::path::{Path, PathBuf};

use super::wire::{self, Header, JournalEntry};
use super::{ENDING, FOLDER, Journal, JournalDraft, JournalStep, remove};
use crate::schema::Schema;
use crate::storage::canonical_path;
use crate::storage::checksummed_line::unseal;
use crate::storage::disk::Disk;
use crate::storage::error::{StorageStep, StoreError, step};
use crate::storage::fingerprint::Content;
use crate::storage::load::read_to_end;
use crate::storage::process_file::{self, FileOwner};
use crate::texts;
use crate::texts::Lang;

/// The journals found in their folder.
#[derive(Default)]
pub struct PendingJournals<'d> {
    /// Journals whose owner is gone, oldest first; each stays locked while this value lives, so
    /// that no other start offers it at the same time.
    pub recovered: Vec<Recovered<'d>>,
    /// Journals that cannot be read; of any dataset, if their name does not tell.
    pub unreadable: Vec<UnreadableJournal>,
    /// Number of journals of programs that still run (or that another one is recovering).
    pub in_use: usize,
}

/// A journal whose owner is gone. Dropping it decides nothing: the next start offers it again.
pub struct Recovered<'d> {
    /// `anna@host`.
    pub who: String,
    /// When that program was started, as text for people.
    pub started: String,
    /// Its process number.
    pub pid: u32,
    /// Its version.
    pub program: String,
    /// The dataset it was about.
    pub dataset: PathBuf,
    /// What the file held when the program read it; `None` for the shipped dataset.
    pub base: Option<Content>,
    /// What was done, in order; see [`Recovered::unsaved`] for the part that is not in the file.
    pub steps: Vec<JournalStep>,
    /// Texts in fields that were open.
    pub drafts: Vec<JournalDraft>,
    /// True when a line in the middle is damaged, so that what follows it is lost.
    pub damaged: bool,
    /// False where the file system does not support locks: the owner may still be running.
    pub owner_is_gone: bool,
    /// The journal's file.
    pub path: PathBuf,
    marks: Vec<SaveMark>,
    disk: &'d dyn Disk,
    // Holds the lock.
    _file: File,
}

/// The step that a save included last, and what the file holds if it was completed.
#[derive(Debug, Clone, Copy)]
struct SaveMark {
    steps: usize,
    content: Option<Content>,
    confirmed: bool,
}

/// A journal that cannot be read.
#[derive(Debug)]
pub struct UnreadableJournal {
    /// Its file, for the user to inspect or remove.
    pub path: PathBuf,
    /// Why.
    pub why: UnreadableReason,
}

/// Why a journal cannot be read.
#[derive(Debug)]
pub enum UnreadableReason {
    /// Its first line is damaged.
    Damaged,
    /// A later version of the program wrote it.
    Newer,
    /// The system refused to read it.
    Io(StoreError),
}

impl Recovered<'_> {
    /// Returns the steps that are not in the file, which now holds `now`; `None` when there is no
    /// file.
    pub fn unsaved(&self, now: Option<Content>) -> &[JournalStep] {
        let saved = |mark: &&SaveMark| mark.confirmed || (now.is_some() && mark.content == now);
        let from = self.marks.iter().rev().find(saved).map_or(0, |mark| mark.steps);
        &self.steps[from..]
    }

    /// Returns true when dropping it loses nothing: everything is in the file, and no field was
    /// open.
    pub fn is_settled(&self, now: Option<Content>) -> bool {
        self.unsaved(now).is_empty() && self.drafts.is_empty() && !self.damaged
    }

    /// Returns when its last step or draft was written.
    pub fn last(&self) -> &str {
        let step = self.steps.last().map(|step| step.time.as_str());
        let draft = self.drafts.iter().map(|draft| draft.time.as_str()).max();
        step.max(draft).unwrap_or(&self.started)
    }

    /// Records in `journal` what the user took over, as it was carried out now, and only then
    /// removes this journal.
    ///
    /// # Errors
    /// When one of the two fails; this journal then still exists.
    pub fn take(&self, journal: &mut Journal<'_>, taken: &[JournalStep]) -> Result<(), StoreError> {
        if !taken.is_empty() {
            journal.steps(taken)?;
        }
        self.remove()
    }

    /// Removes it: the user does not want it, or it is settled.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(&self) -> Result<(), StoreError> {
        remove(self.disk, &self.path)
    }
}

impl UnreadableJournal {
    /// Returns what is wrong, in words.
    pub fn text(&self, lang: Lang) -> String {
        let path = self.path.to_string_lossy();
        match &self.why {
            UnreadableReason::Damaged => texts::safekeeping::journal_damaged(lang, &path),
            UnreadableReason::Newer => texts::safekeeping::journal_newer(lang, &path),
            UnreadableReason::Io(error) => error.message(lang),
        }
    }
}

/// Lists the journals of one dataset (of all, without `dataset`) whose owner is gone. A missing
/// folder counts as empty.
///
/// # Errors
/// When the folder cannot be read.
pub fn pending<'d>(
    disk: &'d dyn Disk,
    schema: &'static Schema,
    state: &Path,
    dataset: Option<&Path>,
) -> Result<PendingJournals<'d>, StoreError> {
    let folder = state.join(FOLDER);
    let names = match step(StorageStep::Read, &folder, || disk.names(&folder)) {
        Err(StoreError::Io { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        result => result?,
    };
    let prefix = dataset.map(|path| canonical_path::of(disk, path).1);
    let mut found = PendingJournals::default();
    for path in names {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(ENDING) && prefix.as_ref().is_none_or(|prefix| name.starts_with(prefix.as_str())) {
            found.look_at(disk, schema, path);
        }
    }
    found.recovered.sort_by(|a, b| a.started.cmp(&b.started).then_with(|| a.path.cmp(&b.path)));
    found.unreadable.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

impl<'d> PendingJournals<'d> {
    fn look_at(&mut self, disk: &'d dyn Disk, schema: &'static Schema, path: PathBuf) {
        let (file, owner_is_gone) = match process_file::owner(disk, &path) {
            Ok(None) => return,
            Ok(Some(FileOwner::Lives)) => return self.in_use += 1,
            Ok(Some(FileOwner::Gone(file))) => (file, true),
            Ok(Some(FileOwner::Unknown(file))) => (file, false),
            Err(error) => return self.unreadable.push(UnreadableJournal { path, why: UnreadableReason::Io(error) }),
        };
        let bytes = match disk.stat_open(&file) {
            Ok(stat) => read_to_end(disk, &path, &file, stat.stamp.len),
            Err(_) => read_to_end(disk, &path, &file, 0),
        };
        match bytes {
            Err(error) => self.unreadable.push(UnreadableJournal { path, why: UnreadableReason::Io(error) }),
            // Not one line was completed, so nothing was ever shown as done.
            Ok(bytes) if !bytes.contains(&b'\n') => {
                if owner_is_gone {
                    let _ = remove(disk, &path);
                }
            }
            Ok(bytes) => match read(schema, &bytes) {
                Err(why) => self.unreadable.push(UnreadableJournal { path, why }),
                Ok(read) => {
                    let recovered = read.into_recovered(disk, path, file, owner_is_gone);
                    // Created in advance and never needed, or saved to the last step.
                    if owner_is_gone && recovered.is_settled(None) {
                        let _ = recovered.remove();
                    } else {
                        self.recovered.push(recovered);
                    }
                }
            },
        }
    }
}

/// The content of a journal's lines.
struct JournalLines {
    header: Header,
    steps: Vec<JournalStep>,
    drafts: Vec<JournalDraft>,
    marks: Vec<SaveMark>,
    damaged: bool,
}

fn read(schema: &'static Schema, bytes: &[u8]) -> Result<JournalLines, UnreadableReason> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let first = lines.next().and_then(|line| line.strip_suffix(b"\n")).unwrap_or_default();
    let header = match unseal::<JournalEntry>(first) {
        Some(JournalEntry::Header(header)) if header.format <= wire::FORMAT => header,
        Some(JournalEntry::Header(_)) => return Err(UnreadableReason::Newer),
        _ => return Err(UnreadableReason::Damaged),
    };
    let mut read = JournalLines { header, steps: Vec::new(), drafts: Vec::new(), marks: Vec::new(), damaged: false };
    for line in lines {
        // A line without its line break is torn, which only the last one can be.
        let Some(line) = line.strip_suffix(b"\n") else { break };
        if unseal(line).and_then(|entry| read.take_in(schema, entry)).is_none() {
            read.damaged = true;
            break;
        }
    }
    Ok(read)
}

impl JournalLines {
    /// Adds an entry; returns `None` when it makes no sense here.
    fn take_in(&mut self, schema: &'static Schema, entry: JournalEntry) -> Option<()> {
        match entry {
            JournalEntry::Header(_) => return None,
            JournalEntry::Step(line) => {
                let step = line.read(schema)?;
                self.drafts.retain(|draft| Some(&draft.field) != step.field.as_ref());
                self.steps.push(step);
            }
            JournalEntry::Draft(line) => {
                let open = line.text.is_some();
                let draft = line.read(schema)?;
                self.drafts.retain(|old| old.field != draft.field);
                if open {
                    self.drafts.push(draft);
                }
            }
            JournalEntry::Saving(content) => self.mark(Content::from_text(&content), false),
            JournalEntry::Saved(content) => self.confirm(Content::from_text(&content)),
        }
        Some(())
    }

    fn mark(&mut self, content: Option<Content>, confirmed: bool) {
        self.marks.push(SaveMark { steps: self.steps.len(), content, confirmed });
    }

    /// Marks the announced save with this content as complete: it includes the steps up to its
    /// announcement.
    fn confirm(&mut self, content: Option<Content>) {
        let announced = |mark: &&mut SaveMark| !mark.confirmed && mark.content == content;
        match self.marks.iter_mut().rev().find(announced) {
            Some(mark) => mark.confirmed = true,
            None => self.mark(content, true),
        }
    }

    fn into_recovered(self, disk: &dyn Disk, path: PathBuf, file: File, owner_is_gone: bool) -> Recovered<'_> {
        Recovered {
            who: self.header.who,
            started: self.header.started,
            pid: self.header.pid,
            program: self.header.program,
            dataset: self.header.dataset.into(),
            base: self.header.base.as_deref().and_then(Content::from_text),
            steps: self.steps,
            drafts: self.drafts,
            damaged: self.damaged,
            owner_is_gone,
            path,
            marks: self.marks,
            disk,
            _file: file,
        }
    }
}
