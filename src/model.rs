//! The domain: the tables and records of the directory.
//!
//! One declaration per record type (in [`records`]) gives the typed struct for `serde` *and* the
//! table of fields that form, detail view, search, check and command line read. Must not touch
//! files or the screen. Entry points: [`SCHEMA`] for what is generic over tables, [`records`] for
//! typed access.

#[macro_use]
mod macros;
pub mod date;
pub mod draft;
pub mod input;
pub mod official_key;
pub mod postcodes;
pub mod provenance;
pub mod records;
pub mod source_age;

use crate::schema::{Schema, Table, TableType};
use crate::texts::Phrase;
use records::*;

/// The dataset the program is shipped with.
pub const SHIPPED: &str = include_str!("../data/koeln.ron");

/// A dataset without any record, the content of a new file.
pub const EMPTY: &str = "#![enable(implicit_some)]\nDirectory(\n    format: 1,\n)\n";

/// A typed record of a table.
pub trait Entity: serde::de::DeserializeOwned {
    /// The table it stands in.
    const TABLE: Table;
}

/// Declares the tables: a constant for each, its [`Entity`] and the [`SCHEMA`].
macro_rules! tables {
    ($($(#[$doc:meta])* $constant:ident = $index:literal, $name:literal, $type:ident, $record:ident, $single:literal,
        $plural_de:literal / $plural_en:literal, $de:literal / $en:literal;)+) => {
        $($(#[$doc])* pub const $constant: Table = Table($index);
          impl Entity for $type { const TABLE: Table = $constant; })+

        /// The declaration of the whole directory.
        pub static SCHEMA: Schema = Schema {
            name: "Directory",
            tables: &[$(TableType {
                name: $name,
                plural: Phrase::new($plural_de, $plural_en),
                singular: Phrase::new($de, $en),
                single: $single,
                record: &$record,
                judge: |options, text| options.from_str::<$type>(text).map(drop),
            }),+],
        };
    };
}

tables! {
    /// The district itself: one record.
    DISTRICT = 0, "district", District, DISTRICT_TYPE, true, "Bezirk" / "District", "Bezirk" / "District";
    /// Handlungsfelder.
    ACTION_FIELDS = 1, "action_fields", ActionField, ACTION_FIELD, false,
        "Handlungsfelder" / "Action fields", "Handlungsfeld" / "Action field";
    /// Kreise, kreisfreie Städte, the StädteRegion.
    REGIONS = 2, "regions", Region, REGION, false, "Regionen" / "Regions", "Region" / "Region";
    /// Städte und Gemeinden.
    MUNICIPALITIES = 3, "municipalities", Municipality, MUNICIPALITY, false, "Kommunen" / "Municipalities", "Kommune" / "Municipality";
    /// Gremien: conferences, steering committees, offices, forums, working groups.
    BODIES = 4, "bodies", Body, BODY, false, "Gremien" / "Bodies", "Gremium" / "Body";
    /// Which region works on which action field, in its own words.
    ENGAGEMENTS = 5, "engagements", Engagement, ENGAGEMENT, false, "Engagements" / "Engagements", "Engagement" / "Engagement";
    /// Meetings of bodies.
    MEETINGS = 6, "meetings", Meeting, MEETING, false, "Sitzungen" / "Meetings", "Sitzung" / "Meeting";
    /// What a conference recommends.
    RECOMMENDATIONS = 7, "recommendations", Recommendation, RECOMMENDATION, false,
        "Empfehlungen" / "Recommendations", "Empfehlung" / "Recommendation";
    /// What a steering committee decides.
    DECISIONS = 8, "decisions", Decision, DECISION, false, "Beschlüsse" / "Decisions", "Beschluss" / "Decision";
    /// What an office carries out.
    MEASURES = 9, "measures", Measure, MEASURE, false, "Maßnahmen" / "Measures", "Maßnahme" / "Measure";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_point_to_their_tables() {
        for table in SCHEMA.all() {
            assert_eq!(SCHEMA.find(SCHEMA.table(table).name), Some(table));
        }
        assert_eq!(SCHEMA.table(BODIES).name, "bodies");
        assert_eq!(SCHEMA.table(MEASURES).record.name, "Measure");
    }

    #[test]
    fn a_typed_record_is_read_by_ron() {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let body: Body = options
            .from_str(r#"(id: "x", level: Lenkungskreis, members: [(group: Land, seats: 2)], contact: (phone: "1"))"#)
            .unwrap();
        assert_eq!(body.level, Some(Level::Lenkungskreis));
        assert_eq!(body.members[0].seats, Some(2));
        assert_eq!(body.contact.unwrap().phone.as_deref(), Some("1"));
    }
}
