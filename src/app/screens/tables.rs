//! Every table of the dataset as a table: in chosen columns, sorted by any of them, narrowed by a
//! query.
//!
//! Which records these are, and in which order, [`TableRows`] finds out between keys; only rows
//! that are seen are put into words. Entry point: [`TableScreen`].

mod narrowing;
mod requests;

use std::collections::HashMap;

pub use requests::TableRequest;

use crate::app::detail::Span;
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingOrder, ListingReply, RowTarget};
use crate::app::screens::{ScreenContext, ScreenRequest};
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::config::views::SavedView;
use crate::document::{Relocation, Slot};
use crate::model::{REGIONS, SCHEMA};
use crate::present::expression_error::remark;
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::record_table::{cells, full_title, listing_columns};
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::query::columns::{Column, of_screen};
use crate::query::expression::ExpressionError;
use crate::query::new_record::NewRecord;
use crate::query::sort::SortField;
use crate::query::table_rows::{TableQuestion, TableRows};
use crate::query::table_view::TableView;
use crate::schema::Table;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// A dataset of fewer bytes is read as a whole before the next key.
const SMALL: usize = 1 << 20;

/// The table shown.
pub type TableScreen = Listing<RecordTable>;

/// How a table is shown.
#[derive(Debug, Clone)]
struct TableSetting {
    columns: Vec<Column>,
    sort: Vec<SortField>,
}

impl TableSetting {
    fn declared(table: Table) -> TableSetting {
        TableSetting { columns: of_screen(table), sort: Vec::new() }
    }
}

/// The records of a table.
#[derive(Debug)]
pub struct RecordTable {
    table: Table,
    setting: TableSetting,
    /// How the other tables are shown that were looked at.
    others: HashMap<Table, TableSetting>,
    /// The saved view that was shown last.
    saved: Option<SavedView>,
    /// What is typed, and what of it was understood last.
    query: String,
    understood: String,
    /// The regions to which all tables are narrowed besides.
    regions: Option<Vec<Slot>>,
    mistake: Option<ExpressionError>,
    rows: Option<TableRows>,
    /// What is shown until the rows are known: those there were before.
    former: Option<Vec<Slot>>,
    /// True while the rows before are those of another query: the first of this one replace them.
    is_other_query: bool,
}

impl Default for RecordTable {
    fn default() -> RecordTable {
        RecordTable {
            table: REGIONS,
            setting: TableSetting::declared(REGIONS),
            others: HashMap::new(),
            saved: None,
            query: String::new(),
            understood: String::new(),
            regions: None,
            mistake: None,
            rows: None,
            former: None,
            is_other_query: false,
        }
    }
}

/// Returns the tables that are shown, in the order of the schema: those of several records.
pub fn shown_tables() -> impl Iterator<Item = Table> {
    SCHEMA.all().filter(|table| !SCHEMA.table(*table).single)
}

impl RecordTable {
    fn slots(&self) -> &[Slot] {
        match (&self.former, &self.rows) {
            (Some(former), _) => former,
            (None, Some(rows)) => rows.rows(),
            (None, None) => &[],
        }
    }

    fn slot(&self, at: usize) -> Option<Slot> {
        self.slots().get(at).copied()
    }

    /// Shows another table as it was left, with all of its records.
    fn change_table(&mut self, table: Table) {
        let next = self.others.remove(&table).unwrap_or_else(|| TableSetting::declared(table));
        let former = std::mem::replace(&mut self.setting, next);
        self.others.insert(std::mem::replace(&mut self.table, table), former);
        self.saved = None;
        self.forget();
    }

    /// Shows a view of a table.
    fn show(&mut self, view: TableView) {
        if view.table != self.table {
            self.change_table(view.table);
        }
        let columns = if view.columns.is_empty() { of_screen(view.table) } else { view.columns };
        self.setting = TableSetting { columns, sort: view.sort };
    }

    /// Returns what is shown as a view of this name.
    fn view_called(&self, name: &str) -> SavedView {
        let TableSetting { columns, sort } = self.setting.clone();
        let view = TableView { table: self.table, query: self.understood.trim().to_owned(), columns, sort };
        SavedView {
            name: name.to_owned(),
            table: SCHEMA.table(self.table).name.to_owned(),
            columns: view.column_names(),
            sort: view.sort_names(),
            query: view.query,
        }
    }

    /// Drops what is known, before another question.
    fn forget(&mut self) {
        (self.rows, self.former, self.is_other_query) = (None, None, false);
    }

