//! A list as it is drawn, whatever it lists.
//!
//! Only rows that are seen are put into words. Entry point: [`DrawnListing`].

use ratatui::layout::Size;

use super::Listing;
use super::answer::{ListingAnswer, ListingOrder};
use super::layout::ListingLayout;
use crate::app::detail::{self, PageRoom, PageRow, Span};
use crate::app::input::TextInput;
use crate::app::layout as areas;
use crate::app::workspace::Workspace;
use crate::present::listing::{ListingColumn, ListingRow};
use crate::texts;
use crate::theme::Role;

/// What stands before a marked row.
const MARK: &str = "■ ";

/// A list as it is drawn, whatever it lists.
pub trait DrawnListing {
    /// Returns its layout.
    fn layout(&self, workspace: &Workspace, size: Size) -> ListingLayout;

    /// Returns its title.
    fn title(&self, workspace: &Workspace) -> Vec<Span>;

    /// Returns the lines above the rows.
    fn summary(&self, workspace: &Workspace, size: Size) -> Vec<Vec<Span>>;

    /// Returns its columns.
    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn>;

    /// Returns the row on a line counted from the first seen.
    fn row(&self, line: usize, workspace: &Workspace) -> Option<ListingRow>;

    /// Returns the number of rows with the headings.
    fn count(&self) -> usize;

    /// Returns the row with this index.
    fn row_at(&self, index: usize, workspace: &Workspace) -> Option<ListingRow>;

    /// Returns the number of a row from 1; `None` for a heading.
    fn number_at(&self, index: usize) -> Option<usize>;

    /// Returns the index of the row with this number, from 1.
    fn index_of(&self, number: usize) -> Option<usize>;

    /// Returns the index of the row under the cursor.
    fn cursor_index(&self) -> usize;

    /// Returns what is said of the row under the cursor, or why there is none.
    fn explain(&self, workspace: &Workspace) -> Vec<PageRow>;

    /// Returns where the cursor stands.
    fn state(&self) -> ListingState<'_>;
}

/// Where the cursor of a list stands.
#[derive(Debug, Clone, Copy)]
pub struct ListingState<'a> {
    /// Number of the row under the cursor among those shown that are no headings.
    pub cursor: usize,
    /// Number of rows shown that are no headings.
    pub count: usize,
    /// True while more rows may be found.
    pub is_counting: bool,
    /// The line under the cursor, counted from the first seen.
    pub line: usize,
    /// The column under the cursor.
    pub column: usize,
    /// True where the cursor stands on a cell of its row.
    pub is_on_cell: bool,
    /// The filter.
    pub filter: &'a TextInput,
    /// True while the filter is being typed.
    pub is_typing: bool,
    /// False where the filter is not understood, and the rows are those of one before.
    pub is_understood: bool,
    /// The order of the rows, where it is not that of the answer.
    pub order: Option<ListingOrder>,
}

impl<A: ListingAnswer> DrawnListing for Listing<A> {
    fn layout(&self, workspace: &Workspace, size: Size) -> ListingLayout {
        let body = areas::screen(size).body;
        let summary = self.answer.summary(workspace, ListingLayout::cells(body)).len();
        let explained = || {
            let room = PageRoom { cells: ListingLayout::cells(body), column: None };
            detail::lines(&self.explain(workspace), room, workspace.settings.ascii, None).len()
        };
        let explained = if A::EXPLAINS_IN_FULL { explained() } else { 0 };
        ListingLayout::new(body, &self.answer.columns(workspace), summary, explained, self.left)
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        let mut title = self.answer.title(workspace);
        title.extend(self.answer.scope_name(workspace).map(|name| (Role::Warning, format!(" · {name}"))));
        title
    }

    fn summary(&self, workspace: &Workspace, size: Size) -> Vec<Vec<Span>> {
        self.answer.summary(workspace, ListingLayout::cells(areas::screen(size).body))
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        self.answer.columns(workspace)
    }

    fn row(&self, line: usize, workspace: &Workspace) -> Option<ListingRow> {
        self.row_at(self.top + line, workspace)
    }

    fn count(&self) -> usize {
        self.shown()
    }

    fn number_at(&self, index: usize) -> Option<usize> {
        self.is_row(index).then(|| self.entries(index) + 1)
    }

    fn index_of(&self, number: usize) -> Option<usize> {
        // The first row before which so many are counted is the one behind it.
        let (mut from, mut to) = (0, self.shown());
        while from < to {
            let middle = from.midpoint(to);
            if self.entries(middle + 1) < number { from = middle + 1 } else { to = middle }
        }
        Some(from).filter(|index| self.number_at(*index) == Some(number))
    }

    fn cursor_index(&self) -> usize {
        self.cursor
    }

    fn row_at(&self, index: usize, workspace: &Workspace) -> Option<ListingRow> {
        let at = self.at(index)?;
        let mut row = self.answer.row(at, workspace);
        let marked = &workspace.marked;
        let place = if marked.is_empty() { None } else { self.answer.marked_place(at, workspace) };
        let is_marked = place.is_some_and(|place| marked.has(place.slot, &place.path));
        if let Some(first) = row.cells.first_mut().filter(|_| is_marked) {
            first.insert(0, (Role::Changed, MARK.to_owned()));
        }
        Some(row)
    }

    fn explain(&self, workspace: &Workspace) -> Vec<PageRow> {
        let says = |text: String| vec![PageRow { spans: vec![(Role::Dim, text)], ..PageRow::default() }];
        let lang = workspace.lang();
        match self.here() {
            _ if workspace.loading.is_some() => says(texts::view::still_reading(lang).to_owned()),
            Some(row) => self.answer.explain(row, workspace),
            None if self.narrowing.is_some() => says(texts::view::no_hits(lang, &self.filter.text())),
            None => says(self.answer.nothing(workspace)),
        }
    }

    fn state(&self) -> ListingState<'_> {
        ListingState {
            cursor: self.entries(self.cursor),
            count: self.entries(self.shown()),
            is_counting: self.answer.is_working() || self.is_narrowing(),
            line: self.cursor.saturating_sub(self.top),
            column: self.column,
            is_on_cell: A::IS_TABLE,
            filter: &self.filter,
            is_typing: self.is_typing,
            is_understood: self.mistake.is_none(),
            order: self.order,
        }
    }
}
