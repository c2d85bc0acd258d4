//! The page of a body: the task of its level, where it belongs, its members by group with what is
//! missing, contact, meetings.

use crate::app::detail::build::PageBuilder;
use crate::document::Slot;
use crate::index::body_level::level;
use crate::index::required_groups::missing_groups;
use crate::model::records::{self, BodyRole};
use crate::model::{BODIES, DECISIONS, MEASURES};
use crate::present::role_words::task;
use crate::query::region::meetings;
use crate::schema::PageGroup;
use crate::texts;
use crate::theme::Role;

impl PageBuilder<'_> {
    pub(super) fn body(&mut self, slot: Slot) {
        let lang = self.from.lang;
        if let Some(level) = level(self.from.data.document, slot) {
            self.text(Role::Dim, task(level.role, lang));
            self.push(super::PageRow::default());
        }
        self.fields(slot, |field| field.group == PageGroup::Facts);
        self.members(slot);
        self.fields(slot, |field| field.group == PageGroup::Closing);
        self.meetings(&[slot], meetings(self.from.data, &[slot]));
        self.referring_section(slot, BODIES);
        self.referring_section(slot, DECISIONS);
        self.referring_section(slot, MEASURES);
    }

    fn members(&mut self, slot: Slot) {
        let lang = self.from.lang;
        self.fields(slot, |field| field.group == PageGroup::Members);
        let Ok(body) = self.from.data.document.get::<records::Body>(slot) else { return };
        let is_group_alone = |member: &records::Member| member.institution.is_none() && member.person.is_none();
        if !body.members.is_empty() && body.members.iter().all(is_group_alone) {
            self.text(Role::Unknown, texts::detail::groups_alone(lang));
        }
        if body.level.is_none_or(|level| level.role != BodyRole::Committee) {
            return;
        }
        if body.members.is_empty() {
            self.text(Role::Unknown, texts::detail::members_unknown(lang));
            return;
        }
        self.missing_seats(slot);
    }

    /// Adds the mandatory groups that a Lenkungskreis lacks.
    pub(super) fn missing_seats(&mut self, slot: Slot) {
        let Ok(body) = self.from.data.document.get::<records::Body>(slot) else { return };
        let lang = self.from.lang;
        let missing: Vec<&str> =
            missing_groups(self.from.data.document, &body).into_iter().map(|g| g.label().get(lang)).collect();
        if !missing.is_empty() {
            self.text(Role::Warning, texts::detail::missing_groups(lang, &missing.join(", ")));
        }
    }
}
