//! Classes for tests: extracted from the installed JDK, with the hierarchy among them.
#![allow(dead_code, reason = "each test uses a part")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use vm_bytecode::verify::{Failure, Hierarchy, MemberKind, RefusalKind, verify_class_file};
use vm_classfile::access_flags::{INTERFACE, PROTECTED};
use vm_classfile::{ClassFile, ParseOptions};

/// Home of the installed JDK, if it is of this version and has the tools.
pub fn java_home(version: u32) -> Option<PathBuf> {
    let home = std::env::var_os("JAVA_HOME")
        .map(PathBuf::from)
        .or_else(|| {
            let script = "readlink -f \"$(command -v java)\"";
            let output = Command::new("sh").args(["-c", script]).output().ok()?;
            let java = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
            Some(java.parent()?.parent()?.to_path_buf())
        })?;
    let release = std::fs::read_to_string(home.join("release")).ok()?;
    let is_right = release.contains(&format!("JAVA_VERSION=\"{version}."));
    (is_right && home.join("bin/jimage").exists()).then_some(home)
}

/// Extracts the classes matching a pattern from the JDK; `None` if there is no JDK 17.
pub fn extract(pattern: &str, name: &str) -> Option<PathBuf> {
    let home = java_home(17)?;
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let done = Command::new(home.join("bin/jimage"))
        .arg("extract")
        .arg("--dir")
        .arg(&dir)
        .args(["--include", pattern])
        .arg(home.join("lib/modules"))
        .status();
    done.is_ok_and(|status| status.success()).then_some(dir)
}

/// All class files below a directory.
pub fn class_files(dir: &Path, found: &mut Vec<Vec<u8>>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            class_files(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "class")
            && path.file_name().unwrap() != "module-info.class"
        {
            found.push(std::fs::read(&path).unwrap());
        }
    }
}

/// Parsed classes by name.
pub struct Classes<'a>(pub HashMap<&'a [u8], ClassFile<'a>>);

impl<'a> Classes<'a> {
    pub fn parse(files: &'a [Vec<u8>]) -> Classes<'a> {
        let parse = |bytes: &'a Vec<u8>| ClassFile::parse(bytes, ParseOptions::default()).unwrap();
        Classes(
            files
                .iter()
                .map(parse)
                .map(|class| (class.name(), class))
                .collect(),
        )
    }

    fn superclasses(&self, name: &[u8]) -> impl Iterator<Item = &ClassFile<'a>> {
        std::iter::successors(self.0.get(name), |class| self.0.get(class.super_name()?))
    }
}

/// Answers for one class; other classes unknown to it abort with their name.
pub struct Answers<'c, 'a> {
    pub classes: &'c Classes<'a>,
    pub class: &'c ClassFile<'a>,
    /// Whether the class has a loader of its own.
    pub is_alone: bool,
}

fn package(name: &[u8]) -> &[u8] {
    &name[..name.iter().rposition(|&byte| byte == b'/').unwrap_or(0)]
}

impl<'a> Answers<'_, 'a> {
    fn get(&self, name: &[u8]) -> Result<&ClassFile<'a>, Vec<u8>> {
        if name == self.class.name() {
            return Ok(self.class);
        }
        self.classes.0.get(name).ok_or_else(|| name.to_vec())
    }
}

impl Hierarchy for Answers<'_, '_> {
    type Abort = Vec<u8>;

    fn is_interface(&mut self, class: &[u8]) -> Result<bool, Vec<u8>> {
        Ok(self.get(class)?.access_flags & INTERFACE != 0)
    }

    fn is_subclass(&mut self, class: &[u8], superclass: &[u8]) -> Result<bool, Vec<u8>> {
        let mut at = Some(class.to_vec());
        while let Some(name) = at {
            if name == superclass {
                // Other classes know the undamaged class of this name, which is another one.
                return Ok(name != self.class.name() || name == class || !self.is_alone);
            }
            at = self.get(&name)?.super_name().map(<[u8]>::to_vec);
        }
        Ok(false)
    }

    fn superclass(&mut self, class: &[u8]) -> Result<Option<Vec<u8>>, Vec<u8>> {
        Ok(self.get(class)?.super_name().map(<[u8]>::to_vec))
    }

    fn is_superclass(&mut self, name: &[u8]) -> bool {
        let above = self.class.super_name().unwrap_or(b"");
        self.classes
            .superclasses(above)
            .any(|class| class.name() == name)
    }

