//! Proposals: changes suggested by people who do not save, as files in a folder beside the dataset
//! (`koeln.ron.proposals/`).
//!
//! No file in it is ever altered. Each proposal is a file, and each answer to it is another file of
//! the same name, so nobody has to write another person's file, and two copies of the folder are
//! merged by copying their files together. The folder may be open to people who must not write the
//! dataset: files are read with size limits, links are not followed, and invalid files are reported
//! and skipped. Does not know the clock or what a change means. Entry points:
//! [`read`], [`put`], [`answer`].

mod proposal_answer;
mod proposal_text;

pub use proposal_answer::{AnswerKind, ProposalAnswer};
pub use proposal_text::{ProposalFault, ProposalHeader, ProposalText};

use std::collections::HashMap;
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};

use super::account::Account;
use super::companion::Companion;
use super::companion_name::behind;
use super::disk::{Disk, FileMetadata, OpenMode};
use super::error::{StorageStep, StoreError, step};
use super::file_operations::{follow, write_at};
use super::fingerprint::Content;
use super::load::read_to_end;
use super::person;
use super::pinned_folder::PinnedFolder;
use super::process_file::{self, FileOwner};
use super::write_target::WriteTarget;
use crate::document::Change;
use crate::schema::Schema;
use crate::texts::{self, Lang};

/// Endings of the names of proposals and of answers to them.
pub(super) const ENDING: &str = ".proposal";
pub(super) const ANSWER: &str = ".answer";

/// Beginning and ending of the names of files that are being written.
const PREFIX: &str = ".new";
const UNFINISHED: &str = ".tmp";

/// The most files of the folder that are looked at, the oldest first.
const MOST_FILES: usize = 10_000;

/// The longest answer, in bytes.
const ANSWER_LIMIT: u64 = 64 * 1024;

/// Possible numbers of checksum digits in a proposal's name; more are used when fewer are taken.
const DIGITS: [usize; 4] = [4, 8, 16, 32];

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeProposal {
    /// What it is called: the name of its file without the ending.
    pub id: String,
    /// Who proposes it, as the history has it.
    pub who: String,
    /// When (RFC 3339).
    pub when: String,
    /// Why, in a line; may be empty.
    pub why: String,
    /// The version of the program that made it.
    pub program: String,
    /// The name of the dataset's file.
    pub dataset: String,
    /// What the dataset held.
    pub base: Option<Content>,
    /// The changes of records.
    pub changes: Vec<Change>,
    /// What became of it, in the order in which that happened.
    pub answers: Vec<ProposalAnswer>,
}

impl ChangeProposal {
    /// Returns what became of the change with this number (from 1); `None` while it waits. Where
    /// several answered it on machines that were apart, taken counts before all else, because it is
    /// in the dataset then, and otherwise the first.
    pub fn answer_to(&self, number: usize) -> Option<&ProposalAnswer> {
        let is_taken = |answer: &&ProposalAnswer| answer.what.is_taken();
        self.answers_to(number).find(is_taken).or_else(|| self.answers_to(number).next())
    }

    /// Returns all answers to the change with this number, in the order in which they were given.
    pub fn answers_to(&self, number: usize) -> impl Iterator<Item = &ProposalAnswer> {
        self.answers.iter().filter(move |answer| answer.what != AnswerKind::Noted && answer.concerns(number))
    }

    /// Returns the answers that the person who proposed it was not told of yet.
    pub fn untold(&self) -> Vec<&ProposalAnswer> {
        let (noted, others): (Vec<&ProposalAnswer>, Vec<&ProposalAnswer>) =
            self.answers.iter().partition(|answer| answer.what == AnswerKind::Noted);
        // An answer from another machine may come after one that was given later.
        let is_told = |answer: &ProposalAnswer| noted.iter().any(|noted| noted.changes.contains(&answer.digest()));
        others.into_iter().filter(|answer| !is_told(answer)).collect()
    }

    /// Returns what notes that the person who proposed it was told all answers.
    pub fn noted(&self, who: &str, when: &str) -> ProposalAnswer {
        let told = self.untold().into_iter().map(ProposalAnswer::digest).collect();
        let (who, when) = (who.to_owned(), when.to_owned());
        ProposalAnswer { who, when, what: AnswerKind::Noted, changes: told, reason: None }
    }
}

