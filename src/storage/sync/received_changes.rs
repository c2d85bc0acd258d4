//! The changes received from others: how many by whom, and since when.
//!
//! Entry point: [`Received::between`].

use serde::Serialize;

use super::RepositoryError;
use crate::storage::repository::{CommitRange, RecordedChanges, Repository};

/// Maximum number of commits that are examined one by one.
const LOOKED_AT: usize = 200;

/// The changes received from others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Received {
    /// Time of the common base (RFC 3339); `None` when there is none.
    pub since: Option<String>,
    /// The changes by author, most changes first.
    pub authors: Vec<AuthorShare>,
    /// Whether there were more commits than were examined.
    pub is_cut: bool,
}

/// The changes of one author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthorShare {
    /// `Name <address>`, as git has it.
    pub author: String,
    /// Number of changed values.
    pub changes: usize,
    /// Where, newest first, each place once.
    pub addresses: Vec<String>,
}

impl Received {
    /// Returns the changes that one version has and another lacks.
    pub(super) fn between(
        repository: &Repository,
        from: &str,
        to: &str,
        common: Option<&str>,
    ) -> Result<Received, RepositoryError> {
        let range = CommitRange::Between { from, to };
        let mut found = Received::default();
        if let Some(common) = common {
            let said =
                repository.ask(&["log", "-1", "--no-show-signature", "--no-color", "--format=%cI", common, "--"])?;
            found.since = Some(String::from_utf8_lossy(&said).trim_end().to_owned());
        }
        found.is_cut = repository.commits(range, Some(LOOKED_AT + 1))?.len() > LOOKED_AT;
        for change in RecordedChanges::limited(repository, range, None, Some(LOOKED_AT))? {
            let entry = change?.entry;
            found.add(&entry.who, entry.address);
        }
        found.authors.sort_by_key(|share| std::cmp::Reverse(share.changes));
        Ok(found)
    }

    fn add(&mut self, author: &str, address: String) {
        let at = self.authors.iter().position(|share| share.author == author).unwrap_or_else(|| {
            self.authors.push(AuthorShare { author: author.to_owned(), changes: 0, addresses: Vec::new() });
            self.authors.len() - 1
        });
        let share = &mut self.authors[at];
        share.changes += 1;
        if !address.is_empty() && !share.addresses.contains(&address) {
            share.addresses.push(address);
        }
    }

    /// Returns the number of changed values.
    pub fn changes(&self) -> usize {
        self.authors.iter().map(|share| share.changes).sum()
    }
}
