//! A screen that lists the rows of an answer: cursor, scrolling, filter, order, opening.
//!
//! What it lists, a [`ListingAnswer`] says; each screen that is a list is a [`Listing`] of one.
//! Only rows that are seen are put into words. Draws nothing. Entry point: [`Listing`].

pub mod answer;
pub mod drawn;
pub mod layout;
mod typing;

use super::Effect;
use super::input::TextInput;
use super::layout as areas;
use super::screens::{Screen, ScreenContext, ScreenRequest};
use super::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::export::markdown;
use crate::index::choice_filter::ChoiceFilter;
use crate::model::date::Date;
use crate::present::listing::sheet;
use crate::texts::{self, Lang};
use answer::{ListingAnswer, ListingOrder, ListingReply, RowTarget};
use drawn::DrawnListing;
use layout::ListingLayout;

/// How many rows on either side may take the place of one that is gone.
const NEAR: usize = 20;

/// How many rows a filter looks at before the next key is polled.
const NARROWED_AT_ONCE: usize = 1_000;

/// What the rows depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ListingInputs {
    revision: u64,
    lang: Lang,
    today: Date,
}

/// A list.
#[derive(Debug)]
pub struct Listing<A> {
    /// What it lists.
    pub answer: A,
    /// The rows that match the filter; `None` for all.
    matching: Option<Vec<usize>>,
    /// How many rows the filter has looked at.
    examined: usize,
    /// Number of the row under the cursor among those shown.
    cursor: usize,
    /// The first row seen.
    top: usize,
    /// The column under the cursor.
    column: usize,
    /// The first column seen behind the first of all.
    left: usize,
    filter: TextInput,
    is_typing: bool,
    order: Option<ListingOrder>,
    /// What the rows were built from.
    made_of: Option<ListingInputs>,
    /// The target to which the cursor goes when the rows are built anew.
    sought: Option<RowTarget>,
}

impl<A: ListingAnswer> Default for Listing<A> {
    fn default() -> Listing<A> {
        Listing {
            answer: A::default(),
            matching: None,
            examined: 0,
            cursor: 0,
            top: 0,
            column: 0,
            left: 1,
            filter: TextInput::new("", false),
            is_typing: false,
            order: None,
            made_of: None,
            sought: None,
        }
    }
}

impl<A: ListingAnswer> Listing<A> {
    /// Asks the question anew when next shown; it is another one now.
    pub(in crate::app) fn ask_again(&mut self) {
        self.made_of = None;
    }

    /// Returns the row under the cursor.
    pub fn here(&self) -> Option<usize> {
        self.at(self.cursor)
    }

    /// Returns the row that is shown as number `shown`.
    fn at(&self, shown: usize) -> Option<usize> {
        match &self.matching {
            Some(rows) => rows.get(shown).copied(),
            None => Some(shown).filter(|row| *row < self.answer.count()),
        }
    }

    /// Returns the number of rows shown.
    fn shown(&self) -> usize {
        self.matching.as_ref().map_or_else(|| self.answer.count(), Vec::len)
    }

    fn is_row(&self, shown: usize) -> bool {
        self.at(shown).is_some_and(|row| self.answer.target(row).is_some())
    }

    /// Moves the cursor by this many lines, then to the nearest row on which it can stand.
    fn step(&mut self, by: isize) {
        let last = self.shown().saturating_sub(1);
        let wanted = self.cursor.saturating_add_signed(by).min(last);
        let ahead = (wanted..=last).find(|row| self.is_row(*row));
        let behind = (0..=wanted).rev().find(|row| self.is_row(*row));
        let found = if by < 0 { behind.or(ahead) } else { ahead.or(behind) };
        self.cursor = found.unwrap_or(wanted);
    }

