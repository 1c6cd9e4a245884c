//! Hooks of class data sharing, which the VM does not have: the class library then builds what an
//! archive would have held.

use super::unwritten_called;
use crate::jni::types::{Env, Ref};

#[unsafe(no_mangle)]
extern "C" fn JVM_InitializeFromArchive(_env: Env, _class: Ref) {}

#[unsafe(no_mangle)]
extern "C" fn JVM_DefineArchivedModules(_env: Env, _platform_loader: Ref, _system_loader: Ref) {}

#[unsafe(no_mangle)]
extern "C" fn JVM_IsCDSDumpingEnabled(_env: Env) -> u8 {
    0
}

#[unsafe(no_mangle)]
extern "C" fn JVM_IsSharingEnabled(_env: Env) -> u8 {
    0
}

#[unsafe(no_mangle)]
extern "C" fn JVM_IsDumpingClassList(_env: Env) -> u8 {
    0
}

#[unsafe(no_mangle)]
extern "C" fn JVM_GetRandomSeedForDumping() -> i64 {
    0
}

#[unsafe(no_mangle)]
extern "C" fn JVM_LogLambdaFormInvoker(_env: Env, _line: Ref) {}

#[unsafe(no_mangle)]
extern "C" fn JVM_RegisterLambdaProxyClassForArchiving(_env: Env) {}

#[unsafe(no_mangle)]
extern "C" fn JVM_LookupLambdaProxyClassFromArchive(_env: Env) -> Ref {
    Ref::NULL
}

#[unsafe(no_mangle)]
extern "C" fn JVM_DumpClassListToFile(_env: Env, _file: Ref) {
    unwritten_called("JVM_DumpClassListToFile")
}

#[unsafe(no_mangle)]
extern "C" fn JVM_DumpDynamicArchive(_env: Env, _file: Ref) {
    unwritten_called("JVM_DumpDynamicArchive")
}
