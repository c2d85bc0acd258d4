//! The span tree: where each value of a RON text stands, without copying any of it.
