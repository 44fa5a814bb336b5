//! Random numbers from a seed, exact decimal texts, and credit codes.

/// `SplitMix64`: a counter and a mixing function, the same on every machine.
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// True in `permille` of a thousand draws.
    pub fn chance(&mut self, permille: u64) -> bool {
        self.between(1, 1000) <= permille
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let last = from.len() as u64 - 1;
        &from[self.between(0, last) as usize]
    }
}

/// `value` ÷ 10^`places` as plain digits, without trailing zeros: (12345, 4) is `1.2345`.
pub fn decimal(value: u64, places: u32) -> String {
    let scale = 10_u64.pow(places);
    let whole = value / scale;
    let fraction = format!("{:0width$}", value % scale, width = places as usize);
    let fraction = fraction.trim_end_matches('0');
    if places == 0 || fraction.is_empty() {
        return whole.to_string();
    }
    format!("{whole}.{fraction}")
}

/// The characters of GB 32100-2015 in the order of their values.
const CODE_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A credit code that is valid and yet plainly made up: `91 440307 FAKE0001 C9 C18`.
pub fn credit_code(counter: u64) -> String {
    let subject = format!("FAKE{counter:04}");
    let head = format!("91440307{subject}{}", subject_check(&subject));
    let check = code_check(&head);
    format!("{head}{check}")
}

/// The ninth character of a subject code, GB 11714-1997.
fn subject_check(subject: &str) -> char {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let digits = subject.chars().filter_map(|c| c.to_digit(36));
    let sum: u32 = digits.zip(weights).map(|(digit, weight)| digit * weight).sum();
    match 11 - sum % 11 {
        11 => '0',
        10 => 'X',
        digit => char::from_digit(digit, 10).expect("below ten"),
    }
}

/// The eighteenth character: 31 − (Σ Cᵢ × 3^(i−1) mod 31), where 31 is written `0`.
pub fn code_check(first_17: &str) -> char {
    let mut weight = 1;
    let mut sum = 0;
    for character in first_17.chars() {
        sum += weight * CODE_ALPHABET.find(character).expect("a character of the alphabet");
        weight = weight * 3 % 31;
    }
    CODE_ALPHABET.chars().nth((31 - sum % 31) % 31).expect("below 31")
}
