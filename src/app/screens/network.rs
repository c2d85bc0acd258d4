//! Who sits where: the institutions, action fields and bodies of the networks, each as a list.
//!
//! Entry point: [`WhoSitsWhere`].

use super::{ScreenContext, ScreenRequest};
use crate::app::detail::{PageRow, Span};
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingOrder, ListingReply, RowTarget};
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{AddressStep, Relocation, Slot};
use crate::index::fold::{CollationKey, collate};
use crate::model::REGIONS;
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::network::{NetworkList, NetworkWords, columns};
use crate::present::{Alignment, text_of};
use crate::query::network::{BodySeat, NetworkAnswer, NetworkQuestion};
use crate::query::relations::subjects;
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;

/// Who sits where.
pub type WhoSitsWhere = Listing<SeatingLists>;

/// How many bodies a cell names.
const MOST_NAMED: usize = 24;

/// The lists and which of them is shown.
#[derive(Debug, Default)]
pub struct SeatingLists {
    list: NetworkList,
    /// The regions to which the bodies belong; `None` for all.
    shown: Option<Vec<Slot>>,
    /// The region of the record from which the screen was opened.
    home: Option<Slot>,
    answer: NetworkAnswer,
    /// The rows of the list in their order, by their number in the answer.
    order: Vec<usize>,
}

/// A cell in its order among others of its column.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum CellKey {
    Number(usize),
    Text(CollationKey),
}

/// The last column of action fields, and that of bodies.
const DEALT_WITH: usize = 4;
const OVERLAPS: usize = 5;

fn seat_target(seat: &BodySeat) -> RowTarget {
    let path = vec![AddressStep::Field("members".to_owned()), AddressStep::Item(seat.member)];
    RowTarget { path, ..RowTarget::page(seat.body) }
}

impl SeatingLists {
    fn words<'w>(&'w self, workspace: &'w Workspace) -> NetworkWords<'w> {
        let (data, lang) = (workspace.data(), workspace.lang());
        NetworkWords { data, answer: &self.answer, most_named: Some(MOST_NAMED), lang }
    }

    /// Returns the regions of a row.
    fn regions_of_row(&self, at: usize) -> &[Slot] {
        let Some(number) = self.order.get(at) else { return &[] };
        match self.list {
            NetworkList::Institutions => &self.answer.institutions[*number].regions,
            NetworkList::Fields => &self.answer.fields[*number].regions,
            NetworkList::Bodies => &self.answer.bodies[*number].regions,
        }
    }

    fn show_next(&mut self, workspace: &Workspace) -> ScreenRequest {
        let lang = workspace.lang();
        self.list = self.list.next();
        let [shown, next] = [self.list, self.list.next()].map(|list| list.label(lang));
        ScreenRequest::Info(texts::network::shown(lang, shown, next))
    }

    fn key(&self, number: usize, column: usize, is_number: bool, workspace: &Workspace) -> CellKey {
        if is_number {
            return CellKey::Number(self.number(number, column));
        }
        let row = self.words(workspace).row(self.list, number);
        CellKey::Text(collate(&row.cells.get(column).map_or_else(String::new, |cell| text_of(cell))))
    }

    /// Returns the number in a cell of a column of numbers.
    fn number(&self, number: usize, column: usize) -> usize {
        let numbers = match self.list {
            NetworkList::Institutions => {
                let row = &self.answer.institutions[number];
                [0, 0, row.bodies.len(), row.regions.len(), 0]
            }
            NetworkList::Fields => {
                let row = &self.answer.fields[number];
                [0, row.bodies.len(), row.regions.len(), row.engaged, 0]
            }
            NetworkList::Bodies => {
                let row = &self.answer.bodies[number];
                [0, 0, 0, row.institutions.len(), row.fields.len()]
            }
        };
        numbers.get(column).copied().unwrap_or(0)
    }
}

impl ListingAnswer for SeatingLists {
    const CONTEXTS: &'static [Context] = Context::Network.stack();
    const IS_OF_REGIONS: bool = true;

    fn begin(&mut self, records: &[Slot], workspace: &Workspace) {
        let region = |slot: &Slot| subjects(workspace.data(), *slot, REGIONS).records.first().copied();
        self.home = records.iter().find_map(region);
    }

    fn ask(&mut self, workspace: &Workspace) {
        let question = NetworkQuestion { regions: self.shown.as_deref(), field: None };
        self.answer = question.ask(workspace.data(), workspace.settings.today);
        self.order = (0..self.list.count(&self.answer)).collect();
    }

    fn widen(&mut self) -> bool {
        self.shown.take().is_some()
    }

    fn shown_regions(&self) -> Option<&[Slot]> {
        self.shown.as_deref()
    }

    fn show_regions(&mut self, regions: Option<Vec<Slot>>, _workspace: &Workspace) {
        self.shown = regions;
    }

