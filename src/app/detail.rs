//! The content of the detail view: one record as a page of rows that can be read, followed, folded
//! and edited.
//!
//! Pure: rows are built from document and index ([`begin`]) and laid out into lines of a given
//! width ([`lines`]); nothing is drawn here. The submodules build the page of each kind of record;
//! [`build`] holds what they share.

pub mod build;
mod deferred_page;
mod pages;
mod sections;
mod wrap;

use std::collections::HashSet;
use std::rc::Rc;

use ratatui::layout::Size;

use crate::document::{Address, Slot};
use crate::present::text_of;
use crate::query::new_record::NewRecord;
use crate::texts::Lang;

pub use crate::present::Span;
pub use build::PageBuilder;
pub use deferred_page::{DeferredPage, RowBudget};
pub use pages::begin;
pub use sections::{PageSection, fold, plain};
pub use wrap::{EditorRow, Line, PageRoom, lasting, lines, value};
pub(super) use wrap::{spelled_spans, wrap_hanging};

/// One row of a page; long ones take several lines.
#[derive(Debug, Clone, Default)]
pub struct PageRow {
    /// Levels of indentation.
    pub indent: usize,
    /// Label of the value; empty in running text.
    pub label: String,
    /// The text shown.
    pub spans: Vec<Span>,
    /// The value of the dataset that this row shows and edits.
    pub address: Option<Address>,
    /// The record that Enter opens.
    pub link: Option<Slot>,
    /// Set when the row folds the rows below it: true while folded.
    pub folded: Option<bool>,
    /// The section that the row is the heading of.
    pub section: Option<PageSection>,
    /// True while its section is folded.
    pub hidden: bool,
    /// The new record that can be added here.
    pub adds: Option<Rc<NewRecord>>,
    /// True for the row of an empty section on which Enter adds its first record.
    pub offers: bool,
}

impl PageRow {
    /// Returns true when the cursor can stand on it.
    pub fn selectable(&self) -> bool {
        !self.hidden && self.holds_something()
    }

    /// Returns true when the cursor can stand on it while it is shown.
    pub(super) fn holds_something(&self) -> bool {
        self.address.is_some() || self.link.is_some() || self.folded.is_some() || self.offers
    }

    /// Returns true for the gap between two sections or paragraphs.
    fn is_blank(&self) -> bool {
        self.label.is_empty() && self.spans.is_empty() && !self.holds_something()
    }

    /// Returns the row's text without its label.
    pub fn text(&self) -> String {
        text_of(&self.spans)
    }
}

/// What a page depends on. Each toggle changes the number of unfolded addresses by one, so
/// comparing the number suffices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageCacheKey {
    /// The record.
    pub(super) subject: Option<Slot>,
    /// Revision of the index, which counts changes.
    pub(super) revision: u64,
    /// Language of the labels.
    pub(super) lang: Lang,
    /// Number of unfolded addresses.
    pub(super) unfolded: usize,
}

/// The detail view: the record it shows, the cursor, what is unfolded.
#[derive(Debug, Clone, Default)]
pub struct Detail {
    /// The record shown.
    pub subject: Option<Slot>,
    /// Rows of its page built so far.
    pub rows: Vec<PageRow>,
    /// The part of the page that is not built yet.
    pub rest: DeferredPage,
    /// The rows laid out.
    pub lines: Vec<Line>,
    /// Row under the cursor.
    pub cursor: usize,
    /// First visible line.
    pub scroll: usize,
    /// Unfolded addresses.
    pub unfolded: HashSet<Address>,
    /// Folded sections, on every page.
    pub folded: HashSet<PageSection>,
    /// The row under the cursor was unfolded by the last key.
    pub just_unfolded: bool,
    /// Text searched for with `/`.
    pub find: String,
    /// What the rows were built from; they stay valid while it is unchanged.
    pub(super) made_from: Option<PageCacheKey>,
    /// Room and editor (row, height) for which the lines were laid out.
    pub(super) laid: Option<(PageRoom, Option<EditorRow>)>,
    /// Number of columns that the page takes; 0 as long as that is unknown.
    pub columns: u16,
    /// Number of rows in the laid-out lines.
    pub(super) laid_rows: usize,
    /// The page that the next key probably asks for.
    pub(super) ahead: PrefetchedPage,
}

