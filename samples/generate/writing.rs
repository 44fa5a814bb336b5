//! Other ways to write a plain decimal: as spreadsheets and people do.

/// A decimal times 10^`places`: 1.2345 and 4 give 12345.
pub fn shifted(text: &str, places: u32) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let places = places as usize;
    assert!(fraction.len() <= places, "{text} stays whole");
    let digits = format!("{whole}{fraction:0<places$}");
    digits.trim_start_matches('0').to_string()
}

/// Twice a plain decimal, digit by digit.
pub fn doubled(text: &str) -> String {
    let mut carry = 0;
    let double = |character: char| {
        let Some(digit) = character.to_digit(10) else {
            return character;
        };
        let twice = 2 * digit + carry;
        carry = twice / 10;
        char::from_digit(twice % 10, 10).expect("below ten")
    };
    let mut reversed: String = text.chars().rev().map(double).collect();
    if carry > 0 {
        reversed.push('1');
    }
    reversed.chars().rev().collect()
}

/// 1234567.8 as 1,234,567.8.
pub fn grouped(text: &str) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    assert!(whole.len() > 3, "{text} needs no separator");
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped}.{fraction}") }
}

pub fn full_width(text: &str) -> String {
    let wide = |digit: char| digit.to_digit(10).and_then(|digit| char::from_u32('０' as u32 + digit));
    text.chars().map(|character| wide(character).unwrap_or(character)).collect()
}

/// 12345.6 as 1.23456E+4.
pub fn exponent(text: &str) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{}{fraction}", &whole[1..]);
    format!("{}.{digits}E+{}", &whole[..1], whole.len() - 1)
}
