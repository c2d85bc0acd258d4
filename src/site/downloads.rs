//! What a visitor takes along into other programs: the card of a body, the event of a meeting, the
//! calendar of a region, and the record for open-data portals.
//!
//! They are the same in every language and stand beside its folders, under the address of the
//! record: `bodies/NAME.vcf`. What they say, `exchange` knows. Entry points: [`SiteDownload`],
//! [`SiteDownloads::new`].

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::Site;
use super::page_context::PageContext;
use crate::document::{Document, Slot};
use crate::exchange::{ExportForm, dcat, icalendar, vcard};
use crate::export::json;
use crate::index::Index;
use crate::model::{BODIES, MEETINGS, REGIONS};
use crate::query::DatasetView;
use crate::texts;

/// The record for open-data portals.
pub(super) const CATALOGUE: &str = "dcat.jsonld";

/// A file for another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SiteDownload {
    /// How to reach a body.
    Card(Slot),
    /// A meeting.
    Event(Slot),
    /// The meetings of the bodies of a region.
    Calendar(Slot),
    /// All meetings.
    AllMeetings,
    /// The whole directory, as open-data portals list it.
    Catalogue,
}

/// Which files for other programs there are.
#[derive(Debug, Default)]
pub(super) struct SiteDownloads {
    /// The bodies that can be reached.
    cards: BTreeSet<Slot>,
    /// The meetings that have a day.
    events: BTreeSet<Slot>,
    /// Those of them of each region.
    calendars: BTreeMap<Slot, BTreeSet<Slot>>,
    has_catalogue: bool,
}

impl SiteDownloads {
    pub fn new(document: &Document, index: &Index, has_catalogue: bool) -> SiteDownloads {
        let cards = document.slots(BODIES).filter(|body| vcard::can_be_reached(document, *body)).collect();
        let events: BTreeSet<Slot> =
            document.slots(MEETINGS).filter(|meeting| icalendar::has_day(document, *meeting)).collect();
        let mut calendars: BTreeMap<Slot, BTreeSet<Slot>> = BTreeMap::new();
        let referred = |from: Slot, table| index.references(from).filter(move |to| to.table() == table);
        for meeting in &events {
            let bodies = referred(*meeting, BODIES).filter_map(|to| to.to);
            for region in bodies.flat_map(|body| referred(body, REGIONS)).filter_map(|to| to.to) {
                calendars.entry(region).or_default().insert(*meeting);
            }
        }
        SiteDownloads { cards, events, calendars, has_catalogue }
    }

    /// Returns all of them.
    pub fn all(&self) -> impl Iterator<Item = SiteDownload> {
        let cards = self.cards.iter().map(|body| SiteDownload::Card(*body));
        let events = self.events.iter().map(|meeting| SiteDownload::Event(*meeting));
        let calendars = self.calendars.keys().map(|region| SiteDownload::Calendar(*region));
        let all_meetings = (!self.events.is_empty()).then_some(SiteDownload::AllMeetings);
        let catalogue = self.has_catalogue.then_some(SiteDownload::Catalogue);
        cards.chain(events).chain(calendars).chain(all_meetings).chain(catalogue)
    }

    fn contains(&self, download: SiteDownload) -> bool {
        match download {
            SiteDownload::Card(body) => self.cards.contains(&body),
            SiteDownload::Event(meeting) => self.events.contains(&meeting),
            SiteDownload::Calendar(region) => self.calendars.contains_key(&region),
            SiteDownload::AllMeetings => !self.events.is_empty(),
            SiteDownload::Catalogue => self.has_catalogue,
        }
    }
}

impl Site<'_> {
    /// Returns the path of a file for another program.
    pub(super) fn download_path(&self, download: SiteDownload) -> String {
        match download {
            SiteDownload::Card(slot) => format!("{}.{}", self.record_name(slot), ExportForm::Vcard.ending()),
            SiteDownload::Event(slot) | SiteDownload::Calendar(slot) => {
                format!("{}.{}", self.record_name(slot), ExportForm::Ical.ending())
            }
            SiteDownload::AllMeetings => format!("meetings.{}", ExportForm::Ical.ending()),
            SiteDownload::Catalogue => CATALOGUE.to_owned(),
        }
    }

    /// Returns the content of a file for another program.
    pub(super) fn download(&self, download: SiteDownload, data: DatasetView<'_>) -> String {
        match download {
            SiteDownload::Card(body) => vcard::card(data, body).unwrap_or_default(),
            SiteDownload::Event(meeting) => icalendar::calendar(data, [meeting]),
            SiteDownload::Calendar(region) => {
                icalendar::calendar(data, self.downloads.calendars.get(&region).into_iter().flatten().copied())
            }
            SiteDownload::AllMeetings => icalendar::calendar(data, self.downloads.events.iter().copied()),
            SiteDownload::Catalogue => json::value(&dcat::record(data, &self.publication())),
        }
    }
}

impl PageContext<'_> {
    /// Returns a link to a file for another program, in these words; nothing where there is none.
    pub fn download(&self, download: SiteDownload) -> Markup {
        let words = match download {
            SiteDownload::Card(_) => texts::site::save_contact(self.lang),
            SiteDownload::Event(_) => texts::site::save_event(self.lang),
            SiteDownload::Calendar(_) | SiteDownload::AllMeetings => texts::site::subscribe(self.lang),
            SiteDownload::Catalogue => texts::site::catalogue(self.lang),
        };
        html! {
            @if self.site.downloads.contains(download) {
                p.download { a href=(format!("{}{}", self.root(), self.site.download_path(download))) { (words) } }
            }
        }
    }
}
