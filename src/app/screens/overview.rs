//! The overview: one row a network, to compare them.
//!
//! Entry point: [`NetworkOverview`].

use crate::app::detail::{PageRow, Span};
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingOrder, RowTarget};
use crate::app::workspace::Workspace;
use crate::command::Context;
use crate::document::Relocation;
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::overview::{OverviewWords, columns};
use crate::query::overview::{NetworkRow, OverviewColumn, OverviewQuestion, sort};
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;

/// The overview.
pub type NetworkOverview = Listing<OverviewAnswer>;

/// The networks in their order.
#[derive(Debug, Default)]
pub struct OverviewAnswer {
    rows: Vec<NetworkRow>,
}

fn words(workspace: &Workspace) -> OverviewWords<'_> {
    OverviewWords { data: workspace.data(), lang: workspace.lang() }
}

impl ListingAnswer for OverviewAnswer {
    const CONTEXTS: &'static [Context] = Context::Overview.stack();

    fn ask(&mut self, workspace: &Workspace) {
        let question = OverviewQuestion { regions: None, period: workspace.settings.period() };
        self.rows = question.ask(workspace.data());
    }

    fn relocate(&mut self, _relocation: &Relocation<'_>) {
        self.rows.clear();
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        columns(workspace.lang())
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        self.rows.get(at).map_or_else(ListingRow::default, |network| words(workspace).row(network))
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        self.rows.get(at).map(|network| RowTarget::page(network.region))
    }

    fn cell_target(&self, at: usize, column: usize) -> Option<RowTarget> {
        let column = *OverviewColumn::ALL.get(column)?;
        self.rows.get(at).map(|network| RowTarget::page(network.subject(column)))
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        vec![(Role::Heading, texts::overview::title(workspace.lang(), self.rows.len()))]
    }

    fn summary(&self, workspace: &Workspace, cells: usize) -> Vec<Vec<Span>> {
        let lang = workspace.lang();
        let legends = [texts::overview::columns_legend(lang), texts::overview::legend(lang)];
        let lines = legends.into_iter().flat_map(|legend| wrap(legend, cells));
        lines.map(|line| vec![(Role::Dim, line)]).collect()
    }

    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        let Some(network) = self.rows.get(at) else { return Vec::new() };
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

    fn sort(&mut self, order: Option<ListingOrder>, _workspace: &Workspace) -> bool {
        let Some(ListingOrder { column, is_descending }) = order else { return true };
        if let Some(column) = OverviewColumn::ALL.get(column) {
            sort(&mut self.rows, *column, is_descending);
        }
        true
    }
}
