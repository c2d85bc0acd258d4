//! The five questions from whose answers a dataset of another district is made.
//!
//! An empty answer, or none at the end of the input, is the answer that the question proposes. Must
//! not write files. Entry point: [`NewDistrict::asked`].

use std::io::{self, BufRead, IsTerminal, Write};

use crate::cli::context::CliContext;
use crate::cli::error::CliError;
use crate::text::normalize;
use crate::texts;

/// What a new dataset says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewDistrict {
    pub(super) name: String,
    pub(super) authority: Option<String>,
    pub(super) state: Option<String>,
    /// The kinds of region.
    pub(super) kinds: Vec<String>,
    pub(super) regions: Vec<String>,
    /// What the office, the committee and the conference are called.
    pub(super) levels: [String; 3],
    /// What further bodies are called.
    pub(super) further_levels: Vec<String>,
    /// The groups that a committee must seat.
    pub(super) groups: Vec<String>,
}

impl NewDistrict {
    /// Asks the questions on the terminal, or reads the answers from the input, a line each.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(super) fn asked(context: &CliContext, name: &str) -> Result<NewDistrict, CliError> {
        // Only a terminal shows the end of an answer.
        let is_terminal = io::stdin().is_terminal();
        let mut input = io::stdin().lock();
        let mut ask = |question: &str, proposed: &str| -> Result<Vec<String>, CliError> {
            let _ = write!(io::stderr(), "{question} [{proposed}] ");
            let mut answer = String::new();
            let read = input.read_line(&mut answer);
            let failure =
                |error: io::Error| CliError::usage(texts::cli::input_failed(context.lang, &error.to_string()));
            read.map_err(failure)?;
            if !is_terminal || !answer.ends_with('\n') {
                let _ = writeln!(io::stderr());
            }
            let given = parts(&answer);
            Ok(if given.is_empty() { parts(proposed) } else { given })
        };
        let lang = context.lang;
        let name = &one_line(name);
        if name.is_empty() {
            return Err(CliError::usage(texts::init::no_name(lang)));
        }
        let unknown = texts::detail::unknown(lang);
        let known = |text: Option<String>| text.filter(|text| text != unknown);
        let mut office = ask(texts::init::authority(lang), unknown)?.into_iter();
        let (authority, state) = (known(office.next()), known(office.next()));
        let kinds = ask(texts::init::kinds(lang), texts::init::proposed_kinds(lang))?;
        let regions = ask(texts::init::regions(lang), name)?;
        let mut levels = ask(texts::init::levels(lang), texts::init::proposed_levels(lang))?;
        let further_levels = levels.split_off(levels.len().min(3));
        let levels = with_defaults(levels, &parts(texts::init::proposed_levels(lang)));
        let groups = ask(texts::init::groups(lang), texts::init::proposed_groups(lang))?;
        Ok(NewDistrict { name: name.clone(), authority, state, kinds, regions, levels, further_levels, groups })
    }
}

/// Returns the parts of an answer between commas or semicolons, each once.
pub(super) fn parts(answer: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in answer.split([',', ';']).map(one_line) {
        if !part.is_empty() && !found.contains(&part) {
            found.push(part);
        }
    }
    found
}

/// Returns a text with one blank for all white space between two words.
fn one_line(text: &str) -> String {
    normalize(text).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns three names: those given, then those proposed.
pub(super) fn with_defaults(given: Vec<String>, proposed: &[String]) -> [String; 3] {
    std::array::from_fn(|at| given.get(at).or_else(|| proposed.get(at)).cloned().unwrap_or_default())
}
