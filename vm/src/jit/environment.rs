//! What a compilation learns about the VM: answers for the builder of the intermediate
//! representation and for the code generator.
//!
//! Nothing is resolved, loaded or initialized here: what cannot be told without that is
//! *unresolved*, and the code leaves for the interpreter there. A compiler thread counts as native,
//! so that nobody waits for it; each answer that looks at objects enters the VM for the moment.
//! Objects are held in handles of the compilation's scope.
//!
//! The file is long because one trait asks all of it; what takes more than a few lines to answer
//! has a file of its own beside this one.

use super::dependencies::Dependency;
use super::{hierarchy, lookup, speculation};
use crate::options;
use hashbrown::HashMap;
use interp::failed_checks::{self, Check};
use interp::profile::{Observed, observed};
use ir::immediate::Reason;
use ir_build::{
    Access, Answer, BranchProfile, BytecodeSource, CallFacts, ClassFacts, ClassId, Constant,
    Dispatch, FastThrow, FieldFacts, FieldId, Invoke, MethodFacts, MethodId, Names, ObjectFacts,
    ObjectId, Profile, Site, TypeProfile,
};
use std::cell::RefCell;
use std::sync::atomic::{AtomicPtr, Ordering};
use vm_classfile::access_flags;
use vm_runtime::class::{Class, ClassFlag};
use vm_runtime::exceptions;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::known::KnownClass;
use vm_runtime::method::{Field, Method, MethodKind, VTABLE_NONE};
use vm_runtime::oop::Oop;
use vm_runtime::pool;
use vm_runtime::resolve::{self, refs};
use vm_runtime::safepoint;
use vm_runtime::thread::{Cx, Thread};

/// Numbers for immortal things: the same thing always has the same number.
struct Numbers<T: 'static> {
    things: Vec<&'static T>,
    numbers: HashMap<usize, u32>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Numbers {
            things: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T> Numbers<T> {
    fn number(&mut self, thing: &'static T) -> u32 {
        let address = std::ptr::from_ref(thing).addr();
        *self.numbers.entry(address).or_insert_with(|| {
            self.things.push(thing);
            self.things.len() as u32 - 1
        })
    }

    fn thing(&self, number: u32) -> &'static T {
        self.things[number as usize]
    }
}

/// A stay in the VM. Compiler threads are native again when it ends, even by a panic.
struct InVm(&'static Thread);

impl InVm {
    /// Begins one of the current thread, which is native.
    fn enter(thread: &'static Thread) -> InVm {
        safepoint::leave_native(thread);
        InVm(thread)
    }
}

impl Drop for InVm {
    fn drop(&mut self) {
        safepoint::enter_native(self.0);
    }
}

/// The environment of one compilation.
pub(super) struct Environment<'c> {
    thread: &'static Thread,
    scope: &'c HandleScope,
    methods: RefCell<Numbers<Method>>,
    classes: RefCell<Numbers<Class>>,
    fields: RefCell<Numbers<Field>>,
    objects: RefCell<Vec<Handle<'c>>>,
    /// The entities of all functions of the compilation.
    pub(super) names: RefCell<Names>,
    dependencies: RefCell<Vec<Dependency>>,
}