/// The proposals of a dataset.
#[derive(Debug, Default)]
pub struct ProposalsFound {
    /// All that can be read, the oldest first, answered ones too.
    pub proposals: Vec<ChangeProposal>,
    /// The files of these proposals and of the answers that count.
    pub files: Vec<PathBuf>,
    /// What cannot be read.
    pub unreadable: Vec<UnreadableProposal>,
}

/// A file in the folder that cannot be used.
#[derive(Debug)]
pub struct UnreadableProposal {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub why: ProposalProblem,
}

/// Why a file in the folder cannot be used.
#[derive(Debug)]
pub enum ProposalProblem {
    /// What it says makes no sense.
    Fault(ProposalFault),
    /// It cannot be read, or is no file of ours.
    Store(StoreError),
    /// The folder holds more than is looked at.
    TooMany,
}

impl UnreadableProposal {
    /// Returns what is wrong, in words.
    pub fn text(&self, lang: Lang) -> String {
        let path = self.path.to_string_lossy();
        match &self.why {
            ProposalProblem::Fault(fault) => texts::proposals::unreadable(lang, &path, fault.text(lang)),
            ProposalProblem::Store(error) => error.message(lang),
            ProposalProblem::TooMany => texts::proposals::too_many(lang, &path, MOST_FILES),
        }
    }
}

impl ProposalFault {
    /// Returns what is wrong, in words.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Absent => texts::proposals::fault_absent(lang),
            Self::Damaged => texts::proposals::fault_damaged(lang),
            Self::Newer => texts::proposals::fault_newer(lang),
            Self::TooLong => texts::proposals::fault_too_long(lang),
            Self::Senseless => texts::proposals::fault_senseless(lang),
        }
    }
}

/// Returns the folder of a dataset (symbolic links followed already).
pub fn folder(dataset: &Path) -> PathBuf {
    behind(dataset, ".proposals")
}

/// Returns true when there is a folder of proposals for the dataset.
pub fn is_open(disk: &dyn Disk, dataset: &Path) -> bool {
    follow(disk, dataset).is_ok_and(|dataset| disk.stat_link(&folder(&dataset)).is_ok())
}

/// Returns the header of a proposal that is made now.
pub fn header(who: &str, when: &str, why: &str, dataset: &Path, base: Option<Content>) -> ProposalHeader {
    ProposalHeader {
        who: who.to_owned(),
        when: when.to_owned(),
        why: why.split_whitespace().collect::<Vec<_>>().join(" "),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        dataset: dataset.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        base: base.map(Content::to_text),
    }
}

/// Checks whether a proposal can be put there, as far as that is known without trying.
///
/// # Errors
/// Why not.
pub fn check_writable(disk: &dyn Disk, dataset: &Path) -> Result<(), StoreError> {
    let dataset = follow(disk, dataset)?;
    let path = folder(&dataset);
    match (Companion { disk, dataset: &dataset, path: &path }).folder(StorageStep::Folder) {
        Err(error) if error.is_absence() => {
            let parent = super::file_operations::folder_of(&dataset);
            step(StorageStep::Folder, &path, || disk.check_writable(parent))
        }
        Err(error) => Err(error),
        Ok(_) => step(StorageStep::Create, &path, || disk.check_writable(&path)),
    }
}

