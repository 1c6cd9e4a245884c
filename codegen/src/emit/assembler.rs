//! Encodes instructions one after the other, with marks to jump to.
//!
//! The low-level encoder, because it costs a third of what iced-x86's assembler does.

use super::pool::{Constant, Pool};
use iced_x86::{
    Code, ConditionCode, Encoder, IcedError, Instruction, MemoryOperand, Register as R,
};

/// A place in the code to jump to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark(u32);

/// A register or memory.
#[derive(Clone, Copy)]
pub enum Rm {
    /// A register.
    Register(R),
    /// Memory.
    Memory(MemoryOperand),
}

/// What the 4 bytes at an offset refer to, relative to the end of their instruction.
enum Fixup {
    Mark { at: u32, mark: Mark },
    Constant { at: u32, end: u32, constant: u32 },
}

/// Code under way.
pub struct Assembler {
    encoder: Encoder,
    offset: u32,
    /// Offset of the last instruction.
    last: u32,
    marks: Vec<u32>,
    fixups: Vec<Fixup>,
    /// Constants behind the code.
    pub pool: Pool,
    error: Option<String>,
}

/// A mark that is not bound yet.
const UNBOUND: u32 = u32::MAX;

impl Default for Assembler {
    fn default() -> Assembler {
        Assembler {
            encoder: Encoder::new(64),
            offset: 0,
            last: 0,
            marks: Vec::new(),
            fixups: Vec::new(),
            pool: Pool::default(),
            error: None,
        }
    }
}

impl Assembler {
    /// Bytes so far.
    pub fn offset(&self) -> u32 {
        self.offset
    }

    /// A new mark.
    pub fn mark(&mut self) -> Mark {
        self.marks.push(UNBOUND);
        Mark(self.marks.len() as u32 - 1)
    }

    /// Puts the mark here.
    pub fn bind(&mut self, mark: Mark) {
        debug_assert_eq!(self.marks[mark.0 as usize], UNBOUND, "bound twice");
        self.marks[mark.0 as usize] = self.offset;
    }

    /// Where a bound mark is.
    pub fn offset_of(&self, mark: Mark) -> u32 {
        self.marks[mark.0 as usize]
    }

    /// Does a jump or table lead between these offsets, both exclusive?
    pub fn is_entered_between(&self, after: u32, before: u32) -> bool {
        let mut marks = self.marks.iter();
        marks.any(|mark| (after + 1..before).contains(mark))
    }

    /// A new mark, here.
    pub fn here(&mut self) -> Mark {
        let mark = self.mark();
        self.bind(mark);
        mark
    }

    fn emit(&mut self, instruction: Result<Instruction, IcedError>) {
        let encoded = instruction.and_then(|instruction| {
            let at = u64::from(self.offset);
            self.encoder.encode(&instruction, at)
        });
        match encoded {
            Ok(length) => {
                self.last = self.offset;
                self.offset += length as u32;
            }
            Err(error) => {
                self.error.get_or_insert_with(|| error.to_string());
            }
        }
    }

    // Instructions by their operands.

    pub fn op(&mut self, code: Code) {
        self.emit(Ok(Instruction::with(code)));
    }

    pub fn r(&mut self, code: Code, r: R) {
        self.emit(Instruction::with1(code, r));
    }

    pub fn m(&mut self, code: Code, memory: MemoryOperand) {
        self.emit(Instruction::with1(code, memory));
    }

    pub fn r_r(&mut self, code: Code, to: R, from: R) {
        self.emit(Instruction::with2(code, to, from));
    }

    pub fn r_m(&mut self, code: Code, to: R, from: MemoryOperand) {
        self.emit(Instruction::with2(code, to, from));
    }

    pub fn m_r(&mut self, code: Code, to: MemoryOperand, from: R) {
        self.emit(Instruction::with2(code, to, from));
    }

    pub fn r_rm(&mut self, code: Code, to: R, from: Rm) {
        match from {
            Rm::Register(from) => self.r_r(code, to, from),
            Rm::Memory(from) => self.r_m(code, to, from),
        }
    }

    pub fn rm_i(&mut self, code: Code, to: Rm, constant: i32) {
        self.emit(match to {
            Rm::Register(to) => Instruction::with2(code, to, constant),
            Rm::Memory(to) => Instruction::with2(code, to, constant),
        });
    }

    pub fn r_i(&mut self, code: Code, to: R, constant: i32) {
        self.rm_i(code, Rm::Register(to), constant);
    }

    pub fn m_i(&mut self, code: Code, to: MemoryOperand, constant: i32) {
        self.rm_i(code, Rm::Memory(to), constant);
    }

