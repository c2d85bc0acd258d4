//! Builds a long page incrementally: its beginning with the key that opens it, the rest between
//! keys.
//!
//! Code that needs the whole page completes it first. While a list has the focus, the page of the
//! next record is built in advance for a key held down. Independent of what a page contains. Entry
//! point: [`Directory::whole_page`].

use crate::app::detail;
use crate::app::detail::{Page, RowBudget};
use crate::app::screens::{ScreenContext, ScreenKind};
use crate::document::Slot;

use super::page::columns;
use super::{Directory, Focus};
use crate::app::layout::DirectoryLayout;

/// Records read per slice; takes about two milliseconds.
const BIT: usize = 320;

/// Maximum number of records read for the key that opens a page.
const BEGINNING: usize = 160;

impl Directory {
    /// Builds the visible part of the page, or takes the prefetched one.
    pub(super) fn begin_page(&mut self, context: ScreenContext<'_>) {
        self.detail.laid = None;
        let size = self.widest_layout(context.size).detail_inner();
        let wanted = (self.detail.made_from.as_ref(), size, 0, 0);
        let is_wanted =
            |page: &Page| (Some(&page.made_from), page.size, self.detail.cursor, self.detail.scroll) == wanted;
        if let Some(page) = self.detail.ahead.page.take_if(|page| is_wanted(page)) {
            (self.detail.laid, self.detail.laid_rows) = (Some((page.room, None)), page.rows.len());
            self.detail.columns = page.columns;
            (self.detail.rows, self.detail.rest, self.detail.lines) = (page.rows, page.rest, page.lines);
            return;
        }
        let seen = size.height as usize + 1;
        let source = context.workspace.page_source(self.detail.subject);
        let page = self.detail.subject.map(|slot| detail::begin(source, slot, &self.detail.unfolded));
        (self.detail.rows, self.detail.rest) = page.unwrap_or_default();
        detail::fold(&mut self.detail.rows, &self.detail.folded, context.workspace.lang());
        let from = self.detail.cursor.max(self.detail.scroll);
        if from > 0 {
            self.make_rows(RowBudget::rows(from + seen), context);
        }
        self.make_rows(RowBudget { rows: seen, records: BEGINNING }, context);
    }

    /// Returns the record that the next key in the same direction selects.
    fn next_subject(&self, context: ScreenContext<'_>) -> Option<Slot> {
        let Focus::Pane(number) = self.focus else { return None };
        let is_free = context.is_in_front(ScreenKind::Directory) && context.workspace.loading.is_none();
        let pane = &self.panes[number];
        let next =
            pane.cursor.checked_add_signed(self.detail.ahead.by).filter(|next| *next != pane.cursor && is_free)?;
        pane.items.get(next).copied()
    }

    /// Returns true when the page that the next key probably asks for is not built yet.
    pub(in crate::app) fn is_page_ahead_due(&self, context: ScreenContext<'_>) -> bool {
        !self.is_page_wanted() && self.next_subject(context).is_some()
    }

    /// Builds the page that the next key probably asks for.
    fn page_ahead(&mut self, context: ScreenContext<'_>) {
        let Some(slot) = self.next_subject(context) else { return };
        self.detail.ahead.by = 0;
        let most = self.widest_layout(context.size);
        let (size, ascii) = (most.detail_inner(), context.workspace.settings.ascii);
        let (source, unfolded) = (context.workspace.page_source(Some(slot)), &self.detail.unfolded);
        let (mut rows, mut rest) = detail::begin(source, slot, unfolded);
        rest.extend(source, unfolded, &mut rows, RowBudget { rows: size.height as usize + 1, records: BEGINNING });
        if rest.cost() <= BIT {
            rest.extend(source, unfolded, &mut rows, RowBudget::records(BIT));
        }
        detail::fold(&mut rows, &self.detail.folded, context.workspace.lang());
        let columns = columns(&rows, rest.is_empty(), &most, ascii);
        let room = DirectoryLayout { columns, ..most }.page_room();
        let (made_from, lines) = (self.page_made_from(Some(slot), context), detail::lines(&rows, room, ascii, None));
        self.detail.ahead.page = Some(Page { made_from, size, rows, rest, lines, room, columns });
    }

    /// Returns true while part of the page is not built.
    fn is_page_due(&self) -> bool {
        !self.detail.rest.is_empty()
    }

