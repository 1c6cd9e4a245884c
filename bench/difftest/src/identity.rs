//! What a VM says about itself, which no other VM can say.
//!
//! Its name stands in warnings and in `-version`, its build and properties in settings. The texts
//! around them are compared like all others; `docs/testing.md` lists what is left out.

/// The names of the VMs.
const NAMES: [&str; 2] = ["OpenJDK 64-Bit Server VM", "Kiln 64-Bit VM"];

/// Lines of settings that end with a value of the VM's own.
const OWN_VALUES: [&str; 4] = [
    "Max. Heap Size (Estimated): ",
    "java.vm.info = ",
    "java.vm.vendor = ",
    "java.vm.version = ",
];

/// Lines of settings that only one of the VMs has: what its compilers are called.
const OWN_LINES: [&str; 1] = ["sun.management.compiler = "];

/// `text` without what a VM says about itself; every line ends with a line feed.
#[must_use]
pub fn leave_out(text: &str) -> String {
    text.lines()
        .filter(|line| !OWN_LINES.iter().any(|own| line.trim().starts_with(own)))
        .map(|line| {
            let line = without_value(line);
            let line = NAMES
                .iter()
                .fold(line, |line, name| line.replace(name, "{vm}"));
            without_build(line) + "\n"
        })
        .collect()
}

fn without_value(line: &str) -> String {
    for own in OWN_VALUES {
        if let Some(start) = line.find(own) {
            return format!("{}{{own}}", &line[..start + own.len()]);
        }
    }
    line.to_owned()
}

/// The last line of `-version`: name, and in parentheses build and kind of execution.
fn without_build(line: String) -> String {
    if line.starts_with("{vm} (build ") && line.ends_with(')') {
        "{vm} (build {own})".to_owned()
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::leave_out;

    #[test]
    fn only_what_is_the_vms_own_is_left_out() {
        let stock = "OpenJDK 64-Bit Server VM warning: x\n    Max. Heap Size: 1G\n    Max. Heap Size (Estimated): 5G\n\
            OpenJDK 64-Bit Server VM (build 17, mixed mode)\n    sun.management.compiler = C\n    java.vm.version = 17";
        let kiln = "Kiln 64-Bit VM warning: x\n    Max. Heap Size: 1G\n    Max. Heap Size (Estimated): 2G\n\
            Kiln 64-Bit VM (build 0.1, interpreted mode)\n    java.vm.version = 0.1\n";
        assert_eq!(leave_out(stock), leave_out(kiln));
        assert_eq!(
            leave_out(kiln),
            "{vm} warning: x\n    Max. Heap Size: 1G\n    Max. Heap Size (Estimated): {own}\n\
             {vm} (build {own})\n    java.vm.version = {own}\n"
        );
    }
}
