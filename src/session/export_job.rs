//! Writes an export to a file or a folder: what the command line does at once and the screen on a
//! worker.
//!
//! Must not decide what is exported. Entry point: [`write_export`].

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use crate::exchange::{self, ExportError, ExportFolder, ExportForm, ExportReport, ExportRequest, OnExchange};
use crate::storage::foreign_file::{ForeignFile, ForeignFolder};
use crate::storage::{Disk, StorageStep, StoreError};

/// Number of bytes collected before they are written.
const BUFFER: usize = 256 * 1024;

/// What was written, and where.
#[derive(Debug)]
pub struct WrittenExport {
    /// The form.
    pub form: ExportForm,
    /// The file or folder.
    pub path: PathBuf,
    /// What is in it.
    pub report: ExportReport,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum ExportFailure {
    /// It was cancelled.
    Cancelled,
    /// The file system refused.
    Store(StoreError),
}

/// Writes an export whole or not at all; a form of several files to a folder of this name.
///
/// # Errors
/// When it was cancelled or could not be written. What stood there before is intact.
pub fn write_export(
    disk: &dyn Disk,
    form: ExportForm,
    request: &ExportRequest<'_>,
    path: &Path,
    on_progress: OnExchange<'_>,
) -> Result<WrittenExport, ExportFailure> {
    if form.is_folder(request.selection) {
        let mut files = OpenFolder { folder: ForeignFolder::new(disk, path)?, open: None };
        let written = exchange::write_folder(form, request, &mut files, on_progress);
        let report = written.map_err(|error| ExportFailure::of(error, path))?;
        files.close().map_err(|error| ExportFailure::of(error.into(), path))?;
        return Ok(WrittenExport { form, path: files.folder.commit()?, report });
    }
    let mut file = BufWriter::with_capacity(BUFFER, ForeignFile::create(disk, path)?);
    let written = exchange::write(form, request, &mut file, on_progress);
    let report = written.map_err(|error| ExportFailure::of(error, path))?;
    let file = file.into_inner().map_err(|error| ExportFailure::of(error.into_error().into(), path))?;
    Ok(WrittenExport { form, path: file.commit()?, report })
}

impl ExportFailure {
    fn of(error: ExportError, path: &Path) -> ExportFailure {
        let path = path.to_owned();
        match error {
            ExportError::Cancelled => ExportFailure::Cancelled,
            ExportError::SeveralFiles => ExportFailure::Store(StoreError::NoPlace),
            ExportError::Write(error) => match error.downcast::<StoreError>() {
                Ok(error) => ExportFailure::Store(error),
                Err(error) => ExportFailure::Store(StoreError::Io { step: StorageStep::Write, path, error }),
            },
        }
    }
}

impl From<StoreError> for ExportFailure {
    fn from(error: StoreError) -> ExportFailure {
        ExportFailure::Store(error)
    }
}

/// A folder with the file that is being written.
struct OpenFolder<'d> {
    folder: ForeignFolder<'d>,
    open: Option<BufWriter<ForeignFile<'d>>>,
}

impl OpenFolder<'_> {
    /// Completes the open file.
    fn close(&mut self) -> io::Result<()> {
        if let Some(open) = self.open.take() {
            self.folder.add(open.into_inner().map_err(io::IntoInnerError::into_error)?);
        }
        Ok(())
    }
}

impl ExportFolder for OpenFolder<'_> {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn io::Write> {
        self.close()?;
        let file = self.folder.create(name).map_err(io::Error::other)?;
        Ok(self.open.insert(BufWriter::with_capacity(BUFFER, file)))
    }
}
