//! Meetings as OParl meetings, with what was recommended and decided there as items of the agenda.
//!
//! OParl wants a beginning with its time of day. Where only the day is known, or less, that stands
//! under a name of this program. Entry point: [`object`].

use super::OparlSource;
use crate::document::Slot;
use crate::exchange::provenance::exact_day;
use crate::exchange::time_of_day::{TimeOfDay, TimeSpan};
use crate::export::json_object::JsonObject;
use crate::model::date::Date;
use crate::model::records::{Decision, Meeting};
use crate::model::{BODIES, DECISIONS, RECOMMENDATIONS};
use crate::query::DatasetView;

/// Returns the meeting; `None` when its record cannot be read.
pub(super) fn object(source: OparlSource<'_>, slot: Slot) -> Option<JsonObject> {
    let document = source.document();
    let meeting: Meeting = document.get(slot).ok()?;
    let body = document.find(BODIES, &meeting.body);
    let title = meeting.title.as_deref().filter(|title| !title.trim().is_empty());
    let name = title.map(str::to_owned).or_else(|| body.map(|body| source.data.name(body)));
    let mut object = source.object(source.id(slot), "Meeting");
    object.put_known("name", name);
    let day = exact_day(meeting.date.as_deref());
    let times = meeting.time.as_deref().and_then(TimeSpan::parse).filter(|_| meeting.end.is_none());
    if let (Some(day), Some(TimeSpan { start, end })) = (day, times) {
        object.put_known("start", moment(day, start));
        object.put_known("end", end.and_then(|end| moment(day, end)));
    }
    if let Some(place) = meeting.place.as_deref().map(str::trim).filter(|place| !place.is_empty()) {
        let mut location = source.object(source.part(slot, "place"), "Location");
        location.put("description", place);
        object.put("location", location);
    }
    object.put_list("organization", body.map(|body| source.id(body)));
    object.put_list("agendaItem", agenda(source, slot));
    object.put_text("bildungsnetz:date", meeting.date.as_deref());
    object.put_text("bildungsnetz:end", meeting.end.as_deref());
    object.put_text("bildungsnetz:time", meeting.time.as_deref());
    object.put_known("bildungsnetz:number", meeting.number.map(u64::from));
    object.put_known("bildungsnetz:participants", meeting.participants.map(u64::from));
    object.put_text("bildungsnetz:note", meeting.note.as_deref());
    Some(object)
}

/// Returns what stands on the agenda of a meeting: its recommendations, then its decisions.
pub(super) fn matters(data: DatasetView<'_>, meeting: Slot) -> impl Iterator<Item = Slot> {
    [RECOMMENDATIONS, DECISIONS].into_iter().flat_map(move |table| data.index.referrers_in(meeting, table)).copied()
}

/// Returns the identifier of the item of the agenda under which a recommendation or decision was
/// treated.
pub(super) fn agenda_item_id(source: OparlSource<'_>, matter: Slot) -> String {
    source.part(matter, "agenda_item")
}

fn agenda(source: OparlSource<'_>, meeting: Slot) -> Vec<JsonObject> {
    let item = |(order, matter): (usize, Slot)| {
        let mut item = source.object(agenda_item_id(source, matter), "AgendaItem");
        item.put("order", order as u64);
        item.put("name", source.data.name(matter));
        item.put("consultation", source.part(matter, "consultation"));
        if let Ok(decision) = source.document().get::<Decision>(matter)
            && matter.table == DECISIONS
        {
            item.put_text("resolutionText", Some(&decision.text));
        }
        item
    };
    matters(source.data, meeting).enumerate().map(item).collect()
}

/// Returns a moment in Central European Time with its offset; `None` before 1996, when summer time
/// had other rules.
fn moment(day: Date, time: TimeOfDay) -> Option<String> {
    (day.year() >= 1996).then(|| format!("{day}T{time}:00{}", if is_summer(day, time) { "+02:00" } else { "+01:00" }))
}

/// Returns true in summer time: from the last Sunday in March at 2 until the last in October at 3.
fn is_summer(day: Date, time: TimeOfDay) -> bool {
    let (month, date) = (day.month().unwrap_or(1), day.day().unwrap_or(1));
    let changes_at = match month {
        4..=9 => return true,
        3 => 2,
        10 => 3,
        _ => return false,
    };
    let change = last_sunday(day.year(), month);
    let is_after = (date, time.hour) >= (change, changes_at);
    is_after == (month == 3)
}

/// Returns the last Sunday of March or October, which both have 31 days.
fn last_sunday(year: u32, month: u32) -> u32 {
    // The day of the week by Zeller's congruence: 0 is Saturday, 1 is Sunday.
    let (century, of_century) = (year / 100, year % 100);
    let weekday = (31 + 13 * (month + 1) / 5 + of_century + of_century / 4 + century / 4 + 5 * century) % 7;
    31 - (weekday + 6) % 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_the_offset_of_its_season() {
        for (day, time, wanted) in [
            ("2026-03-29", "01:59", "+01:00"),
            ("2026-03-29", "03:00", "+02:00"),
            ("2026-03-28", "12:00", "+01:00"),
            ("2026-03-30", "00:00", "+02:00"),
            ("2026-10-25", "01:59", "+02:00"),
            ("2026-10-25", "03:00", "+01:00"),
            ("2026-10-24", "12:00", "+02:00"),
            ("2027-10-31", "12:00", "+01:00"),
            ("2024-03-31", "12:00", "+02:00"),
            ("2013-10-27", "12:00", "+01:00"),
            ("2009-06-22", "14:00", "+02:00"),
            ("2009-12-22", "14:00", "+01:00"),
        ] {
            let read = TimeSpan::parse(time).unwrap().start;
            let day = Date::parse(day).unwrap();
            assert_eq!(moment(day, read), Some(format!("{day}T{time}:00{wanted}")));
        }
        assert_eq!(moment(Date::parse("1995-10-01").unwrap(), TimeOfDay { hour: 9, minute: 0 }), None);
    }
}
