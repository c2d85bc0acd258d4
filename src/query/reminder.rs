//! Of what a caretaker is reminded: statements that are due and that a caretaker can tell, but for
//! those of a recent reminder.
//!
//! Must not read the reminders of the past. Entry point: [`DueStatements::of`].

use std::collections::HashMap;

use super::DatasetView;
use super::caretaker::{is_same_mailbox, places_of_caretaker};
use super::review::{Review, ReviewClass, ReviewQuestion, ReviewReason, ReviewRow};
use crate::document::Slot;
use crate::model::date::Date;
use crate::model::source_age::ReviewPeriod;

/// A reminder of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastReminder<'r> {
    /// When it was given.
    pub day: Date,
    /// To which mailbox.
    pub caretaker: &'r str,
    /// Of which places.
    pub places: &'r [String],
}

/// What is due for a caretaker.
#[derive(Debug)]
pub struct DueStatements {
    /// The review that found it.
    pub review: Review,
    /// The regions and bodies that name the mailbox.
    pub places: Vec<Slot>,
    /// The rows to be reminded of.
    pub rows: Vec<ReviewRow>,
    /// How many others the mailbox was reminded of within the last months.
    pub reminded: usize,
    /// When the mailbox was reminded last.
    pub last: Option<Date>,
}

impl DueStatements {
    /// Returns what is due for a mailbox, given the reminders of the past; what it was reminded of
    /// less than `every` months ago is left out.
    pub fn of(
        data: DatasetView<'_>,
        mailbox: &str,
        period: ReviewPeriod,
        past: &[PastReminder<'_>],
        every: u32,
    ) -> DueStatements {
        let question = ReviewQuestion {
            regions: None,
            caretaker: Some(mailbox.to_owned()),
            reason: None,
            older_than: None,
            period,
        };
        let review = Review::of(data, question, Vec::new());
        let mut days: HashMap<&str, Date> = HashMap::new();
        let own = past.iter().filter(|reminder| is_same_mailbox(reminder.caretaker, mailbox));
        for reminder in own.clone() {
            for place in reminder.places {
                let day = days.entry(place).or_insert(reminder.day);
                if reminder.day.is_after(*day) {
                    *day = reminder.day;
                }
            }
        }
        let is_recent = |row: &ReviewRow| {
            let place = review.address(data.document, *row).display(data.document.schema()).to_string();
            days.get(&*place).is_some_and(|day| u32::try_from(day.months_until(period.today)).unwrap_or(0) < every)
        };
        let (recent, rows): (Vec<ReviewRow>, Vec<ReviewRow>) =
            review.rows().filter(is_for_caretaker).partition(is_recent);
        let last = own.map(|reminder| reminder.day).reduce(|last, day| if day.is_after(last) { day } else { last });
        let places = places_of_caretaker(data.document, mailbox);
        DueStatements { reminded: recent.len(), places, rows, last, review }
    }
}

/// Returns true for what somebody on the spot can tell: what is old, unchecked or uncertain, and
/// what is unknown of how to reach the office. That other things are unknown is for editors.
fn is_for_caretaker(row: &ReviewRow) -> bool {
    let is_known = [ReviewReason::Old, ReviewReason::Unchecked, ReviewReason::Uncertain];
    row.is_due() && (row.class == ReviewClass::OfficeContact || is_known.iter().any(|reason| row.reasons.has(*reason)))
}
