//! What the lists of who sits where say besides names.

texts! {
    title => "Wer sitzt wo" / "Who sits where";
    institutions => "Einrichtungen" / "Institutions";
    fields => "Handlungsfelder" / "Action fields";
    bodies => "Gremien" / "Bodies";
    institution => "Einrichtung" / "Institution";
    group => "Gruppe" / "Group";
    body_count => "Gremien" / "Bodies";
    region_count => "Regionen" / "Regions";
    sits_in => "Sitzt in" / "Sits in";
    field => "Handlungsfeld" / "Action field";
    engaged => "Tätig" / "Engaged";
    dealt_with_by => "Wer sich darum kümmert" / "Who deals with it";
    nobody => "kein Gremium bekannt" / "no body known";
    body => "Gremium" / "Body";
    level => "Ebene" / "Level";
    regions => "Regionen" / "Regions";
    member_count => "Mitglieder" / "Members";
    field_count => "Felder" / "Fields";
    overlaps_with => "Überschneidet sich mit" / "Overlaps with";
    and_more(count: &str) => "und {count} weitere" / "and {count} more";
    institutions_sum(all: &str, several: &str) => "Einrichtungen: {all}, davon in mehreren Gremien: {several}" / "Institutions: {all}, of these in several bodies: {several}";
    fields_sum(dealt: &str, nobody: &str, engaged: &str) => "Felder mit Gremium: {dealt} · ohne bekanntes Gremium: {nobody}, davon mit tätigen Regionen: {engaged}" / "Fields with a body: {dealt} · without a known body: {nobody}, of these with engaged regions: {engaged}";
    bodies_sum(all: &str, spanning: &str) => "Gremien: {all}, davon für mehrere Regionen: {spanning}" / "Bodies: {all}, of these for several regions: {spanning}";
    ended(count: usize) => "1 weiteres besteht nicht mehr" | "{count} weitere bestehen nicht mehr" / "1 more no longer exists" | "{count} more no longer exist";
    overlaps(count: usize) => "1 Überschneidung" | "{count} Überschneidungen" / "1 overlap" | "{count} overlaps";
    no_overlap => "Keine zwei Gremien einer Region haben ein Handlungsfeld oder mehrere Mitglieder gemeinsam, soweit bekannt." / "As far as is known, no two bodies of a region share an action field or several members.";
    both(first: &str, second: &str, shared: &str) => "„{first}“ und „{second}“: {shared}." / "“{first}” and “{second}”: {shared}.";
    shared_fields(fields: &str) => "beide kümmern sich um {fields}" / "both deal with {fields}";
    shared_members(members: &str) => "in beiden vertreten: {members}" / "represented in both: {members}";
    nothing => "Noch kein Gremium bekannt; im Verzeichnis legt a eines an." / "No body known yet; a adds one in the directory.";
    nothing_here => "Hier ist kein Gremium bekannt; r zeigt wieder alle." / "No body known here; r shows all again.";
    shown(list: &str, next: &str) => "{list}; v zeigt {next}." / "{list}; v shows {next}.";
}
