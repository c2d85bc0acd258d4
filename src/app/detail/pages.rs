//! The pages of a region, a body, an action field, and of any other record.
//!
//! A page shows everything known about its record and, from the index, the records that refer to
//! it. Entry point: [`begin`].

mod body;
mod field;
mod region;

use std::collections::HashSet;
use std::rc::Rc;

use super::build::{PageBuilder, PageInput};
use super::deferred_page::{DeferredPage, DeferredRows};
use super::{PageRow, PageSection, Span};
use crate::document::{Address, AddressStep, InvalidRecord, Slot};
use crate::model::source_age::{ReviewPeriod, SourceAge};
use crate::model::{ACTION_FIELDS, BODIES, MEETINGS, REGIONS, records};
use crate::present::process::ProcessWords;
use crate::present::process_story::paragraph;
use crate::present::{source_age, status};
use crate::query::new_record::{NewRecord, tables_referring_to};
use crate::query::process::{ProcessAnswer, story};
use crate::query::region::BodyMeeting;
use crate::query::relations::referrers_in_order;
use crate::schema::Table;
use crate::texts;
use crate::theme::Role;

/// Returns the beginning of a record's page and its deferred rest.
pub fn begin(from: PageInput<'_>, slot: Slot, unfolded: &HashSet<Address>) -> (Vec<PageRow>, DeferredPage) {
    let mut page = PageBuilder::new(from, unfolded);
    if let Err(error) = from.data.document.validate(slot) {
        page.broken(slot, &error);
    } else if from.loading {
        page.by_itself(slot);
    } else {
        match slot.table {
            REGIONS => page.region(slot),
            BODIES => page.body(slot),
            ACTION_FIELDS => page.action_field(slot),
            _ => page.other(slot),
        }
        if page.later.is_empty() {
            page.additions(slot);
        } else {
            page.later.push_back(DeferredRows::Additions(slot));
        }
    }
    DeferredPage::of(page)
}

