//! A source of bytecode over class files, which resolves everything, nothing, or some places.

use super::program::{Found, Program, pointed, text};
use ir::immediate::Reason;
use ir_build::intrinsics::Intrinsic;
use ir_build::{
    Access, Answer, BytecodeSource, CallFacts, ClassFacts, ClassId, Constant, Dispatch, FastThrow,
    FieldFacts, FieldId, Invoke, MethodFacts, MethodId, ObjectFacts, ObjectId, Profile, Site,
};
use std::cell::RefCell;
use std::collections::HashMap;
use vm_classfile::Constant as PoolConstant;
use vm_classfile::access_flags::{
    ABSTRACT, FINAL, INTERFACE, PRIVATE, STATIC, SYNCHRONIZED, VOLATILE,
};

/// Which places are resolved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resolves {
    Everything,
    Nothing,
    /// About two thirds, chosen by this seed.
    Some(u32),
}

/// Numbers of things, by name.
#[derive(Default)]
struct Numbers {
    names: Vec<String>,
    of: HashMap<String, u32>,
}

impl Numbers {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.of.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.of.insert(name.to_owned(), number);
        number
    }
}

pub struct Source<'p> {
    pub program: &'p Program,
    pub resolves: Resolves,
    /// Change bytes of all code, chosen by this seed.
    pub damage: Option<u32>,
    /// All checks failed often.
    pub throws: bool,
    /// What every profile is.
    pub profile: Profile,
    classes: RefCell<Numbers>,
    fields: RefCell<Numbers>,
    methods: RefCell<Numbers>,
    objects: RefCell<Numbers>,
}

impl<'p> Source<'p> {
    pub fn new(program: &'p Program, resolves: Resolves) -> Source<'p> {
        Source {
            program,
            resolves,
            damage: None,
            throws: false,
            profile: Profile::default(),
            classes: RefCell::default(),
            fields: RefCell::default(),
            methods: RefCell::default(),
            objects: RefCell::default(),
        }
    }

    pub fn id(&self, found: &Found<'_>) -> MethodId {
        MethodId(self.methods.borrow_mut().number(&found.full_name()))
    }

    fn found(&self, method: MethodId) -> Found<'p> {
        let name = self.methods.borrow().names[method.0 as usize].clone();
        self.program.named(&name).unwrap()
    }

    fn is_resolved(&self, site: Site) -> bool {
        match self.resolves {
            Resolves::Everything => true,
            Resolves::Nothing => false,
            Resolves::Some(seed) => {
                let mixed = site.method.0.wrapping_mul(31) ^ site.bci ^ seed;
                !mixed
                    .wrapping_mul(0x9e37_79b1)
                    .rotate_left(9)
                    .is_multiple_of(3)
            }
        }
    }

    fn answer<T>(&self, site: Site, answer: Option<T>) -> Answer<T> {
        match answer.filter(|_| self.is_resolved(site)) {
            Some(answer) => Answer::Resolved(answer),
            None => Answer::Unresolved,
        }
    }

    fn class_facts(&self, name: &str) -> ClassFacts {
        let known = self.program.classes.get(&name.replace('.', "/"));
        let has = |flag| known.is_some_and(|class| class.access_flags & flag != 0);
        ClassFacts {
            id: ClassId(self.classes.borrow_mut().number(name)),
            name: name.to_owned(),
            is_instantiable: !has(ABSTRACT) && !has(INTERFACE),
        }
    }

    fn object_facts(&self, name: &str) -> ObjectFacts {
        ObjectFacts {
            id: ObjectId(self.objects.borrow_mut().number(name)),
            name: name.to_owned(),
        }
    }

    fn member(&self, site: Site) -> Option<(String, String, String)> {
        let class = self.found(site.method).class;
        let member = class.pool.member_ref(site.index)?;
        Some((
            text(class.pool.class_name(member.class_index)?),
            text(member.name),
            text(member.descriptor),
        ))
    }

