//! The proposals beside the dataset and the answers to them: those that the branch does not have
//! yet are committed with the dataset.
//!
//! Only files that count here are committed: on other machines all files belong to the account that
//! syncs, so that nobody could tell there who wrote them. Must not remove a file or commit that one
//! is gone. Entry point: [`ProposalFiles::of`].

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use super::SyncError;
use super::tree::{TreeChange, TreeEntry};
use crate::model::SCHEMA;
use crate::storage::disk::Disk;
use crate::storage::proposals;
use crate::storage::repository::Repository;

/// How git shows a file that its index does not have.
const UNTRACKED: &[u8] = b"? ";

/// Files of the folder of proposals.
#[derive(Debug, Default)]
pub(super) struct ProposalFiles {
    /// Those that the branch does not have.
    pub(super) new: Vec<TreeChange>,
    /// Those that the branch has and the index lacks, because a sync was killed.
    pub(super) unsettled: Vec<TreeChange>,
}

impl ProposalFiles {
    /// Returns the files in the folder; `head` is what is checked out. With `is_stored`, git gets
    /// the content of the new ones.
    pub(super) fn of(
        repository: &Repository,
        disk: &dyn Disk,
        head: Option<&str>,
        is_stored: bool,
    ) -> Result<ProposalFiles, SyncError> {
        let dataset = repository.top.join(&repository.within);
        let (folder, within) = (proposals::folder(&dataset), proposals::folder(&repository.within));
        if !folder.is_dir() {
            return Ok(ProposalFiles::default());
        }
        let listing = ["ls-files", "-z", "-t", "--full-name", "--cached", "--others", "--exclude-standard", "--"];
        let listed = repository.reading().args(listing).arg(&folder).output()?;
        let known = match head {
            Some(head) => {
                let call = repository.reading().args(["ls-tree", "-r", "-z", "--full-tree", head, "--"]);
                entries(&call.arg(&within).output()?)
            }
            None => Vec::new(),
        };
        let mut found = ProposalFiles::default();
        let mut unknown: Vec<&[u8]> = Vec::new();
        // "<letter> <path>\0"
        for line in listed.split(|byte| *byte == 0).filter(|line| line.len() > 2) {
            let path = &line[2..];
            match known.binary_search_by(|(known, _)| known.as_slice().cmp(path)) {
                Ok(at) if line.starts_with(UNTRACKED) => found.unsettled.push(known[at].clone()),
                Ok(_) => {}
                Err(_) if is_named(path) => unknown.push(path),
                Err(_) => {}
            }
        }
        if unknown.is_empty() {
            return Ok(found);
        }
        let counting = proposals::read(disk, &SCHEMA, &dataset)?.files;
        for path in unknown {
            let file = repository.top.join(OsStr::from_bytes(path));
            if counting.contains(&file) {
                let id = repository.blob_of_file(&file, is_stored)?;
                found.new.push((path.to_owned(), TreeEntry { mode: "100644".to_owned(), id }));
            }
        }
        Ok(found)
    }
}

/// Returns whether a path is called like a proposal or an answer.
fn is_named(path: &[u8]) -> bool {
    [proposals::ENDING, proposals::ANSWER].iter().any(|ending| path.ends_with(ending.as_bytes()))
}

/// Reads the entries of a tree, "<mode> <kind> <id>\t<path>\0" each, in the order of their paths.
fn entries(said: &[u8]) -> Vec<TreeChange> {
    let entry = |line: &[u8]| {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let head = String::from_utf8_lossy(&line[..tab]).into_owned();
        let words: Vec<&str> = head.split(' ').collect();
        let [mode, _, id] = words[..] else { return None };
        Some((line[tab + 1..].to_owned(), TreeEntry { mode: mode.to_owned(), id: id.to_owned() }))
    };
    let mut entries: Vec<TreeChange> = said.split(|byte| *byte == 0).filter_map(entry).collect();
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    entries
}
