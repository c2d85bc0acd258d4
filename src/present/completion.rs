//! What a proposal that completes a query means, in words.
//!
//! Entry point: [`proposal_words`].

use super::process::reason_word;
use crate::document::Slot;
use crate::model::SCHEMA;
use crate::query::expression::ProposalMeaning;
use crate::texts::{self, Lang};

/// Returns what a proposal means; `name` says what a record is called.
pub fn proposal_words(meaning: ProposalMeaning, name: impl Fn(Slot) -> String, lang: Lang) -> String {
    match meaning {
        ProposalMeaning::Field(field) => field.label.get(lang).to_owned(),
        ProposalMeaning::BelongsTo(table) => {
            texts::completion::belongs_to(lang, SCHEMA.table(table).singular.get(lang))
        }
        ProposalMeaning::Unknown => texts::completion::unknown(lang).to_owned(),
        ProposalMeaning::Open => texts::completion::open(lang).to_owned(),
        ProposalMeaning::Age => texts::completion::age(lang).to_owned(),
        ProposalMeaning::Table => texts::completion::table(lang).to_owned(),
        ProposalMeaning::TableName(table) => SCHEMA.table(table).plural.get(lang).to_owned(),
        ProposalMeaning::Choice(choice) => choice.label.get(lang).to_owned(),
        ProposalMeaning::Record(slot) => name(slot),
        ProposalMeaning::YesNo(true) => texts::detail::yes(lang).to_owned(),
        ProposalMeaning::YesNo(false) => texts::detail::no(lang).to_owned(),
        ProposalMeaning::OpenReason(reason) => reason_word(reason, lang).to_owned(),
        ProposalMeaning::Anything => texts::completion::anything(lang).to_owned(),
    }
}