impl<'c> Environment<'c> {
    /// An environment that keeps objects in `scope`, for the current thread, which is in native.
    pub(super) fn new(thread: &'static Thread, scope: &'c HandleScope) -> Environment<'c> {
        Environment {
            thread,
            scope,
            methods: RefCell::default(),
            classes: RefCell::default(),
            fields: RefCell::default(),
            objects: RefCell::default(),
            names: RefCell::default(),
            dependencies: RefCell::default(),
        }
    }

    /// What the answers so far rely on.
    pub(super) fn dependencies(&self) -> Vec<Dependency> {
        self.dependencies.borrow().clone()
    }

    /// The code is to end when this does.
    pub(super) fn depend(&self, dependency: Dependency) {
        let mut dependencies = self.dependencies.borrow_mut();
        if !dependencies.contains(&dependency) {
            dependencies.push(dependency);
        }
    }

    /// The number of a method.
    pub(super) fn method_id(&self, method: &'static Method) -> MethodId {
        MethodId(self.methods.borrow_mut().number(method))
    }

    /// The method with a number.
    pub(super) fn method_of(&self, id: MethodId) -> &'static Method {
        self.methods.borrow().thing(id.0)
    }

    /// The class with a number.
    pub(super) fn class_of(&self, id: ClassId) -> &'static Class {
        self.classes.borrow().thing(id.0)
    }

    /// The field with a number.
    pub(super) fn field_of(&self, id: FieldId) -> &'static Field {
        self.fields.borrow().thing(id.0)
    }

    /// The object with a number.
    pub(super) fn object_of(&self, id: ObjectId) -> Handle<'c> {
        self.objects.borrow()[id.0 as usize]
    }

    /// Runs `look` in the VM: no object moves meanwhile.
    pub(super) fn in_vm<R>(&self, look: impl FnOnce(&Cx) -> R) -> R {
        let _in_vm = InVm::enter(self.thread);
        // SAFETY: the thread is the current one, and holds no token in native.
        look(unsafe { self.thread.cx() })
    }

    fn class_id(&self, class: &'static Class) -> ClassId {
        ClassId(self.classes.borrow_mut().number(class))
    }

    pub(super) fn class_facts(&self, class: &'static Class) -> ClassFacts {
        let is_instantiable = !class.is_abstract()
            && !class.is_interface()
            && !class.is_array()
            && class != KnownClass::Class.get();
        ClassFacts {
            id: self.class_id(class),
            name: class.external_name(),
            is_instantiable,
        }
    }

    pub(super) fn object_facts(&self, cx: &Cx, object: Oop<'_>, name: String) -> ObjectFacts {
        let mut objects = self.objects.borrow_mut();
        let known = objects.iter().position(|known| known.get(cx) == object);
        let index = known.unwrap_or_else(|| {
            objects.push(self.scope.handle(object));
            objects.len() - 1
        });
        ObjectFacts {
            id: ObjectId(index as u32),
            name,
        }
    }

    /// The constant that stands in a slot of the resolved references of `holder`.
    fn appendix(&self, holder: &Class, slot: u32) -> ObjectFacts {
        let name = format!("appendix {slot} of {}", holder.name);
        self.in_vm(|cx| self.object_facts(cx, refs::load(cx, holder, slot), name))
    }

    fn call_facts(&self, method: &'static Method, dispatch: Dispatch) -> CallFacts {
        let name = name_of(method);
        CallFacts {
            method: self.method_id(method),
            intrinsic: super::intrinsics::of(method, &name),
            name,
            class: self.class_facts(method.class),
            dispatch,
            is_linked: false,
            appendix: None,
            receiver: None,
        }
    }

    /// A call of the static linker method of a method handle or call site.
    fn linked_call(
        &self,
        holder: &Class,
        method: &'static Method,
        appendix: Option<u32>,
    ) -> CallFacts {
        CallFacts {
            is_linked: true,
            appendix: appendix.map(|slot| self.appendix(holder, slot)),
            ..self.call_facts(method, Dispatch::Static)
        }
    }

    /// A virtual or interface call of `method` on instances of `named`, when all of them run the same
    /// method. That a receiver implements the interface only its class tells: it is checked that the
    /// receiver has the class of the method that runs, which implements the interface then.
    fn direct_call(&self, named: &'static Class, method: &'static Method) -> Option<CallFacts> {
        let is_selected = dispatch_of(method) != Dispatch::Special;
        if !is_selected || !named.is_subtype_of(method.class) {
            return None;
        }
        let is_checked = named.is_interface();
        let target = hierarchy::unique_target(named, method)?;
        if is_checked && (target.class.is_interface() || !target.class.is_subtype_of(named)) {
            return None;
        }
        self.depend(Dependency {
            top: named,
            method,
            target,
        });
        Some(CallFacts {
            receiver: is_checked.then(|| self.class_facts(target.class)),
            ..self.call_facts(target, Dispatch::Special)
        })
    }

    /// A call through `invokespecial`: the interpreter has selected the method, or it is a
    /// constructor, for which there is no selection.
    fn special_call(&self, caller: &'static Method, site: Site) -> Answer<CallFacts> {
        let observed = match observe(caller, site.bci) {
            Some(Observed::Call(entry)) => published(&entry.method),
            _ => None,
        };
        let Some(method) = observed.or_else(|| constructor(caller.class, site.index)) else {
            return Answer::Unresolved;
        };
        let mut facts = self.call_facts(method, Dispatch::Special);
        if caller.class.is_interface() && !method.is_constructor() {
            facts.receiver = Some(self.class_facts(caller.class));
        }
        Answer::Resolved(facts)
    }
}

