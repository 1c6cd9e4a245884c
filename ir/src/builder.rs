//! Appending instructions: one method for each row of the table.

use crate::entities::{Block, ClassRef, FieldRef, Inst, MethodRef, ObjectRef, State, Value};
use crate::function::Function;
use crate::immediate::{Condition, Element, Immediate, Reason};
use crate::instruction::{BlockCall, InstData};
use crate::opcode::Opcode;
use crate::routine::Routine;
use smallvec::SmallVec;

/// Appends instructions to a block. The methods that are named after mnemonics come from the
/// table; those of terminators with targets are written out here.
#[derive(Debug)]
pub struct Builder<'f> {
    /// The function.
    pub func: &'f mut Function,
    block: Block,
}

macro_rules! immediate_type {
    (Int) => {
        i32
    };
    (Long) => {
        i64
    };
    (Float) => {
        f32
    };
    (Double) => {
        f64
    };
    (Condition) => {
        Condition
    };
    (Reason) => {
        Reason
    };
    (Element) => {
        Element
    };
    (Class) => {
        ClassRef
    };
    (Field) => {
        FieldRef
    };
    (Method) => {
        MethodRef
    };
    (Object) => {
        ObjectRef
    };
    (Routine) => {
        Routine
    };
}

macro_rules! immediate_value {
    (Float $value:ident) => {
        Immediate::Float($value.to_bits())
    };
    (Double $value:ident) => {
        Immediate::Double($value.to_bits())
    };
    ($kind:ident $value:ident) => {
        Immediate::$kind($value)
    };
    () => {
        Immediate::None
    };
}

macro_rules! outcome_type {
    (None) => {
        Inst
    };
    (Returned) => {
        Inst
    };
    ($type:ident) => {
        Value
    };
}

macro_rules! outcome {
    (None $builder:ident $inst:ident) => {
        $inst
    };
    (Returned $builder:ident $inst:ident) => {
        $inst
    };
    ($type:ident $builder:ident $inst:ident) => {
        $builder
            .func
            .result($inst)
            .expect("the row has a result, and the operands have types")
    };
}

