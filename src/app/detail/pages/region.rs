//! The page of a region: first what people come for, then the rest.
//!
//! They come for the office, the fields that the public asks for, what is open to all, and the next
//! meeting.

use std::rc::Rc;

use crate::app::detail::build::PageBuilder;
use crate::app::detail::{PageRow, PageSection};
use crate::document::{Address, AddressStep, Slot};
use crate::index::body_level::level;
use crate::model::records::{self, BodyRole};
use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, DISTRICT, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS,
    SCHEMA,
};
use crate::present::contact::{CardLine, InsteadLine, InsteadPlace, instead, open_body};
use crate::present::record_rows::{card_note, is_card_note};
use crate::present::role_words::steering_bodies;
use crate::query::contact::contacts_instead;
use crate::query::region::{BodyMeeting, FieldAtWork, RegionBody, RegionOverview, Town};
use crate::query::region_records::records_of;
use crate::schema::{Field, FieldKind};
use crate::texts;
use crate::theme::Role;

/// The field of a region that has a section of its own.
const AGREEMENT: &str = "agreement";

impl PageBuilder<'_> {
    pub(super) fn region(&mut self, slot: Slot) {
        let known = RegionOverview::of(self.from.data, slot, self.from.period.today);
        self.offices(slot, &known.offices);
        let has_concerns = !known.concerns.is_empty();
        if has_concerns {
            self.concerns(slot, &known);
        } else {
            self.other_fields(slot, &known);
        }
        self.open_bodies(slot, &known.bodies);
        self.next_meeting(&known);
        self.agreement(slot);
        let (steering, others): (Vec<_>, Vec<_>) = known.bodies.iter().partition(|body| body.is_steering());
        self.region_bodies(slot, PageSection::SteeringBodies, &steering);
        self.decisions(slot);
        self.region_bodies(slot, PageSection::OtherBodies, &others);
        if has_concerns {
            self.other_fields(slot, &known);
        }
        self.linked_section(slot, MEASURES, &known.measures);
        self.meetings(&known.all_bodies, known.meetings);
        self.towns(slot, known.towns);
        self.office_notes(&known.offices);
        self.section(PageSection::Rest, texts::detail::about_region(self.from.lang), None);
        self.fields(slot, |field| field.name != AGREEMENT);
    }

    /// Adds the offices of a region with all contact details but their notes.
    pub(in crate::app) fn offices(&mut self, region: Slot, offices: &[Slot]) {
        let lang = self.from.lang;
        self.section(PageSection::Offices, texts::detail::office(lang), self.record_about(region, BODIES));
        if offices.is_empty() {
            self.nothing_yet();
        }
        for office in offices {
            let level = level(self.from.data.document, *office);
            let label = level.map_or(texts::detail::unknown(lang), |level| level.label().get(lang));
            self.link(*office, label, self.link_words(*office));
            for field in records::BODY.card().into_iter().filter(|field| !is_card_note(field)) {
                match field.kind {
                    FieldKind::Record(inner) if !inner.is_source => self.part_of_card(*office, field),
                    _ => self.field(*office, field),
                }
            }
        }
        if !self.from.loading {
            self.instead(region, offices);
        }
    }

    /// Adds whom to ask where none of the offices can be reached: before their sources, where one
    /// looks for a number.
    fn instead(&mut self, region: Slot, offices: &[Slot]) {
        let others = contacts_instead(self.from.data, region, offices);
        let lines = instead(self.from.data, &others, self.from.lang);
        let from = self.rows.len();
        for InsteadLine { line: CardLine { label, spans }, place } in lines {
            let document = self.from.data.document;
            let field = |slot: Slot, name: &str| document.address(slot).join(AddressStep::Field(name.to_owned()));
            let (link, address) = match place {
                InsteadPlace::Body(body) => (Some(body), None),
                InsteadPlace::OfRegion(name) => (None, Some(field(region, name))),
                InsteadPlace::OfDistrict(name) => (None, document.slots(DISTRICT).next().map(|slot| field(slot, name))),
            };
            self.push(PageRow { label, spans, link, address, ..PageRow::default() });
        }
        let is_source = |row: &PageRow| row.address.as_ref().is_some_and(is_own_source);
        let sources = self.rows[..from].iter().rev().take_while(|row| is_source(row)).count();
        self.rows[from - sources..].rotate_left(sources);
    }

    /// Adds the fields of a part of a record. Its own source is not to be taken for that of the
    /// record.
    fn part_of_card(&mut self, slot: Slot, part: &Field) {
        let (from, lang) = (self.rows.len(), self.from.lang);
        self.without_heading(slot, part);
        let is_source = |row: &&mut PageRow| row.indent == 0 && row.address.as_ref().is_some_and(is_own_source);
        for row in self.rows.iter_mut().skip(from).filter(is_source) {
            row.label = texts::detail::source_of(lang, part.label.get(lang));
        }
    }

    /// Adds the notes on the offices, which may be long.
    pub(in crate::app) fn office_notes(&mut self, offices: &[Slot]) {
        let has_note = |office: &&Slot| {
            let record = self.record(**office);
            record.is_some_and(|record| card_note(&records::BODY, record.root()).is_some())
        };
        let noted: Vec<Slot> = offices.iter().filter(has_note).copied().collect();
        if !noted.is_empty() {
            self.section(PageSection::OfficeNotes, texts::guide::office_notes(self.from.lang), None);
        }
        let from = self.rows.len();
        noted.into_iter().for_each(|office| self.fields(office, |field| field.card.is_some() && is_card_note(field)));
        // The heading says it.
        self.rows.iter_mut().skip(from).for_each(|row| row.label.clear());
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

    /// Adds what the region does about each concern of the public.
    fn concerns(&mut self, slot: Slot, known: &RegionOverview) {
        let counts = [known.concern_count(), known.concerns.len()].map(|count| texts::number(self.from.lang, count));
        let title = texts::detail::concerns(self.from.lang, &counts[0], &counts[1]);
        self.section(PageSection::Concerns, title, self.record_about(slot, ENGAGEMENTS));
        known.concerns.iter().for_each(|work| self.field_at_work(slot, work));
    }

    fn other_fields(&mut self, slot: Slot, known: &RegionOverview) {
        let all = self.from.data.document.slots(ACTION_FIELDS).len() - known.concerns.len();
        let [count, all] = [known.other_work.len(), all].map(|count| texts::number(self.from.lang, count));
        let title = match known.concerns.is_empty() {
            true => texts::detail::fields(self.from.lang, &count, &all),
            false => texts::detail::other_fields(self.from.lang, &count, &all),
        };
        self.section(PageSection::OtherFields, title, self.record_about(slot, ENGAGEMENTS));
        if known.other_work.is_empty() {
            self.nothing_yet();
        }
        known.other_work.iter().for_each(|work| self.field_at_work(slot, work));
    }

    /// Adds the engagements in a field; where there is none, a row that leads to the field and
    /// offers to add one.
    fn field_at_work(&mut self, region: Slot, work: &FieldAtWork) {
        let label = self.short(work.field);
        for (number, engagement) in work.engagements.iter().enumerate() {
            self.engagement(*engagement, if number == 0 { label.clone() } else { " ".to_owned() });
        }
        if work.engagements.is_empty() {
            let mut adds = self.record_about(region, ENGAGEMENTS);
            if let Some(new) = &mut adds {
                new.refer_to(self.from.data.document, work.field);
            }
            let spans = vec![(Role::Unknown, texts::detail::unknown(self.from.lang).to_owned())];
            self.push(PageRow { label, spans, link: Some(work.field), adds: adds.map(Rc::new), ..PageRow::default() });
        }
    }

    fn open_bodies(&mut self, slot: Slot, bodies: &[RegionBody]) {
        let lang = self.from.lang;
        self.section(PageSection::OpenBodies, texts::guide::open_bodies(lang), self.record_about(slot, BODIES));
        let open = bodies.iter().filter(|body| body.is_open);
        let lines = open.filter_map(|body| Some((body.body, open_body(self.from.data, body.body, lang)?)));
        let lines: Vec<_> = lines.collect();
        if lines.is_empty() {
            self.text(Role::Unknown, texts::guide::no_open_body(lang));
        }
        for (body, line) in lines {
            self.link(body, line.label, line.spans);
        }
    }

    /// Adds the next meeting; where none is known, the last one.
    fn next_meeting(&mut self, known: &RegionOverview) {
        let lang = self.from.lang;
        let adds = known.all_bodies.first().and_then(|body| self.record_about(*body, MEETINGS));
        self.section(PageSection::NextMeeting, texts::detail::next_meeting(lang), adds);
        let next = known.next_meeting.map(|next| next.slot);
        let found = known.meetings.iter().find(|meeting| Some(meeting.slot) == next);
        if let Some(meeting) = found {
            let label = meeting.meeting.date.clone().unwrap_or_default();
            return self.meeting_with_place(label, meeting);
        }
        self.text(Role::Unknown, texts::detail::no_meeting_known(lang));
        if let Some(last) = known.meetings.iter().find(|meeting| meeting.meeting.date.is_some()) {
            let date = last.meeting.date.clone().unwrap_or_default();
            self.meeting_with_place(texts::detail::last_meeting(lang, &date), last);
        }
    }

    fn meeting_with_place(&mut self, label: String, BodyMeeting { slot, meeting }: &BodyMeeting) {
        let lang = self.from.lang;
        let number = meeting.number.map(|number| format!("{number}. "));
        let body = self.from.data.document.find(BODIES, &meeting.body).map(|body| self.name(body));
        let title = meeting.title.clone().or_else(|| body.clone());
        let title = title.unwrap_or_else(|| texts::detail::unknown(lang).to_owned());
        let rest = [meeting.time.clone(), meeting.place.clone(), body.filter(|body| *body != title)];
        let rest: String = rest.into_iter().flatten().map(|text| format!(" · {text}")).collect();
        let spans = vec![(Role::Link, format!("{}{title}", number.unwrap_or_default())), (Role::Dim, rest)];
        self.link(*slot, label, spans);
    }

    fn agreement(&mut self, slot: Slot) {
        let fields = records::REGION.fields.iter();
        for field in fields.filter(|field| field.name == AGREEMENT) {
            self.section(PageSection::Agreement, field.label.get(self.from.lang), None);
            self.without_heading(slot, field);
        }
    }

    fn region_bodies(&mut self, slot: Slot, section: PageSection, bodies: &[RegionBody]) {
        let lang = self.from.lang;
        let title = match section {
            PageSection::SteeringBodies => steering_bodies(self.from.data.document, lang),
            _ => texts::detail::other_bodies(lang).to_owned(),
        };
        self.section(section, title, self.record_about(slot, BODIES));
        if bodies.is_empty() {
            self.nothing_yet();
        }
        for RegionBody { body, level, .. } in bodies {
            let label = level.map_or(texts::detail::unknown(lang), |level| level.label().get(lang));
            let mut spans = self.link_words(*body);
            spans.extend(self.record_age(*body));
            self.link(*body, label, spans);
            if level.is_some_and(|level| level.role == BodyRole::Committee) {
                self.missing_seats(*body);
            }
        }
    }

    /// Adds what was decided and recommended, so that one need not look for it elsewhere to learn
    /// that nothing is known.
    fn decisions(&mut self, region: Slot) {
        let lang = self.from.lang;
        self.section(PageSection::Referring(DECISIONS), texts::detail::decisions_and_recommendations(lang), None);
        let mut found = records_of(self.from.data.index, region);
        found.retain(|record| matches!(record.table, DECISIONS | RECOMMENDATIONS));
        if found.is_empty() && !self.from.loading {
            self.text(Role::Unknown, texts::detail::no_decision_known(lang));
        }
        found.sort_by_key(|record| record.table != DECISIONS);
        for record in found {
            let label = SCHEMA.table(record.table).singular.get(lang);
            self.link(record, label, self.link_words(record));
        }
    }

    fn towns(&mut self, slot: Slot, towns: Vec<Town>) {
        let lang = self.from.lang;
        let count = self.from.data.index.referrers_in(slot, MUNICIPALITIES).len();
        let title = texts::detail::municipalities(lang, count);
        self.section(PageSection::Referring(MUNICIPALITIES), title, self.record_about(slot, MUNICIPALITIES));
        for Town { slot, municipality, postcodes } in towns {
            let people = municipality.population.map(|p| texts::detail::inhabitants(lang, &texts::number(lang, p)));
            let rest = [Some(postcodes.join(" ")), people].into_iter().flatten().filter(|s| !s.is_empty());
            let rest = rest.map(|s| format!(" · {s}")).collect::<String>();
            let spans = vec![(Role::Link, municipality.name), (Role::Dim, rest)];
            self.push(PageRow { spans, link: Some(slot), ..PageRow::default() });
        }
    }
}

/// Returns true for the address of the source of a nested record, not of a single value in it.
fn is_own_source(address: &Address) -> bool {
    let is_source = matches!(address.kind(&SCHEMA), Some(FieldKind::Record(record)) if record.is_source);
    is_source && address.field(&SCHEMA).is_some_and(|field| field.vouches_for.is_none())
}
