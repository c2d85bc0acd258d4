//! Proposals beside the dataset, for the screen: what is proposed is put there, and what others
//! propose, and what became of it, is read.
//!
//! Must not decide what is taken. Entry points: [`FileSession::propose`],
//! [`FileSession::tell_proposals`].

use std::time::Duration;

use super::FileSession;
use super::clock::local;
use crate::app::proposal_desk::AnswerWish;
use crate::app::{App, Event, ProposalOnDesk, ProposeAnswer};
use crate::query::proposal::{ProposedChange, proposed_changes};
use crate::storage::proposals::{self, AnswerKind, ChangeProposal, ProposalAnswer, ProposalFault, ProposalText};
use crate::storage::{LockHolder, StoreError, WriteTarget};
use crate::texts::{self, as_sentence};

impl FileSession {
    /// Proposes what is unsaved.
    pub(super) fn propose(&mut self, why: &str, app: &App) {
        let answer = self.try_to_propose(why, app);
        let is_done = matches!(answer, ProposeAnswer::Done(_));
        self.events.push_back(Event::Proposed(answer));
        if is_done {
            self.tell_proposals(app);
        }
    }

    fn try_to_propose(&self, why: &str, app: &App) -> ProposeAnswer {
        let (lang, doc) = (app.lang(), &app.workspace.doc);
        let Some(path) = &self.path else { return ProposeAnswer::Failed(StoreError::NoPlace.message(lang)) };
        let (who, when) = (self.context.person.to_string(), self.context.clock.moment());
        let header = proposals::header(&who, &when, why, path, self.base.content());
        let changes = app.workspace.unsaved.proposal(doc);
        let text = match ProposalText::new(doc.schema(), header, &changes) {
            Ok(_) if changes.is_empty() => {
                return ProposeAnswer::Failed(ProposalFault::Senseless.text(lang).to_owned());
            }
            Ok(text) => text,
            Err(fault) => return ProposeAnswer::Failed(fault.text(lang).to_owned()),
        };
        match proposals::put(self.context.disk, path, &text) {
            Ok(id) => ProposeAnswer::Done(id),
            Err(error) => ProposeAnswer::ToSend { reason: error.message(lang), text: text.as_str().to_owned() },
        }
    }

    /// Puts answers with proposals: those to others while nobody else saves or takes anything.
    /// `said` is said when that is done.
    pub(super) fn answer_proposals(&mut self, wishes: &[AnswerWish], said: Option<String>, app: &App) {
        let lang = app.lang();
        let Some(path) = self.path.clone() else { return };
        let (who, when) = (self.context.person.to_string(), self.context.clock.moment());
        let put = || {
            wishes.iter().try_for_each(|wish| {
                let AnswerWish { id, what, changes, reason } = wish.clone();
                let answer = ProposalAnswer { who: who.clone(), when: when.clone(), what, changes, reason };
                proposals::answer(self.context.disk, &path, &id, &answer)
            })
        };
        let is_withdrawal = wishes.iter().all(|wish| wish.what == AnswerKind::Withdrawn);
        let holder = LockHolder::this(&self.context.person, self.context.since.clone());
        let order = WriteTarget {
            disk: self.context.disk,
            path: &path,
            read_only: self.read_only,
            holder: &holder,
            patience: Duration::from_secs(1),
            state: self.context.state.as_deref(),
        };
        let done = if is_withdrawal { put() } else { proposals::locked(order, put).and_then(|done| done) };
        match done {
            Ok(()) => self.tell_proposals_saying(said, app),
            Err(error) => self.events.push_back(Event::Problem(error.message(lang))),
        }
    }

    /// Tells the proposals of the dataset, and once what became of this person's.
    pub(super) fn tell_proposals(&mut self, app: &App) {
        self.tell_proposals_saying(None, app);
    }

    fn tell_proposals_saying(&mut self, said: Option<String>, app: &App) {
        let Some(path) = self.path.clone().filter(|path| proposals::is_open(self.context.disk, path)) else { return };
        let lang = app.lang();
        let found = match proposals::read(self.context.disk, app.workspace.doc.schema(), &path) {
            Ok(found) => found,
            Err(error) => return self.events.push_back(Event::FurtherProblem(error.message(lang))),
        };
        if !std::mem::replace(&mut self.told_of_proposals, true) {
            let problems = found.unreadable.iter().map(|problem| Event::FurtherProblem(problem.text(lang)));
            self.events.extend(problems);
        }
        let said: Vec<String> = said.into_iter().chain(self.news(&found.proposals, app)).collect();
        let news = Some(said.join(" ")).filter(|said| !said.is_empty());
        let on_desk = |proposal: ChangeProposal| ProposalOnDesk {
            when: local(&proposal.when),
            is_own: self.context.person.is(&proposal.who),
            proposal,
        };
        let all = found.proposals.into_iter().map(on_desk).collect();
        self.events.push_back(Event::Proposals(all, news));
    }

    /// Returns what became of this person's proposals since they were told last, in sentences, and
    /// notes that they are told now.
    fn news(&self, all: &[ChangeProposal], app: &App) -> Vec<String> {
        let lang = app.lang();
        let mut said = Vec::new();
        for proposal in all.iter().filter(|proposal| self.context.person.is(&proposal.who)) {
            let mut answers = proposal.untold();
            answers.retain(|answer| answer.what != AnswerKind::Withdrawn);
            if answers.is_empty() {
                continue;
            }
            let changes = proposed_changes(app.workspace.doc.schema(), &proposal.changes);
            said.extend(answers.iter().filter_map(|answer| what_became(&changes, answer, app)));
            let (who, when) = (self.context.person.to_string(), self.context.clock.moment());
            let noted = proposal.noted(&who, &when);
            if let Some(path) = &self.path {
                // Where that fails, they are told again.
                let _ = proposals::answer(self.context.disk, path, &proposal.id, &noted);
            }
        }
        let others = said.len().saturating_sub(MOST_NEWS);
        said.truncate(MOST_NEWS);
        said.extend((others > 0).then(|| texts::proposals::more_news(lang, others)));
        said
    }
}

/// So many answers are told one by one.
const MOST_NEWS: usize = 3;

/// Says what was answered to some changes of a proposal, which is called by the first of them.
fn what_became(changes: &[ProposedChange], answer: &ProposalAnswer, app: &App) -> Option<String> {
    let lang = app.lang();
    let is_meant = |change: &&ProposedChange| answer.changes.is_empty() || answer.changes.contains(&change.number);
    let mut meant = changes.iter().filter(is_meant);
    let first = app.workspace.name_of(&meant.next()?.main.address);
    let what = match meant.count() {
        0 => texts::proposals::your_proposal(lang, &first),
        others => texts::proposals::your_proposal_and_more(lang, others, &first),
    };
    Some(match (answer.what, &answer.reason) {
        (AnswerKind::Taken, _) => texts::proposals::yours_was_taken(lang, &what),
        (AnswerKind::TakenChanged, _) => texts::proposals::yours_was_taken_changed(lang, &what),
        (_, Some(reason)) => texts::proposals::yours_was_declined_because(lang, &what, &as_sentence(reason)),
        (_, None) => texts::proposals::yours_was_declined(lang, &what),
    })
}
