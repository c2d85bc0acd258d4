//! Recommendations and decisions as OParl papers, each with where it was treated as a consultation.
//!
//! Entry point: [`object`].

use super::OparlSource;
use super::meeting::agenda_item_id;
use crate::document::Slot;
use crate::exchange::provenance::exact_day;
use crate::export::json_object::JsonObject;
use crate::model::records::{Decision, Meeting, Recommendation};
use crate::model::{ACTION_FIELDS, BODIES, DECISIONS, MEETINGS, RECOMMENDATIONS};
use crate::texts::Lang;

/// Returns the paper of a recommendation or decision; `None` when its record cannot be read.
pub(super) fn object(source: OparlSource<'_>, slot: Slot) -> Option<JsonObject> {
    let mut paper = source.object(source.id(slot), "Paper");
    paper.put_known("body", source.body_of(slot));
    paper.put("name", source.data.name(slot));
    // OParl names kinds of papers in German.
    paper.put("paperType", crate::model::SCHEMA.table(slot.table).singular.get(Lang::De));
    match slot.table {
        RECOMMENDATIONS => put_recommendation(source, slot, &source.document().get(slot).ok()?, &mut paper),
        _ => put_decision(source, slot, &source.document().get(slot).ok()?, &mut paper),
    }
    Some(paper)
}

fn put_recommendation(source: OparlSource<'_>, slot: Slot, recommendation: &Recommendation, to: &mut JsonObject) {
    let document = source.document();
    let treated = Treated::of(source, recommendation.meeting.as_deref(), None);
    to.put_known("date", treated.day.clone());
    to.put_list("relatedPaper", source.data.index.referrers_in(slot, DECISIONS).iter().map(|paper| source.id(*paper)));
    treated.put(source, slot, false, to);
    let field = document.find(ACTION_FIELDS, &recommendation.action_field);
    to.put_list("keyword", field.map(|field| source.data.name(field)));
    to.put_known("bildungsnetz:number", recommendation.number.map(u64::from));
    to.put_known("bildungsnetz:status", recommendation.status.map(|status| status.name()));
}

fn put_decision(source: OparlSource<'_>, slot: Slot, decision: &Decision, to: &mut JsonObject) {
    let document = source.document();
    let treated = Treated::of(source, decision.meeting.as_deref(), decision.body.as_deref());
    let day = exact_day(decision.date.as_deref()).map(|day| day.to_string());
    to.put_known("date", day.or_else(|| treated.day.clone()));
    let papers = decision.recommendations.iter().filter_map(|paper| document.find(RECOMMENDATIONS, paper));
    to.put_list("relatedPaper", papers.map(|paper| source.id(paper)));
    treated.put(source, slot, true, to);
    to.put_text("bildungsnetz:date", decision.date.as_deref());
    to.put_known("bildungsnetz:number", decision.number.map(u64::from));
    to.put_known("bildungsnetz:priority", decision.priority.map(|priority| priority.name()));
}

/// Where and when a matter was treated.
struct Treated {
    meeting: Option<Slot>,
    body: Option<Slot>,
    day: Option<String>,
}

impl Treated {
    fn of(source: OparlSource<'_>, meeting: Option<&str>, body: Option<&str>) -> Treated {
        let document = source.document();
        let slot = meeting.and_then(|meeting| document.find(MEETINGS, meeting));
        let meeting = slot.and_then(|slot| document.get::<Meeting>(slot).ok());
        let body = meeting.as_ref().map(|meeting| meeting.body.as_str()).or(body);
        let day = meeting.as_ref().and_then(|meeting| exact_day(meeting.date.as_deref()));
        let body = body.and_then(|body| document.find(BODIES, body));
        Treated { meeting: slot, body, day: day.map(|day| day.to_string()) }
    }

    fn put(&self, source: OparlSource<'_>, matter: Slot, is_decided: bool, to: &mut JsonObject) {
        let organization = self.body.map(|body| source.id(body));
        to.put_list("originatorOrganization", organization.clone());
        let Some(meeting) = self.meeting else { return };
        let mut consultation = source.object(source.part(matter, "consultation"), "Consultation");
        consultation.put("agendaItem", agenda_item_id(source, matter));
        consultation.put("meeting", source.id(meeting));
        consultation.put_list("organization", organization);
        consultation.put("authoritative", is_decided);
        to.put_list("consultation", [consultation]);
    }
}