/// A page built while idle, for a key that repeats the last movement.
#[derive(Debug, Clone)]
pub(super) struct PrefetchedPage {
    /// How far the next key probably moves in a list; 0 once its page is built.
    pub(super) by: isize,
    /// The page.
    pub(super) page: Option<Page>,
}

impl Default for PrefetchedPage {
    fn default() -> PrefetchedPage {
        PrefetchedPage { by: 1, page: None }
    }
}

/// A page, as far as it is built.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) made_from: PageCacheKey,
    /// Size of the view it was laid out for.
    pub(super) size: Size,
    pub(super) rows: Vec<PageRow>,
    pub(super) rest: DeferredPage,
    pub(super) lines: Vec<Line>,
    pub(super) room: PageRoom,
    pub(super) columns: u16,
}

/// A row of a page and where it was seen, by which it is found again on a page built anew.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HeldRow {
    /// Its number.
    pub number: usize,
    /// The value that it shows.
    pub address: Option<Address>,
    /// The record that it leads to.
    pub link: Option<Slot>,
    /// The new record that it offers to add.
    pub offers: Option<Rc<NewRecord>>,
    /// The section that it is the heading of.
    pub section: Option<PageSection>,
    /// Lines between it and the top of the view.
    pub below: usize,
}

impl HeldRow {
    fn is(&self, row: &PageRow) -> bool {
        let offers = row.adds.as_ref().filter(|_| row.offers);
        let held = (&self.address, self.link, self.offers.as_ref(), self.section);
        row.selectable() && (&row.address, row.link, offers, row.section) == held
    }
}

impl Detail {
    /// Returns the row under the cursor.
    pub(super) fn held_row(&self) -> Option<HeldRow> {
        let row = self.row()?;
        Some(HeldRow {
            number: self.cursor,
            address: row.address.clone(),
            link: row.link,
            offers: row.adds.clone().filter(|_| row.offers),
            section: row.section,
            below: self.cursor_lines().start.saturating_sub(self.scroll),
        })
    }

    /// Puts the cursor on the row; of several that are alike, on the nearest. Returns false when it
    /// is not on the page.
    pub(super) fn return_to(&mut self, held: &HeldRow) -> bool {
        let alike = (0..self.rows.len()).filter(|number| held.is(&self.rows[*number]));
        let Some(row) = alike.min_by_key(|number| number.abs_diff(held.number)) else { return false };
        self.cursor = row;
        true
    }

    /// Scrolls so that the row under the cursor is at the height where the row was seen.
    pub(super) fn scroll_to(&mut self, held: &HeldRow) {
        self.scroll = self.cursor_lines().start.saturating_sub(held.below);
    }

    /// Marks the page as outdated, so that it is rebuilt.
    pub(super) fn outdate(&mut self) {
        self.made_from = None;
        self.ahead = PrefetchedPage::default();
    }

    /// Returns the row under the cursor.
    pub fn row(&self) -> Option<&PageRow> {
        self.rows.get(self.cursor)
    }

    /// Returns the lines that the row under the cursor takes.
    pub fn cursor_lines(&self) -> std::ops::Range<usize> {
        let start = self.lines.iter().position(|l| l.row == self.cursor).unwrap_or(0);
        let length = self.lines[start..].iter().take_while(|l| l.row == self.cursor).count();
        start..start + length
    }

    /// Returns the lines that the editor takes; empty without an editor.
    pub fn editor_lines(&self) -> std::ops::Range<usize> {
        let Some(editor) = self.laid.and_then(|(_, editor)| editor) else { return 0..0 };
        let end = self.lines.iter().rposition(|l| l.row == editor.row).map_or(0, |i| i + 1);
        end.saturating_sub(editor.height)..end
    }

