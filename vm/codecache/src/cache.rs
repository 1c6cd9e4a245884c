//! The cache: installing, finding, patching, retiring and reclaiming code.
//!
//! Writers take one lock; readers take none. Code is complete before it is published in the
//! index, and published before its address leaves [`CodeCache::install`], so whoever can run it
//! can find it.

use crate::barrier;
use crate::blob::Blob;
use crate::index::Index;
use crate::relocation::{self, Relocation, RelocationError};
use crate::reservation::{Reservation, ReserveError};
use crate::rooms::{GRANULE, Rooms};
use parking_lot::Mutex;
use std::fmt;
use std::ptr;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// Fills what is no code: executing it traps.
const INT3: u8 = 0xcc;

/// Machine code and what the VM knows about it.
#[derive(Debug)]
pub struct CodeCache<T> {
    reservation: Reservation,
    index: Index<T>,
    epoch: AtomicU64,
    state: Mutex<State<T>>,
}

#[derive(Debug)]
struct State<T> {
    rooms: Rooms,
    /// Every blob in the index, in no order. They were made by `Box::into_raw`.
    blobs: Vec<Address<T>>,
    statistics: Statistics,
}

/// A blob by address; the lock around the list makes it safe to share.
#[derive(Debug)]
struct Address<T>(*mut Blob<T>);

// SAFETY: the blobs are shared and dropped across threads as `Index` says.
unsafe impl<T: Send + Sync> Send for Address<T> {}

/// Why code was not installed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InstallError {
    /// No room of this many bytes is left.
    Full(usize),
    /// A relocation is wrong: a mistake of who made the code.
    Relocation(RelocationError),
}

impl fmt::Display for InstallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InstallError::Full(size) => write!(f, "the code cache has no room for {size} bytes"),
            InstallError::Relocation(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for InstallError {}

/// Why a place was not patched: a mistake of the caller, and nothing was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PatchError {
    /// The place is in no code.
    Outside(usize),
    /// The place is not aligned to its size, so a reader could see half of the change.
    Unaligned(usize),
    /// The target does not fit 4 bytes.
    TooFar(usize),
}

impl fmt::Display for PatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PatchError::Outside(place) => write!(f, "{place:#x} is in no code"),
            PatchError::Unaligned(place) => write!(f, "{place:#x} is not aligned for a patch"),
            PatchError::TooFar(target) => write!(f, "{target:#x} is too far away for a call"),
        }
    }
}

impl std::error::Error for PatchError {}

/// What is in the cache, and what was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Statistics {
    /// Bytes of address space.
    pub reserved: usize,
    /// Bytes that blobs take, rounding included.
    pub used: usize,
    /// The most that `used` ever was.
    pub used_max: usize,
    /// Bytes of the largest free piece.
    pub largest_free: usize,
    /// Blobs in the cache, retired ones included.
    pub n_blobs: usize,
    /// Blobs ever installed.
    pub n_installed: usize,
    /// Blobs ever retired.
    pub n_retired: usize,
    /// Blobs ever reclaimed.
    pub n_reclaimed: usize,
    /// Requests refused for want of room.
    pub n_refused: usize,
}

impl<T: Send + Sync> CodeCache<T> {
    /// Reserves at least `size` bytes below 2 GB. Memory is used as code is installed.
    ///
    /// # Errors
    /// When there is no such room, or the system refuses.
    pub fn reserve(size: usize) -> Result<CodeCache<T>, ReserveError> {
        let reservation = Reservation::new(size)?;
        let n_granules = reservation.size() / GRANULE;
        barrier::register();
        Ok(CodeCache {
            index: Index::new(n_granules)?,
            epoch: AtomicU64::new(1),
            state: Mutex::new(State {
                rooms: Rooms::new(n_granules),
                blobs: Vec::new(),
                statistics: Statistics {
                    reserved: reservation.size(),
                    ..Statistics::default()
                },
            }),
            reservation,
        })
    }

    /// First and last address, and one more.
    pub fn range(&self) -> std::ops::Range<usize> {
        let start = self.reservation.start();
        start..start + self.reservation.size()
    }

