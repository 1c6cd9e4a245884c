//! The one table of instructions.
//!
//! Mnemonics, opcodes, operand and result types, effects, builder methods, the printer, the
//! parser, the structural part of the verifier and the table in the documentation are generated
//! from it. Hand-written are the meaning (the evaluator) and the lowering.
//!
//! A row is
//! `#[doc] mnemonic = Opcode : (operand: Type, ..rest; Immediate) -> Result => Targets [EFFECTS];`
//!
//! * Operand types are those of [`Type`](crate::Type), or `Any` (every type but a guard), or
//!   `Same` (the type of the `Any` operand). `..rest` stands for any number of operands, whose
//!   types follow from the immediate: those of a method's parameters, or lengths.
//! * The result is a type, `None`, `Same`, `Member` (the type of the field), or `Returned` (what
//!   the method returns, perhaps nothing).
//! * Targets are `One`, `Two`, `Table` (a default and one per key) or `Handler` (normal and
//!   exceptional continuation).
//!
//! Checks produce guards, and what relies on a check takes the guard as operand. Shift distances
//! are taken modulo the width, integers wrap, and floating point is IEEE 754 as in JVMS 2.8.

/// Hands all rows to the macro `$callback`.
#[macro_export]
macro_rules! for_each_op {
    ($callback:path) => {
        $callback! {
            // Constants.
            /// 32-bit integer constant.
            iconst = IConst : (; Int) -> I32 [];
            /// 64-bit integer constant.
            lconst = LConst : (; Long) -> I64 [];
            /// Single-precision constant.
            fconst = FConst : (; Float) -> F32 [];
            /// Double-precision constant.
            dconst = DConst : (; Double) -> F64 [];
            /// The null reference.
            null = Null : () -> Ref [];
            /// A constant object.
            object = Object : (; Object) -> Ref [];

            // 32-bit integers.
            /// Addition.
            iadd = IAdd : (x: I32, y: I32) -> I32 [COMMUTATIVE];
            /// Subtraction.
            isub = ISub : (x: I32, y: I32) -> I32 [];
            /// Multiplication.
            imul = IMul : (x: I32, y: I32) -> I32 [COMMUTATIVE];
            /// Division towards zero. Pure: the guard holds it below the check for zero.
            idiv = IDiv : (x: I32, y: I32, nonzero: Guard) -> I32 [];
            /// Remainder with the sign of `x`.
            irem = IRem : (x: I32, y: I32, nonzero: Guard) -> I32 [];
            /// Negation.
            ineg = INeg : (x: I32) -> I32 [];
            /// Bitwise and.
            iand = IAnd : (x: I32, y: I32) -> I32 [COMMUTATIVE];
            /// Bitwise or.
            ior = IOr : (x: I32, y: I32) -> I32 [COMMUTATIVE];
            /// Bitwise exclusive or.
            ixor = IXor : (x: I32, y: I32) -> I32 [COMMUTATIVE];
            /// Shift left.
            ishl = IShl : (x: I32, distance: I32) -> I32 [];
            /// Arithmetic shift right.
            ishr = IShr : (x: I32, distance: I32) -> I32 [];
            /// Logical shift right.
            iushr = IUshr : (x: I32, distance: I32) -> I32 [];

            // 64-bit integers.
            /// Addition.
            ladd = LAdd : (x: I64, y: I64) -> I64 [COMMUTATIVE];
            /// Subtraction.
            lsub = LSub : (x: I64, y: I64) -> I64 [];
            /// Multiplication.
            lmul = LMul : (x: I64, y: I64) -> I64 [COMMUTATIVE];
            /// Division towards zero. Pure: the guard holds it below the check for zero.
            ldiv = LDiv : (x: I64, y: I64, nonzero: Guard) -> I64 [];
            /// Remainder with the sign of `x`.
            lrem = LRem : (x: I64, y: I64, nonzero: Guard) -> I64 [];
            /// Negation.
            lneg = LNeg : (x: I64) -> I64 [];
            /// Bitwise and.
            land = LAnd : (x: I64, y: I64) -> I64 [COMMUTATIVE];
            /// Bitwise or.
            lor = LOr : (x: I64, y: I64) -> I64 [COMMUTATIVE];
            /// Bitwise exclusive or.
            lxor = LXor : (x: I64, y: I64) -> I64 [COMMUTATIVE];
            /// Shift left.
            lshl = LShl : (x: I64, distance: I32) -> I64 [];
            /// Arithmetic shift right.
            lshr = LShr : (x: I64, distance: I32) -> I64 [];
            /// Logical shift right.
            lushr = LUshr : (x: I64, distance: I32) -> I64 [];

            // Single instructions of the processor, for methods of `Integer`, `Long` and `Math`.
            /// Number of bits that are 1.
            ibits = IBitCount : (x: I32) -> I32 [];
            /// Number of bits that are 1.
            lbits = LBitCount : (x: I64) -> I32 [];
            /// Number of zero bits above the highest 1; 32 of zero.
            ilzcnt = ILeadingZeros : (x: I32) -> I32 [];
            /// Number of zero bits above the highest 1; 64 of zero.
            llzcnt = LLeadingZeros : (x: I64) -> I32 [];
            /// Number of zero bits below the lowest 1; 32 of zero.
            itzcnt = ITrailingZeros : (x: I32) -> I32 [];
            /// Number of zero bits below the lowest 1; 64 of zero.
            ltzcnt = LTrailingZeros : (x: I64) -> I32 [];
            /// The bytes in the reverse order.
            ibswap = IReverseBytes : (x: I32) -> I32 [];
            /// The bytes in the reverse order.
            lbswap = LReverseBytes : (x: I64) -> I64 [];
            /// Rotation left.
            irotl = IRotateLeft : (x: I32, distance: I32) -> I32 [];
            /// Rotation left.
            lrotl = LRotateLeft : (x: I64, distance: I32) -> I64 [];
            /// Rotation right.
            irotr = IRotateRight : (x: I32, distance: I32) -> I32 [];
            /// Rotation right.
            lrotr = LRotateRight : (x: I64, distance: I32) -> I64 [];
            /// Unsigned division. Pure: the guard holds it below the check for zero.
            iudiv = IUdiv : (x: I32, y: I32, nonzero: Guard) -> I32 [];
            /// Unsigned remainder.
            iurem = IUrem : (x: I32, y: I32, nonzero: Guard) -> I32 [];
            /// Unsigned division. Pure: the guard holds it below the check for zero.
            ludiv = LUdiv : (x: I64, y: I64, nonzero: Guard) -> I64 [];
            /// Unsigned remainder.
            lurem = LUrem : (x: I64, y: I64, nonzero: Guard) -> I64 [];
            /// Upper half of the product of 128 bits.
            lmulhi = LMulHigh : (x: I64, y: I64) -> I64 [COMMUTATIVE];

            // Floating point.
            /// Addition.
            fadd = FAdd : (x: F32, y: F32) -> F32 [COMMUTATIVE];
            /// Subtraction.
            fsub = FSub : (x: F32, y: F32) -> F32 [];
            /// Multiplication.
            fmul = FMul : (x: F32, y: F32) -> F32 [COMMUTATIVE];
            /// Division.
            fdiv = FDiv : (x: F32, y: F32) -> F32 [];
            /// Remainder as C's `fmodf`.
            frem = FRem : (x: F32, y: F32) -> F32 [];
            /// Negation: flips the sign, also of a NaN.
            fneg = FNeg : (x: F32) -> F32 [];
            /// Addition.
            dadd = DAdd : (x: F64, y: F64) -> F64 [COMMUTATIVE];
            /// Subtraction.
            dsub = DSub : (x: F64, y: F64) -> F64 [];
            /// Multiplication.
            dmul = DMul : (x: F64, y: F64) -> F64 [COMMUTATIVE];
            /// Division.
            ddiv = DDiv : (x: F64, y: F64) -> F64 [];
            /// Remainder as C's `fmod`.
            drem = DRem : (x: F64, y: F64) -> F64 [];
            /// Negation: flips the sign, also of a NaN.
            dneg = DNeg : (x: F64) -> F64 [];
            /// Absolute value: clears the sign, also of a NaN.
            fabs = FAbs : (x: F32) -> F32 [];
            /// Absolute value: clears the sign, also of a NaN.
            dabs = DAbs : (x: F64) -> F64 [];
            /// The smaller one, the first NaN if there is one; -0.0 is below 0.0.
            fmin = FMin : (x: F32, y: F32) -> F32 [];
            /// The larger one, the first NaN if there is one; -0.0 is below 0.0.
            fmax = FMax : (x: F32, y: F32) -> F32 [];
            /// The smaller one, the first NaN if there is one; -0.0 is below 0.0.
            dmin = DMin : (x: F64, y: F64) -> F64 [];
            /// The larger one, the first NaN if there is one; -0.0 is below 0.0.
            dmax = DMax : (x: F64, y: F64) -> F64 [];
            /// Correctly rounded square root.
            fsqrt = FSqrt : (x: F32) -> F32 [];
            /// Correctly rounded square root.
            dsqrt = DSqrt : (x: F64) -> F64 [];
            /// The largest integer that is not above.
            dfloor = DFloor : (x: F64) -> F64 [];
            /// The smallest integer that is not below.
            dceil = DCeil : (x: F64) -> F64 [];
            /// The nearest integer, of two the even one.
            drint = DRint : (x: F64) -> F64 [];
            /// `x * y + z`, rounded once.
            ffma = FFma : (x: F32, y: F32, z: F32) -> F32 [];
            /// `x * y + z`, rounded once.
            dfma = DFma : (x: F64, y: F64, z: F64) -> F64 [];

            // Conversions (JVMS 2.11.4); narrowing of integers is by sign or zero extension.
            /// Low byte, sign-extended.
            i2b = I2b : (x: I32) -> I32 [];
            /// Low 16 bits, zero-extended.
            i2c = I2c : (x: I32) -> I32 [];
            /// Low 16 bits, sign-extended.
            i2s = I2s : (x: I32) -> I32 [];
            /// Sign extension.
            i2l = I2l : (x: I32) -> I64 [];
            /// Nearest float.
            i2f = I2f : (x: I32) -> F32 [];
            /// Exact double.
            i2d = I2d : (x: I32) -> F64 [];
            /// Low 32 bits.
            l2i = L2i : (x: I64) -> I32 [];
            /// Nearest float.
            l2f = L2f : (x: I64) -> F32 [];
            /// Nearest double.
            l2d = L2d : (x: I64) -> F64 [];
            /// Towards zero; NaN gives 0, out of range saturates.
            f2i = F2i : (x: F32) -> I32 [];
            /// Towards zero; NaN gives 0, out of range saturates.
            f2l = F2l : (x: F32) -> I64 [];
            /// Exact double.
            f2d = F2d : (x: F32) -> F64 [];
            /// Towards zero; NaN gives 0, out of range saturates.
            d2i = D2i : (x: F64) -> I32 [];
            /// Towards zero; NaN gives 0, out of range saturates.
            d2l = D2l : (x: F64) -> I64 [];
            /// Nearest float.
            d2f = D2f : (x: F64) -> F32 [];
            /// The bits.
            f2bits = F2Bits : (x: F32) -> I32 [];
            /// The float with these bits.
            bits2f = Bits2f : (x: I32) -> F32 [];
            /// The bits.
            d2bits = D2Bits : (x: F64) -> I64 [];
            /// The double with these bits.
            bits2d = Bits2d : (x: I64) -> F64 [];

            // Comparisons: 1 or 0.
            /// Compares integers.
            icmp = ICmp : (x: I32, y: I32; Condition) -> I32 [];
            /// Compares integers.
            lcmp = LCmp : (x: I64, y: I64; Condition) -> I32 [];
            /// Compares; 0 when either is a NaN, but for `ne`, which is then 1.
            fcmp = FCmp : (x: F32, y: F32; Condition) -> I32 [];
            /// Compares; 0 when either is a NaN, but for `ne`, which is then 1.
            dcmp = DCmp : (x: F64, y: F64; Condition) -> I32 [];
            /// 1 when both are the same object or null.
            same = SameRef : (x: Ref, y: Ref) -> I32 [COMMUTATIVE];
            /// `yes` when the condition is not 0, else `no`.
            select = Select : (condition: I32, yes: Any, no: Same) -> Same [];

            // Checks: leave compiled code when they fail.
            /// Passes when the condition is not 0.
            guard = GuardTrue : (condition: I32; Reason) -> Guard [DEOPT];
            /// Passes when the reference is not null.
            guard_nonnull = GuardNonNull : (object: Ref) -> Guard [DEOPT];
            /// Passes when the divisor is not 0.
            guard_inonzero = GuardINonZero : (divisor: I32) -> Guard [DEOPT];
            /// Passes when the divisor is not 0.
            guard_lnonzero = GuardLNonZero : (divisor: I64) -> Guard [DEOPT];
            /// Passes when `0 <= index < length`.
            guard_bounds = GuardBounds : (index: I32, length: I32) -> Guard [DEOPT];
            /// Passes when the length is not negative.
            guard_size = GuardSize : (length: I32) -> Guard [DEOPT];
            /// Passes when the object is of exactly this class.
            guard_class = GuardClass : (object: Ref, nonnull: Guard; Class) -> Guard [DEOPT];
            /// Passes when the object is null or an instance of the class.
            guard_cast = GuardCast : (object: Ref; Class) -> Guard [DEOPT];
            /// Passes when the array may hold the value.
            guard_store = GuardStore : (array: Ref, value: Ref, nonnull: Guard) -> Guard [DEOPT];
            /// Passes when the class is initialized, or the current thread is initializing it.
            guard_initialized = GuardInitialized : (; Class) -> Guard [DEOPT];

            /// Proof of what needs no check.
            guard_passed = GuardPassed : () -> Guard [];
            /// Proof of what needs no check below the branches and checks above it.
            guard_here = GuardHere : () -> Guard [PINNED];

            // Memory.
            /// Reads an instance field.
            load_field = LoadField : (object: Ref, nonnull: Guard; Field) -> Member [READS(Field)];
            /// Writes an instance field.
            store_field = StoreField : (object: Ref, value: Any, nonnull: Guard; Field) -> None [WRITES(Field)];
            /// Reads a static field.
            load_static = LoadStatic : (initialized: Guard; Field) -> Member [READS(Static)];
            /// Writes a static field.
            store_static = StoreStatic : (value: Any, initialized: Guard; Field) -> None [WRITES(Static)];
            /// Length of an array.
            array_length = ArrayLength : (array: Ref, nonnull: Guard) -> I32 [];
            /// Reads an element.
            load_element = LoadElement : (array: Ref, index: I32, inside: Guard; Element) -> Member [READS(Element)];
            /// Writes an element, truncated to the element's type.
            store_element = StoreElement : (array: Ref, index: I32, value: Any, inside: Guard; Element) -> None [WRITES(Element)];

            /// Copies elements between arrays of one kind, as if through a third array. All of them are
            /// inside, and references may be stored.
            copy_elements = CopyElements : (source: Ref, from: I32, target: Ref, to: I32, count: I32; Element) -> None [READS(Element) WRITES(Element)];

            // Memory by address: an object and an offset in bytes, as `Unsafe` takes them. An object
            // that is null stands for address 0.
            /// Reads memory at an offset.
            load_at = LoadAt : (object: Ref, offset: I64; Element) -> Member [READS_ALL PINNED];
            /// Writes memory at an offset.
            store_at = StoreAt : (object: Ref, offset: I64, value: Any; Element) -> None [FENCE];
            /// Reads memory at an offset of an object or of null, where a page may be missing: leaves
            /// compiled code then.
            load_raw = LoadRaw : (object: Ref, offset: I64; Element) -> Member [READS_ALL PINNED DEOPT];
            /// Writes memory at an offset of an object or of null. Leaves compiled code, before it has
            /// written, when the page is missing.
            store_raw = StoreRaw : (object: Ref, offset: I64, value: Any; Element) -> None [FENCE DEOPT];
            /// As `load_raw`, of an array of primitive elements or of null.
            load_bytes = LoadBytes : (array: Ref, offset: I64; Element) -> Member [READS(Element) PINNED DEOPT];
            /// As `store_raw`, of an array of primitive elements or of null.
            store_bytes = StoreBytes : (array: Ref, offset: I64, value: Any; Element) -> None [WRITES(Element) DEOPT];
            /// Writes `value` if `expected` is there; 1 when it was.
            compare_and_set = CompareAndSet : (object: Ref, offset: I64, expected: Any, value: Same; Element) -> I32 [FENCE];
            /// Writes `value` if `expected` is there; what was there.
            compare_and_exchange = CompareAndExchange : (object: Ref, offset: I64, expected: Any, value: Same; Element) -> Same [FENCE];
            /// Adds to what is there; what was there.
            get_and_add = GetAndAdd : (object: Ref, offset: I64, delta: Any; Element) -> Same [FENCE];
            /// Writes `value`; what was there.
            get_and_set = GetAndSet : (object: Ref, offset: I64, value: Any; Element) -> Same [FENCE];

            // Functions of the VM.
            /// Calls a function of the VM whose result depends on its arguments alone.
            compute = Compute : (..arguments; Routine) -> Returned [];
            /// Calls a function of the VM that reads memory.
            inspect = Inspect : (..arguments; Routine) -> Returned [READS_ALL PINNED];
            /// Calls a function of the VM that reads and writes memory.
            transfer = Transfer : (..arguments; Routine) -> Returned [FENCE];
            /// The object that stands for the object's class.
            mirror = Mirror : (object: Ref, nonnull: Guard) -> Ref [];
            /// The current thread's object.
            current_thread = CurrentThread : () -> Ref [];

            /// Reads and writes after it stay behind the volatile load before it.
            fence_acquire = FenceAcquire : () -> None [FENCE];
            /// Reads and writes before it stay before the volatile store after it.
            fence_release = FenceRelease : () -> None [FENCE];
            /// Nothing passes it, neither a store before it a load behind it.
            fence_full = FenceFull : () -> None [FENCE];

            // Locals of the interpreter's frame that this function replaces, read from a buffer by
            // their slot. They stand in the entry block, before anything that may stop.
            /// Reads a local of the frame that is replaced.
            load_osr_int = LoadOsrInt : (buffer: I64; Int) -> I32 [READS(Osr)];
            /// Reads a local of the frame that is replaced.
            load_osr_long = LoadOsrLong : (buffer: I64; Int) -> I64 [READS(Osr)];
            /// Reads a local of the frame that is replaced.
            load_osr_float = LoadOsrFloat : (buffer: I64; Int) -> F32 [READS(Osr)];
            /// Reads a local of the frame that is replaced.
            load_osr_double = LoadOsrDouble : (buffer: I64; Int) -> F64 [READS(Osr)];
            /// Reads a local of the frame that is replaced.
            load_osr_ref = LoadOsrRef : (buffer: I64; Int) -> Ref [READS(Osr)];

            // Objects.
            /// A new object; all fields are zero.
            new = New : (initialized: Guard; Class) -> Ref [ALLOC SAFEPOINT];
            /// A new array of primitive elements; all are zero.
            new_array = NewArray : (length: I32, size: Guard; Element) -> Ref [ALLOC SAFEPOINT];
            /// A new array of this array class; all elements are null.
            new_object_array = NewObjectArray : (length: I32, size: Guard; Class) -> Ref [ALLOC SAFEPOINT];
            /// New nested arrays of this array class, one level for each length; elements are zero.
            /// Leaves compiled code when a length is negative.
            new_multi_array = NewMultiArray : (..lengths; Class) -> Ref [ALLOC SAFEPOINT DEOPT];
            /// 1 when the object is not null and an instance of the class.
            instance_of = InstanceOf : (object: Ref; Class) -> I32 [];
            /// 1 when the object is of exactly this class.
            has_class = HasClass : (object: Ref, nonnull: Guard; Class) -> I32 [];
            /// Enters the object's monitor; what others wrote before they left it is seen after it.
            monitor_enter = MonitorEnter : (object: Ref, nonnull: Guard) -> None [FENCE SAFEPOINT];
            /// Leaves the object's monitor; what was written before it is seen by who enters it next.
            monitor_exit = MonitorExit : (object: Ref, nonnull: Guard) -> None [FENCE SAFEPOINT];
            /// Stops when somebody asks for it.
            safepoint_poll = SafepointPoll : () -> None [SAFEPOINT DEOPT];

            // Calls. An exception leaves the function.
            /// Calls a static method.
            call_static = CallStatic : (..arguments; Method) -> Returned [CALL];
            /// Calls exactly this instance method.
            call_special = CallSpecial : (..arguments; Method) -> Returned [CALL];
            /// Calls the method that the receiver's class has in its place.
            call_virtual = CallVirtual : (..arguments; Method) -> Returned [CALL];
            /// Calls the method that the receiver's class has for this interface method.
            call_interface = CallInterface : (..arguments; Method) -> Returned [CALL];

            // Calls that continue at a handler when the callee throws. The normal target gets the
            // result, the exceptional one the exception, each as first parameter.
            /// Calls a static method.
            try_static = TryStatic : (..arguments; Method) -> None => Handler [CALL TERMINATOR];
            /// Calls exactly this instance method.
            try_special = TrySpecial : (..arguments; Method) -> None => Handler [CALL TERMINATOR];
            /// Calls the method that the receiver's class has in its place.
            try_virtual = TryVirtual : (..arguments; Method) -> None => Handler [CALL TERMINATOR];
            /// Calls the method that the receiver's class has for this interface method.
            try_interface = TryInterface : (..arguments; Method) -> None => Handler [CALL TERMINATOR];

            // Ends of blocks.
            /// Goes on at the target.
            jump = Jump : () -> None => One [TERMINATOR];
            /// Goes on at the first target when the condition is not 0, else at the second.
            branch = Branch : (condition: I32) -> None => Two [TERMINATOR];
            /// Goes on at the target of the key, else at the default.
            switch = Switch : (key: I32) -> None => Table [TERMINATOR];
            /// Returns without a value.
            ret_void = RetVoid : () -> None [TERMINATOR];
            /// Returns a value.
            ret = Ret : (value: Any) -> None [TERMINATOR];
            /// Leaves with an exception.
            throw = Throw : (exception: Ref, nonnull: Guard) -> None [THROWS TERMINATOR];
            /// Leaves compiled code.
            deopt = Deopt : (; Reason) -> None [DEOPT TERMINATOR];
            /// Is never reached.
            unreachable = Unreachable : () -> None [TERMINATOR];
        }
    };
}
