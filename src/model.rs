//! The domain: the tables and records of the directory.
//!
//! One declaration per record type (in [`records`]) gives the typed struct for `serde` *and* the
//! table of fields that form, detail view, search, check and command line read. Must not touch
//! files or the screen. Entry points: [`SCHEMA`] for what is generic over tables, [`records`] for
//! typed access.

#[macro_use]
mod macros;
pub mod choice_name;
pub mod city_districts;
pub mod date;
pub mod draft;
pub mod identifier;
pub mod input;
pub mod official_key;
pub mod postal_address;
pub mod postcodes;
pub mod provenance;
pub mod records;
pub mod source_age;
pub mod territory;
pub mod vocabulary;

use crate::schema::{Schema, SchemaVariants, Table, TableType};
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

        /// The declaration of the whole directory, with the choices that the program has by itself.
        pub static SCHEMA: Schema = Schema {
            name: "Directory",
            tables: &[$(TableType {
                name: $name,
                plural: Phrase::new($plural_de, $plural_en),
                singular: Phrase::new($de, $en),
                single: $single,
                record: &$record,
                validate: |schema, options, text| schema.reading(|| options.from_str::<$type>(text).map(drop)),
            }),+],
            variants: Some(SchemaVariants { table: PROFILE, of: vocabulary::declared_words::schema_of }),
            own_choices: &[],
            vocabulary: &vocabulary::shipped_words::VOCABULARY,
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
    /// The words that the district uses, and what they mean to the program: one record.
    PROFILE = 10, "profile", Profile, PROFILE_TYPE, true, "Profil" / "Profile", "Profil" / "Profile";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::schema::{Field, FieldKind, Naming, RecordType};

    /// Returns the record types of all tables and those nested in them.
    fn record_types() -> Vec<&'static RecordType> {
        let mut found: Vec<&RecordType> = SCHEMA.tables.iter().map(|table| table.record).collect();
        let mut at = 0;
        while let Some(record) = found.get(at) {
            found.extend(record.fields.iter().filter_map(|field| match field.kind {
                FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) => Some(inner),
                _ => None,
            }));
            at += 1;
        }
        found
    }

    #[test]
    fn constants_point_to_their_tables() {
        for table in SCHEMA.all() {
            assert_eq!(SCHEMA.find(SCHEMA.table(table).name), Some(table));
        }
        assert_eq!(SCHEMA.table(BODIES).name, "bodies");
        assert_eq!(SCHEMA.table(MEASURES).record.name, "Measure");
    }

    #[test]
    fn every_table_has_a_name_and_columns() {
        for table in SCHEMA.tables {
            let record = table.record;
            let full = record.fields.iter().filter(|field| field.naming == Some(Naming::Full)).count();
            assert_eq!(full, 1, "{}", table.name);
            assert!(!record.columns().is_empty(), "{}", table.name);
            assert!(table.single || matches!(record.columns()[0].kind, FieldKind::Id), "{}", table.name);
        }
    }

    #[test]
    fn attributes_fit_the_kinds_of_their_fields() {
        for record in record_types() {
            for field in record.fields {
                let name = format!("{}.{}", record.name, field.name);
                assert!(!field.past || matches!(field.kind, FieldKind::Date), "{name}");
                assert!(field.unit.is_none() || matches!(field.kind, FieldKind::Count), "{name}");
                match field.naming {
                    Some(Naming::Part(_)) => assert!(matches!(field.kind, FieldKind::Ref(_)), "{name}"),
                    Some(_) => assert!(
                        matches!(field.kind, FieldKind::Line | FieldKind::Text | FieldKind::List(FieldKind::Line)),
                        "{name}"
                    ),
                    None => {}
                }
                match field.kind {
                    FieldKind::Record(inner) => {
                        assert!(field.weight.is_none(), "{name}: its fields have weights of their own");
                        assert!(field.column.is_none() || !inner.columns().is_empty(), "{name} has no columns");
                    }
                    FieldKind::YesNo | FieldKind::Count | FieldKind::Decimal | FieldKind::Position => {
                        assert!(field.weight.is_none(), "{name} has no text");
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn no_two_fields_claim_the_same_place() {
        for record in record_types() {
            let places: [fn(&Field) -> Option<u8>; 3] = [
                |field| field.column,
                |field| field.card,
                |field| match field.naming {
                    Some(Naming::Part(place)) => Some(place),
                    _ => None,
                },
            ];
            for place in places {
                let taken: Vec<u8> = record.fields.iter().filter_map(place).collect();
                assert_eq!(taken.iter().collect::<HashSet<_>>().len(), taken.len(), "{}: {taken:?}", record.name);
            }
        }
    }

    #[test]
    fn a_typed_record_is_read_by_ron() {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let body: Body = options
            .from_str(r#"(id: "x", level: Lenkungskreis, members: [(group: Land, seats: 2)], contact: (phone: "1"))"#)
            .unwrap();
        assert_eq!(body.level.map(|level| level.role), Some(BodyRole::Committee));
        assert_eq!(body.members[0].seats, Some(2));
        assert_eq!(body.contact.unwrap().phone.as_deref(), Some("1"));
    }
}
