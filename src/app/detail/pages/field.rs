//! An action field: the concern, what else it is called, every engaged region in its own words, and the office to ask.

use crate::app::detail::Row;
use crate::app::detail::build::Builder;
use crate::document::Slot;
use crate::model::{BODIES, ENGAGEMENTS, MEASURES, RECOMMENDATIONS, REGIONS, records};
use crate::texts::detail as t;
use crate::theme::Role;

impl Builder<'_> {
    pub(super) fn action_field(&mut self, slot: Slot) {
        let lang = self.from.lang;
        self.fields(slot, |f| f != "id");
        let engagements = self.engagements(slot, "region", REGIONS);
        let all: Vec<Slot> = self.from.doc.slots(REGIONS).collect();
        self.section(t::regions_working(lang, engagements.len(), all.len()), self.record_about(slot, ENGAGEMENTS));
        if engagements.is_empty() {
            self.nothing_yet();
        }
        for (engagement, region) in &engagements {
            let label = self.short(*region);
            self.engagement(*engagement, label);
            self.ask(*region);
        }
        let silent: Vec<String> =
            all.into_iter().filter(|r| !engagements.iter().any(|(_, e)| e == r)).map(|r| self.short(r)).collect();
        if !silent.is_empty() {
            self.push(Row::default());
            self.text(Role::Unknown, t::not_known_in(lang, &silent.join(", ")));
        }
        for table in [BODIES, RECOMMENDATIONS, MEASURES] {
            self.referring_section(slot, table);
        }
        self.push(Row::default());
        self.field(slot, "id");
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
