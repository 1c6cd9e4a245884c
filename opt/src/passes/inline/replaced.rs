//! Calls of methods of the VM that become instructions, or nothing, once their arguments are known.

use super::targets::{constant_object, exact_by_definition};
use super::{Inliner, place};
use ir::entities::{ClassRef, MethodRef};
use ir::immediate::Immediate;
use ir::instruction::{BlockCall, InstData};
use ir::opcode::Targets;
use ir::routine::Routine;
use ir::{Builder, Inst, Opcode, Type, Value};

/// Does nothing for objects without finalizer.
const OBJECT_CONSTRUCTOR: &str = "java.lang.Object.<init>()V";
/// The identity hash.
const HASH_CODE: &str = "java.lang.Object.hashCode()I";
/// What makes the objects of method handles of constructors: lambdas that capture something.
const ALLOCATE: &str =
    "jdk.internal.misc.Unsafe.allocateInstance(Ljava/lang/Class;)Ljava/lang/Object;";

impl Inliner<'_, '_> {
    /// Replaces the call of `method`, if it is one of these; false: it stays.
    pub(super) fn replace(&mut self, call: Inst, method: MethodRef) -> bool {
        let is_replaced = match self.func.methods[method].as_str() {
            OBJECT_CONSTRUCTOR => self.drop_constructor(call),
            ALLOCATE => self.allocate(call),
            HASH_CODE => self.identity_hash(call),
            _ => false,
        };
        if is_replaced {
            self.is_changed = true;
        }
        is_replaced
    }

    /// Takes out a call of the constructor of `Object`, when no finalizer wants to know of the
    /// object.
    fn drop_constructor(&mut self, call: Inst) -> bool {
        let data = self.func.inst(call).clone();
        let env = self.cx.env();
        let is_plain = match exact_by_definition(self.func, env, data.args[0]) {
            Some(class) => env.is_plain(self.func, class),
            None => {
                let caller = place(self.func, call);
                caller.is_some_and(|(caller, _)| env.makes_no_finalizable(self.func, caller))
            }
        };
        if !is_plain {
            return false;
        }
        self.cx
            .remark(self.func, "constructor of Object does nothing", call);
        if data.opcode.row().targets == Targets::Handler {
            self.jump_instead(call, data.targets[0].clone(), None);
        } else {
            self.func.layout.remove_inst(call);
        }
        true
    }

    /// Asks for the hash without a frame. A call with a handler stays: it ends its block.
    fn identity_hash(&mut self, call: Inst) -> bool {
        let data = self.func.inst(call);
        let is_plain = matches!(data.opcode, Opcode::CallSpecial | Opcode::CallVirtual);
        let &[receiver] = data.args.as_slice() else {
            return false;
        };
        if !is_plain {
            return false;
        }
        self.cx
            .remark(self.func, "the method is the identity hash", call);
        let routine = Immediate::Routine(Routine::IdentityHash);
        *self.func.inst_mut(call) = InstData::new(Opcode::Compute, routine, &[receiver]);
        true
    }

    /// Makes an object of a class that is a constant.
    fn allocate(&mut self, call: Inst) -> bool {
        let Some(class) = self.allocated(call) else {
            return false;
        };
        self.cx
            .remark(self.func, "class of the new object is known", call);
        let initialized = InstData::new(Opcode::GuardPassed, Immediate::None, &[]);
        let initialized = self.func.add_inst(initialized);
        self.func.layout.insert_before(initialized, call);
        let initialized = self.func.result(initialized).expect("it is a guard");
        let new = InstData::new(Opcode::New, Immediate::Class(class), &[initialized]);
        let data = self.func.inst(call).clone();
        if data.opcode.row().targets == Targets::Handler {
            let new = self.func.add_inst(new);
            self.func.layout.insert_before(new, call);
            let object = self.func.result(new);
            self.jump_instead(call, data.targets[0].clone(), object);
        } else {
            *self.func.inst_mut(call) = new;
        }
        true
    }

    /// The class that a call of [`ALLOCATE`] makes an object of.
    fn allocated(&mut self, call: Inst) -> Option<ClassRef> {
        let &[_, mirror] = self.func.inst(call).args.as_slice() else {
            return None;
        };
        let mirror = constant_object(self.func, mirror)?;
        let env = self.cx.env();
        let class = env.class_of_mirror(self.func, mirror)?;
        // The class may be new to the function.
        self.is_changed = true;
        let is_ready = env.is_plain(self.func, class) && env.is_initialized(self.func, class);
        is_ready.then_some(class)
    }

    /// Goes on behind a call with a handler, as if it had returned `result`.
    fn jump_instead(&mut self, call: Inst, mut next: BlockCall, result: Option<Value>) {
        let block = self.func.layout.block_of(call).expect("the call is placed");
        self.func.layout.remove_inst(call);
        let first = self.func.params(next.block).first();
        debug_assert!(
            result.is_none() || first.is_none_or(|p| self.func.value_type(*p) == Type::Ref),
            "the result goes to the first parameter"
        );
        let n_params = self.func.params(next.block).len();
        if let Some(result) = result.filter(|_| n_params > next.args.len()) {
            next.args.insert(0, result);
        }
        Builder::at(self.func, block).jump(next.block, &next.args);
    }
}
