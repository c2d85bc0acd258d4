//! The proposals that recovered changes take: named in the history, and answered as taken.
//!
//! Entry point: [`of`].

use crate::app::recovery::retaken;
use crate::cli::context::{CliContext, Dataset};
use crate::cli::error::CliError;
use crate::cli::propose::TakenProposal;
use crate::document::Document;
use crate::model::SCHEMA;
use crate::session::offer;
use crate::storage::RealDisk;
use crate::storage::journal::Recovered;
use crate::storage::proposals::{self, ProposalAnswer};

/// Returns what of proposals a dataset takes that has the changes of a journal; `before` is without
/// them.
pub(super) fn of(
    context: &CliContext,
    before: &Dataset,
    recovered: &Recovered<'_>,
    after: &Document,
) -> Result<Vec<TakenProposal>, CliError> {
    let takes = offer(recovered, before.loaded.content(), str::to_owned).takes;
    let Some(path) = before.loaded.path.as_ref().filter(|_| !takes.is_empty()) else { return Ok(Vec::new()) };
    let known = proposals::read(&RealDisk, &SCHEMA, path).map_err(|error| CliError::unread(context.lang, &error))?;
    let all = retaken(&before.document, known.proposals.iter(), &takes);
    let mut found: Vec<TakenProposal> = Vec::new();
    for taken in all {
        let Some(what) = taken.answer(after) else { continue };
        let (id, number) = taken.key;
        match found.iter_mut().find(|known| known.id == id && known.answer.what == what) {
            Some(known) => {
                known.answer.changes.push(number);
                known.changes.push(taken.change);
            }
            None => found.push(TakenProposal {
                id,
                proposer: taken.proposer,
                why: Some(taken.why).filter(|why| !why.is_empty()),
                changes: vec![taken.change],
                answer: ProposalAnswer {
                    who: context.person().to_string(),
                    when: context.moment(),
                    what,
                    changes: vec![number],
                    reason: None,
                },
            }),
        }
    }
    Ok(found)
}
