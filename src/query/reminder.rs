//! The statements a caretaker is reminded of: those that are due and that a caretaker can answer,
//! except those in a recent reminder.
//!
//! Must not read past reminders. Entry point: [`DueStatements::of`].

use std::collections::HashMap;

use super::DatasetView;
use super::caretaker::{is_same_mailbox, places_of_caretaker};
use super::review::{Review, ReviewClass, ReviewQuestion, ReviewReason, ReviewRow};
use crate::document::Slot;
use crate::model::date::Date;
use crate::model::source_age::ReviewPeriod;

/// A past reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastReminder<'r> {
    /// The day it was given.
    pub day: Date,
    /// The mailbox it went to.
    pub caretaker: &'r str,
    /// The places it listed.
    pub places: &'r [String],
}

/// What is due for a caretaker.
#[derive(Debug)]
pub struct DueStatements {
    /// The review that found it.
    pub review: Review,
    /// The regions and bodies that name the mailbox.
    pub places: Vec<Slot>,
    /// The statements to list in the reminder.
    pub rows: Vec<ReviewRow>,
    /// Number of statements left out because a recent reminder listed them.
    pub reminded: usize,
    /// The day of the last reminder to this mailbox.
    pub last: Option<Date>,
}

impl DueStatements {
    /// Returns what is due for a mailbox, given all past reminders. Leaves out what a reminder
    /// listed less than `every` months ago.
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

/// Returns true for what the caretaker can answer: what is old, unchecked or uncertain, and missing
/// contact details of the office. Other unknown values are left to editors.
fn is_for_caretaker(row: &ReviewRow) -> bool {
    let is_known = [ReviewReason::Old, ReviewReason::Unchecked, ReviewReason::Uncertain];
    row.is_due() && (row.class == ReviewClass::OfficeContact || is_known.iter().any(|reason| row.reasons.has(*reason)))
}
