//! What the search says besides its hits, on the screen and on the command line.

texts! {
    similar_hits => "Nichts passt genau; ähnlich:" / "Nothing fits exactly; similar:";
    similar_found(typed: &str) => "Nichts passt genau zu „{typed}“; gezeigt ist Ähnliches" / "Nothing fits “{typed}” exactly; similar records are shown";
    typed_address => "Adresse" / "Address";
    typed_place => "Verstanden als" / "Understood as";
}
