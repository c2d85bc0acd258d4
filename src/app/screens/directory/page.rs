//! The page of the directory screen: kept in line with its record and the size, laid out around an
//! open field, searched.
//!
//! Must not decide what a page says ([`crate::app::detail`]). Entry point:
//! [`Directory::refresh_detail`].

use crate::app::App;
use crate::app::detail::{self, EditorRow, HeldRow, PageCacheKey, PageRow};
use crate::app::editor::EditorPurpose;
use crate::app::layout::DirectoryLayout;
use crate::app::screens::ScreenContext;
use crate::document::{Address, AddressStep, Slot};
use crate::index::choice_filter::{ChoiceFilter, ChoiceRank};

use super::{Directory, Focus};

impl Directory {
    /// Rebuilds the page's rows and lines.
    pub(in crate::app) fn refresh_detail(&mut self, context: ScreenContext<'_>) {
        if self.subject(context.workspace).is_none() {
            self.detail.subject = self.panes[self.anchor].selected();
        }
        let made_from = self.page_made_from(self.detail.subject, context);
        let held =
            if self.detail.made_from.as_ref() == Some(&made_from) { None } else { self.make_page(made_from, context) };
        self.detail.cursor = self.detail.cursor.min(self.detail.rows.len().saturating_sub(1));
        if !self.detail.row().is_some_and(PageRow::selectable) {
            self.detail.step(0);
        }
        let whole = self.detail.rest.is_empty() && self.detail.laid_rows != self.detail.rows.len();
        let (ascii, most) = (context.workspace.settings.ascii, self.widest_layout(context.size));
        let former = self.detail.laid.map(|(room, _)| room);
        if whole || former != Some(self.layout(context.size).page_room()) {
            self.detail.columns = columns(&self.detail.rows, self.detail.rest.is_empty(), &most, ascii);
        }
        let room = self.layout(context.size).page_room();
        let laid = (room, self.editor_row(room.cells, context));
        if whole || self.detail.laid != Some(laid) {
            self.detail.lines = detail::lines(&self.detail.rows, room, ascii, laid.1);
            self.detail.laid = Some(laid);
            self.detail.laid_rows = self.detail.rows.len();
        }
        held.inspect(|held| self.detail.scroll_to(held));
    }

    /// Builds the rows anew. Where the cursor was on a row of the same record, puts it there again
    /// and returns that row.
    fn make_page(&mut self, made_from: PageCacheKey, context: ScreenContext<'_>) -> Option<HeldRow> {
        let former = self.detail.made_from.replace(made_from).map(|former| former.subject);
        let held = self.held_row().filter(|_| former == Some(self.detail.subject));
        self.begin_page(context);
        let Some(held) = held else {
            self.detail.begin_below_heading();
            return None;
        };
        if self.detail.return_to(&held) {
            return Some(held);
        }
        self.make_rest(context);
        self.detail.return_to(&held).then_some(held)
    }

    pub(super) fn page_made_from(&self, subject: Option<Slot>, context: ScreenContext<'_>) -> PageCacheKey {
        PageCacheKey {
            subject,
            revision: context.workspace.index.revision(),
            lang: context.workspace.settings.lang,
            unfolded: self.detail.unfolded.len(),
        }
    }

    /// Returns row and height of the editor, for the layout of the page.
    fn editor_row(&self, cells: usize, context: ScreenContext<'_>) -> Option<EditorRow> {
        let editor = self.editor.as_ref()?;
        let at = |address: &Address| self.detail.rows.iter().position(|r| r.address.as_ref() == Some(address));
        let before = match editor.purpose {
            EditorPurpose::Insert(number) if number > 0 => at(&editor.address.join(AddressStep::Item(number - 1))),
            _ => None,
        };
        let row = before.or_else(|| at(&editor.address))?;
        let value = detail::value(&self.detail.rows, row, cells, context.workspace.settings.ascii);
        let (_, hint) = context.workspace.editor_hint(editor);
        let hint = context.workspace.settings.spelled(&hint);
        let height = editor.height(cells.saturating_sub(value).max(1), &hint);
        Some(EditorRow { row, height, below: before.is_some() })
    }

