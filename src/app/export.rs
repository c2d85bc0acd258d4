//! What is taken out from the screen: which records there are to choose from, and what became of an
//! export.
//!
//! A worker beside the screen writes the file; what goes to the clipboard is made at once. Must not
//! touch files. Entry points: [`ExportOrder`], [`App::ask_for_export`], [`App::exported`].

use std::collections::HashSet;
use std::iter;
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::{App, Effect, Focus};
use crate::document::{Relocation, Slot};
use crate::exchange::{self, ExportForm, ExportRequest, Publication};
use crate::model::SCHEMA;
use crate::query::DatasetView;
use crate::query::columns::Column;
use crate::query::selection::Selection;
use crate::schema::Table;
use crate::storage::site_folder::SiteReport;
use crate::texts;

/// Maximum number of records that are copied: more do not fit a clipboard over SSH.
const MOST_COPIED: usize = 200;

/// What is made of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportProduct {
    /// A file or folder of this form.
    Form(ExportForm),
    /// A file of CSV that a spreadsheet opens.
    SpreadsheetCsv,
    /// The web site of the whole directory.
    Site,
}

impl ExportProduct {
    /// Returns its form; `None` for a site, which has several.
    pub fn form(self) -> Option<ExportForm> {
        match self {
            ExportProduct::Form(form) => Some(form),
            ExportProduct::SpreadsheetCsv => Some(ExportForm::Csv),
            ExportProduct::Site => None,
        }
    }
}

/// An export to a file or folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOrder {
    /// What is made of the records.
    pub product: ExportProduct,
    /// The records.
    pub scope: ExportScope,
    /// The file, as it was typed.
    pub path: PathBuf,
    /// True when a file of this name may be replaced.
    pub replaces: bool,
}

/// The records to be taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportScope {
    /// All.
    Everything,
    /// These, in this order.
    Records(Vec<Slot>),
    /// These of one table, in this order, with these columns alone.
    Columns(Vec<Slot>, Vec<Column>),
}

impl ExportScope {
    /// Returns the selection of them.
    pub fn selection(&self, data: DatasetView<'_>) -> Selection {
        match self {
            ExportScope::Everything => Selection::everything(data),
            ExportScope::Records(slots) | ExportScope::Columns(slots, _) => Selection::in_order(slots.clone()),
        }
    }

    /// Returns the columns to be taken out; `None` for all.
    pub fn columns(&self) -> Option<&[Column]> {
        match self {
            ExportScope::Columns(_, columns) => Some(columns),
            ExportScope::Everything | ExportScope::Records(_) => None,
        }
    }

    fn slots(&self) -> &[Slot] {
        match self {
            ExportScope::Everything => &[],
            ExportScope::Records(slots) | ExportScope::Columns(slots, _) => slots,
        }
    }

    /// Returns true for so few records that they can be copied.
    pub(super) fn fits_clipboard(&self) -> bool {
        *self != ExportScope::Everything && self.slots().len() <= MOST_COPIED
    }

    /// Moves the records to the slots that they have now.
    pub(super) fn relocate(&mut self, relocation: &Relocation<'_>) {
        if let ExportScope::Records(slots) | ExportScope::Columns(slots, _) = self {
            *slots = slots.iter().filter_map(|slot| relocation.slot(*slot)).collect();
        }
    }
}

/// How an export ended.
#[derive(Debug)]
pub enum ExportAnswer {
    /// It is written.
    Done {
        /// The file or folder.
        path: String,
        /// Number of records.
        records: usize,
        /// Number of those that could not be read.
        unreadable: usize,
        /// What is not in it, in sentences.
        left_out: Vec<String>,
    },
    /// The site is published.
    Published {
        /// Its folder.
        folder: String,
        /// What was done there.
        report: SiteReport,
    },
    /// A file of this name is there already; nothing was written.
    Exists(ExportOrder),
    /// Nothing was written; carries the reason.
    Failed(String),
}

impl App {
    /// Asks what is to be taken out: the record, the list, what is marked, or everything.
    pub(super) fn ask_for_export(&mut self) {
        let (screens, context) = self.screens_mut();
        screens.shown_mut().list_all(context);
        let marked = self.workspace.marked.records(&self.workspace.doc);
        let listed = self.listed();
        let table = self.screens.is_tables().then(|| {
            let columns = self.table_columns().to_vec();
            (ExportScope::Columns(listed.clone(), columns), texts::exchange::this_table(self.lang()))
        });
        let here = self.records_here();
        let scopes = [
            Some((ExportScope::Records(here), texts::exchange::this_record(self.lang()))),
            table,
            Some((ExportScope::Records(listed), texts::exchange::this_list(self.lang()))),
            Some((ExportScope::Records(marked), texts::exchange::marked(self.lang()))),
        ];
        let mut choices: Vec<(ExportScope, String)> = Vec::new();
        for (scope, label) in scopes.into_iter().flatten() {
            if let Some(told) = self.told(&scope)
                && choices.iter().all(|(known, _)| *known != scope)
            {
                choices.push((scope, format!("{label}: {told}")));
            }
        }
        let count = SCHEMA.all().map(|table| self.workspace.doc.slots(table).len()).sum();
        choices.push((ExportScope::Everything, texts::exchange::everything(self.lang(), count)));
        choices.retain(|(scope, _)| self.can_export(scope));
        self.choose_export_scope(choices);
    }

