//! A screen that lists the rows of an answer: cursor, scrolling, filter, order, opening.
//!
//! What it lists, a [`ListingAnswer`] says; each screen that is a list is a [`Listing`] of one.
//! Only rows that are seen are put into words. Draws nothing. Entry point: [`Listing`].

pub mod answer;
pub mod drawn;
mod kept_row;
pub mod layout;
mod marking;
mod moving;
mod narrowing;
mod ordering;
mod pointing;
mod region_scope;
mod requests;
pub mod row_target;
mod rows_to_come;
mod typing;

use super::completing::QueryPrompt;
use super::input::TextInput;
use super::layout as areas;
use super::pointer::PointerTarget;
use super::screens::{Screen, ScreenContext, ScreenKind, ScreenRequest};
use super::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::model::date::Date;
use crate::present::expression_error::remark;
use crate::query::expression::ExpressionError;
use crate::query::region_records::regions_of_all;
use crate::schema::Table;
use crate::texts::Lang;
use answer::{ListingAnswer, ListingOrder, ListingReply, RowTarget};
use drawn::DrawnListing;
use layout::ListingLayout;
use narrowing::Narrowing;

/// What the rows depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ListingInputs {
    revision: u64,
    lang: Lang,
    today: Date,
    proposals: usize,
}

/// A list.
#[derive(Debug)]
pub struct Listing<A> {
    /// What it lists.
    pub answer: A,
    /// The rows that match the filter; `None` for all.
    narrowing: Option<Narrowing>,
    /// The rows on which the cursor cannot stand, in order.
    headings: Vec<usize>,
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
    /// Why the filter is not understood; the rows are those of what was understood before.
    mistake: Option<ExpressionError>,
    order: Option<ListingOrder>,
    /// The regions of the record from which the list was opened.
    home: Vec<Slot>,
    /// What the rows were built from.
    made_of: Option<ListingInputs>,
    /// The target to which the cursor goes when the rows are built anew.
    sought: Option<RowTarget>,
    /// The targets for the first of which the cursor waits while rows are still being narrowed.
    awaited: Vec<RowTarget>,
    /// True when the question is another one than the rows answer.
    is_other_question: bool,
    /// True when the cursor goes to the first row when the rows are built anew.
    begins_at_first: bool,
}

impl<A: ListingAnswer> Default for Listing<A> {
    fn default() -> Listing<A> {
        Listing {
            answer: A::default(),
            narrowing: None,
            headings: Vec::new(),
            cursor: 0,
            top: 0,
            column: 0,
            left: 1,
            filter: TextInput::new("", false),
            is_typing: false,
            mistake: None,
            order: None,
            home: Vec::new(),
            made_of: None,
            sought: None,
            awaited: Vec::new(),
            is_other_question: false,
            begins_at_first: false,
        }
    }
}

impl<A: ListingAnswer> Listing<A> {
    /// Asks the question anew when next shown; it is another one now.
    pub(in crate::app) fn ask_again(&mut self) {
        (self.made_of, self.is_other_question) = (None, true);
    }

    /// Moves the cursor to the first row once the rows are built anew.
    fn go_to_first_row(&mut self) {
        (self.cursor, self.top, self.sought) = (0, 0, None);
        self.begins_at_first = true;
    }

    /// Returns a list of an answer that is still to be asked, with the cursor on the line where it
    /// stands here.
    pub(in crate::app) fn asked_anew(&self, answer: A) -> Listing<A> {
        Listing { answer, cursor: self.cursor, top: self.top, home: self.home.clone(), ..Listing::default() }
    }

    /// Returns the row under the cursor.
    pub fn here(&self) -> Option<usize> {
        self.at(self.cursor)
    }

    /// Returns the row that is shown as number `shown`.
    fn at(&self, shown: usize) -> Option<usize> {
        match &self.narrowing {
            Some(narrowing) => narrowing.rows.get(shown).map(|matching| matching.row),
            None => Some(shown).filter(|row| *row < self.answer.count()),
        }
    }

    /// Returns the number of rows shown.
    fn shown(&self) -> usize {
        self.narrowing.as_ref().map_or_else(|| self.answer.count(), |narrowing| narrowing.rows.len())
    }

    fn is_row(&self, shown: usize) -> bool {
        match &self.narrowing {
            Some(narrowing) => narrowing.rows.get(shown).is_some_and(|matching| !matching.is_kept),
            None => self.at(shown).is_some_and(|row| self.answer.target(row).is_some()),
        }
    }

