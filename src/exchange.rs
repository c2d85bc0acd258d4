//! What of the dataset is taken out, in which form, and brought in again.
//!
//! Each form has a file of its own that makes of selected records what its writer in
//! [`export`](crate::export) writes. Names of fields and codes never depend on the language. Must
//! not know a file, a clock or a terminal. Entry points: [`ExportForm`], [`write()`], [`import`].

mod csv;
pub mod dcat;
mod form;
mod geojson;
mod hsds;
pub mod icalendar;
pub mod identifier;
pub mod import;
mod json;
pub mod json_lines;
mod json_value;
mod oparl;
mod page;
pub mod person_names;
mod provenance;
mod record_cells;
pub mod telephone;
mod time_of_day;
mod unique_json;
pub mod vcard;
mod xlsx;

use std::io;
use std::ops::ControlFlow;

use crate::document::Slot;
use crate::model::source_age::ReviewPeriod;
use crate::query::columns::Column;
use crate::query::selection::Selection;
use crate::query::{DatasetView, NameCache};
use crate::schema::Field;
use crate::texts::{self, Lang};

pub use dcat::Publication;
pub use form::ExportForm;
use person_names::{MASK, NamelessDataset, without_names};

/// Number of records after which progress is told and cancelling is heard.
const CHUNK: usize = 256;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct ExportRequest<'a> {
    /// The dataset.
    pub data: DatasetView<'a>,
    /// The records.
    pub selection: &'a Selection,
    /// The columns of a form of rows; `None` for all. They are of the one table selected.
    pub columns: Option<&'a [Column]>,
    /// True when the names of persons are wanted.
    pub with_names: bool,
    /// True when a spreadsheet is to open it.
    pub for_spreadsheet: bool,
    /// The language of what people read.
    pub lang: Lang,
    /// Today, and the age from which a statement is old.
    pub period: ReviewPeriod,
    /// What the record of a publication says of it.
    pub publication: Publication<'a>,
}

impl<'a> ExportRequest<'a> {
    /// Returns true when the values of a field may leave the program.
    pub fn carries(&self, field: &Field) -> bool {
        self.with_names || !field.personal
    }

    /// Returns the dataset without names of persons in its texts, unless they are wanted or there
    /// are none.
    fn nameless_dataset(
        &self,
        form: ExportForm,
        on_progress: OnExchange<'_>,
    ) -> Result<Option<NamelessDataset>, ExportError> {
        if self.with_names {
            return Ok(None);
        }
        let mut go_on = || on_progress(Progress { done: 0, all: form.carried(self.selection) });
        match without_names(self.data.document, &mut go_on) {
            ControlFlow::Continue(nameless) => Ok(nameless),
            ControlFlow::Break(()) => Err(ExportError::Cancelled),
        }
    }

    /// Returns the same request of another document of the same records.
    fn about<'d>(&self, nameless: Option<&'d NamelessDataset>, names: &'d NameCache) -> ExportRequest<'d>
    where
        'a: 'd,
    {
        let data =
            nameless.map_or(self.data, |nameless| DatasetView { document: &nameless.document, names, ..self.data });
        ExportRequest { data, ..*self }
    }
}

/// How far an export is, in records; of an import in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Those done.
    pub done: usize,
    /// All.
    pub all: usize,
}

/// Receives the progress of an export or import and may end it.
pub type OnExchange<'a> = &'a mut (dyn FnMut(Progress) -> ControlFlow<()> + Send);

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// Number of records written.
    pub records: usize,
    /// The records that are not valid RON, of which only the identifier is there.
    pub unreadable: Vec<Slot>,
    /// The records with a text that is too long for the form and is left out.
    pub cut: Vec<Slot>,
    /// How many records the form cannot say ([`ExportForm::left_out_text`]).
    pub left_out: usize,
    /// In how many records names of persons do not stand because nobody asked for them.
    pub nameless: usize,
}

impl ExportReport {
    /// Returns what an export in this form lacks, in sentences.
    pub fn left_out_texts(&self, form: ExportForm, lang: Lang) -> Vec<String> {
        let left_out = (self.left_out > 0).then(|| form.left_out_text(lang, self.left_out));
        let nameless = (self.nameless > 0).then(|| texts::exchange::nameless(lang, self.nameless, MASK));
        left_out.into_iter().chain(nameless).collect()
    }
}

/// Why an export has no end.
#[derive(Debug)]
pub enum ExportError {
    /// It was cancelled.
    Cancelled,
    /// The form has a file for each table, and there are several.
    SeveralFiles,
    /// What was made could not be written.
    Write(io::Error),
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> ExportError {
        ExportError::Write(error)
    }
}

