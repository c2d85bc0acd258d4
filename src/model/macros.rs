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
/// "…" / "…"; … }`.
///
/// Attributes of a field stand above it: `#[naming(Full), column(1)]`. The type that says where a
/// statement comes from is declared as `Source, SOURCE, is_source { … }`.
macro_rules! records {
    ($($(#[$doc:meta])* $type:ident, $constant:ident $(, $is_source:ident)? {
        $($(#[$($attribute:ident $(($($argument:expr),+))?),+])?
            $presence:ident $field:ident: $rust:ty = $kind:expr, $de:literal / $en:literal, $help_de:literal / $help_en:literal;)+
    })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
        #[serde(default)]
        #[allow(missing_docs, reason = "label and help of each field say it")]
        pub struct $type { $(pub $field: $rust),+ }

        /// The declaration.
        pub static $constant: $crate::schema::RecordType = $crate::schema::RecordType {
            name: stringify!($type),
            is_source: records!(@ $($is_source)?),
            fields: &[$($crate::schema::Field::new(
                stringify!($field),
                $kind,
                records!(@ $presence),
                $crate::texts::Phrase::new($de, $en),
                $crate::texts::Phrase::new($help_de, $help_en),
            )$($(.$attribute($($($argument),+)?))+)?),+],
        };
    )+};
    (@ required) => { true };
    (@ optional) => { false };
    (@ is_source) => { true };
    (@) => { false };
}
