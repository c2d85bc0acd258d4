//! The page of a region: its office first, then its activities, bodies, municipalities, and the
//! region itself.

use crate::app::detail::PageRow;
use crate::app::detail::build::PageBuilder;
use crate::document::Slot;
use crate::index::fold::collate;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MEASURES, MUNICIPALITIES, records};
use crate::schema::{Field, FieldKind};
use crate::text::with_thousands;
use crate::texts::detail as t;
use crate::theme::Role;

impl PageBuilder<'_> {
    pub(super) fn region(&mut self, slot: Slot) {
        let offices = self.from.index.offices(self.from.doc, slot);
        self.offices(slot, &offices);
        self.worked_on(slot);
        self.other_bodies(slot);
        let bodies = self.referring(slot, BODIES);
        self.meetings(&bodies);
        self.referring_section(slot, MEASURES);
        let lang = self.from.lang;
        self.section(t::about_region(lang), None);
        self.fields(slot, |_| true);
        self.towns(slot);
    }

    /// Adds the offices of a region with all contact details.
    pub(in crate::app) fn offices(&mut self, region: Slot, offices: &[Slot]) {
        let lang = self.from.lang;
        self.section(t::office(lang), self.record_about(region, BODIES));
        if offices.is_empty() {
            self.nothing_yet();
        }
        for office in offices {
            let name = vec![(Role::Link, self.name(*office))];
            self.link(*office, records::Level::Bildungsbuero.label().get(lang), name);
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

    fn worked_on(&mut self, slot: Slot) {
        let lang = self.from.lang;
        let engagements = self.engagements(slot, ACTION_FIELDS);
        let all = self.from.doc.slots(ACTION_FIELDS).len();
        let known = engagements.iter().map(|(_, f)| f).collect::<std::collections::HashSet<_>>().len();
        self.section(t::fields(lang, known, all), self.record_about(slot, ENGAGEMENTS));
        if engagements.is_empty() {
            self.nothing_yet();
        }
        for (engagement, field) in engagements {
            let label = self.short(field);
            self.engagement(engagement, label);
        }
    }

    fn other_bodies(&mut self, slot: Slot) {
        let lang = self.from.lang;
        self.section(t::bodies(lang), self.record_about(slot, BODIES));
        let bodies = self.from.index.referrers_in(slot, BODIES).iter().copied();
        let mut bodies: Vec<Slot> = bodies.filter(|b| self.level(*b) != Some(records::Level::Bildungsbuero)).collect();
        bodies.sort_by_cached_key(|b| (self.level(*b), collate(&self.name(*b))));
        if bodies.is_empty() {
            self.nothing_yet();
        }
        for body in bodies {
            let label = self.level(body).map_or(t::unknown(lang), |l| l.label().get(lang));
            let mut spans = vec![(Role::Link, self.name(body))];
            spans.extend(self.record_age(body));
            self.link(body, label, spans);
        }
    }

    fn towns(&mut self, slot: Slot) {
        let lang = self.from.lang;
        let doc = self.from.doc;
        let towns = self.from.index.referrers_in(slot, MUNICIPALITIES);
        self.section(t::municipalities(lang, towns.len()), self.record_about(slot, MUNICIPALITIES));
        let read = |town: &Slot| Some((*town, doc.get::<records::Municipality>(*town).ok()?));
        let mut towns: Vec<_> = towns.iter().filter_map(read).collect();
        let name = |town: &Slot, record: &records::Municipality| match record.name.as_str() {
            "" => collate(doc.id(*town)),
            name => collate(name),
        };
        towns.sort_by_cached_key(|(town, record)| name(town, record));
        for (town, record) in towns {
            let codes = codes_of(&record);
            let people = record.population.map(|p| t::inhabitants(lang, &with_thousands(&p.to_string(), "")));
            let rest = [Some(codes.join(" ")), people].into_iter().flatten().filter(|s| !s.is_empty());
            let spans =
                vec![(Role::Link, record.name), (Role::Dim, rest.map(|s| format!(" · {s}")).collect::<String>())];
            self.push(PageRow { spans, link: Some(town), ..PageRow::default() });
        }
    }
}

/// Returns the postcodes of a municipality: its own, then those of the shipped table.
fn codes_of(town: &records::Municipality) -> Vec<String> {
    let mut codes = town.postcodes.clone();
    let shipped = crate::model::postcodes::shipped().of(&town.id).iter().map(|c| (*c).to_owned());
    codes.extend(shipped.filter(|c| !town.postcodes.contains(c)));
    codes.sort();
    codes
}
