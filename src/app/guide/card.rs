//! The card the guide leads to: whom to ask in a region about an action field, and what is known of it there.
//!
//! Rows like those of a page, made of document and index; what is unknown is said and never guessed. Enter at [`rows`] and
//! [`plain`].

use std::collections::HashSet;

use crate::app::detail::build::Source;
use crate::app::detail::{Builder, Row, Span, status_mark};
use crate::document::{Slot, Step};
use crate::index::fold::collate;
use crate::model::{BODIES, ENGAGEMENTS, records};
use crate::texts::{detail as dt, guide as t};
use crate::theme::Role;

/// The card of a region and an action field.
pub fn rows(from: Source<'_>, field: Slot, region: Slot) -> Vec<Row> {
    let unfolded = HashSet::new();
    let mut card = Builder::new(from, &unfolded);
    card.office(region);
    card.said(field, region);
    card.bodies_for_all(field, region);
    // The card is read and followed; it neither folds nor adds.
    for row in &mut card.rows {
        row.folded = None;
        row.adds = None;
    }
    card.rows
}

/// Rows as plain text, as one pastes them into a message.
pub fn plain(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        let (label, text) = (row.label.trim(), row.text());
        let between = if label.is_empty() || text.is_empty() { "" } else { ": " };
        let line = format!("{label}{between}{}", text.trim());
        out.push_str(line.trim_end());
        out.push('\n');
        if row.heading {
            out.push_str(&"-".repeat(crate::text::width(&line)));
            out.push('\n');
        }
    }
    out
}

impl Builder<'_> {
    /// What the region says of the field; where nothing is known, who else works on it.
    fn said(&mut self, field: Slot, region: Slot) {
        let lang = self.from.lang;
        let here: Vec<Slot> = self
            .from
            .index
            .referrers_in(region, ENGAGEMENTS)
            .iter()
            .copied()
            .filter(|engagement| self.from.index.refers(*engagement, field))
            .collect();
        let name = self.short(region);
        self.section(t::said_here(lang, &name), None);
        for (number, engagement) in here.iter().enumerate() {
            if number > 0 {
                self.push(Row::default());
            }
            self.statement(*engagement);
        }
        if here.is_empty() {
            self.text(Role::Unknown, t::nothing_known(lang, &name));
            self.elsewhere(field);
        }
    }

    /// One engagement with its wording, kind, state and source; the first row leads to it.
    fn statement(&mut self, engagement: Slot) {
        let from = self.rows.len();
        self.field(engagement, "wording");
        if let Some(row) = self.rows.get_mut(from) {
            row.link = Some(engagement);
        }
        self.fields(engagement, |f| matches!(f, "kind" | "status" | "source"));
    }

    /// Regions from which something is known of the field, those that work on it today first.
    fn elsewhere(&mut self, field: Slot) {
        let lang = self.from.lang;
        let mut others: Vec<(Slot, Slot, records::Engagement)> = self
            .engaged_regions(field)
            .into_iter()
            .filter_map(|(e, r)| Some((e, r, self.from.doc.get::<records::Engagement>(e).ok()?)))
            .collect();
        others.sort_by_cached_key(|(_, region, e)| (order(e.status), collate(&self.short(*region))));
        if others.is_empty() {
            return self.text(Role::Unknown, t::nowhere(lang));
        }
        let regions: HashSet<Slot> = others.iter().map(|(_, region, _)| *region).collect();
        self.section(t::elsewhere(lang, regions.len()), None);
        for (_, region, engagement) in others {
            let wording = engagement.wording.unwrap_or_else(|| dt::unknown(lang).to_owned());
            let spans = vec![status_mark(engagement.status), (Role::Text, wording)];
            let name = self.short(region);
            self.link(region, name, spans);
        }
    }

    /// Bodies of the region of which it is known that they are open to all, and those that deal with the field.
    fn bodies_for_all(&mut self, field: Slot, region: Slot) {
        let lang = self.from.lang;
        let mut bodies: Vec<(Slot, records::Body)> = self
            .referring(region, BODIES)
            .into_iter()
            .filter_map(|slot| Some((slot, self.from.doc.get::<records::Body>(slot).ok()?)))
            .filter(|(_, body)| body.level != Some(records::Level::Bildungsbuero))
            .collect();
        bodies.sort_by_key(|(_, body)| body.level);
        let open = |body: &records::Body| body.open_to_all == Some(true);
        self.section(t::open_bodies(lang), None);
        for (slot, body) in bodies.iter().filter(|(_, b)| open(b)) {
            self.body_row(*slot, body, Vec::new());
        }
        if !bodies.iter().any(|(_, b)| open(b)) {
            self.text(Role::Unknown, t::no_open_body(lang));
        }
        let id = self.from.doc.id(field);
        bodies.retain(|(_, b)| !open(b) && b.action_fields.iter().any(|f| f == id));
        if bodies.is_empty() {
            return;
        }
        self.section(t::field_bodies(lang), None);
        for (slot, body) in &bodies {
            let known = if body.open_to_all.is_none() { t::open_unknown(lang) } else { t::not_open(lang) };
            self.body_row(*slot, body, vec![(Role::Dim, format!(" · {known}"))]);
        }
    }

    fn body_row(&mut self, slot: Slot, body: &records::Body, more: Vec<Span>) {
        let lang = self.from.lang;
        let label = body.level.map_or(dt::unknown(lang), |l| l.label().get(lang));
        let mut spans = vec![(Role::Link, body.name.clone())];
        if let Some(note) = &body.note {
            spans.push((Role::Dim, format!(" · {note}")));
        }
        spans.extend(more);
        self.link(slot, label, spans);
    }

    /// What the public asks of a field: the wish, then who asks and what the field is called.
    pub(super) fn concern(&self, field: Slot) -> Option<Vec<Span>> {
        let record = self.from.doc.record(field).ok()?;
        let text = |name: &str| {
            let path = [Step::Field("concern".into()), Step::Field(name.into())];
            record.value(&path).and_then(|v| v.as_str()).map(|s| s.into_owned())
        };
        let wish = text("wish")?;
        let name = self.name(field);
        let below = match text("audience") {
            Some(audience) => t::asked_by(self.from.lang, &audience, &name),
            None => name,
        };
        Some(vec![(Role::Text, wish), (Role::Dim, format!("\n  {below}"))])
    }

    /// Other words for a field.
    pub(super) fn synonyms(&self, field: Slot) -> Vec<Span> {
        let words = self.from.doc.get::<records::ActionField>(field).map(|f| f.synonyms).unwrap_or_default();
        if words.is_empty() { Vec::new() } else { vec![(Role::Dim, format!(" · {}", words.join(", ")))] }
    }
}

/// Work that goes on first, then what is planned or of unknown state, then what has ended.
fn order(status: Option<records::Status>) -> u8 {
    match status {
        Some(records::Status::Active) => 0,
        Some(records::Status::Planned | records::Status::Paused) => 1,
        None => 2,
        Some(records::Status::Ended) => 3,
    }
}
