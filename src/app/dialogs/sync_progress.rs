//! What a sync with other machines is doing; Esc cancels it.
//!
//! Entry point: [`App::show_sync_progress`].

use std::convert::Infallible;

use super::{App, Dialog, DialogOutcome, DialogRow, RowChange};
use crate::app::Effect;
use crate::texts;
use crate::theme::Role;

/// How far is it?
#[derive(Debug)]
pub(super) struct SyncProgressDialog {
    percent: u8,
}

impl App {
    /// Shows how far a sync is.
    pub(in crate::app) fn show_sync_progress(&mut self, percent: u8) {
        match self.dialogs.find_mut::<SyncProgressDialog>() {
            Some(dialog) => dialog.percent = percent,
            None => self.open_dialog(SyncProgressDialog { percent }),
        }
    }

    /// Closes it once the sync has ended.
    pub(in crate::app) fn close_sync_progress(&mut self) {
        self.dialogs.remove::<SyncProgressDialog>();
    }
}

impl Dialog for SyncProgressDialog {
    type Choice = Infallible;

    fn title(&self, app: &App) -> String {
        texts::sync::in_progress(app.lang(), usize::from(self.percent))
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
        app.request(Effect::CancelSync);
        app.show_info(texts::sync::cancelled(app.lang()));
    }
}
