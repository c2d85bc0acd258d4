//! What is wrong, missing or old in a dataset.
//!
//! Every rule has a name, a severity and an explanation ([`RULES`]); whoever runs the check may silence it by name. A
//! finding says where and what. Reads only; never repairs. Enter at [`check`], at [`Checking`] to go on bit by bit, or at [`Check::record`] for one record.

mod checking;
mod counted;
mod distance;
mod lines;
mod record;
mod relation;
mod territory;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::OnceLock;

use super::Index;
use super::walk::Node;
use crate::document::{Address, Document, Slot};
use crate::model::date::Date;
use crate::model::source_age::REVIEW_AFTER_MONTHS;
use crate::texts::{Lang, Phrase, check as texts};
pub use checking::Checking;
pub use counted::CountedAges;
pub use distance::nearest;
use territory::Territory;

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
    /// What it is called.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Severity::Error => texts::severity_error(lang),
            Severity::Warning => texts::severity_warning(lang),
            Severity::Note => texts::severity_note(lang),
        }
    }

    /// Its name in machine-readable output.
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
        "Ein Eintrag muss sich lesen lassen; sonst ist er hier schreibgeschützt."
        / "A record must be readable; otherwise it is read-only here.";
    BAD_VALUE "bad-value" Error
        "Ein Wert muss zu seinem Feld passen: eine Zahl, ja oder nein, eines der Wörter zur Wahl."
        / "A value must fit its field: a number, yes or no, one of the words to choose from.";
    CONFLICT_MARKERS "conflict-markers" Error
        "Reste einer Zusammenführung (<<<<<<<, >>>>>>>) dürfen nicht stehen bleiben."
        / "Leftovers of a merge (<<<<<<<, >>>>>>>) must not stay.";
    MISSING_REQUIRED "missing-required" Error
        "Kennung, Name und die Zuordnung eines Eintrags müssen angegeben sein."
        / "A record's identifier, name and what places it must be given.";
    DUPLICATE_ID "duplicate-id" Error
        "Eine Kennung darf in ihrer Tabelle nur einmal vorkommen."
        / "An identifier must be unique in its table.";
    BAD_ID "bad-id" Error
        "Kennungen bestehen aus Kleinbuchstaben, Ziffern und Bindestrichen."
        / "Identifiers consist of lower-case letters, digits and hyphens.";
    DANGLING_REFERENCE "dangling-reference" Error
        "Worauf verwiesen wird, das muss es geben."
        / "What is referred to must exist.";
    BAD_DATE "bad-date" Error
        "Ein Datum muss es geben, und ein Ende liegt nicht vor dem Beginn."
        / "A date must exist, and an end does not lie before its start.";
    BAD_EMAIL "bad-email" Error
        "Eine E-Mail-Adresse muss als solche lesbar sein."
        / "An e-mail address must be readable as one.";
    BAD_URL "bad-url" Error
        "Eine Webadresse beginnt mit https:// oder http://."
        / "A web address starts with https:// or http://.";
    BAD_PHONE "bad-phone" Error
        "Eine Telefonnummer besteht aus Ziffern und Trennzeichen."
        / "A telephone number consists of digits and what parts them.";
    BAD_POSTCODE "bad-postcode" Error
        "Eine Postleitzahl hat fünf Ziffern."
        / "A postcode has five digits.";
    FUTURE_DATE "future-date" Warning
        "Geprüft, erhoben oder unterzeichnet wurde etwas in der Vergangenheit."
        / "Something was verified, stated or signed in the past.";
    BAD_ADDRESS "bad-address" Warning
        "Zu einer Anschrift gehören Postleitzahl und Ort."
        / "An address has a postcode and a town.";
    POSITION_OUTSIDE "position-outside" Warning
        "Eine Kommune liegt nicht weit außerhalb des Gebiets der anderen."
        / "A municipality does not lie far outside the area of the others.";
    MISSING_BODY "missing-body" Warning
        "Jede Region hat eine Bildungskonferenz, einen Lenkungskreis und ein Bildungsbüro."
        / "Every region has an education conference, a steering committee and an education office.";
    MISSING_GROUP "missing-group" Warning
        "In einem Lenkungskreis sitzen Schulaufsicht, Kreis, Städte und Gemeinden und Schulen; eine kreisfreie Stadt hat keinen Kreis."
        / "A steering committee seats school supervision, Kreis, municipalities and schools; a kreisfreie Stadt has no Kreis.";
    NO_SOURCE "no-source" Warning
        "Ein Engagement nennt, woher die Angabe stammt."
        / "An engagement names where the statement comes from.";
    REPEATED_REFERENCE "repeated-reference" Warning
        "In einer Liste steht jeder Verweis nur einmal."
        / "A list holds each reference only once.";
    SELF_REFERENCE "self-reference" Warning
        "Ein Eintrag verweist nicht auf sich selbst, ein Gremium ist sich nicht selbst übergeordnet."
        / "A record does not refer to itself, no body is its own parent.";
    UNKNOWN_FIELD "unknown-field" Warning
        "Ein unbekanntes Feld ist oft ein Schreibfehler; es bleibt erhalten."
        / "An unknown field is often a misspelling; it is kept.";
    UNVERIFIED "unverified" Note
        "Nach jeder Angabe sieht innerhalb der Frist wieder jemand nach (checked)."
        / "Somebody looks at every statement again within the review period (checked).";
    OUTDATED "outdated" Note
        "Eine Angabe, deren Stand (as_of) länger zurückliegt als die Frist, kann überholt sein; wo innerhalb der Frist jemand nachgesehen hat, wird sie nur gezählt."
        / "A statement whose date (as_of) lies beyond the review period may no longer hold; where somebody looked within the period, it is only counted.";
    UNDATED "undated" Note
        "Eine Quelle nennt ihren Stand (as_of); wo innerhalb der Frist jemand nachgesehen hat, wird sie nur gezählt."
        / "A source says how old its statement is (as_of); where somebody looked within the period, it is only counted.";
}

