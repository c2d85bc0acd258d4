//! What is said of meetings and of when bodies meet.

texts! {
    overdue => "Überfällig" / "Overdue";
    overdue_column => "Überfällig seit" / "Overdue since";
    coming => "Kommende" / "Coming";
    held => "Frühere" / "Earlier";
    undated => "Ohne Datum" / "Undated";
    when => "Wann" / "When";
    body => "Gremium" / "Body";
    number => "Nr." / "No.";
    title => "Titel" / "Title";
    place => "Ort" / "Place";
    last => "Letzte Sitzung" / "Last meeting";
    interval => "Abstand" / "Interval";
    due => "Fällig" / "Due";
    due_at(date: &str) => "fällig {date}" / "due {date}";
    overdue_since(date: &str) => "überfällig seit {date}" / "overdue since {date}";
    date_unknown => "Datum unbekannt" / "date unknown";
    unknown => "unbekannt" / "unknown";
    meeting_number(number: &str) => "{number}. Sitzung" / "meeting {number}";
    span(from: &str, to: &str) => "{from} bis {to}" / "{from} to {to}";
    screen_title => "Sitzungen" / "Meetings";
    by_body => "nach Gremien" / "by body";
    showing_bodies => "Nach Gremien: letzte und nächste Sitzung." / "By body: last and next meeting.";
    showing_calendar => "Alle Sitzungen nach ihrem Tag." / "All meetings by their day.";
    time => "Uhrzeit" / "Time";
    time_and_place => "Uhrzeit und Ort" / "Time and place";
    last_column => "Zuletzt" / "Last";
    next_column => "Nächste" / "Next";
    next_is(date: &str) => "nächste {date}" / "next {date}";
    interval_is(how: &str) => "Abstand {how}" / "interval {how}";
    last_was(date: &str) => "zuletzt {date}" / "last {date}";
    nothing => "Keine Sitzung bekannt." / "No meeting known.";
    nothing_overdue => "Kein Gremium ist überfällig." / "No body is overdue.";
    no_body(typed: &str) => "Ein Gremium „{typed}“ gibt es nicht" / "There is no body “{typed}”";
    several_bodies(typed: &str) => "„{typed}“ passt zu mehreren Gremien" / "“{typed}” matches several bodies";
}
