//! The facts that people come for to the page of a network, and how much each is worth.
//!
//! Must not look at data. Entry point: [`PageFact`].

use crate::model::records::BodyRole;
use crate::model::{BODIES, MEETINGS, REGIONS};
use crate::schema::Table;

/// What a complete page of a network says, the most useful first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageFact {
    /// There is an office to ask.
    Office,
    /// Its telephone number.
    OfficePhone,
    /// Its e-mail address.
    OfficeEmail,
    /// Its postal address.
    OfficeAddress,
    /// Its website.
    OfficeWebsite,
    /// Which of the fields that the public asks for the network works on.
    Concerns,
    /// Who steers the network.
    Lenkungskreis,
    /// Who sits there for each of the mandatory groups.
    MandatoryGroups,
    /// Its conference.
    Bildungskonferenz,
    /// Since when there is a contract with the Land.
    Agreement,
    /// When a body last met.
    LastMeeting,
    /// When a body will meet next.
    NextMeeting,
    /// What the network calls itself.
    NetworkName,
    /// The website of the network.
    NetworkWebsite,
}

impl PageFact {
    /// All facts; their weights add up to 100.
    pub const ALL: [PageFact; 14] = [
        PageFact::Office,
        PageFact::OfficePhone,
        PageFact::OfficeEmail,
        PageFact::OfficeAddress,
        PageFact::OfficeWebsite,
        PageFact::Concerns,
        PageFact::Lenkungskreis,
        PageFact::MandatoryGroups,
        PageFact::Bildungskonferenz,
        PageFact::Agreement,
        PageFact::LastMeeting,
        PageFact::NextMeeting,
        PageFact::NetworkName,
        PageFact::NetworkWebsite,
    ];

    /// Returns its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            PageFact::Office => "office",
            PageFact::OfficePhone => "office-phone",
            PageFact::OfficeEmail => "office-email",
            PageFact::OfficeAddress => "office-address",
            PageFact::OfficeWebsite => "office-website",
            PageFact::Concerns => "concerns",
            PageFact::Lenkungskreis => "lenkungskreis",
            PageFact::MandatoryGroups => "mandatory-groups",
            PageFact::Bildungskonferenz => "bildungskonferenz",
            PageFact::Agreement => "agreement",
            PageFact::LastMeeting => "last-meeting",
            PageFact::NextMeeting => "next-meeting",
            PageFact::NetworkName => "network-name",
            PageFact::NetworkWebsite => "network-website",
        }
    }

    /// Returns true where a whole record is missing and not a value of one that is there.
    pub fn is_record(self) -> bool {
        matches!(
            self,
            PageFact::Office
                | PageFact::Concerns
                | PageFact::Lenkungskreis
                | PageFact::Bildungskonferenz
                | PageFact::LastMeeting
                | PageFact::NextMeeting
        )
    }

    /// Returns the fact that a field says, of a record of a table, and of a body with this role.
    pub fn said_by(table: Table, role: Option<BodyRole>, field: &str) -> Option<PageFact> {
        match (table, role, field) {
            (BODIES, Some(BodyRole::Office), "phone") => Some(PageFact::OfficePhone),
            (BODIES, Some(BodyRole::Office), "email") => Some(PageFact::OfficeEmail),
            (BODIES, Some(BodyRole::Office), "address") => Some(PageFact::OfficeAddress),
            (BODIES, Some(BodyRole::Office), "website") => Some(PageFact::OfficeWebsite),
            (BODIES, Some(BodyRole::Committee), "members") => Some(PageFact::MandatoryGroups),
            (REGIONS, _, "signed") => Some(PageFact::Agreement),
            (REGIONS, _, "network") => Some(PageFact::NetworkName),
            (REGIONS, _, "website") => Some(PageFact::NetworkWebsite),
            (MEETINGS, _, "date") => Some(PageFact::LastMeeting),
            _ => None,
        }
    }

    /// Returns its weight. Nearly half of all is the office and how to reach it, because that is
    /// what nearly everybody comes for; then what the network works on, then who decides.
    pub fn weight(self) -> u32 {
        match self {
            PageFact::Concerns => 16,
            PageFact::Office | PageFact::OfficePhone | PageFact::OfficeEmail | PageFact::MandatoryGroups => 10,
            PageFact::Agreement => 8,
            PageFact::OfficeAddress | PageFact::OfficeWebsite => 6,
            PageFact::Lenkungskreis | PageFact::Bildungskonferenz => 6,
            PageFact::LastMeeting | PageFact::NextMeeting => 4,
            PageFact::NetworkName | PageFact::NetworkWebsite => 2,
        }
    }
}
