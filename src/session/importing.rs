//! A file that is brought in on the screen: reads it and compares it with the dataset, beside the
//! loop.
//!
//! The comparison is made with a copy of the dataset as it is now. Must not change anything. Entry
//! point: [`FileSession::import`].

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use super::FileSession;
use super::saving::grace;
use super::typed_path::expanded;
use super::worker::{Reporter, Worker, WorkerReport};
use crate::app::App;
use crate::app::event::Event;
use crate::app::import_order::{ComparedImport, ImportAnswer, ImportOrder};
use crate::document::Document;
use crate::exchange::Progress;
use crate::exchange::import::{self, ImportError, ImportForm, ImportedTable};
use crate::index::Index;
use crate::model::date::Date;
use crate::query::{DatasetView, NameCache};
use crate::storage::{Disk, StoreError, load};
use crate::texts;

/// A running import.
pub(super) type RunningImport = Worker<Result<ComparedImport, ImportFailure>>;

/// How much of the work reading the file is, in percent.
const READING: usize = 30;

/// Why a file is not compared.
pub(super) enum ImportFailure {
    /// It cannot be read.
    Store(StoreError),
    /// It is not understood.
    Unclear(Box<ImportOrder>, ImportError),
}

/// The input of an import.
struct ImportJob {
    disk: &'static dyn Disk,
    order: ImportOrder,
    document: Document,
    today: Date,
}

impl FileSession {
    /// Starts to read a file and to compare it.
    pub(super) fn import(&mut self, mut order: ImportOrder, app: &App) {
        let (disk, lang) = (self.context.disk, app.lang());
        if app.workspace.settings.restricted {
            let reason = texts::import::restricted(lang).to_owned();
            return self.events.push_back(Event::Imported(ImportAnswer::Failed(reason)));
        }
        order.path = expanded(&order.path, self.context.home.as_deref());
        let document = app.workspace.doc.clone();
        let length = disk.stat(&order.path).map_or(0, |found| found.stamp.len);
        let job = ImportJob { disk, order, document, today: app.workspace.settings.today };
        match Worker::start(self.context.jobs, &self.wakes, "importer", move |reporter| job.perform(reporter)) {
            Ok(worker) => {
                self.importing = Some(worker);
                self.poll_import(Some(grace(length)), app);
            }
            Err(error) => {
                let reason = texts::saving::no_thread(lang, &error.to_string());
                self.events.push_back(Event::Imported(ImportAnswer::Failed(reason)));
            }
        }
    }

    /// Gives the running import up.
    pub(super) fn cancel_import(&mut self) {
        self.importing = None;
    }

    /// Takes what the running import has reported, waiting at most for `patience`.
    pub(super) fn poll_import(&mut self, patience: Option<Duration>, app: &App) {
        let patience = self.context.jobs.patience(patience);
        let Some(worker) = &mut self.importing else { return };
        let answer = match worker.wait(patience) {
            None => return,
            Some(WorkerReport::Percent(percent)) => return self.events.push_back(Event::Importing(percent)),
            Some(WorkerReport::Ended(Ok(compared))) => ImportAnswer::Compared(Box::new(compared)),
            Some(WorkerReport::Ended(Err(ImportFailure::Store(error)))) => {
                ImportAnswer::Failed(error.message(app.lang()))
            }
            Some(WorkerReport::Ended(Err(ImportFailure::Unclear(order, error)))) => {
                ImportAnswer::Unclear { order, error }
            }
        };
        self.importing = None;
        self.events.push_back(Event::Imported(answer));
    }
}

impl ImportJob {
    fn perform(mut self, reporter: &Reporter) -> Result<ComparedImport, ImportFailure> {
        let tables = match self.order.tables.take() {
            Some(tables) => tables,
            None => Arc::new(self.read(reporter)?),
        };
        self.order.tables = Some(Arc::clone(&tables));
        let (index, names) = (Index::build(&self.document), NameCache::default());
        let data = DatasetView { document: &self.document, index: &index, names: &names };
        let told = reporter.part(READING, 100);
        let mut go_on = |progress: Progress| {
            told(progress.done, progress.all);
            if reporter.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        match import::import(&tables, &self.order.options, data, self.today, &mut go_on) {
            Ok(imported) => Ok(ComparedImport { order: self.order, imported }),
            Err(error) => Err(ImportFailure::Unclear(Box::new(self.order), error)),
        }
    }

    /// Reads the file.
    fn read(&self, reporter: &Reporter) -> Result<Vec<ImportedTable>, ImportFailure> {
        let path = &self.order.path;
        let bytes = load::read_foreign(self.disk, path, &reporter.part(0, READING)).map_err(ImportFailure::Store)?;
        let name = path.to_string_lossy();
        let table = self.order.table.or_else(|| import::table_of(&name));
        let unclear = |error| ImportFailure::Unclear(Box::new(self.order.clone()), error);
        import::read(ImportForm::of(&name, &bytes), &bytes, table).map_err(unclear)
    }
}
