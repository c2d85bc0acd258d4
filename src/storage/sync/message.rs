//! The messages of commits: what was changed, in plain words.
//!
//! Entry points: [`of_changes`], [`of_merge`].

use super::received_changes::Received;
use crate::document::FieldChange;
use crate::document::diff::value;
use crate::model::SCHEMA;
use crate::present::value_quote::difference_in_words;
use crate::storage::repository::ChangeNotes;
use crate::text::truncate;
use crate::texts::{self, Lang};

/// Maximum length of a first line, in cells.
const FIRST_LINE: usize = 72;

/// The most changes that a message lists.
const LISTED: usize = 50;

/// The most records that a first line names.
const NAMED: usize = 3;

/// Returns the message of a commit of these changes; `None`: it is the first. It ends with what is
/// known of single changes.
pub(super) fn of_changes(lang: Lang, changes: Option<&[FieldChange]>, notes: &ChangeNotes) -> String {
    let Some(changes) = changes else { return texts::sync::first_commit(lang).to_owned() };
    let said = in_plain_words(lang, changes);
    match notes.lines() {
        lines if lines.is_empty() => said,
        lines => format!("{said}\n\n{lines}"),
    }
}

fn in_plain_words(lang: Lang, changes: &[FieldChange]) -> String {
    let lines: Vec<String> = changes.iter().take(LISTED).flat_map(|change| in_words(lang, change)).collect();
    match (changes, &lines[..]) {
        ([], _) => texts::sync::commit_of_layout(lang).to_owned(),
        ([_], [line]) if !line.contains('\n') && truncate(line, FIRST_LINE) == *line => line.clone(),
        _ => {
            let mut records: Vec<String> = Vec::new();
            for change in changes {
                let record = crate::document::Address { path: Vec::new(), ..change.address.clone() };
                let name = record.display(&SCHEMA).to_string();
                if !records.contains(&name) {
                    records.push(name);
                }
            }
            let more = if records.len() > NAMED { ", …" } else { "" };
            records.truncate(NAMED);
            let first = texts::sync::commit_of(lang, changes.len(), &format!("{}{more}", records.join(", ")));
            let rest = if changes.len() > LISTED { "\n…" } else { "" };
            format!("{}\n\n{}{rest}", truncate(&first, FIRST_LINE), lines.join("\n"))
        }
    }
}

/// Returns the message of a commit of files beside the dataset, among them so many proposals and
/// answers.
pub(super) fn of_files(lang: Lang, proposals: usize) -> String {
    let said = if proposals > 0 { texts::sync::commit_of_proposals } else { texts::sync::commit_of_attributes };
    said(lang).to_owned()
}

/// Returns the message of a merge.
pub(super) fn of_merge(lang: Lang, received: &Received) -> String {
    if received.authors.is_empty() {
        return texts::sync::merge_commit_plain(lang).to_owned();
    }
    let mut names: Vec<&str> = received.authors.iter().map(|share| name_of(&share.author)).collect();
    names.truncate(NAMED);
    texts::sync::merge_commit(lang, received.changes(), &names.join(", "))
}

/// Returns the name of an author without the address.
pub fn name_of(author: &str) -> &str {
    author.split(" <").next().unwrap_or(author)
}

fn in_words(lang: Lang, change: &FieldChange) -> Vec<String> {
    let found = value(&SCHEMA, &change.address, change.before.as_deref(), change.after.as_deref());
    let line = |difference: &crate::document::diff::FieldDifference| {
        let words = format!("{}: {}", difference.place.say(&SCHEMA, lang), difference_in_words(lang, difference));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    found.iter().map(line).collect()
}
