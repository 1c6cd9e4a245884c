//! Checksums of `java.util.zip`.
//!
//! `CRC32` eight bytes at a time, by as many tables (Kounavis and Berry, "Novel table lookup-based
//! algorithms for high-performance CRC generation", IEEE Transactions on Computers 57, 2008).

use super::arrays::bytes;
use super::object;

/// The polynomial, its highest power in the lowest bit.
const POLYNOMIAL: u32 = 0xedb8_8320;
/// Bytes that are taken at a time.
const BLOCK: usize = 8;

/// `TABLES[n][byte]`: what a byte does to the sum when so many others follow.
static TABLES: [[u32; 256]; BLOCK] = tables();

const fn tables() -> [[u32; 256]; BLOCK] {
    let mut tables = [[0; 256]; BLOCK];
    let mut byte = 0;
    while byte < 256 {
        let mut sum = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = (sum >> 1) ^ if sum & 1 == 0 { 0 } else { POLYNOMIAL };
            bit += 1;
        }
        tables[0][byte] = sum;
        byte += 1;
    }
    let mut table = 1;
    while table < BLOCK {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[table - 1][byte];
            tables[table][byte] = (before >> 8) ^ tables[0][(before & 0xff) as usize];
            byte += 1;
        }
        table += 1;
    }
    tables
}

fn after(before: u32, bytes: &[u8]) -> u32 {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let sum = blocks.iter().fold(!before, |sum, block| {
        let mixed = u64::from_le_bytes(*block) ^ u64::from(sum);
        let changes = mixed.to_le_bytes().into_iter().zip(TABLES.iter().rev());
        changes.fold(0, |sum, (byte, table)| sum ^ table[usize::from(byte)])
    });
    !rest.iter().fold(sum, |sum, byte| {
        (sum >> 8) ^ TABLES[0][usize::from(sum as u8 ^ byte)]
    })
}

pub(super) extern "sysv64" fn crc32(before: u32, byte: u32) -> u64 {
    u64::from(after(before, &[byte as u8]))
}

/// # Safety
/// The run lies within the live array of bytes.
pub(super) unsafe extern "sysv64" fn crc32_of_bytes(
    before: u32,
    array: u64,
    from: u32,
    count: u32,
) -> u64 {
    // SAFETY: by contract.
    let all = unsafe { bytes(object(array)) };
    u64::from(after(before, &all[from as usize..][..count as usize]))
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn sums_are_those_of_the_definition() {
        assert_eq!(after(0, b"123456789"), 0xcbf4_3926);
        let text: Vec<u8> = (0..100).map(|index| (index * 37) as u8).collect();
        for split in 0..text.len() {
            let (first, second) = text.split_at(split);
            assert_eq!(after(after(0, first), second), after(0, &text));
        }
    }
}
