//! `.gitattributes` as `git setup` wrote it: committed with the dataset where the branch has none,
//! so that other clones merge by records too.
//!
//! A file with other lines is somebody's own and stays theirs to commit. Entry point:
//! [`new_attributes`].

use std::fs;

use super::RepositoryError;
use super::tree::{TreeChange, TreeEntry};
use crate::storage::repository::Repository;

/// The name of the file, at the top of the repository.
const NAME: &str = ".gitattributes";

/// What each line ends with that `git setup` writes.
const DRIVER: &[u8] = b" merge=bildungsnetz diff=bildungsnetz";

/// The longest file that is looked at.
const LIMIT: u64 = 64 * 1024;

/// Returns the file if only `git setup` wrote it and neither `head` nor the index has it. With
/// `is_stored`, git gets its content.
pub(super) fn new_attributes(
    repository: &Repository,
    head: Option<&str>,
    is_stored: bool,
) -> Result<Option<TreeChange>, RepositoryError> {
    let path = repository.top.join(NAME);
    let is_plain = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() <= LIMIT);
    if !is_plain || !fs::read(&path).is_ok_and(|text| is_of_setup(&text)) {
        return Ok(None);
    }
    let untracked = ["ls-files", "-z", "--full-name", "--others", "--exclude-standard", "--"];
    if repository.reading().args(untracked).arg(&path).output()?.is_empty() {
        return Ok(None);
    }
    let id = repository.blob_of_file(&path, is_stored)?;
    let change = (NAME.as_bytes().to_owned(), TreeEntry { mode: "100644".to_owned(), id });
    let committed = match head {
        Some(head) => {
            let call = repository.reading().args(["ls-tree", "-z", "--full-tree", "--name-only", head, "--", NAME]);
            !call.output()?.is_empty()
        }
        None => false,
    };
    if committed && is_stored {
        // A sync was killed before the index had it.
        repository.change_index(std::slice::from_ref(&change))?;
    }
    Ok((!committed).then_some(change))
}

fn is_of_setup(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some() && lines.all(|line| line.ends_with(DRIVER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_of_the_setup_are_committed_without_being_asked() {
        let line = "/koeln.ron merge=bildungsnetz diff=bildungsnetz\n";
        for (text, is_ours) in [
            (line.to_owned(), true),
            (format!("{line}/sub/a\\ b.ron merge=bildungsnetz diff=bildungsnetz"), true),
            (format!("{line}*.png binary\n"), false),
            (format!("# own\n{line}"), false),
            ("\n".to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(is_of_setup(text.as_bytes()), is_ours, "{text}");
        }
    }
}
