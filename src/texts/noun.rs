//! A noun of the dataset within a sentence: with its article, in the case that the sentence needs.
//!
//! Must not say whole sentences. Entry point: [`Noun`].

use super::{Lang, Phrase};

/// The gender of a German noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// der
    Masculine,
    /// die
    Feminine,
    /// das
    Neuter,
}

/// Endings of feminine German nouns.
const FEMININE: [&str; 16] = [
    "ung", "enz", "anz", "ion", "heit", "keit", "schaft", "stelle", "gruppe", "runde", "tät", "ik", "ei", "zentrale",
    "kammer", "behörde",
];

/// Endings of neuter German nouns.
const NEUTER: [&str; 13] = [
    "büro",
    "um",
    "amt",
    "team",
    "netz",
    "netzwerk",
    "werk",
    "haus",
    "treffen",
    "gremium",
    "referat",
    "sekretariat",
    "komitee",
];

impl Gender {
    /// Returns the gender that the ending of a German noun suggests.
    pub fn of_ending(noun: &str) -> Gender {
        let noun = noun.to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending));
        match () {
            () if ends(&FEMININE) => Gender::Feminine,
            () if ends(&NEUTER) => Gender::Neuter,
            () => Gender::Masculine,
        }
    }
}

/// What bodies are called for which a dataset has no word.
pub const CONFERENCE: Noun = Noun::new("Konferenz", "conference", Gender::Feminine);
/// One that decides.
pub const STEERING_BODY: Noun = Noun::new("Steuerungsgremium", "steering body", Gender::Neuter);
/// One that is asked.
pub const OFFICE: Noun = Noun::new("Geschäftsstelle", "office", Gender::Feminine);
/// One for a field.
pub const FORUM: Noun = Noun::new("Forum", "forum", Gender::Neuter);
/// One that works on something.
pub const WORKING_GROUP: Noun = Noun::new("Arbeitsgruppe", "working group", Gender::Feminine);
/// Any other.
pub const BODY: Noun = Noun::new("Gremium", "body", Gender::Neuter);

/// What a kind of body is called within a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// The noun alone, in the singular.
    word: Phrase,
    gender: Gender,
}

impl Noun {
    /// Makes a noun; the English one is written as it stands within a sentence.
    pub const fn new(de: &'static str, en: &'static str, gender: Gender) -> Noun {
        Noun { word: Phrase::new(de, en), gender }
    }

    /// Returns the noun alone, as it begins a line.
    pub fn title(self, lang: Lang) -> String {
        capitalised(self.word(lang))
    }

