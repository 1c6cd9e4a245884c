//! Copying bytes from rsi to rdi.
//!
//! Everything is loaded before anything is stored, so that the two may overlap: from the beginning and
//! from the end, in pieces of the same size that overlap in the middle. Longer runs are copied in
//! rounds of 32 bytes, from the end where the target's beginning lies within the source; and the longest
//! by the processor's own copying of strings. Elements are aligned, and each piece holds whole ones.

use super::Emitter;
use super::assembler::Mark;
use super::operands::{SCRATCH, SCRATCH2, byte, narrow, register};
use super::outline::Outline;
use crate::machine::Width;
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};

/// Bytes of a vector register.
const VECTOR: i64 = 16;
/// What a round copies.
const ROUND: i64 = 2 * VECTOR;
/// From so many bytes on the processor's copying of strings is faster than rounds.
const LONG: i32 = 2048;
/// Closer than this it is slow.
const NEAR: i32 = -64;

/// A piece of memory at the beginning (`at` counts from there) or at the end of a run.
#[derive(Clone, Copy)]
struct Piece {
    at: i64,
    from_end: bool,
}

const fn first(at: i64) -> Piece {
    Piece {
        at,
        from_end: false,
    }
}

/// The last so many bytes.
const fn last(size: i64) -> Piece {
    Piece {
        at: -size,
        from_end: true,
    }
}

impl Piece {
    /// In the run that begins here and is as long as rcx says, or as `size`.
    fn of(self, start: R, size: Option<u32>) -> MemoryOperand {
        match size {
            Some(size) if self.from_end => {
                MemoryOperand::with_base_displ(start, i64::from(size) + self.at)
            }
            None if self.from_end => {
                MemoryOperand::with_base_index_scale_displ_size(start, R::RCX, 1, self.at, 1)
            }
            _ => MemoryOperand::with_base_displ(start, self.at),
        }
    }
}

const VECTORS: [R; 4] = [R::XMM0, R::XMM1, R::XMM2, R::XMM3];