    fn move_by(&mut self, command: Command, context: ScreenContext<'_>) -> bool {
        let rows = self.layout(context.workspace, context.size).rows;
        let page = isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1);
        let by = match command {
            Command::Up | Command::FindPrevious => -1,
            Command::Down | Command::FindNext => 1,
            Command::PageUp => -page,
            Command::PageDown => page,
            Command::HalfUp => -(page / 2).max(1),
            Command::HalfDown => (page / 2).max(1),
            Command::First => isize::MIN,
            Command::Last => isize::MAX,
            Command::Left => return self.go_to_column(self.column.saturating_sub(1), context.workspace),
            Command::Right => return self.go_to_column(self.column + 1, context.workspace),
            _ => return false,
        };
        self.step(by);
        true
    }

    fn go_to_column(&mut self, column: usize, workspace: &Workspace) -> bool {
        self.column = column.min(self.answer.columns(workspace).len().saturating_sub(1));
        true
    }

    /// Asks the question anew; the cursor stays on its record.
    fn ask(&mut self, workspace: &Workspace) {
        let sought = self.sought.take().into_iter().chain(self.around()).collect::<Vec<RowTarget>>();
        self.answer.ask(workspace);
        self.answer.sort(self.order, workspace);
        self.narrow(workspace);
        // Where the row is gone, the next one takes its place, or the one before it.
        let _ = sought.iter().any(|sought| self.seek(sought));
    }

    /// Returns where the row under the cursor, those behind and those before it lead, by distance.
    fn around(&self) -> Vec<RowTarget> {
        let behind = self.cursor..self.cursor.saturating_add(NEAR);
        let before = (self.cursor.saturating_sub(NEAR)..self.cursor).rev();
        behind.chain(before).filter_map(|shown| self.answer.target(self.at(shown)?)).collect()
    }

    /// Moves the cursor to the row that leads there, else to one of the same record. Returns false
    /// when there is none.
    fn seek(&mut self, sought: &RowTarget) -> bool {
        let row = self.answer.find(sought);
        let shown = match &self.matching {
            Some(rows) => row.and_then(|row| rows.iter().position(|shown| *shown == row)),
            None => row,
        };
        self.cursor = shown.unwrap_or(self.cursor);
        shown.is_some()
    }

    /// Narrows the rows to those in whose cells each typed word stands: the first rows now, the
    /// others between keys.
    fn narrow(&mut self, workspace: &Workspace) {
        self.matching = (!self.filter.text().trim().is_empty()).then(Vec::new);
        self.examined = 0;
        self.narrow_on(workspace);
    }

    fn is_narrowing(&self) -> bool {
        self.matching.is_some() && self.examined < self.answer.count()
    }

    fn narrow_on(&mut self, workspace: &Workspace) {
        let filter = ChoiceFilter::new(&self.filter.text());
        let Some(matching) = &mut self.matching else { return };
        let matches =
            |row: &usize| filter.matches(&self.answer.row(*row, workspace).texts().collect::<Vec<_>>().join(" "));
        let end = self.answer.count().min(self.examined + NARROWED_AT_ONCE);
        let rows = (self.examined..end).filter(|row| self.answer.target(*row).is_some());
        matching.extend(rows.filter(matches));
        self.examined = end;
    }

    /// Orders the rows by the column under the cursor, the other way round, or as they were.
    fn switch_order(&mut self, workspace: &Workspace) -> ScreenRequest {
        let column = self.column;
        let order = match self.order.filter(|order| order.column == column) {
            None => Some(ListingOrder { column, is_descending: false }),
            Some(ListingOrder { is_descending: false, .. }) => Some(ListingOrder { column, is_descending: true }),
            Some(_) => None,
        };
        self.sought = self.here().and_then(|row| self.answer.target(row));
        if !self.answer.sort(order, workspace) {
            return ScreenRequest::Info(texts::listing::one_order(workspace.lang()).to_owned());
        }
        self.order = order;
        self.made_of = None;
        let title = self.answer.columns(workspace).swap_remove(column).title;
        ScreenRequest::Info(match order {
            Some(order) if order.is_descending => texts::listing::descending(workspace.lang(), &title),
            Some(_) => texts::listing::ascending(workspace.lang(), &title),
            None => texts::listing::own_order(workspace.lang()).to_owned(),
        })
    }

    fn opened(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let target = self.answer.cell_target(self.here()?, self.column)?;
        Some(match target.address(workspace) {
            Some(address) => ScreenRequest::OpenAt(target.slot, address),
            None => ScreenRequest::Open(target.slot),
        })
    }

    fn edited(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let target = self.answer.target(self.here()?)?;
        let Some(address) = target.address(workspace) else { return Some(ScreenRequest::Open(target.slot)) };
        Some(ScreenRequest::Edit(target.slot, address))
    }

    fn copied(&self, command: Command, workspace: &Workspace) -> Option<ScreenRequest> {
        let text = match command {
            Command::Copy => self
                .answer
                .row(self.here()?, workspace)
                .texts()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            Command::CopySource => workspace.doc.source(self.answer.target(self.here()?)?.slot).to_owned(),
            _ => {
                let rows = (0..self.shown()).filter_map(|shown| Some(self.answer.row(self.at(shown)?, workspace)));
                markdown::document(&sheet(&self.answer.columns(workspace), rows))
            }
        };
        Some(ScreenRequest::Effect(Effect::Copy(text)))
    }
}

