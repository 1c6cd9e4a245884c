//! A class file that uses most of the format.

use super::writer::{ClassWriter, u2s};

/// A class with something of everything.
pub fn rich() -> Vec<u8> {
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
