//! The overview: one row a network, to compare them.
//!
//! Entry point: [`NetworkOverview`].

use crate::app::detail::Span;
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingOrder, RowTarget};
use crate::app::workspace::Workspace;
use crate::command::Context;
use crate::document::Relocation;
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::overview::{columns, row};
use crate::query::overview::{NetworkRow, overview};
use crate::texts;
use crate::theme::Role;

/// The overview.
pub type NetworkOverview = Listing<OverviewAnswer>;

/// The networks in their order.
#[derive(Debug, Default)]
pub struct OverviewAnswer {
    rows: Vec<NetworkRow>,
}

impl ListingAnswer for OverviewAnswer {
    const CONTEXTS: &'static [Context] = Context::Overview.stack();

    fn ask(&mut self, workspace: &Workspace) {
        self.rows = overview(workspace.data());
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
        self.rows.get(at).map_or_else(ListingRow::default, |network| row(workspace.data(), network, workspace.lang()))
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        self.rows.get(at).map(|network| RowTarget::page(network.region))
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        vec![(Role::Heading, texts::overview::title(workspace.lang(), self.rows.len()))]
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        texts::overview::nothing(workspace.lang()).to_owned()
    }

    fn sort(&mut self, order: Option<ListingOrder>, _workspace: &Workspace) -> bool {
        let Some(ListingOrder { column, is_descending }) = order else { return true };
        match column {
            1 => self.rows.sort_by_key(|network| network.signed),
            2 => self.rows.sort_by_key(|network| network.bodies),
            3 => self.rows.sort_by_key(|network| network.fields),
            _ => {}
        }
        if is_descending {
            self.rows.reverse();
        }
        true
    }
}
