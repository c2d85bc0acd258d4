//! What a list asks of the application: to open or edit what is under the cursor, to copy.
//!
//! Entry points: [`Listing::opened`], [`Listing::edited`], [`Listing::copied`].

use super::Listing;
use super::answer::ListingAnswer;
use crate::app::Effect;
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::export::markdown;
use crate::present::listing::sheet;

impl<A: ListingAnswer> Listing<A> {
    /// Returns the request to open what is under the cursor.
    pub(super) fn opened(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let several = self.answer.cell_targets(self.here()?, self.column);
        if several.len() > 1 {
            return Some(ScreenRequest::OpenOneOf(several));
        }
        let target = self.answer.cell_target(self.here()?, self.column)?;
        Some(match target.address(workspace) {
            Some(address) => ScreenRequest::OpenAt(target.slot, address),
            None => ScreenRequest::Open(target.slot),
        })
    }

    /// Returns the request to edit what is under the cursor.
    pub(super) fn edited(&self, workspace: &Workspace) -> Option<ScreenRequest> {
        let target = self.answer.cell_target(self.here()?, self.column)?;
        let Some(address) = target.address(workspace) else { return Some(ScreenRequest::Open(target.slot)) };
        Some(ScreenRequest::Edit(target.slot, address))
    }

    /// Returns the request to copy the row, its record, or all rows.
    pub(super) fn copied(&self, command: Command, workspace: &Workspace) -> Option<ScreenRequest> {
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