    /// Copies code in, fills in what depends on its address, and makes it known. `describe` is
    /// told the address of the first byte, which is a multiple of 64. It is called with the cache
    /// locked: it must not wait, nor use the cache.
    ///
    /// # Errors
    /// [`InstallError::Full`] when there is no room, which leaves the cache as it was.
    pub fn install(
        &self,
        code: &[u8],
        relocations: &[Relocation],
        describe: impl FnOnce(usize) -> T,
    ) -> Result<&Blob<T>, InstallError> {
        // One byte more: a return address just behind the last instruction is in the room.
        let n_granules = (code.len() + 1).div_ceil(GRANULE);
        let mut bytes = vec![INT3; n_granules * GRANULE];
        bytes[..code.len()].copy_from_slice(code);
        let mut state = self.state.lock();
        let Some(room) = state.rooms.take(n_granules) else {
            state.statistics.n_refused += 1;
            return Err(InstallError::Full(code.len()));
        };
        let start = self.reservation.start() + room.offset();
        for place in relocations {
            if let Err(error) = relocation::apply(&mut bytes[..code.len()], start, *place) {
                state.rooms.give(room);
                return Err(InstallError::Relocation(error));
            }
        }
        let to = self.reservation.writable(room.offset());
        // SAFETY: the room is `bytes.len()` long and nobody else's, and no thread runs it.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len()) };
        let blob = Box::into_raw(Box::new(Blob::new(
            start,
            code.len(),
            room,
            describe(start),
        )));
        self.index.set(room, blob);
        state.blobs.push(Address(blob));
        state.statistics.n_installed += 1;
        state.statistics.used += room.size();
        state.statistics.used_max = state.statistics.used_max.max(state.statistics.used);
        // SAFETY: the blob lives until it is reclaimed, whose caller vouches that no reference is
        // left, or until the cache is dropped, which `&self` outlives.
        Ok(unsafe { &*blob })
    }

    /// The code that an address belongs to, retired code included. No lock, no allocation.
    pub fn find(&self, pc: usize) -> Option<&Blob<T>> {
        let offset = self.reservation.offset(pc)?;
        let blob = self.index.get(offset / GRANULE);
        // SAFETY: null, or complete before it was published and alive as `install` says.
        let blob = unsafe { blob.as_ref() }?;
        blob.contains(pc).then_some(blob)
    }

    /// Where the byte at `address` of the view that runs is written, for constants that the
    /// collector updates.
    pub fn writable(&self, address: usize) -> Option<*mut u8> {
        let offset = self.reservation.offset(address)?;
        Some(self.reservation.writable(offset))
    }

    /// Makes the call or jump whose 4-byte displacement is at `place` go to `target`. Threads
    /// that are at it go to the old or the new one.
    ///
    /// # Errors
    /// When the place is not aligned to 4, or something is out of reach.
    ///
    /// # Safety
    /// `place` is the displacement of a call or jump in installed code, `target` is code that may
    /// be called from there, and so is whatever it called before.
    pub unsafe fn patch_call(&self, place: usize, target: usize) -> Result<(), PatchError> {
        let field = self.patch_site(place, 4, 4)?.cast::<u32>();
        let distance = relocation::displacement(place, target).ok_or(PatchError::TooFar(target))?;
        // SAFETY: the field is mapped, aligned, and written by atomic stores only.
        unsafe { AtomicU32::from_ptr(field) }.store(distance as u32, Ordering::Release);
        Ok(())
    }

    /// Writes the 8-byte data cell at `place`.
    ///
    /// # Errors
    /// When the place is not aligned to 8, or in no code.
    ///
    /// # Safety
    /// `place` is a data cell of installed code, and `value` is one that the code can use.
    pub unsafe fn patch_cell(&self, place: usize, value: u64) -> Result<(), PatchError> {
        let field = self.patch_site(place, 8, 8)?.cast::<u64>();
        // SAFETY: the field is mapped, aligned, and written by atomic stores only.
        unsafe { AtomicU64::from_ptr(field) }.store(value, Ordering::Release);
        Ok(())
    }

