//! Cards of address books that are brought in.

use crate::common::readers::python_bytes;
use crate::desk::Desk;

const DATA: &str = r#"#![enable(implicit_some)]
Directory(
    format: 1,
    regions: [
        (id: "dueren", name: "Kreis Düren", short: "Düren", kind: Kreis),
        (id: "koeln", name: "Köln", kind: KreisfreieStadt),
    ],
    municipalities: [(id: "juelich", name: "Jülich", region: "dueren")],
    bodies: [
        (id: "dueren-buero", level: Bildungsbuero, name: "Bildungsbüro", regions: ["dueren"], organisation: "Amt für Schule, Düren",
            contact: (address: "Bismarckstraße 16, 52351 Düren", phone: "02421 22-0" /* Zentrale */, website: "www.kreis-dueren.de")),
        (id: "koeln-buero", level: Bildungsbuero, name: "Bildungsbüro", regions: ["koeln"], contact: (phone: "0221 1")),
        (id: "koeln-lk", level: Lenkungskreis, name: "Lenkungskreis", regions: ["koeln"]),
    ],
)
"#;

fn desk(cards: &[u8]) -> Desk {
    let desk = Desk::new();
    desk.put("koeln.ron", DATA);
    std::fs::write(desk.path("karten.vcf"), cards).unwrap();
    desk
}

/// The dataset after cards were brought in.
#[track_caller]
fn after(cards: &str) -> String {
    let desk = desk(cards.replace('\n', "\r\n").as_bytes());
    let run = desk.run(&["import", "karten.vcf"]);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    desk.read("koeln.ron")
}

/// The cards that are exported.
fn exported() -> String {
    desk(b"").run(&["export", "--as", "vcard"]).out
}

#[test]
fn what_was_exported_changes_nothing() {
    assert_eq!(after(&exported().replace("\r\n", "\n")), DATA);
    let desk = Desk::new();
    desk.put("koeln.ron", bildungsnetz::model::SHIPPED);
    desk.put("karten.vcf", &desk.run(&["export", "--as", "vcard"]).out);
    let run = desk.run(&["import", "karten.vcf"]);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(0), bildungsnetz::model::SHIPPED), "{}", run.out);
    assert!(run.err.contains("steht, ist schon da"), "{}", run.err);
}

#[test]
fn a_changed_card_changes_the_body_of_its_identifier_whatever_it_is_called() {
    let cards = exported().replace("\r\n", "\n");
    let changed = cards
        .replace("tel:+49-2421-22-0", "tel:+49-2421-22-99")
        .replace("FN:Bildungsbüro · Düren", "FN:Anders")
        .replace("KIND:org\n", "N:Muster;Eva;;;\n");
    assert_ne!(changed, cards);
    assert_eq!(after(&changed), DATA.replace("02421 22-0", "02421 22-99"));
}

#[test]
fn a_card_of_another_program_is_found_by_name_and_place() {
    let expected = DATA.replace("02421 22-0", "02421 5");
    for card in [
        "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Bildungsbüro\nORG:Bildungsbüro\nADR;TYPE=WORK:;;Bismarckstraße 16;Düren;;52351;\nTEL;TYPE=WORK,FAX:02421 1\nTEL;TYPE=HOME:02421 2\nTEL;TYPE=WORK,VOICE:02421 5\nNOTE:geheim\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Bildungsbüro Düren\nORG:Kreis Düren;Bildungsbüro\nTEL;PREF=1:02421 5\nTEL;TYPE=work:02421 6\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Bildungsbüro\nADR:;;;Jülich;;;\nTEL:02421 5\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:2.1\nN:Bildungsb=\nORG;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Kreis D=C3=BCren;Bildungsb=C3=BC=\nro\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Bildungsb=C3=BCro\nTEL;WORK;VOICE:02421 5\nEND:VCARD\n",
    ] {
        let card = card.replace("ADR:;;;Jülich;;;\n", "CATEGORIES:Jülich\n");
        assert_eq!(after(&card), expected, "{card}");
    }
}

#[test]
fn cards_of_persons_are_counted_and_not_taken_in() {
    let person = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Muster;Eva;;;\r\nFN:Eva Muster\r\nORG:Köln;Bildungsbüro\r\nTEL:0221 9\r\nEND:VCARD\r\n";
    let office = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lenkungskreis\r\nTEL:0221 8\r\nEND:VCARD\r\n";
    let desk = desk(format!("{person}{office}").as_bytes());
    let run = desk.run(&["import", "karten.vcf"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("1 Karte gehört einer Person und wird nicht übernommen."), "{}", run.err);
    assert!(desk.read("koeln.ron").contains("0221 8") && !desk.read("koeln.ron").contains("0221 9"));
    let desk = self::desk(person.as_bytes());
    let run = desk.run(&["import", "karten.vcf"]);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(3), DATA), "{}", run.err);
}

#[test]
fn an_unknown_card_is_a_new_body_where_it_says_enough() {
    let made = after(
        "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Forum MINT\nORG:Köln;Forum MINT\nCATEGORIES:Fachforum,Köln\nEMAIL:a@b.example\nEND:VCARD\n",
    );
    assert!(made.contains("level: Fachforum") && made.contains("email: \"a@b.example\""), "{made}");
    let desk = desk(b"BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Forum\nEND:VCARD\n");
    let run = desk.run(&["import", "karten.vcf"]);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(2), DATA));
    assert!(run.err.contains("karten.vcf:1: ") && run.err.contains("Ebene, Regionen"), "{}", run.err);
}

#[test]
fn a_card_without_an_end_is_told() {
    let desk = desk(b"BEGIN:VCARD\nVERSION:4.0\nFN:Lenkungskreis\nTEL:0221 8\n");
    let run = desk.run(&["import", "karten.vcf"]);
    assert_eq!((run.code, desk.read("koeln.ron").as_str()), (Some(3), DATA), "{}", run.err);
    assert!(run.err.contains("karten.vcf:1: ") && run.err.contains("END:VCARD"), "{}", run.err);
}

/// Writes a card as another program does.
const VOBJECT: &str = r"
import sys, vobject
card = vobject.vCard()
card.add('n').value = vobject.vcard.Name()
card.add('fn').value = 'Lenkungskreis'
card.add('org').value = ['Stadt, Köln; Rathaus', 'Lenkungskreis']
card.add('tel').value = '0221 8'
card.add('email').value = 'lk@koeln.example'
address = vobject.vcard.Address(street='Markt 1', city='Köln', code='50667')
card.add('adr').value = address
sys.stdout.buffer.write(card.serialize().encode())
";

#[test]
fn a_card_that_others_wrote_is_understood() {
    let desk = desk(&python_bytes(VOBJECT, &[]));
    let run = desk.run(&["import", "karten.vcf"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let made = desk.read("koeln.ron");
    for part in ["Markt 1, 50667 Köln", "0221 8", "lk@koeln.example"] {
        assert!(made.contains(part), "{part}: {made}");
    }
}
