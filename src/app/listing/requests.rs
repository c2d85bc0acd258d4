//! What a list asks of the application: to open or edit what is under the cursor, to copy; and what
//! its commands are called there.
//!
//! Entry points: [`Listing::opened`], [`Listing::edited`], [`Listing::copied`],
//! [`Listing::command_label`].

use super::Listing;
use super::answer::ListingAnswer;
use crate::app::Effect;
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::export::markdown;
use crate::model::SCHEMA;
use crate::present::listing::sheet;
use crate::texts;

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

    /// Returns what a command does at the cursor where its label does not say it exactly: which
    /// record or value Enter opens that is not the one of the row; nothing where it does nothing.
    pub(super) fn command_label(&self, command: Command, workspace: &Workspace) -> Option<String> {
        let has_columns = self.answer.is_sortable();
        let own = self.here().and_then(|row| self.answer.label(command, row, workspace));
        match command {
            _ if own.is_some() => own,
            Command::OpenRow => self.opened_label(workspace),
            Command::NarrowRows => Some(self.region_label(workspace)),
            Command::SortRows if !has_columns => Some(String::new()),
            Command::Right => {
                let column = if has_columns { texts::listing::column(workspace.lang()) } else { "" };
                Some(column.to_owned())
            }
            _ => None,
        }
    }

    fn opened_label(&self, workspace: &Workspace) -> Option<String> {
        let (row, lang) = (self.here()?, workspace.lang());
        let several = self.answer.cell_targets(row, self.column).len();
        if several > 1 {
            return Some(texts::listing::open_one_of(lang, several));
        }
        let (cell, whole) = (self.answer.cell_target(row, self.column)?, self.answer.target(row)?);
        let schema = workspace.doc.schema();
        let what = match cell.address(workspace) {
            Some(address) if cell != whole => address.field(schema)?.label,
            _ if cell.slot != whole.slot => SCHEMA.table(cell.slot.table).singular,
            _ => return None,
        };
        Some(texts::listing::open_this(lang, what.get(lang)))
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
