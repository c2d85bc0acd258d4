//! The availability of commands, and the reason why one is unavailable.
//!
//! Independent of keys and screens: a condition sees only the facts. Entry point: the table of
//! commands names the conditions.

use super::Phrase;

/// The facts that availability depends on: a small pure snapshot of the state.
#[derive(Debug, Clone, Copy, Default)]
pub struct CommandContext {
    /// Nothing can be changed.
    pub read_only: bool,
    /// Only the beginning of the file has been read so far.
    pub loading: bool,
    /// Started for `ForceCommand`: no other program, no suspend.
    pub restricted: bool,
    /// This access may sync.
    pub may_sync: bool,
    /// Changes are proposed instead of saved.
    pub proposes: bool,
    /// A record is selected.
    pub record: bool,
    /// A dialog is open.
    pub dialog: bool,
    /// The selected row holds a value of the dataset.
    pub value: bool,
    /// The selected row leads to another record.
    pub link: bool,
    /// The selected row is the heading of a section.
    pub heading: bool,
    /// The selected row is an item of a list.
    pub item: bool,
    /// The place under the cursor is vouched for by a source, known or not.
    pub sourced: bool,
    /// Something is marked.
    pub marked: bool,
    /// There is something to undo.
    pub undo: bool,
    /// There is something to redo.
    pub redo: bool,
    /// There are unsaved changes.
    pub unsaved: bool,
    /// The dataset is in no file any more.
    pub only_copy: bool,
    /// There is a place to go back to.
    pub back: bool,
    /// There is a place to go forward to.
    pub forward: bool,
    /// The screen has something to choose from: rows of a list, towns of a map.
    pub rows: bool,
    /// The preview shows what a file asks for.
    pub of_file: bool,
    /// A filter or search text is set.
    pub found: bool,
    /// The dialog shows the history of one place.
    pub one_history: bool,
    /// The dialog lists changes that can be dropped.
    pub droppable: bool,
    /// The dialog asks for the source of a value.
    pub asks_source: bool,
    /// The dialog asks about a conflict.
    pub conflict: bool,
    /// The file holds unresolved conflict markers.
    pub undecided: bool,
    /// The text field takes line breaks.
    pub several_lines: bool,
    /// A field follows the open one.
    pub next_field: bool,
    /// A field precedes the open one.
    pub previous_field: bool,
    /// Text was typed into a field that was closed.
    pub typed: bool,
    /// A text was cut, or a field closed that held one.
    pub has_cut_text: bool,
    /// Changes of an earlier session are undecided.
    pub put_off: bool,
}

type Availability = Result<(), Phrase>;

fn needs(fact: bool, de: &'static str, en: &'static str) -> Availability {
    if fact { Ok(()) } else { Err(Phrase::new(de, en)) }
}

pub fn always(_: &CommandContext) -> Availability {
    Ok(())
}

pub fn whole(facts: &CommandContext) -> Availability {
    if facts.loading { Err(super::READING) } else { Ok(()) }
}

pub fn writable(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(
        !facts.undecided,
        "Entscheiden Sie zuerst die Konflikte; Strg-S zeigt sie.",
        "Decide the conflicts first; Ctrl-S shows them.",
    )?;
    needs(!facts.read_only, "Schreibgeschützt: Änderungen sind nicht möglich.", "Read-only: cannot edit.")
}

pub fn marked(facts: &CommandContext) -> Availability {
    needs(
        facts.marked,
        "Nichts ist markiert: Die Leertaste markiert, * markiert alle gezeigten.",
        "Nothing is marked: Space marks, * marks all that are shown.",
    )
}

pub fn marked_writable(facts: &CommandContext) -> Availability {
    writable(facts)?;
    marked(facts)
}

pub fn record(facts: &CommandContext) -> Availability {
    needs(facts.record, "Kein Eintrag ausgewählt.", "No record selected.")
}

pub fn copyable(facts: &CommandContext) -> Availability {
    if facts.dialog { Ok(()) } else { record(facts) }
}

pub fn value(facts: &CommandContext) -> Availability {
    writable(facts)?;
    record(facts)
}

pub fn no_heading(facts: &CommandContext) -> Availability {
    value(facts)?;
    needs(
        !facts.heading,
        "Eine Überschrift hat keinen Wert; Enter klappt ihren Abschnitt zu oder auf.",
        "A heading has no value; Enter folds or unfolds its section.",
    )
}

pub fn sourced(facts: &CommandContext) -> Availability {
    value(facts)?;
    needs(facts.sourced, "Zu dieser Angabe gehört keine Quelle.", "This statement has no source.")
}

pub fn item(facts: &CommandContext) -> Availability {
    writable(facts)?;
    needs(facts.item, "Nur Punkte einer Liste lassen sich verschieben.", "Only list items can be moved.")
}

