//! From an address to its blob: a table with one pointer per granule.
//!
//! A lookup is one load, which is what stack walks want, and takes no lock, which is what signal
//! handlers want. The table costs an eighth of the code in memory, and is a lazily committed
//! mapping of its own.

use crate::blob::Blob;
use crate::entry::Entry;
use crate::reservation::ReserveError;
use crate::rooms::Room;
use std::io;
use std::ptr;

/// The table.
#[derive(Debug)]
pub(crate) struct Index<T> {
    entries: *mut Entry<Blob<T>>,
    n_entries: usize,
}

impl<T> Index<T> {
    /// A table of this many granules.
    pub(crate) fn new(n_entries: usize) -> Result<Index<T>, ReserveError> {
        // SAFETY: a new mapping at a place of the system's choice.
        let entries = unsafe {
            libc::mmap(
                ptr::null_mut(),
                n_entries * size_of::<Entry<Blob<T>>>(),
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        if entries == libc::MAP_FAILED {
            return Err(ReserveError::System(
                "map a table",
                io::Error::last_os_error(),
            ));
        }
        Ok(Index {
            entries: entries.cast(),
            n_entries,
        })
    }

    fn entries(&self) -> &[Entry<Blob<T>>] {
        // SAFETY: the mapping has this many entries, lives as long as `self`, and zero bytes are
        // entries.
        unsafe { std::slice::from_raw_parts(self.entries, self.n_entries) }
    }

    /// What was published for a granule. The caller knows how long the pointer is good.
    pub(crate) fn get(&self, granule: usize) -> *mut Blob<T> {
        self.entries()
            .get(granule)
            .map_or(ptr::null_mut(), Entry::get)
    }

    /// Publishes a complete blob (or, with null, takes one away) for all granules of its room.
    pub(crate) fn set(&self, room: Room, blob: *mut Blob<T>) {
        for entry in &self.entries()[room.first..room.first + room.n_granules] {
            entry.set(blob);
        }
    }
}

impl<T> Drop for Index<T> {
    fn drop(&mut self) {
        let size = self.n_entries * size_of::<Entry<Blob<T>>>();
        // SAFETY: the mapping is ours, and the borrow checker knows of no reader.
        unsafe { libc::munmap(self.entries.cast(), size) };
    }
}

// SAFETY: the table holds atomics; the blobs behind them are shared as references, which needs
// `T: Sync`, and are dropped by whichever thread drops the cache, which needs `T: Send`.
unsafe impl<T: Send + Sync> Send for Index<T> {}
// SAFETY: as above.
unsafe impl<T: Send + Sync> Sync for Index<T> {}

#[cfg(test)]
mod tests {
    use super::Index;
    use crate::blob::Blob;
    use crate::entry::Entry;
    use crate::rooms::Rooms;
    use std::ptr;

    #[test]
    fn a_table_is_empty_at_first_and_keeps_what_is_published() {
        let index = Index::<()>::new(64).expect("there is memory");
        assert!((0..65).all(|granule| index.get(granule).is_null()));
        let room = Rooms::new(64).take(3).expect("there is room");
        let mut blob = Blob::new(0x1000, 100, room, ());
        index.set(room, &raw mut blob);
        let published = Entry::new(&raw mut blob);
        for granule in 0..3 {
            assert!(ptr::eq(index.get(granule), published.get()));
        }
        assert!(index.get(3).is_null());
        index.set(room, ptr::null_mut());
        assert!(index.get(0).is_null());
    }
}
