//! The words that invented places and sentences are made of. Must not hold anything that is true.

/// Beginnings of names of places.
pub const FIRST: [&str; 20] = [
    "Ahren", "Birken", "Buchen", "Dünen", "Eichen", "Erlen", "Fichten", "Görres", "Hürten", "Kirsch", "Lärchen",
    "Linden", "Mühlen", "Nessel", "Quell", "Rösen", "Silber", "Tannen", "Ulmen", "Wiesen",
];

/// Their ends.
pub const LAST: [&str; 20] = [
    "au", "bach", "berg", "born", "brück", "burg", "dorf", "feld", "fließ", "grün", "hagen", "heim", "hof", "höhe",
    "kirchen", "moor", "rath", "stein", "tal", "weiler",
];

/// What stands before them.
pub const BEFORE: [&str; 10] = ["", "Alt ", "Bad ", "Groß ", "Hohen-", "Klein ", "Neu-", "Nieder-", "Ober-", "Sankt "];

/// What stands behind them.
pub const BEHIND: [&str; 9] =
    ["", " (Rhld.)", " (Sieg)", " (Eifel)", " an der Ahr", " am See", " im Tal", " (West)", " (Ost)"];

/// Who does something.
pub const WHO: [&str; 8] = [
    "Das Bildungsbüro",
    "Der Arbeitskreis Übergänge",
    "Das Medienzentrum",
    "Die Volkshochschule",
    "Das Schulamt",
    "Das Kommunale Integrationszentrum",
    "Die Hochschule",
    "Der Jugendhilfeträger",
];

/// What is done.
pub const DOES: [&str; 8] = [
    "berät",
    "begleitet",
    "vernetzt",
    "unterstützt",
    "fördert",
    "qualifiziert",
    "erreicht früher",
    "bindet dauerhaft ein",
];

/// To whom.
pub const WHOM: [&str; 8] = [
    "Grundschulen und Kindertagesstätten",
    "Lehrkräfte aller Schulformen",
    "Schülerinnen und Schüler der Sekundarstufe I",
    "neu zugewanderte Familien",
    "außerschulische Lernorte",
    "Ausbildungsbetriebe und Kammern",
    "offene Ganztagsschulen",
    "Fachkräfte für Sprachbildung",
];

/// In what way.
pub const HOW: [&str; 8] = [
    "mit einer gemeinsamen Fortbildungsreihe",
    "in einem „Werkstattgespräch“ je Halbjahr",
    "über ein regionales Portal",
    "mit Patenschaften vor Ort",
    "durch Hospitationen über die Kreisgrenze hinweg",
    "mit einem jährlichen Bildungsbericht",
    "in Projektwochen zu Naturwissenschaft und Technik",
    "mit Mitteln des Landes und der Städte",
];
