//! Answers to what the optimizer asks about the world outside the function it works on.
//!
//! The function's entities are numbers of the compilation's table of names, which the environment
//! keeps. As for the builder's questions, nothing is loaded, linked or initialized here. The bodies
//! of callees are built by the [`World`](replay::World) before it, which keeps what is asked.

use super::constants;
use super::dependencies::Dependency;
use super::environment::{Environment, dispatch_of, observe};
use super::hierarchy;
use super::report;
use super::speculation;
use crate::options;
use interp::profile::Observed;
use ir::Function;
use ir::entities::{ClassRef, Entity, FieldRef, MethodRef, ObjectRef};
use ir::immediate::Reason;
use ir_build::Dispatch;
use opt::CompileEnv;
use opt::environment::{Inlining, Known, LinkedDispatch, LinkedTarget, Linker, SeenCalls};
use std::sync::atomic::Ordering;
use vm_runtime::class::Class;
use vm_runtime::handle::Handle;
use vm_runtime::known::{
    self, KnownClass, LAMBDA_FORM_VMENTRY, MEMBER_CLAZZ, MEMBER_METHOD, METHOD_HANDLE_FORM,
    RESOLVED_METHOD_TARGET,
};
use vm_runtime::link;
use vm_runtime::method::{Field, Method, MethodFlag, MethodHandleIntrinsic, MethodKind};
use vm_runtime::oop::Oop;
use vm_runtime::symbol::Symbol;

