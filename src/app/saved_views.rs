//! Saved views on the screen: asking for them, showing one, saving and deleting.
//!
//! The files are read and written at the edge, anew each time. Entry points: [`ViewsRequest`],
//! [`App::views_answered`].

use super::{App, Effect};
use crate::config::views::{KnownViews, ViewChange, ViewOwner};
use crate::texts;

/// What is asked of the files of views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewsRequest {
    /// Which views there are.
    Read,
    /// To change the views of an owner.
    Change(ViewOwner, ViewChange),
}

/// What came of it.
#[derive(Debug)]
pub enum ViewsAnswer {
    /// These are there, and the files are called so.
    Read(ViewsAtHand),
    /// The file is changed; its path, for people.
    Changed(ViewChange, String),
    /// Why it is as it was.
    Failed(String),
}

/// The views that there are, and where others can be saved.
#[derive(Debug, Clone, Default)]
pub struct ViewsAtHand {
    /// The views.
    pub known: KnownViews,
    /// The path of the user's own file; `None` where there is no place for one.
    pub user: Option<String>,
    /// The path of the file for everybody.
    pub everybody: Option<String>,
}

impl App {
    /// Asks for the views that there are, to choose a table or one of them.
    pub(in crate::app) fn ask_for_views(&mut self) {
        self.request(Effect::Views(ViewsRequest::Read));
    }

    /// Returns true when views may be saved and deleted; otherwise says why not.
    pub(in crate::app) fn may_change_views(&mut self) -> bool {
        let lang = self.lang();
        let reason = match () {
            () if self.workspace.settings.restricted => texts::views::restricted(lang),
            () if self.workspace.file.read_only.is_some() || self.workspace.file.proposes => {
                texts::views::read_only(lang)
            }
            () => return true,
        };
        self.show_error(reason);
        false
    }

    /// Asks for a change of the views of an owner.
    pub(in crate::app) fn change_views(&mut self, owner: ViewOwner, change: ViewChange) {
        self.request(Effect::Views(ViewsRequest::Change(owner, change)));
    }

    /// Goes on with what the files of views say, or what became of a change.
    pub(super) fn views_answered(&mut self, answer: ViewsAnswer) {
        let lang = self.lang();
        match answer {
            ViewsAnswer::Read(at_hand) => {
                if let Some(problem) = at_hand.known.problems.first() {
                    self.show_error(problem.text(lang));
                }
                self.choose_table(at_hand);
            }
            ViewsAnswer::Changed(ViewChange::Save(view), path) => {
                self.show_outcome(texts::views::saved(lang, &view.name, &path));
                self.shows_view(view);
            }
            ViewsAnswer::Changed(ViewChange::Remove(name), _) => {
                self.show_outcome(texts::views::removed(lang, &name));
            }
            ViewsAnswer::Failed(reason) => self.show_error(reason),
        }
    }
}
