//! What is said about saved views, on the screen and the command line.

texts! {
    unusual(path: &str) => "{path}: so geschrieben, dass sich die Ansicht hier nicht ändern lässt; ändern Sie die Datei von Hand" / "{path}: written in a way in which the view cannot be changed here; change the file by hand";
    busy(path: &str) => "{path} wird gerade von anderen geändert; bitte noch einmal" / "{path} is being changed by others; please try again";
    no_place => "Für diese Ansicht gibt es keinen Platz: Der Datenbestand liegt in keiner Datei" / "There is no place for this view: the dataset is in no file";

    heading => "Gesicherte Ansichten" / "Saved views";
    tables => "Tabellen" / "Tables";
    own => "eigene" / "own";
    shared => "für alle" / "for all";
    save => "Diese Ansicht sichern …" / "Save this view …";
    remove => "Eine Ansicht löschen …" / "Delete a view …";
    choose => "Welche Tabelle, welche Ansicht?" / "Which table, which view?";
    name_title => "Ansicht sichern: unter welchem Namen?" / "Save the view: under which name?";
    name_hint => "Tabelle, Abfrage, Spalten und Reihenfolge werden gesichert; bildungsnetz list @NAME gibt sie aus." / "Table, query, columns and order are saved; bildungsnetz list @NAME prints it.";
    no_name => "Wie soll die Ansicht heißen?" / "What is the view to be called?";
    bad_name => "Ein Name hat Buchstaben oder Ziffern, und keine Zeilenumbrüche." / "A name has letters or digits, and no line breaks.";
    owner_title(name: &str) => "Ansicht „{name}“ sichern: für wen?" / "Save the view “{name}”: for whom?";
    for_user(path: &str) => "Für mich: {path}" / "For me: {path}";
    for_everybody(path: &str) => "Für alle, die mit diesem Datenbestand arbeiten: {path}" / "For all who work on this dataset: {path}";
    replaces => "ersetzt die vorhandene" / "replaces the one there is";
    saved(name: &str, path: &str) => "Ansicht „{name}“ gesichert: {path}" / "View “{name}” saved: {path}";
    remove_title => "Welche Ansicht löschen?" / "Delete which view?";
    sure(name: &str) => "Ansicht „{name}“ löschen?" / "Delete the view “{name}”?";
    delete => "&Löschen" / "&Delete";
    removed(name: &str) => "Ansicht „{name}“ gelöscht." / "View “{name}” deleted.";
    none => "Noch keine Ansicht ist gesichert." / "No view has been saved yet.";
    restricted => "Mit diesem Zugang werden keine Ansichten gesichert oder gelöscht." / "In restricted mode no views are saved or deleted.";
    read_only => "Schreibgeschützt: Ansichten werden nicht gesichert oder gelöscht." / "Read-only: no views are saved or deleted.";

    no_view(name: &str) => "Eine Ansicht „{name}“ gibt es nicht" / "There is no view “{name}”";
    hint_save => "Auf dem Bildschirm zeigt Q Tabellen; dort sichert v eine Ansicht." / "On the screen Q shows tables; v saves a view there.";
    in_view(name: &str, path: &str) => "So steht es in der Ansicht „{name}“ ({path}); ändern Sie sie dort, oder sichern Sie sie auf dem Bildschirm neu (Q, v)." / "The view “{name}” says so ({path}); change it there, or save it anew on the screen (Q, v).";
    no_table(name: &str, table: &str) => "Ansicht „{name}“: Eine Tabelle „{table}“ gibt es nicht." / "View “{name}”: there is no table “{table}”.";
    no_column(name: &str, column: &str) => "Ansicht „{name}“: Ein Feld „{column}“ gibt es nicht." / "View “{name}”: there is no field “{column}”.";
    bad_query(name: &str, why: &str) => "Ansicht „{name}“: {why}" / "View “{name}”: {why}";
    another_table(option: &str) => "{option} passt nicht zur Tabelle der Ansicht" / "{option} does not fit the table of the view";
    column_name => "Ansicht" / "View";
    column_table => "Tabelle" / "Table";
    column_query => "Abfrage" / "Query";
    column_columns => "Spalten" / "Columns";
    column_sort => "Reihenfolge" / "Order";
    column_owner => "Wessen" / "Whose";
}