/// Reads the proposals of a dataset. A missing folder counts as empty.
///
/// # Errors
/// When the folder cannot be read or is not ours.
pub fn read(disk: &dyn Disk, schema: &'static Schema, dataset: &Path) -> Result<ProposalsFound, StoreError> {
    let dataset = follow(disk, dataset)?;
    let path = folder(&dataset);
    let folder = match (Companion { disk, dataset: &dataset, path: &path }).folder(StorageStep::Read) {
        Err(error) if error.is_absence() => return Ok(ProposalsFound::default()),
        folder => folder?,
    };
    let mut names = step(StorageStep::Read, &path, || folder.names(&path))?;
    names.sort();
    let mut found = ProposalsFound::default();
    if names.len() > MOST_FILES {
        names.truncate(MOST_FILES);
        found.unreadable.push(UnreadableProposal { path: path.clone(), why: ProposalProblem::TooMany });
    }
    let mut owners = HashMap::new();
    // Who syncs with other machines writes what comes from there.
    let keeper = disk.stat(&dataset).ok().map(|stat| stat.uid);
    let look = FolderReader { folder: &folder, dataset: &dataset };
    let (answers, proposals): (Vec<PathBuf>, Vec<PathBuf>) =
        names.into_iter().partition(|name| stem(name, ANSWER).is_some());
    for name in proposals {
        let Some(id) = stem(&name, ENDING) else { continue };
        match look.proposal(schema, &name, id) {
            Ok((proposal, owner)) => {
                owners.insert(proposal.id.clone(), owner);
                found.proposals.push(proposal);
                found.files.push(name);
            }
            Err(why) => found.unreadable.push(UnreadableProposal { path: name, why }),
        }
    }
    for name in answers {
        let id = stem(&name, ANSWER).and_then(|stem| stem.rsplit_once('.')).map(|(id, _)| id.to_owned());
        let of = |proposal: &&mut ChangeProposal| Some(&proposal.id) == id.as_ref();
        let Some(proposal) = found.proposals.iter_mut().find(of) else { continue };
        match look.answer(&name) {
            Ok((answer, owner)) if is_valid(proposal, &answer, owner, [owners.get(&proposal.id).copied(), keeper]) => {
                proposal.answers.push(answer);
                found.files.push(name);
            }
            Ok(_) => {}
            Err(why) => found.unreadable.push(UnreadableProposal { path: name, why }),
        }
    }
    for proposal in &mut found.proposals {
        let moment = |answer: &ProposalAnswer| super::history::Moment::parse(&answer.when);
        proposal.answers.sort_by_key(moment);
    }
    Ok(found)
}

/// Returns true for an answer that counts: only who proposed something withdraws it or was told.
/// That is the account which put it there, or which it names, where somebody else put its text
/// there; the owner of the dataset may have received the answer from another machine.
fn is_valid(proposal: &ChangeProposal, answer: &ProposalAnswer, owner: u32, allowed: [Option<u32>; 2]) -> bool {
    !matches!(answer.what, AnswerKind::Withdrawn | AnswerKind::Noted)
        || allowed.contains(&Some(owner))
        || person::login(&proposal.who) == Some(&*Account::login_of(owner))
}

