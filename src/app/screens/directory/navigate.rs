//! Navigation: within panes and the page, between them, along links, back and forward.

use crate::app::App;
use crate::app::screens::{ScreenContext, ScreenKind, ScreenRequest};
use crate::command::Command;
use crate::document::{Address, AddressStep, Slot};
use crate::query::relations::subjects;
use crate::schema::FieldKind;
use crate::texts;

use super::trail::{HistoryPlace, JumpNumber};
use super::{Directory, Focus};

impl Directory {
    /// Returns true on a page that a list to be worked off led to, while nothing is looked for.
    pub(super) fn is_walking(&self) -> bool {
        self.focus == Focus::Detail
            && self.detail.find.is_empty()
            && self.filtered_pane().is_none()
            && self.trail.comes_from_list()
    }

    /// Goes to the next hit: the next row of the list that led here, else of a filtered pane, else
    /// of the page.
    pub(super) fn find_next(&mut self, by: isize, context: ScreenContext<'_>) -> Option<ScreenRequest> {
        if self.is_walking() {
            return Some(ScreenRequest::WalkOn(by));
        }
        if let Some(number) = self.filtered_pane() {
            self.panes[number].step(by);
            self.show_selected();
            return None;
        }
        self.enter_page();
        let is_found = self.find_on_page(by, context);
        (!is_found).then(|| {
            ScreenRequest::Error(texts::search::nothing_found_for(context.workspace.lang(), &self.detail.find))
        })
    }

    /// Moves the cursor of the focused part.
    pub(super) fn move_by(&mut self, command: Command, context: ScreenContext<'_>) {
        let height = self.move_height(context);
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
        match self.focus {
            Focus::Pane(number) => {
                // At an end only one direction is left.
                self.detail.ahead.by = match by {
                    isize::MIN => 1,
                    isize::MAX => -1,
                    by => by,
                };
                self.panes[number].step(by);
                self.show_selected();
            }
            Focus::Detail if matches!(command, Command::Up | Command::Down) => {
                self.step_in_detail(by, context);
            }
            Focus::Detail if by == isize::MIN || by == isize::MAX => self.detail.step(by),
            Focus::Detail => self.detail.page(by),
        }
    }

    /// Moves to the next row; when the next selectable row is out of sight, the page scrolls first.
    fn step_in_detail(&mut self, by: isize, context: ScreenContext<'_>) {
        let before = self.detail.cursor;
        self.detail.step(by);
        let layout = self.layout(context.size);
        let height = layout.detail_inner().height as usize;
        let lines = self.detail.cursor_lines();
        let max = self.detail.lines.len().saturating_sub(height);
        if layout.columns > 1 {
            // Columns are turned as a whole when the cursor leaves them.
        } else if self.detail.cursor == before {
            self.detail.scroll = self.detail.scroll.saturating_add_signed(by).min(max);
        } else if by > 0 && lines.start > self.detail.scroll + height {
            self.detail.cursor = before;
            self.detail.scroll = (self.detail.scroll + 1).min(max);
        }
    }

