//! The words of what would change a grade, in both languages.

/// `{numerator}` and `{denominator}` are filled in by the page.
pub(super) struct OutlookText {
    pub better: &'static str,
    pub better_denominator: &'static str,
    pub better_none: &'static str,
    pub better_items: &'static str,
    pub item_none: &'static str,
    pub worse: &'static str,
    pub worse_denominator: &'static str,
    pub worse_none: &'static str,
    pub moves: &'static str,
    pub fixed: &'static str,
    pub not_shown: &'static str,
}

pub(super) const ZH: OutlookText = OutlookText {
    better: "{numerator}至少减少",
    better_denominator: "或{denominator}至少增加",
    better_none: "单靠减少{numerator}达不到",
    better_items: "按本企业的平均排放水平，只减一种：",
    item_none: "单靠此项不够",
    worse: "{numerator}增加达到",
    worse_denominator: "或{denominator}减少达到",
    worse_none: "单靠{numerator}增加不会到这一级",
    moves: "本企业也在同行之中，自身增减会带动参考值，这里已经算入；其他同行按不变计算。",
    fixed: "参考值与其他同行按不变计算。",
    not_shown: "同行不足 3 家，或其中一家占过半，参考值会透露他人的数据，所以参考值、比值与距档线不在此列出；等级照常评定。",
};

pub(super) const EN: OutlookText = OutlookText {
    better: "{numerator} lower by at least",
    better_denominator: "or {denominator} higher by at least",
    better_none: "no saving of {numerator} alone is enough",
    better_items: "At the enterprise's own average rates, by one item alone: ",
    item_none: "not enough alone",
    worse: "{numerator} higher by",
    worse_denominator: "or {denominator} lower by",
    worse_none: "no increase of {numerator} alone leads here",
    moves: "The enterprise is one of its own peers and moves the reference with it: that is counted in. The other peers are held fixed.",
    fixed: "The reference and the other peers are held fixed.",
    not_shown: "There are fewer than three peers, or one of them makes up more than half, so the reference would tell another's figures: reference, ratio and distance to the edge are not stated here. The grade is given as always.",
};