/// Puts a proposal into the folder, which is made where it is missing; returns what it is called.
/// One that is there already stays as it is.
///
/// # Errors
/// Why it cannot be put there; then nothing is.
pub fn put(disk: &dyn Disk, dataset: &Path, text: &ProposalText) -> Result<String, StoreError> {
    let dataset = follow(disk, dataset)?;
    let path = folder(&dataset);
    let folder = Companion { disk, dataset: &dataset, path: &path }.make_folder()?;
    sweep(&folder, &path);
    for digits in DIGITS {
        let id = text.id(digits);
        let target = path.join(format!("{id}{ENDING}"));
        match (FolderReader { folder: &folder, dataset: &dataset }).bytes(&target, proposal_text::LIMIT as u64) {
            Ok((bytes, _)) if bytes == text.as_str().as_bytes() => return Ok(id),
            Err(error) if error.is_absence() => {
                write(&folder, &dataset, &target, text.as_str().as_bytes())?;
                return Ok(id);
            }
            // Something else has this name.
            Ok(_) | Err(StoreError::Untrusted { .. } | StoreError::TooLarge { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Untrusted { path, why: super::Distrust::NotAFile })
}

/// Puts an answer beside the proposal `id`, which lies in the folder.
///
/// # Errors
/// Why it cannot be put there; then nothing is.
pub fn answer(disk: &dyn Disk, dataset: &Path, id: &str, answer: &ProposalAnswer) -> Result<(), StoreError> {
    let dataset = follow(disk, dataset)?;
    let path = folder(&dataset);
    let folder = Companion { disk, dataset: &dataset, path: &path }.folder(StorageStep::Create)?;
    let target = path.join(format!("{id}.{:016x}{ANSWER}", RandomState::new().build_hasher().finish()));
    let bytes =
        answer.to_bytes().map_err(|error| StoreError::Io { step: StorageStep::Write, path: target.clone(), error })?;
    write(&folder, &dataset, &target, &bytes)
}

/// Does something while nobody else saves, takes or declines anything.
///
/// # Errors
/// When the dataset must not be written, or another program is writing it all the time.
pub fn locked<T>(order: WriteTarget<'_>, work: impl FnOnce() -> T) -> Result<T, StoreError> {
    let (_dataset, _lock) = order.enter(false, None)?;
    Ok(work())
}

/// Writes a new file of the folder, whole or not at all; nobody writes it again.
fn write(folder: &PinnedFolder<'_>, dataset: &Path, target: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let stem = target.with_file_name(PREFIX);
    let (path, file) = process_file::create(folder, &stem, UNFINISHED, 0o600)?;
    let written = write_at(folder, &path, &file, bytes, 0)
        .and_then(|()| give_rights(folder, dataset, &path, &file))
        .and_then(|()| step(StorageStep::Sync, target, || folder.sync(&file)))
        .and_then(|()| step(StorageStep::Rename, target, || folder.rename(&path, target)));
    if written.is_err() {
        // If this fails too, the next proposal removes it.
        let _ = folder.remove(&path);
    }
    written?;
    // The file is complete under its name; at worst a power cut takes it back.
    let _ = folder.sync(folder.file());
    Ok(())
}

/// Lets those read a new file who may read the dataset, and the group of a folder that gives its
/// group to what is made in it; nobody may write it.
fn give_rights(folder: &PinnedFolder<'_>, dataset: &Path, path: &Path, new: &File) -> Result<(), StoreError> {
    let rights = |call: &dyn Fn() -> std::io::Result<()>| step(StorageStep::Rights, path, call);
    let stat = |file: &File| step(StorageStep::Rights, path, || folder.stat_open(file));
    let (own, around) = (stat(new)?, stat(folder.file())?);
    let mode = match folder.stat(dataset) {
        Err(_) => 0o400,
        Ok(FileMetadata { mode, .. }) if around.mode & 0o2000 != 0 && own.gid == around.gid => mode & 0o004 | 0o440,
        Ok(FileMetadata { mode, gid, .. }) => {
            let is_shared = own.gid == gid || rights(&|| folder.set_owner(new, None, Some(gid))).is_ok();
            // Members of another group are everybody, too; the owner of the dataset may be one.
            0o400 | if is_shared { mode & 0o044 } else { (mode & 0o004) * 0o11 }
        }
    };
    rights(&|| folder.set_mode(new, mode))
}

/// Removes what killed programs left half written. A failure does no harm.
fn sweep(folder: &PinnedFolder<'_>, path: &Path) {
    for name in folder.names(path).unwrap_or_default() {
        if process_file::is_named(&name, PREFIX, UNFINISHED)
            && let Ok(Some(FileOwner::Gone(_lock))) = process_file::owner(folder, &name)
        {
            let _ = folder.remove(&name);
        }
    }
}

/// Returns the name of a file without an ending, where it is text and has that.
fn stem<'p>(path: &'p Path, ending: &str) -> Option<&'p str> {
    path.file_name()?.to_str()?.strip_suffix(ending)
}

/// Reads files of the folder.
struct FolderReader<'a> {
    folder: &'a PinnedFolder<'a>,
    dataset: &'a Path,
}

impl FolderReader<'_> {
    /// Returns what a file holds, and who owns it.
    fn bytes(&self, path: &Path, limit: u64) -> Result<(Vec<u8>, u32), StoreError> {
        let companion = Companion { disk: self.folder, dataset: self.dataset, path };
        let file = companion.open_of_anybody(StorageStep::Read, OpenMode::ReadNoFollow)?;
        let stat = step(StorageStep::Read, path, || self.folder.stat_open(&file))?;
        if stat.stamp.len > limit {
            return Err(StoreError::TooLarge { path: path.to_owned(), size: stat.stamp.len });
        }
        Ok((read_to_end(self.folder, path, &file, stat.stamp.len)?, stat.uid))
    }

    fn proposal(&self, schema: &Schema, path: &Path, id: &str) -> Result<(ChangeProposal, u32), ProposalProblem> {
        let (bytes, owner) = self.bytes(path, proposal_text::LIMIT as u64).map_err(ProposalProblem::Store)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| ProposalProblem::Fault(ProposalFault::Damaged))?;
        let (text, changes) = ProposalText::find(schema, text).map_err(ProposalProblem::Fault)?;
        Ok((text.into_proposal(id.to_owned(), changes), owner))
    }

    fn answer(&self, path: &Path) -> Result<(ProposalAnswer, u32), ProposalProblem> {
        let (bytes, owner) = self.bytes(path, ANSWER_LIMIT).map_err(ProposalProblem::Store)?;
        let answer = ProposalAnswer::from_bytes(&bytes).ok_or(ProposalProblem::Fault(ProposalFault::Damaged))?;
        Ok((answer, owner))
    }
}
