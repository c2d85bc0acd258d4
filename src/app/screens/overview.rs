//! The overview: one row a network, to compare them.
//!
//! What is known of the first networks is read at once, of the others between keys or when they are
//! seen; all of it before rows are brought into another order.
//!
//! Entry point: [`NetworkOverview`].

use crate::app::detail::{PageRow, Span};
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingOrder, RowTarget};
use crate::app::workspace::Workspace;
use crate::command::Context;
use crate::document::{Relocation, Slot};
use crate::model::REGIONS;
use crate::model::source_age::ReviewPeriod;
use crate::model::vocabulary::Vocabulary;
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::overview::{OverviewWords, columns};
use crate::query::overview::{NetworkRow, OverviewColumn, rows, sort};
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;

/// The overview.
pub type NetworkOverview = Listing<OverviewAnswer>;

/// How many networks are read at once, and how many between keys.
const AT_ONCE: usize = 64;
const SLICE: usize = 16;

/// The networks in their order.
#[derive(Debug, Default)]
pub struct OverviewAnswer {
    /// The columns, from the left.
    columns: Vec<OverviewColumn>,
    /// All networks, in the order of lists.
    regions: Vec<Slot>,
    /// What is known of the first of them.
    rows: Vec<NetworkRow>,
    /// All rows in another order, where one is chosen.
    sorted: Option<Vec<NetworkRow>>,
    /// The revision of the index and the period that the rows are of.
    made_of: Option<(u64, ReviewPeriod)>,
}

impl OverviewAnswer {
    /// Reads some more networks.
    fn read_on(&mut self, count: usize, workspace: &Workspace) {
        let unread = self.regions.get(self.rows.len()..).unwrap_or_default();
        let next = &unread[..count.min(unread.len())];
        self.rows.extend(rows(workspace.data(), next, workspace.settings.period()));
    }

    fn region(&self, at: usize) -> Option<Slot> {
        match &self.sorted {
            Some(sorted) => sorted.get(at).map(|network| network.region),
            None => self.regions.get(at).copied(),
        }
    }

    /// Returns what is read of a network already.
    fn known(&self, at: usize) -> Option<NetworkRow> {
        self.sorted.as_ref().unwrap_or(&self.rows).get(at).copied()
    }

    fn network(&self, at: usize, workspace: &Workspace) -> Option<NetworkRow> {
        let read = || rows(workspace.data(), &[self.region(at)?], workspace.settings.period()).pop();
        self.known(at).or_else(read)
    }
}

fn words(workspace: &Workspace) -> OverviewWords<'_> {
    OverviewWords { data: workspace.data(), lang: workspace.lang() }
}

impl ListingAnswer for OverviewAnswer {
    const CONTEXTS: &'static [Context] = Context::Overview.stack();

    fn ask(&mut self, workspace: &Workspace) {
        let made_of = Some((workspace.index.revision(), workspace.settings.period()));
        if self.made_of == made_of {
            return;
        }
        let regions = workspace.index.order(&workspace.doc, REGIONS).to_vec();
        let columns = OverviewColumn::all(Vocabulary::of(workspace.doc.schema()));
        *self = OverviewAnswer { columns, regions, made_of, ..OverviewAnswer::default() };
        self.read_on(AT_ONCE, workspace);
    }

    fn relocate(&mut self, _relocation: &Relocation<'_>) {
        *self = OverviewAnswer::default();
    }

    fn count(&self) -> usize {
        self.regions.len()
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        columns(Vocabulary::of(workspace.doc.schema()), workspace.lang())
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        self.network(at, workspace).map_or_else(ListingRow::default, |network| words(workspace).row(&network))
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        self.region(at).map(RowTarget::page)
    }

    fn cell_target(&self, at: usize, column: usize) -> Option<RowTarget> {
        let column = self.columns.get(column).copied()?;
        let exact = self.known(at).map(|network| network.subject(column));
        exact.or_else(|| self.region(at)).map(RowTarget::page)
    }

    fn is_working(&self) -> bool {
        self.rows.len() < self.regions.len()
    }

    fn work(&mut self, workspace: &Workspace) -> bool {
        self.read_on(SLICE, workspace);
        false
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        vec![(Role::Heading, texts::overview::title(workspace.lang(), self.regions.len()))]
    }

    fn summary(&self, workspace: &Workspace, cells: usize) -> Vec<Vec<Span>> {
        let legends = words(workspace).legends();
        let lines = legends.iter().rev().flat_map(|legend| wrap(legend, cells));
        lines.map(|line| vec![(Role::Dim, line)]).collect()
    }

    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        let Some(network) = &self.network(at, workspace) else { return Vec::new() };
        let mut spans = vec![(Role::Text, workspace.data().name(network.region))];
        for fact in words(workspace).facts(network) {
            spans.push((Role::Dim, format!(" · {} ", fact.label)));
            spans.extend(fact.spans);
        }
        vec![PageRow { spans, ..PageRow::default() }]
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        texts::overview::nothing(workspace.lang()).to_owned()
    }

    fn is_sortable(&self) -> bool {
        true
    }

    fn sort(&mut self, order: Option<ListingOrder>, workspace: &Workspace) {
        self.sorted = None;
        let Some(ListingOrder { column, is_descending }) = order else { return };
        if let Some(column) = self.columns.get(column).copied() {
            self.read_on(usize::MAX, workspace);
            let mut sorted = self.rows.clone();
            sort(&mut sorted, column, is_descending);
            self.sorted = Some(sorted);
        }
    }
}
