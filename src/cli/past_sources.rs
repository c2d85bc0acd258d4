//! The sources of a dataset's past: the history beside it, and its git repository if there is one.
//!
//! Without git or a repository only the history is read. The same holds in a restricted run that
//! may not sync: it starts no other program. This, and any error of git, is reported. Entry point:
//! [`PastSources`].

use std::path::{Path, PathBuf};

use super::context::CliContext;
use super::error::CliError;
use super::git::refused;
use super::resolve::shown;
use crate::document::Address;
use crate::model::SCHEMA;
use crate::storage::history::{self, FollowedRecord, Moment, path_in_record};
use crate::storage::repository::{BlobReader, CommitRange, RecordedChanges};
use crate::storage::{JoinedPast, PastError, PastPlace, RealDisk, Repository, RepositoryError, StoreError};
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
        let record = record.map(|place| Address { path: Vec::new(), ..place.clone() });
        let unread = |error| CliError::unread(lang, &error);
        let recorded = match &self.repository {
            Some(repository) => {
                let committed = record.clone().map(|record| self.committed(repository, record)).transpose();
                Some(RecordedChanges::new(repository, CommitRange::To("HEAD"), committed.map_err(unread)?))
            }
            None => None,
        };
        let recorded = match recorded.transpose() {
            Ok(recorded) => recorded,
            Err(error) => {
                say_failed(context, &error);
                None
            }
        };
        let place = match &record {
            Some(record) => PastPlace::InRecord(FollowedRecord::new(&shown(record), path_in_record(prefix))),
            None => PastPlace::Below(prefix.to_owned()),
        };
        let saved = || history::read(&RealDisk, &self.dataset);
        JoinedPast::new(Box::new(saved), recorded, place, since).map_err(unread)
    }

    /// Returns a record under the id that the newest commit knows: it may have got another one
    /// since.
    fn committed(&self, repository: &Repository, record: Address) -> Result<Address, StoreError> {
        let text = BlobReader::new(repository).and_then(|mut reader| reader.dataset("HEAD"));
        let Ok(Some(text)) = text else { return Ok(record) };
        let is_there = |id: &str| memchr::memmem::find(&text.bytes, format!("\"{id}\"").as_bytes()).is_some();
        if is_there(&record.id) {
            return Ok(record);
        }
        let followed = FollowedRecord::new(&shown(&record), "");
        let Some(past) = history::read(&RealDisk, &self.dataset)? else { return Ok(record) };
        let mut former = followed.clone();
        for entry in past.of_record(followed) {
            if former.follow(&entry?)
                && let Ok(former) = Address::parse(&SCHEMA, former.name())
                && is_there(&former.id)
            {
                return Ok(former);
            }
        }
        Ok(record)
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
