//! What is asked before the program ends.

texts! {
    title(count: usize) => "1 ungespeicherte Änderung" | "{count} ungespeicherte Änderungen" / "1 unsaved change" | "{count} unsaved changes";
    stay => "&Weiterarbeiten" / "&Continue working";
    save_and_quit => "&Speichern und beenden" / "&Save and quit";
    discard_and_quit => "&Verwerfen und beenden" / "&Discard and quit";
}
