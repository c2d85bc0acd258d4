//! What is said about a query: why it is not understood.

texts! {
    unknown_name(name: &str) => "Ein Feld „{name}“ gibt es nicht" / "There is no field “{name}”";
    not_in_table(name: &str, table: &str, others: &str) => "„{name}“ gibt es nicht bei {table}, aber bei {others}" / "“{name}” belongs to {others}, not to {table}";
    no_value(name: &str) => "Hinter „{name}“ fehlt, wonach gefragt wird" / "What is asked for is missing after “{name}”";
    no_choice(value: &str) => "Die Auswahl „{value}“ gibt es hier nicht" / "There is no choice “{value}” here";
    no_record(value: &str, table: &str) => "Unter „{table}“ passt nichts zu „{value}“" / "Nothing among “{table}” matches “{value}”";
    no_table(value: &str) => "Eine Tabelle „{value}“ gibt es nicht" / "There is no table “{value}”";
    no_yes_or_no(value: &str) => "„{value}“ ist weder ja noch nein" / "“{value}” is neither yes nor no";
    no_number(value: &str) => "„{value}“ ist keine Zahl" / "“{value}” is not a number";
    no_age(value: &str) => "„{value}“ ist kein Alter; möglich sind 2y oder 2j (Jahre), 6m (Monate), 3w (Wochen), 10d oder 10t (Tage)" / "“{value}” is not an age; possible are 2y (years), 6m (months), 3w (weeks), 10d (days)";
    not_comparable(value: &str) => "Mit „{value}“ lässt sich hier nichts der Größe nach vergleichen" / "“{value}” cannot be compared by size here";
    negated_value(value: &str) => "Ein Minus schließt hier nicht „{value}“ allein aus; es steht vor dem ganzen Ausdruck" / "A minus does not exclude “{value}” alone here; it stands before the whole term";
    unbalanced => "Zu dieser Klammer oder diesem Anführungszeichen fehlt das andere" / "This bracket or quote lacks the other one";
    too_deep => "Zu viele Klammern oder Verneinungen ineinander" / "Too many brackets or negations within each other";
    too_long => "Die Abfrage ist zu lang" / "The query is too long";
    see_help => "bildungsnetz list --help und docs/query.md zeigen Beispiele; in Anführungszeichen wird der Text selbst gesucht" / "bildungsnetz list --help and docs/query.md show examples; in quotes the text itself is searched";
}
