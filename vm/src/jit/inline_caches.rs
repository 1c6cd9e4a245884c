//! Interface calls: inline caches at the calls, and a table of selections behind those that have met
//! too many classes.
//!
//! The code of a call compares the receiver's class with the first entry of its cache. If that is
//! another class, it calls [`miss`], which walks the others; at the end of the list it asks
//! [`select`], which looks for the method and teaches the cache. A cache that is megamorphic asks
//! the table instead, which has an entry for each pair of class and method that was ever selected,
//! but shows only one for each hash: it loses nothing but time.
//!
//! All this happens between the evaluation of the arguments and the call, with the arguments in
//! registers: no safepoint is reached. When the class has no such method, what is called is
//! [`throw`], from where the exception is seen as one of the call.

use super::{report, stubs};
use crate::tracing;
use hashbrown::HashMap;
use parking_lot::Mutex;
use std::cell::Cell;
use std::mem::offset_of;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use vm_codecache::InlineCache;
use vm_codecache::inline_cache::{Entry, MEGAMORPHIC};
use vm_events::Event;
use vm_runtime::class::Class;
use vm_runtime::method::Method;
use vm_runtime::oop::Oop;
use vm_runtime::resolve;
use vm_runtime::thread::Thread;

/// The inline cache of one call in installed code.
pub(super) struct Site {
    cache: InlineCache<usize>,
    /// Address of the cell in the code.
    cell: usize,
    /// The interface method that is called.
    method: &'static Method,
    /// The method whose bytecode calls.
    caller: &'static Method,
    /// The call in it.
    bci: u32,
}

impl Site {
    /// The cache of a call of `method` at `caller` and bytecode index, which has its cell at this
    /// address. [`Site::open`] puts it to use.
    pub(super) fn new(
        method: &'static Method,
        caller: (&'static Method, u32),
        cell: usize,
    ) -> Box<Site> {
        let place = Box::<Site>::new_uninit();
        let owner = place.as_ptr().expose_provenance();
        let site = Site {
            cache: InlineCache::new(address_of(method), owner),
            cell,
            method,
            caller: caller.0,
            bci: caller.1,
        };
        Box::write(place, site)
    }

    /// Fills the cell, before anybody runs the code.
    pub(super) fn open(&self) {
        self.publish(self.cache.first());
    }

    fn publish(&self, first: *const Entry<usize>) {
        // SAFETY: the cell is that of an inline cache, whose entries live as long as the code.
        let patched =
            unsafe { super::code::cache().patch_cell(self.cell, first.expose_provenance() as u64) };
        debug_assert_eq!(patched, Ok(()), "cells are aligned and in their code");
    }

    /// The class has this method.
    fn learn(&self, class: &'static Class, method: &'static Method) {
        let (key, target) = (class_key(class), address_of(method));
        let change = self.cache.learn(key, target, |first| self.publish(first));
        if let Some((from, to)) = change {
            tracing::emit(|| Event::InlineCache {
                method: report::name(self.caller),
                bci: self.bci,
                from: from.name().to_owned(),
                to: to.name().to_owned(),
                class: class.external_name(),
            });
        }
    }
}

fn address_of(method: &'static Method) -> usize {
    std::ptr::from_ref(method).expose_provenance()
}

fn class_key(class: &'static Class) -> u32 {
    std::ptr::from_ref(class).expose_provenance() as u32
}

/// A selection that was made.
#[repr(C)]
struct Selection {
    class: u32,
    method: usize,
    selected: usize,
}

/// Binary logarithm of the number of selections that can be found at once.
const LOG_SIZE: u32 = 12;
/// What hashes are multiplied by.
const FACTOR: u32 = 0x9e37_79b1;

/// The selections that megamorphic calls find: at most one for each hash, the last one made.
static TABLE: [AtomicPtr<Selection>; 1 << LOG_SIZE] =
    [const { AtomicPtr::new(std::ptr::null_mut()) }; 1 << LOG_SIZE];

/// Selections by class and method.
type Selections = HashMap<(u32, usize), &'static Selection>;

/// All selections in or out of the table. They are as immortal as classes, and each is made once.
static SELECTIONS: LazyLock<Mutex<Selections>> = LazyLock::new(Mutex::default);

/// Where the table has a selection; [`miss`] computes the same.
fn hash(class: u32, method: usize) -> usize {
    let mixed = (class ^ method as u32).wrapping_mul(FACTOR);
    (mixed >> (32 - LOG_SIZE)) as usize
}

/// Lets megamorphic calls find a selection.
fn remember(class: &'static Class, method: &'static Method, selected: &'static Method) {
    let (class, method) = (class_key(class), address_of(method));
    let mut selections = SELECTIONS.lock();
    let selection: &'static Selection = selections.entry((class, method)).or_insert_with(|| {
        Box::leak(Box::new(Selection {
            class,
            method,
            selected: address_of(selected),
        }))
    });
    let place = &TABLE[hash(class, method)];
    place.store(std::ptr::from_ref(selection).cast_mut(), Ordering::Release);
}