    fn regions(&self, at: usize, _workspace: &Workspace) -> Vec<Slot> {
        self.regions_of_row(at).to_vec()
    }

    fn relocate(&mut self, relocation: &Relocation<'_>) {
        let shown = self.shown.take();
        self.shown = shown.and_then(|regions| regions.iter().map(|region| relocation.slot(*region)).collect());
        self.home = self.home.and_then(|home| relocation.slot(home));
        self.answer = NetworkAnswer::default();
        self.order.clear();
    }

    fn count(&self) -> usize {
        self.order.len()
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        columns(self.list, workspace.lang())
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        let number = self.order.get(at);
        number.map_or_else(ListingRow::default, |number| self.words(workspace).row(self.list, *number))
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        let number = *self.order.get(at)?;
        match self.list {
            NetworkList::Institutions => self.answer.institutions.get(number)?.seats.first().map(seat_target),
            NetworkList::Fields => self.answer.fields.get(number).map(|row| RowTarget::page(row.field)),
            NetworkList::Bodies => self.answer.bodies.get(number).map(|row| RowTarget::page(row.body)),
        }
    }

    /// An institution is its seats; of an action field and a body the other columns say with which
    /// bodies they have to do.
    fn cell_targets(&self, at: usize, column: usize) -> Vec<RowTarget> {
        let Some(number) = self.order.get(at).copied() else { return Vec::new() };
        let pages = |bodies: Vec<Slot>| bodies.into_iter().map(RowTarget::page).collect();
        match self.list {
            NetworkList::Institutions => {
                let mut seats: Vec<RowTarget> =
                    self.answer.institutions[number].seats.iter().map(seat_target).collect();
                seats.dedup_by_key(|seat| seat.slot);
                seats
            }
            NetworkList::Fields if column == DEALT_WITH => pages(self.answer.fields[number].bodies.clone()),
            NetworkList::Bodies if column == OVERLAPS => {
                let row = &self.answer.bodies[number];
                let overlaps = row.overlaps.iter().map(|overlap| &self.answer.overlaps[*overlap]);
                pages(std::iter::once(row.body).chain(overlaps.map(|o| o.other_than(row.body))).collect())
            }
            NetworkList::Fields | NetworkList::Bodies => Vec::new(),
        }
    }

    fn belongs(&self, at: usize, _records: &[Slot], _workspace: &Workspace) -> bool {
        self.home.is_some_and(|home| self.regions_of_row(at).contains(&home))
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        let lang = workspace.lang();
        vec![
            (Role::Heading, texts::network::title(lang).to_owned()),
            (Role::Text, format!(" · {}", self.list.label(lang))),
        ]
    }

    fn summary(&self, workspace: &Workspace, cells: usize) -> Vec<Vec<Span>> {
        let words = self.words(workspace);
        let mut sum = words.sum(self.list);
        if self.list == NetworkList::Bodies {
            sum = format!("{sum} · {}", words.overlap_sum());
        }
        wrap(&sum, cells).into_iter().map(|line| vec![(Role::Dim, line)]).collect()
    }

    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        let page_row = |spans| PageRow { spans, ..PageRow::default() };
        let mut rows = vec![page_row(self.cells_said(at, workspace))];
        let ties = self.order.get(at).filter(|_| self.list == NetworkList::Bodies);
        let overlaps = ties.map_or(&[][..], |number| &self.answer.bodies[*number].overlaps);
        let sentences = overlaps.iter().map(|number| self.words(workspace).overlap(&self.answer.overlaps[*number]));
        rows.extend(sentences.map(|sentence| page_row(vec![(Role::Text, sentence)])));
        rows
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        let lang = workspace.lang();
        let nothing = if self.shown.is_some() { texts::network::nothing_here } else { texts::network::nothing };
        nothing(lang).to_owned()
    }

    fn is_sortable(&self) -> bool {
        true
    }

    fn sort(&mut self, order: Option<ListingOrder>, workspace: &Workspace) {
        self.order = (0..self.list.count(&self.answer)).collect();
        let Some(ListingOrder { column, is_descending }) = order else { return };
        let columns = self.columns(workspace);
        let Some(asked) = columns.get(column) else { return };
        let is_number = asked.alignment == Alignment::Right;
        let mut numbers = std::mem::take(&mut self.order);
        numbers.sort_by_cached_key(|number| self.key(*number, column, is_number, workspace));
        if is_descending {
            numbers.reverse();
        }
        self.order = numbers;
    }

    fn execute(
        &mut self,
        command: Command,
        _at: Option<usize>,
        context: ScreenContext<'_>,
        requests: &mut Vec<ScreenRequest>,
    ) -> ListingReply {
        requests.push(match command {
            Command::NextList => self.show_next(context.workspace),
            _ => return ListingReply::Unknown,
        });
        ListingReply::AskAgain
    }
}
