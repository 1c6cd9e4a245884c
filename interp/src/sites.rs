//! Side tables: what an instruction site has resolved and observed.
//!
//! A site is allocated when its method is decoded and lives as long as the method; the
//! instruction holds its address. Counters are bumped with a relaxed load and store: a lost
//! count is harmless, an atomic read-modify-write on every branch is not.

use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU16, AtomicU32, AtomicU64, Ordering};
use vm_bytecode::Site;
use vm_runtime::class::Class;
use vm_runtime::method::{Field, Method};

/// Adds one, losing races.
#[inline(always)]
pub(crate) fn bump(counter: &AtomicU32) {
    count(counter);
}

/// As [`bump`]; returns the new count.
#[inline(always)]
pub(crate) fn count(counter: &AtomicU32) -> u32 {
    let count = counter.load(Ordering::Relaxed).wrapping_add(1);
    counter.store(count, Ordering::Relaxed);
    count
}

/// A conditional branch, `goto` or `jsr`.
#[repr(C)]
pub struct BranchSite {
    /// Distance to the target in instructions.
    pub delta: i32,
    /// Times taken; for a backward target these are the back-edge counts.
    pub taken: AtomicU32,
    /// Times not taken.
    pub not_taken: AtomicU32,
    /// When `taken` reaches this at a back edge, the VM is asked which tier is to go on.
    pub limit: AtomicU32,
    /// How many of `taken` are in the method's `back_edges`.
    pub summed: AtomicU32,
}

impl BranchSite {
    /// Returns the new count.
    #[inline(always)]
    pub(crate) fn count_taken(&self) -> u32 {
        count(&self.taken)
    }
    #[inline(always)]
    pub(crate) fn count_not_taken(&self) {
        bump(&self.not_taken);
    }
}

/// `tableswitch` or `lookupswitch`.
pub struct SwitchSite {
    /// Lowest key of a table switch.
    pub low: i32,
    /// Keys of a lookup switch, ascending; empty for a table switch.
    pub keys: Box<[i32]>,
    /// Distance to each target.
    pub deltas: Box<[i32]>,
    /// Distance to the default target.
    pub default: i32,
    /// Times each target was taken; the default's count is last.
    pub counts: Box<[AtomicU32]>,
}

/// `getfield`, `putfield`, `getstatic`, `putstatic`.
#[repr(C)]
pub struct FieldSite {
    /// Byte offset in the object or mirror, once resolved.
    pub offset: AtomicU32,
    /// Constant-pool index.
    pub cp_index: u16,
    /// Stores to the field are followed by a fence.
    pub is_volatile: AtomicBool,
    /// Address of the mirror (mirrors do not move), for static fields.
    pub mirror: AtomicU64,
    /// The field, once resolved.
    pub field: AtomicPtr<Field>,
}

/// Receiver types remembered at a site.
pub const RECEIVER_ROWS: usize = 4;

/// What a class counts at most that was seen in an earlier phase of a program.
const AGED: u32 = 100;

/// Receiver-type profile: the first few classes seen, with counts, and the rest.
#[derive(Default)]
#[repr(C)]
pub struct TypeProfile {
    /// Classes (their 32-bit addresses), 0 while free.
    pub classes: [AtomicU32; RECEIVER_ROWS],
    /// How often each was seen.
    pub counts: [AtomicU32; RECEIVER_ROWS],
    /// Seen beyond the rows: the site is megamorphic.
    pub others: AtomicU32,
    /// Nulls seen (casts and type tests).
    pub nulls: AtomicU32,
}

impl TypeProfile {
    /// Records one receiver class.
    #[inline(always)]
    pub fn record(&self, class: &Class) {
        let word = std::ptr::from_ref(class).addr() as u32;
        if self.classes[0].load(Ordering::Relaxed) == word {
            bump(&self.counts[0]);
        } else {
            self.record_slow(word);
        }
    }

