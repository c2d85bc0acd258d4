//! A place and a topic in one line of `find`, `contact` and `list`.

use bildungsnetz::model::SHIPPED;

use crate::desk::Desk;

#[test]
fn a_place_and_a_topic_are_understood_wherever_records_are_asked_for() {
    let desk = Desk::new();
    desk.put("koeln.ron", SHIPPED);
    let told = |arguments: &[&str]| {
        let run = desk.run(arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.out
    };
    let found = told(&["find", "Bad", "Münstereifel", "MINT"]);
    assert!(found.lines().nth(1).is_some_and(|line| line.starts_with("engagements/euskirchen-mint")), "{found}");
    let found = told(&["find", "53902 Inklusion"]);
    assert!(found.contains("regions/euskirchen") && !found.contains("kreistag-eu.de"), "{found}");
    let card = told(&["contact", "53902", "Inklusion"]);
    assert!(card.contains("Aus dieser Region (Euskirchen) ist dazu nichts bekannt"), "{card}");
    assert_eq!(card, told(&["contact", "53902", "--field", "inklusion"]));
    let listed = told(&["list", "engagements", "Köln-Ehrenfeld", "MINT"]);
    assert!(listed.contains("koeln-mint") && !listed.contains("bonn-mint"), "{listed}");
}
