//! An action field: the concern, what else it is called, every engaged region in its own words, and the office to ask.

use std::collections::VecDeque;
use std::vec;

use crate::app::detail::Row;
use crate::app::detail::build::Builder;
use crate::app::detail::rest::Piece;
use crate::document::Slot;
use crate::model::{BODIES, ENGAGEMENTS, MEASURES, RECOMMENDATIONS, REGIONS, records};
use crate::texts::detail as t;
use crate::theme::Role;

impl Builder<'_> {
    pub(super) fn action_field(&mut self, slot: Slot) {
        let lang = self.from.lang;
        self.fields(slot, |f| f != "id");
        let engagements = self.engaged_regions(slot);
        let all = self.from.doc.slots(REGIONS);
        self.section(t::regions_working(lang, engagements.len(), all.len()), self.record_about(slot, ENGAGEMENTS));
        if engagements.is_empty() {
            self.nothing_yet();
        }
        let mut silent = vec![true; self.from.doc.slot_count(REGIONS)];
        engagements.iter().for_each(|(_, region)| silent[region.index as usize] = false);
        let silent: VecDeque<Slot> = all.filter(|region| silent[region.index as usize]).collect();
        self.later.push_back(Piece::Engaged(engagements.into_iter()));
        if !silent.is_empty() {
            self.later.push_back(Piece::Silent(silent, Vec::new()));
        }
        self.later.extend([BODIES, RECOMMENDATIONS, MEASURES].map(|table| Piece::Referring(slot, table)));
        self.later.push_back(Piece::FieldEnd(slot));
    }

    /// The engagements in a field, each with its region, in the order of the regions; reads none of them.
    pub(in crate::app) fn engaged_regions(&self, field: Slot) -> Vec<(Slot, Slot)> {
        let (doc, index) = (self.from.doc, self.from.index);
        let engagements = index.referrers_in(field, ENGAGEMENTS);
        let mut found: Vec<(Slot, Slot)> =
            engagements.iter().filter_map(|e| Some((*e, index.region_of(*e)?))).collect();
        let ranks = index.ranks(doc, REGIONS);
        found.sort_by_key(|(_, region)| ranks[region.index as usize]);
        found
    }

    /// What the next engagement says, and whom to ask.
    pub(in crate::app::detail) fn engaged(&mut self, mut left: vec::IntoIter<(Slot, Slot)>) {
        if let Some((engagement, region)) = left.next() {
            let label = self.short(region);
            self.engagement(engagement, label);
            self.ask(region);
            self.later.push_back(Piece::Engaged(left));
        }
    }

    /// Reads one more name of the regions of which nothing is known; names them when all are read.
    pub(in crate::app::detail) fn silent(&mut self, mut left: VecDeque<Slot>, mut names: Vec<String>) {
        if let Some(region) = left.pop_front() {
            names.push(self.short(region));
            return self.later.push_back(Piece::Silent(left, names));
        }
        self.push(Row::default());
        self.text(Role::Unknown, t::not_known_in(self.from.lang, &names.join(", ")));
    }

    /// What stands below everything else.
    pub(in crate::app::detail) fn field_end(&mut self, field: Slot) {
        self.push(Row::default());
        self.field(field, "id");
    }

    /// The office to ask in a region, as a link with its telephone or address.
    fn ask(&mut self, region: Slot) {
        for office in self.offices(region) {
            let Ok(body) = self.from.doc.get::<records::Body>(office) else { continue };
            let contact = body.contact.unwrap_or_default();
            let way = contact.phone.or(contact.email).or(contact.website).map(|w| format!(" · {w}"));
            let spans = vec![
                (Role::Dim, format!("{}: ", t::ask(self.from.lang))),
                (Role::Link, body.name),
                (Role::Dim, way.unwrap_or_default()),
            ];
            self.push(Row { label: " ".into(), spans, link: Some(office), ..Row::default() });
        }
    }
}