impl<A: ListingAnswer> Screen for Listing<A> {
    fn open(&mut self, records: &[Slot], context: ScreenContext<'_>) {
        self.end_typing(false, context.workspace);
        self.answer.begin(records, context.workspace);
        self.made_of = None;
        self.refresh(context);
        // No filter is set yet, so rows are shown by their own numbers.
        if let Some(row) = self.answer.first(records, context.workspace) {
            self.cursor = row;
        }
    }

    fn contexts(&self) -> &'static [Context] {
        if self.is_typing { Context::Pick.stack() } else { A::CONTEXTS }
    }

    fn execute(&mut self, command: Command, context: ScreenContext<'_>, requests: &mut Vec<ScreenRequest>) -> bool {
        let workspace = context.workspace;
        if self.is_typing && self.type_filter(command, workspace, requests) {
            return true;
        }
        match self.answer.execute(command, self.here(), context, requests) {
            ListingReply::Unknown => {}
            reply => {
                match reply {
                    ListingReply::AskAgain => self.made_of = None,
                    ListingReply::NextRow => self.step(1),
                    ListingReply::Done | ListingReply::Unknown => {}
                }
                return true;
            }
        }
        match command {
            Command::OpenRow => requests.extend(self.opened(workspace)),
            Command::EditRow => requests.extend(self.edited(workspace)),
            Command::FilterRows => self.is_typing = true,
            Command::SortRows => requests.push(self.switch_order(workspace)),
            Command::Copy | Command::CopyPage | Command::CopySource => requests.extend(self.copied(command, workspace)),
            _ => return self.move_by(command, context),
        }
        true
    }

    fn insert(&mut self, c: char, context: ScreenContext<'_>) {
        if self.is_typing {
            self.filter.insert(c);
            self.narrow(context.workspace);
            self.cursor = 0;
        }
    }

    fn paste(&mut self, text: &str) -> Option<bool> {
        self.made_of = None;
        self.is_typing.then(|| self.filter.paste(text))
    }

    fn cancel(&mut self, context: ScreenContext<'_>) -> bool {
        if self.is_typing || self.matching.is_some() {
            self.end_typing(false, context.workspace);
            return true;
        }
        self.made_of = None;
        self.answer.widen()
    }

    fn refresh(&mut self, context: ScreenContext<'_>) {
        let workspace = context.workspace;
        let inputs = ListingInputs {
            revision: workspace.index.revision(),
            lang: workspace.lang(),
            today: workspace.settings.today,
        };
        if self.made_of != Some(inputs) {
            self.ask(workspace);
            self.made_of = Some(inputs);
        }
        self.step(0);
        let columns = self.answer.columns(workspace);
        self.column = self.column.min(columns.len().saturating_sub(1));
        self.left = ListingLayout::left(areas::screen(context.size).body, &columns, self.left, self.column);
        let rows = self.layout(workspace, context.size).rows;
        self.top = areas::follow(self.cursor, self.top, rows, self.shown());
        // The heading above the first row is seen with it.
        if self.cursor > 0 && self.top == self.cursor && !self.is_row(self.cursor - 1) && rows > 1 {
            self.top -= 1;
        }
    }

    fn records(&self) -> Option<Vec<Slot>> {
        None
    }

    fn is_working(&self) -> bool {
        self.answer.is_working() || self.is_narrowing()
    }

    /// Rows that come later may stand before others, so the cursor stays on its row.
    fn work(&mut self, context: ScreenContext<'_>) {
        if !self.answer.is_working() {
            return self.narrow_on(context.workspace);
        }
        let here = self.here().and_then(|row| self.answer.target(row)).filter(|_| self.cursor > 0);
        self.answer.work(context.workspace);
        self.narrow(context.workspace);
        if let Some(here) = here {
            self.seek(&here);
        }
    }

    /// The cursor stays on its record; everything else is asked anew.
    fn relocate(&mut self, relocation: &Relocation<'_>) -> bool {
        let here = self.here().and_then(|row| self.answer.target(row));
        self.sought = here.and_then(|to| Some(RowTarget { slot: relocation.slot(to.slot)?, ..to }));
        self.answer.relocate(relocation);
        self.matching = None;
        self.made_of = None;
        true
    }
}