    /// Scrolls panes and page to their cursors.
    pub(super) fn refresh_scroll(&mut self, context: ScreenContext<'_>) {
        let layout = self.layout(context.size);
        for number in 0..3 {
            self.panes[number].follow(layout.pane_rows(number));
        }
        let height = layout.detail_inner().height as usize;
        match &mut self.editor {
            Some(editor) => {
                editor.input.fit(self.detail.editor_cells());
                self.detail.follow_editor(editor.cursor_line(self.detail.editor_cells()), height);
            }
            None if self.focus == Focus::Detail => self.detail.follow(height),
            None => {}
        }
        if layout.columns > 1 {
            self.detail.scroll_by_columns(layout.detail_area().height.into(), layout.columns);
        }
    }

    /// Folds or unfolds what the row under the cursor has below it.
    pub(super) fn toggle_fold(&mut self, context: ScreenContext<'_>) {
        if self.detail.row().is_some_and(|row| row.section.is_some()) {
            return self.detail.toggle_section(context.workspace.lang());
        }
        let Some(address) = self.detail.row().and_then(|r| r.address.clone()) else { return };
        self.detail.just_unfolded = !self.detail.unfolded.remove(&address);
        if self.detail.just_unfolded {
            self.detail.unfolded.insert(address);
        }
    }

    /// Moves by a section and shows as much of it as fits.
    pub(super) fn step_section(&mut self, by: isize, context: ScreenContext<'_>) {
        self.finish_page(context);
        self.detail.step_section(by);
    }

    /// Folds or unfolds all sections.
    pub(super) fn fold_sections(&mut self, context: ScreenContext<'_>) {
        self.finish_page(context);
        self.detail.toggle_all_sections(context.workspace.lang());
    }

    /// Moves to the next (`by` = 1) or previous match on the page, wrapping around; 0 also takes
    /// the row under the cursor, and of all matches the best. Returns false when there is none.
    pub(in crate::app) fn find_on_page(&mut self, by: isize, context: ScreenContext<'_>) -> bool {
        self.finish_page(context);
        let filter = ChoiceFilter::new(&self.detail.find);
        let rank = |row: &PageRow| match row.label.trim() {
            "" => filter.rank(&row.text()),
            label => filter.rank_with(label, &[&row.text()]),
        };
        let rows = self.detail.rows.iter().enumerate().filter(|(_, row)| row.holds_something());
        let hits: Vec<(usize, ChoiceRank)> = rows.filter_map(|(number, row)| Some((number, rank(row)?))).collect();
        let here = self.detail.cursor;
        let next = match by {
            0 => hits.iter().min_by_key(|(number, rank)| (*rank, *number < here, *number)),
            1 => hits.iter().find(|(number, _)| *number > here).or(hits.first()),
            _ => hits.iter().rev().find(|(number, _)| *number < here).or(hits.last()),
        };
        self.detail.cursor = next.map_or(here, |(number, _)| *number);
        self.detail.reveal(context.workspace.lang());
        next.is_some()
    }
}

/// Returns the number of columns that a page takes: one where that shows all of it.
pub(super) fn columns(rows: &[PageRow], is_whole: bool, most: &DirectoryLayout, ascii: bool) -> u16 {
    let one = DirectoryLayout { columns: 1, ..*most };
    let height = usize::from(one.detail_inner().height);
    let outer_rows = rows.iter().filter(|row| row.indent == 0 && !row.hidden).count();
    let may_fit = most.columns > 1 && is_whole && outer_rows <= height;
    let fits = may_fit && detail::lasting(&detail::lines(rows, one.page_room(), ascii, None)) <= height;
    if fits { 1 } else { most.columns }
}

impl App {
    /// Brings the page in line with document and size, and completes it.
    pub(in crate::app) fn whole_page(&mut self) {
        let (screens, context) = self.screens_mut();
        screens.directory.whole_page(context);
    }

    /// Completes the page.
    pub(in crate::app) fn finish_page(&mut self) {
        let (screens, context) = self.screens_mut();
        screens.directory.finish_page(context);
    }
}
