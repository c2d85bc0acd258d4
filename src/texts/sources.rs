//! What is said about the source of a statement and when it was checked.

texts! {
    given(place: &str) => "{place}: Quelle und Stand angegeben" / "{place}: source and date given";
    with_source(step: &str) => "{step}, mit Quelle" / "{step}, with its source";
    still_true(record: &str, day: &str) => "{record}: stimmt noch, geprüft {day}" / "{record}: still true, checked {day}";
    checked_already(record: &str) => "{record}: heute bereits geprüft" / "{record}: already checked today";
    unknown(record: &str) => "{record}: noch keine Quelle angegeben" / "{record}: no source given yet";
    which(fields: &str) => "{fields}: laut welcher Quelle?" / "{fields}: from which source?";
    asked_today => "&heute selbst erfragt" / "asked by &me today";
    as_before(source: &str) => "wie &bisher: {source}" / "as &before: {source}";
    another => "&andere Quelle …" / "another &source …";
    of_value_alone => "Gilt nur für diese Angabe; die anderen behalten ihre Quelle." / "For this statement alone; the others keep their source.";
    own_inquiry => "selbst erfragt" / "asked directly";
    kept(done: &str, source: &str) => "{done}; Quelle wie bisher: {source}" / "{done}; source as before: {source}";
    own_origin_hint(value: &str) => "Quelle nur für {value}: woher (Tippen ersetzt), dann der Stand. Esc behält die bisherige." / "Source of {value} alone: where from (typing replaces), then its date. Esc keeps the current one.";
    own_day_hint(value: &str) => "Stand der Quelle nur für {value}. Enter übernimmt, Esc behält den bisherigen." / "Date of the source of {value} alone. Enter applies, Esc keeps the current one.";
    origin_hint(record: &str) => "Quelle aller Angaben zu {record}: woher (Tippen ersetzt), dann der Stand. Esc behält die bisherige." / "Source of everything about {record}: where from (typing replaces), then its date. Esc keeps the current one.";
    day_hint(record: &str) => "Stand der Quelle aller Angaben zu {record}. Enter übernimmt, Esc behält den bisherigen." / "Date of the source of everything about {record}. Enter applies, Esc keeps the current one.";
}
