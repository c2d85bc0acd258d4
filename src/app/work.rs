//! The work that goes on between keys, a slice at a time, so that no key has to wait: that of the
//! topmost dialog, then the page.
//!
//! Entry points: [`App::is_busy`] and [`super::Event::ContinueWork`].

use super::App;

impl App {
    /// Returns true while there is work to continue when no input is pending
    /// ([`super::Event::ContinueWork`]).
    pub fn is_busy(&self) -> bool {
        self.is_dialog_working() || self.is_page_wanted() || self.is_page_ahead_due()
    }

    /// Does a slice of it.
    pub(super) fn continue_work(&mut self) {
        if self.is_dialog_working() {
            self.work_in_dialog();
        } else if self.is_page_wanted() {
            self.page_on();
        } else {
            self.page_ahead();
        }
    }
}
