//! The page of a region: its office first, then its activities, bodies, municipalities, and the
//! region itself.

use crate::app::detail::PageRow;
use crate::app::detail::build::PageBuilder;
use crate::document::Slot;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MEASURES, MUNICIPALITIES, records};
use crate::query::region::{LevelledBody, RegionOverview, Town};
use crate::schema::{Field, FieldKind};
use crate::texts;
use crate::theme::Role;

impl PageBuilder<'_> {
    pub(super) fn region(&mut self, slot: Slot) {
        let known = RegionOverview::of(self.from.data, slot);
        self.offices(slot, &known.offices);
        self.worked_on(slot, &known);
        self.other_bodies(slot, &known.bodies);
        self.meetings(&known.all_bodies, known.meetings);
        self.linked_section(slot, MEASURES, &known.measures);
        self.section(texts::detail::about_region(self.from.lang), None);
        self.fields(slot, |_| true);
        self.towns(slot, known.towns);
    }

    /// Adds the offices of a region with all contact details.
    pub(in crate::app) fn offices(&mut self, region: Slot, offices: &[Slot]) {
        let lang = self.from.lang;
        self.section(texts::detail::office(lang), self.record_about(region, BODIES));
        if offices.is_empty() {
            self.nothing_yet();
        }
        for office in offices {
            self.link(*office, records::Level::Bildungsbuero.label().get(lang), self.link_words(*office));
            for field in records::BODY.card() {
                match field.kind {
                    FieldKind::Record(inner) if !inner.is_source => self.without_heading(*office, field),
                    _ => self.field(*office, field),
                }
            }
        }
    }

    /// Adds the fields of a nested record without their heading row.
    fn without_heading(&mut self, slot: Slot, field: &Field) {
        let from = self.rows.len();
        self.field(slot, field);
        let mut rows = self.rows.split_off(from);
        if !rows.is_empty() {
            rows.remove(0);
        }
        for row in &mut rows {
            row.indent = row.indent.saturating_sub(1);
        }
        self.rows.append(&mut rows);
    }

    fn worked_on(&mut self, slot: Slot, known: &RegionOverview) {
        let all = self.from.data.document.slots(ACTION_FIELDS).len();
        let [known_count, all] = [known.field_count(), all].map(|count| texts::number(self.from.lang, count));
        let title = texts::detail::fields(self.from.lang, &known_count, &all);
        self.section(title, self.record_about(slot, ENGAGEMENTS));
        if known.work.is_empty() {
            self.nothing_yet();
        }
        for work in &known.work {
            let label = self.short(work.field);
            self.engagement(work.engagement, label);
        }
    }

    fn other_bodies(&mut self, slot: Slot, bodies: &[LevelledBody]) {
        let lang = self.from.lang;
        self.section(texts::detail::bodies(lang), self.record_about(slot, BODIES));
        if bodies.is_empty() {
            self.nothing_yet();
        }
        for LevelledBody { body, level } in bodies {
            let label = level.map_or(texts::detail::unknown(lang), |level| level.label().get(lang));
            let mut spans = self.link_words(*body);
            spans.extend(self.record_age(*body));
            self.link(*body, label, spans);
        }
    }

    fn towns(&mut self, slot: Slot, towns: Vec<Town>) {
        let lang = self.from.lang;
        let count = self.from.data.index.referrers_in(slot, MUNICIPALITIES).len();
        self.section(texts::detail::municipalities(lang, count), self.record_about(slot, MUNICIPALITIES));
        for Town { slot, municipality, postcodes } in towns {
            let people = municipality.population.map(|p| texts::detail::inhabitants(lang, &texts::number(lang, p)));
            let rest = [Some(postcodes.join(" ")), people].into_iter().flatten().filter(|s| !s.is_empty());
            let rest = rest.map(|s| format!(" · {s}")).collect::<String>();
            let spans = vec![(Role::Link, municipality.name), (Role::Dim, rest)];
            self.push(PageRow { spans, link: Some(slot), ..PageRow::default() });
        }
    }
}