    fn move_height(&self, context: ScreenContext<'_>) -> isize {
        let layout = self.layout(context.size);
        let rows = match self.focus {
            Focus::Pane(number) => layout.pane_rows(number),
            Focus::Detail => layout.detail_inner().height as usize,
        };
        isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// Shows the selected record of the focused pane.
    pub(super) fn show_selected(&mut self) {
        if let Focus::Pane(number) = self.focus {
            self.anchor = number;
            if let Some(slot) = self.panes[number].selected() {
                self.set_subject(slot);
            }
        }
    }

    fn set_subject(&mut self, slot: Slot) {
        if self.detail.subject != Some(slot) {
            self.detail.subject = Some(slot);
            self.detail.cursor = 0;
            self.detail.scroll = 0;
        }
    }

    /// Focuses a pane or the detail view.
    pub(super) fn focus_on(&mut self, focus: Focus) {
        self.detail.ahead.by = 1;
        if focus == Focus::Detail {
            return self.enter_page();
        }
        self.focus = focus;
        self.show_selected();
    }

    /// Focuses the next or previous of the four.
    pub(super) fn cycle(&mut self, by: usize) {
        let here = match self.focus {
            Focus::Pane(number) => number,
            Focus::Detail => 3,
        };
        let there = (here + by) % 4;
        self.focus_on(if there == 3 { Focus::Detail } else { Focus::Pane(there) });
    }

    /// Focuses the page; from a pane, the one of its selected record. The page that was entered
    /// before another one is a place to go back to.
    pub(in crate::app) fn enter_page(&mut self) {
        self.show_selected();
        let before = self.trail.page.filter(|page| self.focus != Focus::Detail && self.detail.subject != Some(*page));
        if let Some(page) = before {
            self.trail.push_page(page);
        }
        self.focus = Focus::Detail;
        self.trail.page = self.detail.subject;
    }

    fn here(&self, screen: ScreenKind, led_to: Option<Slot>) -> HistoryPlace {
        let jump = self.trail.last_jump().unwrap_or_default();
        HistoryPlace {
            screen,
            focus: self.focus,
            subject: self.detail.subject,
            row: self.detail.held_row(),
            led_to,
            jump,
        }
    }

    /// Goes to a record: opens its page and selects it in its pane.
    pub(in crate::app) fn open(&mut self, slot: Slot, context: ScreenContext<'_>) {
        self.leave_mark(context.shown, slot);
        self.reveal(slot, context);
        self.focus = Focus::Detail;
        self.set_subject(slot);
        self.trail.page = Some(slot);
        // The page may have been left at any row; whoever comes from elsewhere begins at its top.
        (self.detail.cursor, self.detail.scroll) = (0, 0);
    }

    /// Goes to a value.
    pub(in crate::app) fn open_address(&mut self, slot: Slot, address: &Address, context: ScreenContext<'_>) {
        self.open(slot, context);
        for length in 1..address.path.len() {
            let outer = Address { path: address.path[..length].to_vec(), ..address.clone() };
            let is_source = match outer.kind(context.workspace.doc.schema()) {
                Some(FieldKind::Record(record)) => record.is_source,
                _ => false,
            };
            if is_source || outer.path.iter().any(|step| matches!(step, AddressStep::Item(_))) {
                self.detail.unfolded.insert(outer);
            }
        }
        self.whole_page(context);
        self.detail.go_to(address);
        self.detail.reveal(context.workspace.lang());
    }

    /// Records the current place before a record is opened.
    fn leave_mark(&mut self, screen: ScreenKind, led_to: Slot) {
        let here = self.here(screen, Some(led_to));
        if self.trail.back.last() != Some(&here) {
            self.trail.last_jump.0 += 1;
            self.trail.back.push(HistoryPlace { jump: self.trail.last_jump, ..here });
        }
        self.trail.forward.clear();
    }

    /// Selects in each pane what the page of a record is about: the record itself, or the one of
    /// the pane's table that the fewest references lead to. Of several the selected one stays.
    fn reveal(&mut self, slot: Slot, context: ScreenContext<'_>) {
        self.refresh_panes(context);
        let about = [0, 1, 2].map(|number| subjects(context.workspace.data(), slot, self.panes[number].table));
        let is_found = |number: &usize| !about[*number].records.is_empty();
        let found: Vec<usize> = (0..3).filter(is_found).collect();
        // Of the nearest, the pane whose marks are shown stays.
        let nearest = found.iter().min_by_key(|number| (about[**number].distance, **number != self.anchor));
        let Some(anchor) = nearest.copied() else { return };
        for number in &found {
            let records = &about[*number].records;
            if !self.panes[*number].selected().is_some_and(|selected| records.contains(&selected)) {
                self.select_in(*number, records[0], context);
            }
        }
        self.anchor = anchor;
        self.follow_page(&found, context);
    }

    /// Selects a record in a pane; shows all records where a filter or relation hides it.
    fn select_in(&mut self, number: usize, slot: Slot, context: ScreenContext<'_>) {
        if self.panes[number].select(slot) {
            return;
        }
        self.panes[number].end_typing();
        self.panes[number].clear_filter();
        self.refresh_panes(context);
        if !self.panes[number].select(slot) {
            self.narrow_to(None);
            self.refresh_panes(context);
            self.panes[number].select(slot);
        }
    }

    /// Goes back along the trail; returns the screen that was left there.
    pub(super) fn go_back(&mut self, context: ScreenContext<'_>) -> Option<ScreenKind> {
        let place = self.trail.back.pop()?;
        self.trail.forward.push(self.here(context.shown, None));
        Some(self.go_to_place(place, context))
    }

    /// Goes forward along the trail; returns the screen that was left there.
    pub(super) fn go_forward(&mut self, context: ScreenContext<'_>) -> Option<ScreenKind> {
        let place = self.trail.forward.pop()?;
        self.trail.back.push(self.here(context.shown, place.subject));
        Some(self.go_to_place(place, context))
    }

    /// Goes back from a page to the screen or the `window` that it was reached from, however many
    /// links were followed since. Returns the place; `None` where a list led to the page.
    fn return_to_view(&mut self, window: Option<JumpNumber>, context: ScreenContext<'_>) -> Option<ViewLeft> {
        let shown = self.detail.subject.filter(|_| self.focus == Focus::Detail)?;
        let steps = self.trail.steps_to_view(shown, window)?;
        let jump = self.trail.back.iter().nth_back(steps - 1)?.jump;
        let screen = (0..steps).filter_map(|_| self.go_back(context)).last()?;
        Some(ViewLeft { screen, jump })
    }

    /// Goes back from the page of a record that is gone to where it was opened; returns the screen
    /// that was left there. `None` when the record is there, or there is nothing to go back to.
    pub(in crate::app) fn leave_gone(&mut self, context: ScreenContext<'_>) -> Option<ScreenKind> {
        let shown = self.detail.subject.filter(|slot| !context.workspace.doc.is_live(*slot));
        let is_opened = |place: &mut HistoryPlace| shown.is_some() && place.led_to == shown;
        let place = self.trail.back.pop_if(is_opened)?;
        Some(self.go_to_place(place, context))
    }

    fn go_to_place(&mut self, place: HistoryPlace, context: ScreenContext<'_>) -> ScreenKind {
        if let Some(slot) = place.subject.filter(|s| context.workspace.doc.is_live(*s)) {
            self.reveal(slot, context);
            self.set_subject(slot);
        }
        self.focus = place.focus;
        match self.focus {
            Focus::Pane(number) => self.anchor = number,
            Focus::Detail => self.trail.page = self.detail.subject,
        }
        self.whole_page(context);
        if let Some(row) = &place.row {
            if !self.detail.return_to(row) {
                self.detail.cursor = row.number;
            }
            self.detail.scroll_to(row);
        }
        place.screen
    }
}

/// A view that was left for a page.
struct ViewLeft {
    screen: ScreenKind,
    jump: JumpNumber,
}

impl App {
    /// Returns from a page to the screen or window that led to it. Returns false where that was a
    /// list.
    pub(in crate::app) fn return_to_view(&mut self) -> bool {
        if !self.screens.is_directory() {
            return false;
        }
        let window = self.dialogs.left_for();
        let (screens, context) = self.screens_mut();
        let Some(left) = screens.directory.return_to_view(window, context) else { return false };
        screens.shown = left.screen;
        if window == Some(left.jump) {
            self.dialogs.reopen();
        }
        true
    }

    /// Goes to a record: opens its page and selects it in its pane.
    pub fn open(&mut self, slot: Slot) {
        self.close_editor();
        let (screens, context) = self.screens_mut();
        screens.directory.open(slot, context);
        screens.show_directory();
    }

    /// Goes to a value.
    pub fn open_address(&mut self, slot: Slot, address: &Address) {
        self.close_editor();
        let (screens, context) = self.screens_mut();
        screens.directory.open_address(slot, address, context);
        screens.show_directory();
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
