//! Two macros that derive a typed struct and its declaration from one text.
//!
//! Every field is optional for `serde`, so that a record without its name still opens and `check`
//! reports it. Fields that must be present are marked `required`.

/// Declares choices: `Level, LEVEL { Fachforum "Fachforum" / "forum"; … }`.
macro_rules! choices {
    ($($(#[$doc:meta])* $type:ident, $constant:ident { $($variant:ident $de:literal / $en:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
        #[allow(missing_docs, reason = "the labels say it")]
        pub enum $type { $($variant),+ }

        /// The values with their names on the screen.
        pub static $constant: &[$crate::schema::ChoiceOption] = &[$(
            $crate::schema::ChoiceOption { name: stringify!($variant), label: $crate::texts::Phrase::new($de, $en) }
        ),+];

        impl $type {
            /// All values in order.
            pub const ALL: &[$type] = &[$($type::$variant),+];

            /// Returns the value with this name in the file.
            pub fn from_name(name: &str) -> Option<$type> {
                match name { $(stringify!($variant) => Some($type::$variant),)+ _ => None }
            }

            /// Returns its name in the file.
            pub fn name(self) -> &'static str {
                $constant[self as usize].name
            }

            /// Returns its name on the screen.
            pub fn label(self) -> $crate::texts::Phrase {
                $constant[self as usize].label
            }
        }
    )+};
}

/// Declares record types: `Body, BODY { required id: String = Kind::Id, "Kennung" / "Identifier",
/// "…" / "…"; … }`. A field that counts may end in its unit: `, "Sitz" | "Sitze" / "seat" |
/// "seats"`.
macro_rules! records {
    ($($(#[$doc:meta])* $type:ident, $constant:ident {
        $($presence:ident $field:ident: $rust:ty = $kind:expr, $de:literal / $en:literal, $help_de:literal / $help_en:literal
            $(, $one_de:literal | $many_de:literal / $one_en:literal | $many_en:literal)?;)+
    })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
        #[serde(default)]
        #[allow(missing_docs, reason = "label and help of each field say it")]
        pub struct $type { $(pub $field: $rust),+ }

        /// The declaration.
        pub static $constant: $crate::schema::RecordType = $crate::schema::RecordType {
            name: stringify!($type),
            fields: &[$($crate::schema::Field {
                name: stringify!($field),
                kind: $kind,
                required: records!(@ $presence),
                label: $crate::texts::Phrase::new($de, $en),
                help: $crate::texts::Phrase::new($help_de, $help_en),
                counted: records!(@ counted $($one_de, $many_de, $one_en, $many_en)?),
            }),+],
        };
    )+};
    (@ counted) => { None };
    (@ counted $one_de:literal, $many_de:literal, $one_en:literal, $many_en:literal) => {
        Some(($crate::texts::Phrase::new($one_de, $one_en), $crate::texts::Phrase::new($many_de, $many_en)))
    };
    (@ required) => { true };
    (@ optional) => { false };
}
