//! The commits that changed a dataset, newest first.
//!
//! Only lists them: what they changed is read elsewhere, when it is asked for. Entry point:
//! [`Repository::commits`].

use super::{ChangeNotes, Repository, RepositoryError};
use crate::storage::history::Moment;

/// A commit that changed the dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetCommit {
    /// Its id.
    pub id: String,
    /// The next earlier commits that changed the dataset; several for a merge.
    pub parents: Vec<String>,
    /// Its author: `Name <address>`.
    pub author: String,
    /// When it was made (RFC 3339).
    pub when: String,
    /// The first line of its message.
    pub subject: String,
    /// What the rest says about single changes.
    pub notes: ChangeNotes,
}

/// Which commits are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitRange<'a> {
    /// Everything that led to a version.
    To(&'a str),
    /// What led to a version, and not to another.
    Between {
        /// The other one.
        from: &'a str,
        /// The version.
        to: &'a str,
    },
}

impl DatasetCommit {
    /// Returns when it was made; `None` when git does not tell.
    pub fn instant(&self) -> Option<Moment> {
        Moment::parse(&self.when)
    }
}

impl Repository {
    /// Returns the commits that changed the dataset, newest first, at most `limit`. A version that
    /// does not exist, for example of a branch without commits, has none.
    ///
    /// # Errors
    /// When git refuses.
    pub fn commits(&self, range: CommitRange<'_>, limit: Option<usize>) -> Result<Vec<DatasetCommit>, RepositoryError> {
        let (from, to) = match range {
            CommitRange::To(to) => (None, to),
            CommitRange::Between { from, to } => (Some(format!("^{from}")), to),
        };
        if !self.has_version(to) {
            return Ok(Vec::new());
        }
        let settings = ["-c", "log.follow=false", "-c", "log.mailmap=true"];
        let shown = ["log", "-z", "--no-show-signature", "--no-color", "--encoding=UTF-8", "--date-order", "--parents"];
        let format = "--format=tformat:%H%n%P%n%aI%n%aN <%aE>%n%s%n%b";
        let limit = limit.map(|limit| format!("--max-count={limit}"));
        let call = self.reading().args(settings).args(shown).arg(format).args(limit);
        let said = call.args(from).args([to, "--"]).arg(&self.name).output()?;
        Ok(said.split(|byte| *byte == 0).filter_map(commit).collect())
    }

    /// Returns when a commit was made.
    pub(in crate::storage) fn instant_of(&self, commit: &str) -> Option<Moment> {
        let said = self.ask(&["log", "-1", "--no-show-signature", "--no-color", "--format=%aI", commit, "--"]).ok()?;
        Moment::parse(String::from_utf8_lossy(&said).trim_end())
    }

    /// Returns true when a version exists.
    pub(in crate::storage) fn has_version(&self, version: &str) -> bool {
        self.commit_of(version).is_some()
    }

    /// Returns the id of the commit that a name means.
    pub(in crate::storage) fn commit_of(&self, name: &str) -> Option<String> {
        let said = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")]);
        Some(String::from_utf8_lossy(&said.ok()?).trim_end().to_owned())
    }
}

/// Reads what git printed about a commit.
fn commit(text: &[u8]) -> Option<DatasetCommit> {
    let text = String::from_utf8_lossy(text);
    let mut lines = text.splitn(6, '\n').map(str::to_owned);
    let [id, parents, when, author, subject, body] = std::array::from_fn(|_| lines.next());
    let parents = parents?.split(' ').filter(|parent| !parent.is_empty()).map(str::to_owned).collect();
    let notes = ChangeNotes::read(&body.unwrap_or_default());
    Some(DatasetCommit { id: id?, parents, author: author?, when: when?, subject: subject.unwrap_or_default(), notes })
}
