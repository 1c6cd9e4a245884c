//! Listings of code in the layout of `javap -c`.
//!
//! The caller supplies the comment for a constant-pool entry (`Method foo:()V`), so this works
//! on code alone too. Reference: the JDK's `javap`, checked by a test against its output.

use std::fmt::Write;

use crate::raw::{Operands, RawCode, RawInstruction};

/// Lists `code`, one instruction per line, each ending in a newline. `comment` gives the text
/// after `//` for an instruction that names a constant-pool entry.
pub fn disassemble(
    code: &[u8],
    comment: &mut dyn FnMut(&RawInstruction<'_>) -> Option<String>,
) -> String {
    let mut text = String::new();
    for instruction in RawCode::new(code) {
        match instruction {
            Ok(instruction) => line(&mut text, &instruction, comment),
            Err(error) => {
                let _ = writeln!(text, "error: {error:?}");
            }
        }
    }
    text
}

const ELEMENTS: [&str; 8] = [
    "boolean", "char", "float", "double", "byte", "short", "int", "long",
];

fn line(
    text: &mut String,
    instruction: &RawInstruction<'_>,
    comment: &mut dyn FnMut(&RawInstruction<'_>) -> Option<String>,
) {
    let RawInstruction {
        bci,
        mnemonic,
        is_wide,
        length,
        ..
    } = *instruction;
    let suffix = if is_wide { "_w" } else { "" };
    let _ = write!(text, "{bci:>8}: {:<13}", format!("{mnemonic}{suffix}"));
    let is_immediate = length > 1;
    let _ = match instruction.operands {
        Operands::Int(value) if is_immediate => write!(text, " {value}"),
        Operands::Local(local) if is_immediate => write!(text, " {local}"),
        Operands::LocalAndInt(local, amount) => write!(text, " {local}, {amount}"),
        Operands::Branch(target) => write!(text, " {target}"),
        Operands::ArrayType(code) => {
            let name = usize::from(code)
                .checked_sub(4)
                .and_then(|i| ELEMENTS.get(i));
            write!(text, "  {}", name.unwrap_or(&"?"))
        }
        Operands::Constant(index) => write!(text, " #{index}"),
        Operands::InvokeInterface { index, count, .. } => write!(text, " #{index},  {count}"),
        Operands::InvokeDynamic { index, .. } => write!(text, " #{index},  0"),
        Operands::MultiArray {
            index,
            n_dimensions,
        } => write!(text, " #{index},  {n_dimensions}"),
        Operands::Switch(switch) => {
            match switch.low() {
                Some(low) => {
                    let high = i64::from(low) + switch.n_pairs() as i64 - 1;
                    let _ = write!(text, " {{ // {low} to {high}");
                }
                None => {
                    let _ = write!(text, " {{ // {}", switch.n_pairs());
                }
            }
            for (key, target) in switch.pairs() {
                let _ = write!(text, "\n{key:>22}: {target}");
            }
            write!(
                text,
                "\n{:>22}: {}\n          }}",
                "default",
                switch.default_target()
            )
        }
        _ => Ok(()),
    };
    if instruction.constant_index().is_some()
        && let Some(comment) = comment(instruction)
    {
        let width = text.len() - text.rfind('\n').map_or(0, |i| i + 1);
        let _ = write!(
            text,
            "{:pad$}// {comment}",
            "",
            pad = 44usize.saturating_sub(width).max(1)
        );
    }
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layout_of_javap() {
        let code = [
            0x03, 0x84, 1, 0xff, 0xb2, 0, 7, 0xbc, 10, 0xc4, 0x15, 1, 0, 0xa7, 0xff, 0xf3,
        ];
        let text = disassemble(&code, &mut |_| Some("Field x:I".to_owned()));
        let expected = "       0: iconst_0
       1: iinc          1, -1
       4: getstatic     #7                  // Field x:I
       7: newarray       int
       9: iload_w       256
      13: goto          0
";
        assert_eq!(text, expected);
    }

    #[test]
    fn switches() {
        let code = [
            0xab, 0, 0, 0, 0, 0, 0, 33, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 28,
        ];
        let expected = "       0: lookupswitch  { // 1
                 65536: 28
               default: 33
          }
";
        assert_eq!(disassemble(&code, &mut |_| None), expected);
    }
}