    /// Returns true when the rest of the page should be built now. With the focus on the page that
    /// is all of it; beside a list only what is cheap, since the next key there opens another page.
    pub(in crate::app) fn is_page_wanted(&self) -> bool {
        self.is_page_due() && (self.focus == Focus::Detail || self.detail.rest.cost() <= BIT)
    }

    /// Builds one more slice of the page, else the page that the next key probably asks for.
    pub(in crate::app) fn build_ahead(&mut self, context: ScreenContext<'_>) {
        if self.is_page_wanted() {
            self.make_rows(RowBudget::records(BIT), context);
        } else {
            self.page_ahead(context);
        }
    }

    /// Completes the page.
    pub(in crate::app) fn finish_page(&mut self, context: ScreenContext<'_>) {
        if self.is_page_due() {
            self.make_rest(context);
            self.refresh_detail(context);
        }
    }

    /// Builds all rows that are not built yet.
    pub(super) fn make_rest(&mut self, context: ScreenContext<'_>) {
        self.make_rows(RowBudget::UNLIMITED, context);
    }

    /// Brings the page in line with document and size, and completes it.
    pub(in crate::app) fn whole_page(&mut self, context: ScreenContext<'_>) {
        self.refresh_detail(context);
        self.finish_page(context);
    }

    fn make_rows(&mut self, budget: RowBudget, context: ScreenContext<'_>) {
        let (mut rows, mut rest) = (std::mem::take(&mut self.detail.rows), std::mem::take(&mut self.detail.rest));
        rest.extend(context.workspace.page_source(self.detail.subject), &self.detail.unfolded, &mut rows, budget);
        detail::fold(&mut rows, &self.detail.folded, context.workspace.lang());
        (self.detail.rows, self.detail.rest) = (rows, rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::shipped;
    use crate::app::{App, Event};
    use crate::key::{Chord, Key};

    /// Returns the shipped dataset after these keys, with no idle work between them.
    fn after(keys: &str) -> App {
        let mut app = shipped();
        keys.chars().for_each(|c| drop(app.update(Event::Key(Chord::plain(Key::Char(c))))));
        app
    }

    fn rows(app: &App) -> Vec<String> {
        app.screens.directory.detail.rows.iter().map(|row| format!("{} {}", row.label, row.text())).collect()
    }

    #[test]
    fn a_page_made_between_keys_is_the_page_made_at_once() {
        let mut whole = after("3");
        whole.whole_page();
        let mut app = after("3");
        assert!(app.is_busy());
        let beginning = rows(&app);
        while app.is_busy() {
            drop(app.update(Event::ContinueWork));
        }
        assert_eq!(rows(&app), rows(&whole));
        assert_eq!(app.screens.directory.detail.lines.len(), whole.screens.directory.detail.lines.len());
        assert!(beginning.len() < app.screens.directory.detail.rows.len() && rows(&app).starts_with(&beginning));
    }

    #[test]
    fn a_page_made_ahead_is_the_page_made_for_the_key() {
        for keys in ["1jjjkj", "2jjjjkkj", "3jjkjj", "1jjJG", "2GkkL1kjL"] {
            let mut app = shipped();
            for c in keys.chars() {
                drop(app.update(Event::Key(Chord::plain(Key::Char(c)))));
                while app.is_busy() {
                    drop(app.update(Event::ContinueWork));
                }
                let mut anew = shipped();
                anew.workspace.settings.lang = app.lang();
                anew.screens.directory.detail.subject = app.screens.directory.detail.subject;
                anew.whole_page();
                app.whole_page();
                assert_eq!(rows(&app), rows(&anew), "{keys}, {c}");
                assert_eq!(
                    format!("{:?}", app.screens.directory.detail.lines),
                    format!("{:?}", anew.screens.directory.detail.lines),
                    "{keys}, {c}"
                );
            }
        }
    }

    #[test]
    fn a_key_on_the_page_finds_it_whole() {
        let mut app = after("3");
        assert!(app.is_busy());
        drop(app.update(Event::Key(Chord::plain(Key::Char('4')))));
        drop(app.update(Event::Key(Chord::plain(Key::Char('G')))));
        assert!(!app.is_busy());
        assert_eq!(
            app.screens.directory.detail.cursor,
            app.screens.directory.detail.rows.iter().rposition(detail::PageRow::selectable).unwrap()
        );
    }
}
