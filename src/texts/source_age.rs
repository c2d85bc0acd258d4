//! How old a statement is and when somebody last looked, in words.

texts! {
    as_of(date: &str) => "Stand {date}" / "as of {date}";
    as_of_unknown => "Stand unbekannt" / "age unknown";
    checked(date: &str) => "geprüft {date}" / "checked {date}";
    checked_unknown => "Prüfdatum unbekannt" / "date of check unknown";
    months_ago(months: i32) => "vor einem Monat" | "vor {months} Monaten" / "a month ago" | "{months} months ago";
    years_ago(years: i32) => "vor {years} Jahren" / "{years} years ago";
}
