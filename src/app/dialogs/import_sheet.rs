//! Which sheet of a workbook is brought in, where several have rows and none is named like a table?
//!
//! Entry point: [`App::ask_for_import_sheet`].

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::import_order::ImportOrder;
use crate::index::choice_filter::ChoiceFilter;
use crate::texts;
use crate::theme::Role;

/// Which sheet?
#[derive(Debug)]
pub(super) struct ImportSheetDialog {
    order: ImportOrder,
    titles: Vec<String>,
}

impl App {
    /// Asks which of these sheets is brought in.
    pub(in crate::app) fn ask_for_import_sheet(&mut self, order: ImportOrder, titles: Vec<String>) {
        self.open_dialog(ImportSheetDialog { order, titles });
    }
}

impl Dialog for ImportSheetDialog {
    /// A sheet by its number among the titles.
    type Choice = usize;

    fn title(&self, app: &App) -> String {
        texts::import::sheet_title(app.lang(), &self.order.file_name())
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<usize>> {
        let (lang, filter) = (app.lang(), ChoiceFilter::new(typed));
        let read = self.order.tables.as_deref().map_or(&[][..], Vec::as_slice);
        let row = |(number, title): (usize, &String)| {
            filter.rank(title)?;
            let rows = read.iter().find(|table| table.title == *title).map_or(0, |table| table.rows.len());
            let right = vec![(Role::Dim, texts::import::sheet_rows(lang, rows))];
            Some(DialogRow { right, ..DialogRow::option(title, number) })
        };
        self.titles.iter().enumerate().filter_map(row).collect()
    }

    fn choose(&mut self, app: &mut App, number: usize, _: &str) -> DialogOutcome {
        let mut order = self.order.clone();
        order.options.sheet = self.titles.get(number).cloned();
        app.compare_import(order);
        DialogOutcome::Closes
    }
}
