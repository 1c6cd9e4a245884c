//! Where the arguments of a Java call are in registers and on the stack, by descriptor.
//!
//! Methods share a [`Shape`] when their arguments have the same kinds, so there are few; a method
//! remembers its own in [`Method::shape`].

use super::stubs::{CallBlock, N_FLOATS, N_INTEGERS};
use hashbrown::HashMap;
use parking_lot::Mutex;
use smallvec::SmallVec;
use std::sync::LazyLock;
use std::sync::atomic::Ordering;
use vm_bytecode::descriptor::Parameters;
use vm_bytecode::instruction::SlotType;
use vm_runtime::method::Method;

/// Where an argument is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Home {
    /// In the integer register with this number.
    Integer(u8),
    /// In the floating-point register with this number.
    Float(u8),
    /// On the stack, with this index.
    Stack(u16),
}

/// An argument.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Argument {
    home: Home,
    /// The interpreter's slot.
    slot: u16,
    /// It takes two slots.
    is_wide: bool,
}

/// Homes of all arguments of a method, the receiver included.
#[derive(PartialEq, Eq, Hash, Debug)]
pub(super) struct Shape {
    arguments: Vec<Argument>,
}

/// Shapes by the types of their arguments.
static SHAPES: LazyLock<Mutex<HashMap<Vec<SlotType>, &'static Shape>>> =
    LazyLock::new(|| Mutex::new(HashMap::new()));

impl Shape {
    /// The shape of a method's arguments.
    pub(super) fn of(method: &Method) -> &'static Shape {
        let known = method.shape.load(Ordering::Acquire);
        if known != 0 {
            // SAFETY: the word is 0 or the address of an immortal shape, stored below.
            return unsafe { &*std::ptr::with_exposed_provenance(known) };
        }
        let kinds = kinds(method);
        let shape = *SHAPES
            .lock()
            .entry(kinds)
            .or_insert_with_key(|kinds| Box::leak(Box::new(Shape::with(kinds))));
        let address = std::ptr::from_ref(shape).expose_provenance();
        method.shape.store(address, Ordering::Release);
        shape
    }

    /// The shape of arguments of these types.
    fn with(kinds: &[SlotType]) -> Shape {
        let (mut n_integers, mut n_floats, mut n_stack, mut slot) = (0, 0, 0, 0);
        let mut arguments = Vec::with_capacity(kinds.len());
        for &kind in kinds {
            let home = match kind {
                _ if is_float(kind) && n_floats < N_FLOATS => {
                    n_floats += 1;
                    Home::Float(n_floats as u8 - 1)
                }
                _ if !is_float(kind) && n_integers < N_INTEGERS => {
                    n_integers += 1;
                    Home::Integer(n_integers as u8 - 1)
                }
                _ => {
                    n_stack += 1;
                    Home::Stack(n_stack - 1)
                }
            };
            let is_wide = kind.n_slots() == 2;
            arguments.push(Argument {
                home,
                slot,
                is_wide,
            });
            slot += kind.n_slots() as u16;
        }
        Shape { arguments }
    }

    /// The number of the integer register that holds the last argument, if one does.
    pub(super) fn last_register(&self) -> Option<usize> {
        match self.arguments.last()?.home {
            Home::Integer(register) => Some(usize::from(register)),
            Home::Float(_) | Home::Stack(_) => None,
        }
    }

    /// Distributes the interpreter's slots over the registers of `block`, and stack arguments
    /// over `stack`, which must live as long as the block.
    ///
    /// # Safety
    /// `slots` points to the arguments of a call of this shape.
    pub(super) unsafe fn load(
        &self,
        slots: *const u64,
        block: &mut CallBlock,
        stack: &mut SmallVec<[u64; 8]>,
    ) {
        for argument in &self.arguments {
            // SAFETY: by contract there is a slot for each argument.
            let value = unsafe { *slots.add(usize::from(argument.slot)) };
            match argument.home {
                Home::Integer(register) => block.integers[usize::from(register)] = value,
                Home::Float(register) => block.floats[usize::from(register)] = value,
                Home::Stack(_) => stack.push(value),
            }
        }
        block.stack = stack.as_ptr();
        block.n_stack = stack.len();
    }

    /// Writes the interpreter's slots of a call whose registers were saved at `registers` (integers,
    /// then floating point) and whose stack arguments are at `stack`.
    ///
    /// # Safety
    /// Both point to what a call of this shape has put there, and there is room at `slots`.
    #[inline]
    pub(super) unsafe fn store(&self, registers: *const u64, stack: *const u64, slots: *mut u64) {
        for argument in &self.arguments {
            // SAFETY: by contract.
            unsafe {
                let value = match argument.home {
                    Home::Integer(register) => *registers.add(usize::from(register)),
                    Home::Float(register) => *registers.add(N_INTEGERS + usize::from(register)),
                    Home::Stack(index) => *stack.add(usize::from(index)),
                };
                *slots.add(usize::from(argument.slot)) = value;
                if argument.is_wide {
                    *slots.add(usize::from(argument.slot) + 1) = 0;
                }
            }
        }
    }
}

/// Slot types of the arguments, the receiver included.
fn kinds(method: &Method) -> Vec<SlotType> {
    let receiver = (!method.is_static()).then_some(SlotType::A);
    let parameters = Parameters::of(method.descriptor.as_bytes())
        .into_iter()
        .flatten()
        .map(|parameter| parameter.expect("descriptors are checked when parsed").1);
    receiver.into_iter().chain(parameters).collect()
}

/// Does the type live in floating-point registers?
fn is_float(kind: SlotType) -> bool {
    matches!(kind, SlotType::F | SlotType::D)
}
