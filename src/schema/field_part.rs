//! What a field is to its record: part of its name, how telling, where on its page.
//!
//! Entry points: [`Naming`], [`FieldWeight`], [`PageGroup`].

/// The part that a field takes in what its record is called.
///
/// A record that is named by parts (an engagement by its action field and region) is called by the
/// names of the records that they refer to; any other by its full name, or its short one where
/// space is scarce. One without such a name is called by its id. The full name is what is asked for
/// first when a record is added, and what a removed record is called by, even where parts name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// Its name, or the text that serves as one.
    Full,
    /// A shorter form of its name.
    Short,
    /// Another name by which people ask for it.
    Synonym,
    /// A reference that is part of its name, by its place among the parts.
    Part(u8),
}

/// How much a text says about what a record is. Earlier weights rank higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldWeight {
    /// What it is called: name, short name, synonyms.
    Name,
    /// Where it belongs: towns, postcodes, regions, action fields.
    Place,
    /// What it says.
    Wording,
    /// How to reach it.
    Contact,
    /// Remarks and sources.
    Note,
    /// Its identifier, which people rarely mean unless they type the whole of it.
    Identifier,
    /// The web address of a source, which only what looks like an address is searched in.
    SourceAddress,
}

impl FieldWeight {
    /// All weights, from the highest.
    pub const ALL: [FieldWeight; 7] = [
        FieldWeight::Name,
        FieldWeight::Place,
        FieldWeight::Wording,
        FieldWeight::Contact,
        FieldWeight::Note,
        FieldWeight::Identifier,
        FieldWeight::SourceAddress,
    ];
}

/// The part of a record's page that shows a field. Only pages that put something between these
/// parts tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageGroup {
    /// What the record is.
    Facts,
    /// Who belongs to it.
    Members,
    /// What closes the page: identifier, and remarks and source where they are not among the facts.
    Closing,
}
