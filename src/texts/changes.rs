//! What the list of unsaved changes says besides these.

texts! {
    title => "Ungespeicherte Änderungen" / "Unsaved changes";
    is_new => "neu" / "new";
    is_gone => "gelöscht" / "deleted";
    is_different => "Text oder Kommentar geändert" / "text or comment changed";
}
