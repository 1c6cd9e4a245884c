//! Machine code as text, with the instructions of the function that it was made from.

use crate::Artifact;
use iced_x86::{Decoder, DecoderOptions, Formatter, Instruction, IntelFormatter};
use ir::text::InstText;
use std::fmt;

/// The code of an artifact, an instruction per line: address, bytes, and text in Intel's syntax.
/// A comment before them says which instruction of the function they belong to; branches show the
/// address that they lead to. Behind each call that the tables know stands what they say.
pub struct Listing<'a> {
    artifact: &'a Artifact,
    func: &'a ir::Function,
    start: u64,
}

impl<'a> Listing<'a> {
    /// The listing of code that was made from `func` and whose first byte is at address `start`.
    pub fn new(artifact: &'a Artifact, func: &'a ir::Function, start: u64) -> Listing<'a> {
        Listing {
            artifact,
            func,
            start,
        }
    }

    /// What the tables say of the call that returns to `offset`.
    fn note(&self, offset: u32) -> Option<String> {
        let exit = self.artifact.exits.iter().find(|exit| exit.pc == offset);
        if let Some(exit) = exit {
            let bci = exit.frames.first().map_or(0, |frame| frame.bci);
            return Some(format!("exit {:?} @ {bci}", exit.reason));
        }
        let mut safepoints = self.artifact.safepoints.iter();
        let safepoint = safepoints.find(|safepoint| safepoint.pc == offset)?;
        let n_references = safepoint.references.len();
        Some(format!("safepoint, {n_references} references"))
    }
}

impl fmt::Display for Listing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = &self.artifact.bytes[..self.artifact.code_size as usize];
        let mut formatter = IntelFormatter::new();
        let options = formatter.options_mut();
        options.set_space_after_operand_separator(true);
        options.set_hex_prefix("0x");
        options.set_hex_suffix("");
        let mut origins = self.artifact.origins.iter().peekable();
        let mut line = String::new();
        for one in Decoder::with_ip(64, code, self.start, DecoderOptions::NONE) {
            let offset = (one.ip() - self.start) as u32;
            while let Some((_, inst)) = origins.next_if(|(begin, _)| *begin <= offset) {
                writeln!(f, "  ; {}", InstText(self.func, *inst))?;
            }
            line.clear();
            formatter.format(&one, &mut line);
            let bytes = bytes_of(code, offset, &one);
            write!(f, "  {:#018x}: {bytes:<24} {line}", one.ip())?;
            match self.note(offset + one.len() as u32) {
                Some(note) => writeln!(f, "  ; {note}")?,
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

/// The bytes of an instruction in hexadecimal digits.
fn bytes_of(code: &[u8], offset: u32, one: &Instruction) -> String {
    let begin = offset as usize;
    let bytes = &code[begin..begin + one.len()];
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
