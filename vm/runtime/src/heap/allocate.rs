//! Allocation: a bump of the thread's pointer, or mmtk's slow path.
//!
//! mmtk hands out zeroed memory. Objects up to the plan's limit come from the default space; larger
//! ones from the large-object space, where nothing moves; mirrors from the immortal space.

use super::binding::{Kiln, mmtk};
use super::config::HeapConfig;
use super::object_model::{class_at, size_of_object};
use super::stress;
use crate::class::{Class, InstanceKind};
use crate::exceptions;
use crate::known::{self, KnownClass};
use crate::layout::{ARRAY_LENGTH_OFFSET, CLASS_OFFSET, OBJECT_ALIGNMENT, align_up, array_size};
use crate::oop::Oop;
use crate::thread::{Cx, JResult, Thread, Thrown};
use mmtk::util::alloc::{AllocationOptions, AllocatorInfo, BumpPointer};
use mmtk::util::{Address, ObjectReference};
use mmtk::{AllocationSemantics, MMTK, Mutator};
use std::cell::{Cell, UnsafeCell};
use std::mem::{MaybeUninit, offset_of};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering, fence};

/// Offset of the bump pointer in the mutator.
static BUMP_OFFSET: AtomicUsize = AtomicUsize::new(0);
/// Largest object of the default space.
static MAX_DEFAULT: AtomicUsize = AtomicUsize::new(0);
/// Largest object that may take the fast path: 0 when every allocation is to be counted.
static MAX_FAST: AtomicUsize = AtomicUsize::new(0);
static EXIT_ON_OOM: AtomicBool = AtomicBool::new(false);
static CRASH_ON_OOM: AtomicBool = AtomicBool::new(false);

pub(super) fn configure(mmtk: &'static MMTK<Kiln>, config: &HeapConfig) {
    let selector = mmtk::memory_manager::get_allocator_mapping(mmtk, AllocationSemantics::Default);
    let AllocatorInfo::BumpPointer {
        bump_pointer_offset,
    } = AllocatorInfo::new::<Kiln>(selector)
    else {
        unreachable!("every plan on offer allocates by bumping a pointer")
    };
    let max_default = mmtk
        .get_plan()
        .constraints()
        .max_non_los_default_alloc_bytes;
    BUMP_OFFSET.store(bump_pointer_offset, Ordering::Relaxed);
    MAX_DEFAULT.store(max_default, Ordering::Relaxed);
    MAX_FAST.store(
        if config.gc_every > 0 { 0 } else { max_default },
        Ordering::Relaxed,
    );
    EXIT_ON_OOM.store(config.exit_on_out_of_memory, Ordering::Relaxed);
    CRASH_ON_OOM.store(config.crash_on_out_of_memory, Ordering::Relaxed);
}

/// What to do at the first `OutOfMemoryError`, which has this message.
static OOM_HOOK: OnceLock<fn(&str)> = OnceLock::new();
static OOM_REPORTED: AtomicBool = AtomicBool::new(false);

/// Has `hook` called before the first `OutOfMemoryError` of the heap is thrown.
pub fn set_out_of_memory_hook(hook: fn(&str)) {
    let _ = OOM_HOOK.set(hook);
}

/// Where compiled code finds the allocation buffer in a thread record: offsets in bytes.
#[derive(Clone, Copy, Debug)]
pub struct AllocationBuffer {
    /// Of the address of the first free byte.
    pub cursor: usize,
    /// Of the address of the first byte behind the buffer.
    pub limit: usize,
    /// Largest object that may come from it.
    pub max_size: usize,
}

/// The allocation buffer of every thread; `None` when each allocation is to be counted.
pub fn allocation_buffer() -> Option<AllocationBuffer> {
    let max_size = MAX_FAST.load(Ordering::Relaxed);
    let bump = offset_of!(Thread, mutator)
        + offset_of!(MutatorCell, mutator)
        + BUMP_OFFSET.load(Ordering::Relaxed);
    (max_size > 0).then_some(AllocationBuffer {
        cursor: bump + offset_of!(BumpPointer, cursor),
        limit: bump + offset_of!(BumpPointer, limit),
        max_size,
    })
}

