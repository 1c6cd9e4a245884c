//! One malformed class per rule, with what a VM must say about it.
//!
//! Used twice: against the parser, and against the reference VM where there is one.

mod members;

use super::writer::{ClassWriter, u2s};

/// A malformed class file and the expected message.
pub struct Case {
    pub message: &'static str,
    pub image: Vec<u8>,
}

fn case(message: &'static str, build: impl FnOnce(&mut ClassWriter)) -> Case {
    let mut writer = ClassWriter::new();
    build(&mut writer);
    Case {
        message,
        image: writer.finish(),
    }
}

fn edited(message: &'static str, edit: impl FnOnce(&mut Vec<u8>)) -> Case {
    let mut image = ClassWriter::new().finish();
    edit(&mut image);
    Case { message, image }
}

pub fn all() -> Vec<Case> {
    [
        header(),
        pool(),
        class(),
        members::fields(),
        members::methods(),
        members::code(),
        class_attributes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn header() -> Vec<Case> {
    vec![
        edited("Truncated class file", |image| image.truncate(7)),
        edited(
            "Incompatible magic value 1347093252 in class file <Unknown>",
            |image| {
                image[..4].copy_from_slice(b"PK\x03\x04");
            },
        ),
        edited("Extra bytes at the end of class file T", |image| {
            image.push(0)
        }),
        edited("Truncated class file", |image| {
            image.pop();
        }),
        edited(
            "Illegal constant pool size 0 in class file <Unknown>",
            |image| {
                image[8..10].fill(0);
            },
        ),
        case(
            "<Unknown> (class file version 44.0) was compiled with an invalid major version",
            |w| w.major = 44,
        ),
        case(
            "<Unknown> has been compiled by a more recent version of the Java Runtime (class file \
             version 62.0), this version of the Java Runtime only recognizes class file versions \
             up to 61.0",
            |w| w.major = 62,
        ),
        case(
            "<Unknown> (class file version 61.1) was compiled with an invalid non-zero minor \
             version",
            |w| w.minor = 1,
        ),
        case(
            "Preview features are not enabled for <Unknown> (class file version 61.65535). Try \
             running with '--enable-preview'",
            |w| w.minor = 65535,
        ),
        case(
            "<Unknown> (class file version 60.65535) was compiled with preview features that are \
             unsupported. This version of the Java Runtime only recognizes preview features for \
             class file version 61.65535",
            |w| (w.major, w.minor) = (60, 65535),
        ),
    ]
}

fn pool() -> Vec<Case> {
    vec![
        case("Unknown constant tag 2 in class file <Unknown>", |w| {
            w.constant(2, &[0, 0]);
        }),
        case("Unknown constant tag 20 in class file <Unknown>", |w| {
            let name = w.utf8("p");
            w.constant(20, &u2s(&[name]));
        }),
        case(
            "Class file version does not support constant tag 18 in class file <Unknown>",
            |w| {
                w.major = 50;
                w.constant(18, &[0; 4]);
            },
        ),
        case(
            "Class file version does not support constant tag 17 in class file <Unknown>",
            |w| {
                w.major = 54;
                w.constant(17, &[0; 4]);
            },
        ),
        case(
            "Invalid constant pool entry 5 in class file <Unknown>",
            |w| {
                w.long(1);
                w.pool_count -= 1;
            },
        ),
        case(
            "Illegal UTF8 string in constant pool in class file <Unknown>",
            |w| {
                w.utf8_bytes(b"a\0");
            },
        ),
        case(
            "Illegal UTF8 string in constant pool in class file <Unknown>",
            |w| {
                w.utf8_bytes(b"\xc1\x81");
            },
        ),
        case(
            "Invalid constant pool index 99 in class file <Unknown>",
            |w| {
                w.constant(7, &u2s(&[99]));
            },
        ),
        case(
            "Invalid constant pool index 2 in class file <Unknown>",
            |w| {
                w.constant(8, &u2s(&[2]));
            },
        ),
        case(
            "Invalid constant pool index 1 in class file <Unknown>",
            |w| {
                w.constant(10, &u2s(&[1, 1]));
            },
        ),
        case(
            "Invalid constant pool index 2 in class file <Unknown> (not a field)",
            |w| {
                w.handle(1, 2);
            },
        ),
        case(
            "Invalid constant pool index 2 in class file <Unknown> (not a method)",
            |w| {
                w.handle(5, 2);
            },
        ),
        case(
            "Invalid constant pool index 2 in class file <Unknown> (not an interface method)",
            |w| {
                w.handle(9, 2);
            },
        ),
        case(
            "Bad method handle kind at constant pool index 5 in class file <Unknown>",
            |w| {
                w.handle(10, 2);
            },
        ),
        case(
            "Bad method name at constant pool index 7 in class file <Unknown>",
            |w| {
                w.class("A");
                w.member_ref(10, "A", "<clinit>", "()V");
            },
        ),
        case(
            "Bad constructor name at constant pool index 7 in class file <Unknown>",
            |w| {
                w.class("A");
                let method = w.member_ref(10, "A", "m", "()V");
                w.handle(8, method);
            },
        ),
        case(
            "Illegal zero length constant pool entry at 6 in class <Unknown>",
            |w| {
                w.name_and_type("a", "");
            },
        ),
        case("Illegal class name \"a.b\" in class file <Unknown>", |w| {
            w.class("a.b");
        }),
        case(
            "Illegal class name \"[La;b\" in class file <Unknown>",
            |w| {
                w.class("[La;b");
            },
        ),
        case("Illegal field name \"a;\" in class <Unknown>", |w| {
            w.name_and_type("a;", "I");
        }),
        case("Illegal method name \"<a>\" in class <Unknown>", |w| {
            w.name_and_type("<a>", "()V");
        }),
        case(
            "Field \"a\" in class <Unknown> has illegal signature \"V\"",
            |w| {
                w.name_and_type("a", "V");
            },
        ),
        case(
            "Method \"a\" in class <Unknown> has illegal signature \"(V)V\"",
            |w| {
                w.name_and_type("a", "(V)V");
            },
        ),
        case(
            "Method \"<init>\" in class <Unknown> has illegal signature \"()I\"",
            |w| {
                w.name_and_type("<init>", "()I");
            },
        ),
        case(
            "Field \"a\" in class <Unknown> has illegal signature \"()V\"",
            |w| {
                w.member_ref(9, "A", "a", "()V");
            },
        ),
        case(
            "Method \"a\" in class <Unknown> has illegal signature \"I\"",
            |w| {
                w.member_ref(11, "A", "a", "I");
            },
        ),
        case(
            "Class name is empty or contains illegal character in descriptor in class file \
             <Unknown>",
            |w| {
                w.name_and_type("a", "L;");
            },
        ),
        case(
            "Array type descriptor has more than 255 dimensions in class file <Unknown>",
            |w| {
                w.name_and_type("a", &format!("{}I", "[".repeat(256)));
            },
        ),
    ]
}

fn class() -> Vec<Case> {
    vec![
        case(
            "<Unknown> is not a class because access_flag ACC_MODULE is set",
            |w| {
                w.access_flags = 0x8000;
            },
        ),
        case("Illegal class modifiers in class <Unknown>: 0x430", |w| {
            w.access_flags = 0x430
        }),
        case("Illegal class modifiers in class <Unknown>: 0x200", |w| {
            w.access_flags = 0x200
        }),
        case("Illegal class modifiers in class <Unknown>: 0x2020", |w| {
            w.access_flags = 0x2020
        }),
        case(
            "Invalid this class index 1 in constant pool in class file <Unknown>",
            |w| {
                w.this_class = 1;
            },
        ),
        case("Bad class name in class file <Unknown>", |w| {
            w.this_class = w.class("[LT;")
        }),
        case("Invalid superclass index 0 in class file T", |w| {
            w.super_class = 0
        }),
        case("Invalid superclass index 1 in class file T", |w| {
            w.super_class = 1
        }),
        case("Bad superclass name in class file T", |w| {
            w.super_class = w.class("[I")
        }),
        case(
            "Interface name has bad constant pool index 1 in class file T",
            |w| {
                w.interfaces.push(1);
            },
        ),
        case("Bad interface name in class file T", |w| {
            let array = w.class("[I");
            w.interfaces.push(array);
        }),
        case(
            "Duplicate interface name \"java/lang/Runnable\" in class file T",
            |w| {
                let class = w.class("java/lang/Runnable");
                w.interfaces.extend([class, class]);
            },
        ),
        case(
            "Interfaces must have java.lang.Object as superclass in class file T",
            |w| {
                w.access_flags = 0x601;
                w.super_class = w.class("java/lang/Thread");
            },
        ),
    ]
}

fn class_attributes() -> Vec<Case> {
    let attribute = |message, name: &'static str, body: &'static [u8]| {
        case(message, move |w| w.class_attribute(name, body))
    };
    vec![
        attribute(
            "Wrong SourceFile attribute length in class file T",
            "SourceFile",
            &[0, 1, 0],
        ),
        attribute(
            "Invalid SourceFile attribute at constant pool index 2 in class file T",
            "SourceFile",
            &[0, 2],
        ),
        attribute(
            "Invalid constant pool index 2 in Signature attribute in class file T",
            "Signature",
            &[0, 2],
        ),
        attribute(
            "Wrong Signature attribute length 0 in class file T",
            "Signature",
            &[],
        ),
        attribute(
            "Invalid Deprecated classfile attribute length 1 in class file T",
            "Deprecated",
            &[0],
        ),
        attribute(
            "Wrong EnclosingMethod attribute length 2 in class file T",
            "EnclosingMethod",
            &[0, 2],
        ),
        attribute(
            "Invalid class index in EnclosingMethod attribute in class file T",
            "EnclosingMethod",
            &[0; 4],
        ),
        attribute(
            "Invalid or out-of-bounds class index in EnclosingMethod attribute in class file T",
            "EnclosingMethod",
            &[0, 1, 0, 0],
        ),
        attribute(
            "Invalid or out-of-bounds method index in EnclosingMethod attribute in class file T",
            "EnclosingMethod",
            &[0, 2, 0, 1],
        ),
        attribute(
            "inner_class_info_index 1 has bad constant type in class file T",
            "InnerClasses",
            &[0, 1, 0, 1, 0, 0, 0, 0, 0, 0],
        ),
        attribute(
            "outer_class_info_index 1 has bad constant type in class file T",
            "InnerClasses",
            &[0, 1, 0, 2, 0, 1, 0, 0, 0, 0],
        ),
        attribute(
            "inner_name_index 2 has bad constant type in class file T",
            "InnerClasses",
            &[0, 1, 0, 2, 0, 0, 0, 2, 0, 0],
        ),
        attribute(
            "Class is both outer and inner class in class file T",
            "InnerClasses",
            &[0, 1, 0, 2, 0, 2, 0, 0, 0, 0],
        ),
        attribute(
            "Duplicate entry in InnerClasses attribute in class file T",
            "InnerClasses",
            &[0, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0],
        ),
        attribute(
            "Wrong InnerClasses attribute length in class file T",
            "InnerClasses",
            &[0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0],
        ),
        attribute(
            "Nest-host class_info_index 1 has bad constant type in class file T",
            "NestHost",
            &[0, 1],
        ),
        attribute(
            "Wrong NestHost attribute length in class file T",
            "NestHost",
            &[0, 2, 0],
        ),
        attribute(
            "Nest member class_info_index 1 has bad constant type in class file T",
            "NestMembers",
            &[0, 1, 0, 1],
        ),
        attribute(
            "Wrong NestMembers attribute length in class file T",
            "NestMembers",
            &[0; 3],
        ),
        case(
            "Conflicting NestHost and NestMembers attributes in class file T",
            |w| {
                w.class_attribute("NestHost", &[0, 2]);
                w.class_attribute("NestMembers", &[0, 0]);
            },
        ),
        case(
            "Conflicting NestMembers and NestHost attributes in class file T",
            |w| {
                w.class_attribute("NestMembers", &[0, 0]);
                w.class_attribute("NestHost", &[0, 2]);
            },
        ),
        attribute(
            "Permitted subclass class_info_index 1 has bad constant type in class file T",
            "PermittedSubclasses",
            &[0, 1, 0, 1],
        ),
        case("PermittedSubclasses attribute in final class file T", |w| {
            w.access_flags = 0x31;
            w.class_attribute("PermittedSubclasses", &[0, 0]);
        }),
        attribute(
            "Record attribute has wrong length in class file T",
            "Record",
            &[0; 3],
        ),
        attribute(
            "Invalid constant pool index 2 for name in Record attribute in class file T",
            "Record",
            &[0, 1, 0, 2, 0, 1, 0, 0],
        ),
        attribute(
            "Invalid BootstrapMethods attribute length 1 in class file T",
            "BootstrapMethods",
            &[0],
        ),
        attribute(
            "bootstrap_method_index 1 has bad constant type in class file T",
            "BootstrapMethods",
            &[0, 1, 0, 1, 0, 0],
        ),
        case("Missing BootstrapMethods attribute in class file T", |w| {
            let name_and_type = w.name_and_type("m", "()V");
            w.constant(18, &u2s(&[0, name_and_type]));
        }),
        case("Short length on BootstrapMethods in class file T", |w| {
            let name_and_type = w.name_and_type("m", "()V");
            w.constant(18, &u2s(&[0, name_and_type]));
            w.class_attribute("BootstrapMethods", &[0, 0]);
        }),
        case(
            "argument_index 1 has bad constant type in class file T",
            |w| {
                let method = w.member_ref(10, "A", "m", "()V");
                let handle = w.handle(6, method);
                w.class_attribute("BootstrapMethods", &u2s(&[1, handle, 1, 1]));
            },
        ),
        case("Bad length on BootstrapMethods in class file T", |w| {
            let method = w.member_ref(10, "A", "m", "()V");
            let handle = w.handle(6, method);
            w.class_attribute("BootstrapMethods", &u2s(&[1, handle, 1, 2, 0]));
        }),
        case(
            "Attribute name has bad constant pool index 0 in class file T",
            |w| {
                w.attributes.push(vec![0; 6]);
            },
        ),
    ]
}
