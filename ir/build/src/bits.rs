//! Sets of locals.

/// A set of small numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The empty set of numbers below `len`.
    pub(crate) fn new(len: usize) -> Bits {
        Bits {
            words: vec![0; len.div_ceil(64)],
        }
    }

    /// Is the number in the set?
    pub(crate) fn has(&self, number: usize) -> bool {
        self.words
            .get(number / 64)
            .is_some_and(|word| word >> (number % 64) & 1 != 0)
    }

    /// Adds a number; those beyond the length are no members ever.
    pub(crate) fn add(&mut self, number: usize) {
        if let Some(word) = self.words.get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }

    /// Takes a number out.
    pub(crate) fn remove(&mut self, number: usize) {
        if let Some(word) = self.words.get_mut(number / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    /// Adds all members of another set.
    pub(crate) fn add_all(&mut self, other: &Bits) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    /// Members in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let n_bits = self.words.len() * 64;
        (0..n_bits).filter(|number| self.has(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn members_are_what_was_added() {
        let mut set = Bits::new(70);
        for number in [0, 63, 64, 69, 200] {
            set.add(number);
        }
        set.remove(63);
        let mut other = Bits::new(70);
        other.add(5);
        set.add_all(&other);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 5, 64, 69]);
        assert!(set.has(69) && !set.has(63) && !set.has(200));
    }
}
