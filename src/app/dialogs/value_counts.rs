//! How often each value of a column occurs among the rows of the table; a choice narrows to it.
//!
//! Many records are read between keys. Entry point: [`App::count_values`].

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::workspace::Workspace;
use crate::document::{Relocation, Slot};
use crate::index::choice_filter::ChoiceFilter;
use crate::present::record_table::full_title;
use crate::present::value_counts::value_words;
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::query::columns::Column;
use crate::query::expression::term_of;
use crate::query::value_counts::{ValueCount, ValueCounter};
use crate::schema::Table;
use crate::texts::{self, Phrase};
use crate::theme::Role;

/// Records read before the next key is polled.
const SLICE: usize = 1_024;

/// So many values are listed at most; what is typed finds the others.
const MOST: usize = 500;

/// How often does each value occur?
#[derive(Debug)]
struct ValueCountsDialog {
    table: Table,
    column: Column,
    slots: Vec<Slot>,
    /// The records read so far, until all have been.
    counter: Option<ValueCounter>,
    read: usize,
    counts: Vec<ValueCount>,
}

impl App {
    /// Counts the values of a column among the rows shown.
    pub(in crate::app) fn count_values(&mut self, table: Table, column: Column) {
        let slots = self.screens.shown().listed();
        let counter = Some(ValueCounter::new(column.clone()));
        let mut dialog = ValueCountsDialog { table, column, slots, counter, read: 0, counts: Vec::new() };
        dialog.go_on(self);
        self.open_dialog(dialog);
    }
}

impl ValueCountsDialog {
    /// Reads some more records.
    fn go_on(&mut self, app: &App) {
        let Some(mut counter) = self.counter.take() else { return };
        let end = self.slots.len().min(self.read + SLICE);
        counter.read(&app.workspace.doc, &self.slots[self.read..end]);
        self.read = end;
        if end < self.slots.len() {
            self.counter = Some(counter);
        } else {
            self.counts = counter.finish();
        }
    }

    fn row(&self, number: usize, filter: &ChoiceFilter, app: &App) -> Option<DialogRow<usize>> {
        let count = self.counts.get(number)?;
        let (lang, period) = (app.lang(), app.workspace.settings.period());
        let (data, style) = (app.workspace.data(), ValueStyle::Printed);
        let values = ValueFormatter { data, style, region: None, lang, period, with_names: true };
        let words = value_words(&values, &self.column, count).replace('\n', " ");
        let role = if count.value.is_some() { Role::Text } else { Role::Unknown };
        filter.matches(&words).then(|| DialogRow {
            spans: vec![(role, words)],
            right: vec![(Role::Dim, texts::number(lang, count.records))],
            choice: Some(number),
            ..DialogRow::blank()
        })
    }
}

impl Dialog for ValueCountsDialog {
    type Choice = usize;

    fn title(&self, app: &App) -> String {
        let column = full_title(self.table, &self.column, app.lang());
        let values = self.counts.iter().filter(|count| count.value.is_some()).count();
        match self.counter {
            Some(_) => format!("{column} …"),
            None => texts::tables::counts(app.lang(), values, &column),
        }
    }

    fn action(&self) -> Phrase {
        texts::keys::NARROW_TO
    }

    fn is_flat(&self) -> bool {
        true
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<usize>> {
        let filter = ChoiceFilter::new(typed);
        let mut rows: Vec<DialogRow<usize>> =
            (0..self.counts.len()).filter_map(|number| self.row(number, &filter, app)).take(MOST + 1).collect();
        if rows.len() > MOST {
            rows.truncate(MOST);
            rows.push(DialogRow::text(Role::Dim, texts::tables::more_values(app.lang())));
        }
        if self.counts.is_empty() && self.counter.is_none() {
            rows.push(DialogRow::text(Role::Dim, texts::tables::no_counts(app.lang())));
        }
        rows
    }

    fn choose(&mut self, app: &mut App, number: usize, _: &str) -> DialogOutcome {
        let value = self.counts.get(number).and_then(|count| count.value.as_deref());
        match term_of(self.table, &self.column, value) {
            Some(term) => {
                app.narrow_table(&term);
                DialogOutcome::Closes
            }
            None => DialogOutcome::Refuses(texts::tables::cannot_narrow(app.lang()).to_owned()),
        }
    }

    fn is_working(&self) -> bool {
        self.counter.is_some()
    }

    fn work(&mut self, app: &mut App) {
        self.go_on(app);
    }

    fn finish(&mut self, app: &mut App) {
        while self.is_working() {
            self.go_on(app);
        }
    }

    /// What was counted is no longer there.
    fn relocate(&mut self, _: &Workspace, _: &Relocation<'_>) -> bool {
        false
    }
}
