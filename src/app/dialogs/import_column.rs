//! Which field is a column of a file that stands for none, or for several?
//!
//! Asks about one column after the other; leaving one out is an answer, too. Entry point:
//! [`App::ask_for_columns`].

use super::change_marked::field_name;
use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::import_order::ImportOrder;
use crate::exchange::import::{ColumnMapping, UnknownColumn};
use crate::index::choice_filter::ChoiceFilter;
use crate::query::columns::{self, Column};
use crate::text::truncate;
use crate::texts;
use crate::theme::Role;

/// How many cells of a value are shown.
const LONGEST_SAMPLE: usize = 40;

/// Which field?
#[derive(Debug)]
pub(super) struct ImportColumnDialog {
    order: ImportOrder,
    /// The columns to be asked about, the next one first.
    unknown: Vec<UnknownColumn>,
    /// How many there were.
    count: usize,
    /// The fields of the table of the next column.
    fields: Vec<Column>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ColumnChoice {
    /// The field with this number.
    Field(usize),
    LeaveOut,
    LeaveOutRest,
}

impl App {
    /// Asks which fields columns of a file are.
    pub(in crate::app) fn ask_for_columns(&mut self, order: ImportOrder, unknown: Vec<UnknownColumn>) {
        let Some(first) = unknown.first() else { return };
        let (count, fields) = (unknown.len(), columns::all(first.table));
        self.open_dialog(ImportColumnDialog { order, unknown, count, fields });
    }
}

impl ImportColumnDialog {
    fn next(&self) -> &UnknownColumn {
        &self.unknown[0]
    }

    /// Notes what the next column is; an empty field leaves it out.
    fn decide(&mut self, field: String) {
        let UnknownColumn { table, name, .. } = self.unknown.remove(0);
        self.order.options.mapped.push(ColumnMapping { table: Some(table), column: name, field });
    }
}

impl Dialog for ImportColumnDialog {
    type Choice = ColumnChoice;

    fn title(&self, app: &App) -> String {
        let (lang, number) = (app.lang(), self.count - self.unknown.len() + 1);
        let column = self.next();
        let name = match column.name.as_str() {
            "" => texts::import::nameless_column(lang, column.place),
            name => texts::import::unknown_column(lang, name),
        };
        texts::import::column_title(lang, &name, number, self.count)
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<ColumnChoice>> {
        let lang = app.lang();
        let column = self.next();
        let samples: Vec<String> =
            column.samples.iter().map(|sample| truncate(sample, LONGEST_SAMPLE).into_owned()).collect();
        let mut rows = vec![DialogRow::text(
            Role::Dim,
            match samples.is_empty() {
                true => texts::import::empty_column(lang).to_owned(),
                false => texts::import::samples(lang, &samples.join(" · ")),
            },
        )];
        let is_meant = |field: &Column| column.meant.as_deref().is_some_and(|meant| field.name() == meant);
        let field =
            |(number, field): (usize, &Column)| (field_name(app, column.table, field), ColumnChoice::Field(number));
        let (meant, others): (Vec<_>, Vec<_>) = self.fields.iter().enumerate().partition(|(_, field)| is_meant(field));
        let mut choices: Vec<(String, ColumnChoice)> = meant.into_iter().map(field).collect();
        choices.push((texts::import::leave_out(lang).to_owned(), ColumnChoice::LeaveOut));
        if self.unknown.len() > 1 {
            choices.push((texts::import::leave_out_rest(lang, self.unknown.len()), ColumnChoice::LeaveOutRest));
        }
        choices.extend(others.into_iter().map(field));
        let filter = ChoiceFilter::new(typed);
        let mut found: Vec<_> =
            choices.into_iter().filter_map(|(name, choice)| Some((filter.rank(&name)?, name, choice))).collect();
        found.sort_by_key(|(rank, ..)| *rank);
        rows.extend(found.into_iter().map(|(_, name, choice)| DialogRow::option(name, choice)));
        rows
    }

    fn choose(&mut self, app: &mut App, choice: ColumnChoice, _: &str) -> DialogOutcome {
        match choice {
            ColumnChoice::Field(number) => self.decide(self.fields[number].name()),
            ColumnChoice::LeaveOut => self.decide(String::new()),
            ColumnChoice::LeaveOutRest => {
                while !self.unknown.is_empty() {
                    self.decide(String::new());
                }
            }
        }
        let order = self.order.clone();
        if self.unknown.is_empty() {
            app.compare_import(order);
        } else {
            let (unknown, count) = (std::mem::take(&mut self.unknown), self.count);
            let fields = columns::all(unknown[0].table);
            app.open_dialog(ImportColumnDialog { order, unknown, count, fields });
        }
        DialogOutcome::Closes
    }
}