    /// Lets what was seen until now count little beside what will be seen; returns how many
    /// receivers are not counted any more. Classes that fill the rows while most receivers have
    /// others are forgotten.
    fn age(&self) -> u32 {
        let counts = self
            .counts
            .iter()
            .map(|count| count.load(Ordering::Relaxed));
        let are_forgotten = self.others.load(Ordering::Relaxed) > counts.max().unwrap_or(0);
        let mut n_gone = 0_u32;
        for (class, count) in self.classes.iter().zip(&self.counts) {
            let n_seen = count.load(Ordering::Relaxed);
            let n_left = if are_forgotten { 0 } else { n_seen.min(AGED) };
            if are_forgotten {
                class.store(0, Ordering::Relaxed);
            }
            count.store(n_left, Ordering::Relaxed);
            n_gone = n_gone.saturating_add(n_seen - n_left);
        }
        n_gone.saturating_add(self.others.swap(0, Ordering::Relaxed))
    }

    #[cold]
    #[inline(never)]
    fn record_slow(&self, word: u32) {
        for (class, count) in self.classes.iter().zip(&self.counts) {
            let seen = class.load(Ordering::Relaxed);
            if seen == word {
                return bump(count);
            }
            if seen == 0 {
                class.store(word, Ordering::Relaxed);
                return bump(count);
            }
        }
        bump(&self.others);
    }
}

/// One of the five calls.
#[repr(C)]
pub struct CallSite {
    /// The resolved method: the target itself or the declaration to select from.
    pub method: AtomicPtr<Method>,
    /// The class or interface named in the reference.
    pub named: AtomicPtr<Class>,
    /// Inline cache of a call by selection.
    pub cache: AtomicPtr<CachedTarget>,
    /// vtable index.
    pub index: AtomicU32,
    /// Argument slots with receiver.
    pub arg_slots: AtomicU16,
    /// Constant-pool index.
    pub cp_index: u16,
    /// Slot of the appendix in the resolved-references array; `u32::MAX` for none.
    pub appendix: AtomicU32,
    /// Pairs made for `cache`.
    pub n_cached: AtomicU32,
    /// Calls made (static and direct calls; others count in the profile).
    pub count: AtomicU32,
    /// Receiver classes.
    pub profile: TypeProfile,
}

impl CallSite {
    /// Lets the receivers that the call had until now count little, but not how often it was made: a
    /// program has gone over to others. What other threads record meanwhile may be lost.
    pub fn age_receivers(&self) {
        let n_seen = self.profile.age();
        let count = self.count.load(Ordering::Relaxed);
        self.count
            .store(count.saturating_add(n_seen), Ordering::Relaxed);
    }
}

/// A receiver class and the method selected for it.
pub struct CachedTarget {
    /// The receiver's class.
    pub class: &'static Class,
    /// The selected method.
    pub method: &'static Method,
}

/// `new`, `anewarray`, `checkcast`, `instanceof`, `multianewarray`.
#[repr(C)]
pub struct ClassSite {
    /// The resolved class (for `anewarray` the array class).
    pub class: AtomicPtr<Class>,
    /// Constant-pool index.
    pub cp_index: u16,
    /// Dimensions of `multianewarray`.
    pub n_dimensions: u8,
    /// Classes of the objects tested; their nulls.
    pub profile: TypeProfile,
}

/// A loadable constant that is an object (or a dynamic constant).
#[repr(C)]
pub struct ConstantSite {
    /// Constant-pool index.
    pub cp_index: u16,
    /// Slot in the resolved-references array once resolved.
    pub slot: AtomicU32,
}

/// Leaks a site and returns its token.
pub(crate) fn leak<T>(site: T) -> Site {
    Site(std::ptr::from_ref(Box::leak(Box::new(site))).expose_provenance() as u64)
}

/// The side-table entry behind a token.
#[inline(always)]
pub(crate) fn site<T>(token: Site) -> &'static T {
    // SAFETY: the decoder stored the address of an immortal `T` for this kind of instruction.
    unsafe { &*std::ptr::with_exposed_provenance::<T>(token.0 as usize) }
}

/// Loads a published pointer of a site.
#[inline(always)]
pub(crate) fn load<T>(cell: &AtomicPtr<T>) -> &'static T {
    // SAFETY: quickened handlers run only after the cell was set to immortal metadata.
    unsafe { &*cell.load(Ordering::Relaxed) }
}

/// Publishes metadata in a site.
pub(crate) fn publish<T>(cell: &AtomicPtr<T>, value: &'static T) {
    cell.store(std::ptr::from_ref(value).cast_mut(), Ordering::Release);
}