    fn linked(&self, prefix: &str, descriptor: &str, receiver: bool) -> CallFacts {
        let (params, returns) = descriptor[1..].split_once(')').unwrap();
        let receiver = if receiver { "Ljava/lang/Object;" } else { "" };
        let name = format!("{prefix}({receiver}{params}Ljava/lang/Object;){returns}");
        CallFacts {
            method: MethodId(self.methods.borrow_mut().number(&name)),
            name,
            class: self.class_facts("Linker"),
            dispatch: Dispatch::Static,
            is_linked: true,
            appendix: Some(self.object_facts("appendix")),
            receiver: None,
            intrinsic: None,
        }
    }
}

impl BytecodeSource for Source<'_> {
    fn method(&self, method: MethodId) -> MethodFacts {
        let found = self.found(method);
        let code = found.method.code.as_ref();
        MethodFacts {
            name: found.full_name(),
            class: self.class_facts(&pointed(&found.class_name())),
            is_static: found.is(STATIC),
            is_synchronized: found.is(SYNCHRONIZED),
            max_locals: code.map_or(0, |code| code.max_locals),
            max_stack: code.map_or(0, |code| code.max_stack),
            code: code.map_or(Vec::new(), |code| damaged(code.code, self.damage)),
            handlers: code.map_or(Vec::new(), |code| code.handlers.clone()),
        }
    }

    fn descriptor(&self, site: Site) -> String {
        let class = self.found(site.method).class;
        let dynamic = || class.pool.dynamic(site.index).map(|(_, _, it)| text(it));
        self.member(site)
            .map(|member| member.2)
            .or_else(dynamic)
            .unwrap_or_default()
    }

    fn field(&self, site: Site, access: Access) -> Answer<FieldFacts> {
        let wants_static = matches!(access, Access::GetStatic | Access::PutStatic);
        let facts = self.member(site).map(|(class, name, descriptor)| {
            let known = self.program.field(&class, &name, &descriptor);
            let unknown = (class, if wants_static { STATIC } else { 0 });
            let (holder, flags) = known.unwrap_or(unknown);
            let class = self.class_facts(&pointed(&holder));
            let name = format!("{}.{name}:{descriptor}", class.name);
            FieldFacts {
                id: FieldId(self.fields.borrow_mut().number(&name)),
                name,
                class,
                is_static: flags & STATIC != 0,
                is_volatile: flags & VOLATILE != 0,
            }
        });
        self.answer(site, facts)
    }

    fn call(&self, site: Site, invoke: Invoke) -> Answer<CallFacts> {
        let facts = self.member(site).map(|(class, name, descriptor)| {
            let is_handle = matches!(
                class.as_str(),
                "java/lang/invoke/MethodHandle" | "java/lang/invoke/VarHandle"
            );
            if is_handle && invoke == Invoke::Virtual && !name.starts_with("invokeBasic") {
                return self.linked("Linker.handle", &descriptor, true);
            }
            let found = self.program.method(&class, &name, &descriptor);
            let has = |flag| found.is_some_and(|found| found.is(flag));
            let is_bound = has(PRIVATE) || has(FINAL);
            let dispatch = match invoke {
                Invoke::Static => Dispatch::Static,
                Invoke::Special => Dispatch::Special,
                Invoke::Virtual | Invoke::Interface if is_bound => Dispatch::Special,
                Invoke::Virtual => Dispatch::Virtual,
                Invoke::Interface => Dispatch::Interface,
            };
            let holder = found.map_or(class, |found| found.class_name());
            let class = self.class_facts(&pointed(&holder));
            let name = format!("{}.{name}{descriptor}", class.name);
            let is_checked = invoke == Invoke::Interface && is_bound;
            CallFacts {
                method: MethodId(self.methods.borrow_mut().number(&name)),
                intrinsic: Intrinsic::of(&name),
                name,
                receiver: is_checked.then(|| class.clone()),
                class,
                dispatch,
                is_linked: false,
                appendix: None,
            }
        });
        self.answer(site, facts)
    }

    fn call_site(&self, site: Site) -> Answer<CallFacts> {
        let descriptor = self.descriptor(site);
        let facts = descriptor
            .starts_with('(')
            .then(|| self.linked("Linker.site", &descriptor, false));
        self.answer(site, facts)
    }

    fn class(&self, site: Site) -> Answer<ClassFacts> {
        let class = self.found(site.method).class;
        let name = class.pool.class_name(site.index).map(text);
        self.answer(site, name.map(|name| self.class_facts(&pointed(&name))))
    }

    fn array_class(&self, site: Site) -> Answer<ClassFacts> {
        let class = self.found(site.method).class;
        let name = class.pool.class_name(site.index).map(text);
        let facts = name.map(|name| {
            self.class_facts(&match name.starts_with('[') {
                true => format!("[{name}"),
                false => format!("[L{name};"),
            })
        });
        self.answer(site, facts)
    }

    fn constant(&self, site: Site) -> Answer<Constant> {
        let class = self.found(site.method).class;
        let pool = &class.pool;
        let object = |name: String| Constant::Object(self.object_facts(&name));
        let constant = pool.get(site.index).map(|constant| match *constant {
            PoolConstant::Integer(value) => Constant::Int(value),
            PoolConstant::Long(value) => Constant::Long(value),
            PoolConstant::Float(value) => Constant::Float(value.to_bits()),
            PoolConstant::Double(value) => Constant::Double(value.to_bits()),
            PoolConstant::String { utf8_index } => {
                object(format!("\"{}\"", text(pool.utf8(utf8_index).unwrap())))
            }
            PoolConstant::Class { .. } => object(text(pool.class_name(site.index).unwrap())),
            PoolConstant::Dynamic { .. } => match self.descriptor(site).as_str() {
                "I" | "Z" | "B" | "C" | "S" => Constant::Int(1),
                "J" => Constant::Long(1),
                "F" => Constant::Float(0),
                "D" => Constant::Double(0),
                _ => Constant::Null,
            },
            _ => object(format!("constant {}", site.index)),
        });
        self.answer(site, constant)
    }

    fn mirror(&self, class: ClassId) -> Answer<ObjectFacts> {
        let name = self.classes.borrow().names[class.0 as usize].clone();
        Answer::Resolved(self.object_facts(&format!("class {name}")))
    }

    fn is_initialized(&self, class: ClassId) -> bool {
        class.0.is_multiple_of(2)
    }

    fn profile(&self, _: MethodId) -> Profile {
        self.profile.clone()
    }

    fn speculation_failed(&self, _: MethodId, bci: u32, _: Reason) -> bool {
        bci.is_multiple_of(5)
    }

    fn fast_throws(&self, _: MethodId) -> Vec<FastThrow> {
        if !self.throws {
            return Vec::new();
        }
        let reasons = [
            Reason::NullCheck,
            Reason::BoundsCheck,
            Reason::ZeroCheck,
            Reason::ClassCheck,
        ];
        let rows = (0..1000).flat_map(|bci| {
            reasons.map(|reason| FastThrow {
                bci,
                reason,
                exception: self.object_facts(&format!("exception of {reason:?}")),
            })
        });
        rows.collect()
    }
}

/// The code with a few bytes changed.
fn damaged(code: &[u8], seed: Option<u32>) -> Vec<u8> {
    let mut code = code.to_vec();
    let Some(seed) = seed else {
        return code;
    };
    let mut state = seed.wrapping_add(code.len() as u32) | 1;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize
    };
    for _ in 0..1 + random() % 3 {
        let at = random() % code.len();
        code[at] = match random() % 3 {
            0 => code[at].wrapping_add(1),
            1 => code[random() % code.len()],
            _ => random() as u8,
        };
    }
    code
}