/// The collector's part of a thread record.
#[repr(C)]
pub struct MutatorCell {
    /// Cursor and limit of the allocation buffer, inside `mutator`.
    bump: Cell<*mut BumpPointer>,
    /// Largest object of the fast path.
    max_fast: Cell<usize>,
    bound: Cell<bool>,
    /// May the heap grow beyond its size for what is allocated now?
    overcommits: Cell<bool>,
    mutator: UnsafeCell<MaybeUninit<Mutator<Kiln>>>,
}

/// The buffer of unbound threads: empty, so that the slow path is taken.
struct EmptyBuffer(UnsafeCell<BumpPointer>);
// SAFETY: nobody writes it: no allocation fits an empty buffer, and `max_fast` is 0.
unsafe impl Sync for EmptyBuffer {}
static EMPTY: EmptyBuffer = EmptyBuffer(UnsafeCell::new(BumpPointer {
    cursor: Address::ZERO,
    limit: Address::ZERO,
}));

impl Default for MutatorCell {
    fn default() -> Self {
        MutatorCell::new()
    }
}

impl MutatorCell {
    /// The cell of a thread that is not attached to the heap.
    pub const fn new() -> MutatorCell {
        MutatorCell {
            bump: Cell::new(EMPTY.0.get()),
            max_fast: Cell::new(0),
            bound: Cell::new(false),
            overcommits: Cell::new(false),
            mutator: UnsafeCell::new(MaybeUninit::uninit()),
        }
    }

    /// The mutator.
    ///
    /// # Safety
    /// The cell is bound, and the caller is its thread (making no overlapping use) or the collector
    /// while that thread is stopped.
    #[expect(
        clippy::mut_from_ref,
        reason = "mmtk's interface wants exclusive references"
    )]
    pub(super) unsafe fn get(&self) -> &mut Mutator<Kiln> {
        debug_assert!(self.bound.get());
        // SAFETY: initialized by `bind`; exclusive by contract.
        unsafe { (*self.mutator.get()).assume_init_mut() }
    }
}

/// Binds the thread to the heap. The world is not stopped, and cannot be until the thread is listed.
pub(crate) fn bind(thread: &Thread) {
    let cell = &thread.mutator;
    assert!(!cell.bound.get());
    let mutator = mmtk::memory_manager::bind_mutator(mmtk(), super::binding::mutator_token(thread));
    // SAFETY: the cell is unbound, so nobody else looks into it; the offset comes from mmtk itself.
    unsafe {
        (*cell.mutator.get()).write(*mutator);
        let bump = cell
            .mutator
            .get()
            .cast::<u8>()
            .add(BUMP_OFFSET.load(Ordering::Relaxed));
        cell.bump.set(bump.cast::<BumpPointer>());
    }
    cell.max_fast.set(MAX_FAST.load(Ordering::Relaxed));
    cell.bound.set(true);
}

/// Releases what `bind` acquired. The thread is still listed, or the world is not stopped.
pub(crate) fn unbind(thread: &Thread) {
    let cell = &thread.mutator;
    assert!(cell.bound.get());
    cell.max_fast.set(0);
    cell.bump.set(EMPTY.0.get());
    // SAFETY: bound, and the thread itself detaches.
    unsafe {
        mmtk::memory_manager::destroy_mutator(cell.get());
        (*cell.mutator.get()).assume_init_drop();
    }
    cell.bound.set(false);
}

