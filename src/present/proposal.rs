//! Proposed changes in words: the value now, what is proposed, how it stands.
//!
//! Entry points: [`ProposalWords::of`], [`standing_words`].

use crate::document::diff::value;
use crate::document::rebase::current_value;
use crate::document::{Address, Document};
use crate::present::value_quote::{difference_in_words, quoted_values};
use crate::query::proposal::{ProposedChange, ProposedStanding};
use crate::schema::FieldKind;
use crate::syntax::Tree;
use crate::texts::{self, Lang, detail};

/// The values of a proposed change, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalWords {
    /// What the dataset says now.
    pub now: String,
    /// What is proposed.
    pub proposed: String,
}

impl ProposalWords {
    /// Puts the values of a change into words.
    pub fn of(lang: Lang, document: &Document, change: &ProposedChange) -> ProposalWords {
        let main = &change.main;
        let now = current_value(document, &main.address);
        if main.address.path.is_empty() {
            let record = |is_there: bool| match is_there {
                true => texts::proposals::the_record(lang).to_owned(),
                false => texts::proposals::no_record(lang).to_owned(),
            };
            let proposed = match (&main.before, &main.after) {
                (None, Some(_)) => texts::proposals::new_record(lang).to_owned(),
                (_, None) => texts::proposals::removed_record(lang).to_owned(),
                _ => texts::proposals::other_text(lang).to_owned(),
            };
            return ProposalWords { now: record(now.is_some()), proposed };
        }
        if let Some(FieldKind::List(_)) = main.address.kind(document.schema()) {
            // The items that come and go tell more than the list.
            let found = value(document.schema(), &main.address, main.before.as_deref(), main.after.as_deref());
            let said: Vec<String> = found.iter().map(|found| difference_in_words(lang, found)).collect();
            if !said.is_empty() {
                let tree = now.as_deref().and_then(|text| Some((text, Tree::parse(text).ok()?)));
                let count = tree.map_or(0, |(text, tree)| tree.root(text).items().count());
                return ProposalWords { now: texts::proposals::items(lang, count), proposed: said.join("; ") };
            }
        }
        let [now, proposed] = values(lang, &main.address, [now.as_deref(), main.after.as_deref()]);
        ProposalWords { now, proposed }
    }
}

/// Puts RON texts of one place into words.
fn values(lang: Lang, address: &Address, texts: [Option<&str>; 2]) -> [String; 2] {
    let trees = texts.map(|text| text.and_then(|text| Some((text, Tree::parse(text).ok()?))));
    let quoted =
        quoted_values(lang, address, trees.each_ref().map(|tree| tree.as_ref().map(|(text, tree)| tree.root(text))));
    let mut quoted = quoted.into_iter();
    std::array::from_fn(|at| {
        let quoted = quoted.next().unwrap_or_default();
        match (&trees[at], texts[at]) {
            (Some(_), _) => quoted,
            (None, Some(text)) => texts::cli::quoted(lang, text),
            (None, None) => detail::unknown(lang).to_owned(),
        }
    })
}

/// Returns how a change that waits stands to the dataset.
pub fn standing_words(lang: Lang, standing: ProposedStanding) -> &'static str {
    match standing {
        ProposedStanding::Fits => texts::proposals::fits(lang),
        ProposedStanding::IsThere => texts::proposals::is_there(lang),
        ProposedStanding::IsOther => texts::proposals::is_other(lang),
        ProposedStanding::IsGone => texts::proposals::is_gone(lang),
    }
}
