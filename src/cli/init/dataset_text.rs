//! The text of a dataset for a new district.
//!
//! Must not ask anybody. Entry point: [`NewDistrict::text`].

use std::collections::BTreeSet;

use super::questions::NewDistrict;
use crate::model::identifier::propose_id;
use crate::model::records::BodyRole;
use crate::syntax::printer::string;
use crate::texts::noun::Gender;
use crate::texts::{self, Lang};

/// What the three levels do, in the order in which their names are asked for.
const ROLES: [BodyRole; 3] = [BodyRole::Office, BodyRole::Committee, BodyRole::Conference];

impl NewDistrict {
    /// Returns the dataset as text.
    pub(super) fn text(&self) -> String {
        let mut lines =
            vec!["#![enable(implicit_some)]".to_owned(), "Directory(".to_owned(), "    format: 1,".to_owned()];
        let given = |name: &str, text: &Option<String>| {
            text.as_ref().map_or_else(String::new, |text| format!(", {name}: {}", string(text)))
        };
        let (authority, state) = (given("authority", &self.authority), given("state", &self.state));
        lines.push(format!("    district: District(name: {}{authority}{state}),", string(&self.name)));
        lines.push("    profile: Profile(".to_owned());
        let profile = self.state.as_ref().unwrap_or(&self.name);
        lines.push(format!("        name: {},", string(profile)));
        let mut list = |name: &str, items: Vec<String>| {
            lines.push(format!("        {name}: ["));
            lines.extend(items.into_iter().map(|item| format!("            ({item}),")));
            lines.push("        ],".to_owned());
        };
        list("region_kinds", named(&self.kinds, |kind| if is_city(kind) { ", city: true" } else { "" }.to_owned()));
        list("levels", self.level_words());
        let mut groups = named(&self.groups, |_| ", mandatory: true".to_owned());
        let others = texts::init::others(Lang::De);
        if !self.groups.iter().any(|group| group == others) {
            let english = string(texts::init::others(Lang::En));
            groups.push(format!(
                "name: {}, german: {}, english: {english}, others: true",
                string(others),
                string(others)
            ));
        }
        list("groups", groups);
        lines.push("    ),".to_owned());
        lines.push("    regions: [".to_owned());
        lines.extend(self.region_lines());
        lines.push("    ],".to_owned());
        lines.push(")".to_owned());
        lines.join("\n") + "\n"
    }

    fn level_words(&self) -> Vec<String> {
        let labels: Vec<String> = self.levels.iter().chain(&self.further_levels).cloned().collect();
        let roles = ROLES.map(|role| format!(", role: {}, everywhere: true", role.name()));
        let roles = roles.into_iter().chain(std::iter::repeat(String::new()));
        let levels = labels.iter().zip(unique_words(&labels)).zip(roles).map(|((label, name), role)| {
            let article = match Gender::of_ending(label) {
                Gender::Masculine => "Der",
                Gender::Feminine => "Die",
                Gender::Neuter => "Das",
            };
            let (name, label) = (string(&name), string(label));
            format!("name: {name}, german: {label}, article: {article}{role}")
        });
        let working_group = texts::init::working_group;
        let (name, role) = ("Arbeitsgruppe", BodyRole::WorkingGroup.name());
        let further = [Lang::De, Lang::En].map(|lang| string(working_group(lang)));
        let further = format!("name: {}, german: {}, english: {}, role: {role}", string(name), further[0], further[1]);
        levels.chain([further].into_iter().filter(|_| !labels.iter().any(|level| level == name))).collect()
    }

    fn region_lines(&self) -> Vec<String> {
        let words = unique_words(&self.kinds);
        let mut taken = BTreeSet::new();
        let line = |region: &String| {
            let own = region.to_lowercase();
            let of = |kind: &&String| own.contains(&kind.to_lowercase());
            let at = self.kinds.iter().position(|kind| of(&kind)).unwrap_or(0);
            let bare =
                self.kinds.iter().filter(of).fold(own.clone(), |name, kind| name.replace(&kind.to_lowercase(), " "));
            let id = propose_id(if bare.trim().is_empty() { &own } else { &bare });
            let numbered = (2..).map(|number: usize| format!("{id}-{number}"));
            let id = std::iter::once(id.clone()).chain(numbered).find(|id| taken.insert(id.clone())).unwrap_or(id);
            format!("        Region(id: {}, name: {}, kind: {}),", string(&id), string(region), words[at])
        };
        self.regions.iter().map(line).collect()
    }
}

