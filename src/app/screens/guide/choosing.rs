//! What choosing a row of the guide does: it takes a concern, a place or both, or follows a row of
//! the card.
//!
//! Entry point: [`Guide::next`].

use super::{Guide, GuideStep};
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::document::{Address, Slot};
use crate::model::ACTION_FIELDS;
use crate::query::place_and_topic::FieldInRegion;

impl Guide {
    /// Takes the row under the cursor: the concern, the place, or the target of the card's row.
    pub(super) fn next(&mut self, workspace: &Workspace) -> Option<ScreenRequest> {
        let row = self.page().row().cloned().unwrap_or_default();
        if let Some(about) = self.both_pointed() {
            self.take_both(about);
            return None;
        }
        match (self.step, row.link) {
            (GuideStep::Card, link) => return followed(workspace, link, row.address),
            (_, Some(field)) if field.table == ACTION_FIELDS => self.take_field(field),
            (_, Some(region)) => self.take_region(region),
            (_, None) if row.folded.is_some() => {
                self.others = !self.others;
                self.page().just_unfolded = self.others;
            }
            (_, None) => {}
        }
        None
    }

    /// Returns the region and action field of the row under the cursor, where it stands for both.
    pub(super) fn both_pointed(&self) -> Option<FieldInRegion> {
        self.together.get(self.step as usize)?.get(self.pages[self.step as usize].cursor).copied()
    }

    /// Takes the action field and the region, which were named at once.
    fn take_both(&mut self, about: FieldInRegion) {
        (self.field, self.region) = (Some(about.field), Some(about.region));
        // Back leads to where both were typed.
        self.is_place_first = self.step == GuideStep::Concern;
        self.step = GuideStep::Card;
        self.begin_card();
    }

    /// Takes the action field, at whichever question it was named.
    fn take_field(&mut self, field: Slot) {
        self.field = Some(field);
        if self.step == GuideStep::Place {
            self.ask_again();
        } else {
            self.step_on();
        }
    }

    /// Takes the region, at whichever question it was named; once more among the concerns, it is
    /// just the office that is asked for.
    fn take_region(&mut self, region: Slot) {
        let is_typed = !self.typed(self.step).is_empty();
        self.region = Some(region);
        if self.step == GuideStep::Place {
            self.step_on();
        } else if is_typed {
            self.is_place_first = true;
            self.inputs.swap(0, 1);
            self.ask_again();
            self.restart_rows();
        } else {
            self.field = None;
            self.step_on();
        }
    }
}

/// Returns where a row of the card leads: to a record, or to a value on the page of its record.
fn followed(workspace: &Workspace, link: Option<Slot>, address: Option<Address>) -> Option<ScreenRequest> {
    let owner = address.as_ref().and_then(|address| workspace.doc.resolve(address));
    match (link, address, owner) {
        (Some(slot), Some(address), Some(owner)) if slot == owner => Some(ScreenRequest::OpenAt(slot, address)),
        (Some(slot), ..) => Some(ScreenRequest::Open(slot)),
        (None, Some(address), Some(owner)) => Some(ScreenRequest::OpenAt(owner, address)),
        _ => None,
    }
}
