//! Verifying a parsed class file.

use vm_classfile::access_flags::{INTERFACE, STATIC};
use vm_classfile::{ClassFile, Constant, ConstantPool, constants};

use super::{ClassToVerify, Failure, Hierarchy, MethodToVerify, Pool, verify_class};

impl Pool for ConstantPool<'_> {
    fn n_entries(&self) -> u16 {
        self.len() as u16
    }

    fn tag(&self, index: u16) -> u8 {
        use constants::tag;
        match self.get(index) {
            None | Some(Constant::Unusable) => 0,
            Some(Constant::Utf8(_)) => tag::UTF8,
            Some(Constant::Integer(_)) => tag::INTEGER,
            Some(Constant::Float(_)) => tag::FLOAT,
            Some(Constant::Long(_)) => tag::LONG,
            Some(Constant::Double(_)) => tag::DOUBLE,
            Some(Constant::Class { .. }) => tag::CLASS,
            Some(Constant::String { .. }) => tag::STRING,
            Some(Constant::FieldRef { .. }) => tag::FIELD_REF,
            Some(Constant::MethodRef { .. }) => tag::METHOD_REF,
            Some(Constant::InterfaceMethodRef { .. }) => tag::INTERFACE_METHOD_REF,
            Some(Constant::NameAndType { .. }) => tag::NAME_AND_TYPE,
            Some(Constant::MethodHandle { .. }) => tag::METHOD_HANDLE,
            Some(Constant::MethodType { .. }) => tag::METHOD_TYPE,
            Some(Constant::Dynamic { .. }) => tag::DYNAMIC,
            Some(Constant::InvokeDynamic { .. }) => tag::INVOKE_DYNAMIC,
            Some(Constant::Module { .. }) => tag::MODULE,
            Some(Constant::Package { .. }) => tag::PACKAGE,
        }
    }

    fn class_name(&self, index: u16) -> Option<&[u8]> {
        ConstantPool::class_name(self, index)
    }

    fn class_index(&self, index: u16) -> Option<u16> {
        Some(self.member_ref(index)?.class_index)
    }

    fn name_and_descriptor(&self, index: u16) -> Option<(&[u8], &[u8])> {
        match self.member_ref(index) {
            Some(member) => Some((member.name, member.descriptor)),
            None => self
                .dynamic(index)
                .map(|(_, name, descriptor)| (name, descriptor)),
        }
    }
}

/// Verifies a parsed class file.
pub fn verify_class_file<H: Hierarchy>(
    file: &ClassFile<'_>,
    hierarchy: &mut H,
) -> Result<(), Failure<H::Abort>> {
    let with_code = file
        .methods
        .iter()
        .filter_map(|info| Some((info, info.code.as_ref()?)));
    let local_variables: Vec<Vec<(u16, u16)>> = with_code
        .clone()
        .map(|(_, code)| {
            code.variables()
                .map(|row| (row.start, row.length))
                .collect()
        })
        .collect();
    let methods: Vec<MethodToVerify<'_>> = with_code
        .zip(&local_variables)
        .map(|((info, code), local_variables)| MethodToVerify {
            name: file.pool.utf8(info.name_index).unwrap_or(b""),
            descriptor: file.pool.utf8(info.descriptor_index).unwrap_or(b"()V"),
            is_static: info.access_flags & STATIC != 0,
            code: code.code,
            max_stack: code.max_stack,
            max_locals: code.max_locals,
            handlers: &code.handlers,
            stack_map_table: code.stack_map_table,
            local_variables,
        })
        .collect();
    let interfaces: Vec<&[u8]> = file.interface_names().collect();
    let class = ClassToVerify {
        name: file.name(),
        super_name: file.super_name(),
        interfaces: &interfaces,
        is_interface: file.access_flags & INTERFACE != 0,
        major_version: file.major,
        pool: &file.pool,
        methods: &methods,
    };
    verify_class(&class, hierarchy)
}