/// Returns the words of a list in the file, each behind its label.
fn named(labels: &[String], rest: impl Fn(&str) -> String) -> Vec<String> {
    let words = unique_words(labels).into_iter().zip(labels);
    words.map(|(word, label)| format!("name: {}, german: {}{}", string(&word), string(label), rest(label))).collect()
}

/// Returns true for a kind of region that is one city.
fn is_city(kind: &str) -> bool {
    kind.to_lowercase().contains("stadt") || kind.to_lowercase().contains("city")
}

/// Returns words for labels, each another one: `Kreisfreie Stadt` becomes `KreisfreieStadt`.
fn unique_words(labels: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let word = |label: &String| {
        let word = word_of(label);
        let numbered = (2..).map(|number: usize| format!("{word}{number}"));
        std::iter::once(word.clone()).chain(numbered).find(|word| taken.insert(word.clone())).unwrap_or(word)
    };
    labels.iter().map(word).collect()
}

fn word_of(label: &str) -> String {
    let spelled = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"), ("ß", "ss")];
    let label = spelled.iter().fold(label.to_owned(), |label, (from, to)| label.replace(from, to));
    let parts = label.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let word: String = parts.map(texts::noun::capitalised).collect();
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) { word } else { format!("Wort{word}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{CheckOptions, Severity, check};
    use crate::cli::init::questions::{parts, with_defaults};
    use crate::document::Document;
    use crate::index::Index;
    use crate::model::SCHEMA;
    use crate::model::date::Date;

    fn district() -> NewDistrict {
        NewDistrict {
            name: "An der \"Weser\"".into(),
            authority: Some("Beispielamt".into()),
            state: None,
            kinds: parts("Landkreis, Kreisfreie Stadt"),
            regions: parts("Landkreis Überau, Kreisfreie Stadt Musterburg; Überau"),
            levels: with_defaults(parts("Bildungskoordination"), &parts("a, Steuerungsgruppe, Bildungsforum")),
            further_levels: parts("Fachbeirat"),
            groups: parts("Schulaufsicht, Träger & Vereine"),
        }
    }

    #[test]
    fn the_answers_make_a_dataset_without_an_error() {
        let text = district().text();
        let document = Document::parse(&SCHEMA, text.clone()).unwrap();
        let index = Index::build(&document);
        let found = check(&document, &index, Date::parse("2026-11-30").unwrap(), &CheckOptions::default());
        let errors: Vec<_> = found.findings.iter().filter(|finding| finding.rule.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{text}");
        for expected in [
            r#"District(name: "An der \"Weser\"", authority: "Beispielamt")"#,
            r#"(name: "KreisfreieStadt", german: "Kreisfreie Stadt", city: true)"#,
            r#"(name: "Bildungskoordination", german: "Bildungskoordination", article: Die, role: Office, everywhere: true)"#,
            r#"(name: "Bildungsforum", german: "Bildungsforum", article: Das, role: Conference, everywhere: true)"#,
            r#"(name: "Fachbeirat", german: "Fachbeirat", article: Der)"#,
            r#"(name: "TraegerVereine", german: "Träger & Vereine", mandatory: true)"#,
            r#"Region(id: "ueberau", name: "Landkreis Überau", kind: Landkreis)"#,
            r#"Region(id: "musterburg", name: "Kreisfreie Stadt Musterburg", kind: KreisfreieStadt)"#,
            r#"Region(id: "ueberau-2", name: "Überau", kind: Landkreis)"#,
        ] {
            assert!(text.contains(expected), "{expected} is not in\n{text}");
        }
    }
}
