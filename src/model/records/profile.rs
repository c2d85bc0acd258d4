//! The record types by which a dataset declares words of its own, and what they mean.
//!
//! What becomes of them is in [`vocabulary`](crate::model::vocabulary).

use crate::schema::FieldKind::*;
use crate::schema::FieldWeight::*;
use crate::schema::Naming::*;
use crate::texts::Phrase;

choices! {
    /// What a body does for its network.
    BodyRole, BODY_ROLE {
        Conference "empfiehlt" / "recommends";
        Committee "beschließt" / "decides";
        Office "setzt um und wird gefragt" / "carries out and is asked";
        Forum "Forum zu einem Feld" / "forum on a field";
        WorkingGroup "Arbeitsgruppe" / "working group";
        Other "anderes" / "other";
    }
    /// The article of a German noun.
    Article, ARTICLE {
        Der "der" / "der";
        Die "die" / "die";
        Das "das" / "das";
    }
}

records! {
    /// A kind of region that a dataset has of its own.
    DeclaredRegionKind, DECLARED_REGION_KIND {
        #[column(1)]
        required name: String = Line, "Name" / "Name", "wie er in der Datei steht: Buchstaben und Ziffern, ein Wort" / "as it stands in the file: letters and digits, one word";
        #[asked, absence(Phrase::new("wie der Name", "as the name"))]
        optional german: Option<String> = Line, "Deutsch" / "German", "" / "";
        #[absence(Phrase::new("wie auf Deutsch", "as in German"))]
        optional english: Option<String> = Line, "Englisch" / "English", "" / "";
        #[asked, absence(Phrase::new("nein", "no"))]
        optional city: Option<bool> = YesNo, "Eine Stadt allein" / "A single city", "ohne Landkreis: Mitglieder der Landkreise müssen dort nicht sitzen" / "without a county: it need not seat members of a county";
    }
    /// A level of bodies that a dataset has of its own.
    DeclaredLevel, DECLARED_LEVEL {
        #[column(1)]
        required name: String = Line, "Name" / "Name", "wie er in der Datei steht: Buchstaben und Ziffern, ein Wort" / "as it stands in the file: letters and digits, one word";
        #[asked, absence(Phrase::new("wie der Name", "as the name"))]
        optional german: Option<String> = Line, "Deutsch" / "German", "" / "";
        #[absence(Phrase::new("wie auf Deutsch", "as in German"))]
        optional english: Option<String> = Line, "Englisch" / "English", "" / "";
        #[absence(Phrase::new("nach der Endung", "by the ending"))]
        optional article: Option<Article> = Choice(ARTICLE), "Artikel" / "Article", "im Deutschen" / "in German";
        #[column(2), asked, absence(Phrase::new("anderes", "other"))]
        optional role: Option<BodyRole> = Choice(BODY_ROLE), "Aufgabe" / "Role", "was ein Gremium dieser Ebene tut" / "what a body of this level does";
        #[asked, absence(Phrase::new("nein", "no"))]
        optional everywhere: Option<bool> = YesNo, "In jeder Region" / "In every region", "fehlt eines, meldet es die Prüfung" / "the check reports where one is missing";
    }
    /// A group of members that a dataset has of its own.
    DeclaredGroup, DECLARED_GROUP {
        #[column(1)]
        required name: String = Line, "Name" / "Name", "wie er in der Datei steht: Buchstaben und Ziffern, ein Wort" / "as it stands in the file: letters and digits, one word";
        #[asked, absence(Phrase::new("wie der Name", "as the name"))]
        optional german: Option<String> = Line, "Deutsch" / "German", "" / "";
        #[absence(Phrase::new("wie auf Deutsch", "as in German"))]
        optional english: Option<String> = Line, "Englisch" / "English", "" / "";
        #[asked, absence(Phrase::new("nein", "no"))]
        optional mandatory: Option<bool> = YesNo, "Pflicht" / "Mandatory", "sitzt in jedem Gremium, das beschließt" / "sits in every body that decides";
        #[absence(Phrase::new("nein", "no"))]
        optional county: Option<bool> = YesNo, "Nur mit Landkreis" / "Only with a county", "in einer Stadt allein nicht Pflicht" / "not mandatory in a single city";
        #[absence(Phrase::new("nein", "no"))]
        optional others: Option<bool> = YesNo, "Alle anderen" / "All others", "sagt nicht, wer jemand ist" / "does not say who somebody is";
    }
    /// What is a district's own: the words it uses and what they mean to the program.
    Profile, PROFILE_TYPE {
        #[naming(Full), weight(Name), column(1)]
        required name: String = Line, "Name" / "Name", "wofür es gilt: ein Land, eine Art von Netzwerk" / "what it is for: a state, a kind of network";
        #[item(Phrase::new("Regionsart", "Kind of region")), absence(Phrase::new("die mitgelieferten", "those that come with the program"))]
        optional region_kinds: Vec<DeclaredRegionKind> = List(&Record(&DECLARED_REGION_KIND)), "Regionsarten" / "Kinds of region", "" / "";
        #[item(Phrase::new("Ebene", "Level")), absence(Phrase::new("die mitgelieferten", "those that come with the program"))]
        optional levels: Vec<DeclaredLevel> = List(&Record(&DECLARED_LEVEL)), "Ebenen" / "Levels", "der Gremien, in der Reihenfolge der Listen" / "of bodies, in the order of lists";
        #[item(Phrase::new("Gruppe", "Group")), absence(Phrase::new("die mitgelieferten", "those that come with the program"))]
        optional groups: Vec<DeclaredGroup> = List(&Record(&DECLARED_GROUP)), "Mitgliedergruppen" / "Member groups", "" / "";
    }
}
