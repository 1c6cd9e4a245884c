//! What `java.lang.management` asks of the VM, through the function table of `jmm.h`.
//!
//! libmanagement gets the table from `JVM_GetManagement`. There is one memory pool, the Java heap,
//! and one memory manager, the collector; thresholds, notifications, diagnostic commands, and heap
//! dumps are not supported, and say so as far as the interface lets them.

mod attributes;
mod flags;
mod memory;
mod thread_info;
mod thread_times;

pub(crate) use thread_info::{lock_of, owner_of};

use crate::jni::table::FunctionTable;

/// The version that libmanagement of JDK 17 asks for.
pub(crate) const JMM_VERSION: i32 = 0x2003_0000;

/// The table, in the order of `jmm.h`.
pub(crate) static FUNCTIONS: FunctionTable<40> = FunctionTable([
    std::ptr::null(),
    std::ptr::null(),
    attributes::get_version as *const (),
    attributes::get_optional_support as *const (),
    thread_info::get_thread_info as *const (),
    memory::get_memory_pools as *const (),
    memory::get_memory_managers as *const (),
    memory::get_pool_usage as *const (),
    memory::get_peak_pool_usage as *const (),
    thread_times::get_one_thread_allocated_memory as *const (),
    thread_times::get_thread_allocated_memory as *const (),
    memory::get_memory_usage as *const (),
    attributes::get_long_attribute as *const (),
    attributes::get_bool_attribute as *const (),
    attributes::set_bool_attribute as *const (),
    attributes::get_long_attributes as *const (),
    thread_info::find_monitor_deadlocks as *const (),
    thread_times::get_thread_cpu_time as *const (),
    flags::get_flag_names as *const (),
    flags::get_flags as *const (),
    attributes::get_internal_thread_times as *const (),
    attributes::reset_statistic as *const (),
    memory::set_pool_sensor as *const (),
    memory::set_pool_threshold as *const (),
    memory::get_pool_collection_usage as *const (),
    memory::get_collector_attributes as *const (),
    memory::get_last_collection as *const (),
    thread_times::get_thread_cpu_time_with_kind as *const (),
    thread_times::get_thread_cpu_times_with_kind as *const (),
    attributes::dump_heap as *const (),
    thread_info::find_deadlocks as *const (),
    flags::set_flag as *const (),
    thread_times::get_total_allocated_memory as *const (),
    thread_info::dump_threads as *const (),
    memory::set_collector_notification as *const (),
    attributes::get_diagnostic_commands as *const (),
    attributes::get_diagnostic_command_info as *const (),
    attributes::get_diagnostic_command_info as *const (),
    attributes::execute_diagnostic_command as *const (),
    attributes::set_diagnostic_notification as *const (),
]);
