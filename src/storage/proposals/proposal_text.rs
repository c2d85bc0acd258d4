//! The text of a proposal: what its file holds, and what is sent where nothing can be written.
//!
//! Plain ASCII in short lines, so that it survives a mail: a line that says what it is, one line of
//! JSON about the whole, one for each change, and a checksum. A long line goes on in the next,
//! which then begins with a space. What stands around it in a mail is passed over, and so are
//! quotation marks in front of each line. Does not touch files. Entry points:
//! [`ProposalText::new`], [`ProposalText::find`].

use serde::{Deserialize, Serialize};

use super::ChangeProposal;
use crate::document::Change;
use crate::schema::Schema;
use crate::storage::change_line::ChangeLine;
use crate::storage::fingerprint::Content;
use crate::storage::history::Moment;

/// The longest text, in bytes.
pub const LIMIT: usize = 1 << 20;

/// The written format version; a higher one comes from a later version of the program.
const FORMAT: u32 = 1;

/// What the first line begins with; the format follows.
const BEGIN: &str = "bildungsnetz-proposal ";

/// What the last line begins with; the checksum follows.
const END: &str = "end ";

/// Length of the longest line.
const WIDTH: usize = 76;

/// The last of this many spaces in a row is written as an escape.
const MOST_SPACES: usize = 32;

/// What is said of a proposal as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalHeader {
    /// Who proposes it, as the history has it (`anna@host`).
    pub who: String,
    /// When (RFC 3339).
    pub when: String,
    /// Why, in a line; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The version of the program that made it.
    pub program: String,
    /// The name of the dataset's file.
    pub dataset: String,
    /// What the dataset held, by its hash; none for the shipped one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
}

/// The text of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalText {
    text: String,
    header: ProposalHeader,
}

/// Why a text is no proposal that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalFault {
    /// There is none in it.
    Absent,
    /// It was cut or altered.
    Damaged,
    /// A later version of the program made it.
    Newer,
    /// It is longer than a proposal may be.
    TooLong,
    /// It says nothing, is about a table that this version does not know, or has no time.
    Senseless,
}

impl ProposalText {
    /// Returns the text of a proposal.
    ///
    /// # Errors
    /// When it is longer than a proposal may be.
    pub fn new(schema: &Schema, header: ProposalHeader, changes: &[Change]) -> Result<ProposalText, ProposalFault> {
        let json = |value: serde_json::Result<String>| value.map(|json| ascii(&json));
        let lines = std::iter::once(json(serde_json::to_string(&header)))
            .chain(changes.iter().map(|change| json(serde_json::to_string(&ChangeLine::new(schema, change)))));
        let lines: Vec<String> = std::iter::once(Ok(format!("{BEGIN}{FORMAT}")))
            .chain(lines)
            .collect::<serde_json::Result<_>>()
            .map_err(|_| ProposalFault::Senseless)?;
        let mut text: String = lines.iter().map(|line| folded(line)).collect();
        text.push_str(&format!("{END}{:032x}\n", checksum(&lines)));
        match text.len() <= LIMIT {
            true => Ok(ProposalText { text, header }),
            false => Err(ProposalFault::TooLong),
        }
    }

