//! A pane: the records it shows, their order, its filter and its cursor; and how the panes follow
//! the selection of one.

use crate::app::input::TextInput;
use crate::app::marked::{MarkRequest, MarkedPlace, MarkedPlaces};
use crate::app::screens::ScreenContext;
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::document::{Path, Slot};
use crate::query::expression::{Expression, ExpressionError};
use crate::query::list::{ListOrder, ListQuestion, WordSearch};
use crate::schema::Table;

use super::{Directory, Focus};

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
    pub filter: TextInput,
    /// Where the filter has hits while it has none here, the next pane first.
    pub elsewhere: Vec<HitsElsewhere>,
    /// Why the filter is not understood; the rows are those of what was understood before.
    pub mistake: Option<ExpressionError>,
    /// What it showed before its filter was typed, while that is being done.
    pub(super) before_typing: Option<FormerFilter>,
    /// The order of the rows.
    pub order: ListOrder,
    /// The position of each record in `items`, by slot index; [`NOWHERE`] when it is not shown.
    places: Vec<u32>,
    /// What `items` was built from; it stays valid while that is unchanged.
    made_from: Option<PaneCacheKey>,
}

/// Another pane in which the filter that is typed has hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HitsElsewhere {
    /// The pane.
    pub pane: usize,
    /// How many.
    pub count: usize,
}

