//! What a commit's message says about single changes: why they were made, and who proposed them.
//!
//! They are trailers, so that other clones read them back, and people too. `Reason: told by
//! telephone` is about all changes of the commit; with an address in front
//! (`Reason: regions/dueren/seat: told by telephone`) about that one only. `Proposed-by:` has the
//! same form. Entry point: [`ChangeNotes`].

use crate::text::escape_control;

/// The trailers, as they begin a line.
const REASON: &str = "Reason: ";
const PROPOSED_BY: &str = "Proposed-by: ";

/// The most trailers of a kind that a message gets.
const MOST: usize = 500;

/// What is known of one change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeNote {
    /// Why it was made.
    pub reason: Option<String>,
    /// The name of whoever proposed it.
    pub proposed_by: Option<String>,
}

/// What a message says about changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeNotes {
    reasons: Vec<Trailer>,
    proposers: Vec<Trailer>,
}

/// A line about a change.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Trailer {
    /// What stands behind the key.
    line: String,
}

impl ChangeNotes {
    /// Puts together what is known of the changes of a commit, by their addresses.
    pub fn of(known: &[(String, ChangeNote)]) -> ChangeNotes {
        ChangeNotes {
            reasons: trailers(known, |note| note.reason.as_deref()),
            proposers: trailers(known, |note| note.proposed_by.as_deref()),
        }
    }

    /// Reads what a message says below its first line.
    pub fn read(body: &str) -> ChangeNotes {
        // Git calls trailers only what stands in the last paragraph.
        let last = body.trim_end().rsplit("\n\n").next().unwrap_or_default();
        let found = |key: &str| {
            let lines = last.lines().filter_map(|line| line.strip_prefix(key));
            lines.map(|line| Trailer { line: line.trim().to_owned() }).collect()
        };
        ChangeNotes { reasons: found(REASON), proposers: found(PROPOSED_BY) }
    }

    /// Returns what is said about a change.
    pub fn about(&self, address: &str) -> ChangeNote {
        ChangeNote { reason: said(&self.reasons, address), proposed_by: said(&self.proposers, address) }
    }

    /// Returns the lines that a message ends with; empty where there is nothing to say.
    pub fn lines(&self) -> String {
        let lines = |key: &'static str, all: &[Trailer]| {
            all.iter().map(|trailer| format!("{key}{}\n", trailer.line)).collect::<String>()
        };
        lines(REASON, &self.reasons) + &lines(PROPOSED_BY, &self.proposers)
    }
}

/// Returns one line where all changes have the same text, else one for each that has one.
fn trailers(known: &[(String, ChangeNote)], text: impl Fn(&ChangeNote) -> Option<&str>) -> Vec<Trailer> {
    let line = |text: &str| escape_control(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
    let texts: Vec<Option<String>> =
        known.iter().map(|(_, note)| text(note).map(line).filter(|line| !line.is_empty())).collect();
    let addressed = |(address, text): (&str, &str)| Trailer { line: format!("{address}: {text}") };
    if let [Some(first), rest @ ..] = &texts[..]
        && rest.iter().all(|text| text.as_ref() == Some(first))
        // A text that begins like an address would be read as being about that change alone.
        && !known.iter().any(|(address, _)| within(first, address).is_some())
    {
        return vec![Trailer { line: first.clone() }];
    }
    let lines = known.iter().zip(&texts).filter_map(|((address, _), text)| Some((&**address, text.as_deref()?)));
    lines.take(MOST).map(addressed).collect()
}

/// Returns the text of the trailer about a change: one with its address, else one without any that
/// is about all.
fn said(trailers: &[Trailer], address: &str) -> Option<String> {
    let own = trailers.iter().find_map(|trailer| within(&trailer.line, address));
    let of_all = || match trailers {
        [only] if !has_address(&only.line) => Some(&*only.line),
        _ => None,
    };
    own.or_else(of_all).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Returns the text behind an address.
fn within<'t>(line: &'t str, address: &str) -> Option<&'t str> {
    line.strip_prefix(address)?.strip_prefix(": ")
}

/// Returns whether a line begins with the address of some change.
fn has_address(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(first, _)| first.contains('/') && !first.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(reason: &str, proposed_by: &str) -> ChangeNote {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        ChangeNote { reason: text(reason), proposed_by: text(proposed_by) }
    }

    fn notes<const N: usize>(known: [(&str, ChangeNote); N]) -> ChangeNotes {
        ChangeNotes::of(&known.map(|(address, note)| (address.to_owned(), note)))
    }

    #[test]
    fn one_line_says_what_holds_for_all_and_others_name_the_place() {
        let one = notes([("bodies/b/note", note("told by\n\u{1b}telephone", ""))]);
        assert_eq!(one.lines(), "Reason: told by \\u{1b}telephone\n");
        let all = notes([("bodies/b/note", note("moved", "Meier")), ("bodies/b/name", note("moved", ""))]);
        assert_eq!(all.lines(), "Reason: moved\nProposed-by: bodies/b/note: Meier\n");
        let some = notes([("bodies/b/note", note("moved", "")), ("bodies/b/name", note("", ""))]);
        assert_eq!(some.lines(), "Reason: bodies/b/note: moved\n");
        assert_eq!(notes([("bodies/b/note", note(" ", ""))]).lines(), "");
    }

    #[test]
    fn what_was_written_is_read_back() {
        let known = [
            ("bodies/b/note", note("moved: to the town hall", "Meier")),
            ("bodies/b/name", note("", "Otto")),
            ("regions/r", note("bodies/b/note: this one", "")),
        ];
        for count in 1..=known.len() {
            let known: Vec<(String, ChangeNote)> =
                known[..count].iter().map(|(address, note)| ((*address).to_owned(), note.clone())).collect();
            let read = ChangeNotes::read(&format!("a list\nReason: not this\n\n{}", ChangeNotes::of(&known).lines()));
            for (address, note) in known {
                assert_eq!(read.about(&address), note, "{count}: {address}");
            }
        }
        let own = notes([("bodies/b/note", note("bodies/b/note: this one", ""))]);
        assert_eq!(ChangeNotes::read(&own.lines()).about("bodies/b/note").reason.unwrap(), "bodies/b/note: this one");
    }

    #[test]
    fn messages_of_people_say_nothing_about_changes() {
        for body in ["", "Why: because\n", "Reason: early\n\nText\n", "reason: small\n"] {
            assert_eq!(ChangeNotes::read(body).about("bodies/b/note"), ChangeNote::default(), "{body}");
        }
    }
}
