//! What is said about the configuration files.

texts! {
    unknown(name: &str, known: &str) => "Eine Einstellung {name} gibt es nicht (möglich: {known})" / "There is no setting {name} (possible: {known})";
    unknown_meant(name: &str, meant: &str) => "Eine Einstellung {name} gibt es nicht; ist {meant} gemeint?" / "There is no setting {name}; did you mean {meant}?";
    dataset_name(name: &str) => "„{name}“ taugt nicht als Name eines Datenbestands; er besteht aus Buchstaben, Ziffern, - und _" / "“{name}” cannot name a dataset; a name has letters, digits, - and _";
    expected(name: &str, what: &str) => "{name} erwartet {what}" / "{name} takes {what}";
    syntax(message: &str) => "Das ist kein TOML: {message}" / "This is not TOML: {message}";
    unreadable(cause: &str) => "Die Einstellungen werden nicht berücksichtigt: {cause}" / "The settings are ignored: {cause}";

    wants_text => "einen Text in Anführungszeichen" / "a text in quotes";
    wants_yes_no => "true oder false" / "true or false";
    wants_months => "eine ganze Zahl von Monaten ab 1" / "a whole number of months, at least 1";
    wants_days => "eine ganze Zahl von Tagen bis 3650, 0 für keine Kopien" / "a whole number of days up to 3650, 0 for no copies";
    wants_one_of(words: &str) => "eines von: {words}" / "one of: {words}";
    wants_texts => "einen Text in Anführungszeichen oder eine Liste solcher Texte" / "a text in quotes or a list of such texts";
    wants_section => "einen eigenen Abschnitt" / "a section of its own";
}
