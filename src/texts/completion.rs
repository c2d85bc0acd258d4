//! What the proposals say that complete a query.

texts! {
    unknown => "wo eine Angabe fehlt" / "where a statement is missing";
    open => "woran noch etwas offen ist" / "what is still open";
    age => "wie alt eine Angabe ist: >2j, 6m, 10t" / "how old a statement is: >2y, 6m, 10d";
    table => "nur Einträge einer Tabelle" / "only records of one table";
    belongs_to(table: &str) => "gehört zu: {table}" / "belongs to: {table}";
    anything => "irgendein Wert" / "any value";
    nothing => "Hier ist nichts zu vervollständigen." / "There is nothing to complete here.";
    walk(key: &str) => "{key} weiter" / "{key} next";
}
