//! The areas of the guide's three steps: one step at a time on narrow terminals, all three side by
//! side on wide ones.
//!
//! Pure; used by the guide to lay out and scroll and by the view to draw. Entry point:
//! [`GuideLayout::new`].

use ratatui::layout::Rect;

use super::GuideStep;

/// Minimum width at which completed steps stay visible beside the current one.
const WIDE: u16 = 108;

/// The areas of the guide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GuideLayout {
    /// The boxes of the steps with their borders; empty when not shown.
    pub boxes: [Rect; 3],
    /// The text areas inside the boxes.
    pub texts: [Rect; 3],
    /// The input lines of the steps that ask.
    pub inputs: [Rect; 2],
}

impl GuideLayout {
    /// Returns the layout of an area during this step.
    pub fn new(body: Rect, step: GuideStep) -> GuideLayout {
        let mut layout = GuideLayout { boxes: boxes(body, step), ..GuideLayout::default() };
        for (text, area) in layout.texts.iter_mut().zip(layout.boxes) {
            *text = inner(area);
        }
        // The six concerns take the whole height of the design size.
        for ((input, text), roomy) in layout.inputs.iter_mut().zip(&mut layout.texts).zip([30, 6]) {
            *input = Rect { height: text.height.min(1), ..*text };
            let gap = u16::from(text.height >= roomy);
            let used = (input.height + gap).min(text.height);
            *text = Rect { y: text.y + used, height: text.height - used, ..*text };
        }
        layout
    }

    /// Returns true when only the current step is shown.
    pub fn alone(&self) -> bool {
        self.boxes.iter().filter(|area| !area.is_empty()).count() <= 1
    }
}

fn boxes(body: Rect, step: GuideStep) -> [Rect; 3] {
    let mut boxes = [Rect::default(); 3];
    if body.width < WIDE || body.height < 16 {
        boxes[step as usize] = body;
        return boxes;
    }
    let left = body.width * 9 / 20;
    let upper = body.height * 13 / 20;
    boxes[0] = Rect { width: left, height: upper, ..body };
    boxes[1] = Rect { y: body.y + upper - 1, width: left, height: body.height - upper + 1, ..body };
    boxes[2] = Rect { x: body.x + left, width: body.width - left, ..body };
    boxes
}

/// Returns the inside of a box; the border is omitted where there is no room for it.
fn inner(area: Rect) -> Rect {
    if area.width < 8 || area.height < 3 {
        return area;
    }
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_within_the_area_at_every_size() {
        for (width, height) in (0..=210).flat_map(|w| (0..=62).map(move |h| (w, h))) {
            let body = Rect::new(0, 1, width, height);
            for step in GuideStep::ALL {
                let layout = GuideLayout::new(body, step);
                for area in layout.boxes.iter().chain(&layout.texts).chain(&layout.inputs) {
                    assert!(area.right() <= width && area.bottom() <= body.bottom(), "{body:?} {layout:?}");
                }
            }
        }
    }

    #[test]
    fn the_design_size_shows_one_step_and_wide_terminals_all_three() {
        let shown = |width, height| {
            let layout = GuideLayout::new(Rect::new(0, 1, width, height), GuideStep::Place);
            layout.boxes.iter().filter(|area| !area.is_empty()).count()
        };
        assert_eq!(shown(80, 22), 1);
        assert_eq!(shown(120, 38), 3);
        assert_eq!(shown(200, 58), 3);
    }
}
