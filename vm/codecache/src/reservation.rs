//! The address space: the same shared memory, mapped twice.
//!
//! The view that runs lies below 2 GB, so that every call within it, and every absolute address
//! of it, has 4 bytes. The view that writes lies anywhere. Memory is used
//! when it is written, whatever the size of the reservation.
//!
//! The memory has no name (`mremap` of no bytes maps shared memory once more, see mremap(2)): `perf`
//! looks for the names of methods only in mappings that belong to no file.

use std::fmt;
use std::io;

/// Why there is no code cache.
#[derive(Debug)]
pub enum ReserveError {
    /// The system refuses a mapping.
    System(&'static str, io::Error),
    /// No free range of this many bytes below 2 GB.
    NoRoom(usize),
}

impl fmt::Display for ReserveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReserveError::System(what, error) => write!(f, "cannot {what} for code: {error}"),
            ReserveError::NoRoom(size) => {
                write!(
                    f,
                    "no {size} bytes of free address space below 2 GB for code"
                )
            }
        }
    }
}

impl std::error::Error for ReserveError {}

/// Where the view that runs is wanted. The class records begin at 0x4000_0000.
const PREFERRED: usize = 0x7000_0000;
/// Addresses from here on do not fit a sign-extended operand.
const LIMIT: usize = 0x8000_0000;
/// Executables that are not relocatable lie below.
const LEAST: usize = 0x1000_0000;
/// Distance of the places that are tried.
const STEP: usize = 0x100_0000;

/// The two views.
#[derive(Debug)]
pub(crate) struct Reservation {
    code: usize,
    writable: usize,
    size: usize,
}

impl Reservation {
    /// Reserves at least `size` bytes.
    pub(crate) fn new(size: usize) -> Result<Reservation, ReserveError> {
        let size = size.max(1).next_multiple_of(page_size());
        // SAFETY: a new mapping at a place of the system's choice.
        let writable = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                size,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_SHARED | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        if writable == libc::MAP_FAILED {
            let error = io::Error::last_os_error();
            return Err(ReserveError::System("map memory", error));
        }
        let code = places(size).find(|place| map_code_at(*place, size, writable));
        let Some(code) = code else {
            // SAFETY: the mapping was made above, and nobody knows it.
            unsafe { libc::munmap(writable, size) };
            return Err(ReserveError::NoRoom(size));
        };
        Ok(Reservation {
            code,
            writable: writable as usize,
            size,
        })
    }

    /// First address of the view that runs.
    pub(crate) fn start(&self) -> usize {
        self.code
    }

    /// Bytes.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// The offset of an address of the view that runs.
    pub(crate) fn offset(&self, address: usize) -> Option<usize> {
        let offset = address.wrapping_sub(self.code);
        (offset < self.size).then_some(offset)
    }

    /// Where the byte at this offset is written.
    pub(crate) fn writable(&self, offset: usize) -> *mut u8 {
        debug_assert!(offset < self.size);
        (self.writable + offset) as *mut u8
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        // SAFETY: both mappings are ours, and whoever drops the cache runs none of its code.
        unsafe {
            libc::munmap(self.code as *mut libc::c_void, self.size);
            libc::munmap(self.writable as *mut libc::c_void, self.size);
        }
    }
}

fn page_size() -> usize {
    // SAFETY: no preconditions.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(size).unwrap_or(4096)
}

/// Places to try: the preferred one, then all others below 2 GB from the top.
fn places(size: usize) -> impl Iterator<Item = usize> {
    let n_places = LIMIT.saturating_sub(LEAST + size) / STEP;
    let rest = (0..=n_places).rev().map(|n| LEAST + n * STEP);
    let rest = rest.filter(move |place| place + size <= LIMIT);
    let preferred = (PREFERRED + size <= LIMIT).then_some(PREFERRED);
    preferred.into_iter().chain(rest)
}

/// Maps the view that runs if the place is free.
fn map_code_at(place: usize, size: usize, writable: *mut libc::c_void) -> bool {
    // SAFETY: MAP_FIXED_NOREPLACE never replaces an existing mapping.
    let free = unsafe {
        libc::mmap(
            place as *mut libc::c_void,
            size,
            libc::PROT_NONE,
            libc::MAP_PRIVATE
                | libc::MAP_ANONYMOUS
                | libc::MAP_NORESERVE
                | libc::MAP_FIXED_NOREPLACE,
            -1,
            0,
        )
    };
    if free == libc::MAP_FAILED {
        return false;
    }
    // SAFETY: what is replaced is the mapping above; an old kernel that ignored the flag made it
    // elsewhere, and nobody uses it.
    unsafe {
        if free as usize == place && map_again(writable, size, free) {
            return true;
        }
        libc::munmap(free, size);
    }
    false
}

/// Maps shared memory once more, to run code.
///
/// # Safety
/// `at` begins a mapping of this size that nobody uses.
unsafe fn map_again(writable: *mut libc::c_void, size: usize, at: *mut libc::c_void) -> bool {
    let flags = libc::MREMAP_MAYMOVE | libc::MREMAP_FIXED;
    // SAFETY: no bytes are moved away from the first argument, as it is shared.
    unsafe {
        libc::mremap(writable, 0, size, flags, at) == at
            && libc::mprotect(at, size, libc::PROT_READ | libc::PROT_EXEC) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, PREFERRED, Reservation, places};

    #[test]
    fn the_preferred_place_is_tried_first_and_all_are_below_2_gb() {
        assert_eq!(places(256 << 20).next(), Some(PREFERRED));
        assert!(places(256 << 20).all(|place| place + (256 << 20) <= LIMIT));
        assert!(places(1 << 30).next().is_some());
        assert_eq!(places(4 << 30).next(), None);
    }

    #[test]
    fn reservations_do_not_overlap() {
        let first = Reservation::new(1 << 20).expect("there is room");
        let second = Reservation::new(1 << 20).expect("there is room");
        assert_eq!(first.offset(second.start()), None);
        assert_eq!(first.offset(first.start() + 5), Some(5));
        assert_eq!(first.offset(first.start() + first.size()), None);
        assert!(Reservation::new(4 << 30).is_err());
    }
}
