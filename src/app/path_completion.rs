//! Completing the name of a file while it is typed, as a shell does.
//!
//! The names come from outside ([`Effect::ListFolder`](super::Effect::ListFolder)). Must not touch
//! files. Entry points: [`FolderListing`], [`PathCompletion`].

use super::dialog::DialogRow;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// How many names are shown.
const MOST: usize = 12;

/// The names in a folder that continue what somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderListing {
    /// What was typed: a folder, and the beginning of a name in it.
    pub typed: String,
    /// The names, in order.
    pub names: Vec<ListedName>,
}

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedName {
    /// The name.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// The names that were offered last.
#[derive(Debug, Default)]
pub struct PathCompletion {
    offered: Option<FolderListing>,
}

impl FolderListing {
    /// Returns the folder that was typed, with the slash behind it, and the beginning of the name.
    pub fn parts(typed: &str) -> [&str; 2] {
        let begin = typed.rfind('/').map_or(0, |slash| slash + 1);
        [&typed[..begin], &typed[begin..]]
    }

    /// Returns what was typed with as much behind it as all names have in common.
    pub fn completed(&self) -> String {
        let [folder, begun] = FolderListing::parts(&self.typed);
        let Some(first) = self.names.first() else { return self.typed.clone() };
        let common = self.names.iter().fold(first.name.as_str(), |common, listed| shared(common, &listed.name));
        // Names that differ only in case from what was typed share less than it.
        let name = if common.len() < begun.len() { begun } else { common };
        let slash = if self.names.len() == 1 && first.is_folder { "/" } else { "" };
        format!("{folder}{name}{slash}")
    }
}

/// Returns what two names begin with.
fn shared<'a>(name: &'a str, other: &str) -> &'a str {
    let end = name.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    &name[..end.unwrap_or(name.len().min(other.len()))]
}

impl PathCompletion {
    /// Takes names that were listed.
    pub fn offer(&mut self, listing: FolderListing) {
        self.offered = Some(listing);
    }

    /// Returns the names to choose between, unless something else is typed by now.
    pub fn rows<C>(&self, typed: &str, lang: Lang) -> Vec<DialogRow<C>> {
        let Some(listing) = &self.offered else { return Vec::new() };
        if listing.names.is_empty() {
            let nothing = || vec![DialogRow::text(Role::Dim, texts::paths::no_such_name(lang))];
            return if typed == listing.typed { nothing() } else { Vec::new() };
        }
        if listing.names.len() == 1 || typed != listing.completed() {
            return Vec::new();
        }
        let name = |listed: &ListedName| format!("{}{}", listed.name, if listed.is_folder { "/" } else { "" });
        let shown = listing.names.iter().take(MOST).map(|listed| DialogRow::text(Role::Text, name(listed)));
        let more = listing.names.len().saturating_sub(MOST);
        let more = (more > 0).then(|| DialogRow::text(Role::Dim, texts::paths::more_names(lang, more)));
        shown.chain(more).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(typed: &str, names: &[&str]) -> String {
        let listed = |name: &&str| match name.strip_suffix('/') {
            Some(name) => ListedName { name: name.to_owned(), is_folder: true },
            None => ListedName { name: (*name).to_owned(), is_folder: false },
        };
        FolderListing { typed: typed.to_owned(), names: names.iter().map(listed).collect() }.completed()
    }

    #[test]
    fn what_all_names_have_in_common_is_completed() {
        for (typed, names, expected) in [
            ("/home/a/te", &["telefon.csv"][..], "/home/a/telefon.csv"),
            ("te", &["telefon.csv", "telefone.xlsx"], "telefon"),
            ("te", &["tex/"], "tex/"),
            ("", &["a/", "b"], ""),
            ("B", &["Büro.csv", "Bürö.csv"], "Bür"),
            ("x/", &[], "x/"),
            ("BU", &["büro.csv"], "büro.csv"),
        ] {
            assert_eq!(completed(typed, names), expected, "{typed} {names:?}");
        }
    }
}
