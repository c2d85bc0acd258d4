//! The directory screen: three panes of records, and the page of one of them.
//!
//! Entry point: [`Directory`].

pub mod navigate;
mod page_prefetch;
pub mod pane;

use crate::app::detail::Detail;
use crate::app::editor::Editor;
use crate::document::{Address, Slot};
use crate::model::{ACTION_FIELDS, BODIES, REGIONS};
use navigate::Trail;
use pane::Pane;

/// The focused part of the directory screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// One of the panes, from 0.
    Pane(usize),
    /// The detail view.
    Detail,
}

/// The directory screen.
#[derive(Debug)]
pub struct Directory {
    /// The three panes.
    pub panes: [Pane; 3],
    /// The focused part of the screen.
    pub focus: Focus,
    /// The pane whose selection determines the marks of the other panes.
    pub anchor: usize,
    /// Whether the other panes show only records related to the anchor's selection.
    pub related: bool,
    /// The record that the marks refer to.
    pub(in crate::app) related_to: Option<Slot>,
    /// The detail view.
    pub detail: Detail,
    /// The trail for going back and forward.
    pub trail: Trail,
    /// The value being edited in the detail view.
    pub editor: Option<Editor>,
    /// A changed value whose source has not been asked for yet.
    pub(in crate::app) unsourced: Option<Address>,
    /// A list item that was just added, while its first fields are open and empty.
    pub(in crate::app) empty_item: Option<Address>,
    /// More keys are waiting, so a page that only the next frame needs is not built yet
    /// ([`crate::app::App::flush_deferred`]).
    pub(in crate::app) more_input_pending: bool,
    /// The page was not built for that reason.
    pub(in crate::app) page_due: bool,
}

impl Default for Directory {
    fn default() -> Directory {
        Directory {
            panes: [REGIONS, BODIES, ACTION_FIELDS].map(Pane::new),
            focus: Focus::Pane(0),
            anchor: 0,
            related: false,
            related_to: None,
            detail: Detail::default(),
            trail: Trail::default(),
            editor: None,
            unsourced: None,
            empty_item: None,
            more_input_pending: false,
            page_due: false,
        }
    }
}
