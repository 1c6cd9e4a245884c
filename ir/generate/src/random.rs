//! Pseudo-random numbers: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).

/// A sequence of numbers that a seed determines.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.number() % n as u64) as usize
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these; there is at least one.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// An integer: often one at which something changes.
    pub fn int(&mut self) -> i32 {
        const BOUNDARIES: &[i32] = &[
            0,
            1,
            -1,
            2,
            3,
            7,
            8,
            31,
            32,
            33,
            63,
            64,
            127,
            128,
            -128,
            255,
            256,
            0x7fff,
            0x8000,
            0xffff,
            i32::MAX,
            i32::MIN,
        ];
        if self.chance(70) {
            self.one_of(BOUNDARIES)
        } else {
            self.number() as i32
        }
    }

    /// As [`Random::int`].
    pub fn long(&mut self) -> i64 {
        const BOUNDARIES: &[i64] = &[i64::MAX, i64::MIN, 1 << 32, u32::MAX as i64];
        match self.below(4) {
            0 => self.one_of(BOUNDARIES),
            1 => self.number() as i64,
            _ => i64::from(self.int()),
        }
    }

    /// As [`Random::int`].
    pub fn double(&mut self) -> f64 {
        const BOUNDARIES: &[f64] = &[
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            2.0,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MIN_POSITIVE,
            f64::MAX,
            2_147_483_648.0,
        ];
        if self.chance(70) {
            self.one_of(BOUNDARIES)
        } else {
            f64::from(self.int()) / 8.0
        }
    }
}