    /// Returns the proposal in a text, and the text of it alone.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn find(schema: &Schema, text: &str) -> Result<(ProposalText, Vec<Change>), ProposalFault> {
        if text.len() > LIMIT * 2 {
            return Err(ProposalFault::TooLong);
        }
        let lines = unfolded(text)?;
        let [begin, header, changes @ .., end] = &lines[..] else { return Err(ProposalFault::Damaged) };
        let format: u32 = begin.parse().map_err(|_| ProposalFault::Damaged)?;
        if format > FORMAT {
            return Err(ProposalFault::Newer);
        }
        let sealed: Vec<String> = std::iter::once(format!("{BEGIN}{begin}"))
            .chain(std::iter::once(header.clone()))
            .chain(changes.iter().cloned())
            .collect();
        if *end != format!("{:032x}", checksum(&sealed)) {
            return Err(ProposalFault::Damaged);
        }
        let header: ProposalHeader = serde_json::from_str(header).map_err(|_| ProposalFault::Damaged)?;
        let read = |line: &String| serde_json::from_str::<ChangeLine>(line).ok()?.read(schema);
        let changes: Option<Vec<Change>> = changes.iter().map(read).collect();
        let changes = changes.filter(|changes| !changes.is_empty() && Moment::parse(&header.when).is_some());
        let changes = changes.ok_or(ProposalFault::Senseless)?;
        Ok((ProposalText::new(schema, header, &changes)?, changes))
    }

    /// Returns the text itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns what is said of the whole.
    pub fn header(&self) -> &ProposalHeader {
        &self.header
    }

    /// Returns the name of the proposal with this many digits of its checksum: when it was made, by
    /// whom, and what tells it from others. The same text always has the same name.
    pub(super) fn id(&self, digits: usize) -> String {
        let when = Moment::in_names(&self.header.when).unwrap_or_default();
        let sum = format!("{:032x}", Content::of(self.text.as_bytes()).hash);
        format!("{when}-{}-{}", slug(&self.header.who), &sum[..digits.min(sum.len())])
    }

    /// Returns the proposal with this name.
    pub(super) fn into_proposal(self, id: String, changes: Vec<Change>) -> ChangeProposal {
        let ProposalHeader { who, when, why, program, dataset, base } = self.header;
        let base = base.as_deref().and_then(Content::from_text);
        ChangeProposal { id, who, when, why, program, dataset, base, changes, answers: Vec::new() }
    }
}

/// Returns who it was in letters that names of files have: the name they claim, otherwise the
/// account.
fn slug(who: &str) -> String {
    let author = who.split(['(', ',']).find_map(|claim| claim.trim().strip_prefix("author="));
    let name = author.unwrap_or(who).split(['@', ')']).next().unwrap_or_default().to_lowercase();
    let name = name.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let slug: String = parts.collect::<Vec<_>>().join("_").chars().take(24).collect();
    if slug.is_empty() { "x".to_owned() } else { slug }
}

