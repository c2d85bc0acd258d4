//! Navigation: within panes and the page, between them, along links, back and forward.

use crate::command::Command;
use crate::document::{Address, AddressStep, Slot};
use crate::index::fold::TextFilter;
use crate::schema::FieldKind;

use crate::app::detail::PageCacheKey;
use crate::app::workspace::Workspace;
use crate::app::{App, Focus, ScreenKind, layout};

/// A visited place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryPlace {
    screen: ScreenKind,
    focus: Focus,
    subject: Option<Slot>,
    row: usize,
}

/// The visited places for going back and forward, as in a browser.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    back: Vec<HistoryPlace>,
    forward: Vec<HistoryPlace>,
}

impl Trail {
    /// Returns true when there is a place to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Returns the records of the trail, back and forward.
    pub(in crate::app) fn subjects(&self) -> impl Iterator<Item = Slot> {
        self.back.iter().chain(&self.forward).filter_map(|place| place.subject)
    }

    /// Maps the trail to other slots of the same records; drops places whose record is gone.
    pub(in crate::app) fn relocate(&mut self, slot: impl Fn(Slot) -> Option<Slot>) {
        for way in [&mut self.back, &mut self.forward] {
            way.retain_mut(|place| match place.subject.map(&slot) {
                Some(now) => {
                    place.subject = now;
                    now.is_some()
                }
                None => true,
            });
        }
    }

    /// Returns true when there is a place to go forward to.
    pub fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }
}

impl App {
    /// Moves the cursor of the focused part of the directory screen.
    pub(in crate::app) fn move_by(&mut self, command: Command) {
        let height = self.move_height();
        let by = match command {
            Command::Up => -1,
            Command::Down => 1,
            Command::PageUp => -height,
            Command::PageDown => height,
            Command::HalfUp => -(height / 2).max(1),
            Command::HalfDown => (height / 2).max(1),
            Command::First => isize::MIN,
            _ => isize::MAX,
        };
        match self.screens.directory.focus {
            Focus::Pane(number) => {
                // At an end only one direction is left.
                self.screens.directory.detail.ahead.by = match by {
                    isize::MIN => 1,
                    isize::MAX => -1,
                    by => by,
                };
                self.screens.directory.panes[number].step(by);
                self.show_selected();
            }
            Focus::Detail if matches!(command, Command::Up | Command::Down) => self.step_in_detail(by),
            Focus::Detail if by == isize::MIN || by == isize::MAX => self.screens.directory.detail.step(by),
            Focus::Detail => self.screens.directory.detail.page(by),
        }
    }

    /// Moves to the next row; when the next selectable row is out of sight, the page scrolls first.
    fn step_in_detail(&mut self, by: isize) {
        let before = self.screens.directory.detail.cursor;
        self.screens.directory.detail.step(by);
        let height = layout::of(self).detail_inner().height as usize;
        let lines = self.screens.directory.detail.cursor_lines();
        let max = self.screens.directory.detail.lines.len().saturating_sub(height);
        if self.screens.directory.detail.cursor == before {
            self.screens.directory.detail.scroll =
                self.screens.directory.detail.scroll.saturating_add_signed(by).min(max);
        } else if by > 0 && lines.start > self.screens.directory.detail.scroll + height {
            self.screens.directory.detail.cursor = before;
            self.screens.directory.detail.scroll = (self.screens.directory.detail.scroll + 1).min(max);
        }
    }

