//! An export asked for on the screen: starts it beside the loop, and says what became of it.
//!
//! The writing itself is done in [`super::export_job`], on a copy of the dataset as it is now.
//! Entry point: [`FileSession::export`].

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::FileSession;
use super::export_job::{ExportFailure, WrittenExport, write_export};
use super::saving::grace;
use super::site_job::{SiteFailure, site_changes, site_period, write_site};
use super::typed_path::expanded;
use super::worker::{Reporter, Worker, WorkerReport};
use crate::app::App;
use crate::app::event::Event;
use crate::app::export::{ExportAnswer, ExportOrder, ExportProduct};
use crate::document::Document;
use crate::exchange::{ExportForm, ExportRequest, Progress, Publication};
use crate::index::Index;
use crate::model::source_age::ReviewPeriod;
use crate::query::{DatasetView, NameCache};
use crate::site::{Site, SiteProgress, SiteRequest};
use crate::storage::foreign_file::belongs_to_dataset;
use crate::storage::{Disk, StoreError};
use crate::texts::{self, Lang};

/// A running export.
pub(super) type RunningExport = Worker<ExportAnswer>;

/// The input of an export.
struct ExportJob {
    disk: &'static dyn Disk,
    order: ExportOrder,
    document: Document,
    lang: Lang,
    period: ReviewPeriod,
    /// The dataset whose history the site tells of.
    dataset: Option<PathBuf>,
}

impl FileSession {
    /// Starts an export, unless it would write over something that it must not.
    pub(super) fn export(&mut self, mut order: ExportOrder, app: &App) {
        let (disk, lang) = (self.context.disk, app.lang());
        order.path = expanded(&order.path, self.context.home.as_deref());
        let path = order.path.as_path();
        let answer = if self.path.as_deref().is_some_and(|dataset| belongs_to_dataset(disk, path, dataset)) {
            Some(ExportAnswer::Failed(texts::exchange::is_dataset(lang, &path.to_string_lossy())))
        } else if let Some(missing) = missing_folder(disk, path) {
            Some(ExportAnswer::Failed(missing.message(lang)))
        } else if order.product != ExportProduct::Site && !order.replaces && disk.stat(path).is_ok() {
            Some(ExportAnswer::Exists(order.clone()))
        } else {
            None
        };
        if let Some(answer) = answer {
            return self.events.push_back(Event::Exported(answer));
        }
        let document = app.workspace.doc.clone();
        let (period, dataset) = (app.workspace.settings.period(), self.path.clone());
        let job = ExportJob { disk, order, document, lang, period, dataset };
        match Worker::start(self.context.jobs, &self.wakes, "exporter", move |reporter| job.perform(reporter)) {
            Ok(worker) => {
                self.exporting = Some(worker);
                self.poll_export(Some(grace(app.workspace.doc.byte_len() as u64)));
            }
            Err(error) => {
                let reason = texts::saving::no_thread(lang, &error.to_string());
                self.events.push_back(Event::Exported(ExportAnswer::Failed(reason)));
            }
        }
    }

    /// Gives the running export up; what it wrote disappears.
    pub(super) fn cancel_export(&mut self) {
        self.exporting = None;
    }

    /// Takes what the running export has reported, waiting at most for `patience`.
    pub(super) fn poll_export(&mut self, patience: Option<Duration>) {
        let patience = self.context.jobs.patience(patience);
        let Some(worker) = &mut self.exporting else { return };
        let answer = match worker.wait(patience) {
            None => return,
            Some(WorkerReport::Percent(percent)) => return self.events.push_back(Event::Exporting(percent)),
            Some(WorkerReport::Ended(answer)) => answer,
        };
        self.exporting = None;
        self.events.push_back(Event::Exported(answer));
    }
}

impl ExportJob {
    fn perform(self, reporter: &Reporter) -> ExportAnswer {
        match self.order.product {
            ExportProduct::Form(form) => self.write(form, false, reporter),
            ExportProduct::SpreadsheetCsv => self.write(ExportForm::Csv, true, reporter),
            ExportProduct::Site => self.publish(reporter),
        }
    }

    fn write(self, form: ExportForm, for_spreadsheet: bool, reporter: &Reporter) -> ExportAnswer {
        let (index, names) = (Index::build(&self.document), NameCache::default());
        let data = DatasetView { document: &self.document, index: &index, names: &names };
        let selection = self.order.scope.selection(data);
        let request = ExportRequest {
            data,
            selection: &selection,
            columns: self.order.scope.columns(),
            with_names: false,
            for_spreadsheet,
            lang: self.lang,
            period: self.period,
            publication: Publication::default(),
        };
        let mut go_on = |Progress { done, all }| report_progress(reporter, done, all);
        match write_export(self.disk, form, &request, &self.order.path, &mut go_on) {
            Ok(WrittenExport { form, path, report }) => ExportAnswer::Done {
                path: path.display().to_string(),
                records: report.records,
                unreadable: report.unreadable.len(),
                left_out: report.left_out_texts(form, self.lang),
            },
            Err(ExportFailure::Store(error)) => ExportAnswer::Failed(error.message(self.lang)),
            Err(ExportFailure::Cancelled) => ExportAnswer::Failed(texts::exchange::cancelled(self.lang).to_owned()),
        }
    }

    fn publish(self, reporter: &Reporter) -> ExportAnswer {
        let index = Index::build(&self.document);
        let changes = match self.dataset.as_deref().map(|dataset| site_changes(self.disk, dataset)).transpose() {
            Ok(changes) => changes.unwrap_or_default(),
            Err(error) => return ExportAnswer::Failed(error.message(self.lang)),
        };
        let request = SiteRequest {
            period: site_period(&self.document, self.period),
            base_url: None,
            with_names: false,
            licence: None,
            contact: None,
            changes: &changes,
        };
        let site = Site::new(&self.document, &index, request);
        let mut go_on = |SiteProgress { done, all }| report_progress(reporter, done, all);
        match write_site(self.disk, &site, &self.order.path, &mut go_on) {
            Ok(report) => ExportAnswer::Published { folder: self.order.path.display().to_string(), report },
            Err(SiteFailure::Cancelled) => ExportAnswer::Failed(texts::publish::cancelled(self.lang).to_owned()),
            Err(SiteFailure::Folder(error)) => {
                let (message, hint) = error.message(self.lang);
                ExportAnswer::Failed(hint.map_or(message.clone(), |hint| format!("{message}. {hint}")))
            }
        }
    }
}

/// Tells how far it is; ends what was cancelled.
fn report_progress(reporter: &Reporter, done: usize, all: usize) -> ControlFlow<()> {
    reporter.percent((done * 100 / all.max(1)).min(100) as u8);
    if reporter.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

/// Returns the folder of a file, where it is missing: a name with a slip in it makes no folders.
fn missing_folder(disk: &dyn Disk, path: &Path) -> Option<StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    disk.stat(folder).is_err().then(|| StoreError::NotThere { path: folder.to_owned() })
}
