//! What is said of changes to many records at once: previewed, refused, made.

texts! {
    record => "Eintrag" / "Record";
    field => "Feld" / "Field";
    before => "bisher" / "before";
    after => "künftig" / "after";
    refused => "nicht möglich" / "not possible";
    left_out => "ausgelassen" / "left out";
    is_new => "neu" / "new";
    is_gone => "gelöscht" / "deleted";
    no_field => "Dieses Feld hat der Eintrag nicht." / "The record has no such field.";
    required => "Dieses Feld darf nicht leer sein." / "This field must not be empty.";
    contradicts => "Ein anderer Eintrag der Liste will hier etwas anderes." / "Another entry of the list wants something else here.";
    ambiguous(id: &str) => "Die Kennung {id} kommt mehrfach vor." / "The identifier {id} occurs more than once.";
    unexpected(found: &str) => "Hier steht inzwischen: {found}" / "Here it says by now: {found}";
    no_source => "Hier ist keine Quelle bekannt, die sich bestätigen ließe." / "No source is known here that could be confirmed.";
}
