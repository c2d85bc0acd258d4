//! Who sits where as nodes and edges, the same in every language.
//!
//! An edge leads from an institution to a body for each of its seats, and from a body to its action
//! fields and regions. Fields and regions without a body are nodes without an edge. Entry point:
//! [`graph`].

use std::collections::HashMap;

use super::graph::{Graph, GraphEdge, GraphNode};
use super::program_value::program_value;
use crate::document::Slot;
use crate::index::body_level::level;
use crate::index::field;
use crate::model::records::{Group, Level, MEMBER};
use crate::model::{BODIES, SCHEMA};
use crate::query::DatasetView;
use crate::query::network::{BodySeat, NetworkAnswer, SeatedInstitution};
use crate::schema::Field;
use crate::syntax::SyntaxValue;

/// Returns who sits where as a graph.
pub fn graph(data: DatasetView<'_>, answer: &NetworkAnswer) -> Graph {
    let edge_attributes = std::iter::once("relation").chain(seat_fields().map(|field| field.name)).collect();
    let graph = Graph { name: "network", node_attributes: vec!["table", "level"], edge_attributes, ..Graph::default() };
    let mut maker = NetworkGraph { data, graph, numbers: HashMap::new() };
    // So that all nodes of a table stand together.
    answer.institutions.iter().for_each(|institution| maker.institution(institution));
    answer.bodies.iter().for_each(|ties| _ = maker.record(ties.body));
    answer.fields.iter().for_each(|row| _ = maker.record(row.field));
    answer.regions.iter().for_each(|region| _ = maker.record(*region));
    for (number, institution) in answer.institutions.iter().enumerate() {
        institution.seats.iter().for_each(|seat| maker.seat(number, *seat));
    }
    for ties in &answer.bodies {
        ties.fields.iter().for_each(|field| maker.tie(ties.body, *field, "deals_with"));
        ties.regions.iter().for_each(|region| maker.tie(ties.body, *region, "belongs_to"));
    }
    maker.graph
}

/// Returns what is said of a seat besides who has it: the fields that are asked of a member.
fn seat_fields() -> impl Iterator<Item = &'static Field> {
    MEMBER.fields.iter().filter(|field| field.asked && field.name != "institution")
}

struct NetworkGraph<'a> {
    data: DatasetView<'a>,
    graph: Graph,
    /// The nodes of records.
    numbers: HashMap<Slot, usize>,
}

impl NetworkGraph<'_> {
    fn institution(&mut self, institution: &SeatedInstitution) {
        let group = institution.group.map(Group::name).unwrap_or_default();
        let (id, label) = match &institution.name {
            Some(name) => (format!("institutions/{name}"), name.as_str()),
            None => (format!("groups/{group}"), group),
        };
        let attributes = vec!["institutions".to_owned(), String::new()];
        self.graph.nodes.push(GraphNode { id, label: label.to_owned(), attributes });
    }

    /// Returns the node of a record; adds it where there is none.
    fn record(&mut self, slot: Slot) -> usize {
        if let Some(number) = self.numbers.get(&slot) {
            return *number;
        }
        let document = self.data.document;
        let level = (slot.table == BODIES).then(|| level(document, slot)).flatten().map(Level::name);
        let node = GraphNode {
            id: document.address(slot).display(&SCHEMA).to_string(),
            label: self.data.name(slot),
            attributes: vec![SCHEMA.table(slot.table).name.to_owned(), level.unwrap_or_default().to_owned()],
        };
        let number = self.graph.nodes.len();
        self.graph.nodes.push(node);
        self.numbers.insert(slot, number);
        number
    }

    fn seat(&mut self, institution: usize, seat: BodySeat) {
        let record = self.data.document.record(seat.body).ok();
        let members = record.as_ref().and_then(|record| field(record.root(), "members"));
        let member = members.and_then(|members| members.items().nth(seat.member)?.unwrap_option());
        let value = |declared: &Field| {
            let value = member.and_then(|member| field(member, declared.name));
            value.map_or_else(String::new, |value: SyntaxValue<'_>| program_value(declared.kind, value))
        };
        let attributes = std::iter::once("sits_in".to_owned()).chain(seat_fields().map(value)).collect();
        let to = self.record(seat.body);
        self.graph.edges.push(GraphEdge { from: institution, to, attributes });
    }

    fn tie(&mut self, from: Slot, to: Slot, relation: &str) {
        let attributes = std::iter::once(relation.to_owned()).chain(seat_fields().map(|_| String::new())).collect();
        let (from, to) = (self.record(from), self.record(to));
        self.graph.edges.push(GraphEdge { from, to, attributes });
    }
}
