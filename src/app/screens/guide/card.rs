//! The card the guide leads to: whom to ask in a region about an action field, and what is known
//! about it there.
//!
//! Rows like those of a page, built from document and index. Unknown facts are stated as unknown
//! and never guessed. Entry point: [`rows`].

use std::collections::HashSet;

use crate::app::detail::build::PageInput;
use crate::app::detail::{PageBuilder, PageRow, PageSection, Span};
use crate::document::{AddressStep, Slot};
use crate::index::field as known;
use crate::model::records;
use crate::present::contact::{CardLine, elsewhere, field_body, open_body};
use crate::query::contact::{ContactCard, FieldKnowledge};
use crate::query::place_and_topic::FieldInRegion;
use crate::schema::Field;
use crate::texts;
use crate::theme::Role;

use super::page_inputs::CardSubject;
use super::{Guide, GuideStep};
use crate::app::workspace::Workspace;

/// How many synonyms stand beside the name of a field.
const MOST_SYNONYMS: usize = 2;

impl Guide {
    /// Returns the card of the choice, or what is to be chosen first.
    pub(super) fn answer(&self, workspace: &Workspace) -> Vec<PageRow> {
        if let Some(CardSubject { field, region }) = self.answered() {
            return rows(workspace.page_source(Some(region)), field, region);
        }
        let missing = match self.step {
            GuideStep::Concern => texts::guide::choose_concern(workspace.lang()),
            GuideStep::Place | GuideStep::Card => texts::guide::choose_place(workspace.lang()),
        };
        vec![PageRow { spans: vec![(Role::Dim, missing.to_owned())], ..PageRow::default() }]
    }

    /// Returns what the card is about. While the second choice is being made, that is the one under
    /// the cursor.
    pub(super) fn answered(&self) -> Option<CardSubject> {
        if let Some(FieldInRegion { region, field }) = self.both_pointed() {
            return Some(CardSubject { field: Some(field), region });
        }
        let (field, region) = match self.step {
            GuideStep::Concern => {
                let (region, row) = (self.first_region()?, self.pointed(GuideStep::Concern)?);
                (Some(row).filter(|row| *row != region), region)
            }
            GuideStep::Place => (self.field, self.pointed(GuideStep::Place)?),
            GuideStep::Card => (self.field, self.region?),
        };
        (field.is_some() || self.is_place_first).then_some(CardSubject { field, region })
    }
}

/// Returns the card of a region, and of an action field if one was chosen.
pub fn rows(from: PageInput<'_>, field: Option<Slot>, region: Slot) -> Vec<PageRow> {
    let unfolded = HashSet::new();
    let mut card = PageBuilder::new(from, &unfolded);
    let answer = ContactCard::of(from.data, region, field);
    card.offices(region, &answer.offices);
    if let Some(known) = &answer.field {
        card.said(region, known);
        card.bodies_for_all(known);
    }
    let notes = card.rows.len();
    card.office_notes(&answer.offices);
    card.rows.iter_mut().skip(notes).for_each(|note| note.address = None);
    // The card is only read and followed; it neither folds nor adds records.
    for row in &mut card.rows {
        row.folded = None;
        row.adds = None;
    }
    card.rows
}

impl PageBuilder<'_> {
    /// Adds the region's statements about the field; where nothing is known, the other regions that
    /// work on it.
    fn said(&mut self, region: Slot, known: &FieldKnowledge) {
        let lang = self.from.lang;
        let name = self.short(region);
        self.section(PageSection::Card, texts::guide::said_here(lang, &name), None);
        for (number, engagement) in known.here.iter().enumerate() {
            if number > 0 {
                self.push(PageRow::default());
            }
            self.statement(*engagement);
        }
        if known.here.is_empty() {
            self.text(Role::Unknown, texts::guide::nothing_known(lang, &name));
            self.elsewhere(known);
        }
    }

    /// Adds one engagement with all that the region says; the first row leads to it.
    fn statement(&mut self, engagement: Slot) {
        let from = self.rows.len();
        let record = self.record(engagement);
        let is_known = |field: &Field| record.as_ref().is_some_and(|r| known(r.root(), field.name).is_some());
        // Of what says something by its absence, the card says nothing.
        let shown = records::ENGAGEMENT.card().into_iter().filter(|field| field.absence.is_none() || is_known(field));
        shown.for_each(|field| self.field(engagement, field));
        if let Some(row) = self.rows.get_mut(from) {
            row.link = Some(engagement);
        }
    }

    /// Adds the regions with known activity in the field.
    fn elsewhere(&mut self, known: &FieldKnowledge) {
        let lang = self.from.lang;
        if known.elsewhere.is_empty() {
            return self.text(Role::Unknown, texts::guide::nowhere(lang));
        }
        self.section(PageSection::Card, texts::guide::elsewhere(lang, known.other_regions().len()), None);
        for other in &known.elsewhere {
            let line = elsewhere(self.from.data, other, lang);
            self.link(other.region, line.label, line.spans);
        }
    }

    /// Adds the bodies of the region that are known to be open to all, and those that deal with the
    /// field.
    fn bodies_for_all(&mut self, known: &FieldKnowledge) {
        let lang = self.from.lang;
        self.section(PageSection::Card, texts::guide::open_bodies(lang), None);
        for body in &known.open_bodies {
            self.card_line(*body, open_body(self.from.data, *body, lang));
        }
        if known.open_bodies.is_empty() {
            self.text(Role::Unknown, texts::guide::no_open_body(lang));
        }
        if known.field_bodies.is_empty() {
            return;
        }
        self.section(PageSection::Card, texts::guide::field_bodies(lang), None);
        for known in &known.field_bodies {
            self.card_line(known.body, field_body(self.from.data, *known, lang));
        }
    }

    fn card_line(&mut self, slot: Slot, line: Option<CardLine>) {
        if let Some(CardLine { label, spans }) = line {
            self.link(slot, label, spans);
        }
    }

    /// Returns the public's concern behind a field: the wish, then who asks and what the field is
    /// called.
    pub(super) fn concern(&self, field: Slot) -> Option<Vec<Span>> {
        let record = self.from.data.document.record(field).ok()?;
        let text = |name: &str| {
            let path = [AddressStep::Field("concern".into()), AddressStep::Field(name.into())];
            record.value(&path).and_then(|v| v.as_str()).map(|s| s.into_owned())
        };
        let wish = text("wish")?;
        let name = self.name(field);
        let below = match text("audience") {
            Some(audience) => texts::guide::asked_by(self.from.lang, &audience, &name),
            None => name,
        };
        Some(vec![(Role::Text, wish), (Role::Dim, format!("\n  {below}"))])
    }

    /// Returns the first synonyms of a field, as many as fit beside its name.
    pub(super) fn synonyms(&self, field: Slot) -> Vec<Span> {
        let words = self.from.data.document.get::<records::ActionField>(field).map(|f| f.synonyms).unwrap_or_default();
        let words = words.into_iter().take(MOST_SYNONYMS).collect::<Vec<_>>().join(", ");
        if words.is_empty() { Vec::new() } else { vec![(Role::Dim, format!(" · {words}"))] }
    }
}