/// Memory for an object of `size` bytes; 0 when the heap is exhausted.
#[inline(always)]
fn allocate(cx: &mut Cx, size: usize) -> usize {
    debug_assert!(size.is_multiple_of(OBJECT_ALIGNMENT));
    let cell = &cx.thread().mutator;
    if size <= cell.max_fast.get() {
        let bump = cell.bump.get();
        // SAFETY: the pointer leads into this thread's mutator, which the collector touches only
        // while the thread is stopped.
        unsafe {
            let cursor = (*bump).cursor;
            let end = cursor + size;
            if end <= (*bump).limit {
                (*bump).cursor = end;
                return cursor.as_usize();
            }
        }
    }
    allocate_slow(cx, size)
}

#[cold]
#[inline(never)]
fn allocate_slow(cx: &mut Cx, size: usize) -> usize {
    stress::before_allocation(cx);
    if size > super::trigger::max_bytes() {
        return 0;
    }
    let semantics = if size <= MAX_DEFAULT.load(Ordering::Relaxed) {
        AllocationSemantics::Default
    } else {
        AllocationSemantics::Los
    };
    if semantics == AllocationSemantics::Los {
        return super::large::allocate(cx, size, |cx| allocate_in(cx, size, semantics));
    }
    allocate_in(cx, size, semantics)
}

fn allocate_in(cx: &mut Cx, size: usize, semantics: AllocationSemantics) -> usize {
    let thread = cx.thread();
    debug_assert!(
        !thread.state().is_safe(),
        "allocation in state {:?}",
        thread.state()
    );
    // SAFETY: the calling thread's own mutator; mmtk stops this thread itself when it collects.
    let mutator = unsafe { thread.mutator.get() };
    let options = AllocationOptions {
        allow_overcommit: thread.mutator.overcommits.get(),
        ..AllocationOptions::default()
    };
    let align = OBJECT_ALIGNMENT;
    let address =
        mmtk::memory_manager::alloc_with_options(mutator, size, align, 0, semantics, options);
    if !address.is_zero() && semantics != AllocationSemantics::Default {
        // SAFETY: fresh, aligned, not null.
        let object = unsafe { ObjectReference::from_raw_address_unchecked(address) };
        mmtk::memory_manager::post_alloc(mutator, object, size, semantics);
    }
    address.as_usize()
}

/// Does `work`, in which the heap may grow beyond its size. For objects that a program has made
/// already, as far as it knows: there is no place left where it could learn that there is no room.
pub fn beyond_limit<R>(cx: &mut Cx, work: impl FnOnce(&mut Cx) -> R) -> R {
    let before = cx.thread().mutator.overcommits.replace(true);
    let result = work(cx);
    cx.thread().mutator.overcommits.set(before);
    result
}

/// Writes the class word of a fresh object and makes it a reference.
///
/// # Safety
/// `address` is fresh, zeroed memory of the size of an instance of `class`.
#[inline(always)]
unsafe fn initialize<'a>(cx: &'a Cx, address: usize, class: &Class) -> Oop<'a> {
    let word = std::ptr::from_ref(class).addr();
    debug_assert!(u32::try_from(word).is_ok(), "class records lie below 4 GB");
    // SAFETY: by contract.
    unsafe {
        *((address + CLASS_OFFSET) as *mut u32) = word as u32;
        // The header must be visible before the object is published by a plain store.
        fence(Ordering::Release);
        Oop::new(cx, address as u64)
    }
}

/// Allocates an instance of `class` (header written, fields zero). Throws `OutOfMemoryError`.
/// Does not register a finalizer: the callers in `new` do.
#[inline]
pub fn alloc_instance<'a>(cx: &'a mut Cx, class: &'static Class) -> JResult<Oop<'a>> {
    debug_assert!(
        !class.is_array() && class.instance_size >= 8,
        "{} has no plain instances",
        class.name()
    );
    let address = allocate(cx, class.instance_size as usize);
    if address == 0 {
        return Err(out_of_memory(cx));
    }
    // SAFETY: allocated with the instance size.
    Ok(unsafe { initialize(cx, address, class) })
}

/// Longest array that can be asked for.
pub const fn max_array_length() -> usize {
    i32::MAX as usize - 2
}

