//! Builds a long page incrementally: its beginning with the key that opens it, the rest between
//! keys.
//!
//! Code that needs the whole page completes it first. While a list has the focus, the page of the
//! next record is built in advance for a key held down. Independent of what a page contains. Entry
//! point: [`App::whole_page`].

use crate::app::detail::{Page, RowBudget};
use crate::app::{App, Focus, ScreenKind, detail, layout};
use crate::document::Slot;

/// Records read per slice; takes about two milliseconds.
const BIT: usize = 320;

/// Maximum number of records read for the key that opens a page.
const BEGINNING: usize = 160;

impl App {
    /// Builds the visible part of the page, or takes the prefetched one.
    pub(in crate::app) fn begin_page(&mut self) {
        self.screens.directory.detail.laid = None;
        let size = layout::of(self).detail_inner();
        let wanted = (self.screens.directory.detail.made_from.as_ref(), size, 0, 0);
        let is_wanted = |page: &Page| {
            (
                Some(&page.made_from),
                page.size,
                self.screens.directory.detail.cursor,
                self.screens.directory.detail.scroll,
            ) == wanted
        };
        if let Some(page) = self.screens.directory.detail.ahead.page.take_if(|page| is_wanted(page)) {
            (self.screens.directory.detail.laid, self.screens.directory.detail.laid_rows) =
                (Some((size.width.into(), None)), page.rows.len());
            (
                self.screens.directory.detail.rows,
                self.screens.directory.detail.rest,
                self.screens.directory.detail.lines,
            ) = (page.rows, page.rest, page.lines);
            return;
        }
        let seen = size.height as usize + 1;
        let source = self.page_source();
        let page = self
            .screens
            .directory
            .detail
            .subject
            .map(|slot| detail::begin(source, slot, &self.screens.directory.detail.unfolded));
        (self.screens.directory.detail.rows, self.screens.directory.detail.rest) = page.unwrap_or_default();
        let from = self.screens.directory.detail.cursor.max(self.screens.directory.detail.scroll);
        if from > 0 {
            self.make_rows(RowBudget::rows(from + seen));
        }
        self.make_rows(RowBudget { rows: seen, records: BEGINNING });
    }

    /// Returns the record that the next key in the same direction selects.
    fn next_subject(&self) -> Option<Slot> {
        let Focus::Pane(number) = self.screens.directory.focus else { return None };
        let is_free =
            self.screens.shown == ScreenKind::Directory && self.dialogs.is_empty() && self.workspace.loading.is_none();
        let pane = &self.screens.directory.panes[number];
        let next = pane
            .cursor
            .checked_add_signed(self.screens.directory.detail.ahead.by)
            .filter(|next| *next != pane.cursor && is_free)?;
        pane.items.get(next).copied()
    }

    /// Returns true when the page that the next key probably asks for is not built yet.
    pub fn is_page_ahead_due(&self) -> bool {
        !self.is_page_wanted() && self.next_subject().is_some()
    }

    /// Builds the page that the next key probably asks for.
    pub(in crate::app) fn page_ahead(&mut self) {
        let Some(slot) = self.next_subject() else { return };
        self.screens.directory.detail.ahead.by = 0;
        let size = layout::of(self).detail_inner();
        let (source, unfolded) = (self.page_source(), &self.screens.directory.detail.unfolded);
        let (mut rows, mut rest) = detail::begin(source, slot, unfolded);
        rest.extend(source, unfolded, &mut rows, RowBudget { rows: size.height as usize + 1, records: BEGINNING });
        if rest.cost() <= BIT {
            rest.extend(source, unfolded, &mut rows, RowBudget::records(BIT));
        }
        let (made_from, lines) = (
            self.page_made_from(Some(slot)),
            detail::lines(&rows, size.width.into(), self.workspace.settings.ascii, None),
        );
        self.screens.directory.detail.ahead.page = Some(Page { made_from, size, rows, rest, lines });
    }

    /// Returns true while part of the page is not built.
    pub(in crate::app) fn is_page_due(&self) -> bool {
        !self.screens.directory.detail.rest.is_empty()
    }

    /// Returns true when the rest of the page should be built now. With the focus on the page that
    /// is all of it; beside a list only what is cheap, since the next key there opens another page.
    pub(in crate::app) fn is_page_wanted(&self) -> bool {
        self.is_page_due()
            && (self.screens.directory.focus == Focus::Detail || self.screens.directory.detail.rest.cost() <= BIT)
    }

    /// Builds one more slice of the page.
    pub(in crate::app) fn page_on(&mut self) {
        self.make_rows(RowBudget::records(BIT));
    }

    /// Completes the page.
    pub(in crate::app) fn finish_page(&mut self) {
        if self.is_page_due() {
            self.make_rows(RowBudget::UNLIMITED);
            self.refresh_detail();
        }
    }

    /// Brings the page in line with document and size, and completes it.
    pub(in crate::app) fn whole_page(&mut self) {
        self.refresh_detail();
        self.finish_page();
    }

    fn make_rows(&mut self, budget: RowBudget) {
        let (mut rows, mut rest) = (
            std::mem::take(&mut self.screens.directory.detail.rows),
            std::mem::take(&mut self.screens.directory.detail.rest),
        );
        rest.extend(self.page_source(), &self.screens.directory.detail.unfolded, &mut rows, budget);
        (self.screens.directory.detail.rows, self.screens.directory.detail.rest) = (rows, rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Event;
    use crate::app::fixture::shipped;
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
