//! Nodes and edges as other programs read them: Graphviz and a parser of XML.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::desk::Desk;

/// Names that mean something in DOT, XML or CSV.
const HOSTILE: &str = r#"#![enable(implicit_some)]
Directory(
    action_fields: [(id: "mint", name: "<b>MINT</b> & \"mehr\"")],
    regions: [(id: "ahr", name: "Kreis Ahr \\N \\", kind: Kreis)],
    bodies: [
        (id: "node", level: Lenkungskreis, name: "subgraph {};\n// -> x", regions: ["ahr"], action_fields: ["mint"], members: [
            (group: Weitere, institution: "A & B <C> \"D\" ]]>\u{1b}[1m, e. V.", role: "a -> b;", seats: 2),
            (group: Schulaufsicht),
        ]),
    ],
)"#;

/// What another program prints that reads a text; `None` where there is no such program.
fn reader(name: &str, arguments: &[&str], text: &str) -> Option<String> {
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => panic!("{name}: {error}"),
    };
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{name}: {}\n{text}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

fn exported(format: &str) -> String {
    let desk = Desk::new();
    desk.put("koeln.ron", HOSTILE);
    desk.run(&["network", "--format", format]).out
}

#[test]
fn each_statement_of_dot_stands_on_a_line_whatever_the_names() {
    let dot = exported("dot");
    let lines: Vec<&str> = dot.lines().collect();
    assert_eq!((lines[0], lines[lines.len() - 1]), ("digraph \"network\" {", "}"));
    assert_eq!(lines.iter().filter(|line| line.contains("\" -> \"") && line.ends_with("];")).count(), 4);
    assert!(lines[2..lines.len() - 1].iter().all(|line| line.starts_with("    \"") && line.ends_with("];")), "{dot}");
}

#[test]
fn graphviz_reads_what_is_written() {
    let Some(read) = reader("dot", &["-Tjson0"], &exported("dot")) else { return };
    let read: Value = serde_json::from_str(&read).unwrap();
    let nodes = read["objects"].as_array().unwrap();
    assert_eq!((nodes.len(), read["edges"].as_array().unwrap().len()), (5, 4));
    assert!(nodes.iter().any(|node| node["name"] == "bodies/node" && node["level"] == "Lenkungskreis"), "{nodes:?}");
    let seat = read["edges"].as_array().unwrap().iter().find(|edge| edge["role"] == "a -> b;").unwrap();
    assert_eq!((&seat["relation"], &seat["seats"]), (&"sits_in".into(), &"2".into()));
}

#[test]
fn a_parser_of_xml_reads_what_is_written() {
    let script = "
import sys, xml.etree.ElementTree as tree
names = '{http://graphml.graphdrawing.org/xmlns}'
graph = tree.fromstring(sys.stdin.buffer.read()).find(names + 'graph')
nodes = {node.get('id'): {data.get('key'): data.text for data in node} for node in graph.iter(names + 'node')}
for edge in graph.iter(names + 'edge'):
    values = {data.get('key'): data.text for data in edge}
    print(nodes[edge.get('source')]['node-id'], '|', values['edge-relation'], '|', nodes[edge.get('target')]['node-id'])
";
    let Some(read) = reader("python3", &["-c", script], &exported("graphml")) else { return };
    let lines: Vec<&str> = read.lines().collect();
    assert!(lines.contains(&"institutions/A & B <C> \"D\" ]]>\u{fffd}[1m, e. V. | sits_in | bodies/node"), "{read}");
    assert!(lines.contains(&"groups/Schulaufsicht | sits_in | bodies/node") && lines.len() == 4, "{read}");
}

#[test]
fn the_rows_of_csv_hold_both_ends_of_each_edge() {
    let csv = exported("csv");
    let title = "source,source_label,source_table,source_level,relation,group,role,seats,target,target_label,target_table,target_level";
    assert_eq!(csv.lines().next(), Some(title));
    assert!(csv.contains(",sits_in,Weitere,a -> b;,2,bodies/node,"), "{csv}");
}
