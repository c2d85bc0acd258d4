//! What the table of records and its windows say.

texts! {
    title(table: &str) => "Tabelle · {table}" / "Table · {table}";
    nothing(table: &str) => "{table}: noch nichts eingetragen." / "{table}: nothing entered yet.";
    unreadable(id: &str) => "{id}: nicht lesbar" / "{id}: cannot be read";
    choose_columns(table: &str) => "Spalten · {table}" / "Columns · {table}";
    default_columns => "Wie vorgegeben" / "As declared";
    last_column => "Eine Spalte bleibt stehen." / "One column stays.";
    hidden(column: &str) => "„{column}“ ist ausgeblendet; X holt Spalten zurück." / "“{column}” is hidden; X brings columns back.";
    counts(count: usize, column: &str) => "{column}: 1 Wert" | "{column}: {count} Werte" / "{column}: 1 value" | "{column}: {count} values";
    more_values => "Weitere Werte: Tippen findet sie." / "More values: type to find them.";
    no_counts => "Hier gibt es keine Werte zu zählen." / "There are no values to count here.";
    cannot_narrow => "Nach diesem Wert lässt sich nicht eingrenzen." / "The table cannot be narrowed by this value.";
    sorting => "wird sortiert …" / "sorting …";
}