    fn move_height(&self) -> isize {
        let layout = layout::of(self);
        let rows = match self.screens.directory.focus {
            Focus::Pane(number) => layout.pane_rows(number),
            Focus::Detail => layout.detail_inner().height as usize,
        };
        isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// Shows the selected record of the focused pane.
    pub(in crate::app) fn show_selected(&mut self) {
        if let Focus::Pane(number) = self.screens.directory.focus {
            self.screens.directory.anchor = number;
            if let Some(slot) = self.screens.directory.panes[number].selected() {
                self.set_subject(slot);
            }
        }
    }

    fn set_subject(&mut self, slot: Slot) {
        if self.screens.directory.detail.subject != Some(slot) {
            self.screens.directory.detail.subject = Some(slot);
            self.screens.directory.detail.cursor = 0;
            self.screens.directory.detail.scroll = 0;
        }
    }

    /// Focuses a pane or the detail view.
    pub(in crate::app) fn focus_on(&mut self, focus: Focus) {
        self.screens.directory.detail.ahead.by = 1;
        self.screens.directory.focus = focus;
        self.show_selected();
    }

    /// Focuses the next or previous of the four.
    pub(in crate::app) fn cycle(&mut self, by: usize) {
        let here = match self.screens.directory.focus {
            Focus::Pane(number) => number,
            Focus::Detail => 3,
        };
        let there = (here + by) % 4;
        self.focus_on(if there == 3 { Focus::Detail } else { Focus::Pane(there) });
    }

    fn here(&self) -> HistoryPlace {
        HistoryPlace {
            screen: self.screens.shown,
            focus: self.screens.directory.focus,
            subject: self.screens.directory.detail.subject,
            row: self.screens.directory.detail.cursor,
        }
    }

    /// Goes to a record: opens its page and selects it in its pane.
    pub fn open(&mut self, slot: Slot) {
        self.close_editor();
        self.leave_mark();
        self.screens.shown = ScreenKind::Directory;
        self.reveal(slot);
        self.screens.directory.focus = Focus::Detail;
        self.set_subject(slot);
    }

    /// Goes to a value.
    pub fn open_address(&mut self, slot: Slot, address: &Address) {
        self.open(slot);
        for length in 1..address.path.len() {
            let outer = Address { path: address.path[..length].to_vec(), ..address.clone() };
            let is_source = match outer.kind(self.workspace.doc.schema()) {
                Some(FieldKind::Record(record)) => record.is_source,
                _ => false,
            };
            if is_source || outer.path.iter().any(|step| matches!(step, AddressStep::Item(_))) {
                self.screens.directory.detail.unfolded.insert(outer);
            }
        }
        self.whole_page();
        self.screens.directory.detail.go_to(address);
    }

    /// Records the current place before going elsewhere.
    pub(in crate::app) fn leave_mark(&mut self) {
        let here = self.here();
        if self.screens.directory.trail.back.last() != Some(&here) {
            self.screens.directory.trail.back.push(here);
        }
        self.screens.directory.trail.forward.clear();
    }

    /// Selects a record in its pane, clearing a filter that hides it.
    fn reveal(&mut self, slot: Slot) {
        let Some(number) = self.screens.directory.panes.iter().position(|p| p.table == slot.table) else { return };
        if !self.screens.directory.panes[number].select(slot) {
            self.screens.directory.panes[number].filter.clear();
            self.screens.directory.related = self.screens.directory.related && number == self.screens.directory.anchor;
            self.refresh_panes();
            self.screens.directory.panes[number].select(slot);
        }
        self.screens.directory.anchor = number;
    }

    /// Goes back along the trail.
    pub(in crate::app) fn go_back(&mut self) {
        if let Some(place) = self.screens.directory.trail.back.pop() {
            self.screens.directory.trail.forward.push(self.here());
            self.go_to_place(place);
        }
    }

    /// Goes forward along the trail.
    pub(in crate::app) fn go_forward(&mut self) {
        if let Some(place) = self.screens.directory.trail.forward.pop() {
            self.screens.directory.trail.back.push(self.here());
            self.go_to_place(place);
        }
    }

    fn go_to_place(&mut self, place: HistoryPlace) {
        self.close_editor();
        self.screens.shown = place.screen;
        if let Some(slot) = place.subject.filter(|s| self.workspace.doc.is_live(*s)) {
            self.reveal(slot);
            self.screens.directory.detail.subject = Some(slot);
        }
        self.screens.directory.focus = place.focus;
        if let Focus::Pane(number) = self.screens.directory.focus {
            self.screens.directory.anchor = number;
        }
        self.whole_page();
        self.screens.directory.detail.cursor = place.row;
    }

    /// Handles Enter: from a pane to the page; on the page it follows the row's link, unfolds, or
    /// edits.
    pub(in crate::app) fn enter(&mut self) {
        if let Focus::Pane(_) = self.screens.directory.focus {
            self.show_selected();
            self.screens.directory.focus = Focus::Detail;
            return;
        }
        let Some(row) = self.screens.directory.detail.row() else { return };
        if let Some(link) = row.link {
            self.open(link);
        } else if row.folded.is_some() {
            self.toggle_fold();
        } else if row.address.is_some() {
            self.start_edit();
        } else if row.offers {
            self.add();
        }
    }

    fn toggle_fold(&mut self) {
        let Some(address) = self.screens.directory.detail.row().and_then(|r| r.address.clone()) else { return };
        if !self.screens.directory.detail.unfolded.remove(&address) {
            self.screens.directory.detail.unfolded.insert(address);
        }
    }

    /// Moves to the next (`by` = 1) or previous match on the page, wrapping around.
    pub(in crate::app) fn find_on_page(&mut self, by: isize) {
        self.finish_page();
        let filter = TextFilter::new(&self.screens.directory.detail.find);
        let hits: Vec<usize> = (0..self.screens.directory.detail.rows.len())
            .filter(|i| {
                let row = &self.screens.directory.detail.rows[*i];
                let text = format!("{} {}", row.label, row.text());
                row.selectable() && filter.matches(&text)
            })
            .collect();
        let here = self.screens.directory.detail.cursor;
        let next = match by {
            0 => hits.iter().find(|i| **i >= here).or(hits.first()),
            1 => hits.iter().find(|i| **i > here).or(hits.first()),
            _ => hits.iter().rev().find(|i| **i < here).or(hits.last()),
        };
        match next {
            Some(row) => self.screens.directory.detail.cursor = *row,
            None => self.show_error(crate::texts::app::nothing_found(self.lang(), &self.screens.directory.detail.find)),
        }
    }

    /// Rebuilds the page's rows and lines.
    pub(in crate::app) fn refresh_detail(&mut self) {
        if self.subject().is_none() {
            self.screens.directory.detail.subject =
                self.screens.directory.panes[self.screens.directory.anchor].selected();
        }
        let cells = layout::of(self).detail_inner().width as usize;
        let made_from = self.page_made_from(self.screens.directory.detail.subject);
        let same = self.screens.directory.detail.made_from.as_ref() == Some(&made_from);
        if !same {
            self.screens.directory.detail.made_from = Some(made_from);
            self.begin_page();
        }
        self.screens.directory.detail.cursor =
            self.screens.directory.detail.cursor.min(self.screens.directory.detail.rows.len().saturating_sub(1));
        if !self.screens.directory.detail.row().is_some_and(crate::app::detail::PageRow::selectable) {
            self.screens.directory.detail.step(0);
        }
        let laid = (cells, self.editor_row(cells));
        let whole = self.screens.directory.detail.rest.is_empty()
            && self.screens.directory.detail.laid_rows != self.screens.directory.detail.rows.len();
        if whole || self.screens.directory.detail.laid != Some(laid) {
            self.screens.directory.detail.lines = crate::app::detail::lines(
                &self.screens.directory.detail.rows,
                cells,
                self.workspace.settings.ascii,
                laid.1,
            );
            self.screens.directory.detail.laid = Some(laid);
            self.screens.directory.detail.laid_rows = self.screens.directory.detail.rows.len();
        }
    }

    pub(in crate::app) fn page_made_from(&self, subject: Option<Slot>) -> PageCacheKey {
        PageCacheKey {
            subject,
            revision: self.workspace.index.revision(),
            lang: self.workspace.settings.lang,
            unfolded: self.screens.directory.detail.unfolded.len(),
        }
    }

    /// Returns the inputs from which pages are built.
    pub fn page_source(&self) -> crate::app::detail::build::PageInput<'_> {
        crate::app::detail::build::PageInput {
            data: self.workspace.data(),
            lang: self.workspace.settings.lang,
            loading: self.workspace.loading.is_some(),
            period: self.workspace.settings.period(),
        }
    }