    /// Moves the cursor by `by` selectable rows, stopping at the ends.
    pub fn step(&mut self, by: isize) {
        let rows: Vec<usize> = (0..self.rows.len()).filter(|i| self.rows[*i].selectable()).collect();
        let here = rows.iter().position(|i| *i >= self.cursor).unwrap_or(rows.len().saturating_sub(1));
        let there = here.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        self.cursor = rows.get(there).copied().unwrap_or(0);
    }

    /// Moves by about `lines` lines: a page, half a page. The view scrolls as far as the cursor.
    pub fn page(&mut self, lines: isize) {
        self.scroll = self.scroll.saturating_add_signed(lines);
        let target = self.cursor_lines().start.saturating_add_signed(lines).min(self.lines.len().saturating_sub(1));
        let row = self.lines.get(target).map_or(0, |l| l.row);
        let forward = |i: &usize| self.rows[*i].selectable();
        let found = if lines > 0 {
            (row..self.rows.len()).find(forward).or_else(|| (0..row).rev().find(forward))
        } else {
            (0..=row.min(self.rows.len().saturating_sub(1)))
                .rev()
                .find(forward)
                .or_else(|| (row..self.rows.len()).find(forward))
        };
        self.cursor = found.unwrap_or(self.cursor);
    }

    /// Moves the cursor to the row of an address; returns false when it is not on the page.
    pub fn go_to(&mut self, address: &Address) -> bool {
        let found = self.rows.iter().position(|r| r.address.as_ref() == Some(address));
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }

    /// Returns the width in cells of the editor's input; 0 without an editor.
    pub fn editor_cells(&self) -> usize {
        let Some((room, Some(_))) = self.laid else { return 0 };
        self.lines.get(self.editor_lines().start).map_or(0, |line| room.cells.saturating_sub(line.value).max(1))
    }

    /// Scrolls so that the editor is visible in a view of `height` lines. Of a taller editor, the
    /// line `at` and its neighbours are visible, below its label as far as both fit.
    pub fn follow_editor(&mut self, at: usize, height: usize) {
        let editor = self.editor_lines();
        let line = (editor.start + at).min(editor.end.saturating_sub(1));
        let around = usize::from(height > 2);
        let seen = if editor.len() <= height {
            self.follow(height);
            editor
        } else {
            let end = (line + 1 + around).min(editor.end);
            let is_label_seen = end - editor.start <= height;
            if is_label_seen { editor.start..end } else { line.saturating_sub(around).max(editor.start)..end }
        };
        self.scroll = self.scroll.max(seen.end.saturating_sub(height)).min(seen.start);
    }

    /// Scrolls by whole columns of this height, so that each begins with the same line as before.
    pub fn scroll_by_columns(&mut self, height: usize, columns: u16) {
        let (height, end) = (height.max(1), self.cursor_lines().end);
        self.scroll -= self.scroll % height;
        while end > self.scroll + height * usize::from(columns) {
            self.scroll += height;
        }
    }

    /// Returns the line behind the rows that belong to the one under the cursor.
    fn unfolded_end(&self) -> usize {
        let indent = self.row().map_or(0, |row| row.indent);
        let is_section = self.row().is_some_and(|row| row.section.is_some());
        let belongs = |row: &&PageRow| if is_section { row.section.is_none() } else { row.indent > indent };
        let inner = self.rows.iter().skip(self.cursor + 1).take_while(belongs).count();
        self.lines.iter().rposition(|line| line.row <= self.cursor + inner).map_or(0, |line| line + 1)
    }

    /// Scrolls so that the cursor is visible in a view of `height` lines, with the heading above it
    /// where there is room.
    pub fn follow(&mut self, height: usize) {
        let rows = self.cursor_lines();
        let lead = if self.rows.iter().take(self.cursor).any(PageRow::selectable) { rows.start } else { 0 };
        if lead < self.scroll {
            self.scroll = lead.saturating_sub(usize::from(lead > 0));
        }
        let end = if std::mem::take(&mut self.just_unfolded) { self.unfolded_end() } else { rows.end };
        if end > self.scroll + height {
            self.scroll = end.saturating_sub(height).min(rows.start);
        }
        self.scroll = self.scroll.min(self.lines.len().saturating_sub(height.min(self.lines.len())));
    }
}