pub(super) fn observe(method: &Method, bci: u32) -> Option<Observed> {
    observed(method, u16::try_from(bci).ok()?)
}

/// What a cell of a side table holds once the interpreter has filled it.
fn published<T>(cell: &AtomicPtr<T>) -> Option<&'static T> {
    // SAFETY: side tables hold null or the address of immortal metadata.
    unsafe { cell.load(Ordering::Acquire).as_ref() }
}

/// The constructor that a constant names.
fn constructor(holder: &'static Class, index: u16) -> Option<&'static Method> {
    let target = lookup::method(holder, index)?;
    let is_declared = std::ptr::eq(target.named, target.method.class);
    (target.method.is_constructor() && is_declared).then_some(target.method)
}

pub(super) fn name_of(method: &Method) -> String {
    format!(
        "{}.{}{}",
        method.class.external_name(),
        method.name,
        method.descriptor
    )
}

/// May the method write the final field? Others leave it to the interpreter to throw.
fn may_write(method: &Method, field: &Field) -> bool {
    let is_initializer = if field.is_static() {
        method.is_class_initializer()
    } else {
        method.is_constructor()
    };
    !field.is_final() || (std::ptr::eq(field.class, method.class) && is_initializer)
}

/// Has the class no subclasses?
fn is_final(class: &Class) -> bool {
    class.access & access_flags::FINAL != 0
}

/// How a virtual or interface call finds its method.
pub(super) fn dispatch_of(method: &Method) -> Dispatch {
    match method.vtable_index.load(Ordering::Relaxed) {
        _ if method.is_final() || method.is_private() || is_final(method.class) => {
            Dispatch::Special
        }
        index if index >= 0 => Dispatch::Virtual,
        VTABLE_NONE => Dispatch::Special,
        _ => Dispatch::Interface,
    }
}

impl BytecodeSource for Environment<'_> {
    fn method(&self, method: MethodId) -> MethodFacts {
        let method = self.method_of(method);
        let code = method.code();
        MethodFacts {
            name: name_of(method),
            class: self.class_facts(method.class),
            is_static: method.is_static(),
            is_synchronized: method.is_synchronized(),
            max_locals: method.max_locals,
            max_stack: method.max_stack,
            code: code.map_or_else(Vec::new, |code| code.code.to_vec()),
            handlers: code.map_or_else(Vec::new, |code| code.handlers.to_vec()),
        }
    }

    fn field(&self, site: Site, access: Access) -> Answer<FieldFacts> {
        let method = self.method_of(site.method);
        let Some(target) = lookup::field(method.class, site.index) else {
            return Answer::Unresolved;
        };
        let field = target.field;
        let is_static = matches!(access, Access::GetStatic | Access::PutStatic);
        let is_write = matches!(access, Access::PutField | Access::PutStatic);
        if field.is_static() != is_static || (is_write && !may_write(method, field)) {
            return Answer::Unresolved;
        }
        let name = format!(
            "{}.{}:{}",
            field.class.external_name(),
            field.name,
            field.descriptor
        );
        Answer::Resolved(FieldFacts {
            id: FieldId(self.fields.borrow_mut().number(field)),
            name,
            class: self.class_facts(field.class),
            is_static,
            is_volatile: field.is_volatile(),
        })
    }

    fn call(&self, site: Site, invoke: Invoke) -> Answer<CallFacts> {
        let caller = self.method_of(site.method);
        if invoke == Invoke::Special {
            return self.special_call(caller, site);
        }
        let Some(target) = lookup::method(caller.class, site.index) else {
            return Answer::Unresolved;
        };
        let method = target.method;
        let is_handle = target.named.has(ClassFlag::SignaturePolymorphic);
        if is_handle && method.is_static() && invoke == Invoke::Virtual {
            return Answer::Resolved(self.linked_call(caller.class, method, target.appendix));
        }
        if method.is_static() != (invoke == Invoke::Static) {
            return Answer::Unresolved;
        }
        if invoke == Invoke::Static {
            return Answer::Resolved(self.call_facts(method, Dispatch::Static));
        }
        if matches!(method.kind, MethodKind::Overpass(_)) {
            return Answer::Unresolved;
        }
        if let Some(facts) = self.direct_call(target.named, method) {
            return Answer::Resolved(facts);
        }
        let mut facts = self.call_facts(method, dispatch_of(method));
        if invoke == Invoke::Interface
            && (facts.dispatch != Dispatch::Interface || !std::ptr::eq(target.named, method.class))
        {
            facts.receiver = Some(self.class_facts(target.named));
        }
        Answer::Resolved(facts)
    }

    fn call_site(&self, site: Site) -> Answer<CallFacts> {
        let caller = self.method_of(site.method);
        let Some(Observed::Call(entry)) = observe(caller, site.bci) else {
            return Answer::Unresolved;
        };
        let Some(method) = published(&entry.method) else {
            return Answer::Unresolved;
        };
        let slot = entry.appendix.load(Ordering::Acquire);
        let appendix = (slot != u32::MAX).then_some(slot);
        Answer::Resolved(self.linked_call(caller.class, method, appendix))
    }

    fn class(&self, site: Site) -> Answer<ClassFacts> {
        let holder = self.method_of(site.method).class;
        match lookup::class(holder, site.index) {
            Some(class) => Answer::Resolved(self.class_facts(class)),
            None => Answer::Unresolved,
        }
    }

    fn array_class(&self, site: Site) -> Answer<ClassFacts> {
        let holder = self.method_of(site.method).class;
        let array =
            lookup::class(holder, site.index).and_then(|class| published(&class.array_class));
        match array {
            Some(array) => Answer::Resolved(self.class_facts(array)),
            None => Answer::Unresolved,
        }
    }

    fn descriptor(&self, site: Site) -> String {
        let pool = &self.method_of(site.method).class.class_file().pool;
        let member = pool.member_ref(site.index).map(|member| member.descriptor);
        let descriptor = member.or_else(|| Some(pool.dynamic(site.index)?.2));
        String::from_utf8_lossy(descriptor.unwrap_or_default()).into_owned()
    }

    fn constant(&self, site: Site) -> Answer<Constant> {
        let holder = self.method_of(site.method).class;
        let entry = holder.class_file().pool.get(site.index);
        Answer::Resolved(match entry {
            Some(pool::Constant::Integer(value)) => Constant::Int(*value),
            Some(pool::Constant::Long(value)) => Constant::Long(*value),
            Some(pool::Constant::Float(value)) => Constant::Float(value.to_bits()),
            Some(pool::Constant::Double(value)) => Constant::Double(value.to_bits()),
            // A dynamic constant of a primitive type is kept in a box: the interpreter opens it.
            None | Some(pool::Constant::Dynamic { .. }) => return Answer::Unresolved,
            Some(_) => {
                let name = format!("constant {} of {}", site.index, holder.name);
                let object = self.in_vm(|cx| {
                    let object = resolve::cached_constant(cx, holder, site.index)?;
                    Some(self.object_facts(cx, object, name))
                });
                match object {
                    Some(object) => Constant::Object(object),
                    None => return Answer::Unresolved,
                }
            }
        })
    }

    fn mirror(&self, class: ClassId) -> Answer<ObjectFacts> {
        let class = self.class_of(class);
        let name = format!("class {}", class.external_name());
        Answer::Resolved(self.in_vm(|cx| self.object_facts(cx, class.mirror(cx), name)))
    }

    fn is_initialized(&self, class: ClassId) -> bool {
        self.class_of(class).is_initialized()
    }

    fn profile(&self, method: MethodId) -> Profile {
        let method = self.method_of(method);
        let mut profile = Profile::default();
        let bcis = method.decoded().map_or(&[][..], |code| &code.bcis[..]);
        for &bci in bcis {
            match observed(method, bci) {
                Some(Observed::Branch(site)) => profile.branches.push(BranchProfile {
                    bci: u32::from(bci),
                    n_taken: site.taken.load(Ordering::Relaxed),
                    n_not_taken: site.not_taken.load(Ordering::Relaxed),
                }),
                Some(Observed::Call(site)) => {
                    profile.types.push(self.types(bci, &site.profile));
                }
                Some(Observed::Class(site)) => {
                    profile.types.push(self.types(bci, &site.profile));
                }
                _ => {}
            }
        }
        profile
    }

    fn speculation_failed(&self, method: MethodId, bci: u32, reason: Reason) -> bool {
        speculation::n_failed(self.method_of(method), bci, super::deopt::reason_of(reason)) > 0
    }

    fn fast_throws(&self, method: MethodId) -> Vec<FastThrow> {
        if !options::get().jit.omits_stack_traces {
            return Vec::new();
        }
        let failed = failed_checks::failed(self.method_of(method), OFTEN);
        let mut throws: Vec<FastThrow> = failed
            .into_iter()
            .filter_map(|(bci, check)| self.fast_throw(u32::from(bci), check))
            .collect();
        throws.sort_by_key(|row| row.bci);
        throws
    }
}

