//! `merge BASE OURS THEIRS`: puts the changes of both sides together; also as git's merge driver.
//!
//! What both changed differently is marked around the smallest record concerned. Where a side is no dataset, the lines that
//! differ are marked as a whole, so that nothing of either is lost. Enter at [`run`].

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::Code;
use super::args::Merge;
use super::context::Context;
use super::diff::loaded;
use super::fail::{Failure, say, shown};
use super::output::Out;
use crate::document::merge::{Conflict, Marked, Merged, conflicts_in, merge};
use crate::document::{Document, ParseError};
use crate::model::SCHEMA;
use crate::text::{fit, safe};
use crate::texts::{Lang, cli as t, safekeeping as s};

/// Cells of a value in a sentence.
const TOLD: usize = 60;

/// The three texts.
struct Sides {
    base: String,
    ours: String,
    theirs: String,
}

/// Runs the command; a negative answer when something is left to decide.
///
/// # Errors
/// When a file cannot be read or the result not be written.
pub fn run(context: &Context, asked: &Merge, out: &mut Out) -> Result<Code, Failure> {
    let lang = context.lang;
    if context.global.restricted {
        return Err(Failure::usage(t::restricted_file(lang)));
    }
    let text = |path: &Path| Ok(loaded(lang, path)?.map_or_else(String::new, |loaded| loaded.text.to_string()));
    let sides = Sides { base: text(&asked.base)?, ours: text(&asked.ours)?, theirs: text(&asked.theirs)? };
    let name = asked.path.clone().unwrap_or_else(|| shown(&asked.ours));
    let (text, code) = match sides.merged() {
        Ok(merged) => {
            for conflict in &merged.conflicts {
                say(&format!("{name}: {}\n", safe(&told(lang, conflict))));
            }
            (merged.with_markers(), if merged.conflicts.is_empty() { Code::Done } else { Code::Negative })
        }
        Err(error) => {
            say(&format!("{}\n", safe(&s::merged_as_text(lang, &name, &error.say(lang)))));
            sides.as_text()
        }
    };
    match &asked.output {
        None => out.text(&text),
        Some(path) => {
            let failed = |error: io::Error| {
                Failure::new(Code::NotWritten, s::not_written(lang, &shown(path), &error.to_string()))
            };
            replace(path, &text).map_err(failed)?;
        }
    }
    Ok(code)
}

impl Sides {
    fn merged(&self) -> Result<Merged, ParseError> {
        // Both sides added the file: nobody knows what they began with.
        if self.base.trim().is_empty() {
            let (ours, theirs) = (self.ours.clone(), self.theirs.clone());
            return Marked { base: None, ours, theirs, lines: Vec::new() }.merge(&SCHEMA);
        }
        let read = |text: &String| Document::parse(&SCHEMA, text.clone());
        Ok(merge(&read(&self.base)?, &read(&self.ours)?, &read(&self.theirs)?))
    }

    /// The side that alone changed; else both, between markers around the lines in which they differ.
    fn as_text(&self) -> (String, Code) {
        let Sides { base, ours, theirs } = self;
        let plain = |text: &str| matches!(conflicts_in(text), Ok(None));
        if ours == theirs || base == theirs {
            return (ours.clone(), if plain(ours) { Code::Done } else { Code::Negative });
        }
        if base == ours {
            return (theirs.clone(), if plain(theirs) { Code::Done } else { Code::Negative });
        }
        let [base, ours, theirs] = [base, ours, theirs].map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
        let shortest = base.len().min(ours.len()).min(theirs.len());
        let same = |a: &str, b: &str, c: &str| a == b && b == c;
        let start = (0..shortest).take_while(|i| same(base[*i], ours[*i], theirs[*i])).count();
        let from_end = |lines: &[&'_ str], i: usize| lines[lines.len() - 1 - i].to_owned();
        let end = (0..shortest - start)
            .take_while(|i| same(&from_end(&base, *i), &from_end(&ours, *i), &from_end(&theirs, *i)))
            .count();
        let middle = |lines: &[&str]| {
            let text = lines[start..lines.len() - end].concat();
            if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
        };
        let marked = format!(
            "{}<<<<<<< ours\n{}||||||| base\n{}=======\n{}>>>>>>> theirs\n{}",
            ours[..start].concat(),
            middle(&ours),
            middle(&base),
            middle(&theirs),
            ours[ours.len() - end..].concat()
        );
        (marked, Code::Negative)
    }
}

/// A conflict in a sentence.
fn told(lang: Lang, conflict: &Conflict) -> String {
    let value = |text: &Option<String>| match text {
        Some(text) => fit(&text.split_whitespace().collect::<Vec<_>>().join(" "), TOLD).into_owned(),
        None => t::absent(lang).to_owned(),
    };
    s::conflict(lang, &conflict.place.say(&SCHEMA, lang), &value(&conflict.ours), &value(&conflict.theirs))
}

/// Writes a new file and lets it take the name, with the rights of the old one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let rights = fs::metadata(path).map_or_else(|_| Permissions::from_mode(0o666), |old| old.permissions());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".merge-").permissions(rights).tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist(path)?;
    Ok(())
}
