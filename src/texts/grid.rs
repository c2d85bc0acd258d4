//! The words around the matrix region × action field, on the screen and as text.

texts! {
    field => "Handlungsfeld" / "Action field";
    total => "gesamt" / "total";
    unknown => "unbekannt" / "unknown";
    empty => "leer" / "empty";
    nothing_known => "nichts bekannt" / "nothing known";
    overdue => "alt" / "old";
    small => "klein" / "small";
    others_act => "andere handeln" / "others act";
    one_more => "noch ein Engagement" / "one more engagement";
}