    /// Returns false for what is left to nobody but the clipboard, and is too long for it.
    pub(super) fn can_export(&self, scope: &ExportScope) -> bool {
        !self.workspace.settings.restricted || scope.fits_clipboard()
    }

    /// Returns the records of the list that is shown, in its order.
    fn listed(&self) -> Vec<Slot> {
        let directory = &self.screens.directory;
        let pane = match directory.focus {
            Focus::Pane(number) => number,
            Focus::Detail => directory.anchor,
        };
        let shown = if self.screens.is_directory() {
            directory.panes.get(pane).map_or_else(Vec::new, |pane| pane.items.clone())
        } else {
            self.screens.shown().listed()
        };
        each_once(shown.into_iter())
    }

    /// Says which records these are: the name of one, or how many of which tables; `None` when
    /// there are none.
    fn told(&self, scope: &ExportScope) -> Option<String> {
        match *scope.slots() {
            [] => None,
            [slot] => Some(self.workspace.label(slot).text()),
            _ => {
                let selection = scope.selection(self.workspace.data());
                let tables = selection.tables().map(|(table, slots)| {
                    let declared = SCHEMA.table(table);
                    let name = if slots.len() == 1 { declared.singular } else { declared.plural };
                    format!("{} {}", slots.len(), name.get(self.lang()))
                });
                Some(tables.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Returns the file name that is offered: after what is in it.
    pub(super) fn export_name(&self, product: ExportProduct, scope: &ExportScope) -> String {
        let Some(form) = product.form() else { return texts::publish::folder(self.lang()).to_owned() };
        let chunks = scope.slots().chunk_by(|a, b| a.table == b.table);
        let tables: Vec<Table> = chunks.map(|chunk| chunk[0].table).collect();
        let name = match (scope.slots(), &tables[..]) {
            ([slot], _) => self.workspace.doc.id(*slot).to_owned(),
            (_, [table]) => SCHEMA.table(*table).plural.get(self.lang()).to_lowercase(),
            _ => texts::exchange::directory_name(self.lang()).to_owned(),
        };
        let is_folder = form == ExportForm::Csv && (tables.len() > 1 || *scope == ExportScope::Everything);
        if is_folder { name } else { format!("{name}.{}", form.ending()) }
    }

    /// Copies records in a form that is text.
    pub(super) fn copy_export(&mut self, form: ExportForm, scope: &ExportScope) {
        let data = self.workspace.data();
        let selection = scope.selection(data);
        let request = ExportRequest {
            data,
            selection: &selection,
            columns: scope.columns(),
            with_names: false,
            for_spreadsheet: false,
            lang: self.lang(),
            period: self.workspace.settings.period(),
            publication: Publication::default(),
        };
        let mut bytes = Vec::new();
        match exchange::write(form, &request, &mut bytes, &mut |_| ControlFlow::Continue(())) {
            Ok(_) => self.request(Effect::Copy(String::from_utf8_lossy(&bytes).into_owned())),
            Err(_) => self.show_error(texts::exchange::several_files(self.lang(), form.name())),
        }
    }

    /// Records the progress of the running export.
    pub(super) fn exported_so_far(&mut self, percent: u8) {
        self.show_export_progress(percent);
    }

    /// Handles the end of an export.
    pub(super) fn exported(&mut self, answer: ExportAnswer) {
        match answer {
            ExportAnswer::Done { path, records, unreadable, left_out } => {
                self.close_export_dialogs();
                let written = texts::exchange::written(self.lang(), records, &path);
                let unread = (unreadable > 0).then(|| texts::exchange::unreadable_left(self.lang(), unreadable));
                let left_out = left_out.iter().map(|told| told.trim_end_matches('.').to_owned());
                self.show_info(iter::once(written).chain(left_out).chain(unread).collect::<Vec<_>>().join(". "));
            }
            ExportAnswer::Published { folder, report } => {
                self.close_export_dialogs();
                let SiteReport { files, written, removed, kept } = report;
                let published = texts::publish::published(self.lang(), files, written, removed, &folder);
                let kept = kept.iter().map(|path| texts::publish::kept(self.lang(), &path.display().to_string()));
                self.show_info(iter::once(published).chain(kept).collect::<Vec<_>>().join(". "));
            }
            ExportAnswer::Exists(order) => self.ask_before_export_replaces(order),
            ExportAnswer::Failed(reason) => self.refuse_export(reason),
        }
    }
}

/// Returns slots without repetitions, in their order.
fn each_once(slots: impl Iterator<Item = Slot>) -> Vec<Slot> {
    let mut seen = HashSet::new();
    slots.filter(|slot| seen.insert(*slot)).collect()
}