    /// Writes `bytes` over the code at each of `places`, and has all processors forget what they
    /// fetched of it. Places that are in no code are left alone.
    ///
    /// # Safety
    /// No thread executes this code, nor stands between the first and the last byte of a place,
    /// until this returns; the places do not overlap, and the code makes sense with the bytes.
    pub unsafe fn overwrite(&self, places: impl IntoIterator<Item = usize>, bytes: &[u8]) {
        for place in places {
            let Ok(to) = self.patch_site(place, bytes.len(), 1) else {
                continue;
            };
            // SAFETY: the place is in the writable view of code that nobody runs.
            unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len()) };
        }
        barrier::synchronize();
    }

    /// The writable address of a field of installed code.
    fn patch_site(
        &self,
        place: usize,
        size: usize,
        alignment: usize,
    ) -> Result<*mut u8, PatchError> {
        if !place.is_multiple_of(alignment) {
            return Err(PatchError::Unaligned(place));
        }
        let is_inside = |blob: &&Blob<T>| place + size <= blob.start() + blob.len();
        self.find(place)
            .filter(is_inside)
            .and_then(|_| self.writable(place))
            .ok_or(PatchError::Outside(place))
    }

    /// Says that nothing leads into this code any more, except frames that are in it. It is found
    /// until it is reclaimed. False: it was retired before.
    pub fn retire(&self, blob: &Blob<T>) -> bool {
        let mut state = self.state.lock();
        let is_first = blob.age.retire(self.epoch.load(Ordering::Acquire));
        state.statistics.n_retired += usize::from(is_first);
        is_first
    }

    /// Begins an epoch, and returns its number. The VM does this with all threads stopped, and
    /// then calls [`Blob::mark_active`] with it for every blob that it meets on a stack.
    pub fn advance_epoch(&self) -> u64 {
        self.epoch.fetch_add(1, Ordering::AcqRel) + 1
    }

    /// Frees the retired blobs that the scans of the last two epochs have not met; returns the
    /// bytes gained.
    ///
    /// # Safety
    /// Each epoch's scan has marked all blobs that any thread's program counter or return address
    /// was in; nothing (entry words, calls in other code) leads into retired blobs; and nobody
    /// holds a reference to a blob that was retired two epochs ago.
    pub unsafe fn reclaim(&self) -> usize {
        let epoch = self.epoch.load(Ordering::Acquire);
        let mut state = self.state.lock();
        let blobs = std::mem::take(&mut state.blobs);
        // SAFETY: every blob in the list is alive.
        let is_dead = |blob: &Address<T>| unsafe { &*blob.0 }.age.is_dead(epoch);
        let (dead, alive): (Vec<_>, Vec<_>) = blobs.into_iter().partition(is_dead);
        state.blobs = alive;
        if dead.is_empty() {
            return 0;
        }
        let mut gained = 0;
        for Address(blob) in dead {
            // SAFETY: it was made by `Box::into_raw` and is in no list any more; the caller
            // vouches that nobody refers to it.
            let blob = unsafe { Box::from_raw(blob) };
            self.index.set(blob.room, ptr::null_mut());
            let place = self.reservation.writable(blob.room.offset());
            // SAFETY: the room is this large, and the caller vouches that nobody runs it.
            unsafe { ptr::write_bytes(place, INT3, blob.room.size()) };
            state.rooms.give(blob.room);
            state.statistics.n_reclaimed += 1;
            gained += blob.room.size();
        }
        state.statistics.used -= gained;
        barrier::synchronize();
        gained
    }

    /// Visits every blob, retired ones included, with the cache locked: `visit` must not install
    /// or retire.
    pub fn for_each(&self, mut visit: impl FnMut(&Blob<T>)) {
        for Address(blob) in &self.state.lock().blobs {
            // SAFETY: every blob in the list is alive.
            visit(unsafe { &**blob });
        }
    }

    /// What is in the cache.
    pub fn statistics(&self) -> Statistics {
        let state = self.state.lock();
        Statistics {
            largest_free: state.rooms.largest() * GRANULE,
            n_blobs: state.blobs.len(),
            ..state.statistics
        }
    }

    /// Free bytes.
    pub fn free(&self) -> usize {
        self.state.lock().rooms.n_free() * GRANULE
    }
}

impl<T> Drop for CodeCache<T> {
    fn drop(&mut self) {
        for Address(blob) in self.state.get_mut().blobs.drain(..) {
            // SAFETY: it was made by `Box::into_raw`, and no reference outlives the cache.
            drop(unsafe { Box::from_raw(blob) });
        }
    }
}