impl<'c> Environment<'c> {
    /// The method that an entity denotes.
    pub(super) fn method_named(&self, method: MethodRef) -> &'static Method {
        let id = self.names.borrow().methods[method.index()];
        self.method_of(id)
    }

    /// The class that an entity denotes.
    pub(super) fn class_named(&self, class: ClassRef) -> &'static Class {
        let id = self.names.borrow().classes[class.index()];
        self.class_of(id)
    }

    /// The field that an entity denotes.
    pub(super) fn field_named(&self, field: FieldRef) -> &'static Field {
        let id = self.names.borrow().fields[field.index()];
        self.field_of(id)
    }

    /// The object that an entity denotes.
    pub(super) fn object_named(&self, object: ObjectRef) -> Handle<'c> {
        let id = self.names.borrow().objects[object.index()];
        self.object_of(id)
    }

    /// The entity of a method.
    fn name_method(&self, func: &mut Function, method: &'static Method) -> MethodRef {
        let id = self.method_id(method);
        let name = super::environment::name_of(method);
        self.names.borrow_mut().method(func, id, &name)
    }

    /// The entity of a class.
    pub(super) fn name_class(&self, func: &mut Function, class: &'static Class) -> ClassRef {
        let facts = self.class_facts(class);
        self.names.borrow_mut().class(func, &facts)
    }

    /// The entity of a constant object.
    fn name_object(&self, func: &mut Function, facts: &ir_build::ObjectFacts) -> ObjectRef {
        self.names.borrow_mut().object(func, facts)
    }

    /// Why the method cannot or must not be inlined.
    fn refusal(&self, method: &'static Method) -> Option<&'static str> {
        if method.is_abstract() {
            return Some("abstract method");
        }
        if method.is_native() || method.code().is_none() {
            return Some("native method");
        }
        if method.has(MethodFlag::DontInline) {
            return Some("don't inline by annotation");
        }
        if !method.class.is_initialized() {
            return Some("callee's klass not initialized");
        }
        // A method that was never called has yet to get what its frames need.
        if !interp::compiled::decode(method) {
            return Some("damaged bytecode");
        }
        if !interp::compiled::is_plain(method) {
            return Some("no static binding");
        }
        let commands = &options::get().jit.commands;
        if report::with_name(method, |name| commands.prevents_inlining(name)) {
            return Some("disallowed by CompileCommand");
        }
        None
    }

    /// What a linker runs for this handle or member name.
    fn linked(&self, method: &'static Method, object: ObjectRef) -> Option<&'static Method> {
        let object = self.object_named(object);
        let MethodKind::Intrinsic(intrinsic) = method.kind else {
            return None;
        };
        self.in_vm(|cx| {
            let object = object.get(cx);
            if intrinsic == MethodHandleIntrinsic::InvokeBasic {
                let class = KnownClass::MethodHandle.get();
                let handle = object.non_null().filter(|o| o.is_instance_of(class))?;
                let form = METHOD_HANDLE_FORM.load(handle).non_null()?;
                return target_of(LAMBDA_FORM_VMENTRY.load(form));
            }
            let member = object
                .non_null()
                .filter(|o| std::ptr::eq(o.class(), KnownClass::MemberName.get()))?;
            let target = target_of(member)?;
            if intrinsic == MethodHandleIntrinsic::LinkToInterface {
                let named = known::class_of_mirror(MEMBER_CLAZZ.load(member).non_null()?);
                return std::ptr::eq(named, target.class).then_some(target);
            }
            Some(target)
        })
    }
}

/// The method that a member name denotes, when it is resolved.
fn target_of(member: Oop<'_>) -> Option<&'static Method> {
    let resolved = MEMBER_METHOD.load(member.non_null()?).non_null()?;
    let address = resolved.load_u64(RESOLVED_METHOD_TARGET.offset()) as usize;
    // SAFETY: a resolved member name holds the address of an immortal method.
    unsafe { std::ptr::with_exposed_provenance::<Method>(address).as_ref() }
}

fn linker_of(method: &Method) -> Option<Linker> {
    match method.kind {
        MethodKind::Intrinsic(MethodHandleIntrinsic::InvokeBasic) => Some(Linker::Receiver),
        MethodKind::Intrinsic(_) => Some(Linker::LastArgument),
        MethodKind::ClassFile | MethodKind::Overpass(_) => None,
    }
}

impl CompileEnv for Environment<'_> {
    fn inlining(&self, _: &Function, method: MethodRef) -> Inlining {
        let method = self.method_named(method);
        let commands = &options::get().jit.commands;
        let is_asked_for = || report::with_name(method, |name| commands.forces_inlining(name));
        Inlining {
            is_forced: method.has(MethodFlag::ForceInline) || is_asked_for(),
            refused: self.refusal(method),
            n_code_bytes: method.code().map_or(0, |code| code.code.len()),
            linker: linker_of(method),
        }
    }

    fn unique_target(
        &self,
        func: &mut Function,
        method: MethodRef,
        receiver: Option<ClassRef>,
    ) -> Option<MethodRef> {
        let method = self.method_named(method);
        let top = receiver.map_or(method.class, |class| self.class_named(class));
        // Only a check tells that a receiver implements an interface.
        if top.is_interface() || !top.is_subtype_of(method.class) {
            return None;
        }
        let target = hierarchy::unique_target(top, method)?;
        self.depend(Dependency {
            top,
            method,
            target,
        });
        Some(self.name_method(func, target))
    }

    fn resolve_virtual(
        &self,
        func: &mut Function,
        method: MethodRef,
        class: ClassRef,
    ) -> Option<MethodRef> {
        let (method, class) = (self.method_named(method), self.class_named(class));
        if !class.is_subtype_of(method.class) {
            return None;
        }
        let selected = link::try_select(class, method)?;
        let is_callable = !selected.is_abstract()
            && !matches!(selected.kind, MethodKind::Overpass(_))
            && (selected.is_public() || !method.class.is_interface());
        is_callable.then(|| self.name_method(func, selected))
    }

    fn linked_target(
        &self,
        func: &mut Function,
        method: MethodRef,
        object: ObjectRef,
    ) -> Option<LinkedTarget> {
        let linker = self.method_named(method);
        let target = self.linked(linker, object)?;
        let is_special = linker.kind == MethodKind::Intrinsic(MethodHandleIntrinsic::LinkToSpecial);
        let dispatch = if target.is_static() {
            LinkedDispatch::Static
        } else if is_special {
            LinkedDispatch::Special
        } else {
            match dispatch_of(target) {
                Dispatch::Static => LinkedDispatch::Static,
                Dispatch::Special => LinkedDispatch::Special,
                Dispatch::Virtual => LinkedDispatch::Virtual,
                Dispatch::Interface => LinkedDispatch::Interface,
            }
        };
        let is_ready = match dispatch {
            LinkedDispatch::Static => target.class.is_initialized(),
            LinkedDispatch::Special => !target.is_abstract(),
            LinkedDispatch::Virtual | LinkedDispatch::Interface => true,
        };
        let is_plain = target.kind == MethodKind::ClassFile;
        (is_ready && is_plain).then(|| LinkedTarget {
            method: self.name_method(func, target),
            dispatch,
        })
    }

    fn seen_calls(&self, func: &mut Function, caller: MethodRef, bci: u32) -> SeenCalls {
        let caller = self.method_named(caller);
        let Some(Observed::Call(site)) = observe(caller, bci) else {
            return SeenCalls::default();
        };
        let seen = self.types(bci as u16, &site.profile);
        let n_dispatched: u32 = seen.classes.iter().map(|(_, count)| *count).sum();
        let classes = seen.classes.iter().map(|(class, count)| {
            let class = self.class_of(*class);
            (self.name_class(func, class), *count)
        });
        SeenCalls {
            classes: classes.collect(),
            n_entries: caller.invocations.load(Ordering::Relaxed),
            n_calls: site
                .count
                .load(Ordering::Relaxed)
                .saturating_add(n_dispatched)
                .saturating_add(seen.n_others),
            n_others: seen.n_others,
        }
    }

    fn speculation_failed(
        &self,
        _: &Function,
        method: MethodRef,
        bci: u32,
        reason: Reason,
    ) -> bool {
        let method = self.method_named(method);
        let n_failed = speculation::n_failed(method, bci, super::deopt::reason_of(reason));
        // A class of receivers that code was left for is known since.
        let n_expected = match observe(method, bci) {
            Some(Observed::Call(site)) if reason == Reason::Speculation => {
                self.types(bci as u16, &site.profile).classes.len()
            }
            _ => 0,
        };
        n_failed as usize >= n_expected.max(1)
    }

    fn is_subclass(&self, _: &Function, class: ClassRef, above: ClassRef) -> Option<bool> {
        let (class, above) = (self.class_named(class), self.class_named(above));
        Some(class.is_subtype_of(above))
    }

    fn is_final(&self, _: &Function, class: ClassRef) -> bool {
        super::facts::is_closed(self.class_named(class))
    }

    fn is_plain(&self, _: &Function, class: ClassRef) -> bool {
        super::facts::is_plain(self.class_named(class))
    }

    fn makes_no_finalizable(&self, _: &Function, caller: MethodRef) -> bool {
        let object = KnownClass::Object.get();
        let finalize = Symbol::intern(b"finalize");
        let Some(finalize) = object.declared_method(finalize, Symbol::intern(b"()V")) else {
            return false;
        };
        let top = self.method_named(caller).class;
        if top.is_interface() || top.is_array() {
            return false;
        }
        let dependency = Dependency {
            top,
            method: finalize,
            target: finalize,
        };
        let holds = dependency.holds();
        if holds {
            self.depend(dependency);
        }
        holds
    }

    fn class_of_mirror(&self, func: &mut Function, mirror: ObjectRef) -> Option<ClassRef> {
        let mirror = self.object_named(mirror);
        let class = self.in_vm(|cx| {
            let mirror = mirror.get(cx).non_null()?;
            let is_mirror = std::ptr::eq(mirror.class(), KnownClass::Class.get());
            is_mirror.then(|| known::class_of_mirror(mirror))
        })?;
        let is_instantiable = !class.is_abstract() && !class.is_interface() && !class.is_array();
        is_instantiable.then(|| self.name_class(func, class))
    }

    fn is_initialized(&self, _: &Function, class: ClassRef) -> bool {
        self.class_named(class).is_initialized()
    }

    fn class_of(&self, func: &mut Function, object: ObjectRef) -> Option<ClassRef> {
        let object = self.object_named(object);
        let class = self.in_vm(|cx| Some(object.get(cx).non_null()?.class()))?;
        Some(self.name_class(func, class))
    }

    fn constant_field(
        &self,
        func: &mut Function,
        object: Option<ObjectRef>,
        field: FieldRef,
    ) -> Option<Known> {
        let field = self.field_named(field);
        let object = object.map(|object| self.names.borrow().objects[object.index()]);
        match constants::field_of(self, object, field)? {
            constants::Content::Number(constant) => Some(Known::Constant(constant)),
            constants::Content::Object(facts) => {
                Some(Known::Object(self.name_object(func, &facts)))
            }
        }
    }

    fn array_length(&self, _: &Function, array: ObjectRef) -> Option<i32> {
        let array = self.object_named(array);
        self.in_vm(|cx| {
            let array = array.get(cx).non_null()?;
            let is_array = array.class().is_array();
            is_array.then(|| array.array_length() as i32)
        })
    }
}
