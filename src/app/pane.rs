//! One pane: which records it shows, in what order, narrowed how, and where its cursor is.

use std::collections::HashSet;

use crate::document::Slot;
use crate::schema::Table;

use super::{App, Focus, layout, relations};

/// In what order a pane shows its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By name after DIN 5007-1.
    #[default]
    Name,
    /// As they stand in the file.
    File,
}

/// What the rows of a pane depend on: revision of the index, filter, order, and the record they are narrowed to.
type MadeFrom = (u64, String, Order, Option<Slot>);

/// A pane.
#[derive(Debug, Clone)]
pub struct Pane {
    /// Whose records.
    pub table: Table,
    /// The visible ones, in order.
    pub items: Vec<Slot>,
    /// How many there are in all.
    pub total: usize,
    /// Index of the selected one in `items`.
    pub cursor: usize,
    /// First visible row.
    pub scroll: usize,
    /// What was typed to narrow it.
    pub filter: String,
    /// True while the filter is being typed.
    pub typing: bool,
    /// Order of the rows.
    pub order: Order,
    /// What `items` was made from; while it is the same, they stand.
    made_from: Option<MadeFrom>,
}

impl Pane {
    /// A pane on a table.
    pub fn new(table: Table) -> Pane {
        Pane {
            table,
            items: Vec::new(),
            total: 0,
            cursor: 0,
            scroll: 0,
            filter: String::new(),
            typing: false,
            order: Order::Name,
            made_from: None,
        }
    }

    /// The rows must be made anew; the selection stays.
    pub(super) fn outdate(&mut self) {
        self.made_from = None;
    }

    /// Drops the selection, so that the first of the new rows is selected.
    pub(super) fn forget(&mut self) {
        self.items.clear();
        self.made_from = None;
    }

    /// The selected record.
    pub fn selected(&self) -> Option<Slot> {
        self.items.get(self.cursor).copied()
    }

    /// Selects a record; false when it is not shown.
    pub fn select(&mut self, slot: Slot) -> bool {
        let found = self.items.iter().position(|s| *s == slot);
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }

    /// Moves the selection, staying at the ends.
    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.items.len().saturating_sub(1));
    }

    /// Scrolls so that the selection is visible in `height` rows.
    pub fn follow(&mut self, height: usize) {
        let height = height.max(1);
        if self.cursor < self.scroll {
            self.scroll = self.cursor;
        }
        if self.cursor >= self.scroll + height {
            self.scroll = self.cursor + 1 - height;
        }
        self.scroll = self.scroll.min(self.items.len().saturating_sub(height));
    }
}

impl App {
    /// The pane that has the keyboard, or had it last.
    pub fn pane(&mut self) -> &mut Pane {
        &mut self.panes[self.anchor]
    }

    /// Makes the panes' rows anew; each keeps its selected record where it is still shown.
    pub(super) fn refresh_panes(&mut self) {
        self.refresh_pane(self.anchor, None);
        let anchor = self.panes[self.anchor].selected();
        let moved = self.related_to != anchor;
        self.related_to = anchor;
        if moved || self.marked_at != self.index.revision() {
            self.marked_at = self.index.revision();
            self.marks = relations::Related::of(&self.doc, &self.index, anchor);
        }
        let anchor_pane = self.anchor;
        for number in (0..3).filter(|n| *n != anchor_pane) {
            self.refresh_pane(number, anchor.filter(|_| self.related));
            if moved {
                self.follow_relation(number);
            }
        }
    }

    /// A pane whose selected record has nothing to do with the anchor's selects the first that has; it scrolls there only
    /// when more related ones are seen then.
    fn follow_relation(&mut self, number: usize) {
        let height = layout::of(self).pane_rows(number);
        let pane = &mut self.panes[number];
        let is_related = |slot: &&Slot| self.marks.contains(**slot);
        let seen = |from: usize| pane.items.iter().skip(from).take(height).filter(is_related).count();
        if pane.selected().is_some_and(|slot| is_related(&&slot)) {
            return;
        }
        if let Some(first) = pane.items.iter().position(|slot| is_related(&slot)) {
            let visible = (pane.scroll..pane.scroll + height).contains(&first);
            if !visible || seen(first) > seen(pane.scroll) {
                pane.scroll = first;
            }
            pane.cursor = first;
        }
    }

    fn refresh_pane(&mut self, number: usize, narrowed: Option<Slot>) {
        let Pane { table, order, .. } = self.panes[number];
        let made_from = Some((self.index.revision(), self.panes[number].filter.clone(), order, narrowed));
        if self.panes[number].made_from == made_from {
            return;
        }
        let selected = self.panes[number].selected();
        let filter = &self.panes[number].filter;
        let mut items = self.index.filter(&self.doc, table, filter);
        if narrowed.is_some() {
            items.retain(|slot| self.marks.contains(*slot));
        }
        if order == Order::Name && items.len() == self.doc.slots(table).len() {
            items = self.index.order(&self.doc, table).to_vec();
        } else if order == Order::Name {
            let wanted: HashSet<Slot> = items.into_iter().collect();
            let order = self.index.order(&self.doc, table);
            items = order.iter().copied().filter(|slot| wanted.contains(slot)).collect();
        }
        let total = self.doc.slots(table).len();
        let pane = &mut self.panes[number];
        pane.items = items;
        pane.total = total;
        pane.made_from = made_from;
        if !selected.is_some_and(|s| pane.select(s)) {
            let keep = if pane.typing { 0 } else { pane.cursor };
            pane.cursor = keep.min(pane.items.len().saturating_sub(1));
        }
    }

    /// Index of the focused pane.
    pub fn focused_pane(&self) -> Option<usize> {
        match self.focus {
            Focus::Pane(number) => Some(number),
            Focus::Detail => None,
        }
    }
}
