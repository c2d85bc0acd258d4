//! The work that goes on between keys, a slice at a time, so that no key has to wait: that of the
//! topmost dialog, of the screen shown, then the page.
//!
//! Entry points: [`App::is_busy`] and [`super::Event::ContinueWork`].

use super::App;

impl App {
    /// Returns true while there is work to continue when no input is pending
    /// ([`super::Event::ContinueWork`]).
    pub fn is_busy(&self) -> bool {
        self.is_dialog_working()
            || self.screens.shown().is_working()
            || self.screens.directory.is_page_wanted()
            || self.is_page_ahead_due()
    }

    /// Returns true when the page that the next key probably asks for is not built yet.
    pub fn is_page_ahead_due(&self) -> bool {
        self.screens.directory.is_page_ahead_due(self.screen_context())
    }

    /// Does a slice of it.
    pub(super) fn continue_work(&mut self) {
        if self.is_dialog_working() {
            self.work_in_dialog();
        } else if self.screens.shown().is_working() {
            let (screens, context) = self.screens_mut();
            screens.shown_mut().work(context);
        } else {
            let (screens, context) = self.screens_mut();
            screens.directory.build_ahead(context);
        }
    }
}