    /// Returns how many of the first `shown` rows are ones on which the cursor can stand.
    fn entries(&self, shown: usize) -> usize {
        let headings = match &self.narrowing {
            _ if !A::HAS_HEADINGS => 0,
            Some(narrowing) => narrowing.rows.iter().take(shown).filter(|matching| matching.is_kept).count(),
            None => self.headings.partition_point(|heading| *heading < shown),
        };
        shown - headings
    }

    /// Asks the question anew; the cursor stays on its record. Where another question has no such
    /// row, it begins with the first.
    fn ask(&mut self, workspace: &Workspace) {
        let awaited = std::mem::take(&mut self.awaited);
        let around = if awaited.is_empty() { self.around() } else { awaited };
        let mut sought = self.sought.take().into_iter().chain(around).collect::<Vec<RowTarget>>();
        if std::mem::take(&mut self.begins_at_first) {
            sought.clear();
            self.cursor = 0;
        }
        if self.is_other_question {
            sought.truncate(1);
            self.cursor = 0;
        }
        self.order = self.answer.order(self.order);
        self.answer.take_query(&self.filter.text());
        self.answer.ask(workspace);
        self.answer.sort(self.order, workspace);
        self.headings.clear();
        self.add_headings(0);
        self.list_to(&sought, workspace);
        self.narrow(workspace);
        // Where the row is gone, the next one takes its place, or the one before it.
        self.keep_cursor(sought, workspace);
    }

    pub(super) fn is_narrowing(&self) -> bool {
        self.narrowing.as_ref().is_some_and(|narrowing| !narrowing.is_complete(&self.answer))
    }
}

impl<A: ListingAnswer> Screen for Listing<A> {
    fn open(&mut self, records: &[Slot], context: ScreenContext<'_>) {
        self.end_typing(false, context.workspace);
        self.home = regions_of_all(&context.workspace.index, records);
        self.answer.begin(records, context.workspace);
        self.made_of = None;
        self.refresh(context);
        // No filter is set yet, so rows are shown by their own numbers.
        self.begin_at(records, context.workspace);
    }

