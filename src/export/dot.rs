//! A graph in DOT, the language of Graphviz.
//!
//! Every name and value stands in quotation marks, so that no text is taken for a keyword or a
//! port. Nodes have a shape by their first attribute, so that its values can be told apart without
//! colour. Entry point: [`document`].

use crate::present::graph::{Graph, GraphNode};

/// The shapes, by the order in which the values of the first attribute occur.
const SHAPES: [&str; 6] = ["ellipse", "box", "hexagon", "folder", "diamond", "octagon"];

/// Writes a graph.
pub fn document(graph: &Graph) -> String {
    let mut out = format!("digraph {} {{\n    rankdir=LR;\n", quoted(graph.name));
    let mut kinds: Vec<&str> = Vec::new();
    for node in &graph.nodes {
        let kind = node.attributes.first().map_or("", String::as_str);
        let number = kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
            kinds.push(kind);
            kinds.len() - 1
        });
        let shape = SHAPES[number % SHAPES.len()];
        let own = [("label", node.label.as_str()), ("shape", shape)].into_iter();
        let more = graph.node_attributes.iter().copied().zip(node.attributes.iter().map(String::as_str));
        out.push_str(&format!("    {} {};\n", name(node), attributes(own.chain(more))));
    }
    for edge in &graph.edges {
        let own = graph.edge_attributes.iter().copied().zip(edge.attributes.iter().map(String::as_str));
        let (from, to) = (name(&graph.nodes[edge.from]), name(&graph.nodes[edge.to]));
        out.push_str(&format!("    {from} -> {to} {};\n", attributes(own)));
    }
    out.push_str("}\n");
    out
}

fn name(node: &GraphNode) -> String {
    quoted(&node.id)
}

fn attributes<'t>(all: impl Iterator<Item = (&'t str, &'t str)>) -> String {
    let given = all.filter(|(_, value)| !value.is_empty());
    let written: Vec<String> = given.map(|(name, value)| format!("{}={}", quoted(name), quoted(value))).collect();
    format!("[{}]", written.join(", "))
}

/// Writes a text so that Graphviz shows exactly it: a backslash would begin an escape sequence, and
/// control characters have no place in a drawing.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_within_their_quotation_marks() {
        assert_eq!(quoted(r#"a "b" \N"#), r#""a \"b\" \\N""#);
        assert_eq!(quoted("zwei\nZeilen\t\u{1b}[1m"), "\"zwei\\nZeilen  [1m\"");
        assert_eq!(quoted("node"), "\"node\"");
    }
}