/// Rows with targets have hand-written methods.
macro_rules! define_method {
    ($(#[doc = $doc:literal])+ $mnemonic:ident $opcode:ident ($($operand:ident)*) ($($rest:ident)?) ($($immediate:ident)?) $result:ident ($targets:ident)) => {};
    ($(#[doc = $doc:literal])+ $mnemonic:ident $opcode:ident ($($operand:ident)*) () ($($immediate:ident)?) $result:ident ()) => {
        $(#[doc = $doc])+
        pub fn $mnemonic(&mut self, $($operand: Value,)* $(immediate: immediate_type!($immediate))?) -> outcome_type!($result) {
            let inst = self.append(InstData::new(Opcode::$opcode, immediate_value!($($immediate immediate)?), &[$($operand),*]));
            outcome!($result self inst)
        }
    };
    ($(#[doc = $doc:literal])+ $mnemonic:ident $opcode:ident ($($operand:ident)*) ($rest:ident) ($($immediate:ident)?) $result:ident ()) => {
        $(#[doc = $doc])+
        pub fn $mnemonic(&mut self, $rest: &[Value], $(immediate: immediate_type!($immediate))?) -> outcome_type!($result) {
            let inst = self.append(InstData::new(Opcode::$opcode, immediate_value!($($immediate immediate)?), $rest));
            outcome!($result self inst)
        }
    };
}

macro_rules! define_builder {
    ($(
        $(#[doc = $doc:literal])+
        $mnemonic:ident = $opcode:ident :
            ($($operand:ident: $type:ident),* $(..$rest:ident)? $(; $immediate:ident)?) -> $result:ident $(=> $targets:ident)?
            [$($effect:ident $(($region:ident))?)*];
    )*) => {
        #[expect(clippy::new_ret_no_self, reason = "named after the mnemonic `new`")]
        impl Builder<'_> {
            $(define_method! { $(#[doc = $doc])+ $mnemonic $opcode ($($operand)*) ($($rest)?) ($($immediate)?) $result ($($targets)?) })*
        }
    };
}

crate::for_each_op!(define_builder);

impl<'f> Builder<'f> {
    /// Appends to `block`.
    pub fn at(func: &'f mut Function, block: Block) -> Builder<'f> {
        Builder { func, block }
    }

    /// Goes on at the end of another block.
    pub fn switch_to(&mut self, block: Block) {
        self.block = block;
    }

    /// The block that is appended to.
    pub fn block(&self) -> Block {
        self.block
    }

    /// Appends an instruction.
    pub fn append(&mut self, data: InstData) -> Inst {
        let inst = self.func.add_inst(data);
        self.func.layout.append_inst(inst, self.block);
        inst
    }

    /// Appends an instruction with targets.
    fn append_with_targets(&mut self, mut data: InstData, targets: &[(Block, &[Value])]) -> Inst {
        data.targets = targets
            .iter()
            .map(|(block, args)| BlockCall {
                block: *block,
                args: SmallVec::from_slice(args),
            })
            .collect();
        self.append(data)
    }

    /// Gives the instruction that was appended last, or any other, a frame state.
    pub fn set_state(&mut self, inst: Inst, state: State) {
        self.func.inst_mut(inst).state = Some(state);
    }

    /// Goes on at the target.
    pub fn jump(&mut self, block: Block, args: &[Value]) -> Inst {
        let data = InstData::new(Opcode::Jump, Immediate::None, &[]);
        self.append_with_targets(data, &[(block, args)])
    }

    /// Goes on at `yes` when the condition is not 0, else at `no`.
    pub fn branch(
        &mut self,
        condition: Value,
        yes: (Block, &[Value]),
        no: (Block, &[Value]),
    ) -> Inst {
        let data = InstData::new(Opcode::Branch, Immediate::None, &[condition]);
        self.append_with_targets(data, &[yes, no])
    }

    /// Goes on at the target of the key, else at the default.
    pub fn switch(
        &mut self,
        key: Value,
        default: (Block, &[Value]),
        cases: &[(i32, Block, &[Value])],
    ) -> Inst {
        let mut data = InstData::new(Opcode::Switch, Immediate::None, &[key]);
        data.keys = cases.iter().map(|(key, ..)| *key).collect();
        let mut targets = vec![default];
        targets.extend(cases.iter().map(|(_, block, args)| (*block, *args)));
        self.append_with_targets(data, &targets)
    }

    /// Calls with `opcode`, one of the `Try` operations; the first parameter of `normal` gets the
    /// result, that of `exceptional` the exception.
    pub fn try_call(
        &mut self,
        opcode: Opcode,
        method: MethodRef,
        arguments: &[Value],
        normal: (Block, &[Value]),
        exceptional: (Block, &[Value]),
    ) -> Inst {
        let data = InstData::new(opcode, Immediate::Method(method), arguments);
        self.append_with_targets(data, &[normal, exceptional])
    }
}

#[cfg(test)]
mod tests {
    use super::Builder;
    use crate::function::Function;
    use crate::immediate::Condition;
    use crate::types::{Signature, Type};

    #[test]
    fn methods_append_rows_of_the_table() {
        let signature = Signature {
            params: vec![Type::I32],
            returns: Some(Type::I32),
        };
        let mut func = Function::new("max0", signature);
        let entry = func.add_block();
        let join = func.add_block();
        let x = func.add_param(entry, Type::I32);
        let result = func.add_param(join, Type::I32);
        let mut builder = Builder::at(&mut func, entry);
        let zero = builder.iconst(0);
        let is_negative = builder.icmp(x, zero, Condition::Lt);
        builder.branch(is_negative, (join, &[zero]), (join, &[x]));
        builder.switch_to(join);
        builder.ret(result);
        assert_eq!(
            func.to_string(),
            "fn @max0(i32) -> i32 {\n\
             b0(v0: i32):\n    v2 = iconst 0\n    v3 = icmp lt, v0, v2\n    branch v3, b1(v2), b1(v0)\n\
             b1(v1: i32):\n    ret v1\n}\n"
        );
    }
}