impl PageBuilder<'_> {
    fn broken(&mut self, slot: Slot, error: &InvalidRecord) {
        let lang = self.from.lang;
        let (line, column) = self.from.data.document.line_col(slot, error.offset);
        self.text(Role::Error, texts::detail::broken(lang, line, column, &error.flaw.say(lang)));
        let is_ron = self.from.data.document.record(slot).is_ok();
        self.text(Role::Dim, if is_ron { texts::detail::refused_help(lang) } else { texts::detail::broken_help(lang) });
        self.push(PageRow::default());
        if is_ron {
            return self.fields(slot, |_| true);
        }
        self.text(Role::Text, self.from.data.document.source(slot).replace('\r', ""));
    }

    /// Adds a record while others are still being read: its fields, and a note that more follows.
    fn by_itself(&mut self, slot: Slot) {
        self.fields(slot, |_| true);
        self.push(PageRow::default());
        self.text(Role::Warning, texts::detail::still_reading(self.from.lang));
    }

    /// Adds any other record: of a step of the process what became of it, then its fields and the
    /// records that refer to it.
    fn other(&mut self, slot: Slot) {
        let PageInput { data, lang, period: ReviewPeriod { today, .. }, .. } = self.from;
        if let Some(story) = story(data, slot, today) {
            self.text(
                Role::Text,
                paragraph(&ProcessWords { answer: &ProcessAnswer::default(), data, today, lang }, &story),
            );
            self.push(PageRow::default());
        }
        self.fields(slot, |_| true);
        for table in self.from.data.document.schema().all() {
            self.later.push_back(DeferredRows::Referring(slot, table));
        }
    }

    /// Adds a section with the records of `from` that refer to `slot`; omits it when there are
    /// none.
    fn referring_section(&mut self, slot: Slot, from: Table) {
        self.linked_section(slot, from, &referrers_in_order(self.from.data, slot, from));
    }

    /// Adds a section with these records of `from`; omits it when there are none.
    fn linked_section(&mut self, slot: Slot, from: Table, found: &[Slot]) {
        if found.is_empty() {
            return;
        }
        self.referring_head(slot, from);
        found.iter().for_each(|other| self.named_link(*other));
    }

    /// Adds the heading of such a section.
    pub(super) fn referring_head(&mut self, slot: Slot, from: Table) {
        let title = self.from.data.document.schema().table(from).plural.get(self.from.lang);
        let adds = self.record_about(slot, from);
        self.section(PageSection::Referring(from), title, adds);
    }

    /// Adds a row that leads to a record and shows its name.
    pub(super) fn named_link(&mut self, slot: Slot) {
        self.link(slot, "", self.link_words(slot));
    }

    /// Adds a row for each kind of record that can be added with a reference to this record.
    pub(super) fn additions(&mut self, slot: Slot) {
        let lang = self.from.lang;
        let tables = tables_referring_to(self.from.data.document.schema(), slot.table);
        let offers: Vec<(Table, NewRecord)> =
            tables.into_iter().filter_map(|table| Some((table, self.record_about(slot, table)?))).collect();
        if offers.is_empty() {
            return;
        }
        self.section(PageSection::Additions, texts::detail::additions(lang), None);
        for (table, new) in offers {
            let what = self.from.data.document.schema().table(table).singular.get(lang);
            let spans = vec![(Role::Dim, format!("+ {what}"))];
            self.push(PageRow { spans, adds: Some(Rc::new(new)), offers: true, ..PageRow::default() });
        }
    }

    /// Returns a new record of `table` that refers to `slot` from the start.
    fn record_about(&self, slot: Slot, table: Table) -> Option<NewRecord> {
        let mut new = NewRecord::new(table);
        new.refer_to(self.from.data.document, slot).then_some(new)
    }

    /// Adds meetings, each with date, number and title; a new one is of the first of `bodies`.
    fn meetings(&mut self, bodies: &[Slot], meetings: Vec<BodyMeeting>) {
        if meetings.is_empty() {
            return;
        }
        let adds = bodies.first().and_then(|body| self.record_about(*body, MEETINGS));
        self.section(PageSection::Referring(MEETINGS), texts::detail::meetings(self.from.lang), adds);
        for BodyMeeting { slot, meeting } in meetings {
            let number = meeting.number.map(|n| format!("{n}. ")).unwrap_or_default();
            let title = meeting.title.unwrap_or_else(|| texts::detail::unknown(self.from.lang).to_owned());
            let label = meeting.date.unwrap_or_else(|| texts::detail::unknown(self.from.lang).to_owned());
            let body = self.from.data.document.find(BODIES, &meeting.body);
            let adds = body.and_then(|body| self.record_about(body, MEETINGS)).map(Rc::new);
            let spans = vec![(Role::Link, format!("{number}{title}"))];
            self.push(PageRow { label, spans, link: Some(slot), adds, ..PageRow::default() });
        }
    }

    /// Adds an engagement: its mark, wording, kind, who acts, and age.
    fn engagement(&mut self, slot: Slot, label: String) {
        let Ok(engagement) = self.from.data.document.get::<records::Engagement>(slot) else {
            let spans = vec![(Role::Error, self.name(slot))];
            return self.link(slot, label, spans);
        };
        let lang = self.from.lang;
        let mut spans = vec![status::mark(engagement.status)];
        let wording = engagement.wording.unwrap_or_else(|| texts::detail::unknown(lang).to_owned());
        spans.push((Role::Text, wording));
        // What somebody else does is no statement of the network.
        if let Some(actor) = engagement.actor {
            spans.push((Role::Dim, format!(" · {}", texts::detail::acting(lang, &actor))));
        }
        if let Some(kind) = engagement.kind {
            spans.push((Role::Dim, format!(" · {}", kind.label().get(lang))));
        }
        if let Some(source) = engagement.source {
            spans.extend(source_age::in_list(&SourceAge::of_record(&source, self.from.period), lang));
        }
        let address = self.from.data.document.address(slot).join(AddressStep::Field("wording".into()));
        self.push(PageRow { label, spans, link: Some(slot), address: Some(address), ..PageRow::default() });
    }

    /// Returns the age of a record's own source.
    fn record_age(&self, slot: Slot) -> Vec<Span> {
        let record = self.record(slot);
        let source = record.as_ref().and_then(|record| record.value(&[AddressStep::Field("source".into())]));
        let age = source.map(|source| SourceAge::of(source, self.from.period));
        age.map_or_else(Vec::new, |age| source_age::in_list(&age, self.from.lang))
    }
}
