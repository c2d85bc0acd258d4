//! What a click does in the panes and on the page, and what the wheel scrolls there. Entry points:
//! [`Directory::click`], [`Directory::turn`].

use super::{Directory, Focus};
use crate::app::pointer::PointerTarget;
use crate::app::screens::ScreenContext;

impl Directory {
    /// Goes to what was clicked at; returns false where that is no row.
    pub(super) fn click(&mut self, target: &PointerTarget, context: ScreenContext<'_>) -> bool {
        match *target {
            PointerTarget::Pane(pane) => {
                self.end_filter(pane);
                self.focus_on(Focus::Pane(pane));
                false
            }
            PointerTarget::PaneRow { pane, row } if row < self.panes[pane].items.len() => {
                self.end_filter(pane);
                self.focus_on(Focus::Pane(pane));
                self.panes[pane].cursor = row;
                self.show_selected();
                self.refresh_panes(context);
                true
            }
            PointerTarget::PageRow(row) if self.detail.rows.get(row).is_some_and(|row| row.selectable()) => {
                self.focus_on(Focus::Detail);
                self.detail.cursor = row;
                true
            }
            PointerTarget::Page => {
                self.focus_on(Focus::Detail);
                false
            }
            _ => false,
        }
    }

    /// Scrolls a pane or the page by so many lines.
    pub(super) fn turn(&mut self, target: &PointerTarget, by: isize, context: ScreenContext<'_>) {
        match *target {
            PointerTarget::Pane(pane) | PointerTarget::PaneRow { pane, .. } => {
                self.panes[pane].step(by);
                if self.focus == Focus::Pane(pane) {
                    self.show_selected();
                    self.refresh_panes(context);
                }
            }
            PointerTarget::Page | PointerTarget::PageRow(_) => self.detail.page(by),
            _ => {}
        }
    }

    /// Keeps what is typed in another pane.
    fn end_filter(&mut self, clicked: usize) {
        if let Some(typing) = self.typing_pane().filter(|typing| *typing != clicked) {
            self.panes[typing].end_typing();
        }
    }
}
