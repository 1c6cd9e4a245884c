//! Loads, stores and the collector's barrier.

use super::Emitter;
use super::operands::{
    SCRATCH, SCRATCH_NUMBER, SCRATCH2, SCRATCH2_NUMBER, byte, narrow, number, register,
};
use super::outline::Outline;
use crate::facts::Kind;
use crate::machine::{Address, Base, Op, Width};
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::Allocation;

impl Emitter<'_> {
    pub(super) fn access(&mut self, op: Op, at: &[Allocation]) {
        match op {
            Op::Load(kind, address) => {
                let memory = self.memory(address, at);
                self.load(kind, memory, at[address.n_operands()]);
            }
            Op::Store(kind, address) => {
                let memory = self.memory(address, at);
                self.store(kind, memory, at[address.n_operands()]);
            }
            Op::StoreConstant(kind, address, constant) => {
                let memory = self.memory(address, at);
                self.store_constant(kind, memory, constant);
            }
            Op::StoreByteElement(address) => self.store_byte_element(address, at),
            _ => unreachable!("the caller hands over loads and stores"),
        }
    }

    /// The place of an address; its base may be in r10 then.
    pub(super) fn memory(&mut self, address: Address, at: &[Allocation]) -> MemoryOperand {
        let displacement = i64::from(address.displacement);
        let (base, rest) = match address.base {
            Base::Operand => (self.wide(at[0]), &at[1..]),
            Base::Fixed(start) => {
                self.asm.number(SCRATCH2_NUMBER, start as i64);
                (SCRATCH2, at)
            }
        };
        if address.scale == 0 {
            return MemoryOperand::with_base_displ(base, displacement);
        }
        let index = self.wide(rest[0]);
        let scale = u32::from(address.scale);
        MemoryOperand::with_base_index_scale_displ_size(base, index, scale, displacement, 1)
    }

    fn load(&mut self, kind: Kind, from: MemoryOperand, to: Allocation) {
        let (code, width) = match kind {
            Kind::Boolean => (Code::Movzx_r32_rm8, Width::W32),
            Kind::Byte => (Code::Movsx_r32_rm8, Width::W32),
            Kind::Char => (Code::Movzx_r32_rm16, Width::W32),
            Kind::Short => (Code::Movsx_r32_rm16, Width::W32),
            Kind::Int | Kind::Reference => (Code::Mov_r32_rm32, Width::W32),
            Kind::Long => (Code::Mov_r64_rm64, Width::W64),
            Kind::Float => (Code::Movss_xmm_xmmm32, Width::Xmm),
            Kind::Double => (Code::Movsd_xmm_xmmm64, Width::Xmm),
        };
        self.asm.r_m(code, register(number(to), width), from);
        if kind == Kind::Reference {
            let shift = i32::from(self.target.layout.reference_shift);
            let to = self.wide(to);
            self.asm.r_i(Code::Shl_rm64_imm8, to, shift);
        }
    }

    fn store(&mut self, kind: Kind, to: MemoryOperand, from: Allocation) {
        let value = |width| register(number(from), width);
        match kind {
            Kind::Boolean => {
                self.asm
                    .r_r(Code::Mov_r32_rm32, narrow(SCRATCH), value(Width::W32));
                self.asm.r_i(Code::And_rm32_imm8, narrow(SCRATCH), 1);
                self.asm.m_r(Code::Mov_rm8_r8, to, byte(SCRATCH));
            }
            Kind::Byte => self.asm.m_r(Code::Mov_rm8_r8, to, value(Width::W8)),
            Kind::Char | Kind::Short => self.asm.m_r(Code::Mov_rm16_r16, to, value(Width::W16)),
            Kind::Int => self.asm.m_r(Code::Mov_rm32_r32, to, value(Width::W32)),
            Kind::Long => self.asm.m_r(Code::Mov_rm64_r64, to, value(Width::W64)),
            Kind::Float => self.asm.m_r(Code::Movss_xmmm32_xmm, to, value(Width::Xmm)),
            Kind::Double => self.asm.m_r(Code::Movsd_xmmm64_xmm, to, value(Width::Xmm)),
            Kind::Reference => {
                let shift = i32::from(self.target.layout.reference_shift);
                self.asm.r_r(Code::Mov_r64_rm64, SCRATCH, value(Width::W64));
                self.asm.r_i(Code::Shr_rm64_imm8, SCRATCH, shift);
                self.asm.m_r(Code::Mov_rm32_r32, to, narrow(SCRATCH));
            }
        }
    }

    fn store_constant(&mut self, kind: Kind, to: MemoryOperand, constant: i32) {
        let (code, constant) = match kind {
            Kind::Boolean | Kind::Byte => (Code::Mov_rm8_imm8, i32::from(constant as i8)),
            Kind::Char | Kind::Short => (Code::Mov_rm16_imm16, i32::from(constant as i16)),
            Kind::Int | Kind::Float | Kind::Reference => (Code::Mov_rm32_imm32, constant),
            Kind::Long | Kind::Double => (Code::Mov_rm64_imm32, constant),
        };
        self.asm.m_i(code, to, constant);
    }

    /// Of `boolean[]` the lowest bit alone is kept.
    fn store_byte_element(&mut self, address: Address, at: &[Allocation]) {
        let array = self.wide(at[0]);
        let value = self.narrow(at[address.n_operands()]);
        let other = self.asm.mark();
        self.asm.r_r(Code::Mov_r32_rm32, narrow(SCRATCH), value);
        let offset = i64::from(self.target.layout.class_word);
        let word = MemoryOperand::with_base_displ(array, offset);
        let class = self.target.layout.boolean_array as i32;
        self.asm.m_i(Code::Cmp_rm32_imm32, word, class);
        self.asm.jump_if(ConditionCode::ne, other);
        self.asm.r_i(Code::And_rm32_imm8, narrow(SCRATCH), 1);
        self.asm.bind(other);
        let memory = self.memory(address, at);
        self.asm.m_r(Code::Mov_rm8_r8, memory, byte(SCRATCH));
    }

    /// Tests the object's bit of the table, of which 32 bits stand for 256 bytes of heap.
    pub(super) fn barrier(&mut self, object: Allocation) {
        let Some(table) = self.target.layout.log_table else {
            return;
        };
        let object = self.wide(object);
        self.asm.number(SCRATCH2_NUMBER, table as i64);
        self.asm.r_r(Code::Mov_r64_rm64, SCRATCH, object);
        self.asm.r_i(Code::Shr_rm64_imm8, SCRATCH, 8);
        let word = MemoryOperand::with_base_index_scale(SCRATCH2, SCRATCH, 4);
        self.asm.r_m(Code::Mov_r32_rm32, narrow(SCRATCH2), word);
        self.asm
            .r_r(Code::Mov_r32_rm32, narrow(SCRATCH), narrow(object));
        self.asm.r_i(Code::Shr_rm32_imm8, narrow(SCRATCH), 3);
        self.asm
            .r_r(Code::Bt_rm32_r32, narrow(SCRATCH2), narrow(SCRATCH));
        let mark = self.asm.mark();
        self.asm.jump_if(ConditionCode::b, mark);
        let back = self.asm.here();
        self.outlines.push(Outline::Remember { mark, back, object });
    }

    pub(super) fn fixed_barrier(&mut self, object: u64) {
        let Some(table) = self.target.layout.log_table else {
            return;
        };
        self.asm
            .number(SCRATCH_NUMBER, (table + (object >> 6)) as i64);
        let place = MemoryOperand::with_base(SCRATCH);
        let bit = 1_u8 << ((object >> 3) & 7);
        self.asm
            .m_i(Code::Test_rm8_imm8, place, i32::from(bit as i8));
        let mark = self.asm.mark();
        self.asm.jump_if(ConditionCode::ne, mark);
        let back = self.asm.here();
        self.outlines
            .push(Outline::RememberFixed { mark, back, object });
    }

    /// Orders memory as a locked instruction does.
    pub(super) fn fence(&mut self) {
        self.asm.locked_or(MemoryOperand::with_base(R::RSP));
    }
}
