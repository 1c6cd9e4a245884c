//! Construction of vtables and itables (JVMS 5.4.5, 5.4.6).
//!
//! The plan of a vtable is made before the class has an address. Every instance method that is
//! neither private nor a constructor has a slot, final ones too. A class also has one slot for each
//! superinterface method that no class method implements (*miranda* slot): it holds the selected
//! default method, or the abstract interface method, or an *overpass* method that throws because
//! the defaults conflict. So an itable is a projection of the vtable, and all selection rules are
//! applied here, once.

use crate::class::{Class, Itable};
use crate::method::{Method, OverpassError};
use crate::symbol::Symbol;
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::atomic::{AtomicPtr, Ordering};
use vm_classfile::access_flags as acc;

/// A method of the class being defined.
#[derive(Clone, Copy)]
pub(crate) struct OwnMethod {
    pub(crate) name: Symbol,
    pub(crate) descriptor: Symbol,
    pub(crate) access: u16,
}

/// What stands in a slot.
#[derive(Clone, Copy)]
pub(super) enum Slot {
    /// A method of a superclass or superinterface.
    Inherited(&'static Method),
    /// A method of the class being defined, by number.
    Own(usize),
    /// A method to be made that throws; the method it stands for gives name and descriptor.
    Overpass(&'static Method, OverpassError),
}

/// The vtable of a class to be.
pub(super) struct Plan {
    pub(super) slots: Vec<Slot>,
    /// Slot of each own method, `None` when it is never selected.
    pub(super) own_slots: Vec<Option<usize>>,
    by_signature: HashMap<(Symbol, Symbol), SmallVec<[usize; 1]>>,
}

/// The class that is being defined, as far as overriding cares.
pub(super) struct Definer<'a> {
    pub(super) super_class: Option<&'static Class>,
    pub(super) loader: &'static crate::loader::LoaderData,
    pub(super) package: Symbol,
    pub(super) own: &'a [OwnMethod],
    pub(super) interfaces: &'a [&'static Class],
    pub(super) has_direct_interfaces: bool,
}

/// Can a method with these flags be selected, and so have a slot?
pub(super) fn is_selectable(name: Symbol, access: u16) -> bool {
    access & (acc::STATIC | acc::PRIVATE) == 0 && !name.as_bytes().starts_with(b"<")
}

/// Plans the vtable of a class (not of an interface).
pub(super) fn plan(definer: &Definer<'_>) -> Plan {
    let mut plan = Plan {
        slots: Vec::new(),
        own_slots: vec![None; definer.own.len()],
        by_signature: HashMap::new(),
    };
    if let Some(super_class) = definer.super_class {
        for index in 0..super_class.vtable_len as usize {
            let method = super_class.vtable_method(index);
            plan.push(method.name, method.descriptor, Slot::Inherited(method));
        }
    }
    for (number, method) in definer.own.iter().enumerate() {
        if is_selectable(method.name, method.access) {
            plan.add_own(definer, number, method);
        }
    }
    if definer.has_direct_interfaces {
        plan.add_interface_methods(definer);
    }
    plan
}

impl Plan {
    fn push(&mut self, name: Symbol, descriptor: Symbol, slot: Slot) -> usize {
        let index = self.slots.len();
        self.slots.push(slot);
        self.by_signature
            .entry((name, descriptor))
            .or_default()
            .push(index);
        index
    }

    fn add_own(&mut self, definer: &Definer<'_>, number: usize, method: &OwnMethod) {
        let candidates = self
            .by_signature
            .get(&(method.name, method.descriptor))
            .cloned()
            .unwrap_or_default();
        for index in candidates {
            if matches!(self.slots[index], Slot::Inherited(_)) && overrides(definer, index) {
                self.slots[index] = Slot::Own(number);
                self.own_slots[number] = Some(index);
            }
        }
        if self.own_slots[number].is_none() {
            let index = self.push(method.name, method.descriptor, Slot::Own(number));
            self.own_slots[number] = Some(index);
        }
    }

    fn add_interface_methods(&mut self, definer: &Definer<'_>) {
        // Inherited miranda slots: a new superinterface may have a more specific default.
        for index in 0..self.slots.len() {
            if let Slot::Inherited(method) = self.slots[index]
                && is_miranda(method)
            {
                self.slots[index] = select_default(definer.interfaces, method);
            }
        }
        let inherited = definer
            .super_class
            .map_or(&[][..], |class| class.interfaces);
        for interface in definer.interfaces {
            if inherited
                .iter()
                .any(|known| std::ptr::eq(*known, *interface))
            {
                continue;
            }
            for method in interface.methods() {
                if is_selectable(method.name, method.access)
                    && !self
                        .by_signature
                        .contains_key(&(method.name, method.descriptor))
                {
                    let slot = select_default(definer.interfaces, method);
                    self.push(method.name, method.descriptor, slot);
                }
            }
        }
    }

