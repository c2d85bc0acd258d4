//! What two texts do not have in common. Entry point: [`differing`].

use std::fmt::Write as _;

/// The lines by which two texts differ, without the common ones (the longest common subsequence).
pub fn differing(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, j) in (0..old.len()).rev().flat_map(|i| (0..new.len()).rev().map(move |j| (i, j))) {
        let longer = common[i + 1][j].max(common[i][j + 1]);
        common[i][j] = if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { longer };
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            writeln!(out, "-{}", old[i]).expect("a text");
            i += 1;
        } else {
            writeln!(out, "+{}", new[j]).expect("a text");
            j += 1;
        }
    }
    out
}
