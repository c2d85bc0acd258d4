//! Writes the site of a dataset to its folder: what the command line does at once and the screen on
//! a worker.
//!
//! Must not decide what is published. Entry points: [`write_site`], [`site_period`],
//! [`site_changes`].

use std::ops::ControlFlow;
use std::path::Path;

use crate::document::Document;
use crate::model::source_age::ReviewPeriod;
use crate::query::latest_day::latest_day;
use crate::site::{Site, SiteChange, SiteProgress};
use crate::storage::history::{self, HistoryEntry};
use crate::storage::site_folder::{SiteFolder, SiteFolderError, SiteReport};
use crate::storage::{Disk, StoreError};

/// Entries of the history that are looked at: more than the site tells of.
const ENTRIES: usize = 5_000;

/// Receives the progress and may end it.
pub type OnSiteProgress<'a> = &'a mut (dyn FnMut(SiteProgress) -> ControlFlow<()> + Send);

/// Why a site is not complete.
#[derive(Debug)]
pub enum SiteFailure {
    /// It was cancelled.
    Cancelled,
    /// Its folder is not to be written, or cannot be.
    Folder(SiteFolderError),
}

impl From<SiteFolderError> for SiteFailure {
    fn from(error: SiteFolderError) -> SiteFailure {
        SiteFailure::Folder(error)
    }
}

/// Writes a site; of its files only those that changed.
///
/// # Errors
/// When it was cancelled, the folder is not ours, or a file cannot be written. What was written
/// until then stays, and the next run completes it.
pub fn write_site(
    disk: &dyn Disk,
    site: &Site<'_>,
    folder: &Path,
    on_progress: OnSiteProgress<'_>,
) -> Result<SiteReport, SiteFailure> {
    let mut folder = SiteFolder::open(disk, folder, site.paths())?;
    let mut ended = None;
    site.each_file(&mut |file, progress| {
        let refused = folder.put(&file.path, &file.bytes).err().map(SiteFailure::Folder);
        ended = refused.or_else(|| on_progress(progress).is_break().then_some(SiteFailure::Cancelled));
        if ended.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match ended {
        Some(failure) => Err(failure),
        None => Ok(folder.finish()?),
    }
}

/// Returns the day to which the ages on a site are computed, unless another is asked for: the
/// latest of the dataset, so that the same dataset gives the same bytes on every day.
pub fn site_period(document: &Document, period: ReviewPeriod) -> ReviewPeriod {
    ReviewPeriod { today: latest_day(document, period.today).unwrap_or(period.today), ..period }
}

/// Returns what was changed in a dataset, the latest first, without who and why.
///
/// # Errors
/// When the history cannot be read.
pub fn site_changes(disk: &dyn Disk, dataset: &Path) -> Result<Vec<SiteChange>, StoreError> {
    let Some(past) = history::read(disk, dataset)? else { return Ok(Vec::new()) };
    let mut changes = Vec::new();
    for entry in past.take(ENTRIES) {
        let entry = entry?;
        if entry.instant().is_some() {
            let HistoryEntry { when, address, before, after, .. } = entry;
            changes.push(SiteChange { when, address, before, after });
        }
    }
    Ok(changes)
}
