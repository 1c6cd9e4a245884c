//! Where things are in memory: numbers that generated code shares with the VM (rule R25).

use crate::entry_points::Helper;
use ir::immediate::Element;
use serde::{Deserialize, Serialize};

/// Offsets in the thread record, whose address is in r15.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ThreadLayout {
    /// `u32`: not 0 when the thread is to stop at its next poll.
    pub poll: i32,
    /// `u64`: the pending exception as full address, 0 if there is none.
    pub pending: i32,
    /// `u64`: the stack pointer of the topmost compiled frame while VM code runs, else 0.
    pub anchor: i32,
    /// `u64`: stack pointers below this overflow.
    pub stack_limit: i32,
    /// `u64`: the thread's object as full address.
    pub object: i32,
    /// `u64` each: addresses of the helpers, by [`Helper`] as number.
    #[serde(with = "helper_list")]
    pub helpers: [i32; Helper::COUNT],
    /// The allocation buffer, if generated code may use it.
    pub bump: Option<Bump>,
}

/// Offsets of helpers as a list, which must be as long as the table.
mod helper_list {
    use super::{Deserialize, Helper, Serialize};

    pub(super) fn serialize<S: serde::Serializer>(
        helpers: &[i32; Helper::COUNT],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        helpers.as_slice().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<[i32; Helper::COUNT], D::Error> {
        let list = <Vec<i32>>::deserialize(deserializer)?;
        let n = list.len();
        list.try_into()
            .map_err(|_| serde::de::Error::custom(format!("{n} helpers, not {}", Helper::COUNT)))
    }
}

/// The thread's allocation buffer: zeroed memory from cursor to limit, both `u64` addresses.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Bump {
    /// Offset of the cursor in the thread record.
    pub cursor: i32,
    /// Offset of the limit in the thread record.
    pub limit: i32,
    /// Bytes of the largest object that may come from the buffer.
    pub max_size: u32,
}

/// Offsets in class records. Their addresses are below 4 GB.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClassLayout {
    /// `u64` each: superclasses from `Object` to the class itself, by depth.
    pub display: i32,
    /// `u32`: offset in the records of its subclasses at which a class stands: of its entry in the
    /// display, or of `found_supertype`.
    pub super_check: i32,
    /// `u64`: the class without entry in the display of which [`Helper::IsSubtype`] found last that
    /// this class is below it.
    pub found_supertype: i32,
    /// `u8`: state of initialization.
    pub state: i32,
    /// The state of an initialized class.
    pub initialized: u8,
    /// `u64`: address of the record of the thread that initializes the class; 0: none does.
    pub init_thread: i32,
    /// `u64`: class of the components of an array of references.
    pub component: i32,
    /// `u64`: full address of the class's mirror, which never moves.
    pub mirror: i32,
}

/// Offsets in the entries of inline caches.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CacheLayout {
    /// `u32`: address of a class record.
    pub class: i32,
    /// `u64`: address of the method that the class has.
    pub method: i32,
}

/// How the lock word of an object shows that a thread has entered its monitor: a word of 0 is free.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct LockLayout {
    /// `u32` in an object.
    pub word: i32,
    /// `u32` in the thread record: the word of an object that the thread has entered once.
    pub entered: i32,
    /// What each further entry adds to the word.
    pub again: i32,
    /// Bits that count further entries. Generated code enters and leaves as long as the word differs
    /// from `entered` in no others; so it leaves the highest of the real ones out.
    pub count: u32,
}

/// All offsets.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Layout {
    /// In the thread record.
    pub thread: ThreadLayout,
    /// In class records.
    pub class: ClassLayout,
    /// In entries of inline caches.
    pub cache: CacheLayout,
    /// `u64` in a method: where compiled code that calls it goes on.
    pub compiled_entry: i32,
    /// `u32` in an object: the address of its class record.
    pub class_word: i32,
    /// Locks, if generated code may enter and leave monitors itself.
    pub lock: Option<LockLayout>,
    /// `i32` in an array.
    pub array_length: i32,
    /// Offset of the first element, by [`Element`] as number.
    pub element_base: [i32; Element::ALL.len()],
    /// A reference in the heap is 4 bytes: the address shifted right by this.
    pub reference_shift: u8,
    /// Start of the table with one bit for each 8 bytes of heap, which is set for objects that
    /// [`Helper::RememberStore`] wants to know of; `None`: stores have no barrier.
    pub log_table: Option<u64>,
    /// Address of the class record of `boolean[]`, whose elements keep the lowest bit only.
    pub boolean_array: u32,
}

impl Layout {
    /// Offset of the first element.
    pub fn element_base(&self, element: Element) -> i32 {
        self.element_base[element as usize]
    }
}