/// Allocates an array of `class` with `length >= 0` elements, zeroed.
#[inline]
pub fn alloc_array<'a>(cx: &'a mut Cx, class: &'static Class, length: usize) -> JResult<Oop<'a>> {
    debug_assert!(class.is_array(), "{} is not an array class", class.name());
    if length > max_array_length() {
        return Err(report_out_of_memory(
            cx,
            "Requested array size exceeds VM limit",
        ));
    }
    let address = allocate(cx, array_size(class.element_type, length));
    if address == 0 {
        return Err(out_of_memory(cx));
    }
    // SAFETY: allocated with the array's size; the length is part of it.
    Ok(unsafe {
        *((address + ARRAY_LENGTH_OFFSET) as *mut i32) = length as i32;
        initialize(cx, address, class)
    })
}

/// Allocates a mirror: an instance of `java.lang.Class` of `size` bytes in the immortal space.
/// The injected size and static-reference count are written before it is published. The heap keeps
/// the mirror alive itself.
pub fn alloc_mirror<'a>(cx: &'a mut Cx, size: usize, n_static_refs: u32) -> JResult<Oop<'a>> {
    let class = KnownClass::Class.get();
    debug_assert!(class.instance_kind == InstanceKind::Mirror);
    let size = align_up(size, OBJECT_ALIGNMENT);
    debug_assert!(size >= class.instance_size as usize + n_static_refs as usize * 4);
    stress::before_allocation(cx);
    let address = allocate_in(cx, size, AllocationSemantics::Immortal);
    if address == 0 {
        return Err(out_of_memory(cx));
    }
    super::roots::add_mirror(address);
    // SAFETY: allocated with this size, which covers the injected fields.
    Ok(unsafe {
        *((address + known::MIRROR_SIZE.offset()) as *mut u32) = size as u32;
        *((address + known::MIRROR_N_STATIC_REFS.offset()) as *mut u32) = n_static_refs;
        initialize(cx, address, class)
    })
}

/// Is the object in the large-object space?
///
/// # Safety
/// `address` is that of an intact object.
pub(super) unsafe fn is_large(address: usize) -> bool {
    // SAFETY: by contract.
    let (class, size) = unsafe { (class_at(address), size_of_object(address)) };
    class.instance_kind != InstanceKind::Mirror && size > MAX_DEFAULT.load(Ordering::Relaxed)
}

/// Does the object stay at its address for life? True of large arrays and mirrors: native code may
/// use their elements in place as long as something keeps them alive.
pub fn never_moves(object: Oop<'_>) -> bool {
    // SAFETY: an `Oop` is the address of a live object or null, which is not asked about.
    let reference = unsafe {
        ObjectReference::from_raw_address_unchecked(Address::from_usize(object.raw() as usize))
    };
    !reference.is_movable()
}

#[cold]
fn out_of_memory(cx: &mut Cx) -> Thrown {
    report_out_of_memory(cx, "Java heap space")
}

/// Throws the error with this message, after what the command line wants done first.
#[cold]
pub(crate) fn report_out_of_memory(cx: &mut Cx, message: &str) -> Thrown {
    if let Some(hook) = OOM_HOOK.get()
        && !OOM_REPORTED.swap(true, Ordering::Relaxed)
    {
        hook(message);
    }
    if CRASH_ON_OOM.load(Ordering::Relaxed) {
        super::log::line(&format!(
            "Aborting due to java.lang.OutOfMemoryError: {message}"
        ));
        std::process::abort();
    }
    if EXIT_ON_OOM.load(Ordering::Relaxed) {
        super::log::line(&format!(
            "Terminating due to java.lang.OutOfMemoryError: {message}"
        ));
        // SAFETY: ends the process without running exit handlers, which may need the heap.
        unsafe { libc::_exit(3) };
    }
    exceptions::throw_out_of_memory(cx, message)
}