    fn is_protected_elsewhere(
        &mut self,
        class: &[u8],
        kind: MemberKind,
        name: &[u8],
        descriptor: &[u8],
    ) -> Result<bool, Vec<u8>> {
        for class in self.classes.superclasses(class) {
            let utf8 = |index| class.pool.utf8(index).unwrap();
            let flags = match kind {
                MemberKind::Field => class
                    .fields
                    .iter()
                    .find(|f| utf8(f.name_index) == name && utf8(f.descriptor_index) == descriptor)
                    .map(|f| f.access_flags),
                MemberKind::Method => class
                    .methods
                    .iter()
                    .find(|m| utf8(m.name_index) == name && utf8(m.descriptor_index) == descriptor)
                    .map(|m| m.access_flags),
            };
            if let Some(flags) = flags {
                let is_elsewhere =
                    self.is_alone || package(class.name()) != package(self.class.name());
                return Ok(flags & PROTECTED != 0 && is_elsewhere);
            }
        }
        Ok(false)
    }

    fn declares_field(&mut self, name: &[u8], descriptor: &[u8]) -> bool {
        let utf8 = |index| self.class.pool.utf8(index).unwrap();
        let mut fields = self.class.fields.iter();
        fields.any(|f| utf8(f.name_index) == name && utf8(f.descriptor_index) == descriptor)
    }
}

/// A small random number generator (xorshift).
pub struct Random(pub u64);

impl Random {
    /// The same numbers each time, unless the environment says otherwise.
    pub fn new() -> Random {
        let seed = std::env::var("SEED")
            .ok()
            .and_then(|seed| seed.parse().ok());
        Random(seed.unwrap_or(1))
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 33) as usize) % limit
    }
}

/// What the verifier says about a class: `ok`, or the error as `VerifyAll.java` prints it.
pub fn answer(classes: &Classes<'_>, bytes: &[u8]) -> String {
    let class = match ClassFile::parse(bytes, ParseOptions::default()) {
        Ok(class) => class,
        Err(error) => return format!("java.lang.ClassFormatError {}", error.message()),
    };
    match verify_class_file(
        &class,
        &mut Answers {
            classes,
            class: &class,
            is_alone: true,
        },
    ) {
        Ok(()) => "ok".to_owned(),
        Err(Failure::Refused(refusal)) => {
            let kind = match refusal.kind {
                RefusalKind::VerifyError => "java.lang.VerifyError",
                RefusalKind::ClassFormatError => "java.lang.ClassFormatError",
            };
            format!("{kind} {}", refusal.message)
                .replace('\\', "\\\\")
                .replace('\n', "\\n")
        }
        Err(Failure::Aborted(name)) => format!("other {}", String::from_utf8_lossy(&name)),
    }
}

/// What the JDK says about each class, by linking it.
pub fn link_all(java: &Path, classes: &[Vec<u8>], name: &str) -> Vec<String> {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    for (i, class) in classes.iter().enumerate() {
        std::fs::write(dir.join(format!("{i}.class")), class).unwrap();
    }
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/VerifyAll.java");
    let output = Command::new(java.join("bin/java"))
        .arg(source)
        .arg(&dir)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// A class with one static method, which has a handler (start, end, handler) or none.
pub fn class_file(version: u8, code: &[u8], handler: Option<[u16; 3]>) -> Vec<u8> {
    let mut bytes = vec![0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, version, 0, 8];
    for text in ["T", "java/lang/Object", "m", "()V", "Code"] {
        bytes.extend([1, 0, text.len() as u8]);
        bytes.extend(text.as_bytes());
    }
    bytes.extend([7, 0, 1, 7, 0, 2]);
    bytes.extend([
        0, 0x21, 0, 6, 0, 7, 0, 0, 0, 0, 0, 1, 0, 9, 0, 3, 0, 4, 0, 1, 0, 5,
    ]);
    let n_rows = u16::from(handler.is_some());
    let n_bytes = 12 + code.len() as u32 + 8 * u32::from(n_rows);
    bytes.extend(n_bytes.to_be_bytes());
    bytes.extend([0, 2, 0, 8]);
    bytes.extend((code.len() as u32).to_be_bytes());
    bytes.extend(code);
    bytes.extend(n_rows.to_be_bytes());
    for part in handler.into_iter().flatten() {
        bytes.extend(part.to_be_bytes());
    }
    bytes.extend(&[0u8; 6][..2 * usize::from(n_rows) + 4]);
    bytes
}
