//! The page of an action field: the concern, its other names, every engaged region in its own
//! words, and the office to ask.

use std::ops::Range;

use crate::app::detail::PageRow;
use crate::app::detail::build::PageBuilder;
use crate::app::detail::deferred_page::DeferredRows;
use crate::app::name_cache::Asked;
use crate::document::Slot;
use crate::model::{BODIES, ENGAGEMENTS, MEASURES, RECOMMENDATIONS, REGIONS, records};
use crate::schema::PageGroup;
use crate::texts::detail as t;
use crate::theme::Role;

impl PageBuilder<'_> {
    pub(super) fn action_field(&mut self, slot: Slot) {
        let lang = self.from.lang;
        self.fields(slot, |field| field.group == PageGroup::Facts);
        let engaged = self.from.index.engaged(self.from.doc, slot).len();
        let all = self.from.doc.slots(REGIONS).len();
        self.section(t::regions_working(lang, engaged, all), self.record_about(slot, ENGAGEMENTS));
        if engaged == 0 {
            self.nothing_yet();
        }
        self.later.push_back(DeferredRows::Engaged(slot, 0..engaged));
        self.later.push_back(DeferredRows::Silent { field: slot, from: 0, names: Vec::new() });
        self.later.extend([BODIES, RECOMMENDATIONS, MEASURES].map(|table| DeferredRows::Referring(slot, table)));
        self.later.push_back(DeferredRows::FieldEnd(slot));
    }

    /// Adds the next engagement in a field and the office to ask in its region.
    pub(in crate::app::detail) fn engaged(&mut self, field: Slot, mut left: Range<usize>) {
        let Some(place) = left.next() else { return };
        let engagement = self.from.index.engaged(self.from.doc, field).get(place).copied();
        if let Some((engagement, region)) = engagement.and_then(|e| Some((e, self.from.index.region_of(e)?))) {
            let label = self.short(region);
            self.engagement(engagement, label);
            self.ask(region);
        }
        self.later.push_back(DeferredRows::Engaged(field, left));
    }

    fn is_engaged(&self, region: Slot, field: Slot) -> bool {
        let index = self.from.index;
        let is_about = |e: &Slot| index.refers(*e, field) && index.region_of(*e) == Some(region);
        index.referrers_in(region, ENGAGEMENTS).iter().any(is_about)
    }

    /// Examines one more region and reads its name when nothing is known of it. Lists these regions
    /// once all are examined.
    pub(in crate::app::detail) fn silent(&mut self, field: Slot, from: usize, mut names: Vec<String>) {
        if let Some(region) = self.from.doc.slots(REGIONS).nth(from) {
            if !self.is_engaged(region, field) {
                names.push(self.short(region));
            }
            self.later.push_back(DeferredRows::Silent { field, from: from + 1, names });
        } else if !names.is_empty() {
            self.push(PageRow::default());
            self.text(Role::Unknown, t::not_known_in(self.from.lang, &names.join(", ")));
        }
    }

    /// Adds the end of the page.
    pub(in crate::app::detail) fn field_end(&mut self, field: Slot) {
        self.push(PageRow::default());
        self.fields(field, |field| field.group == PageGroup::Closing);
    }

    /// Adds the office to ask in a region, as a link with its telephone number or address.
    fn ask(&mut self, region: Slot) {
        let asked = self.from.names.asked(self.from.index, region, || self.asked(region));
        for asked in asked.iter() {
            let way = asked.way.as_ref().map(|way| format!(" · {way}"));
            let spans = vec![
                (Role::Dim, format!("{}: ", t::ask(self.from.lang))),
                (Role::Link, asked.name.clone()),
                (Role::Dim, way.unwrap_or_default()),
            ];
            self.push(PageRow { label: " ".into(), spans, link: Some(asked.office), ..PageRow::default() });
        }
    }

    fn asked(&self, region: Slot) -> Vec<Asked> {
        let read = |office: Slot| {
            let body = self.from.doc.get::<records::Body>(office).ok()?;
            let contact = body.contact.unwrap_or_default();
            Some(Asked { office, name: body.name, way: contact.phone.or(contact.email).or(contact.website) })
        };
        self.from.index.offices(self.from.doc, region).into_iter().filter_map(read).collect()
    }
}
