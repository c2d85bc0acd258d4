//! How old a statement is and when somebody last looked, in words.

use super::{Lang, Phrase};

texts! {
    as_of(date: &str) => "Stand {date}" / "as of {date}";
    as_of_unknown => "Stand unbekannt" / "date unknown";
    as_of_only_known(dating: &str) => "Stand unbekannt ({dating})" / "date unknown ({dating})";
    as_of_dated(date: &str, dating: &str) => "Stand {date}, Datierung: {dating}" / "as of {date}, dated: {dating}";
    checked(date: &str) => "geprüft {date}" / "checked {date}";
    confirmed(date: &str) => "bestätigt von der Stelle selbst {date}" / "confirmed by the office itself {date}";
    checked_unknown => "Prüfdatum unbekannt" / "check date unknown";
    months_ago(months: i32) => "vor einem Monat" | "vor {months} Monaten" / "a month ago" | "{months} months ago";
    years_ago(years: i32) => "vor einem Jahr" | "vor {years} Jahren" / "a year ago" | "{years} years ago";
    up_to_months(months: i32) => "bis zu einem Monat alt" | "bis zu {months} Monate alt" / "up to a month old" | "up to {months} months old";
    up_to_years(years: i32) => "bis zu einem Jahr alt" | "bis zu {years} Jahre alt" / "up to a year old" | "up to {years} years old";
}

/// The words that datings consist of beside dates.
const DATING_WORDS: [Phrase; 4] = [
    Phrase::new("erschlossen", "inferred"),
    Phrase::new("oder", "or"),
    Phrase::new("nach", "after"),
    Phrase::new("vor", "before"),
];

/// Returns how a date is known, as the dataset says it. Where that consists of dates and fixed
/// words, it is told in this language; any other wording stays as it is.
pub fn dating(lang: Lang, text: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_matches(['(', ')']);
        let is_date = bare.chars().all(|c| c.is_ascii_digit() || "-–/.".contains(c));
        let fixed = DATING_WORDS.iter().find(|fixed| fixed.de == bare).map(|fixed| fixed.get(lang));
        fixed.or(is_date.then_some(bare)).map(|told| word.replace(bare, told))
    };
    let words: Option<Vec<String>> = text.split_whitespace().map(word).collect();
    words.map_or_else(|| text.to_owned(), |words| words.join(" "))
}
