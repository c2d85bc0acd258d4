//! Who knows which dialogs there are: the files of the dialogs, and nobody else.
//!
//! So a new dialog is a file of its own, and no `match` elsewhere names it. Entry point: the tests.

use std::collections::BTreeSet;

use super::source::{Kind, Source};
use super::{at, is_name, none};

/// The folder of the dialogs, beside which only their stack knows them.
const FOLDER: &str = "src/app/dialogs";

fn is_dialog_file(source: &Source) -> bool {
    source.path.starts_with(FOLDER)
}

/// The types that are dialogs.
fn dialogs(sources: &[Source]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources.iter().filter(|source| is_dialog_file(source)) {
        for i in 0..source.tokens.len() {
            let is_dialog =
                ["impl", "Dialog", "for"].iter().enumerate().all(|(j, word)| is_name(source.tokens.get(i + j), word));
            if let Some(Kind::Name(name)) = source.tokens.get(i + 3).map(|token| &token.kind)
                && is_dialog
            {
                found.insert(name.clone());
            }
        }
    }
    found
}

#[test]
fn only_dialogs_know_which_dialogs_there_are() {
    let sources = Source::all();
    let dialogs = dialogs(&sources);
    assert!(dialogs.len() > 15, "{dialogs:?}");
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| !is_dialog_file(source)) {
        for token in &source.tokens {
            if let Kind::Name(name) = &token.kind
                && dialogs.contains(name)
            {
                breaches.push(at(source, token.line, name));
            }
        }
    }
    none("A dialog is opened by a method in its own file, and named nowhere else.", &breaches);
}

#[test]
fn each_dialog_has_a_file_of_its_own() {
    let sources = Source::all();
    let count = |source: &&Source| dialogs(std::slice::from_ref(*source)).len() > 1;
    let breaches: Vec<String> = sources.iter().filter(count).map(|source| source.path.clone()).collect();
    none("A file has one dialog.", &breaches);
}
