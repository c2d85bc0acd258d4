//! A pane: the records it shows, their order, its filter and its cursor.

use crate::document::Slot;
use crate::query::list::{ListOrder, ListQuestion};
use crate::schema::Table;

use crate::app::screens::ScreenContext;

use super::Directory;

/// What the rows of a pane depend on: revision of the index, filter, order, and the record they are
/// narrowed to.
type PaneCacheKey = (u64, String, ListOrder, Option<Slot>);

/// A pane.
#[derive(Debug, Clone)]
pub struct Pane {
    /// The table of its records.
    pub table: Table,
    /// The visible records, in order.
    pub items: Vec<Slot>,
    /// Total number of records.
    pub total: usize,
    /// Index of the selected record in `items`.
    pub cursor: usize,
    /// First visible row.
    pub scroll: usize,
    /// The filter text.
    pub filter: String,
    /// True while the filter is being typed.
    pub typing: bool,
    /// The order of the rows.
    pub order: ListOrder,
    /// The position of each record in `items`, by slot index; [`NOWHERE`] when it is not shown.
    places: Vec<u32>,
    /// What `items` was built from; it stays valid while that is unchanged.
    made_from: Option<PaneCacheKey>,
}

/// The position of a record that is not shown.
const NOWHERE: u32 = u32::MAX;

impl Pane {
    /// Returns a pane on a table.
    pub fn new(table: Table) -> Pane {
        Pane {
            table,
            items: Vec::new(),
            total: 0,
            cursor: 0,
            scroll: 0,
            filter: String::new(),
            typing: false,
            order: ListOrder::Name,
            places: Vec::new(),
            made_from: None,
        }
    }

    /// Marks the rows as outdated, so that they are rebuilt; the selection is kept.
    pub(in crate::app) fn outdate(&mut self) {
        self.made_from = None;
    }

    /// Clears the selection, so that the first of the new rows is selected.
    pub(in crate::app) fn forget(&mut self) {
        self.show(Vec::new());
        self.made_from = None;
    }

    fn show(&mut self, items: Vec<Slot>) {
        self.places.clear();
        for (place, slot) in (0..).zip(&items) {
            let at = slot.index as usize;
            if self.places.len() <= at {
                self.places.resize(at + 1, NOWHERE);
            }
            self.places[at] = place;
        }
        self.items = items;
    }

    /// Returns the position of a record in `items`.
    fn place(&self, slot: Slot) -> Option<usize> {
        let place = self.places.get(slot.index as usize).filter(|place| **place != NOWHERE && slot.table == self.table);
        place.map(|place| *place as usize)
    }

    /// Returns the selected record.
    pub fn selected(&self) -> Option<Slot> {
        self.items.get(self.cursor).copied()
    }

    /// Selects a record; returns false when it is not shown.
    pub fn select(&mut self, slot: Slot) -> bool {
        let found = self.place(slot);
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }

    /// Moves the selection, stopping at the ends.
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

impl Directory {
    /// Rebuilds the panes' rows; each pane keeps its selected record if it is still shown.
    pub(in crate::app) fn refresh_panes(&mut self, context: ScreenContext<'_>) {
        self.refresh_pane(self.anchor, None, context);
        let anchor = self.panes[self.anchor].selected();
        let moved = self.related_to != anchor;
        self.related_to = anchor;
        let others = [0, 1, 2].into_iter().filter(|number| *number != self.anchor).collect::<Vec<_>>();
        others.iter().for_each(|number| self.refresh_pane(*number, anchor.filter(|_| self.related), context));
        if moved {
            self.follow_relation(&others, context);
        }
    }

    /// Selects the first related record in panes whose selected record is not related to the
    /// anchor's.
    fn follow_relation(&mut self, panes: &[usize], context: ScreenContext<'_>) {
        let Some(related) = self.related_to(context.workspace) else { return };
        let is_strange = |pane: &Pane| !pane.selected().is_some_and(|slot| related.contains(slot));
        let first = |pane: &Pane| related.first(pane.table, &pane.items, |slot| pane.place(slot));
        let strange = panes.iter().filter(|number| is_strange(&self.panes[**number]));
        let first = strange.filter_map(|number| Some((*number, first(&self.panes[*number])?)));
        for (number, first) in first.collect::<Vec<_>>() {
            self.jump(number, first, context);
        }
    }

    /// Selects a row; scrolls there only when that makes more related rows visible.
    fn jump(&mut self, number: usize, to: usize, context: ScreenContext<'_>) {
        let height = self.layout(context.size).pane_rows(number);
        let (related, pane) = (self.related_to(context.workspace), &self.panes[number]);
        let is_related = |slot: &&Slot| related.is_some_and(|related| related.contains(**slot));
        let seen = |from: usize| pane.items.iter().skip(from).take(height).filter(is_related).count();
        let visible = (pane.scroll..pane.scroll + height).contains(&to);
        let scroll = if !visible || seen(to) > seen(pane.scroll) { to } else { pane.scroll };
        (self.panes[number].scroll, self.panes[number].cursor) = (scroll, to);
    }

    fn refresh_pane(&mut self, number: usize, narrowed: Option<Slot>, context: ScreenContext<'_>) {
        let pane = &self.panes[number];
        let is_as_wanted = |made: &PaneCacheKey| {
            (made.0, &made.1, made.2, made.3)
                == (context.workspace.index.revision(), &pane.filter, pane.order, narrowed)
        };
        if pane.made_from.as_ref().is_some_and(is_as_wanted) {
            return;
        }
        let made_from = (context.workspace.index.revision(), pane.filter.clone(), pane.order, narrowed);
        let question = ListQuestion {
            text: &pane.filter,
            related_to: narrowed,
            order: pane.order,
            ..ListQuestion::all(pane.table)
        };
        let items = question.slots(context.workspace.data());
        let (selected, total) = (pane.selected(), context.workspace.doc.slots(pane.table).len());
        let pane = &mut self.panes[number];
        pane.show(items);
        (pane.total, pane.made_from) = (total, Some(made_from));
        if !selected.is_some_and(|s| pane.select(s)) {
            let keep = if pane.typing { 0 } else { pane.cursor };
            pane.cursor = keep.min(pane.items.len().saturating_sub(1));
        }
    }
}
