//! What is said while the name of a file is typed.

texts! {
    no_such_name => "So beginnt hier kein Name." / "No name here begins like this.";
    more_names(count: usize) => "… und 1 weiterer Name" | "… und {count} weitere Namen" / "… and 1 more name" | "… and {count} more names";
    no_name => "Wie soll die Datei heißen?" / "What is the file to be called?";
    no_path => "Wie heißt die Datei?" / "What is the file called?";
}
