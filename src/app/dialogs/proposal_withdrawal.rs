//! Asks before proposals of one's own are withdrawn: which ones, and how many changes each has.
//!
//! Entry point: [`App::ask_before_withdrawing`].

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::layout;
use crate::app::proposal_desk::ProposalKey;
use crate::query::proposal::proposed_changes;
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;

/// Withdraw these proposals?
#[derive(Debug)]
struct ProposalWithdrawalDialog {
    /// What they are called.
    ids: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum WithdrawalChoice {
    Keep,
    Withdraw,
}

impl App {
    /// Asks before the proposals are withdrawn to which these changes belong.
    pub(in crate::app) fn ask_before_withdrawing(&mut self, keys: &[ProposalKey]) {
        let mut ids: Vec<String> = keys.iter().map(|(id, _)| id.clone()).collect();
        ids.sort();
        ids.dedup();
        if !ids.is_empty() {
            self.open_dialog(ProposalWithdrawalDialog { ids });
        }
    }
}

impl ProposalWithdrawalDialog {
    /// Returns a line about each: when it was made, its first change, and how many more it has.
    fn described(&self, app: &App) -> Vec<String> {
        let (lang, workspace) = (app.lang(), &app.workspace);
        let meant = workspace.proposals.all.iter().filter(|on_desk| self.ids.contains(&on_desk.proposal.id));
        let described = meant.filter_map(|on_desk| {
            let changes = proposed_changes(workspace.doc.schema(), &on_desk.proposal.changes);
            let first = workspace.name_of(&changes.first()?.main.address);
            Some(match changes.len() - 1 {
                0 => texts::proposals::own_of(lang, &on_desk.when, &first),
                others => texts::proposals::own_of_and_more(lang, others, &on_desk.when, &first),
            })
        });
        described.collect()
    }
}

impl Dialog for ProposalWithdrawalDialog {
    type Choice = WithdrawalChoice;

    fn title(&self, app: &App) -> String {
        texts::proposals::withdraw_title(app.lang(), self.ids.len())
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<WithdrawalChoice>> {
        let (lang, cells) = (app.lang(), layout::dialog_text_cells(app.size));
        let withdraw = texts::proposals::withdraw_these(lang, self.ids.len());
        let mut rows = vec![
            DialogRow::answer(Role::Text, texts::records::keep(lang), WithdrawalChoice::Keep),
            DialogRow::answer(Role::Warning, &withdraw, WithdrawalChoice::Withdraw),
            DialogRow::blank(),
        ];
        let said = self.described(app).into_iter().chain([texts::proposals::withdraw_whole(lang).to_owned()]);
        rows.extend(said.flat_map(|text| wrap(&text, cells)).map(|line| DialogRow::text(Role::Dim, line)));
        rows
    }

    fn choose(&mut self, app: &mut App, choice: WithdrawalChoice, _: &str) -> DialogOutcome {
        match choice {
            WithdrawalChoice::Keep => DialogOutcome::Cancels,
            WithdrawalChoice::Withdraw => {
                let said = texts::proposals::were_withdrawn(app.lang(), self.ids.len());
                app.withdraw(std::mem::take(&mut self.ids), Some(said));
                DialogOutcome::Closes
            }
        }
    }
}