/// Returns JSON with all letters beyond ASCII as escapes, and so that no line consists of spaces;
/// they only stand in its strings.
fn ascii(json: &str) -> String {
    let (mut out, mut spaces) = (String::with_capacity(json.len()), 0);
    for c in json.chars() {
        spaces = if c == ' ' { spaces + 1 } else { 0 };
        if c.is_ascii() && c != '\u{7f}' && (spaces == 0 || spaces % MOST_SPACES > 0) {
            out.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    out
}

/// Returns a line in short ones. None ends or goes on with a space, which a mail could lose.
fn folded(line: &str) -> String {
    let (mut out, mut rest, mut room) = (String::new(), line, WIDTH);
    while rest.len() > room {
        let breaks = |at: &usize| !rest[*at..].starts_with(' ') && !rest[..*at].ends_with(' ');
        let at = (1..=room).rev().find(breaks).unwrap_or(room);
        out.push_str(&rest[..at]);
        out.push_str("\n ");
        (rest, room) = (&rest[at..], WIDTH - 1);
    }
    out.push_str(rest);
    out.push('\n');
    out
}

/// Returns the lines of the proposal in a text as they were before they were folded; the first and
/// the last without what they begin with.
fn unfolded(text: &str) -> Result<Vec<String>, ProposalFault> {
    let mut around = text.lines().skip_while(|line| !line.contains(BEGIN));
    let first = around.next().ok_or(ProposalFault::Absent)?;
    let (quoted, begin) = first.split_once(BEGIN).ok_or(ProposalFault::Absent)?;
    let mut lines = vec![begin.trim_end().to_owned()];
    for line in around {
        let line = line.strip_prefix(quoted).or_else(|| line.strip_prefix(quoted.trim_end()));
        let line = line.ok_or(ProposalFault::Damaged)?.trim_end();
        match (line.strip_prefix(' '), line.strip_prefix(END)) {
            (Some(more), _) => lines.last_mut().ok_or(ProposalFault::Damaged)?.push_str(more),
            (None, Some(sum)) => {
                lines.push(sum.to_owned());
                return Ok(lines);
            }
            // A mail may put blank lines between lines.
            (None, None) if line.is_empty() => {}
            (None, None) => lines.push(line.to_owned()),
        }
    }
    Err(ProposalFault::Damaged)
}

fn checksum(lines: &[String]) -> u128 {
    Content::of(lines.join("\n").as_bytes()).hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    fn header() -> ProposalHeader {
        ProposalHeader {
            who: "netz@host (author=Jörg Müller, ssh=192.0.2.7)".into(),
            when: "2026-11-30T20:50:12+01:00".into(),
            why: "Neue Nummer – gilt „ab sofort“ 🙂".into(),
            program: "1.0.0".into(),
            dataset: "koeln.ron".into(),
            base: None,
        }
    }

    fn changes() -> Vec<Change> {
        let piece = |phone: &str| Some(format!("        (\n            id: \"köln\",{:200}phone: \"{phone}\"),\n", ""));
        let change = Change {
            table: SCHEMA.find("bodies"),
            id: "köln".into(),
            position: 3,
            before: piece("1"),
            after: piece("2"),
        };
        vec![change.clone(), Change { id: "x".into(), before: None, ..change }]
    }

    fn text() -> ProposalText {
        ProposalText::new(&SCHEMA, header(), &changes()).unwrap()
    }

    #[test]
    fn a_proposal_is_plain_ascii_in_short_lines_and_comes_back_as_it_was() {
        let text = text();
        for line in text.as_str().lines() {
            assert!(line.len() <= WIDTH && line.is_ascii(), "{line}");
            assert!(!line.ends_with(' ') && !line.starts_with("  "), "{line:?}");
        }
        let (found, read) = ProposalText::find(&SCHEMA, text.as_str()).unwrap();
        assert_eq!((&found, read), (&text, changes()));
        assert_eq!(text.id(4)[..34], *"2026-11-30T19-50-12Z-joerg_mueller");
    }

    #[test]
    fn a_proposal_is_found_in_a_mail_that_quotes_it() {
        let text = text();
        let quoted: String = text.as_str().lines().map(|line| format!("> {line}\r\n")).collect();
        let mail = format!("Hallo,\r\n\r\nbitte einspielen:\r\n{quoted}> \r\n-- \r\nAnna\r\n");
        assert_eq!(ProposalText::find(&SCHEMA, &mail).unwrap().0, text);
        let spaced = text.as_str().replace('\n', "\n\n");
        assert_eq!(ProposalText::find(&SCHEMA, &spaced).unwrap().0, text, "blank lines between");
    }

    #[test]
    fn what_was_cut_or_altered_is_refused() {
        let text = text().as_str().to_owned();
        let fault = |text: &str| ProposalText::find(&SCHEMA, text).unwrap_err();
        for at in (0..text.len() - 1).step_by(7) {
            let cut = fault(&text[..at]);
            assert!(matches!(cut, ProposalFault::Absent | ProposalFault::Damaged), "{at}: {cut:?}");
        }
        assert_eq!(fault(&text.replace("phone", "Phone")), ProposalFault::Damaged);
        assert_eq!(fault(&text.replace("proposal 1", "proposal 2")), ProposalFault::Newer);
        assert_eq!(fault("Guten Tag"), ProposalFault::Absent);
        assert_eq!(fault(&"x".repeat(3 * LIMIT)), ProposalFault::TooLong);
        let sealed = |lines: &[&str]| {
            let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            format!("{}\nend {:032x}\n", lines.join("\n"), checksum(&lines))
        };
        let begin = "bildungsnetz-proposal 1";
        let header = serde_json::to_string(&header()).unwrap().replace('ö', "\\u00f6");
        assert_eq!(fault(&sealed(&[begin, &header])), ProposalFault::Senseless, "no change");
        let of_later = r#"{"table":"planets","id":"mars","position":0,"after":"(id: \"mars\")"}"#;
        assert_eq!(fault(&sealed(&[begin, &header, of_later])), ProposalFault::Senseless);
        assert_eq!(fault(&sealed(&[begin, "{}", of_later])), ProposalFault::Damaged);
    }
}
