//! Memory at the addresses that compiled code wants: classes below 4 GB, the heap below 32 GB.

use std::ptr;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Records of classes.
pub const CLASSES: u64 = 0x6000_0000;
pub const CLASSES_SIZE: u64 = 1 << 16;
/// An object that does not move, for statics.
pub const MIRROR: u64 = 0x1_0000_0000;
pub const MIRROR_SIZE: u64 = 4096;
/// Two halves, between which objects move.
pub const HALF_SIZE: u64 = 4 << 20;
pub const HALVES: [u64; 2] = [0x1_0010_0000, 0x1_0010_0000 + HALF_SIZE];
const HEAP_SIZE: u64 = 0x10_0000 + 2 * HALF_SIZE;
/// Bytes of heap for each byte of log table.
const LOG_RATIO: u64 = 64;
/// Room for code.
pub const CODE_SIZE: usize = 4 << 20;

/// The mappings.
pub struct Memory {
    /// Log table of the heap.
    pub log: u64,
    pub code: u64,
}

static MEMORY: Mutex<Option<Memory>> = Mutex::new(None);

/// Exclusive use of the memory.
pub type Guard = MutexGuard<'static, Option<Memory>>;

/// Waits until nobody else uses the memory.
pub fn lock() -> Guard {
    let mut guard = MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    guard.get_or_insert_with(|| {
        map(
            CLASSES,
            CLASSES_SIZE as usize,
            libc::PROT_READ | libc::PROT_WRITE,
        );
        map(
            MIRROR,
            HEAP_SIZE as usize,
            libc::PROT_READ | libc::PROT_WRITE,
        );
        let log_size = (HEAP_SIZE / LOG_RATIO) as usize;
        let log = map(0, log_size, libc::PROT_READ | libc::PROT_WRITE);
        let executable = libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC;
        let code = map(0, CODE_SIZE, executable);
        Memory { log, code }
    });
    guard
}

fn map(address: u64, size: usize, protection: libc::c_int) -> u64 {
    let mut flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    if address != 0 {
        flags |= libc::MAP_FIXED_NOREPLACE;
    }
    // SAFETY: a new anonymous mapping that replaces none.
    let start = unsafe { libc::mmap(address as *mut libc::c_void, size, protection, flags, -1, 0) };
    assert_ne!(start, libc::MAP_FAILED, "no memory at {address:#x}");
    start as u64
}

/// Reads a number.
pub fn read<T: Copy>(address: u64) -> T {
    // SAFETY: the tests address their own mappings and frames of compiled code only.
    unsafe { ptr::read_unaligned(address as *const T) }
}

/// Writes a number.
pub fn write<T>(address: u64, value: T) {
    // SAFETY: as in `read`.
    unsafe { ptr::write_unaligned(address as *mut T, value) }
}

/// Fills memory.
pub fn fill(address: u64, byte: u8, size: u64) {
    // SAFETY: as in `read`.
    unsafe { ptr::write_bytes(address as *mut u8, byte, size as usize) }
}

/// Copies memory that does not overlap.
pub fn copy(from: u64, to: u64, size: u64) {
    // SAFETY: as in `read`.
    unsafe { ptr::copy_nonoverlapping(from as *const u8, to as *mut u8, size as usize) }
}

/// Copies bytes in.
pub fn copy_in(bytes: &[u8], to: u64) {
    copy(bytes.as_ptr() as u64, to, bytes.len() as u64);
}

/// The log table's start for a table that begins at the mirror.
pub fn log_table(log: u64) -> u64 {
    log - MIRROR / LOG_RATIO
}

/// Where the bit of an object is.
pub fn log_bit(log: u64, object: u64) -> (u64, u8) {
    (log_table(log) + object / LOG_RATIO, 1 << (object / 8 % 8))
}
