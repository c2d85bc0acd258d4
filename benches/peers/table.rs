//! Figures from many measurements, and Markdown tables of them. Must not measure.

use std::time::Duration;

/// The value in the middle; nothing of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    percentile(values, 50.0)
}

/// The value that so many of a hundred do not exceed.
pub fn percentile(values: &[f64], percent: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied()
}

/// Milliseconds.
pub fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// A figure with three digits at most, large ones with a space between thousands; a dash where
/// there is none.
pub fn figure(value: Option<f64>) -> String {
    let Some(value) = value else { return "–".into() };
    match value {
        0.0 => "0".into(),
        v if v < 9.995 => format!("{v:.2}"),
        v if v < 99.95 => format!("{v:.1}"),
        v => thousands(v.round() as u64),
    }
}

/// A whole number.
pub fn whole(value: Option<f64>) -> String {
    value.map_or_else(|| "–".into(), |value| thousands(value.round() as u64))
}

fn thousands(number: u64) -> String {
    if number < 1_000 { number.to_string() } else { format!("{} {:03}", thousands(number / 1_000), number % 1_000) }
}

/// Prints a table.
pub fn print(head: &[String], rows: &[Vec<String>]) {
    println!("| {} |", head.join(" | "));
    let right = head.iter().skip(1).map(|_| " ---: |").collect::<String>();
    println!("| --- |{right}");
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    println!();
}