    /// Returns the table after or before this one.
    fn neighbour(&self, is_after: bool) -> Table {
        let tables: Vec<Table> = shown_tables().collect();
        let at = tables.iter().position(|table| *table == self.table).unwrap_or(0);
        tables[(at + if is_after { 1 } else { tables.len() - 1 }) % tables.len()]
    }

    /// Does a slice of the work. Returns true when other rows are shown.
    fn go_on(&mut self, workspace: &Workspace) -> bool {
        let Some(rows) = &mut self.rows else { return false };
        let before = rows.rows().len();
        rows.go_on(workspace.data());
        let is_known = rows.is_complete() || self.is_other_query && !rows.rows().is_empty();
        self.is_other_query &= !rows.is_complete();
        let is_new = is_known && self.former.take().is_some();
        is_new || self.former.is_none() && (rows.is_complete() || rows.rows().len() != before)
    }

    /// Returns the order of the rows, where it is that of a column shown.
    fn order(&self) -> Option<ListingOrder> {
        let first = self.setting.sort.first()?;
        let column = self.setting.columns.iter().position(|column| column.path == first.path)?;
        Some(ListingOrder { column, is_descending: first.is_descending })
    }

    /// Moves the column to the left or right, or hides it; returns where the cursor stands then.
    fn change_column(&mut self, command: Command, column: usize) -> Option<usize> {
        let columns = &mut self.setting.columns;
        let to = match command {
            Command::ColumnLeft => column.saturating_sub(1),
            Command::ColumnRight => (column + 1).min(columns.len().saturating_sub(1)),
            Command::HideColumn if columns.len() > 1 => {
                columns.remove(column);
                return Some(column.min(columns.len() - 1));
            }
            _ => return None,
        };
        columns.swap(column, to);
        Some(to)
    }

    fn values<'a>(&self, workspace: &'a Workspace) -> ValueFormatter<'a> {
        ValueFormatter {
            data: workspace.data(),
            style: ValueStyle::Printed,
            region: None,
            lang: workspace.lang(),
            period: workspace.settings.period(),
            with_names: true,
        }
    }
}

impl ListingAnswer for RecordTable {
    const CONTEXTS: &'static [Context] = Context::Table.stack();
    const IS_TABLE: bool = true;
    const IS_OF_REGIONS: bool = true;

    fn begin(&mut self, records: &[Slot], _workspace: &Workspace) {
        let table = records.iter().map(|slot| slot.table).find(|table| !SCHEMA.table(*table).single);
        if let Some(table) = table.filter(|table| *table != self.table) {
            self.change_table(table);
        }
    }

    fn ask(&mut self, workspace: &Workspace) {
        let data = workspace.data();
        let expression = self.expression(workspace);
        let shown = self.former.take().or_else(|| Some(self.rows.take()?.rows().to_vec()));
        self.former = shown.map(|slots| slots.into_iter().filter(|slot| workspace.doc.is_live(*slot)).collect());
        let sort = self.setting.sort.clone();
        self.rows = Some(TableRows::begin(TableQuestion { table: self.table, expression, sort }, data));
        self.go_on(workspace);
        while self.is_working() && workspace.doc.byte_len() < SMALL {
            self.go_on(workspace);
        }
    }

    fn table(&self) -> Option<Table> {
        Some(self.table)
    }

    fn take_query(&mut self, typed: &str) {
        if self.query != typed {
            self.query = typed.to_owned();
            self.is_other_query = true;
        }
    }

    fn mistake(&self, lang: Lang) -> Option<String> {
        self.mistake.as_ref().map(|mistake| remark(mistake, &self.query, lang))
    }

    fn widen(&mut self) -> bool {
        self.is_other_query |= self.regions.is_some();
        self.regions.take().is_some()
    }

    fn shown_regions(&self) -> Option<&[Slot]> {
        self.regions.as_deref()
    }

    fn show_regions(&mut self, regions: Option<Vec<Slot>>, _workspace: &Workspace) {
        (self.regions, self.is_other_query) = (regions, true);
    }

    fn relocate(&mut self, relocation: &Relocation<'_>) {
        let regions = self.regions.take();
        self.regions = regions.and_then(|regions| regions.iter().map(|region| relocation.slot(*region)).collect());
        self.forget();
    }

