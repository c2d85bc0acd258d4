//! Which saved view is deleted?
//!
//! It is asked once more behind it. Entry point: [`App::ask_which_view_to_remove`].

use super::table_choice::view_row;
use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::saved_views::ViewsAtHand;
use crate::texts;

/// Which view?
#[derive(Debug)]
struct RemovedViewDialog {
    views: ViewsAtHand,
}

impl App {
    /// Asks which saved view is to be deleted.
    pub(super) fn ask_which_view_to_remove(&mut self, views: ViewsAtHand) {
        self.open_dialog(RemovedViewDialog { views });
    }
}

impl Dialog for RemovedViewDialog {
    type Choice = usize;

    fn title(&self, app: &App) -> String {
        texts::views::remove_title(app.lang()).to_owned()
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<usize>> {
        let views = self.views.known.views.iter().enumerate();
        views.map(|(number, known)| view_row(app, known, number)).collect()
    }

    fn choose(&mut self, app: &mut App, number: usize, _: &str) -> DialogOutcome {
        if let Some(known) = self.views.known.views.get(number) {
            app.ask_before_removing_view(known.clone());
        }
        DialogOutcome::Closes
    }
}