const NOT_ALLOWED: [&str; 2] = ["Mit diesem Zugang nicht erlaubt.", "Not allowed in restricted mode."];

pub fn unrestricted(facts: &CommandContext) -> Availability {
    needs(!facts.restricted, NOT_ALLOWED[0], NOT_ALLOWED[1])
}

pub fn syncable(facts: &CommandContext) -> Availability {
    needs(facts.may_sync, NOT_ALLOWED[0], NOT_ALLOWED[1])?;
    needs(
        !facts.proposes,
        "Hier wird nur vorgeschlagen; abgleichen kann, wer speichern darf.",
        "Here things are only proposed; those who may save can sync.",
    )?;
    writable(facts)?;
    needs(
        !facts.unsaved,
        "Speichern Sie zuerst (Strg-S): Abgeglichen wird, was gespeichert ist.",
        "Save first (Ctrl-S): what is saved is synced.",
    )
}

pub fn importable(facts: &CommandContext) -> Availability {
    needs(!facts.restricted, "Mit diesem Zugang wird keine Datei gelesen.", "In restricted mode no file is read.")?;
    writable(facts)
}

pub fn editor(facts: &CommandContext) -> Availability {
    unrestricted(facts)?;
    value(facts)
}

pub fn undo(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(
        facts.undo,
        "Es gibt nichts rückgängig zu machen; H zeigt, was früher gespeichert wurde.",
        "There is nothing to undo; H shows what was saved earlier.",
    )
}

pub fn redo(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(facts.redo, "Es gibt nichts zu wiederholen.", "There is nothing to redo.")
}

pub fn savable(facts: &CommandContext) -> Availability {
    if facts.only_copy { Ok(()) } else { unsaved(facts) }
}
pub fn unsaved(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(facts.unsaved, "Alles ist gespeichert.", "Everything is saved.")
}

pub fn back(facts: &CommandContext) -> Availability {
    needs(facts.back, "Hier haben Sie angefangen.", "This is where you started.")
}

pub fn forward(facts: &CommandContext) -> Availability {
    needs(facts.forward, "Weiter vorwärts geht es nicht.", "There is nothing further ahead.")
}

pub fn conflict(facts: &CommandContext) -> Availability {
    needs(facts.conflict, "Hier ist nichts zu entscheiden.", "There is nothing to decide here.")
}

pub fn gives_source(facts: &CommandContext) -> Availability {
    let is_offered = !facts.dialog || facts.asks_source;
    needs(is_offered, "Hier ist keine Quelle anzugeben.", "There is no source to give here.")
}

pub fn all_changes(facts: &CommandContext) -> Availability {
    needs(!facts.dialog || facts.one_history, "Hier gibt es keinen Verlauf.", "There is no history here.")
}

pub fn droppable(facts: &CommandContext) -> Availability {
    needs(facts.droppable, "Hier gibt es nichts zu verwerfen.", "There is nothing to discard here.")
}

pub fn several_lines(facts: &CommandContext) -> Availability {
    needs(facts.several_lines, "Hier passt nur eine Zeile.", "Only one line fits here.")
}

pub fn next_field(facts: &CommandContext) -> Availability {
    needs(
        facts.next_field,
        "Hier folgt kein weiteres Feld. Bitte wählen oder eingeben, dann Enter.",
        "No other field follows here. Please choose or type, then Enter.",
    )
}

pub fn previous_field(facts: &CommandContext) -> Availability {
    needs(facts.previous_field, "Davor steht kein weiteres Feld.", "No other field stands before this one.")
}

pub fn typed(facts: &CommandContext) -> Availability {
    needs(facts.typed, "Kein geschlossenes Feld enthielt Text.", "No closed field held typed text.")
}

pub fn cut_text(facts: &CommandContext) -> Availability {
    needs(facts.has_cut_text, "Es wurde noch kein Text ausgeschnitten.", "No text has been cut yet.")
}

pub fn put_off(facts: &CommandContext) -> Availability {
    whole(facts)?;
    needs(facts.put_off, "Es ist nichts zurückgestellt.", "Nothing has been postponed.")
}

pub fn rows(facts: &CommandContext) -> Availability {
    needs(facts.rows, "Hier steht noch nichts.", "There is nothing here yet.")
}

pub fn writable_row(facts: &CommandContext) -> Availability {
    rows(facts)?;
    writable(facts)
}

pub fn of_file(facts: &CommandContext) -> Availability {
    needs(
        facts.of_file,
        "Das gilt nur für Zeilen, die aus einer Datei kommen.",
        "This is for rows only that come from a file.",
    )
}

pub fn found(facts: &CommandContext) -> Availability {
    needs(facts.found, "Suchen Sie zuerst mit / nach etwas.", "First search for something with /.")
}
