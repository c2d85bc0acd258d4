//! The query language by examples: the one list of which the help, the manual page and the document
//! are made. Enter at [`QUERY_EXAMPLES`].

use super::Phrase;

/// A query with what it finds.
#[derive(Debug)]
pub struct QueryExample {
    /// The query, with the names of each language.
    pub query: Phrase,
    /// What it finds; queries stand between backquotes.
    pub finds: Phrase,
    /// The name of a table in which it finds some records and not all.
    pub table: &'static str,
}

/// The title of the list.
pub const TITLE: Phrase = Phrase::new("Abfragen", "Queries");

/// Returns an example.
const fn example(query: Phrase, finds: Phrase, table: &'static str) -> QueryExample {
    QueryExample { query, finds, table }
}

/// What belongs to a region.
const OF_REGION: Phrase = Phrase::new("region:köln", "region:köln");
/// What belongs to an action field.
const OF_FIELD: Phrase = Phrase::new("feld:mint", "field:mint");
/// Bodies of a level.
const OF_LEVEL: Phrase = Phrase::new("ebene:bildungsbüro", "level:bildungsbüro");

/// Returns the condition that is shown where a list of a table, or of any records, is filtered.
pub fn filter_example(table: Option<&str>) -> Phrase {
    match table {
        Some("bodies") => OF_LEVEL,
        Some("regions") => OF_FIELD,
        _ => OF_REGION,
    }
}

/// The examples, the simplest first.
pub static QUERY_EXAMPLES: &[QueryExample] = &[
    example(
        Phrase::new("mint köln", "mint köln"),
        Phrase::new("was beide Wörter hat", "what has both words"),
        "engagements",
    ),
    example(
        Phrase::new("köln-ehrenfeld mint", "köln-ehrenfeld mint"),
        Phrase::new(
            "ein Ort und ein Thema: das Thema in der Region des Ortes, auch `53902 Inklusion`",
            "a place and a topic: the topic in the place's region, also `53902 Inklusion`",
        ),
        "engagements",
    ),
    example(
        OF_REGION,
        Phrase::new(
            "was zu Köln gehört; auch `region:50667`, `region:\"Rhein-Sieg\"`",
            "what belongs to Köln; also `region:50667`, `region:\"Rhein-Sieg\"`",
        ),
        "bodies",
    ),
    example(
        OF_FIELD,
        Phrase::new(
            "was zum Handlungsfeld gehört; auch mit seinen anderen Namen",
            "what belongs to the action field; also by its other names",
        ),
        "engagements",
    ),
    example(
        OF_LEVEL,
        Phrase::new(
            "Gremien dieser Ebene; Anfang oder Teil genügt: `ebene:büro`",
            "bodies of this level; the beginning or a part is enough: `level:büro`",
        ),
        "bodies",
    ),
    example(
        Phrase::new("ebene:fachforum,arbeitskreis", "level:fachforum,arbeitskreis"),
        Phrase::new("eines von mehreren", "one of several"),
        "bodies",
    ),
    example(
        Phrase::new("art:schwerpunkt", "kind:schwerpunkt"),
        Phrase::new(
            "Auswahlen mit Name oder Bezeichnung; auch `kind:focus`",
            "choices by name or label; also `kind:focus`, `art:schwerpunkt`",
        ),
        "engagements",
    ),
    example(
        Phrase::new("telefon:*", "phone:*"),
        Phrase::new("was eine Telefonnummer hat", "what has a phone number"),
        "bodies",
    ),
    example(
        Phrase::new("unbekannt:telefon", "unknown:contact.phone"),
        Phrase::new("was keine hat; auch `unknown:contact.phone`", "what has none; also `unbekannt:telefon`"),
        "bodies",
    ),
    example(
        Phrase::new("handelnde:*", "actor:*"),
        Phrase::new(
            "Engagements, in denen andere als das Büro handeln",
            "engagements in which another than the office acts",
        ),
        "engagements",
    ),
    example(
        Phrase::new("telefon:0241", "phone:0241"),
        Phrase::new(
            "Nummern, die das enthalten, wie auch immer sie geschrieben sind",
            "numbers that contain this, however they are written",
        ),
        "bodies",
    ),
    example(
        Phrase::new("name:=Bildungskonferenz -region:köln", "name:=Bildungskonferenz -region:köln"),
        Phrase::new("genau dieser Name, und nicht in Köln", "exactly this name, and not in Köln"),
        "bodies",
    ),
    example(
        Phrase::new("einwohner:>100000", "population:>100000"),
        Phrase::new(
            "größer; auch `<`, `<=`, `>=`, `50.000..100.000`, die Enden in beliebiger Reihenfolge",
            "greater; also `<`, `<=`, `>=`, `50.000..100.000`, the ends in either order",
        ),
        "municipalities",
    ),
    example(
        Phrase::new("datum:2009..2012", "date:2009..2012"),
        Phrase::new(
            "innerhalb dieser Jahre; auch `datum:>=heute`, `datum:\"Juni 2009\"`",
            "within these years; also `date:>=heute`, `date:\"Juni 2009\"`",
        ),
        "meetings",
    ),
    example(
        Phrase::new("alter:>2j", "age:>2y"),
        Phrase::new(
            "mit einer Angabe, die älter als zwei Jahre ist; auch `6m`, `3w`, `10t`",
            "with a statement older than two years; also `6m`, `3w`, `10d`, `2j`",
        ),
        "engagements",
    ),
    example(
        Phrase::new("geprüft:2026-11-22", "checked:2026-11-22"),
        Phrase::new(
            "mit einer Angabe, die an diesem Tag geprüft wurde; auch `geprüft:<2026`, `geprüft:>1j`",
            "with a statement checked on this day; also `checked:<2026`, `checked:>1y`",
        ),
        "engagements",
    ),
    example(
        Phrase::new("verlässlichkeit:hoch", "certainty:high"),
        Phrase::new("mit einer Angabe dieser Verlässlichkeit", "with a statement of this confidence"),
        "bodies",
    ),
    example(
        Phrase::new("mitglieder:>3", "members:>3"),
        Phrase::new("mit mehr als drei bekannten Mitgliedern", "with more than three members known"),
        "bodies",
    ),
    example(
        Phrase::new("offen:ja", "open:yes"),
        Phrase::new(
            "Empfehlungen, Beschlüsse und Maßnahmen, an denen etwas offen ist",
            "recommendations, decisions and measures about which something is open",
        ),
        "measures",
    ),
    example(
        Phrase::new("\"Haus der kleinen Forscher\"", "\"Haus der kleinen Forscher\""),
        Phrase::new("diese Wörter hintereinander", "these words in a row"),
        "engagements",
    ),
    example(
        Phrase::new("-art:schwerpunkt", "-kind:schwerpunkt"),
        Phrase::new("alles andere; auch `nicht`, `not`", "everything else; also `not`, `nicht`"),
        "engagements",
    ),
    example(
        Phrase::new("mint oder inklusion", "mint or inklusion"),
        Phrase::new("eines von beiden; auch `or`", "one of both; also `oder`"),
        "engagements",
    ),
    example(
        Phrase::new("mint -(region:köln oder region:bonn)", "mint -(region:köln or region:bonn)"),
        Phrase::new("Klammern halten zusammen", "brackets keep together"),
        "engagements",
    ),
    example(
        Phrase::new("region:(köln oder bonn)", "region:(köln or bonn)"),
        Phrase::new(
            "eines von beiden; `region:-köln` schließt aus wie `-region:köln`",
            "one of both; `region:-köln` excludes as `-region:köln` does",
        ),
        "engagements",
    ),
];