thread_local! {
    /// The interface method that [`select`] has not found, for [`throw`].
    static NOT_FOUND: Cell<Option<&'static Method>> = const { Cell::new(None) };
}

const ENTRY_OFFSET: usize = offset_of!(Method, compiled_entry);

/// What is called when there is no method: it has an entry word like one.
#[repr(C)]
struct Thrower {
    before: [u8; ENTRY_OFFSET],
    compiled_entry: AtomicUsize,
}

static THROWER: LazyLock<Thrower> = LazyLock::new(|| {
    let entry: unsafe extern "sysv64" fn() = throw;
    Thrower {
        before: [0; ENTRY_OFFSET],
        compiled_entry: AtomicUsize::new(entry as usize),
    }
});

/// What a call with a receiver of `class` is to call; `end` is that of its inline cache.
///
/// # Safety
/// Called by the stub, for a call in code that runs.
pub(super) unsafe extern "sysv64" fn select(
    end: &Entry<usize>,
    class: &'static Class,
) -> *const u8 {
    // SAFETY: the owner of a cache is its site, which lives as long as the code.
    let site: &Site = unsafe { &*std::ptr::with_exposed_provenance(end.owner) };
    let method = site.method;
    let Some(selected) = resolve::find_interface_method(class, method.class, method) else {
        NOT_FOUND.set(Some(method));
        return std::ptr::from_ref(&*THROWER).cast();
    };
    if end.end == MEGAMORPHIC {
        remember(class, method, selected);
    } else {
        site.learn(class, selected);
    }
    std::ptr::from_ref(selected).cast()
}

/// [`codegen::Helper::CacheMiss`].
///
/// # Safety
/// Called by compiled code with an entry in `r10` and a class in `r11`.
#[unsafe(naked)]
pub(super) unsafe extern "sysv64" fn miss() {
    core::arch::naked_asm!(
        // The class of the entry in r10 is another one, or it is an end.
        "2:",
        "cmp dword ptr [r10 + {end}], 0",
        "jne 3f",
        "mov r10, [r10 + {next}]",
        "cmp r11d, [r10 + {class}]",
        "jne 2b",
        "mov r10, [r10 + {method}]",
        "ret",
        "3:",
        "cmp dword ptr [r10 + {end}], {megamorphic}",
        "jne 4f",
        "push rax",
        "push rcx",
        "push rdx",
        "mov rcx, [r10 + {method}]",
        "mov eax, ecx",
        "xor eax, r11d",
        "imul eax, eax, {factor}",
        "shr eax, {shift}",
        "lea rdx, [rip + {table}]",
        "mov rax, [rdx + rax*8]",
        "test rax, rax",
        "je 5f",
        "cmp r11d, [rax + {selection_class}]",
        "jne 5f",
        "cmp rcx, [rax + {selection_method}]",
        "jne 5f",
        "mov r10, [rax + {selected}]",
        "pop rdx",
        "pop rcx",
        "pop rax",
        "ret",
        "5:",
        "pop rdx",
        "pop rcx",
        "pop rax",
        "4:",
        // The stack is aligned as at a call.
        "sub rsp, 8",
        "call {select}",
        "add rsp, 8",
        "mov r10, r11",
        "ret",
        end = const offset_of!(Entry<usize>, end),
        next = const offset_of!(Entry<usize>, next),
        class = const offset_of!(Entry<usize>, class),
        method = const offset_of!(Entry<usize>, method),
        megamorphic = const MEGAMORPHIC,
        factor = const FACTOR as i32,
        shift = const 32 - LOG_SIZE,
        table = sym TABLE,
        selection_class = const offset_of!(Selection, class),
        selection_method = const offset_of!(Selection, method),
        selected = const offset_of!(Selection, selected),
        select = sym stubs::select_interface_method,
    )
}

/// Called in place of the interface method that the receiver's class does not have.
///
/// # Safety
/// Called by compiled code with the registers of a Java call, after [`select`].
#[unsafe(naked)]
unsafe extern "sysv64" fn throw() {
    core::arch::naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "lea rcx, [rbp + 16]",
        "mov [r15 + {anchor}], rcx",
        "mov rdi, r15",
        "call {throw_not_found}",
        "mov qword ptr [r15 + {anchor}], 0",
        "xor eax, eax",
        "xorps xmm0, xmm0",
        "pop rbp",
        "ret",
        anchor = const offset_of!(Thread, anchor),
        throw_not_found = sym throw_not_found,
    )
}

/// # Safety
/// `receiver` is the live receiver of the call for which [`select`] has just found nothing.
unsafe extern "sysv64" fn throw_not_found(thread: &Thread, receiver: u64) {
    let method = NOT_FOUND.take().expect("a method was not found");
    // SAFETY: compiled code runs on the current thread and holds no token.
    let cx = unsafe { thread.cx() };
    // SAFETY: by contract; used before any safepoint.
    let class = unsafe { Oop::new(cx, receiver) }.class();
    let thrown = resolve::select_interface_method(cx, class, method.class, method);
    debug_assert!(thrown.is_err(), "nothing was found before");
}