/// Where the files of an export go that consists of several.
pub trait ExportFolder {
    /// Begins a file; the one before is complete.
    ///
    /// # Errors
    /// When it cannot be made.
    fn file(&mut self, name: &str) -> io::Result<&mut dyn io::Write>;
}

/// Writes an export that is one file.
///
/// # Errors
/// When it was cancelled or could not be written. What was written until then is to be thrown away.
pub fn write(
    form: ExportForm,
    request: &ExportRequest<'_>,
    out: &mut dyn io::Write,
    on_progress: OnExchange<'_>,
) -> Result<ExportReport, ExportError> {
    if form.is_folder(request.selection) {
        return Err(ExportError::SeveralFiles);
    }
    let nameless = request.nameless_dataset(form, on_progress)?;
    let names = NameCache::default();
    let request = &request.about(nameless.as_ref(), &names);
    let mut run = ExportRun::begin(form, request, nameless.as_ref(), on_progress);
    match form {
        ExportForm::Csv => csv::write(request, out, &mut run)?,
        ExportForm::Xlsx => xlsx::write(request, out, &mut run)?,
        ExportForm::Json => json::write(request, out, &mut run)?,
        ExportForm::Jsonl => json::write_lines(request, out, &mut run)?,
        ExportForm::Md => page::write_markdown(request, out, &mut run)?,
        ExportForm::Text => page::write_text(request, out, &mut run)?,
        ExportForm::Vcard => vcard::write(request, out, &mut run)?,
        ExportForm::Ical => icalendar::write(request, out, &mut run)?,
        ExportForm::Geojson => geojson::write(request, out, &mut run)?,
        ExportForm::Hsds => return Err(ExportError::SeveralFiles),
        ExportForm::HsdsJson => hsds::write_json(request, out, &mut run)?,
        ExportForm::Oparl => oparl::write(request, out, &mut run)?,
        ExportForm::Dcat => dcat::write(request, out, &mut run)?,
    }
    run.end()
}

/// Writes an export that consists of several files ([`ExportForm::is_folder`]).
///
/// # Errors
/// As [`write()`].
pub fn write_folder(
    form: ExportForm,
    request: &ExportRequest<'_>,
    folder: &mut dyn ExportFolder,
    on_progress: OnExchange<'_>,
) -> Result<ExportReport, ExportError> {
    let nameless = request.nameless_dataset(form, on_progress)?;
    let names = NameCache::default();
    let request = &request.about(nameless.as_ref(), &names);
    let mut run = ExportRun::begin(form, request, nameless.as_ref(), on_progress);
    match form {
        ExportForm::Csv => csv::write_tables(request, folder, &mut run)?,
        ExportForm::Hsds => hsds::write_package(request, folder, &mut run)?,
        // The others are one file, whatever is selected.
        _ => {}
    }
    run.end()
}

/// A running export: counts records, tells of progress and hears that it is cancelled.
struct ExportRun<'a> {
    all: usize,
    done: usize,
    report: ExportReport,
    on_progress: OnExchange<'a>,
}

impl<'a> ExportRun<'a> {
    fn begin(
        form: ExportForm,
        request: &ExportRequest<'_>,
        nameless: Option<&NamelessDataset>,
        on_progress: OnExchange<'a>,
    ) -> ExportRun<'a> {
        let changed = nameless.map_or(&[][..], |nameless| &nameless.changed[..]);
        let is_written = |slot: &&Slot| form.takes(slot.table) && request.selection.of_table(slot.table).contains(slot);
        let report = ExportReport { nameless: changed.iter().filter(is_written).count(), ..ExportReport::default() };
        ExportRun { all: form.carried(request.selection), done: 0, report, on_progress }
    }

    /// Counts a record that was written.
    fn wrote(&mut self, slot: Slot, is_readable: bool) -> Result<(), ExportError> {
        if !is_readable {
            self.report.unreadable.push(slot);
        }
        self.report.records += 1;
        self.count()
    }

    /// Counts a record that the form cannot say; one that cannot be read is told as such.
    fn left_out(&mut self, slot: Slot, is_readable: bool) -> Result<(), ExportError> {
        match is_readable {
            true => self.report.left_out += 1,
            false => self.report.unreadable.push(slot),
        }
        self.count()
    }

    fn count(&mut self) -> Result<(), ExportError> {
        self.done += 1;
        if self.done.is_multiple_of(CHUNK) { self.tell() } else { Ok(()) }
    }

    /// Notes a record with a value that the form cannot hold.
    fn cut(&mut self, slot: Slot) {
        self.report.cut.push(slot);
    }

    fn tell(&mut self) -> Result<(), ExportError> {
        match (self.on_progress)(Progress { done: self.done, all: self.all }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ExportError::Cancelled),
        }
    }

    fn end(mut self) -> Result<ExportReport, ExportError> {
        self.tell()?;
        Ok(self.report)
    }
}