    fn contexts(&self) -> &'static [Context] {
        if self.is_typing { Context::Query.stack() } else { A::CONTEXTS }
    }

    fn execute(&mut self, command: Command, context: ScreenContext<'_>, requests: &mut Vec<ScreenRequest>) -> bool {
        let workspace = context.workspace;
        self.list_for(command, workspace);
        self.narrow_to_awaited(usize::MAX, workspace);
        if self.is_typing && self.type_filter(command, workspace, requests) {
            return true;
        }
        if let Some(column) = self.answer.execute_in_column(command, self.column, workspace, requests) {
            self.column = column;
            return true;
        }
        if command == Command::NarrowRows
            && let Some(told) = self.narrow_to_region(workspace)
        {
            requests.push(told);
            return true;
        }
        match self.answer.execute(command, self.here(), context, requests) {
            ListingReply::Unknown => {}
            reply => {
                match reply {
                    ListingReply::AskAgain => self.ask_again(),
                    ListingReply::NextRow => self.step(1),
                    ListingReply::Done | ListingReply::Unknown => {}
                }
                return true;
            }
        }
        match command {
            Command::OpenRow => requests.extend(self.opened(workspace)),
            Command::EditRow => requests.extend(self.edited(workspace)),
            Command::Mark | Command::MarkRange | Command::MarkAll => self.mark(command, workspace, requests),
            Command::Copy if !workspace.marked.is_empty() => requests.push(ScreenRequest::CopyMarked),
            Command::FilterRows => self.is_typing = true,
            Command::SortRows => requests.push(self.switch_order(workspace)),
            Command::NarrowRows => requests.extend(self.switch_region(workspace)),
            Command::Copy | Command::CopyPage | Command::CopySource => requests.extend(self.copied(command, workspace)),
            _ => return self.move_by(command, context),
        }
        true
    }

    fn text_field(&mut self) -> Option<&mut TextInput> {
        self.is_typing.then_some(&mut self.filter)
    }

    fn follow_typing(&mut self, context: ScreenContext<'_>) {
        self.type_on(context.workspace);
    }

    fn point_at(&mut self, target: &PointerTarget, context: ScreenContext<'_>) -> bool {
        self.click(target, context.workspace)
    }

    fn scroll_at(&mut self, _target: &PointerTarget, by: isize, _context: ScreenContext<'_>) {
        self.turn(by);
    }

    fn awaited_query(&self) -> Option<Option<Table>> {
        (self.is_typing && self.filter.text().is_empty()).then_some(None)
    }

    fn query_prompt(&self) -> Option<QueryPrompt> {
        self.is_typing.then(|| QueryPrompt { typed: self.filter.up_to_cursor(), table: self.answer.table() })
    }

    fn complaint(&self, lang: Lang) -> Option<String> {
        let own = || Some(remark(self.mistake.as_ref()?, &self.filter.text(), lang));
        self.answer.mistake(lang).or_else(own).filter(|_| self.is_typing)
    }

    fn cancel(&mut self, context: ScreenContext<'_>) -> bool {
        if self.is_typing || !self.filter.text().is_empty() {
            self.end_typing(false, context.workspace);
            return true;
        }
        match self.answer.scope_name(context.workspace) {
            // The record under the cursor is among more rows then.
            Some(_) => self.made_of = None,
            None => self.ask_again(),
        }
        self.answer.widen()
    }

    fn label(&self, command: Command, workspace: &Workspace) -> Option<String> {
        self.command_label(command, workspace)
    }

    fn shows_file(&self) -> bool {
        self.answer.shows_file()
    }

    fn came_from(&self) -> Option<ScreenKind> {
        self.answer.came_from()
    }

    fn refresh(&mut self, context: ScreenContext<'_>) {
        let workspace = context.workspace;
        let inputs = ListingInputs {
            revision: workspace.index.revision(),
            lang: workspace.lang(),
            today: workspace.settings.today,
            proposals: workspace.proposals.revision,
        };
        if self.made_of != Some(inputs) {
            self.ask(workspace);
            self.made_of = Some(inputs);
        }
        self.order = self.answer.order(self.order);
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

    fn list_all(&mut self, context: ScreenContext<'_>) {
        self.list_to_the_end(context.workspace);
    }

    fn records(&self) -> Option<Vec<Slot>> {
        let target = self.answer.target(self.here()?)?;
        Some(vec![target.slot])
    }

    fn listed(&self) -> Vec<Slot> {
        (0..self.shown()).filter_map(|shown| self.answer.target(self.at(shown)?)).map(|target| target.slot).collect()
    }

    /// Stays where the row that was left is gone and another has taken its place.
    fn walk(&mut self, by: isize, context: ScreenContext<'_>) -> bool {
        let target = |listing: &Self| listing.here().and_then(|row| listing.answer.target(row));
        let left = target(self);
        self.refresh(context);
        if target(self) != left {
            return true;
        }
        let before = self.cursor;
        self.step(by);
        self.cursor != before
    }

    fn is_empty(&self) -> bool {
        self.answer.count() == 0
    }

    fn has_marks(&self) -> bool {
        self.answer.marked_rows() > 0
    }

    fn is_working(&self) -> bool {
        self.answer.is_working() || self.is_narrowing()
    }

    /// Rows that come later may stand before others, so the cursor stays on its row.
    fn work(&mut self, context: ScreenContext<'_>) {
        if self.is_narrowing() || !self.answer.is_working() {
            if let Some(narrowing) = &mut self.narrowing {
                narrowing.work(&self.answer, context.workspace);
            }
            self.find_awaited();
            return;
        }
        if self.answer.is_listing() {
            return self.list_on(context.workspace);
        }
        let awaited = std::mem::take(&mut self.awaited);
        let kept = if awaited.is_empty() && self.cursor > 0 { self.around() } else { awaited };
        if !self.answer.work(context.workspace) {
            return;
        }
        self.narrow(context.workspace);
        self.keep_cursor(kept, context.workspace);
    }

    /// The cursor stays on its record; everything else is asked anew.
    fn relocate(&mut self, relocation: &Relocation<'_>) -> bool {
        let here = self.here().and_then(|row| self.answer.target(row));
        self.sought = here.and_then(|to| Some(RowTarget { slot: relocation.slot(to.slot)?, ..to }));
        self.home = self.home.iter().filter_map(|region| relocation.slot(*region)).collect();
        self.answer.relocate(relocation);
        self.narrowing = None;
        self.made_of = None;
        true
    }
}
