//! Proposed changes in words: the value now, the one proposed, that of then, and how they stand.
//!
//! Entry points: [`ProposalWords::of`] for a table, [`ProposalWords::in_full`], [`standing_words`].

use crate::document::diff::value;
use crate::document::rebase::current_value;
use crate::document::{Address, AddressStep, Document, FieldChange};
use crate::present::path_words::path_words;
use crate::present::value_quote::{difference_in_words, quoted_value, quoted_values};
use crate::query::proposal::{ProposedChange, ProposedStanding};
use crate::schema::FieldKind;
use crate::syntax::{SyntaxValue, Tree};
use crate::texts::{self, Lang, detail};

/// The values of a proposed change, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalWords {
    /// What the dataset says now.
    pub now: String,
    /// What is proposed.
    pub proposed: String,
    /// What the dataset said when it was proposed, where that is not what it says now.
    pub then: Option<String>,
}

impl ProposalWords {
    /// Puts the values of a change into words that fit into a table: of a list its length, of a
    /// record whether it is there.
    pub fn of(lang: Lang, document: &Document, change: &ProposedChange) -> ProposalWords {
        let mut words =
            ProposalWords::new(lang, document, change, &|address, text| match (text, is_list(document, address)) {
                (Some(text), true) => Tree::parse(text).map_or_else(
                    |_| text.to_owned(),
                    |tree| texts::proposals::items(lang, tree.root(text).items().count()),
                ),
                (None, true) => texts::proposals::items(lang, 0),
                (text, false) => record(lang, text),
            });
        if words.then.as_ref() == Some(&words.now) {
            // Another list of the same length; that a record was there as it is now tells nothing.
            let whole = ProposalWords::in_full(lang, document, change).then;
            words.then = whole.filter(|_| is_list(document, &change.main.address));
        }
        words
    }

    /// Puts them into words that leave nothing out: all items of a list, all fields of a record.
    pub fn in_full(lang: Lang, document: &Document, change: &ProposedChange) -> ProposalWords {
        let whole = |address: &Address, text: Option<&str>| match text {
            Some(text) => {
                let tree = Tree::parse(text);
                tree.map_or_else(|_| text.to_owned(), |tree| whole_value(lang, address, tree.root(text)))
            }
            None if address.path.is_empty() => record(lang, None),
            None => detail::unknown(lang).to_owned(),
        };
        let mut words = ProposalWords::new(lang, document, change, &whole);
        let main = &change.main;
        let (is_record, after) = (main.address.path.is_empty(), main.after.as_deref());
        if is_record && main.before.is_none() && after.is_some() {
            words.proposed = texts::proposals::because(lang, &words.proposed, &whole(&main.address, after));
        } else if !is_record && matches!(main.address.kind(document.schema()), Some(FieldKind::Record(_))) {
            words.now = whole(&main.address, current_value(document, &main.address).as_deref());
            words.proposed = whole(&main.address, after);
            words.then = words.then.map(|_| whole(&main.address, main.before.as_deref()));
        }
        words
    }

    /// Puts plain values into words, and lists and records as `whole` does.
    fn new(
        lang: Lang,
        document: &Document,
        change: &ProposedChange,
        whole: &dyn Fn(&Address, Option<&str>) -> String,
    ) -> ProposalWords {
        let main = &change.main;
        let now = current_value(document, &main.address);
        let then = Some(&main.before).filter(|before| **before != now);
        let said = match (&main.before, &main.after) {
            _ if is_list(document, &main.address) => {
                // The items that come and go tell more than the list.
                let found = value(document.schema(), &main.address, main.before.as_deref(), main.after.as_deref());
                let said: Vec<String> = found.iter().map(|found| difference_in_words(lang, found)).collect();
                said.join("; ")
            }
            _ if !main.address.path.is_empty() => String::new(),
            (None, Some(_)) => texts::proposals::new_record(lang).to_owned(),
            (_, None) => texts::proposals::removed_record(lang).to_owned(),
            _ => texts::proposals::other_text(lang).to_owned(),
        };
        if said.is_empty() {
            let texts = [now.as_deref(), main.after.as_deref(), main.before.as_deref()];
            let [now, proposed, before] = values(lang, &main.address, texts);
            return ProposalWords { now, proposed, then: then.map(|_| before) };
        }
        let then = then.map(|before| whole(&main.address, before.as_deref()));
        ProposalWords { now: whole(&main.address, now.as_deref()), proposed: said, then }
    }

    /// Puts a change that goes with another one into words: the value now, the one proposed, and
    /// that of then where it is another.
    pub fn of_part(lang: Lang, document: &Document, part: &FieldChange) -> String {
        let now = current_value(document, &part.address);
        let texts = [now.as_deref(), part.after.as_deref(), part.before.as_deref()];
        let [said, proposed, then] = values(lang, &part.address, texts);
        let turned = texts::document::turned(lang, &said, &proposed);
        match part.before == now {
            true => turned,
            false => [turned, texts::proposals::because(lang, texts::proposals::then(lang), &then)].join(" · "),
        }
    }
}

fn is_list(document: &Document, address: &Address) -> bool {
    !address.path.is_empty() && matches!(address.kind(document.schema()), Some(FieldKind::List(_)))
}

fn record(lang: Lang, text: Option<&str>) -> String {
    let said = if text.is_some() { texts::proposals::the_record(lang) } else { texts::proposals::no_record(lang) };
    said.to_owned()
}

/// Puts a value into words that leave nothing out.
fn whole_value(lang: Lang, address: &Address, value: SyntaxValue<'_>) -> String {
    let Some(value) = value.unwrap_option() else { return detail::unknown(lang).to_owned() };
    let items = || value.items().enumerate().map(|(at, item)| (address.join(AddressStep::Item(at)), item));
    let fields = value.fields().map(|(name, field)| (address.join(AddressStep::Field(name.to_owned())), field));
    let fields: Vec<String> = fields
        .map(|(place, field)| {
            let label = path_words(&place, lang).pop().unwrap_or_default();
            texts::proposals::because(lang, &label, &whole_value(lang, &place, field))
        })
        .collect();
    match () {
        () if !fields.is_empty() => fields.join("; "),
        () if items().next().is_some() => {
            items().map(|(place, item)| whole_value(lang, &place, item)).collect::<Vec<_>>().join(", ")
        }
        () => quoted_value(lang, address, Some(value)),
    }
}

/// Puts RON texts of one place into words.
fn values<const N: usize>(lang: Lang, address: &Address, texts: [Option<&str>; N]) -> [String; N] {
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