    /// Scrolls panes and page to their cursors.
    pub(in crate::app) fn refresh_scroll(&mut self) {
        let layout = layout::of(self);
        for number in 0..3 {
            self.screens.directory.panes[number].follow(layout.pane_rows(number));
        }
        let height = layout.detail_inner().height as usize;
        match &self.screens.directory.editor {
            Some(editor) => self
                .screens
                .directory
                .detail
                .follow_editor(editor.cursor_line(self.screens.directory.detail.editor_cells()), height),
            None if self.screens.directory.focus == Focus::Detail => self.screens.directory.detail.follow(height),
            None => {}
        }
    }
}

impl Workspace {
    /// Returns a record's name as lists show it.
    pub fn name(&self, slot: Slot) -> String {
        self.data().name(slot)
    }

    /// Returns a record's short name where it has one.
    pub fn short(&self, slot: Slot) -> String {
        self.data().short_name(slot)
    }

    /// Returns the declared help of the field at an address.
    pub fn field_help(&self, address: &Address) -> &'static str {
        address.field(self.doc.schema()).map_or("", |field| field.help.get(self.lang()))
    }
}

#[cfg(test)]
mod tests {
    use crate::app::fixture::shipped;
    use crate::document::Address;
    use crate::model::SCHEMA;

    #[test]
    fn a_value_within_folded_rows_is_gone_to() {
        for place in ["bodies/dueren-bildungsbuero/source/url", "regions/dueren/agreement/source/url"] {
            let mut app = shipped();
            let address = Address::parse(&SCHEMA, place).unwrap();
            let slot = app.workspace.doc.resolve(&address).unwrap();
            app.open_address(slot, &address);
            assert_eq!(app.screens.directory.detail.row().and_then(|row| row.address.as_ref()), Some(&address));
        }
    }
}
