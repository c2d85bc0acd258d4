//! Which file makes which page.
//!
//! Entry point: [`PageContext::document`].

use super::layout;
use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::model::{ACTION_FIELDS, BODIES, MEETINGS, REGIONS};

impl PageContext<'_> {
    /// Returns the whole page.
    pub fn document(&self) -> String {
        layout::document(self, &self.content())
    }

    fn content(&self) -> PageContent {
        match self.page {
            SitePage::Start => self.start(),
            SitePage::Regions => self.regions(),
            SitePage::Fields => self.fields(),
            SitePage::Places => self.places(),
            SitePage::Postcodes => self.postcodes(),
            SitePage::Meetings => self.meetings(),
            SitePage::Map => self.map(),
            SitePage::Matrix => self.matrix(),
            SitePage::Process => self.process(),
            SitePage::Age => self.age(),
            SitePage::Changes => self.changes(),
            SitePage::About => self.about(),
            SitePage::Record(slot) => self.record(slot),
        }
    }

    fn record(&self, slot: Slot) -> PageContent {
        match slot.table {
            REGIONS => self.region(slot),
            MEETINGS => self.meeting(slot),
            ACTION_FIELDS => self.field(slot),
            BODIES => self.body(slot),
            _ => self.measure(slot),
        }
    }
}