/// The filter of a pane before another one was typed.
#[derive(Debug, Clone)]
pub(super) struct FormerFilter {
    pub(super) text: String,
    pub(super) selected: Option<Slot>,
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
            filter: TextInput::new("", false),
            elsewhere: Vec::new(),
            mistake: None,
            before_typing: None,
            order: ListOrder::Name,
            places: Vec::new(),
            made_from: None,
        }
    }

    /// Returns true while the filter is being typed.
    pub fn is_typing(&self) -> bool {
        self.before_typing.is_some()
    }

    /// Begins a new filter; all records are shown until something is typed.
    pub(in crate::app) fn begin_typing(&mut self) {
        let former = FormerFilter { text: self.filter.text(), selected: self.selected() };
        self.clear_filter();
        self.before_typing = Some(former);
    }

    /// Shows all records again.
    pub(in crate::app) fn clear_filter(&mut self) {
        self.filter = TextInput::new("", false);
    }

    /// Keeps the filter as it was typed.
    pub(in crate::app) fn end_typing(&mut self) {
        self.before_typing = None;
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

    pub(super) fn show(&mut self, items: Vec<Slot>) {
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

    /// Moves the selection, stopping at the ends. A page is turned at once, not only when the
    /// selection leaves it.
    pub fn step(&mut self, by: isize) {
        if by.unsigned_abs() > 1 {
            self.scroll = self.scroll.saturating_add_signed(by);
        }
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
    /// Returns true where a command is about the marked records: in a pane, while some are marked.
    pub(in crate::app) fn acts_on_marks(&self, workspace: &Workspace) -> bool {
        matches!(self.focus, Focus::Pane(_)) && !workspace.marked.is_empty()
    }

    /// Returns which marks a command changes in a pane: that of the selected record, of all between
    /// it and the one marked last, or of all that are listed. `None` where nothing is listed.
    pub(in crate::app) fn marks(&self, number: usize, command: Command, marked: &MarkedPlaces) -> Option<MarkRequest> {
        let pane = &self.panes[number];
        let place = |slot: &Slot| MarkedPlace { slot: *slot, path: Path::new() };
        let selected = pane.selected()?;
        Some(match command {
            Command::MarkAll => MarkRequest::ToggleAll(pane.items.iter().map(place).collect()),
            Command::MarkRange => {
                let start = marked.last().and_then(|last| pane.place(last.slot)).unwrap_or(pane.cursor);
                let (from, to) = (start.min(pane.cursor), start.max(pane.cursor));
                MarkRequest::Add(pane.items[from..=to].iter().map(place).collect())
            }
            _ => MarkRequest::Toggle(place(&selected)),
        })
    }

    /// Rebuilds the panes' rows; each pane keeps its selected record if it is still shown.
    pub(in crate::app) fn refresh_panes(&mut self, context: ScreenContext<'_>) {
        self.narrowed_to = self.narrowed_to.filter(|slot| context.workspace.doc.is_live(*slot));
        self.refresh_pane(self.anchor, context);
        let anchor = self.panes[self.anchor].selected();
        let former = std::mem::replace(&mut self.related_to, anchor);
        let others = [0, 1, 2].into_iter().filter(|number| *number != self.anchor).collect::<Vec<_>>();
        others.iter().for_each(|number| self.refresh_pane(*number, context));
        if former != anchor {
            // A pane that was only entered has not chosen anything.
            let is_chosen = former.is_none_or(|former| former.table == self.panes[self.anchor].table);
            self.follow_relation(&others, is_chosen, context);
        }
    }

    /// Lets the panes that show nothing of the page follow the selection of the anchor.
    pub(super) fn follow_page(&mut self, shown: &[usize], context: ScreenContext<'_>) {
        let anchor = self.panes[self.anchor].selected();
        let is_chosen = self.related_to != anchor;
        self.related_to = anchor;
        let others: Vec<usize> = (0..3).filter(|number| !shown.contains(number)).collect();
        self.follow_relation(&others, is_chosen, context);
    }

    /// Selects the first related record in panes whose selected record is not related to the
    /// anchor's. Of a region that was chosen, what belongs to it alone comes before what it shares.
    fn follow_relation(&mut self, panes: &[usize], is_chosen: bool, context: ScreenContext<'_>) {
        let Some(related) = self.related_to(context.workspace) else { return };
        for number in panes {
            let pane = &self.panes[*number];
            let place = |slot: Slot| pane.place(slot);
            let own = related.first_own(pane.table, place).filter(|_| is_chosen);
            let is_wanted = |slot: Slot| if own.is_some() { related.is_own(slot) } else { related.contains(slot) };
            if pane.selected().is_some_and(is_wanted) {
                continue;
            }
            if let Some(first) = own.or_else(|| related.first(pane.table, &pane.items, place)) {
                let scroll = self.scroll_to_see(*number, first, is_wanted, context);
                (self.panes[*number].scroll, self.panes[*number].cursor) = (scroll, first);
            }
        }
    }

    /// Returns how far a pane is scrolled to show a row: to it only when it is out of sight, or if
    /// that makes more of the wanted rows visible.
    fn scroll_to_see(
        &self,
        number: usize,
        to: usize,
        is_wanted: impl Fn(Slot) -> bool,
        context: ScreenContext<'_>,
    ) -> usize {
        let (height, pane) = (self.layout(context.size).pane_rows(number), &self.panes[number]);
        let seen = |from: usize| pane.items.iter().skip(from).take(height).filter(|slot| is_wanted(**slot)).count();
        let visible = (pane.scroll..pane.scroll + height).contains(&to);
        if !visible || seen(to) > seen(pane.scroll) { to } else { pane.scroll }
    }

    fn refresh_pane(&mut self, number: usize, context: ScreenContext<'_>) {
        let pane = &self.panes[number];
        let narrowed = self.narrowed_to.filter(|slot| slot.table != pane.table);
        let is_as_wanted = |made: &PaneCacheKey| {
            (made.0, &*made.1, made.2, made.3)
                == (context.workspace.index.revision(), pane.filter.as_str(), pane.order, narrowed)
        };
        if pane.made_from.as_ref().is_some_and(is_as_wanted) {
            return;
        }
        let made_from = (context.workspace.index.revision(), pane.filter.text(), pane.order, narrowed);
        let (data, today) = (context.workspace.data(), context.workspace.settings.today);
        let expression = Expression::parse(pane.filter.as_str(), Some(pane.table), data, today);
        let (selected, total) = (pane.selected(), context.workspace.doc.slots(pane.table).len());
        // What was understood last stays in force while something else is typed.
        if let Ok(expression) = &expression {
            let (words, order) = (WordSearch::Names, pane.order);
            let question = ListQuestion { table: pane.table, expression, words, related_to: narrowed, order };
            self.panes[number].show(question.slots(data));
        }
        let pane = &mut self.panes[number];
        pane.mistake = expression.err();
        (pane.total, pane.made_from) = (total, Some(made_from));
        if !selected.is_some_and(|s| pane.select(s)) {
            let keep = if pane.is_typing() { 0 } else { pane.cursor };
            pane.cursor = keep.min(pane.items.len().saturating_sub(1));
        }
    }
}
