//! Colours of a scheme, read with care: they are data, and they end up in style attributes.

/// A colour that is known to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// What stands for a colour that cannot be read, and for "not graded".
const GREY: Colour = Colour { red: 0x6b, green: 0x76, blue: 0x7e };

/// Grounds at least this light (of 255) take dark ink. Chosen by eye on yellows and oranges.
const LIGHT: u32 = 158;

impl Colour {
    /// Reads `#rrggbb`; anything else is grey, so that no other text can reach a style attribute.
    pub(super) fn parse(text: &str) -> Self {
        Self::read(text.trim()).unwrap_or(GREY)
    }

    /// Reads six hexadecimal digits after `#`.
    fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// `#rrggbb`.
    pub(super) fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// An ink that can be read on this ground.
    pub(super) fn ink(self) -> &'static str {
        let luma = (299 * u32::from(self.red) + 587 * u32::from(self.green) + 114 * u32::from(self.blue)) / 1000;
        if luma >= LIGHT { "#18232b" } else { "#ffffff" }
    }

    /// Ground and ink as a style.
    pub(super) fn style(self) -> String {
        format!("background:{};color:{}", self.hex(), self.ink())
    }

    /// The ground alone as a style.
    pub(super) fn ground_style(self) -> String {
        format!("background:{}", self.hex())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_hex_digits_are_a_colour() {
        for (text, hex) in [
            ("#1F7A4D", "#1f7a4d"),
            (" #d8a928 ", "#d8a928"),
            ("red", "#6b767e"),
            ("#fff", "#6b767e"),
            ("#12345g", "#6b767e"),
            ("#ffffff;background:url(x)", "#6b767e"),
            ("#ééé", "#6b767e"),
        ] {
            assert_eq!(Colour::parse(text).hex(), hex, "{text}");
        }
    }

    #[test]
    fn ink_is_dark_on_yellow_and_white_on_green() {
        assert_eq!(Colour::parse("#e0b12c").ink(), "#18232b");
        assert_eq!(Colour::parse("#1f7a4d").ink(), "#ffffff");
    }
}