/// So often a check must have failed for code to throw its exception.
const OFTEN: u32 = 50;

impl Environment<'_> {
    fn fast_throw(&self, bci: u32, check: Check) -> Option<FastThrow> {
        let (reason, class) = match check {
            Check::NonNull => (Reason::NullCheck, KnownClass::NullPointerException),
            Check::Index => (
                Reason::BoundsCheck,
                KnownClass::ArrayIndexOutOfBoundsException,
            ),
            Check::Divisor => (Reason::ZeroCheck, KnownClass::ArithmeticException),
            Check::Cast => (Reason::ClassCheck, KnownClass::ClassCastException),
        };
        let name = format!("{} without stack trace", class.name());
        let exception = self.in_vm(|cx| {
            let exception = exceptions::without_trace(cx, class)?;
            Some(self.object_facts(cx, exception, name))
        })?;
        Some(FastThrow {
            bci,
            reason,
            exception,
        })
    }

    pub(super) fn types(&self, bci: u16, seen: &interp::sites::TypeProfile) -> TypeProfile {
        let mut classes: Vec<(ClassId, u32)> = seen
            .classes
            .iter()
            .zip(&seen.counts)
            .filter_map(|(class, count)| {
                let word = class.load(Ordering::Relaxed) as usize;
                // SAFETY: rows hold 0 or the address of a class record.
                let class: &'static Class =
                    unsafe { std::ptr::with_exposed_provenance::<Class>(word).as_ref()? };
                Some((self.class_id(class), count.load(Ordering::Relaxed)))
            })
            .collect();
        classes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        TypeProfile {
            bci: u32::from(bci),
            classes,
            n_others: seen.others.load(Ordering::Relaxed),
            n_nulls: seen.nulls.load(Ordering::Relaxed),
        }
    }
}
