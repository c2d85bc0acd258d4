//! The proposed changes that an ended program took and left unsaved: after a recovery they are
//! taken again, so that the save names who proposed them and notes it with the proposals.
//!
//! Must not read proposals. Entry point: [`retaken`].

use super::RecoveredChange;
use crate::app::App;
use crate::app::proposal_desk::{ProposalDesk, ProposalKey, TakenChange};
use crate::document::Document;
use crate::document::rebase::current_value;
use crate::query::proposal::{belongs, proposed_changes};
use crate::storage::proposals::ChangeProposal;

/// Returns those of these proposed changes that nobody has answered since; `doc` is the dataset
/// before they are taken.
pub fn retaken<'a>(
    doc: &Document,
    proposals: impl Iterator<Item = &'a ChangeProposal>,
    takes: &[ProposalKey],
) -> Vec<TakenChange> {
    let is_taken = |id: &str, number: usize| takes.iter().any(|(of, taken)| of == id && *taken == number);
    let waiting = |proposal: &'a ChangeProposal| {
        let changes = proposed_changes(doc.schema(), &proposal.changes).into_iter();
        let meant = changes
            .filter(move |change| is_taken(&proposal.id, change.number) && proposal.answer_to(change.number).is_none());
        meant.map(|change| TakenChange {
            key: (proposal.id.clone(), change.number),
            proposer: proposal.who.clone(),
            why: proposal.why.clone(),
            before: current_value(doc, &change.main.address),
            change,
        })
    };
    proposals.flat_map(waiting).collect()
}

impl App {
    /// Returns the proposed changes that a recovered change takes.
    pub(super) fn retaken_by(&self, item: &RecoveredChange) -> Vec<TakenChange> {
        let Some(offer) = self.sync.recovery.offers.get(item.offer) else { return Vec::new() };
        let proposals = self.workspace.proposals.all.iter().map(|on_desk| &on_desk.proposal);
        let mut taken = retaken(&self.workspace.doc, proposals, &offer.takes);
        taken.retain(|taken| belongs(&item.difference.change, &taken.change));
        taken
    }
}

impl ProposalDesk {
    /// Adds changes that are taken again. What the first of several parts of one found before it
    /// stays.
    pub(super) fn take_again(&mut self, taken: Vec<TakenChange>) {
        for again in taken {
            if !self.taken.iter().any(|known| known.key == again.key) {
                self.taken.push(again);
            }
        }
    }
}
