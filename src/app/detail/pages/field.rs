//! The page of an action field: the concern, its other names, every engaged region in its own
//! words, and the office to ask.

use std::ops::Range;

use crate::app::detail::build::PageBuilder;
use crate::app::detail::deferred_page::DeferredRows;
use crate::app::detail::{PageRow, PageSection};
use crate::document::Slot;
use crate::model::{BODIES, ENGAGEMENTS, MEASURES, RECOMMENDATIONS, REGIONS};
use crate::query::contact::offices_to_ask;
use crate::query::field::{RegionAtWork, engagement, engagement_count, is_engaged, region_count};
use crate::schema::PageGroup;
use crate::texts;
use crate::theme::Role;

impl PageBuilder<'_> {
    pub(super) fn action_field(&mut self, slot: Slot) {
        let lang = self.from.lang;
        self.fields(slot, |field| field.group == PageGroup::Facts);
        let engaged = engagement_count(self.from.data, slot);
        let all = self.from.data.document.slots(REGIONS).len();
        let [known, all] = [region_count(self.from.data, slot), all].map(|count| texts::number(lang, count));
        let title = texts::detail::regions_working(lang, &known, &all);
        self.section(PageSection::RegionsAtWork, title, self.record_about(slot, ENGAGEMENTS));
        if engaged == 0 {
            self.nothing_yet();
        }
        self.later.push_back(DeferredRows::Engaged(slot, 0..engaged));
        self.later.push_back(DeferredRows::Silent { field: slot, from: 0, names: Vec::new() });
        self.later.extend([BODIES, RECOMMENDATIONS, MEASURES].map(|table| DeferredRows::Referring(slot, table)));
        self.later.push_back(DeferredRows::FieldEnd(slot));
    }

    /// Adds the next engagement in a field. The office to ask stands behind the last one of its
    /// region.
    pub(in crate::app::detail) fn engaged(&mut self, field: Slot, mut left: Range<usize>) {
        let Some(place) = left.next() else { return };
        let engagement_at = |place| engagement(self.from.data, field, place);
        if let Some(RegionAtWork { region, engagement }) = engagement_at(place) {
            let next = engagement_at(place + 1);
            let label = self.short(region);
            self.engagement(engagement, label);
            if next.is_none_or(|next| next.region != region) {
                self.ask(region);
            }
        }
        self.later.push_back(DeferredRows::Engaged(field, left));
    }

    /// Examines one more region and reads its name when nothing is known of it. Lists these regions
    /// once all are examined.
    pub(in crate::app::detail) fn silent(&mut self, field: Slot, from: usize, mut names: Vec<String>) {
        if let Some(region) = self.from.data.index.order(self.from.data.document, REGIONS).get(from).copied() {
            if !is_engaged(self.from.data, region, field) {
                names.push(self.short(region));
            }
            self.later.push_back(DeferredRows::Silent { field, from: from + 1, names });
        } else if !names.is_empty() {
            self.push(PageRow::default());
            self.text(Role::Unknown, texts::detail::not_known_in(self.from.lang, &names.join(", ")));
        }
    }

    /// Adds the end of the page.
    pub(in crate::app::detail) fn field_end(&mut self, field: Slot) {
        self.section(PageSection::Rest, texts::detail::record(self.from.lang), None);
        self.fields(field, |field| field.group == PageGroup::Closing);
    }

    /// Adds the office to ask in a region, as a link with its telephone number or address.
    fn ask(&mut self, region: Slot) {
        for asked in offices_to_ask(self.from.data, region).iter() {
            let way = asked.way.as_ref().map(|way| format!(" · {way}"));
            let spans = vec![
                (Role::Dim, format!("{}: ", texts::detail::ask(self.from.lang))),
                (Role::Link, asked.name.clone()),
                (Role::Dim, way.unwrap_or_default()),
            ];
            self.push(PageRow { label: " ".into(), spans, link: Some(asked.office), ..PageRow::default() });
        }
    }
}
