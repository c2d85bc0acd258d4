//! How far a job is for which the person waits; Esc cancels it.
//!
//! Entry points: [`App::show_progress`], [`App::close_progress`].

use std::convert::Infallible;

use super::{App, Dialog, DialogOutcome, DialogRow, RowChange};
use crate::app::Effect;
use crate::texts;
use crate::theme::Role;

/// A job beside the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum AwaitedJob {
    /// The comparison of a file with the dataset.
    Import,
    /// A sync with other machines.
    Sync,
}

/// How far is it?
#[derive(Debug)]
pub(super) struct ProgressDialog {
    job: AwaitedJob,
    percent: u8,
}

impl App {
    /// Shows how far a job is.
    pub(in crate::app) fn show_progress(&mut self, job: AwaitedJob, percent: u8) {
        match self.dialogs.find_mut::<ProgressDialog>().filter(|dialog| dialog.job == job) {
            Some(dialog) => dialog.percent = percent,
            None => self.open_dialog(ProgressDialog { job, percent }),
        }
    }

    /// Closes the progress of a job that has ended.
    pub(in crate::app) fn close_progress(&mut self, job: AwaitedJob) {
        if self.dialogs.find_mut::<ProgressDialog>().is_some_and(|dialog| dialog.job == job) {
            self.dialogs.remove::<ProgressDialog>();
        }
    }
}

impl Dialog for ProgressDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        let (lang, percent) = (app.lang(), usize::from(self.percent));
        match self.job {
            AwaitedJob::Import => texts::import::running(lang, percent),
            AwaitedJob::Sync => texts::sync::in_progress(lang, percent),
        }
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<Infallible>> {
        vec![DialogRow::text(Role::Dim, texts::exchange::escape_cancels(app.lang()))]
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn choose(&mut self, _: &mut App, choice: Infallible, _: &str) -> DialogOutcome {
        match choice {}
    }

    fn cancelled(&mut self, app: &mut App) {
        let (effect, told) = match self.job {
            AwaitedJob::Import => (Effect::CancelImport, texts::import::cancelled(app.lang())),
            AwaitedJob::Sync => (Effect::CancelSync, texts::sync::cancelled(app.lang())),
        };
        app.request(effect);
        app.show_info(told);
    }
}
