//! Recognises an option of a choice field by what people call it: the name in the file, a label in
//! either language, one or several of it (`Fachforen`), umlauts as they come.
//!
//! Must not decide what an option means. Entry points: [`option_called`], [`option_meant`].

use super::identifier::without_umlauts;
use crate::schema::ChoiceOption;
use crate::text::nearest;

/// Endings by which a noun or adjective tells one from several, the longest first.
const ENDINGS: [&str; 9] = ["ies", "en", "er", "es", "um", "e", "n", "s", "y"];

/// Letters that a word keeps at least when its endings are taken off.
const SHORTEST: usize = 3;

/// Returns the option of this name.
pub fn option_called(options: &'static [ChoiceOption], typed: &str) -> Option<&'static ChoiceOption> {
    let typed = folded(typed);
    let exact = options.iter().find(|option| names(option).contains(&typed));
    exact.or_else(|| only(options, |name| stem(name) == stem(&typed)))
}

/// Returns the option that a misspelling probably means.
pub fn option_meant(options: &'static [ChoiceOption], typed: &str) -> Option<&'static ChoiceOption> {
    let name = nearest(&folded(typed), options.iter().flat_map(names))?;
    options.iter().find(|option| names(option).contains(&name))
}

fn only(options: &'static [ChoiceOption], is_meant: impl Fn(&str) -> bool) -> Option<&'static ChoiceOption> {
    let mut found = options.iter().filter(|option| names(option).iter().any(|name| is_meant(name)));
    found.next().filter(|_| found.next().is_none())
}

fn names(option: &ChoiceOption) -> [String; 3] {
    [option.name, option.label.de, option.label.en].map(folded)
}

/// Spells a text in lower case and umlauts as their vowels, however they were typed.
fn folded(text: &str) -> String {
    let text = without_umlauts(text.trim());
    [("ae", "a"), ("oe", "o"), ("ue", "u")].iter().fold(text, |text, (from, to)| text.replace(from, to))
}

/// Returns the words without their endings.
fn stem(name: &str) -> Vec<&str> {
    name.split_whitespace().map(stem_of_word).collect()
}

fn stem_of_word(word: &str) -> &str {
    let shorter = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).find(|stem| stem.len() >= SHORTEST);
    shorter.map_or(word, stem_of_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::records::{GROUP, INTERVAL, LEVEL, MEASURE_KIND, PRIORITY, STATUS};

    #[test]
    fn an_option_has_its_name_and_labels_one_or_several_with_umlauts_as_they_come() {
        for (options, typed, expected) in [
            (LEVEL, "Fachforum", "Fachforum"),
            (LEVEL, "fachforen", "Fachforum"),
            (LEVEL, "Arbeitskreise", "Arbeitskreis"),
            (LEVEL, "Bildungskonferenzen", "Bildungskonferenz"),
            (LEVEL, "education conferences", "Bildungskonferenz"),
            (LEVEL, "expert forums", "Fachforum"),
            (LEVEL, "other bodies", "Weitere"),
            (LEVEL, "weitere Gremien", "Weitere"),
            (LEVEL, "Bildungsburo", "Bildungsbuero"),
            (LEVEL, "Bildungsbüros", "Bildungsbuero"),
            (INTERVAL, "jahrlich", "Yearly"),
            (INTERVAL, "jaehrlich", "Yearly"),
            (MEASURE_KIND, "projects", "Projekt"),
            (MEASURE_KIND, "Veranstaltungen", "Veranstaltung"),
            (STATUS, "beendete", "Ended"),
            (GROUP, "Städte und Gemeinden", "Gemeinden"),
            (PRIORITY, "hohe", ""),
        ] {
            let found = option_called(options, typed).map_or("", |option| option.name);
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn no_ending_makes_two_options_one() {
        for options in [LEVEL, GROUP, INTERVAL, MEASURE_KIND, PRIORITY, STATUS] {
            for option in options {
                for name in names(option) {
                    assert_eq!(option_called(options, &name), Some(option), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_misspelling_proposes_an_option() {
        let meant = |typed: &str| option_meant(LEVEL, typed).map_or("", |option| option.name);
        assert_eq!(["Lenkungkreis", "Fachfohrum", "xyz"].map(meant), ["Lenkungskreis", "Fachforum", ""]);
    }
}
