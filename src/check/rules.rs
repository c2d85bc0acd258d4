//! The rules of the check, each with its name, its severity and its sentence in both languages.
//!
//! Must not look at data. Entry point: [`RULES`], [`rule`].

use crate::texts::{self, Lang, Phrase};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The dataset is wrong; `check` answers with exit code 1.
    Error,
    /// Somebody should look at it.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// All severities, the gravest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// Returns its name for people.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Severity::Error => texts::check::severity_error(lang),
            Severity::Warning => texts::check::severity_warning(lang),
            Severity::Note => texts::check::severity_note(lang),
        }
    }

    /// Returns its name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A rule of the check.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name by which it is silenced.
    pub name: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// What it wants and why.
    pub explanation: Phrase,
}

macro_rules! rules {
    ($($constant:ident $name:literal $severity:ident $de:literal / $en:literal;)+) => {
        $(#[doc = $en] pub static $constant: Rule =
            Rule { name: $name, severity: Severity::$severity, explanation: Phrase::new($de, $en) };)+

        /// All rules, the graver ones first.
        pub static RULES: &[&Rule] = &[$(&$constant),+];
    };
}

rules! {
    BROKEN_RECORD "broken-record" Error
        "Ein Eintrag muss lesbar sein; sonst ist er hier schreibgeschützt."
        / "A record must be readable; otherwise it is read-only here.";
    BAD_VALUE "bad-value" Error
        "Ein Wert muss zu seinem Feld passen: eine Zahl, ja oder nein, eines der vorgesehenen Wörter."
        / "A value must fit its field: a number, yes or no, one of the choices.";
    CONFLICT_MARKERS "conflict-markers" Error
        "Reste einer Zusammenführung (<<<<<<<, >>>>>>>) dürfen nicht stehen bleiben."
        / "Leftovers of a merge (<<<<<<<, >>>>>>>) must not remain.";
    MISSING_REQUIRED "missing-required" Error
        "Kennung, Name und die Zuordnung eines Eintrags müssen angegeben sein."
        / "A record must have its identifier, its name and the references that place it.";
    DUPLICATE_ID "duplicate-id" Error
        "Eine Kennung darf in ihrer Tabelle nur einmal vorkommen."
        / "An identifier must be unique in its table.";
    BAD_ID "bad-id" Error
        "Kennungen bestehen aus Kleinbuchstaben, Ziffern und Bindestrichen."
        / "Identifiers consist of lower-case letters, digits and hyphens.";
    DANGLING_REFERENCE "dangling-reference" Error
        "Ein Eintrag, auf den verwiesen wird, muss vorhanden sein."
        / "A record that is referred to must exist.";
    BAD_DATE "bad-date" Error
        "Ein Datum muss es im Kalender geben, und ein Ende liegt nicht vor dem Beginn."
        / "A date must exist in the calendar, and an end is not before its start.";
    BAD_EMAIL "bad-email" Error
        "Eine E-Mail-Adresse muss die übliche Form haben."
        / "An e-mail address must have the usual form.";
    BAD_URL "bad-url" Error
        "Eine Webadresse beginnt mit https:// oder http://."
        / "A web address starts with https:// or http://.";
    BAD_POSTCODE "bad-postcode" Error
        "Eine Postleitzahl hat fünf Ziffern."
        / "A postcode has five digits.";
    BAD_AGS "bad-ags" Error
        "Ein Gemeindeschlüssel (AGS) hat bei einer Region fünf, bei einer Kommune acht Ziffern; die führende Null gehört dazu."
        / "A municipality key (AGS) has five digits for a region and eight for a municipality; the leading zero is part of it.";
    BAD_NUTS3 "bad-nuts3" Error
        "Eine NUTS-3-Kennziffer hat zwei Buchstaben für den Staat und drei weitere Zeichen."
        / "A NUTS 3 code has two letters for the country and three more characters.";
    BAD_WORD "bad-word" Error
        "Ein Wort des Profils ist ein Wort aus Buchstaben und Ziffern, und jede Liste hat es nur einmal."
        / "A word of the profile is one word of letters and digits, and each list has it only once.";
    MISSING_ROLE "missing-role" Warning
        "Zu den Ebenen des Profils gehören eine, die empfiehlt, eine, die beschließt, und eine, die gefragt wird."
        / "Among the levels of the profile are one that recommends, one that decides and one that is asked.";
    MANY_GROUPS "many-groups" Warning
        "Höchstens acht Gruppen sind Pflicht; weitere zählen nicht."
        / "At most eight groups are mandatory; further ones do not count.";
    BAD_PHONE "bad-phone" Warning
        "Eine Telefonnummer besteht aus Ziffern und Trennzeichen."
        / "A phone number consists of digits and separators.";
    FUTURE_DATE "future-date" Warning
        "Prüfdatum, Stand und Unterzeichnung liegen nicht in der Zukunft."
        / "The dates of a check, a statement and a signature are not in the future.";
    BAD_ADDRESS "bad-address" Warning
        "Zu einer Anschrift gehören Postleitzahl und Ort."
        / "An address has a postcode and a town.";
    POSITION_OUTSIDE "position-outside" Warning
        "Eine Kommune liegt nicht weit außerhalb des Gebiets der anderen."
        / "A municipality is not far outside the area of the others.";
    MISSING_BODY "missing-body" Warning
        "Jede Region hat eine Bildungskonferenz, einen Lenkungskreis und ein Bildungsbüro oder was das Profil sagt."
        / "Every region has an education conference, a steering committee and an education office, or what the profile says.";
    MISSING_GROUP "missing-group" Warning
        "In einem Lenkungskreis sitzen Schulaufsicht, Kreis, Städte und Gemeinden sowie Schulen; eine kreisfreie Stadt hat keinen Kreis. Ein Profil kann andere Gruppen nennen."
        / "A steering committee seats school supervision, Kreis, municipalities and schools; a kreisfreie Stadt has no Kreis. A profile may name other groups.";
    SAME_KEY "same-key" Warning
        "Ein amtlicher Schlüssel (AGS, NUTS 3) bezeichnet in seiner Tabelle nur einen Eintrag."
        / "An official key (AGS, NUTS 3) names one record of its table only.";
    SAME_BODY "same-body" Warning
        "Eine Region hat nicht zwei Gremien derselben Ebene mit demselben Namen."
        / "A region does not have two bodies of the same level with the same name.";
    SAME_CONTACT "same-contact" Warning
        "Zwei Bildungskonferenzen, Lenkungskreise oder Bildungsbüros haben nicht dieselbe Telefonnummer oder E-Mail-Adresse."
        / "Two education conferences, steering committees or education offices do not share a phone number or e-mail address.";
    NO_AREA_CODE "no-area-code" Warning
        "Eine Telefonnummer beginnt mit der Vorwahl."
        / "A phone number begins with its area code.";
    LOOKALIKE "lookalike" Warning
        "Ein Text enthält keine unsichtbaren oder verwechselbaren Zeichen; sonst unterscheiden sich Texte, ohne dass man es sieht."
        / "A text has no invisible or lookalike characters; otherwise texts differ without anyone seeing it.";
    ANSWERED_OPEN "answered-open" Warning
        "Eine Empfehlung, die ein Beschluss aufgreift, ist nicht mehr offen."
        / "A recommendation that a decision answers is no longer open.";
    DECLINED_CARRIED_OUT "declined-carried-out" Warning
        "Was abgelehnt wurde, wird nicht umgesetzt: Auf einen Beschluss, der nur abgelehnte Empfehlungen aufgreift, folgt keine Maßnahme."
        / "What was declined is not carried out: no measure follows a decision that only answers declined recommendations.";
    DECIDED_BEFORE "decided-before" Warning
        "Ein Beschluss fällt nicht vor der Sitzung, deren Empfehlung er aufgreift."
        / "A decision is not taken before the meeting whose recommendation it answers.";
    NO_SOURCE "no-source" Warning
        "Ein Engagement nennt, woher die Angabe stammt."
        / "An engagement names where the statement comes from.";
    REPEATED_REFERENCE "repeated-reference" Warning
        "In einer Liste steht jeder Verweis nur einmal."
        / "A list holds each reference only once.";
    SELF_REFERENCE "self-reference" Warning
        "Ein Eintrag verweist nicht auf sich selbst, ein Gremium ist sich nicht selbst übergeordnet."
        / "A record does not refer to itself, no body is its own parent.";
    PARENT_CYCLE "parent-cycle" Warning
        "Übergeordnete Gremien führen nicht im Kreis: Keines steht über sich selbst, auch nicht auf dem Weg über andere."
        / "Parents do not lead in a circle: no body is above itself, not by way of others either.";
    UNKNOWN_FIELD "unknown-field" Warning
        "Ein unbekanntes Feld ist oft ein Schreibfehler; es bleibt erhalten."
        / "An unknown field is often a misspelling; it is kept.";
    LONG_ID "long-id" Note
        "Eine Kennung ist kurz genug zum Lesen und Tippen."
        / "An identifier is short enough to be read and typed.";
    UNVERIFIED "unverified" Note
        "Jede Angabe wird innerhalb der Frist erneut geprüft (checked)."
        / "Every statement is checked again within the review period (checked).";
    OUTDATED "outdated" Note
        "Eine Angabe, deren Stand (as_of) länger zurückliegt als die Frist, kann überholt sein; wurde sie innerhalb der Frist geprüft, wird sie nur gezählt."
        / "A statement whose date (as_of) is older than the review period may be out of date; if it was checked within that period, it is only counted.";
    UNDATED "undated" Note
        "Eine Quelle nennt ihren Stand (as_of); wurde sie innerhalb der Frist geprüft, wird sie nur gezählt."
        / "A source says how old its statement is (as_of); if it was checked within the review period, it is only counted.";
}

/// The rules about sources: whether there is one, how old it is and when it was last checked.
pub static AGE_RULES: [&Rule; 4] = [&NO_SOURCE, &UNVERIFIED, &OUTDATED, &UNDATED];

/// The rules besides errors that no change may break anew: they say how records refer to each
/// other, and what only one of them may have. Datasets that break them already stay usable.
static KEPT_RULES: [&Rule; 4] = [&SAME_KEY, &REPEATED_REFERENCE, &SELF_REFERENCE, &PARENT_CYCLE];

impl Rule {
    /// Returns true when no change may break it anew.
    pub fn rejects_changes(&self) -> bool {
        self.severity == Severity::Error || KEPT_RULES.contains(&self)
    }
}

/// Finds a rule by its name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
