//! The JNI function table: 234 slots in the order of the JNI specification, chapter 4.

use super::{arrays, buffers, calls, classes, fields, natives, references, strings, throwing};

/// A table of function pointers of different types.
#[repr(transparent)]
pub(crate) struct FunctionTable<const N: usize>(pub(crate) [*const (); N]);

// SAFETY: function pointers are immutable.
unsafe impl<const N: usize> Sync for FunctionTable<N> {}

macro_rules! function_table {
    (@slot null) => { std::ptr::null() };
    (@slot $module:ident $function:ident) => { $module::$function as *const () };
    ($($module:ident $(:: $function:ident)?,)*) => {
        [$(function_table!(@slot $module $($function)?),)*]
    };
}

/// What the first word of every thread record points to.
static FUNCTIONS: FunctionTable<234> = FunctionTable(function_table![
    // 0: reserved
    null, null, null, null,
    // 4: version and classes
    natives::get_version, classes::define_class, classes::find_class, classes::from_reflected_method,
    classes::from_reflected_field, classes::to_reflected_method, classes::get_superclass, classes::is_assignable_from,
    classes::to_reflected_field,
    // 13: exceptions
    throwing::throw, throwing::throw_new, throwing::exception_occurred, throwing::exception_describe,
    throwing::exception_clear, throwing::fatal_error,
    // 19: references
    references::push_local_frame, references::pop_local_frame, references::new_global_ref,
    references::delete_global_ref, references::delete_local_ref, references::is_same_object,
    references::new_local_ref, references::ensure_local_capacity,
    // 27: objects
    classes::alloc_object, calls::new_object, calls::new_object_v, calls::new_object_a, classes::get_object_class,
    classes::is_instance_of,
    // 33: instance methods
    fields::get_method_id, calls::call_object, calls::call_object_v, calls::call_object_a, calls::call_boolean,
    calls::call_boolean_v, calls::call_boolean_a, calls::call_byte, calls::call_byte_v, calls::call_byte_a,
    calls::call_char, calls::call_char_v, calls::call_char_a, calls::call_short, calls::call_short_v,
    calls::call_short_a, calls::call_int, calls::call_int_v, calls::call_int_a, calls::call_long, calls::call_long_v,
    calls::call_long_a, calls::call_float, calls::call_float_v, calls::call_float_a, calls::call_double,
    calls::call_double_v, calls::call_double_a, calls::call_void, calls::call_void_v, calls::call_void_a,
    // 64: instance methods without selection
    calls::call_nonvirtual_object, calls::call_nonvirtual_object_v, calls::call_nonvirtual_object_a,
    calls::call_nonvirtual_boolean, calls::call_nonvirtual_boolean_v, calls::call_nonvirtual_boolean_a,
    calls::call_nonvirtual_byte, calls::call_nonvirtual_byte_v, calls::call_nonvirtual_byte_a,
    calls::call_nonvirtual_char, calls::call_nonvirtual_char_v, calls::call_nonvirtual_char_a,
    calls::call_nonvirtual_short, calls::call_nonvirtual_short_v, calls::call_nonvirtual_short_a,
    calls::call_nonvirtual_int, calls::call_nonvirtual_int_v, calls::call_nonvirtual_int_a,
    calls::call_nonvirtual_long, calls::call_nonvirtual_long_v, calls::call_nonvirtual_long_a,
    calls::call_nonvirtual_float, calls::call_nonvirtual_float_v, calls::call_nonvirtual_float_a,
    calls::call_nonvirtual_double, calls::call_nonvirtual_double_v, calls::call_nonvirtual_double_a,
    calls::call_nonvirtual_void, calls::call_nonvirtual_void_v, calls::call_nonvirtual_void_a,
    // 94: instance fields
    fields::get_field_id, fields::get_object_field, fields::get_boolean_field, fields::get_byte_field,
    fields::get_char_field, fields::get_short_field, fields::get_int_field, fields::get_long_field,
    fields::get_float_field, fields::get_double_field, fields::set_object_field, fields::set_boolean_field,
    fields::set_byte_field, fields::set_char_field, fields::set_short_field, fields::set_int_field,
    fields::set_long_field, fields::set_float_field, fields::set_double_field,
    // 113: static methods
    fields::get_static_method_id, calls::call_static_object, calls::call_static_object_v, calls::call_static_object_a,
    calls::call_static_boolean, calls::call_static_boolean_v, calls::call_static_boolean_a, calls::call_static_byte,
    calls::call_static_byte_v, calls::call_static_byte_a, calls::call_static_char, calls::call_static_char_v,
    calls::call_static_char_a, calls::call_static_short, calls::call_static_short_v, calls::call_static_short_a,
    calls::call_static_int, calls::call_static_int_v, calls::call_static_int_a, calls::call_static_long,
    calls::call_static_long_v, calls::call_static_long_a, calls::call_static_float, calls::call_static_float_v,
    calls::call_static_float_a, calls::call_static_double, calls::call_static_double_v, calls::call_static_double_a,
    calls::call_static_void, calls::call_static_void_v, calls::call_static_void_a,
    // 144: static fields
    fields::get_static_field_id, fields::get_static_object_field, fields::get_static_boolean_field,
    fields::get_static_byte_field, fields::get_static_char_field, fields::get_static_short_field,
    fields::get_static_int_field, fields::get_static_long_field, fields::get_static_float_field,
    fields::get_static_double_field, fields::set_static_object_field, fields::set_static_boolean_field,
    fields::set_static_byte_field, fields::set_static_char_field, fields::set_static_short_field,
    fields::set_static_int_field, fields::set_static_long_field, fields::set_static_float_field,
    fields::set_static_double_field,
    // 163: strings
    strings::new_string, strings::get_string_length, strings::get_string_chars, strings::release_string_chars,
    strings::new_string_utf, strings::get_string_utf_length, strings::get_string_utf_chars,
    strings::release_string_utf_chars,
    // 171: arrays
    arrays::get_array_length, arrays::new_object_array, arrays::get_object_array_element,
    arrays::set_object_array_element, arrays::new_boolean_array, arrays::new_byte_array, arrays::new_char_array,
    arrays::new_short_array, arrays::new_int_array, arrays::new_long_array, arrays::new_float_array,
    arrays::new_double_array, arrays::get_boolean_elements, arrays::get_byte_elements, arrays::get_char_elements,
    arrays::get_short_elements, arrays::get_int_elements, arrays::get_long_elements, arrays::get_float_elements,
    arrays::get_double_elements, arrays::release_boolean_elements, arrays::release_byte_elements,
    arrays::release_char_elements, arrays::release_short_elements, arrays::release_int_elements,
    arrays::release_long_elements, arrays::release_float_elements, arrays::release_double_elements,
    arrays::get_boolean_region, arrays::get_byte_region, arrays::get_char_region, arrays::get_short_region,
    arrays::get_int_region, arrays::get_long_region, arrays::get_float_region, arrays::get_double_region,
    arrays::set_boolean_region, arrays::set_byte_region, arrays::set_char_region, arrays::set_short_region,
    arrays::set_int_region, arrays::set_long_region, arrays::set_float_region, arrays::set_double_region,
    // 215: natives, monitors, the VM
    natives::register_natives, natives::unregister_natives, natives::monitor_enter, natives::monitor_exit,
    natives::get_java_vm,
    // 220: regions and critical sections
    strings::get_string_region, strings::get_string_utf_region, arrays::get_primitive_array_critical,
    arrays::release_primitive_array_critical, strings::get_string_critical, strings::release_string_critical,
    // 226: later additions
    references::new_weak_global_ref, references::delete_weak_global_ref, throwing::exception_check,
    buffers::new_direct_byte_buffer, buffers::get_direct_buffer_address, buffers::get_direct_buffer_capacity,
    references::get_object_ref_type, classes::get_module,
]);

/// The table's address.
pub(crate) fn functions() -> *const () {
    (&raw const FUNCTIONS).cast()
}