/// Finds a rule by its name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// What the check is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Names of rules that say nothing.
    pub silenced: Vec<String>,
    /// After how many months a statement is to be verified again; 0 for never.
    pub review_after_months: u32,
    /// True to report old and undated statements also where somebody looked within that time, and not only to count them.
    pub reports_counted: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { silenced: Vec::new(), review_after_months: REVIEW_AFTER_MONTHS, reports_counted: false }
    }
}

/// Something a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The record; `None` for the dataset as a whole.
    pub slot: Option<Slot>,
    /// The value it is about; `None` for the dataset as a whole.
    pub address: Option<Address>,
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in the line, from 1.
    pub column: usize,
    message: Message,
}

impl Finding {
    /// What is the matter, as a sentence.
    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::De => &self.message.de,
            Lang::En => &self.message.en,
        }
    }

    /// The same in the file, when its record begins at `start` there.
    fn placed(mut self, start: (usize, usize)) -> Finding {
        if self.line == 1 {
            self.column += start.1 - 1;
        }
        self.line += start.0 - 1;
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Message {
    de: String,
    en: String,
}

impl Message {
    fn new<T: fmt::Display>(say: impl Fn(Lang) -> T) -> Message {
        Message { de: say(Lang::De).to_string(), en: say(Lang::En).to_string() }
    }

    /// The same with a proposal, when there is one.
    fn or_rather(mut self, proposal: Option<&str>) -> Message {
        if let Some(proposal) = proposal {
            for (text, lang) in [(&mut self.de, Lang::De), (&mut self.en, Lang::En)] {
                text.push(' ');
                text.push_str(&texts::did_you_mean(lang, proposal));
            }
        }
        self
    }
}

/// What a check of a whole dataset found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckResult {
    /// What is reported, in the order of the file.
    pub findings: Vec<Finding>,
    /// What is only counted.
    pub counted: CountedAges,
}

