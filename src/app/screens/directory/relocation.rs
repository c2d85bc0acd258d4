//! Keeps cursor and page on their record and row when others have changed the dataset.
//!
//! Where places are now is decided by [`Relocation`] alone. Entry points: [`Directory::held_row`]
//! before the change and [`Directory::follow_places`] after it.

use crate::app::detail::HeldRow;
use crate::app::editor::AddedPlace;
use crate::app::screens::ScreenContext;
use crate::document::Relocation;

use super::{Directory, Focus};

impl Directory {
    /// Captures the row under the cursor while the page has the focus.
    pub(in crate::app) fn held_row(&self) -> Option<HeldRow> {
        self.detail.held_row().filter(|_| self.focus == Focus::Detail)
    }

    /// Moves what is unfolded, under the cursor or waiting for a source to where it is now.
    pub(in crate::app) fn follow_places(
        &mut self,
        held: Option<&HeldRow>,
        relocation: &Relocation<'_>,
        context: ScreenContext<'_>,
    ) {
        let unfolded = std::mem::take(&mut self.detail.unfolded);
        self.detail.unfolded = unfolded.iter().filter_map(|address| relocation.address(address)).collect();
        self.detail.outdate();
        self.follow_cursor(held, relocation, context);
        self.unsourced = self.unsourced.take().and_then(|statement| statement.relocated(relocation));
        self.added = self.added.take().and_then(|added| {
            let address = relocation.address(&added.address)?;
            Some(AddedPlace { address, ..added })
        });
    }

    /// Keeps the cursor on its row, at the same height of the view. When the record of the page is
    /// gone, the focus goes to its pane and the page of another record begins at its top, so that
    /// keys do not act on that record.
    fn follow_cursor(&mut self, held: Option<&HeldRow>, relocation: &Relocation<'_>, context: ScreenContext<'_>) {
        let Some(held) = held else { return };
        if self.subject(context.workspace).is_none() {
            self.focus = Focus::Pane(self.anchor);
            (self.detail.cursor, self.detail.scroll, self.shows_another) = (0, 0, true);
            return;
        }
        let address = held.address.as_ref().and_then(|address| relocation.address(address));
        let link = held.link.and_then(|slot| relocation.slot(slot));
        if address.is_none() && link.is_none() {
            return;
        }
        self.whole_page(context);
        if self.detail.return_to(&HeldRow { address, link, ..held.clone() }) {
            self.detail.scroll_to(held);
        }
    }
}
