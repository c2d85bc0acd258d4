//! What is said about the source of a statement and when it was checked.

texts! {
    given(place: &str) => "{place}: Quelle und Stand angegeben" / "{place}: source and date given";
    with_source(step: &str) => "{step}, mit Quelle" / "{step}, with its source";
    still_true(record: &str, day: &str) => "{record}: stimmt noch, geprüft {day}" / "{record}: still true, checked {day}";
    checked_already(record: &str) => "{record}: heute bereits geprüft" / "{record}: already checked today";
    unknown(record: &str) => "{record}: noch keine Quelle angegeben" / "{record}: no source given yet";
    origin_hint(record: &str) => "Quelle aller Angaben zu {record}: woher (Tippen ersetzt), dann der Stand. Esc behält die bisherige." / "Source of everything about {record}: where from (typing replaces), then its date. Esc keeps the current one.";
    day_hint(record: &str) => "Stand der Quelle aller Angaben zu {record}. Enter übernimmt, Esc behält den bisherigen." / "Date of the source of everything about {record}. Enter applies, Esc keeps the current one.";
}
