//! A list as rows: the first cell, then each other with the title of its column before it.
//!
//! Entry point: [`ListPlace`].

use super::page::text_of_row;
use super::place::{LinePlace, LineRow, LineTarget};
use crate::app::listing::drawn::DrawnListing;
use crate::app::pointer::PointerTarget;
use crate::app::{App, ScreenKind};
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::text_of;
use crate::texts;

/// A list that is read.
pub struct ListPlace<'a> {
    /// The program.
    pub app: &'a App,
    /// The list.
    pub listing: &'a dyn DrawnListing,
    /// The screen that it is.
    pub key: ScreenKind,
}

impl ListPlace<'_> {
    fn columns(&self) -> Vec<ListingColumn> {
        self.listing.columns(&self.app.workspace)
    }

    /// Returns what is said of the row under the cursor, or why there is none.
    fn explained(&self) -> Vec<String> {
        let rows = self.listing.explain(&self.app.workspace);
        rows.iter().map(|row| text_of_row(row, self.app.lang())).collect()
    }

    /// Returns the cells of a row, each but the first with the title of its column before it; what
    /// is not known is not said.
    fn text(&self, row: &ListingRow) -> String {
        let (columns, lang) = (self.columns(), self.app.lang());
        let mut parts = Vec::new();
        for (number, cell) in row.cells.iter().enumerate() {
            let text = text_of(cell);
            let title = columns.get(number).map_or("", |column| column.title.trim());
            if text.trim().is_empty() {
                continue;
            }
            let is_labelled = number > 0 && !row.is_heading && title.contains(char::is_alphabetic);
            parts.push(if is_labelled { texts::line_mode::label(lang, title, text.trim()) } else { text });
        }
        parts.join(" · ")
    }
}

impl LinePlace for ListPlace<'_> {
    fn key(&self) -> String {
        format!("list {:?}", self.key)
    }

    fn title(&self) -> String {
        text_of(&self.listing.title(&self.app.workspace))
    }

    fn about(&self) -> Vec<String> {
        let (lang, state) = (self.app.lang(), self.listing.state());
        let summary = self.listing.summary(&self.app.workspace, self.app.screen_size());
        let mut about: Vec<String> = summary.iter().map(|line| text_of(line)).collect();
        if !state.filter.is_empty() {
            about.push(texts::line_mode::filtered(lang, state.filter.as_str()));
        }
        let columns = self.columns();
        if let Some(order) = state.order {
            let title = columns.get(order.column).map_or("", |column| column.title.as_str());
            about.push(match order.is_descending {
                true => texts::line_mode::sorted_down(lang, title),
                false => texts::line_mode::sorted(lang, title),
            });
        }
        if state.is_on_cell {
            let numbered =
                columns.iter().enumerate().map(|(number, column)| format!("{} {}", number + 1, column.title));
            about.push(texts::line_mode::columns(lang, &numbered.collect::<Vec<_>>().join(", ")));
        }
        about
    }

    fn count(&self) -> usize {
        self.listing.count()
    }

    fn row(&self, index: usize) -> Option<LineRow> {
        let row = self.listing.row_at(index, &self.app.workspace)?;
        Some(LineRow { number: self.listing.number_at(index), text: self.text(&row), mark: None })
    }

    fn cursor(&self) -> Option<usize> {
        Some(self.listing.cursor_index()).filter(|index| self.listing.number_at(*index).is_some())
    }

    fn numbered(&self) -> usize {
        self.listing.state().count
    }

    fn target(&self, number: usize, column: Option<usize>) -> Option<LineTarget> {
        let row = self.listing.index_of(number)?;
        let column = match column {
            Some(column) => Some(column.checked_sub(1).filter(|column| *column < self.columns().len())?),
            None => None,
        };
        Some(LineTarget::Row(PointerTarget::ListRow { row, column }))
    }

    fn about_row(&self) -> Vec<String> {
        let (lang, state) = (self.app.lang(), self.listing.state());
        // Of a table, what stands in the row is the row; only the cell is said.
        let cell = state.is_on_cell.then(|| self.columns().into_iter().nth(state.column)).flatten();
        if let Some(column) = cell.filter(|_| state.count > 0) {
            let row = self.listing.row_at(self.listing.cursor_index(), &self.app.workspace).unwrap_or_default();
            let text = row.cells.get(state.column).map(|cell| text_of(cell)).filter(|text| !text.trim().is_empty());
            let text = text.unwrap_or_else(|| texts::detail::unknown(lang).to_owned());
            return vec![texts::line_mode::label(lang, &column.title, &text)];
        }
        self.explained()
    }

    fn below(&self) -> Vec<String> {
        if self.listing.count() == 0 { self.explained() } else { Vec::new() }
    }

    fn prompt(&self) -> Option<String> {
        let prompt = texts::listing::filter(self.app.lang()).trim_end_matches(':');
        self.listing.state().is_typing.then(|| prompt.to_owned())
    }
}