    fn count(&self) -> usize {
        self.slots().len()
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        listing_columns(self.table, &self.setting.columns, workspace.lang())
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        let Some(slot) = self.slot(at) else { return ListingRow::default() };
        if workspace.doc.record(slot).is_err() {
            let text = texts::tables::unreadable(workspace.lang(), workspace.doc.id(slot));
            return ListingRow::new(vec![vec![(Role::Error, text)]]);
        }
        let texts = cells(&self.values(workspace), &self.setting.columns, slot).into_iter();
        ListingRow::new(texts.map(|text| vec![(Role::Text, text.replace('\n', " "))]).collect())
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        self.slot(at).map(RowTarget::page)
    }

    /// The first column stands for the record, each other for its value.
    fn cell_target(&self, at: usize, column: usize) -> Option<RowTarget> {
        let path = self.setting.columns.get(column).filter(|_| column > 0).map(|column| column.path.clone());
        Some(RowTarget { path: path.unwrap_or_default(), ..self.target(at)? })
    }

    fn find(&self, sought: &RowTarget) -> Option<usize> {
        self.slots().iter().position(|slot| *slot == sought.slot)
    }

    fn first(&self, records: &[Slot], from: usize, _workspace: &Workspace) -> Option<usize> {
        (from..self.count()).find(|row| records.contains(&self.slots()[*row]))
    }

    fn is_working(&self) -> bool {
        self.rows.as_ref().is_some_and(|rows| !rows.is_complete())
    }

    fn work(&mut self, workspace: &Workspace) -> bool {
        self.go_on(workspace)
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        let lang = workspace.lang();
        let table = SCHEMA.table(self.table).plural.get(lang);
        let mut title = vec![(Role::Heading, texts::tables::title(lang, table))];
        let saved = self.saved.as_ref().filter(|saved| **saved == self.view_called(&saved.name));
        title.extend(saved.map(|saved| (Role::Text, format!(" · @{}", saved.name))));
        if self.is_working() && self.former.is_some() {
            title.push((Role::Dim, format!(" · {}", texts::tables::sorting(lang))));
        }
        title
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        let (lang, table) = (workspace.lang(), SCHEMA.table(self.table).plural);
        match &self.query[..] {
            "" => texts::tables::nothing(lang, table.get(lang)),
            query => texts::view::no_hits(lang, query),
        }
    }

    fn order(&self, _given: Option<ListingOrder>) -> Option<ListingOrder> {
        RecordTable::order(self)
    }

    fn is_sortable(&self) -> bool {
        true
    }

    fn sort(&mut self, order: Option<ListingOrder>, _workspace: &Workspace) {
        if order == RecordTable::order(self) {
            return;
        }
        let column = |order: ListingOrder| {
            let Column { path, kind, .. } = self.setting.columns.get(order.column)?.clone();
            Some(SortField { path, kind, is_descending: order.is_descending })
        };
        self.setting.sort = order.and_then(column).into_iter().collect();
    }

    fn execute(
        &mut self,
        command: Command,
        _at: Option<usize>,
        _context: ScreenContext<'_>,
        requests: &mut Vec<ScreenRequest>,
    ) -> ListingReply {
        requests.push(match command {
            Command::NextTable => ScreenRequest::Table(TableRequest::Show(self.neighbour(true))),
            Command::PreviousTable => ScreenRequest::Table(TableRequest::Show(self.neighbour(false))),
            Command::ChooseTable => ScreenRequest::Table(TableRequest::ChooseTable),
            Command::ChooseColumns => ScreenRequest::Table(TableRequest::ChooseColumns),
            Command::Add => ScreenRequest::Add(NewRecord::new(self.table)),
            _ => return ListingReply::Unknown,
        });
        ListingReply::Done
    }

    fn execute_in_column(
        &mut self,
        command: Command,
        column: usize,
        workspace: &Workspace,
        requests: &mut Vec<ScreenRequest>,
    ) -> Option<usize> {
        let lang = workspace.lang();
        let here = self.setting.columns.get(column)?.clone();
        match command {
            Command::CountValues => {
                requests.push(ScreenRequest::Table(TableRequest::Count(Box::new(here))));
                Some(column)
            }
            Command::HideColumn if self.setting.columns.len() == 1 => {
                requests.push(ScreenRequest::Info(texts::tables::last_column(lang).to_owned()));
                Some(column)
            }
            _ => {
                let to = self.change_column(command, column);
                if command == Command::HideColumn {
                    let title = full_title(self.table, &here, lang);
                    requests.push(ScreenRequest::Info(texts::tables::hidden(lang, &title)));
                }
                to
            }
        }
    }
}
