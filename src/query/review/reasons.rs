//! What statements are about and why they are to be reviewed, each in the order in which they come.
//!
//! Must not look at data. Entry points: [`ReviewClass`], [`ReviewReason`].

/// What a statement is about, the most asked for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewClass {
    /// How to reach an office.
    OfficeContact,
    /// The region and its network: contract, website, who looks after the page.
    Network,
    /// What a network works on.
    Work,
    /// Lenkungskreis and Bildungskonferenz.
    Steering,
    /// Meetings, recommendations, decisions, measures.
    Process,
    /// The other bodies, and what else is said of an office.
    Bodies,
    /// Action fields and towns.
    Surroundings,
    /// Details that people can do without.
    Details,
    /// Remarks on anything.
    Remarks,
    /// Old statements that somebody found still true within the review period: not due.
    Confirmed,
}

impl ReviewClass {
    /// All classes.
    pub const ALL: [ReviewClass; ReviewClass::Confirmed as usize + 1] = [
        ReviewClass::OfficeContact,
        ReviewClass::Network,
        ReviewClass::Work,
        ReviewClass::Steering,
        ReviewClass::Process,
        ReviewClass::Bodies,
        ReviewClass::Surroundings,
        ReviewClass::Details,
        ReviewClass::Remarks,
        ReviewClass::Confirmed,
    ];

    /// Returns its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            ReviewClass::OfficeContact => "office-contact",
            ReviewClass::Network => "network",
            ReviewClass::Work => "work",
            ReviewClass::Steering => "steering",
            ReviewClass::Process => "process",
            ReviewClass::Bodies => "bodies",
            ReviewClass::Surroundings => "surroundings",
            ReviewClass::Details => "details",
            ReviewClass::Remarks => "remarks",
            ReviewClass::Confirmed => "confirmed",
        }
    }
}

/// Why a statement is to be reviewed, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewReason {
    /// It fails a rule of the check.
    Rule,
    /// It is unknown, or its source is.
    Unknown,
    /// Its certainty is low.
    Uncertain,
    /// Nobody has checked it within the review period.
    Unchecked,
    /// Its date is older than the review period, or it has none.
    Old,
}

impl ReviewReason {
    /// All reasons.
    pub const ALL: [ReviewReason; 5] = [
        ReviewReason::Rule,
        ReviewReason::Unknown,
        ReviewReason::Uncertain,
        ReviewReason::Unchecked,
        ReviewReason::Old,
    ];

    /// Returns its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            ReviewReason::Rule => "rule",
            ReviewReason::Unknown => "unknown",
            ReviewReason::Uncertain => "uncertain",
            ReviewReason::Unchecked => "unchecked",
            ReviewReason::Old => "old",
        }
    }
}

/// The reasons to review a statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ReviewReasons(u8);

impl ReviewReasons {
    pub(super) fn add(&mut self, reason: ReviewReason) {
        self.0 |= 1 << reason as u8;
    }

    /// Returns true when this is one of them.
    pub fn has(self, reason: ReviewReason) -> bool {
        self.0 & (1 << reason as u8) != 0
    }

    /// Returns them, the most pressing first.
    pub fn iter(self) -> impl Iterator<Item = ReviewReason> {
        ReviewReason::ALL.into_iter().filter(move |reason| self.has(*reason))
    }
}
