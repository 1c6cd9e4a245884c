//! `-XX:OnOutOfMemoryError=`: commands that are run at the first `OutOfMemoryError` of the heap.
//!
//! Commands are separated by semicolons; `%p` in them is the process id.

use crate::output;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Has the heap call [`report`], if there are commands.
pub(crate) fn install() {
    if crate::options::get().on_out_of_memory.is_some() {
        vm_runtime::heap::set_out_of_memory_hook(report);
    }
}

/// The commands of an option's value.
fn commands(text: &str, process: u32) -> Vec<String> {
    text.split([';', '\n'])
        .map(|command| {
            command
                .trim_start()
                .replace("%p", &process.to_string())
                .replace("%%", "%")
        })
        .filter(|command| !command.is_empty())
        .collect()
}

fn report(message: &str) {
    let Some(text) = &crate::options::get().on_out_of_memory else {
        return;
    };
    output::vm_text(&format!(
        "#\n# java.lang.OutOfMemoryError: {message}\n# -XX:OnOutOfMemoryError=\"{text}\"\n"
    ));
    for command in commands(text, std::process::id()) {
        output::vm_line(&format!("#   Executing /bin/sh -c \"{command}\"..."));
        if let Err(error) = Command::new("/bin/sh")
            .arg0("sh")
            .arg("-c")
            .arg(&command)
            .status()
        {
            output::vm_line(&format!("os::fork_and_exec failed: {error}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::commands;

    #[test]
    fn commands_are_separated() {
        assert_eq!(commands("echo a; kill -9 %p;", 7), ["echo a", "kill -9 7"]);
    }
}
