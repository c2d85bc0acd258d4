//! Nodes and edges: the shape of an answer that is a graph, before it has a format.
//!
//! Knows neither records nor formats. Entry point: [`Graph`].

use super::Sheet;

/// A directed graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// What it is called; a word.
    pub name: &'static str,
    /// The attributes that nodes may have.
    pub node_attributes: Vec<&'static str>,
    /// The attributes that edges may have.
    pub edge_attributes: Vec<&'static str>,
    /// Its nodes.
    pub nodes: Vec<GraphNode>,
    /// Its edges.
    pub edges: Vec<GraphEdge>,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphNode {
    /// Its identifier, different from that of every other node.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Its attributes, in the order of [`Graph::node_attributes`]; empty where it has none.
    pub attributes: Vec<String>,
}

/// An edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphEdge {
    /// The number of the node that it leaves.
    pub from: usize,
    /// The number of the node that it leads to.
    pub to: usize,
    /// Its attributes, in the order of [`Graph::edge_attributes`]; empty where it has none.
    pub attributes: Vec<String>,
}

impl Graph {
    /// Returns a row for each edge with the nodes that it ties, and one for each node without an
    /// edge.
    pub fn sheet(&self) -> Sheet {
        let node_titles = |front: &str| {
            let attributes = self.node_attributes.iter().map(|name| format!("{front}_{name}"));
            [front.to_owned(), format!("{front}_label")].into_iter().chain(attributes).collect::<Vec<_>>()
        };
        let edge_titles = self.edge_attributes.iter().map(|name| (*name).to_owned());
        let titles = node_titles("source").into_iter().chain(edge_titles).chain(node_titles("target"));
        let cells = |node: &GraphNode| {
            [node.id.clone(), node.label.clone()].into_iter().chain(node.attributes.iter().cloned()).collect::<Vec<_>>()
        };
        let mut is_tied = vec![false; self.nodes.len()];
        let mut rows = Vec::with_capacity(self.edges.len());
        for edge in &self.edges {
            is_tied[edge.from] = true;
            is_tied[edge.to] = true;
            rows.push([cells(&self.nodes[edge.from]), edge.attributes.clone(), cells(&self.nodes[edge.to])].concat());
        }
        let alone = self.nodes.iter().zip(is_tied).filter(|(_, is_tied)| !is_tied);
        let titles: Vec<String> = titles.collect();
        rows.extend(alone.map(|(node, _)| {
            let mut row = cells(node);
            row.resize(titles.len(), String::new());
            row
        }));
        Sheet::new(titles, rows)
    }
}
