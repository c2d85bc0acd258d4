//! The sources of a dataset's past: the history beside it, and its git repository if there is one.
//!
//! Without git or a repository only the history is read. The same holds in a restricted run that
//! may not sync: it starts no other program. This, and any error of git, is reported. Entry point:
//! [`PastSources`].

use std::path::{Path, PathBuf};

use super::context::CliContext;
use super::error::CliError;
use super::git::refused;
use crate::document::Address;
use crate::storage::history::{self, Moment};
use crate::storage::repository::{CommitRange, RecordedChanges};
use crate::storage::{JoinedPast, PastError, RealDisk, Repository, RepositoryError};
use crate::texts::{self, Lang};

/// The sources for one dataset.
pub struct PastSources {
    dataset: PathBuf,
    repository: Option<Repository>,
}

impl PastSources {
    /// Finds the sources of a dataset.
    pub fn of(context: &CliContext, dataset: &Path) -> PastSources {
        let lang = context.lang;
        let repository = match context.git_environment() {
            None => {
                if Repository::seems_to_hold(dataset) {
                    context.say(texts::safekeeping::past_without_git(lang));
                }
                None
            }
            Some(environment) => match Repository::with_environment(dataset, environment) {
                Ok(repository) => Some(repository),
                Err(RepositoryError::Missing(_)) => None,
                Err(RepositoryError::NotStarted(_)) if !Repository::seems_to_hold(dataset) => None,
                Err(error) => {
                    say_failed(context, &error);
                    None
                }
            },
        };
        PastSources { dataset: dataset.to_owned(), repository }
    }

    /// Returns what the sources have about a place (an address; empty: everything), newest first;
    /// `record` is the record that the place belongs to.
    ///
    /// # Errors
    /// When a source cannot be read.
    pub fn joined(
        &self,
        context: &CliContext,
        prefix: &str,
        record: Option<&Address>,
        since: Option<Moment>,
    ) -> Result<JoinedPast<'_>, CliError> {
        let lang = context.lang;
        let saved = history::read(&RealDisk, &self.dataset).map_err(|error| CliError::unread(lang, &error))?;
        let recorded = self.repository.as_ref().map(|repository| {
            let record = record.map(|place| Address { path: Vec::new(), ..place.clone() });
            RecordedChanges::new(repository, CommitRange::To("HEAD"), record)
        });
        let recorded = match recorded.transpose() {
            Ok(recorded) => recorded,
            Err(error) => {
                say_failed(context, &error);
                None
            }
        };
        Ok(JoinedPast::new(saved, recorded, prefix, since))
    }
}

/// Reports that git failed, and why.
fn say_failed(context: &CliContext, error: &RepositoryError) {
    let (why, lines) = error.message(context.lang);
    context.say(&texts::safekeeping::past_git_failed(context.lang, &why));
    lines.iter().for_each(|line| context.say(&format!("    {line}")));
}

/// Returns the failure of a command that cannot tell the past.
pub fn untold(lang: Lang, error: &PastError) -> CliError {
    match error {
        PastError::History(error) => CliError::unread(lang, error),
        PastError::Git(error) => refused(lang, error),
    }
}
