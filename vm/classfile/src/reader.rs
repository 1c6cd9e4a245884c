//! A bounds-checked big-endian cursor over the class file.
//!
//! Every read past the end is the one error "Truncated class file", at the offset of the read.

use crate::error::{Error, ErrorKind};

/// A position in the bytes of a class file.
#[derive(Clone)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// The offset of the next byte.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    pub(crate) fn remaining(&self) -> usize {
        self.bytes.len() - self.position
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.remaining() == 0
    }

    /// The next `n` bytes.
    pub(crate) fn take(&mut self, n: usize) -> Result<&'a [u8], Error> {
        match self.bytes[self.position..].split_at_checked(n) {
            Some((head, _)) => {
                self.position += n;
                Ok(head)
            }
            None => Err(Error::new(self.position, ErrorKind::Truncated)),
        }
    }

    /// Fails unless `n` more bytes are there; reads nothing.
    pub(crate) fn require(&self, n: usize) -> Result<(), Error> {
        if n > self.remaining() {
            return Err(Error::new(self.position, ErrorKind::Truncated));
        }
        Ok(())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let bytes = self.take(N)?;
        Ok(bytes.try_into().expect("take returned N bytes"))
    }

    pub(crate) fn u1(&mut self) -> Result<u8, Error> {
        Ok(self.array::<1>()?[0])
    }

    pub(crate) fn u2(&mut self) -> Result<u16, Error> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    pub(crate) fn u4(&mut self) -> Result<u32, Error> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    pub(crate) fn u8(&mut self) -> Result<u64, Error> {
        Ok(u64::from_be_bytes(self.array()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_big_endian_and_stops_at_the_end() {
        let mut reader = Reader::new(&[1, 2, 3, 4, 5]);
        assert_eq!(reader.u1().unwrap(), 1);
        assert_eq!(reader.u2().unwrap(), 0x0203);
        let error = reader.u4().unwrap_err();
        assert_eq!((error.offset, error.kind), (3, ErrorKind::Truncated));
        assert_eq!(reader.remaining(), 2);
    }
}