    /// Returns the noun alone.
    pub fn word(self, lang: Lang) -> &'static str {
        self.word.get(lang)
    }

    fn with(self, lang: Lang, [masculine, feminine, neuter]: [&str; 3], english: &str) -> String {
        let article = match (lang, self.gender) {
            (Lang::En, _) => english,
            (Lang::De, Gender::Masculine) => masculine,
            (Lang::De, Gender::Feminine) => feminine,
            (Lang::De, Gender::Neuter) => neuter,
        };
        format!("{article} {}", self.word(lang))
    }

    /// `das Büro` / `the office`.
    pub fn the(self, lang: Lang) -> String {
        self.with(lang, ["der", "die", "das"], "the")
    }

    /// `des Büros` / `of the office`.
    pub fn of_the(self, lang: Lang) -> String {
        let ending = if lang == Lang::De { self.genitive_ending() } else { "" };
        self.with(lang, ["des", "der", "des"], "of the") + ending
    }

    fn genitive_ending(self) -> &'static str {
        match (self.gender, self.word.de) {
            (Gender::Feminine, _) => "",
            (_, word) if ["s", "ß", "x", "z"].iter().any(|end| word.ends_with(end)) => "es",
            _ => "s",
        }
    }

    /// `im Büro` / `in the office`.
    pub fn in_the(self, lang: Lang) -> String {
        self.with(lang, ["im", "in der", "im"], "in the")
    }

    /// `zum Büro` / `to the office`.
    pub fn to_the(self, lang: Lang) -> String {
        self.with(lang, ["zum", "zur", "zum"], "to the")
    }

    /// `das zuständige Büro` / `the office in charge`.
    pub fn in_charge(self, lang: Lang) -> String {
        match lang {
            Lang::De => self.with(lang, ["der zuständige", "die zuständige", "das zuständige"], ""),
            Lang::En => format!("{} in charge", self.the(lang)),
        }
    }

    /// `eines Büros` / `of an office`.
    pub fn of_a(self, lang: Lang) -> String {
        match lang {
            Lang::De => self.with(lang, ["eines", "einer", "eines"], "") + self.genitive_ending(),
            Lang::En => format!("of {}", self.a(lang)),
        }
    }

    /// `letztes Büro` / `last office`.
    pub fn last(self, lang: Lang) -> String {
        self.with(lang, ["letzter", "letzte", "letztes"], "last")
    }

    /// `ein Büro` / `an office`, as the subject of a sentence.
    pub fn a(self, lang: Lang) -> String {
        let is_vowel = self.word.en.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']);
        self.with(lang, ["ein", "eine", "ein"], if is_vowel { "an" } else { "a" })
    }

    /// `einen Kreis` / `a circle`, as the object of a sentence.
    pub fn a_as_object(self, lang: Lang) -> String {
        match lang {
            Lang::De => self.with(lang, ["einen", "eine", "ein"], ""),
            Lang::En => self.a(lang),
        }
    }

    /// `kein Büro` / `no office`.
    pub fn none(self, lang: Lang) -> String {
        self.with(lang, ["kein", "keine", "kein"], "no")
    }

    /// `Ihr Büro` / `your office`, as the object of a sentence.
    pub fn your(self, lang: Lang) -> String {
        self.with(lang, ["Ihren", "Ihre", "Ihr"], "your")
    }

    /// `der`, `die` or `das`, where a relative clause follows; `that` in English.
    pub fn that(self, lang: Lang) -> &'static str {
        match (lang, self.gender) {
            (Lang::En, _) => "that",
            (Lang::De, Gender::Masculine) => "der",
            (Lang::De, Gender::Feminine) => "die",
            (Lang::De, Gender::Neuter) => "das",
        }
    }
}

/// Returns a text whose first letter is a capital, to begin a sentence.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_takes_the_article_of_its_gender_and_the_ending_of_its_case() {
        let office = Noun::new("Bildungsbüro", "education office", Gender::Neuter);
        let committee = Noun::new("Lenkungskreis", "steering committee", Gender::Masculine);
        let conference = Noun::new("Bildungskonferenz", "education conference", Gender::Feminine);
        let de = |form: fn(Noun, Lang) -> String| [office, committee, conference].map(|noun| form(noun, Lang::De));
        let en = |form: fn(Noun, Lang) -> String| [office, committee, conference].map(|noun| form(noun, Lang::En));
        assert_eq!(de(Noun::the), ["das Bildungsbüro", "der Lenkungskreis", "die Bildungskonferenz"]);
        assert_eq!(de(Noun::of_the), ["des Bildungsbüros", "des Lenkungskreises", "der Bildungskonferenz"]);
        assert_eq!(de(Noun::in_the), ["im Bildungsbüro", "im Lenkungskreis", "in der Bildungskonferenz"]);
        assert_eq!(de(Noun::to_the), ["zum Bildungsbüro", "zum Lenkungskreis", "zur Bildungskonferenz"]);
        assert_eq!(de(Noun::a_as_object), ["ein Bildungsbüro", "einen Lenkungskreis", "eine Bildungskonferenz"]);
        assert_eq!(de(Noun::your), ["Ihr Bildungsbüro", "Ihren Lenkungskreis", "Ihre Bildungskonferenz"]);
        assert_eq!(en(Noun::a), ["an education office", "a steering committee", "an education conference"]);
        assert_eq!(en(Noun::in_charge)[0], "the education office in charge");
    }

    #[test]
    fn the_gender_of_a_noun_follows_from_its_ending() {
        for (noun, expected) in [
            ("Bildungskoordination", Gender::Feminine),
            ("Steuerungsgruppe", Gender::Feminine),
            ("Geschäftsstelle", Gender::Feminine),
            ("Bildungsforum", Gender::Neuter),
            ("Regionalbüro", Gender::Neuter),
            ("Bildungsbeirat", Gender::Masculine),
            ("Lenkungsausschuss", Gender::Masculine),
        ] {
            assert_eq!(Gender::of_ending(noun), expected, "{noun}");
        }
    }
}
