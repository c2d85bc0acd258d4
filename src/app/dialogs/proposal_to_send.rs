//! Shows a proposal that cannot be put beside the dataset as a text to send; `y` copies it whole.
//!
//! Entry point: [`App::show_proposal_to_send`].

use super::{App, Dialog, DialogOutcome, DialogRow, DialogSize};
use crate::app::{Effect, layout};
use crate::text::wrap;
use crate::texts::{self, as_sentence};
use crate::theme::Role;

/// A text to send.
#[derive(Debug)]
struct ProposalToSendDialog {
    reason: String,
    text: String,
}

/// To copy it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct CopyProposal;

impl App {
    /// Shows the text of a proposal, and why it could not be put beside the dataset.
    pub(in crate::app) fn show_proposal_to_send(&mut self, reason: String, text: String) {
        self.open_dialog(ProposalToSendDialog { reason, text });
    }
}

impl Dialog for ProposalToSendDialog {
    type Choice = CopyProposal;

    fn title(&self, app: &App) -> String {
        texts::proposals::to_send_title(app.lang()).to_owned()
    }

    fn size(&self) -> DialogSize {
        DialogSize::Wide
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<CopyProposal>> {
        let lang = app.lang();
        let cells = layout::dialog_text_cells(app.size);
        let said = format!("{} {}", as_sentence(&self.reason), texts::proposals::to_send(lang));
        let mut rows = vec![DialogRow::keyed('y', Role::Text, texts::proposals::copy_to_send(lang), CopyProposal)];
        rows.extend(wrap(&said, cells).into_iter().map(|line| DialogRow::text(Role::Dim, line)));
        rows.push(DialogRow::blank());
        rows.extend(self.text.lines().map(|line| DialogRow::text(Role::Text, line)));
        rows
    }

    fn choose(&mut self, app: &mut App, _: CopyProposal, _: &str) -> DialogOutcome {
        app.request(Effect::Copy(self.text.clone()));
        DialogOutcome::Stays
    }
}
