//! The allocation buffer: is there room, and taking it.

use super::Emitter;
use super::operands::{SCRATCH, narrow};
use crate::layout::Bump;
use crate::machine::Op;
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::Allocation;

/// Objects are multiples of this.
const OBJECT_ALIGNMENT: i32 = 8;

impl Emitter<'_> {
    pub(super) fn allocation(&mut self, op: Op, at: &[Allocation]) {
        let bump = self.target.layout.thread.bump;
        let bump = bump.expect("lowering uses the buffer only if there is one");
        match op {
            Op::Reserve { size } => {
                let to = self.wide(at[0]);
                self.cursor(bump, to);
                let end = MemoryOperand::with_base_displ(to, i64::from(size));
                self.asm.r_m(Code::Lea_r64_m, SCRATCH, end);
                self.compare_limit(bump);
            }
            Op::ReserveArray { base, log2_size } => {
                self.reserve_array(bump, base, log2_size, at);
            }
            Op::Commit { size, class } => {
                let object = self.wide(at[1]);
                let end = MemoryOperand::with_base_displ(object, i64::from(size));
                self.asm.r_m(Code::Lea_r64_m, SCRATCH, end);
                self.take(bump, object, class);
            }
            Op::CommitArray {
                base,
                log2_size,
                class,
            } => {
                let (length, object) = (self.wide(at[1]), self.wide(at[2]));
                self.array_size(base, log2_size, length);
                self.asm.r_r(Code::Add_r64_rm64, SCRATCH, object);
                self.take(bump, object, class);
                let offset = i64::from(self.target.layout.array_length);
                let place = MemoryOperand::with_base_displ(object, offset);
                self.asm.m_r(Code::Mov_rm32_r32, place, narrow(length));
            }
            _ => unreachable!("the caller hands over allocations"),
        }
    }

    fn cursor(&mut self, bump: Bump, to: R) {
        let cursor = self.thread(bump.cursor);
        self.asm.r_m(Code::Mov_r64_rm64, to, cursor);
    }

    /// *Above*: the end in r11 is behind the limit.
    fn compare_limit(&mut self, bump: Bump) {
        let limit = self.thread(bump.limit);
        self.asm.r_m(Code::Cmp_r64_rm64, SCRATCH, limit);
    }

    /// *Above*, too, for lengths that are too large for the buffer at all.
    fn reserve_array(&mut self, bump: Bump, base: i32, log2_size: u8, at: &[Allocation]) {
        let (length, to) = (self.wide(at[0]), self.wide(at[1]));
        let done = self.asm.mark();
        let room = bump.max_size as i32 - base - OBJECT_ALIGNMENT;
        let most = room.max(0) >> log2_size;
        self.cursor(bump, to);
        self.asm.r_i(Code::Cmp_rm32_imm32, narrow(length), most);
        self.asm.jump_if(ConditionCode::a, done);
        self.array_size(base, log2_size, length);
        self.asm.r_r(Code::Add_r64_rm64, SCRATCH, to);
        self.compare_limit(bump);
        self.asm.bind(done);
    }

    /// Bytes of an array, in r11.
    fn array_size(&mut self, base: i32, log2_size: u8, length: R) {
        let rounded = i64::from(base + OBJECT_ALIGNMENT - 1);
        let scale = 1 << log2_size;
        let size = MemoryOperand::new(R::None, length, scale, rounded, 8, false, R::None);
        self.asm.r_m(Code::Lea_r64_m, SCRATCH, size);
        self.asm
            .r_i(Code::And_rm64_imm8, SCRATCH, -OBJECT_ALIGNMENT);
    }

    /// Moves the cursor to the end in r11, and makes the memory an object of the class. The rest
    /// of it is zero.
    fn take(&mut self, bump: Bump, object: R, class: u32) {
        let cursor = self.thread(bump.cursor);
        self.asm.m_r(Code::Mov_rm64_r64, cursor, SCRATCH);
        let offset = i64::from(self.target.layout.class_word);
        let word = MemoryOperand::with_base_displ(object, offset);
        self.asm.m_i(Code::Mov_rm32_imm32, word, class as i32);
    }
}
