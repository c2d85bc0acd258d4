//! The presentation of proposals: a row for each change, and JSON for programs.
//!
//! Entry point: [`ProposalsAnswer`].

use serde::Serialize;

use super::ProposalOffer;
use crate::cli::resolve;
use crate::document::Document;
use crate::document::rebase::current_value;
use crate::present::proposal::{ProposalWords, standing_words};
use crate::present::{Audience, Sheet, Tabular};
use crate::query::proposal::{ProposedChange, ProposedStanding};
use crate::session::clock::local;
use crate::texts::{self, Lang};

/// The column with what it was then.
const THEN: usize = 5;

/// Proposals and how they stand to the dataset.
#[derive(Serialize)]
pub(super) struct ProposalsAnswer {
    proposals: Vec<ProposalShown>,
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    rows: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct ProposalShown {
    id: String,
    who: String,
    when: String,
    why: String,
    program: String,
    dataset: String,
    changes: Vec<ProposedShown>,
}

#[derive(Serialize)]
struct ProposedShown {
    number: usize,
    address: String,
    /// RON text when it was proposed.
    before: Option<String>,
    /// RON text now.
    now: Option<String>,
    /// RON text that is proposed.
    after: Option<String>,
    /// What changes with it.
    with: Vec<String>,
    /// `fits`, `there`, `changed` or `gone`.
    standing: &'static str,
    answer: Option<AnswerShown>,
}

#[derive(Serialize)]
struct AnswerShown {
    /// `taken`, `taken_changed`, `declined` or `withdrawn`.
    what: &'static str,
    who: String,
    when: String,
    reason: Option<String>,
}

impl ProposalsAnswer {
    pub(super) fn new(lang: Lang, document: &Document, offers: &[ProposalOffer]) -> ProposalsAnswer {
        let rows = offers.iter().flat_map(|offer| offer.changes.iter().map(move |change| (offer, change)));
        ProposalsAnswer {
            proposals: offers.iter().map(|offer| shown(document, offer)).collect(),
            lang,
            rows: rows.map(|(offer, change)| row(lang, document, offer, change)).collect(),
        }
    }
}

impl Tabular for ProposalsAnswer {
    fn sheet(&self, audience: Audience) -> Sheet {
        let lang = self.lang;
        if audience == Audience::People {
            let titles = [
                texts::proposals::proposal(lang),
                texts::proposals::number(lang),
                texts::cli::address(lang),
                texts::proposals::now(lang),
                texts::proposals::proposed_value(lang),
                texts::proposals::then(lang),
                texts::proposals::standing(lang),
                texts::safekeeping::when(lang),
                texts::safekeeping::who(lang),
                texts::safekeeping::reason(lang),
            ];
            // What it was then is told where it is another value now.
            let is_told = self.rows.iter().any(|row| !row[THEN].is_empty());
            let kept = |at: &usize| is_told || *at != THEN;
            let titles = titles.into_iter().enumerate().filter(|(at, _)| kept(at)).map(|(_, title)| title);
            let cells = |row: &Vec<String>| {
                let cells = row.iter().enumerate().filter(|(at, _)| kept(at));
                cells.map(|(_, cell)| cell.clone()).collect()
            };
            return Sheet::new(titles, self.rows.iter().map(cells).collect()).with_whole([0, 2]);
        }
        let titles =
            ["proposal", "change", "address", "before", "now", "after", "standing", "answer", "when", "who", "why"];
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let rows = self.proposals.iter().flat_map(|proposal| {
            proposal.changes.iter().map(move |change| {
                let answer = change.answer.as_ref().map_or("", |answer| answer.what).to_owned();
                let values = [text(&change.before), text(&change.now), text(&change.after)];
                let of_whole = [proposal.when.clone(), proposal.who.clone(), proposal.why.clone()];
                let of_change = [proposal.id.clone(), change.number.to_string(), change.address.clone()];
                let standing = [change.standing.to_owned(), answer];
                of_change.into_iter().chain(values).chain(standing).chain(of_whole).collect()
            })
        });
        Sheet::new(titles, rows.collect())
    }
}

fn shown(document: &Document, offer: &ProposalOffer) -> ProposalShown {
    let proposal = &offer.proposal;
    let change = |change: &ProposedChange| ProposedShown {
        number: change.number,
        address: resolve::shown(&change.main.address),
        before: change.main.before.clone(),
        now: current_value(document, &change.main.address),
        after: change.main.after.clone(),
        with: change.with.iter().map(|part| resolve::shown(&part.address)).collect(),
        standing: match change.standing(document) {
            ProposedStanding::Fits => "fits",
            ProposedStanding::IsThere => "there",
            ProposedStanding::IsOther => "changed",
            ProposedStanding::IsGone => "gone",
        },
        answer: proposal.answer_to(change.number).map(|answer| AnswerShown {
            what: answer.what.name(),
            who: answer.who.clone(),
            when: answer.when.clone(),
            reason: answer.reason.clone(),
        }),
    };
    ProposalShown {
        id: proposal.id.clone(),
        who: proposal.who.clone(),
        when: proposal.when.clone(),
        why: proposal.why.clone(),
        program: proposal.program.clone(),
        dataset: proposal.dataset.clone(),
        changes: offer.changes.iter().map(change).collect(),
    }
}

fn row(lang: Lang, document: &Document, offer: &ProposalOffer, change: &ProposedChange) -> Vec<String> {
    let proposal = &offer.proposal;
    let words = ProposalWords::of(lang, document, change);
    let standing = match proposal.answer_to(change.number) {
        Some(counting) => {
            // Those who were on another machine may have answered otherwise.
            let others = proposal.answers_to(change.number).filter(|answer| *answer != counting);
            let said = std::iter::once(counting).chain(others).map(|answer| answer.text(lang, &local(&answer.when)));
            said.collect::<Vec<_>>().join("; ")
        }
        None => standing_words(lang, change.standing(document)).to_owned(),
    };
    vec![
        proposal.id.clone(),
        change.number.to_string(),
        resolve::shown(&change.main.address),
        words.now,
        words.proposed,
        words.then.unwrap_or_default(),
        standing,
        local(&proposal.when),
        proposal.who.clone(),
        proposal.why.clone(),
    ]
}
