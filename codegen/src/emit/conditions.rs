//! Flags: setting them, and what is done when they hold.

use super::Emitter;
use super::assembler::Mark;
use super::integers::code_rm_i;
use super::operands::{SCRATCH, SCRATCH_NUMBER, THREAD, byte, narrow};
use crate::machine::{Alu, Compare, Flags, Test, Width};
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::Allocation;

macro_rules! by_condition {
    ($condition:expr, $($code:ident: $jump:ident $set:ident $narrow:ident $wide:ident,)*) => {
        match $condition {
            $(ConditionCode::$code => Conditional {
                jump: Code::$jump,
                set: Code::$set,
                narrow: Code::$narrow,
                wide: Code::$wide,
            },)*
            ConditionCode::None => unreachable!("nothing is compared without condition"),
        }
    };
}

/// The instructions of a condition.
struct Conditional {
    jump: Code,
    set: Code,
    narrow: Code,
    wide: Code,
}

fn conditional(condition: ConditionCode) -> Conditional {
    by_condition! {
        condition,
        o: Jo_rel32_64 Seto_rm8 Cmovo_r32_rm32 Cmovo_r64_rm64,
        no: Jno_rel32_64 Setno_rm8 Cmovno_r32_rm32 Cmovno_r64_rm64,
        b: Jb_rel32_64 Setb_rm8 Cmovb_r32_rm32 Cmovb_r64_rm64,
        ae: Jae_rel32_64 Setae_rm8 Cmovae_r32_rm32 Cmovae_r64_rm64,
        e: Je_rel32_64 Sete_rm8 Cmove_r32_rm32 Cmove_r64_rm64,
        ne: Jne_rel32_64 Setne_rm8 Cmovne_r32_rm32 Cmovne_r64_rm64,
        be: Jbe_rel32_64 Setbe_rm8 Cmovbe_r32_rm32 Cmovbe_r64_rm64,
        a: Ja_rel32_64 Seta_rm8 Cmova_r32_rm32 Cmova_r64_rm64,
        s: Js_rel32_64 Sets_rm8 Cmovs_r32_rm32 Cmovs_r64_rm64,
        ns: Jns_rel32_64 Setns_rm8 Cmovns_r32_rm32 Cmovns_r64_rm64,
        p: Jp_rel32_64 Setp_rm8 Cmovp_r32_rm32 Cmovp_r64_rm64,
        np: Jnp_rel32_64 Setnp_rm8 Cmovnp_r32_rm32 Cmovnp_r64_rm64,
        l: Jl_rel32_64 Setl_rm8 Cmovl_r32_rm32 Cmovl_r64_rm64,
        ge: Jge_rel32_64 Setge_rm8 Cmovge_r32_rm32 Cmovge_r64_rm64,
        le: Jle_rel32_64 Setle_rm8 Cmovle_r32_rm32 Cmovle_r64_rm64,
        g: Jg_rel32_64 Setg_rm8 Cmovg_r32_rm32 Cmovg_r64_rm64,
    }
}

/// The jump for a condition.
pub fn jump(condition: ConditionCode) -> Code {
    conditional(condition).jump
}

