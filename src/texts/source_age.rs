//! How old a statement is and when somebody last looked, in words.

texts! {
    as_of(date: &str) => "Stand {date}" / "as of {date}";
    as_of_unknown => "Stand unbekannt" / "date unknown";
    as_of_only_known(dating: &str) => "Stand unbekannt ({dating})" / "date unknown ({dating})";
    as_of_dated(date: &str, dating: &str) => "Stand {date}, Datierung: {dating}" / "as of {date}, dated: {dating}";
    checked(date: &str) => "geprüft {date}" / "checked {date}";
    checked_unknown => "Prüfdatum unbekannt" / "check date unknown";
    months_ago(months: i32) => "vor einem Monat" | "vor {months} Monaten" / "a month ago" | "{months} months ago";
    years_ago(years: i32) => "vor {years} Jahren" / "{years} years ago";
    up_to_months(months: i32) => "bis zu einem Monat alt" | "bis zu {months} Monate alt" / "up to a month old" | "up to {months} months old";
    up_to_years(years: i32) => "bis zu {years} Jahre alt" / "up to {years} years old";
}
