//! Replaces the dataset: by the whole of a large file, or by one that was merged or read again.
//!
//! Selections are kept, identified by id. Must not decide what is unsaved. Entry point:
//! [`App::exchange`].

use super::App;
use crate::document::{Document, Relocation, Slot};
use crate::index::Index;

impl App {
    /// Replaces the dataset. Where the records on the screen have kept their slots, the trail is
    /// kept too.
    pub(super) fn exchange(&mut self, doc: Document, index: Index) {
        let before = std::mem::replace(&mut self.workspace.doc, doc);
        self.workspace.index.replace(index);
        let relocation = Relocation::replaced(&before, &self.workspace.doc);
        let here = |slot: Slot| relocation.slot(slot);
        let selection = self.screens.directory.selection().relocated(here);
        let kept = self.screens.relocate(&relocation);
        self.workspace.history.relocate(here);
        self.workspace.marked.relocate(&relocation);
        self.workspace.names.forget();
        if !kept {
            let (screens, context) = self.screens_mut();
            screens.directory.select(selection, context);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Event;
    use crate::app::fixture::shipped;
    use crate::key::{Chord, Key};
    use crate::model::{SCHEMA, SHIPPED};

    fn id(app: &App) -> Option<&str> {
        app.subject().map(|slot| app.workspace.doc.id(slot))
    }

    /// Returns the page of the second region, reached from the first, after this dataset has
    /// replaced the shipped one.
    fn exchanged(text: &str) -> App {
        let mut app = shipped();
        drop(app.update(Event::Key(Chord::plain(Key::Char('j')))));
        app.open(app.subject().unwrap());
        assert_eq!(id(&app), Some("euskirchen"));
        let doc = Document::parse(&SCHEMA, text).unwrap();
        let index = Index::build(&doc);
        app.exchange(doc, index);
        app.refresh();
        app
    }

    #[test]
    fn what_is_selected_is_known_by_its_id() {
        let same = exchanged(SHIPPED);
        assert_eq!((id(&same), same.screens.directory.trail.can_go_back()), (Some("euskirchen"), true));
        let first = "regions: [\n        Region(id: \"x\", name: \"X\", kind: Kreis),";
        let other = exchanged(&SHIPPED.replacen("regions: [", first, 1));
        assert_eq!((id(&other), other.screens.directory.panes[0].selected()), (Some("euskirchen"), other.subject()));
        assert!(other.screens.directory.trail.can_go_back());
        assert_ne!(other.subject(), same.subject());
    }
}