    /// The slot that selects the implementation of an interface method: of several, the one with
    /// the method of the most derived class.
    pub(super) fn slot_for(&self, name: Symbol, descriptor: Symbol) -> Option<usize> {
        let depth = |index: &usize| match self.slots[*index] {
            Slot::Own(_) => u32::MAX,
            Slot::Inherited(method) if !method.class.is_interface() => 1 + method.class.depth,
            _ => 0,
        };
        self.by_signature
            .get(&(name, descriptor))?
            .iter()
            .copied()
            .max_by_key(depth)
    }
}

/// Does the slot hold the outcome of default-method selection rather than a class's own method?
fn is_miranda(method: &Method) -> bool {
    method.class.is_interface() || matches!(method.kind, crate::method::MethodKind::Overpass(_))
}

/// May a new method override what stands in vtable slot `index` of the superclass (JVMS 5.4.5)?
/// Package-private methods are overridden in their package, or through an override that is
/// itself accessible (transitively).
fn overrides(definer: &Definer<'_>, index: usize) -> bool {
    let ancestors = definer.super_class.into_iter().flat_map(Class::super_chain);
    for ancestor in ancestors.take_while(|class| index < class.vtable_len as usize) {
        let method = ancestor.vtable_method(index);
        let open = method.access & (acc::PUBLIC | acc::PROTECTED) != 0;
        let same_package = std::ptr::eq(method.class.loader, definer.loader)
            && method.class.cold.package == definer.package;
        if open || same_package {
            return true;
        }
    }
    false
}

/// Selection among superinterface methods (JVMS 5.4.6 step 2): the one maximally-specific
/// non-abstract method, or a method that throws.
fn select_default(interfaces: &[&'static Class], method: &'static Method) -> Slot {
    let declarations = maximally_specific(interfaces, method.name, method.descriptor);
    let mut concrete = declarations.iter().copied().filter(|m| !m.is_abstract());
    match (concrete.next(), concrete.next()) {
        (Some(only), None) => Slot::Inherited(only),
        (Some(_), Some(_)) => Slot::Overpass(method, OverpassError::Conflict),
        (None, _) => Slot::Inherited(declarations.first().copied().unwrap_or(method)),
    }
}

/// The maximally-specific superinterface methods (JVMS 5.4.3.3) with this name and descriptor.
pub(crate) fn maximally_specific(
    interfaces: &[&'static Class],
    name: Symbol,
    descriptor: Symbol,
) -> SmallVec<[&'static Method; 4]> {
    let mut found: SmallVec<[&'static Method; 4]> = SmallVec::new();
    for interface in interfaces {
        if let Some(method) = interface.declared_method(name, descriptor)
            && method.access & (acc::PRIVATE | acc::STATIC) == 0
        {
            found.push(method);
        }
    }
    if found.len() > 1 {
        let all = found.clone();
        found.retain(|method| {
            !all.iter().any(|other| {
                !std::ptr::eq(other.class, method.class) && other.class.is_subtype_of(method.class)
            })
        });
    }
    found
}

/// Number of entries in the itables for `interface`.
pub(super) fn itable_len(interface: &Class) -> usize {
    let indexes = interface
        .methods()
        .iter()
        .map(|m| m.itable_index.load(Ordering::Relaxed));
    (indexes.max().unwrap_or(-1) + 1) as usize
}

/// Makes the itables of a class from its vtable.
pub(super) fn itables(class: &'static Class, plan: &Plan) -> &'static [Itable] {
    let mut tables = Vec::new();
    for interface in class.interfaces {
        let len = itable_len(interface);
        if len == 0 {
            continue;
        }
        let table: Box<[AtomicPtr<Method>]> = (0..len)
            .map(|_| AtomicPtr::new(std::ptr::null_mut()))
            .collect();
        for method in interface.methods() {
            let index = method.itable_index.load(Ordering::Relaxed);
            if index < 0 {
                continue;
            }
            if let Some(slot) = plan_slot(class, plan, method) {
                let selected = class.vtable()[slot].load(Ordering::Relaxed);
                table[index as usize].store(selected, Ordering::Relaxed);
            }
        }
        tables.push(Itable {
            interface,
            methods: table,
        });
    }
    Vec::leak(tables)
}

fn plan_slot(class: &Class, plan: &Plan, method: &Method) -> Option<usize> {
    let slot = plan.slot_for(method.name, method.descriptor);
    debug_assert!(
        slot.is_some(),
        "{} has no slot for {}",
        class.name(),
        method.display()
    );
    slot
}