/// Checks a whole dataset.
pub fn check(document: &Document, index: &Index, today: Date, options: &Options) -> CheckResult {
    let mut checking = Checking::new(document, today, options.clone());
    checking.go_on(document, index, usize::MAX);
    checking.finish(document, index)
}

/// The line (from 1) of the first leftover of a merge in a text, which may be one that is no dataset for that reason.
pub fn conflict_marker(text: &str) -> Option<usize> {
    text.lines().position(is_marker).map(|line| line + 1)
}

fn is_marker(line: &str) -> bool {
    ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|marker| line.starts_with(marker))
}

/// A check of records, one at a time.
pub struct Check<'a> {
    document: &'a Document,
    index: &'a Index,
    today: Date,
    options: &'a Options,
    territory: OnceLock<Option<Territory>>,
}

/// The findings of one record while it is looked at.
struct Findings<'c, 'a> {
    check: &'c Check<'a>,
    slot: Slot,
    found: Vec<Finding>,
    counted: CountedAges,
}

impl<'a> Check<'a> {
    /// Prepares a check; nothing is read yet.
    pub fn new(document: &'a Document, index: &'a Index, today: Date, options: &'a Options) -> Check<'a> {
        Check { document, index, today, options, territory: OnceLock::new() }
    }

    /// Checks one record.
    pub fn record(&self, slot: Slot) -> Vec<Finding> {
        let (found, _) = self.look(slot);
        if found.is_empty() {
            return found;
        }
        let start = self.document.line_col(slot, 0);
        found.into_iter().map(|finding| finding.placed(start)).collect()
    }

    /// Checks one record; places count from its beginning.
    fn look(&self, slot: Slot) -> (Vec<Finding>, CountedAges) {
        let mut findings = Findings { check: self, slot, found: Vec::new(), counted: CountedAges::default() };
        record::check(&mut findings);
        relation::check(&mut findings);
        (findings.found, findings.counted)
    }

    /// Checks the names of the tables.
    fn outermost(&self) -> Vec<Finding> {
        let tables = self.document.schema().tables;
        let found =
            self.document.unknown_top_level().into_iter().filter(|(name, _)| name != "format").map(|(name, line)| {
                let meant = nearest(&name, tables.iter().map(|table| table.name));
                let message = Message::new(|lang| texts::unknown_field(lang, &name)).or_rather(meant.as_deref());
                Finding { rule: &UNKNOWN_FIELD, slot: None, address: None, line, column: 1, message }
            });
        found.filter(|finding| !self.is_silent(finding.rule)).collect()
    }

    fn is_silent(&self, rule: &Rule) -> bool {
        self.options.silenced.iter().any(|name| name == rule.name)
    }
}

impl Findings<'_, '_> {
    /// Notes a finding about a value.
    fn at(&mut self, rule: &'static Rule, node: &Node<'_, '_>, message: Message) {
        self.push(rule, self.address(node), node.value.span().start, message);
    }

    fn address(&self, node: &Node<'_, '_>) -> Address {
        Address { path: node.path(), ..self.check.document.address(self.slot) }
    }

    /// Notes a finding about the record as a whole, at a place in its text.
    fn record(&mut self, rule: &'static Rule, offset: usize, message: Message) {
        self.push(rule, self.check.document.address(self.slot), offset, message);
    }

    /// How many a finding counts that is not reported: none of a rule that is silenced.
    fn countable(&self, rule: &Rule) -> usize {
        usize::from(!self.check.is_silent(rule))
    }

    fn push(&mut self, rule: &'static Rule, address: Address, offset: usize, message: Message) {
        if self.check.is_silent(rule) {
            return;
        }
        let source = self.check.document.source(self.slot);
        let (line, column) = lines::walk((1, 1), source.get(..offset).unwrap_or(source));
        self.found.push(Finding { rule, slot: Some(self.slot), address: Some(address), line, column, message });
    }
}