    /// `lock code memory, r`.
    pub fn locked(&mut self, code: Code, memory: MemoryOperand, r: R) {
        let instruction = Instruction::with2(code, memory, r);
        self.emit(instruction.map(|mut instruction| {
            instruction.set_has_lock_prefix(true);
            instruction
        }));
    }

    /// `rep movsb`.
    pub fn repeat_movsb(&mut self) {
        self.emit(Instruction::with_rep_movsb(64));
    }

    /// `lock or dword memory, 0`.
    pub fn locked_or(&mut self, memory: MemoryOperand) {
        let instruction = Instruction::with2(Code::Or_rm32_imm8, memory, 0);
        self.emit(instruction.map(|mut instruction| {
            instruction.set_has_lock_prefix(true);
            instruction
        }));
    }

    pub fn r_r_rm(&mut self, code: Code, to: R, x: R, y: Rm) {
        self.emit(match y {
            Rm::Register(y) => Instruction::with3(code, to, x, y),
            Rm::Memory(y) => Instruction::with3(code, to, x, y),
        });
    }

    pub fn r_rm_i(&mut self, code: Code, to: R, from: Rm, constant: i32) {
        self.emit(match from {
            Rm::Register(from) => Instruction::with3(code, to, from, constant),
            Rm::Memory(from) => Instruction::with3(code, to, from, constant),
        });
    }

    /// Puts any number into a register.
    pub fn number(&mut self, to: u8, number: i64) {
        let (narrow, wide) = (R::EAX + u32::from(to), R::RAX + u32::from(to));
        if number == 0 {
            self.r_r(Code::Xor_r32_rm32, narrow, narrow);
        } else if let Ok(number) = u32::try_from(number) {
            self.emit(Instruction::with2(Code::Mov_r32_imm32, narrow, number));
        } else if let Ok(number) = i32::try_from(number) {
            self.emit(Instruction::with2(Code::Mov_rm64_imm32, wide, number));
        } else {
            self.emit(Instruction::with2(Code::Mov_r64_imm64, wide, number));
        }
    }

    // Jumps and constants: the distance is filled in at the end.

    fn branch(&mut self, code: Code, mark: Mark) {
        self.emit(Instruction::with_branch(code, u64::from(self.offset)));
        let at = self.offset.wrapping_sub(4);
        self.fixups.push(Fixup::Mark { at, mark });
    }

    pub fn jump(&mut self, mark: Mark) {
        self.branch(Code::Jmp_rel32_64, mark);
    }

    pub fn jump_if(&mut self, condition: ConditionCode, mark: Mark) {
        self.branch(super::conditions::jump(condition), mark);
    }

    /// A call whose 4-byte displacement is aligned, so that it can be patched while the code runs.
    /// Returns the displacement's offset; it is yet to be filled in.
    pub fn call_to_patch(&mut self) -> u32 {
        let rax = MemoryOperand::with_base(R::RAX);
        match self.offset % 4 {
            0 => self.m(Code::Nop_rm32, rax),
            1 => self.op(Code::Nopw),
            2 => self.op(Code::Nopd),
            _ => {}
        }
        let next = u64::from(self.offset) + 5;
        self.emit(Instruction::with_branch(Code::Call_rel32_64, next));
        self.offset.wrapping_sub(4)
    }

    /// An instruction with a constant behind the code as memory operand.
    pub fn r_constant(&mut self, code: Code, to: R, constant: Constant) {
        let number = self.pool.number(constant);
        let memory = MemoryOperand::with_base_displ(R::RIP, i64::from(self.offset));
        self.r_m(code, to, memory);
        let displacement = self.encoder.get_constant_offsets().displacement_offset();
        self.fixups.push(Fixup::Constant {
            at: self.last + displacement as u32,
            end: self.offset,
            constant: number,
        });
    }

    /// Everything: bytes, bytes of code, and offsets of the constants by number.
    pub fn finish(mut self) -> Result<(Vec<u8>, u32, Vec<u32>), String> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut bytes = self.encoder.take_buffer();
        let code_size = bytes.len() as u32;
        let marks = &self.marks;
        let offsets = self.pool.append(&mut bytes, |mark| marks[mark.0 as usize]);
        for fixup in &self.fixups {
            let (at, end, target) = match *fixup {
                Fixup::Mark { at, mark } => (at, at + 4, marks[mark.0 as usize]),
                Fixup::Constant { at, end, constant } => (at, end, offsets[constant as usize]),
            };
            if target == UNBOUND {
                return Err("a mark is not bound".to_owned());
            }
            let distance = target.wrapping_sub(end);
            bytes[at as usize..][..4].copy_from_slice(&distance.to_le_bytes());
        }
        Ok((bytes, code_size, offsets))
    }
}
