//! Rules of the profile, by which a dataset declares words of its own.
//!
//! That a word has a name is said by its declaration. Entry point: [`check`].

use super::*;
use crate::document::AddressStep;
use crate::index::field;
use crate::model::records::BodyRole;
use crate::model::vocabulary::declared_words::is_word;
use crate::model::vocabulary::{MOST_MANDATORY, MemberGroup, Vocabulary};
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;

pub(super) fn check(findings: &mut Findings<'_, '_>, profile: SyntaxValue<'_>) {
    let fields = findings.check.document.schema().table(findings.slot.table).record.fields.iter();
    for list in fields.filter(|field| matches!(field.kind, FieldKind::List(FieldKind::Record(_)))) {
        words(findings, profile, list.name);
    }
    let vocabulary = Vocabulary::of(findings.check.document.schema());
    for role in [BodyRole::Conference, BodyRole::Committee, BodyRole::Office] {
        if vocabulary.level_with(role).is_none() {
            let message = || FindingMessage::new(|lang| texts::check::missing_role(lang, role.label().get(lang)));
            findings.at_field(&MISSING_ROLE, profile, "levels", message);
        }
    }
    let mandatory = |group: &&MemberGroup| group.is_mandatory;
    if vocabulary.groups.words.iter().filter(mandatory).count() > MOST_MANDATORY {
        let message = || FindingMessage::new(|lang| texts::check::many_groups(lang).to_owned());
        findings.at_field(&MANY_GROUPS, profile, "groups", message);
    }
}

fn words(findings: &mut Findings<'_, '_>, profile: SyntaxValue<'_>, list: &str) {
    let mut seen: Vec<String> = Vec::new();
    for (at, word) in field(profile, list).into_iter().flat_map(|list| list.items()).enumerate() {
        let name = word.unwrap_option().and_then(|word| field(word, "name"));
        let Some((value, name)) = name.and_then(|value| Some((value, value.as_str()?.trim().to_owned()))) else {
            continue;
        };
        let say: fn(_, &str) -> String = match () {
            () if name.is_empty() => continue,
            () if !is_word(&name) => texts::check::no_word,
            () if seen.contains(&name) => texts::check::word_twice,
            () => {
                seen.push(name);
                continue;
            }
        };
        let place = |findings: &Findings<'_, '_>| {
            let steps =
                [AddressStep::Field(list.to_owned()), AddressStep::Item(at), AddressStep::Field("name".to_owned())];
            let address = findings.check.document.address(findings.slot);
            (Address { path: steps.to_vec(), ..address }, value.span().start)
        };
        findings.push(&BAD_WORD, place, || FindingMessage::about(&name, say));
    }
}
