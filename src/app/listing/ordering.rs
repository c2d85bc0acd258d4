//! The order of the rows of a list: that of its answer, or of a column.
//!
//! Which rows come first in it is for the answer to say. Entry point: [`Listing::switch_order`].

use super::Listing;
use super::answer::{ListingAnswer, ListingOrder};
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::texts;

impl<A: ListingAnswer> Listing<A> {
    /// Orders the rows by the column under the cursor, the other way round, or as they were. The
    /// cursor goes to the first row: that is what one sorts for.
    pub(super) fn switch_order(&mut self, workspace: &Workspace) -> ScreenRequest {
        let column = self.column;
        let order = match self.order.filter(|order| order.column == column) {
            None => Some(ListingOrder { column, is_descending: false }),
            Some(ListingOrder { is_descending: false, .. }) => Some(ListingOrder { column, is_descending: true }),
            Some(_) => None,
        };
        if !self.answer.is_sortable() {
            return ScreenRequest::Info(texts::listing::one_order(workspace.lang()).to_owned());
        }
        self.answer.sort(order, workspace);
        self.order = order;
        self.made_of = None;
        self.go_to_first_row();
        let title = self.answer.columns(workspace).swap_remove(column).title;
        ScreenRequest::Info(match order {
            Some(order) if order.is_descending => texts::listing::descending(workspace.lang(), &title),
            Some(_) => texts::listing::ascending(workspace.lang(), &title),
            None => texts::listing::own_order(workspace.lang()).to_owned(),
        })
    }
}
