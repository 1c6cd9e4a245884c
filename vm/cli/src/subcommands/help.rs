//! `kiln help`: the subcommands. `kiln --help` shows the launcher's options.

use super::TABLE;
use crate::launcher::bytes::Word;
use crate::launcher::message::output;
use std::path::Path;

/// Prints the table.
pub fn run(_program: &Path, _words: &[Word]) -> i32 {
    let mut text = String::from(
        "kiln: a Java VM for JDK 17\n\n\
         usage: kiln [options] MAIN [args]        run a program, as `java` does\n\
         \x20      kiln SUBCOMMAND ...\n\nsubcommands:\n",
    );
    for subcommand in TABLE {
        let call = format!("{} {}", subcommand.name, subcommand.operands);
        text += &format!("  {call:<28} {}\n", subcommand.summary);
    }
    text += "\nThe launcher's options: kiln --help, kiln -X.";
    output(&[text.as_bytes()]);
    0
}
