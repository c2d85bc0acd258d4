//! What is said of how often values occur.

texts! {
    count => "Anzahl" / "Count";
    no_value => "ohne Angabe" / "no value";
    one_column(typed: &str) => "--count zählt die Werte eines Feldes; {typed} sind mehrere" / "--count counts the values of one field; {typed} are several";
}
