//! Reads the rest of a large file whose beginning is on the screen.
//!
//! The reading itself is done in [`super::background_load`]. Entry point:
//! [`FileSession::start_load`].

use std::io;
use std::time::Duration;

use super::background_load::{LoadError, LoadedDataset, load_whole};
use super::file_work::{FileWork, RunningLoad};
use super::persistence::Persistence;
use super::worker::{Worker, WorkerReport};
use super::{BaseVersion, FileSession};
use crate::app::{App, Event};
use crate::schema::Schema;
use crate::storage::ReadOnlyReason;

impl FileSession {
    /// Starts to read the file; `asked` is why nothing may be written, if the user asked for that.
    pub(super) fn start_load(&mut self, asked: Option<ReadOnlyReason>, schema: &'static Schema) -> io::Result<()> {
        let Some(path) = self.path.clone() else { return Ok(()) };
        let disk = self.context.disk;
        let worker = Worker::start(self.context.jobs, &self.wakes, "loader", move |reporter| {
            load_whole(disk, schema, &path, reporter)
        })?;
        self.work = FileWork::Loading(RunningLoad { worker, asked });
        Ok(())
    }

    /// Takes over the file once all of it has been read.
    pub(super) fn poll_load(&mut self, mut load: RunningLoad, app: &App) -> Result<(), LoadError> {
        match load.worker.wait(Some(Duration::ZERO)) {
            Some(WorkerReport::Ended(dataset)) => self.take_over(dataset?, load.asked, app),
            report => {
                if let Some(WorkerReport::Percent(percent)) = report {
                    self.events.push_back(Event::Loading(percent));
                }
                self.work = FileWork::Loading(load);
            }
        }
        Ok(())
    }

    fn take_over(&mut self, dataset: LoadedDataset, asked: Option<ReadOnlyReason>, app: &App) {
        let LoadedDataset { loaded, document, index, marked } = dataset;
        self.read_only = asked.or(loaded.read_only);
        self.base = BaseVersion::of(&loaded);
        self.persistence = Persistence::new(&self.context, app.workspace.doc.schema(), &loaded);
        let read_only = self.read_only.map(|reason| reason.text(app.lang()).to_owned());
        self.events.push_back(Event::Complete(Box::new(document), Box::new(index), read_only));
        // What earlier programs left is offered on the whole of it.
        self.offer_decisions(marked, app);
    }
}
