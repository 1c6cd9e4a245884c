//! Damaged files do not make the parser panic, loop, or use memory out of proportion.

mod cases;
mod mutation;
mod writer;

use mutation::{Rng, damage};
use vm_classfile::{ClassFile, ParseOptions};
use writer::{ClassWriter, u2s};

/// A class with something of everything.
fn rich() -> Vec<u8> {
    let mut w = ClassWriter::new();
    let one = w.int(1);
    let constant = w.attribute("ConstantValue", &u2s(&[one]));
    w.field(0x18, "ONE", "I", &[constant]);
    let (a, int) = (w.utf8("a"), w.utf8("I"));
    let tables = [
        w.attribute("LineNumberTable", &u2s(&[2, 0, 7, 1, 8])),
        w.attribute("LocalVariableTable", &u2s(&[1, 0, 2, a, int, 0])),
        w.attribute("LocalVariableTypeTable", &u2s(&[1, 0, 2, a, int, 0])),
        w.attribute("StackMapTable", &u2s(&[0])),
    ];
    let code = w.code(&[0, 0xb1], &[[0, 1, 1, 0]], &tables);
    let thrown = w.class("java/lang/Exception");
    let exceptions = w.attribute("Exceptions", &u2s(&[1, thrown]));
    let parameters = w.attribute("MethodParameters", &[1, 0, a as u8, 0, 0]);
    w.method(9, "m", "(I)V", &[code, exceptions, parameters]);
    let method = w.member_ref(10, "T", "m", "(I)V");
    let handle = w.handle(6, method);
    let name_and_type = w.name_and_type("dynamic", "()I");
    w.constant(18, &u2s(&[0, name_and_type]));
    w.class_attribute("BootstrapMethods", &u2s(&[1, handle, 1, one]));
    let inner = w.class("T$I");
    let this = w.this_class;
    w.class_attribute("InnerClasses", &u2s(&[1, inner, this, a, 9]));
    w.class_attribute("NestMembers", &u2s(&[1, inner]));
    w.class_attribute("Record", &u2s(&[1, a, int, 0]));
    w.class_attribute("PermittedSubclasses", &u2s(&[1, inner]));
    w.finish()
}

/// Everything a reader may do with a parsed file.
fn walk(class: &ClassFile<'_>) -> usize {
    let mut n = class.name().len() + class.interface_names().count();
    for method in &class.methods {
        if let Some(code) = &method.code {
            n += code.lines().count() + code.variables().count() + code.variable_types().count();
            n += usize::from(code.line_at(code.code.len() as u16).unwrap_or_default());
        }
    }
    for index in 0..class.pool.len() as u16 {
        n += usize::from(class.pool.member_ref(index).is_some());
        n += usize::from(class.pool.dynamic(index).is_some());
        n += class
            .pool
            .utf8(index)
            .map_or(0, |bytes| vm_classfile::mutf8::to_string(bytes).len());
    }
    n
}

fn malformed() -> Vec<Vec<u8>> {
    let cases = cases::all();
    assert!(cases.iter().all(|case| !case.message.is_empty()));
    cases.into_iter().map(|case| case.image).collect()
}

#[test]
fn smoke() {
    let original = rich();
    assert!(ClassFile::parse(&original, ParseOptions::default()).is_ok());
    let mut originals: Vec<_> = malformed();
    originals.resize_with(originals.len() * 4, rich);
    let mut rng = Rng::new(0xf00d);
    let mut n_accepted = 0;
    for i in 0..60_000 {
        let mut image = originals[i % originals.len()].clone();
        damage(&mut image, &mut rng);
        let options = ParseOptions {
            verify: i % 3 != 0,
            keep_raw_attributes: i % 2 == 0,
            allow_modules: i % 5 == 0,
            ..ParseOptions::default()
        };
        if let Ok(class) = ClassFile::parse(&image, options) {
            n_accepted += 1;
            assert!(walk(&class) < 1 << 20);
            // Lists hold what was in the file, never what a count promised.
            assert!(class.methods.capacity() <= 2 * image.len());
            assert!(class.pool.entries().len() <= 2 * image.len());
        }
    }
    assert!(n_accepted > 1000, "{n_accepted}");
}
