//! A graph in GraphML 1.0.
//!
//! The names of nodes are numbers, because an identifier in XML can hold no blank; what identifies
//! a node in the dataset is its `id` among its data. Entry point: [`document`].

use crate::present::graph::Graph;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"#;

/// Writes a graph.
pub fn document(graph: &Graph) -> String {
    let mut out = HEAD.to_owned();
    let node_keys: Vec<&str> = ["id", "label"].into_iter().chain(graph.node_attributes.iter().copied()).collect();
    for (owner, names) in [("node", &node_keys), ("edge", &graph.edge_attributes)] {
        for name in names {
            out.push_str(&format!(
                "  <key id=\"{owner}-{name}\" for=\"{owner}\" attr.name=\"{name}\" attr.type=\"string\"/>\n"
            ));
        }
    }
    out.push_str(&format!("  <graph id=\"{}\" edgedefault=\"directed\">\n", escaped(graph.name)));
    for (number, node) in graph.nodes.iter().enumerate() {
        out.push_str(&format!("    <node id=\"n{number}\">\n"));
        let values = [&node.id, &node.label].into_iter().chain(&node.attributes);
        push_data(&mut out, "node", node_keys.iter().copied().zip(values.map(String::as_str)));
        out.push_str("    </node>\n");
    }
    for edge in &graph.edges {
        out.push_str(&format!("    <edge source=\"n{}\" target=\"n{}\">\n", edge.from, edge.to));
        let values = edge.attributes.iter().map(String::as_str);
        push_data(&mut out, "edge", graph.edge_attributes.iter().copied().zip(values));
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn push_data<'t>(out: &mut String, owner: &str, all: impl Iterator<Item = (&'t str, &'t str)>) {
    for (name, value) in all.filter(|(_, value)| !value.is_empty()) {
        out.push_str(&format!("      <data key=\"{owner}-{name}\">{}</data>\n", escaped(value)));
    }
}

/// Writes a text as XML. Characters that XML 1.0 cannot hold are replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A reader of XML takes a bare one for a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\u{0}'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("A & B <\"C\">\r\u{1b}ö"), "A &amp; B &lt;&quot;C&quot;&gt;&#13;\u{fffd}ö");
    }
}
