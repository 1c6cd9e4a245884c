//! Raw references to Java objects.
//!
//! An [`Oop`] borrows the [`Cx`] token, so the borrow checker rejects one that is used across
//! a safepoint: everything that may reach a safepoint takes `&mut Cx`. What must survive is put
//! into a [`crate::handle::Handle`]. No `&` or `&mut` ever points into the heap: all access goes
//! by raw pointer with relaxed atomics of the element's width.

use crate::class::Class;
use crate::layout::{ARRAY_LENGTH_OFFSET, BasicType, CLASS_OFFSET, REF_SHIFT};
use crate::thread::Cx;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicI32, AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering};

/// A reference to an object, or null, valid until the next safepoint.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Oop<'a> {
    addr: usize,
    cx: PhantomData<&'a Cx>,
}

impl<'a> Oop<'a> {
    /// The null reference.
    pub const NULL: Oop<'static> = Oop {
        addr: 0,
        cx: PhantomData,
    };

    /// Makes a reference from a full address (0 is null).
    ///
    /// # Safety
    /// `addr` is 0 or the address of a live object, and no safepoint is reached during `'a`.
    #[inline(always)]
    pub unsafe fn from_raw(addr: u64) -> Oop<'a> {
        Oop {
            addr: addr as usize,
            cx: PhantomData,
        }
    }

    /// Makes a reference that borrows `cx`.
    ///
    /// # Safety
    /// `addr` is 0 or the address of a live object.
    #[inline(always)]
    pub unsafe fn new(_cx: &'a Cx, addr: u64) -> Oop<'a> {
        Oop {
            addr: addr as usize,
            cx: PhantomData,
        }
    }

    /// Makes a reference from its 4-byte stored form.
    ///
    /// # Safety
    /// As [`Oop::from_raw`].
    #[inline(always)]
    pub unsafe fn from_narrow(narrow: u32) -> Oop<'a> {
        Oop {
            addr: (narrow as usize) << REF_SHIFT,
            cx: PhantomData,
        }
    }

    /// The 4-byte stored form.
    #[inline(always)]
    pub fn narrow(self) -> u32 {
        (self.addr >> REF_SHIFT) as u32
    }

    /// The full address, as it stands in stack slots and handles.
    #[inline(always)]
    pub fn raw(self) -> u64 {
        self.addr as u64
    }

    /// Is it null?
    #[inline(always)]
    pub fn is_null(self) -> bool {
        self.addr == 0
    }

    /// `None` for null.
    #[inline(always)]
    pub fn non_null(self) -> Option<Oop<'a>> {
        if self.is_null() { None } else { Some(self) }
    }

    /// The class of the object. The reference must not be null.
    #[inline(always)]
    pub fn class(self) -> &'static Class {
        debug_assert!(!self.is_null());
        let address = self.load_u32(CLASS_OFFSET) as usize;
        debug_assert!(address != 0, "object {:#x} has no class", self.addr);
        // SAFETY: the class word of a live object is the address of a `Class`, which is never freed.
        unsafe { &*(address as *const Class) }
    }

    /// Does the object belong to `class` or a subtype? False for null.
    #[inline]
    pub fn is_instance_of(self, class: &Class) -> bool {
        !self.is_null() && self.class().is_subtype_of(class)
    }

    /// Length of the array. The reference must be to an array.
    #[inline(always)]
    pub fn array_length(self) -> usize {
        debug_assert!(self.class().is_array());
        self.load_i32(ARRAY_LENGTH_OFFSET) as usize
    }

    /// Address of the byte at `offset`.
    #[inline(always)]
    pub fn at<T>(self, offset: usize) -> *mut T {
        debug_assert!(!self.is_null());
        (self.addr + offset) as *mut T
    }

    /// Loads the reference field or element at byte `offset`.
    #[inline(always)]
    pub fn load_ref(self, offset: usize) -> Oop<'a> {
        // SAFETY: a stored reference of a live object denotes a live object or null.
        unsafe { Oop::from_narrow(self.load_u32(offset)) }
    }

    /// Stores a reference, with the collector's write barrier.
    #[inline(always)]
    pub fn store_ref(self, offset: usize, value: Oop<'_>) {
        crate::heap::store(self, offset, value);
    }

    /// Offset of element `index` of an array of `element` type.
    #[inline(always)]
    pub const fn element_offset(element: BasicType, index: usize) -> usize {
        element.array_base() + (index << element.log2_size())
    }

    /// Loads element `index` of a reference array; the index must be in range.
    #[inline(always)]
    pub fn load_element(self, index: usize) -> Oop<'a> {
        debug_assert!(index < self.array_length());
        self.load_ref(Self::element_offset(BasicType::Object, index))
    }

    /// Stores element `index` of a reference array with the write barrier; no store check.
    #[inline(always)]
    pub fn store_element(self, index: usize, value: Oop<'_>) {
        debug_assert!(index < self.array_length());
        self.store_ref(Self::element_offset(BasicType::Object, index), value);
    }
}

macro_rules! accessors {
    ($($load:ident $store:ident $atomic:ty as $bits:ty => $type:ty;)*) => {
        impl Oop<'_> {
            $(
                /// Loads the field or element at byte `offset` (relaxed).
                #[inline(always)]
                pub fn $load(self, offset: usize) -> $type {
                    // SAFETY: the offset lies within this live object and is aligned for its type.
                    unsafe { (*self.at::<$atomic>(offset)).load(Ordering::Relaxed) as $type }
                }
                /// Stores the field or element at byte `offset` (relaxed).
                #[inline(always)]
                pub fn $store(self, offset: usize, value: $type) {
                    // SAFETY: the offset lies within this live object and is aligned for its type.
                    unsafe { (*self.at::<$atomic>(offset)).store(value as $bits, Ordering::Relaxed) }
                }
            )*
        }
    };
}

accessors! {
    load_u8 store_u8 AtomicU8 as u8 => u8;
    load_i8 store_i8 AtomicU8 as u8 => i8;
    load_u16 store_u16 AtomicU16 as u16 => u16;
    load_i16 store_i16 AtomicU16 as u16 => i16;
    load_u32 store_u32 AtomicU32 as u32 => u32;
    load_i32 store_i32 AtomicI32 as i32 => i32;
    load_u64 store_u64 AtomicU64 as u64 => u64;
    load_i64 store_i64 AtomicU64 as u64 => i64;
}

impl std::fmt::Debug for Oop<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_null() {
            f.write_str("null")
        } else {
            write!(f, "{}@{:#x}", self.class().name(), self.addr)
        }
    }
}