impl Emitter<'_> {
    pub(super) fn copy_bytes(&mut self, log2_size: u8, size: Option<u32>) {
        match size {
            Some(size) => self.copy_known(size, log2_size),
            None => self.copy_some(log2_size),
        }
    }

    /// A run whose length is known.
    fn copy_known(&mut self, size: u32, log2_size: u8) {
        let n = Some(size);
        match size {
            0 => {}
            1 => self.general(Width::W8, &[first(0)], n),
            2 => self.general(Width::W16, &[first(0)], n),
            3 => self.copy_three(),
            4 => self.general(Width::W32, &[first(0)], n),
            5..8 => self.general(Width::W32, &[first(0), last(4)], n),
            8 => self.general(Width::W64, &[first(0)], n),
            9..16 => self.general(Width::W64, &[first(0), last(8)], n),
            16 => self.vectors(&[first(0)], n),
            17..=32 => self.vectors(&[first(0), last(VECTOR)], n),
            33..=48 => self.vectors(&[first(0), first(VECTOR), last(VECTOR)], n),
            _ => self.vectors(
                &[first(0), first(VECTOR), last(2 * VECTOR), last(VECTOR)],
                n,
            ),
        }
        debug_assert!(size.is_multiple_of(1 << log2_size), "whole elements");
    }

    /// A run of rcx elements.
    fn copy_some(&mut self, log2_size: u8) {
        let [mark, small, done] = [0; 3].map(|_| self.asm.mark());
        let shift = i32::from(log2_size);
        if shift > 0 {
            self.asm.r_i(Code::Shl_rm64_imm8, R::RCX, shift);
        }
        self.asm.r_i(Code::Cmp_rm64_imm8, R::RCX, VECTOR as i32);
        self.asm.jump_if(ConditionCode::b, small);
        self.asm.r_i(Code::Cmp_rm64_imm8, R::RCX, ROUND as i32);
        self.asm.jump_if(ConditionCode::a, mark);
        self.vectors(&[first(0), last(VECTOR)], None);
        self.asm.jump(done);
        self.asm.bind(small);
        self.copy_small(log2_size, done);
        self.asm.bind(done);
        let back = done;
        self.outlines.push(Outline::CopyMore { mark, back });
    }

    /// A run of less than 16 bytes.
    fn copy_small(&mut self, log2_size: u8, done: Mark) {
        let [below_8, below_4, below_2] = [0; 3].map(|_| self.asm.mark());
        let below = |emitter: &mut Emitter<'_>, limit, mark| {
            emitter.asm.r_i(Code::Cmp_rm32_imm8, R::ECX, limit);
            emitter.asm.jump_if(ConditionCode::b, mark);
        };
        below(self, 8, below_8);
        self.general(Width::W64, &[first(0), last(8)], None);
        self.asm.jump(done);
        self.asm.bind(below_8);
        if log2_size == 3 {
            return;
        }
        below(self, 4, below_4);
        self.general(Width::W32, &[first(0), last(4)], None);
        self.asm.jump(done);
        self.asm.bind(below_4);
        if log2_size == 2 {
            return;
        }
        below(self, 2, below_2);
        if log2_size == 1 {
            self.general(Width::W16, &[first(0)], None);
            self.asm.bind(below_2);
            return;
        }
        let (two, end) = (first(0), last(1));
        self.load_general(Width::W16, SCRATCH, two.of(R::RSI, None));
        self.load_general(Width::W8, SCRATCH2, end.of(R::RSI, None));
        self.store_general(Width::W16, two.of(R::RDI, None), SCRATCH);
        self.store_general(Width::W8, end.of(R::RDI, None), SCRATCH2);
        self.asm.jump(done);
        self.asm.bind(below_2);
        self.asm.r_r(Code::Test_rm32_r32, R::ECX, R::ECX);
        self.asm.jump_if(ConditionCode::e, done);
        self.general(Width::W8, &[first(0)], None);
    }

    /// Three bytes.
    fn copy_three(&mut self) {
        let (two, end) = (first(0), last(1));
        self.load_general(Width::W16, SCRATCH, two.of(R::RSI, Some(3)));
        self.load_general(Width::W8, SCRATCH2, end.of(R::RSI, Some(3)));
        self.store_general(Width::W16, two.of(R::RDI, Some(3)), SCRATCH);
        self.store_general(Width::W8, end.of(R::RDI, Some(3)), SCRATCH2);
    }

    /// Copies one or two pieces through general registers.
    fn general(&mut self, width: Width, pieces: &[Piece], size: Option<u32>) {
        let registers = [SCRATCH, SCRATCH2];
        for (piece, register) in pieces.iter().zip(registers) {
            self.load_general(width, register, piece.of(R::RSI, size));
        }
        for (piece, register) in pieces.iter().zip(registers) {
            self.store_general(width, piece.of(R::RDI, size), register);
        }
    }

    fn load_general(&mut self, width: Width, to: R, from: MemoryOperand) {
        match width {
            Width::W8 => self.asm.r_m(Code::Movzx_r32_rm8, narrow(to), from),
            Width::W16 => self.asm.r_m(Code::Movzx_r32_rm16, narrow(to), from),
            Width::W32 => self.asm.r_m(Code::Mov_r32_rm32, narrow(to), from),
            Width::W64 | Width::Xmm => self.asm.r_m(Code::Mov_r64_rm64, to, from),
        }
    }

    fn store_general(&mut self, width: Width, to: MemoryOperand, from: R) {
        match width {
            Width::W8 => self.asm.m_r(Code::Mov_rm8_r8, to, byte(from)),
            Width::W16 => {
                let number = (from as u32 - R::RAX as u32) as u8;
                let half = register(number, Width::W16);
                self.asm.m_r(Code::Mov_rm16_r16, to, half);
            }
            Width::W32 => self.asm.m_r(Code::Mov_rm32_r32, to, narrow(from)),
            Width::W64 | Width::Xmm => self.asm.m_r(Code::Mov_rm64_r64, to, from),
        }
    }

    /// Copies pieces through vector registers, all of them loaded first.
    fn vectors(&mut self, pieces: &[Piece], size: Option<u32>) {
        for (piece, vector) in pieces.iter().zip(VECTORS) {
            let from = piece.of(R::RSI, size);
            self.asm.r_m(Code::Movdqu_xmm_xmmm128, vector, from);
        }
        for (piece, vector) in pieces.iter().zip(VECTORS) {
            let to = piece.of(R::RDI, size);
            self.asm.m_r(Code::Movdqu_xmmm128_xmm, to, vector);
        }
    }

    /// A run of more than 32 bytes.
    pub(super) fn copy_more(&mut self, back: Mark) {
        let [rounds, forwards, backwards] = [0; 3].map(|_| self.asm.mark());
        let four = [first(0), first(VECTOR), last(2 * VECTOR), last(VECTOR)];
        self.asm.r_i(Code::Cmp_rm64_imm8, R::RCX, 2 * ROUND as i32);
        self.asm.jump_if(ConditionCode::a, rounds);
        self.vectors(&four, None);
        self.asm.jump(back);

        self.asm.bind(rounds);
        self.asm.r_r(Code::Mov_r64_rm64, SCRATCH, R::RDI);
        self.asm.r_r(Code::Sub_r64_rm64, SCRATCH, R::RSI);
        self.asm.r_r(Code::Cmp_r64_rm64, SCRATCH, R::RCX);
        self.asm.jump_if(ConditionCode::b, backwards);
        self.asm.r_i(Code::Cmp_rm64_imm32, R::RCX, LONG);
        self.asm.jump_if(ConditionCode::b, forwards);
        self.asm.r_i(Code::Cmp_rm64_imm8, SCRATCH, NEAR);
        self.asm.jump_if(ConditionCode::a, forwards);
        self.asm.repeat_movsb();
        self.asm.jump(back);

        self.asm.bind(forwards);
        self.copy_forwards();
        self.asm.jump(back);
        self.asm.bind(backwards);
        self.copy_backwards();
        self.asm.jump(back);
    }

    /// In rounds; the last 32 bytes are loaded first and stored last.
    fn copy_forwards(&mut self) {
        let ends = [last(2 * VECTOR), last(VECTOR)];
        for (piece, vector) in ends.iter().zip([R::XMM2, R::XMM3]) {
            let from = piece.of(R::RSI, None);
            self.asm.r_m(Code::Movdqu_xmm_xmmm128, vector, from);
        }
        let end = last(ROUND).of(R::RDI, None);
        self.asm.r_m(Code::Lea_r64_m, SCRATCH, end);
        let again = self.asm.here();
        self.vectors(&[first(0), first(VECTOR)], None);
        self.asm.r_i(Code::Add_rm64_imm8, R::RSI, ROUND as i32);
        self.asm.r_i(Code::Add_rm64_imm8, R::RDI, ROUND as i32);
        self.asm.r_r(Code::Cmp_r64_rm64, R::RDI, SCRATCH);
        self.asm.jump_if(ConditionCode::b, again);
        self.store_two(SCRATCH);
    }

    /// In rounds from the end; the first 32 bytes are loaded first and stored last.
    fn copy_backwards(&mut self) {
        for (piece, vector) in [first(0), first(VECTOR)].iter().zip([R::XMM2, R::XMM3]) {
            let from = piece.of(R::RSI, None);
            self.asm.r_m(Code::Movdqu_xmm_xmmm128, vector, from);
        }
        let again = self.asm.here();
        self.vectors(&[last(2 * VECTOR), last(VECTOR)], None);
        self.asm.r_i(Code::Sub_rm64_imm8, R::RCX, ROUND as i32);
        self.asm.r_i(Code::Cmp_rm64_imm8, R::RCX, ROUND as i32);
        self.asm.jump_if(ConditionCode::a, again);
        self.store_two(R::RDI);
    }

    /// Stores the two vectors that were kept.
    fn store_two(&mut self, at: R) {
        for (piece, vector) in [first(0), first(VECTOR)].iter().zip([R::XMM2, R::XMM3]) {
            let to = piece.of(at, None);
            self.asm.m_r(Code::Movdqu_xmmm128_xmm, to, vector);
        }
    }
}
