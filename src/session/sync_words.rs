//! What a sync did, in words: the same for screen and command line.
//!
//! Entry point: [`done`], [`failure`].

use jiff::{Timestamp, Zoned};

use crate::storage::RepositoryError;
use crate::storage::sync::{Received, SyncError, SyncReport, name_of};
use crate::text::escape_control;
use crate::texts::{self, Lang};

/// Returns what was done, or with `is_rehearsal` would be, a sentence each. `now` is by the
/// caller's clock.
pub fn done(lang: Lang, report: &SyncReport, is_rehearsal: bool, now: &Zoned) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(changes) = &report.committed {
        said.push(match (changes.len(), is_rehearsal) {
            _ if report.is_first => {
                let first = if is_rehearsal { texts::sync::would_commit_first } else { texts::sync::committed_first };
                first(lang).to_owned()
            }
            (0, false) => texts::sync::committed_layout(lang).to_owned(),
            (0, true) => texts::sync::would_commit_layout(lang).to_owned(),
            (count, false) => texts::sync::committed(lang, count),
            (count, true) => texts::sync::would_commit(lang, count),
        });
    }
    if report.proposals > 0 {
        let words = if is_rehearsal { texts::sync::would_commit_proposals } else { texts::sync::committed_proposals };
        said.push(words(lang, report.proposals));
    }
    if report.has_attributes {
        let words = if is_rehearsal { texts::sync::would_commit_attributes } else { texts::sync::committed_attributes };
        said.push(words(lang).to_owned());
    }
    said.extend(received(lang, &report.received, now));
    let files = report.received_files;
    said.extend((files.proposals > 0).then(|| texts::sync::received_proposals(lang, files.proposals)));
    said.extend((files.answers > 0).then(|| texts::sync::received_answers(lang, files.answers)));
    said.extend((files.others > 0).then(|| texts::sync::received_files(lang, files.others)));
    if let Some(asked) = &report.conflicts {
        said.push(texts::sync::in_conflict(lang, asked.merged.conflicts.len()));
    } else if report.pushed {
        said.push(if is_rehearsal { texts::sync::would_push(lang) } else { texts::sync::pushed(lang) }.to_owned());
    }
    if said.is_empty() {
        said.push(texts::sync::up_to_date(lang).to_owned());
    }
    for error in &report.notes {
        let (why, lines) = error.message(lang);
        let why = std::iter::once(why).chain(lines).collect::<Vec<_>>().join(" ");
        said.push(texts::sync::index_behind(lang, &escape_control(&why)));
    }
    said
}

/// Returns who changed how much since when, a sentence each.
fn received(lang: Lang, received: &Received, now: &Zoned) -> Vec<String> {
    let since = received.since.as_deref().map(|when| day_in_words(lang, when, now));
    let share = |share: &crate::storage::sync::AuthorShare| {
        let who = escape_control(name_of(&share.author)).into_owned();
        match &since {
            Some(since) => texts::sync::received(lang, share.changes, since, &who),
            None => texts::sync::received_at_all(lang, share.changes, &who),
        }
    };
    let mut said: Vec<String> = received.authors.iter().map(share).collect();
    said.extend(received.is_cut.then(|| texts::sync::received_cut(lang).to_owned()));
    said
}

/// Returns a moment as people speak of it: today by its time, within a week by its weekday, else by
/// its date.
fn day_in_words(lang: Lang, when: &str, now: &Zoned) -> String {
    let Ok(at) = when.parse::<Timestamp>() else { return escape_control(when).into_owned() };
    let at = at.to_zoned(now.time_zone().clone());
    let days = now.date().since(at.date()).map_or(i32::MAX, |span| span.get_days());
    match days {
        0 => at.strftime("%H:%M").to_string(),
        1..=6 => {
            let number = usize::try_from(at.weekday().to_monday_zero_offset()).unwrap_or(0);
            texts::sync::WEEKDAYS[number].get(lang).to_owned()
        }
        _ => at.strftime("%Y-%m-%d").to_string(),
    }
}

/// Returns why a sync, or with `is_rehearsal` a rehearsal, ended early, and the lines below it:
/// what git said, and what to do.
pub fn failure(lang: Lang, error: &SyncError, is_rehearsal: bool) -> (String, Vec<String>) {
    match error {
        SyncError::Repository(error) => {
            let (said, mut lines) = error.message(lang);
            // A rehearsal commits nothing.
            let committed = (!is_rehearsal).then(|| texts::sync::failed_on_the_way(lang));
            match error {
                // What it means comes before what git said.
                RepositoryError::Unreachable { .. } => {
                    let sentences = [Some(texts::sync::hint_unreachable(lang)), committed];
                    lines.insert(0, sentences.into_iter().flatten().collect::<Vec<&str>>().join(" "));
                }
                RepositoryError::Refused { .. } | RepositoryError::TooLong { .. } => {
                    lines.extend(committed.map(str::to_owned));
                }
                _ => {}
            }
            (said, lines)
        }
        SyncError::Store(error) => (error.message(lang), vec![error.hint(lang)]),
        SyncError::Refused(refusal) => {
            let (said, hint) = refusal.message(lang);
            (said, vec![hint])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_called_as_people_call_it() {
        // A Monday.
        let now: Timestamp = "2026-11-30T12:00:00Z".parse().unwrap();
        let now = now.to_zoned(jiff::tz::TimeZone::UTC);
        for (when, de, en) in [
            ("2026-11-30T08:05:00Z", "08:05", "08:05"),
            ("2026-11-29T23:59:00Z", "Sonntag", "Sunday"),
            ("2026-11-24T00:00:00+01:00", "2026-11-23", "2026-11-23"),
            ("2026-11-24T10:00:00+01:00", "Dienstag", "Tuesday"),
            ("2026-11-23T10:00:00Z", "2026-11-23", "2026-11-23"),
            ("gestern\u{1b}", "gestern\\u{1b}", "gestern\\u{1b}"),
        ] {
            assert_eq!([day_in_words(Lang::De, when, &now), day_in_words(Lang::En, when, &now)], [de, en], "{when}");
        }
    }
}