impl Emitter<'_> {
    /// Sets the flags.
    pub(super) fn test(&mut self, test: Test, at: &[Allocation]) {
        match test {
            Test::Two(code, width) => {
                let x = super::operands::register(super::operands::number(at[0]), width);
                let y = self.rm(at[1], width);
                self.asm.r_rm(code, x, y);
            }
            Test::Constant { wide, constant } => {
                let x = self.rm(at[0], Width::of(wide));
                self.asm
                    .rm_i(code_rm_i(Alu::Cmp, wide, constant), x, constant);
            }
            Test::Zero { wide } => {
                let x = self.gpr(at[0], wide);
                let code = if wide {
                    Code::Test_rm64_r64
                } else {
                    Code::Test_rm32_r32
                };
                self.asm.r_r(code, x, x);
            }
            Test::Word { offset, constant } => {
                let word = MemoryOperand::with_base_displ(self.wide(at[0]), i64::from(offset));
                self.asm
                    .m_i(code_rm_i(Alu::Cmp, false, constant), word, constant);
            }
            Test::Instance(test) => {
                let (object, done) = (self.wide(at[0]), self.asm.mark());
                // Null alone is below 1, and is not equal to it.
                self.asm.r_i(Code::Cmp_rm64_imm8, object, 1);
                self.asm.jump_if(ConditionCode::b, done);
                self.subtype(test, object);
                self.asm.bind(done);
            }
            Test::Initialized {
                state,
                initialized,
                thread,
            } => {
                self.asm.number(SCRATCH_NUMBER, i64::from(state));
                let place = MemoryOperand::with_base(SCRATCH);
                self.asm
                    .m_i(Code::Cmp_rm8_imm8, place, i32::from(initialized as i8));
                let equal = self.asm.mark();
                self.asm.jump_if(ConditionCode::e, equal);
                let place = MemoryOperand::with_base_displ(SCRATCH, i64::from(thread));
                self.asm.m_r(Code::Cmp_rm64_r64, place, THREAD);
                self.asm.bind(equal);
            }
            Test::Thread { offset, wide } => {
                let word = self.thread(offset);
                self.asm.m_i(code_rm_i(Alu::Cmp, wide, 0), word, 0);
            }
            Test::Done => {}
        }
    }

    /// Jumps when the flags say so.
    pub(super) fn jump_when(&mut self, flags: Flags, mark: Mark) {
        match flags {
            Flags::Are(condition) => self.asm.jump_if(condition, mark),
            Flags::NotEqual => {
                self.asm.jump_if(ConditionCode::ne, mark);
                self.asm.jump_if(ConditionCode::p, mark);
            }
            Flags::Equal => {
                let not = self.asm.mark();
                self.asm.jump_if(ConditionCode::p, not);
                self.asm.jump_if(ConditionCode::e, mark);
                self.asm.bind(not);
            }
        }
    }

    /// 1 or 0.
    pub(super) fn set(&mut self, compare: Compare, at: &[Allocation]) {
        self.test(compare.test, at);
        let to = self.wide(at[compare.test.n_operands()]);
        let set = |condition| conditional(condition).set;
        match compare.flags {
            Flags::Are(condition) => self.asm.r(set(condition), byte(to)),
            Flags::Equal => {
                self.asm.r(set(ConditionCode::np), byte(SCRATCH));
                self.asm.r(set(ConditionCode::e), byte(to));
                self.asm.r_r(Code::And_r8_rm8, byte(to), byte(SCRATCH));
            }
            Flags::NotEqual => {
                self.asm.r(set(ConditionCode::p), byte(SCRATCH));
                self.asm.r(set(ConditionCode::ne), byte(to));
                self.asm.r_r(Code::Or_r8_rm8, byte(to), byte(SCRATCH));
            }
        }
        self.asm.r_r(Code::Movzx_r32_rm8, narrow(to), byte(to));
    }

    /// The result's register holds `no`; it gets `yes` when the condition holds.
    pub(super) fn select(&mut self, compare: Compare, wide: bool, float: bool, at: &[Allocation]) {
        self.test(compare.test, at);
        let n_tested = compare.test.n_operands();
        let (yes, to) = (at[n_tested + 1], at[n_tested + 2]);
        if float {
            let done = self.asm.mark();
            self.jump_when(compare.flags.negated(), done);
            self.copy(yes, to);
            return self.asm.bind(done);
        }
        let (yes, to) = (self.rm(yes, Width::of(wide)), self.gpr(to, wide));
        let mut move_if = |condition| {
            let codes = conditional(condition);
            let code = if wide { codes.wide } else { codes.narrow };
            self.asm.r_rm(code, to, yes);
        };
        match compare.flags {
            Flags::Are(condition) => move_if(condition),
            Flags::NotEqual => {
                move_if(ConditionCode::ne);
                move_if(ConditionCode::p);
            }
            Flags::Equal => unreachable!("lowering has exchanged the values"),
        }
    }

    /// The class of the object in a register, as 32 bits in another one.
    pub(super) fn load_class(&mut self, to: R, object: R) {
        let offset = i64::from(self.target.layout.class_word);
        let word = MemoryOperand::with_base_displ(object, offset);
        self.asm.r_m(Code::Mov_r32_rm32, narrow(to), word);
    }
}
