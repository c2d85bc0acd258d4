//! An export asked for on the screen: starts it beside the loop, and says what became of it.
//!
//! The writing itself is done in [`super::export_job`], on a copy of the dataset as it is now.
//! Entry point: [`FileSession::export`].

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use super::FileSession;
use super::export_job::{ExportFailure, WrittenExport, write_export};
use super::saving::grace;
use super::typed_path::expanded;
use super::worker::{Reporter, Worker, WorkerReport};
use crate::app::App;
use crate::app::event::Event;
use crate::app::export::{ExportAnswer, ExportOrder};
use crate::document::Document;
use crate::exchange::{ExportRequest, Progress, Publication};
use crate::index::Index;
use crate::model::source_age::ReviewPeriod;
use crate::query::{DatasetView, NameCache};
use crate::storage::foreign_file::belongs_to_dataset;
use crate::storage::{Disk, StoreError};
use crate::texts::{self, Lang};

/// A running export.
pub(super) type RunningExport = Worker<Result<WrittenExport, ExportFailure>>;

/// The input of an export.
struct ExportJob {
    disk: &'static dyn Disk,
    order: ExportOrder,
    document: Document,
    lang: Lang,
    period: ReviewPeriod,
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
        } else if !order.replaces && disk.stat(path).is_ok() {
            Some(ExportAnswer::Exists(order.clone()))
        } else {
            None
        };
        if let Some(answer) = answer {
            return self.events.push_back(Event::Exported(answer));
        }
        let document = app.workspace.doc.clone();
        let job = ExportJob { disk, order, document, lang, period: app.workspace.settings.period() };
        match Worker::start(self.context.jobs, &self.wakes, "exporter", move |reporter| job.perform(reporter)) {
            Ok(worker) => {
                self.exporting = Some(worker);
                self.poll_export(Some(grace(app.workspace.doc.byte_len() as u64)), app);
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
    pub(super) fn poll_export(&mut self, patience: Option<Duration>, app: &App) {
        let patience = self.context.jobs.patience(patience);
        let Some(worker) = &mut self.exporting else { return };
        let lang = app.lang();
        let answer = match worker.wait(patience) {
            None => return,
            Some(WorkerReport::Percent(percent)) => return self.events.push_back(Event::Exporting(percent)),
            Some(WorkerReport::Ended(Ok(WrittenExport { form, path, report }))) => ExportAnswer::Done {
                path: path.display().to_string(),
                records: report.records,
                unreadable: report.unreadable.len(),
                left_out: (report.left_out > 0).then(|| form.left_out_text(lang, report.left_out)),
            },
            Some(WorkerReport::Ended(Err(ExportFailure::Store(error)))) => ExportAnswer::Failed(error.message(lang)),
            Some(WorkerReport::Ended(Err(ExportFailure::Cancelled))) => {
                ExportAnswer::Failed(texts::exchange::cancelled(lang).to_owned())
            }
        };
        self.exporting = None;
        self.events.push_back(Event::Exported(answer));
    }
}

impl ExportJob {
    fn perform(self, reporter: &Reporter) -> Result<WrittenExport, ExportFailure> {
        let (index, names) = (Index::build(&self.document), NameCache::default());
        let data = DatasetView { document: &self.document, index: &index, names: &names };
        let selection = self.order.scope.selection(data);
        let request = ExportRequest {
            data,
            selection: &selection,
            columns: None,
            with_names: false,
            for_spreadsheet: self.order.for_spreadsheet,
            lang: self.lang,
            period: self.period,
            publication: Publication::default(),
        };
        let mut go_on = |progress: Progress| {
            reporter.percent((progress.done * 100 / progress.all.max(1)).min(100) as u8);
            if reporter.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        write_export(self.disk, self.order.form, &request, &self.order.path, &mut go_on)
    }
}

/// Returns the folder of a file, where it is missing: a name with a slip in it makes no folders.
fn missing_folder(disk: &dyn Disk, path: &Path) -> Option<StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    disk.stat(folder).is_err().then(|| StoreError::NotThere { path: folder.to_owned() })
}
