//! DCAT-AP.de, as rdflib reads it and pySHACL judges it.

use crate::common::readers::python;
use crate::directory::{desk, exported};

/// What DCAT-AP.de 3.0 says must be there.
const SHAPES: &str = r#"
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcatde: <http://dcat-ap.de/def/dcatde/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix : <urn:shapes:> .
:dataset a sh:NodeShape ; sh:targetClass dcat:Dataset ;
    sh:property [sh:path dct:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ; sh:uniqueLang true],
        [sh:path dct:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ; sh:uniqueLang true],
        [sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent],
        [sh:path dcat:contactPoint ; sh:minCount 1 ; sh:class vcard:Kind],
        [sh:path dcat:distribution ; sh:minCount 2 ; sh:class dcat:Distribution],
        [sh:path dcat:theme ; sh:minCount 1 ; sh:nodeKind sh:IRI],
        [sh:path dct:spatial ; sh:minCount 1 ; sh:nodeKind sh:IRI],
        [sh:path dcatde:politicalGeocodingLevelURI ; sh:minCount 1 ; sh:nodeKind sh:IRI] .
:distribution a sh:NodeShape ; sh:targetClass dcat:Distribution ;
    sh:property [sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI],
        [sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI],
        [sh:path dcatde:licenseAttributionByText ; sh:nodeKind sh:Literal] .
:agent a sh:NodeShape ; sh:targetClass foaf:Agent ; sh:property [sh:path foaf:name ; sh:minCount 1 ; sh:nodeKind sh:Literal] .
:contact a sh:NodeShape ; sh:targetClass vcard:Kind ;
    sh:property [sh:path vcard:fn ; sh:maxCount 1 ; sh:nodeKind sh:Literal],
        [sh:path [sh:alternativePath (vcard:hasEmail vcard:hasURL vcard:hasTelephone)] ; sh:minCount 1 ; sh:nodeKind sh:IRI] .
"#;

/// Judges a record that was found at an address, and prints what is said as `subject predicate
/// object`.
const READ: &str = r"
import sys, rdflib, pyshacl
graph = rdflib.Graph().parse(data=sys.stdin.buffer.read(), format='json-ld', publicID='https://offen.example/bildung/dcat.jsonld')
conforms, _, report = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=sys.argv[1], format='turtle'))
assert conforms, report
print('\n'.join(sorted(' '.join(map(str, triple)) for triple in graph)))
";

const LICENCE: &str = "http://dcat-ap.de/def/licenses/dl-by-de/2.0";

fn told(arguments: &[&str]) -> String {
    let run = exported(&[&["--as", "dcat", "--licence", LICENCE], arguments].concat());
    python(READ, &[SHAPES], run.out.as_bytes())
}

#[test]
fn each_licence_has_its_distribution() {
    let told = told(&[]);
    let here = "https://offen.example/bildung/";
    for line in [
        format!("{here}dcat.jsonld#directory http://purl.org/dc/terms/license {LICENCE}"),
        format!("{here}dcat.jsonld#postcodes http://purl.org/dc/terms/license http://dcat-ap.de/def/licenses/odbl"),
        format!("{here}dcat.jsonld#directory http://www.w3.org/ns/dcat#accessURL {here}"),
        format!("{here}dcat.jsonld#publisher http://xmlns.com/foaf/0.1/name Bezirksregierung Köln"),
        format!("{here}dcat.jsonld#contact http://www.w3.org/2006/vcard/ns#fn Bezirksregierung Köln, Schulabteilung"),
        format!(
            "{here}dcat.jsonld#dataset http://purl.org/dc/terms/spatial http://dcat-ap.de/def/politicalGeocoding/governmentDistrictKey/053"
        ),
    ] {
        assert!(told.lines().any(|found| found == line), "{line}\n{told}");
    }
}

#[test]
fn the_address_of_the_publication_and_its_mailbox_can_be_given() {
    let told = told(&["--base-url", "https://bildung.example/", "--contact", "offen@bildung.example"]);
    for line in [
        "https://bildung.example/#contact http://www.w3.org/2006/vcard/ns#hasEmail mailto:offen@bildung.example",
        "https://bildung.example/#directory http://www.w3.org/ns/dcat#accessURL https://bildung.example/",
    ] {
        assert!(told.lines().any(|found| found == line), "{line}\n{told}");
    }
}

#[test]
fn a_record_without_licence_is_none() {
    let run = desk().run(&["export", "--as", "dcat"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("--licence"), "{}", run.err);
    let run = desk().run(&["export", "--as", "vcard", "--licence", LICENCE]);
    assert_eq!(run.code, Some(2), "{}", run.err);
}
