//! Why are proposed changes declined? Whoever proposed them reads it.
//!
//! Entry point: [`App::ask_why_declined`].

use std::convert::Infallible;

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow};
use crate::app::proposal_desk::ProposalKey;
use crate::texts;
use crate::theme::Role;

/// Why?
#[derive(Debug)]
struct DeclineReasonDialog {
    keys: Vec<ProposalKey>,
}

impl App {
    /// Asks why proposed changes are declined.
    pub(in crate::app) fn ask_why_declined(&mut self, keys: Vec<ProposalKey>) {
        self.open_dialog(DeclineReasonDialog { keys });
    }
}

impl Dialog for DeclineReasonDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        texts::proposals::decline_title(app.lang(), self.keys.len())
    }

    fn input(&self, app: &App) -> Option<DialogInput> {
        let prompt = texts::proposals::why_prompt(app.lang()).to_owned();
        Some(DialogInput::Text { prompt, text: String::new(), several_lines: false })
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        vec![DialogRow::text(Role::Dim, texts::proposals::decline_hint(app.lang()))]
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    fn confirm(&mut self, app: &mut App, typed: &str) -> DialogOutcome {
        let reason = typed.trim();
        if reason.is_empty() {
            return DialogOutcome::Refuses(texts::proposals::decline_hint(app.lang()).to_owned());
        }
        app.decline_because(&self.keys, reason);
        DialogOutcome::Closes
    }
}
