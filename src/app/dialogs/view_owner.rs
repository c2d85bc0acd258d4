//! For whom is a view saved?
//!
//! Where there is no choice, it is saved at once. Entry point: [`App::save_view`].

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::saved_views::ViewsAtHand;
use crate::config::views::{SavedView, ViewChange, ViewOwner};
use crate::texts;

/// For whom?
#[derive(Debug)]
struct ViewOwnerDialog {
    view: SavedView,
    views: ViewsAtHand,
}

impl App {
    /// Asks for whom a view is to be saved, where there is a choice.
    pub(super) fn save_view(&mut self, view: SavedView, views: ViewsAtHand) {
        match (&views.user, &views.everybody) {
            (Some(_), Some(_)) => self.open_dialog(ViewOwnerDialog { view, views }),
            (None, _) => self.change_views(ViewOwner::Everybody, ViewChange::Save(view)),
            (Some(_), None) => self.change_views(ViewOwner::User, ViewChange::Save(view)),
        }
    }
}

impl Dialog for ViewOwnerDialog {
    type Choice = ViewOwner;

    fn title(&self, app: &App) -> String {
        texts::views::owner_title(app.lang(), &self.view.name)
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<ViewOwner>> {
        let lang = app.lang();
        let is_there = |owner: ViewOwner| {
            self.views.known.views.iter().any(|known| known.owner == owner && known.view.is_called(&self.view.name))
        };
        let files = [(ViewOwner::User, &self.views.user), (ViewOwner::Everybody, &self.views.everybody)];
        let row = |(number, (owner, path)): (usize, (ViewOwner, &Option<String>))| {
            let path = path.as_deref().unwrap_or_default();
            let text = match owner {
                ViewOwner::User => texts::views::for_user(lang, path),
                ViewOwner::Everybody => texts::views::for_everybody(lang, path),
            };
            let replaces = if is_there(owner) { format!(" ({})", texts::views::replaces(lang)) } else { String::new() };
            DialogRow::numbered(number, &format!("{text}{replaces}"), owner)
        };
        files.into_iter().enumerate().map(row).collect()
    }

    fn choose(&mut self, app: &mut App, owner: ViewOwner, _: &str) -> DialogOutcome {
        app.change_views(owner, ViewChange::Save(self.view.clone()));
        DialogOutcome::Closes
    }
}
