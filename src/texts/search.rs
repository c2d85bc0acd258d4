//! What search, filters and finding on a page say besides their hits, on the screen and on
//! the command line.

texts! {
    title => "Alles durchsuchen" / "Search everything";
    help => "Name, Ort, Postleitzahl, Thema, Telefon … – auch nach Feldern: region:köln status:aktiv -telefon:*" / "name, town, postcode, topic, phone … – fields, too: region:köln status:active -phone:*";
    or_condition(example: &str) => "auch z. B. {example}" / "also e.g. {example}";
    find_on_page => "Auf der Seite suchen" / "Find on the page";
    nothing_found_for(text: &str) => "Nichts gefunden zu „{text}“." / "Nothing found for “{text}”.";
    nothing_found_so_far => "Im bisher gelesenen Teil nichts gefunden." / "Nothing found in what has been read so far.";
    nothing_found => "Nichts gefunden." / "Nothing found.";
    more(count: usize) => "… und 1 weiterer – weitertippen" | "… und {count} weitere – weitertippen" / "… and 1 more – keep typing" | "… and {count} more – keep typing";
    similar_hits => "Nichts passt genau; ähnlich:" / "Nothing fits exactly; similar:";
    similar_found(typed: &str) => "Nichts passt genau zu „{typed}“; gezeigt ist Ähnliches" / "Nothing fits “{typed}” exactly; similar records are shown";
    typed_address => "Adresse" / "Address";
    typed_place => "Verstanden als" / "Understood as";
    whom_to_ask(field: &str, region: &str) => "{field} · {region}: Wen fragen?" / "{field} · {region}: whom to ask?";
}
