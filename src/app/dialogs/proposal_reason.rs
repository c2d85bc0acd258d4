//! Asks for the reason of a proposal, which may stay empty, or for the reason why one is declined,
//! which its author reads.
//!
//! Entry points: [`App::ask_why_proposed`], [`App::ask_why_declined`].

use std::convert::Infallible;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow};
use crate::app::proposal_desk::ProposalKey;
use crate::texts;
use crate::theme::Role;

/// How many lines say what is declined.
const MOST_NAMED: usize = 8;

/// What the reason is for.
#[derive(Debug)]
enum ReasonedAct {
    /// The unsaved changes are proposed.
    Propose,
    /// These changes are declined.
    Decline(Vec<ProposalKey>),
}

/// Why?
#[derive(Debug)]
struct ProposalReasonDialog {
    act: ReasonedAct,
}

impl App {
    /// Asks why the unsaved changes are proposed.
    pub(in crate::app) fn ask_why_proposed(&mut self) {
        self.open_dialog(ProposalReasonDialog { act: ReasonedAct::Propose });
    }

    /// Asks why proposed changes are declined.
    pub(in crate::app) fn ask_why_declined(&mut self, keys: Vec<ProposalKey>) {
        self.open_dialog(ProposalReasonDialog { act: ReasonedAct::Decline(keys) });
    }
}

impl Dialog for ProposalReasonDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        match &self.act {
            ReasonedAct::Propose => texts::proposals::why_title(app.lang(), app.workspace.unsaved.count()),
            ReasonedAct::Decline(keys) => texts::proposals::decline_title(app.lang(), keys.len()),
        }
    }

    fn input(&self, app: &App) -> Option<DialogInput> {
        let prompt = texts::proposals::why_prompt(app.lang()).to_owned();
        let text = match self.act {
            ReasonedAct::Propose => app.continued_reason(),
            ReasonedAct::Decline(_) => String::new(),
        };
        Some(DialogInput::Text { prompt, text, several_lines: false })
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        let hint = match self.act {
            ReasonedAct::Propose => texts::proposals::why_hint(app.lang()),
            ReasonedAct::Decline(_) => texts::proposals::decline_hint(app.lang()),
        };
        let mut rows = vec![DialogRow::text(Role::Dim, hint)];
        if let ReasonedAct::Decline(keys) = &self.act {
            rows.push(DialogRow::blank());
            rows.extend(named(app, keys).into_iter().map(|line| DialogRow::text(Role::Text, line)));
        }
        rows
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        let reason = typed.trim();
        match &self.act {
            ReasonedAct::Propose => app.propose_because(reason),
            ReasonedAct::Decline(_) if reason.is_empty() => {
                return DialogOutcome::Refuses(texts::proposals::decline_hint(app.lang()).to_owned());
            }
            ReasonedAct::Decline(keys) => app.decline_because(keys, reason),
        }
        DialogOutcome::Closes
    }

    fn cancelled(&mut self, app: &mut App) {
        if let ReasonedAct::Propose = self.act {
            app.propose_later();
        }
    }
}

/// Returns what is declined, a line each: a mark may be where a filter hides it.
fn named(app: &App, keys: &[ProposalKey]) -> Vec<String> {
    let waiting = app.workspace.waiting_changes();
    let meant = waiting.iter().filter(|change| keys.contains(&change.key));
    let mut lines: Vec<String> = meant.map(|change| app.workspace.name_of(&change.change.main.address)).collect();
    if lines.len() > MOST_NAMED {
        let others = lines.split_off(MOST_NAMED - 1).len();
        lines.push(texts::proposals::and_more(app.lang(), others));
    }
    lines
}
