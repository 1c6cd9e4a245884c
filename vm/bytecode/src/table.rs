//! The one table of bytecode instructions.
//!
//! Each entry is one *operation*: its meaning, the struct that holds its decoded operands,
//! its stack effect, and the opcodes that decode to it. `iload_2` is `ILoad { local: 2 }`:
//! families collapse into operands, but every operation keeps a struct of its own, so that
//! names survive into traces and each handler of an interpreter is one `impl`.
//! Everything else is generated from this table by handing `for_each_operation!` the name
//! of a macro: the structs and [`Instruction`](crate::Instruction), the raw decoder's formats, the interpreter's
//! handlers. `wide` is a prefix and not in the table.
//!
//! Stack effects list slots from bottom to top: `I L F D A` are the verifier's types, `R` a
//! return address, `W` one untyped word; `by_operand` means that the constant-pool entry decides.
//! The file is long because it is one table. Reference: JVMS §6.5.

/// Calls `$callback! { entries }` with all entries of the table.
///
/// An entry is `#[doc] Struct { field: type }: (pops) -> (pushes) = opcode mnemonic CONSTANT Format, ...;`
/// (or `by_operand` for the effect).
#[macro_export]
macro_rules! for_each_operation {
    ($($callback:tt)+) => {
        $($callback)+! {
            // Constants.
            /// Does nothing. JVMS §6.5.nop.
            Nop {}: () -> () = 0x00 nop NOP None;
            /// Pushes null. JVMS §6.5.aconst_null.
            AConstNull {}: () -> (A) = 0x01 aconst_null ACONST_NULL None;
            /// Pushes an int constant; `ldc` of an int decodes to this too. JVMS §6.5.iconst_n.
            IConst { value: i32 }: () -> (I) =
                0x02 iconst_m1 ICONST_M1 Int(-1), 0x03 iconst_0 ICONST_0 Int(0),
                0x04 iconst_1 ICONST_1 Int(1), 0x05 iconst_2 ICONST_2 Int(2),
                0x06 iconst_3 ICONST_3 Int(3), 0x07 iconst_4 ICONST_4 Int(4),
                0x08 iconst_5 ICONST_5 Int(5), 0x10 bipush BIPUSH Byte, 0x11 sipush SIPUSH Short;
            /// Pushes a long constant; `ldc2_w` of a long decodes to this too. JVMS §6.5.lconst_n.
            LConst { value: i64 }: () -> (L) =
                0x09 lconst_0 LCONST_0 Long(0), 0x0a lconst_1 LCONST_1 Long(1);
            /// Pushes a float constant; `ldc` of a float decodes to this too. JVMS §6.5.fconst_n.
            FConst { value: f32 }: () -> (F) =
                0x0b fconst_0 FCONST_0 Float(0.0), 0x0c fconst_1 FCONST_1 Float(1.0),
                0x0d fconst_2 FCONST_2 Float(2.0);
            /// Pushes a double constant; `ldc2_w` of a double decodes to this too. JVMS §6.5.dconst_n.
            DConst { value: f64 }: () -> (D) =
                0x0e dconst_0 DCONST_0 Double(0.0), 0x0f dconst_1 DCONST_1 Double(1.0);
            /// Pushes a loadable constant of one slot that needs resolution: a string, class, method type, method handle or dynamic constant. JVMS §6.5.ldc.
            Ldc { site: Site }: by_operand = 0x12 ldc LDC Constant8, 0x13 ldc_w LDC_W Constant16;
            /// Pushes a dynamic constant of type long or double. JVMS §6.5.ldc2_w.
            Ldc2 { site: Site }: by_operand = 0x14 ldc2_w LDC2_W Constant16;

            // Loads.
            /// Pushes an int local. JVMS §6.5.iload.
            ILoad { local: u16 }: () -> (I) =
                0x15 iload ILOAD Local, 0x1a iload_0 ILOAD_0 LocalIs(0),
                0x1b iload_1 ILOAD_1 LocalIs(1), 0x1c iload_2 ILOAD_2 LocalIs(2),
                0x1d iload_3 ILOAD_3 LocalIs(3);
            /// Pushes a long local. JVMS §6.5.lload.
            LLoad { local: u16 }: () -> (L) =
                0x16 lload LLOAD Local, 0x1e lload_0 LLOAD_0 LocalIs(0),
                0x1f lload_1 LLOAD_1 LocalIs(1), 0x20 lload_2 LLOAD_2 LocalIs(2),
                0x21 lload_3 LLOAD_3 LocalIs(3);
            /// Pushes a float local. JVMS §6.5.fload.
            FLoad { local: u16 }: () -> (F) =
                0x17 fload FLOAD Local, 0x22 fload_0 FLOAD_0 LocalIs(0),
                0x23 fload_1 FLOAD_1 LocalIs(1), 0x24 fload_2 FLOAD_2 LocalIs(2),
                0x25 fload_3 FLOAD_3 LocalIs(3);
            /// Pushes a double local. JVMS §6.5.dload.
            DLoad { local: u16 }: () -> (D) =
                0x18 dload DLOAD Local, 0x26 dload_0 DLOAD_0 LocalIs(0),
                0x27 dload_1 DLOAD_1 LocalIs(1), 0x28 dload_2 DLOAD_2 LocalIs(2),
                0x29 dload_3 DLOAD_3 LocalIs(3);
            /// Pushes a reference local. JVMS §6.5.aload.
            ALoad { local: u16 }: () -> (A) =
                0x19 aload ALOAD Local, 0x2a aload_0 ALOAD_0 LocalIs(0),
                0x2b aload_1 ALOAD_1 LocalIs(1), 0x2c aload_2 ALOAD_2 LocalIs(2),
                0x2d aload_3 ALOAD_3 LocalIs(3);
            /// Pushes an element of an int array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.iaload.
            IALoad {}: (A, I) -> (I) = 0x2e iaload IALOAD None;
            /// Pushes an element of a long array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.laload.
            LALoad {}: (A, I) -> (L) = 0x2f laload LALOAD None;
            /// Pushes an element of a float array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.faload.
            FALoad {}: (A, I) -> (F) = 0x30 faload FALOAD None;
            /// Pushes an element of a double array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.daload.
            DALoad {}: (A, I) -> (D) = 0x31 daload DALOAD None;
            /// Pushes an element of a reference array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.aaload.
            AALoad {}: (A, I) -> (A) = 0x32 aaload AALOAD None;
            /// Pushes an element of a byte or boolean array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.baload.
            BALoad {}: (A, I) -> (I) = 0x33 baload BALOAD None;
            /// Pushes an element of a char array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.caload.
            CALoad {}: (A, I) -> (I) = 0x34 caload CALOAD None;
            /// Pushes an element of a short array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.saload.
            SALoad {}: (A, I) -> (I) = 0x35 saload SALOAD None;

            // Stores.
            /// Pops into an int local. JVMS §6.5.istore.
            IStore { local: u16 }: (I) -> () =
                0x36 istore ISTORE Local, 0x3b istore_0 ISTORE_0 LocalIs(0),
                0x3c istore_1 ISTORE_1 LocalIs(1), 0x3d istore_2 ISTORE_2 LocalIs(2),
                0x3e istore_3 ISTORE_3 LocalIs(3);
            /// Pops into a long local. JVMS §6.5.lstore.
            LStore { local: u16 }: (L) -> () =
                0x37 lstore LSTORE Local, 0x3f lstore_0 LSTORE_0 LocalIs(0),
                0x40 lstore_1 LSTORE_1 LocalIs(1), 0x41 lstore_2 LSTORE_2 LocalIs(2),
                0x42 lstore_3 LSTORE_3 LocalIs(3);
            /// Pops into a float local. JVMS §6.5.fstore.
            FStore { local: u16 }: (F) -> () =
                0x38 fstore FSTORE Local, 0x43 fstore_0 FSTORE_0 LocalIs(0),
                0x44 fstore_1 FSTORE_1 LocalIs(1), 0x45 fstore_2 FSTORE_2 LocalIs(2),
                0x46 fstore_3 FSTORE_3 LocalIs(3);
            /// Pops into a double local. JVMS §6.5.dstore.
            DStore { local: u16 }: (D) -> () =
                0x39 dstore DSTORE Local, 0x47 dstore_0 DSTORE_0 LocalIs(0),
                0x48 dstore_1 DSTORE_1 LocalIs(1), 0x49 dstore_2 DSTORE_2 LocalIs(2),
                0x4a dstore_3 DSTORE_3 LocalIs(3);
            /// Pops into a reference local. Also stores return addresses. JVMS §6.5.astore.
            AStore { local: u16 }: (A) -> () =
                0x3a astore ASTORE Local, 0x4b astore_0 ASTORE_0 LocalIs(0),
                0x4c astore_1 ASTORE_1 LocalIs(1), 0x4d astore_2 ASTORE_2 LocalIs(2),
                0x4e astore_3 ASTORE_3 LocalIs(3);
            /// Stores an element of an int array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.iastore.
            IAStore {}: (A, I, I) -> () = 0x4f iastore IASTORE None;
            /// Stores an element of a long array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.lastore.
            LAStore {}: (A, I, L) -> () = 0x50 lastore LASTORE None;
            /// Stores an element of a float array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.fastore.
            FAStore {}: (A, I, F) -> () = 0x51 fastore FASTORE None;
            /// Stores an element of a double array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.dastore.
            DAStore {}: (A, I, D) -> () = 0x52 dastore DASTORE None;
            /// Stores an element of a reference array; throws NullPointerException, ArrayIndexOutOfBoundsException, ArrayStoreException. JVMS §6.5.aastore.
            AAStore {}: (A, I, A) -> () = 0x53 aastore AASTORE None;
            /// Stores an element of a byte or boolean array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.bastore.
            BAStore {}: (A, I, I) -> () = 0x54 bastore BASTORE None;
            /// Stores an element of a char array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.castore.
            CAStore {}: (A, I, I) -> () = 0x55 castore CASTORE None;
            /// Stores an element of a short array; throws NullPointerException, ArrayIndexOutOfBoundsException. JVMS §6.5.sastore.
            SAStore {}: (A, I, I) -> () = 0x56 sastore SASTORE None;

            // Stack shuffles, in untyped words (`W`).
            /// Drops a word. JVMS §6.5.pop.
            Pop {}: (W) -> () = 0x57 pop POP None;
            /// Drops two words. JVMS §6.5.pop2.
            Pop2 {}: (W, W) -> () = 0x58 pop2 POP2 None;
            /// Duplicates the top word. JVMS §6.5.dup.
            Dup {}: (W) -> (W, W) = 0x59 dup DUP None;
            /// Copies the top word below the second. JVMS §6.5.dup_x1.
            DupX1 {}: (W, W) -> (W, W, W) = 0x5a dup_x1 DUP_X1 None;
            /// Copies the top word below the third. JVMS §6.5.dup_x2.
            DupX2 {}: (W, W, W) -> (W, W, W, W) = 0x5b dup_x2 DUP_X2 None;
            /// Duplicates the top two words. JVMS §6.5.dup2.
            Dup2 {}: (W, W) -> (W, W, W, W) = 0x5c dup2 DUP2 None;
            /// Copies the top two words below the third. JVMS §6.5.dup2_x1.
            Dup2X1 {}: (W, W, W) -> (W, W, W, W, W) = 0x5d dup2_x1 DUP2_X1 None;
            /// Copies the top two words below the fourth. JVMS §6.5.dup2_x2.
            Dup2X2 {}: (W, W, W, W) -> (W, W, W, W, W, W) = 0x5e dup2_x2 DUP2_X2 None;
            /// Exchanges the top two words. JVMS §6.5.swap.
            Swap {}: (W, W) -> (W, W) = 0x5f swap SWAP None;

            // Arithmetic.
            /// Adds two ints. JVMS §6.5.iadd.
            IAdd {}: (I, I) -> (I) = 0x60 iadd IADD None;
            /// Adds two longs. JVMS §6.5.ladd.
            LAdd {}: (L, L) -> (L) = 0x61 ladd LADD None;
            /// Adds two floats. JVMS §6.5.fadd.
            FAdd {}: (F, F) -> (F) = 0x62 fadd FADD None;
            /// Adds two doubles. JVMS §6.5.dadd.
            DAdd {}: (D, D) -> (D) = 0x63 dadd DADD None;
            /// Subtracts two ints. JVMS §6.5.isub.
            ISub {}: (I, I) -> (I) = 0x64 isub ISUB None;
            /// Subtracts two longs. JVMS §6.5.lsub.
            LSub {}: (L, L) -> (L) = 0x65 lsub LSUB None;
            /// Subtracts two floats. JVMS §6.5.fsub.
            FSub {}: (F, F) -> (F) = 0x66 fsub FSUB None;
            /// Subtracts two doubles. JVMS §6.5.dsub.
            DSub {}: (D, D) -> (D) = 0x67 dsub DSUB None;
            /// Multiplies two ints. JVMS §6.5.imul.
            IMul {}: (I, I) -> (I) = 0x68 imul IMUL None;
            /// Multiplies two longs. JVMS §6.5.lmul.
            LMul {}: (L, L) -> (L) = 0x69 lmul LMUL None;
            /// Multiplies two floats. JVMS §6.5.fmul.
            FMul {}: (F, F) -> (F) = 0x6a fmul FMUL None;
            /// Multiplies two doubles. JVMS §6.5.dmul.
            DMul {}: (D, D) -> (D) = 0x6b dmul DMUL None;
            /// Divides two ints; throws ArithmeticException on zero. JVMS §6.5.idiv.
            IDiv {}: (I, I) -> (I) = 0x6c idiv IDIV None;
            /// Divides two longs; throws ArithmeticException on zero. JVMS §6.5.ldiv.
            LDiv {}: (L, L) -> (L) = 0x6d ldiv LDIV None;
            /// Divides two floats. JVMS §6.5.fdiv.
            FDiv {}: (F, F) -> (F) = 0x6e fdiv FDIV None;
            /// Divides two doubles. JVMS §6.5.ddiv.
            DDiv {}: (D, D) -> (D) = 0x6f ddiv DDIV None;
            /// Takes the remainder of two ints; throws ArithmeticException on zero. JVMS §6.5.irem.
            IRem {}: (I, I) -> (I) = 0x70 irem IREM None;
            /// Takes the remainder of two longs; throws ArithmeticException on zero. JVMS §6.5.lrem.
            LRem {}: (L, L) -> (L) = 0x71 lrem LREM None;
            /// Takes the remainder of two floats. JVMS §6.5.frem.
            FRem {}: (F, F) -> (F) = 0x72 frem FREM None;
            /// Takes the remainder of two doubles. JVMS §6.5.drem.
            DRem {}: (D, D) -> (D) = 0x73 drem DREM None;
            /// Negates an int. JVMS §6.5.ineg.
            INeg {}: (I) -> (I) = 0x74 ineg INEG None;
            /// Negates a long. JVMS §6.5.lneg.
            LNeg {}: (L) -> (L) = 0x75 lneg LNEG None;
            /// Negates a float. JVMS §6.5.fneg.
            FNeg {}: (F) -> (F) = 0x76 fneg FNEG None;
            /// Negates a double. JVMS §6.5.dneg.
            DNeg {}: (D) -> (D) = 0x77 dneg DNEG None;
            /// Shifts an int left. JVMS §6.5.ishl.
            IShl {}: (I, I) -> (I) = 0x78 ishl ISHL None;
            /// Shifts a long left. JVMS §6.5.lshl.
            LShl {}: (L, I) -> (L) = 0x79 lshl LSHL None;
            /// Shifts an int right, copying the sign. JVMS §6.5.ishr.
            IShr {}: (I, I) -> (I) = 0x7a ishr ISHR None;
            /// Shifts a long right, copying the sign. JVMS §6.5.lshr.
            LShr {}: (L, I) -> (L) = 0x7b lshr LSHR None;
            /// Shifts an int right, filling with zeros. JVMS §6.5.iushr.
            IUShr {}: (I, I) -> (I) = 0x7c iushr IUSHR None;
            /// Shifts a long right, filling with zeros. JVMS §6.5.lushr.
            LUShr {}: (L, I) -> (L) = 0x7d lushr LUSHR None;
            /// And of two ints. JVMS §6.5.iand.
            IAnd {}: (I, I) -> (I) = 0x7e iand IAND None;
            /// And of two longs. JVMS §6.5.land.
            LAnd {}: (L, L) -> (L) = 0x7f land LAND None;
            /// Or of two ints. JVMS §6.5.ior.
            IOr {}: (I, I) -> (I) = 0x80 ior IOR None;
            /// Or of two longs. JVMS §6.5.lor.
            LOr {}: (L, L) -> (L) = 0x81 lor LOR None;
            /// Exclusive or of two ints. JVMS §6.5.ixor.
            IXor {}: (I, I) -> (I) = 0x82 ixor IXOR None;
            /// Exclusive or of two longs. JVMS §6.5.lxor.
            LXor {}: (L, L) -> (L) = 0x83 lxor LXOR None;
            /// Adds a constant to an int local. JVMS §6.5.iinc.
            IInc { local: u16, amount: i16 }: () -> () = 0x84 iinc IINC LocalAndInt;

            // Conversions.
            /// Converts int to long. JVMS §6.5.i2l.
            I2L {}: (I) -> (L) = 0x85 i2l I2L None;
            /// Converts int to float. JVMS §6.5.i2f.
            I2F {}: (I) -> (F) = 0x86 i2f I2F None;
            /// Converts int to double. JVMS §6.5.i2d.
            I2D {}: (I) -> (D) = 0x87 i2d I2D None;
            /// Converts long to int. JVMS §6.5.l2i.
            L2I {}: (L) -> (I) = 0x88 l2i L2I None;
            /// Converts long to float. JVMS §6.5.l2f.
            L2F {}: (L) -> (F) = 0x89 l2f L2F None;
            /// Converts long to double. JVMS §6.5.l2d.
            L2D {}: (L) -> (D) = 0x8a l2d L2D None;
            /// Converts float to int. JVMS §6.5.f2i.
            F2I {}: (F) -> (I) = 0x8b f2i F2I None;
            /// Converts float to long. JVMS §6.5.f2l.
            F2L {}: (F) -> (L) = 0x8c f2l F2L None;
            /// Converts float to double. JVMS §6.5.f2d.
            F2D {}: (F) -> (D) = 0x8d f2d F2D None;
            /// Converts double to int. JVMS §6.5.d2i.
            D2I {}: (D) -> (I) = 0x8e d2i D2I None;
            /// Converts double to long. JVMS §6.5.d2l.
            D2L {}: (D) -> (L) = 0x8f d2l D2L None;
            /// Converts double to float. JVMS §6.5.d2f.
            D2F {}: (D) -> (F) = 0x90 d2f D2F None;
            /// Truncates int to byte. JVMS §6.5.i2b.
            I2B {}: (I) -> (I) = 0x91 i2b I2B None;
            /// Truncates int to char. JVMS §6.5.i2c.
            I2C {}: (I) -> (I) = 0x92 i2c I2C None;
            /// Truncates int to short. JVMS §6.5.i2s.
            I2S {}: (I) -> (I) = 0x93 i2s I2S None;

            // Comparisons.
            /// Compares two longs. JVMS §6.5.lcmp.
            LCmp {}: (L, L) -> (I) = 0x94 lcmp LCMP None;
            /// Compares two floats; -1 if unordered. JVMS §6.5.fcmpl.
            FCmpL {}: (F, F) -> (I) = 0x95 fcmpl FCMPL None;
            /// Compares two floats; 1 if unordered. JVMS §6.5.fcmpg.
            FCmpG {}: (F, F) -> (I) = 0x96 fcmpg FCMPG None;
            /// Compares two doubles; -1 if unordered. JVMS §6.5.dcmpl.
            DCmpL {}: (D, D) -> (I) = 0x97 dcmpl DCMPL None;
            /// Compares two doubles; 1 if unordered. JVMS §6.5.dcmpg.
            DCmpG {}: (D, D) -> (I) = 0x98 dcmpg DCMPG None;

            // Control.
            /// Branches if the int is == 0. JVMS §6.5.ifeq.
            IfEq { site: Site }: (I) -> () = 0x99 ifeq IFEQ Branch16;
            /// Branches if the int is != 0. JVMS §6.5.ifne.
            IfNe { site: Site }: (I) -> () = 0x9a ifne IFNE Branch16;
            /// Branches if the int is < 0. JVMS §6.5.iflt.
            IfLt { site: Site }: (I) -> () = 0x9b iflt IFLT Branch16;
            /// Branches if the int is >= 0. JVMS §6.5.ifge.
            IfGe { site: Site }: (I) -> () = 0x9c ifge IFGE Branch16;
            /// Branches if the int is > 0. JVMS §6.5.ifgt.
            IfGt { site: Site }: (I) -> () = 0x9d ifgt IFGT Branch16;
            /// Branches if the int is <= 0. JVMS §6.5.ifle.
            IfLe { site: Site }: (I) -> () = 0x9e ifle IFLE Branch16;
            /// Branches if left == right. JVMS §6.5.if_icmpeq.
            IfICmpEq { site: Site }: (I, I) -> () = 0x9f if_icmpeq IF_ICMPEQ Branch16;
            /// Branches if left != right. JVMS §6.5.if_icmpne.
            IfICmpNe { site: Site }: (I, I) -> () = 0xa0 if_icmpne IF_ICMPNE Branch16;
            /// Branches if left < right. JVMS §6.5.if_icmplt.
            IfICmpLt { site: Site }: (I, I) -> () = 0xa1 if_icmplt IF_ICMPLT Branch16;
            /// Branches if left >= right. JVMS §6.5.if_icmpge.
            IfICmpGe { site: Site }: (I, I) -> () = 0xa2 if_icmpge IF_ICMPGE Branch16;
            /// Branches if left > right. JVMS §6.5.if_icmpgt.
            IfICmpGt { site: Site }: (I, I) -> () = 0xa3 if_icmpgt IF_ICMPGT Branch16;
            /// Branches if left <= right. JVMS §6.5.if_icmple.
            IfICmpLe { site: Site }: (I, I) -> () = 0xa4 if_icmple IF_ICMPLE Branch16;
            /// Branches if left == right as references. JVMS §6.5.if_acmpeq.
            IfACmpEq { site: Site }: (A, A) -> () = 0xa5 if_acmpeq IF_ACMPEQ Branch16;
            /// Branches if left != right as references. JVMS §6.5.if_acmpne.
            IfACmpNe { site: Site }: (A, A) -> () = 0xa6 if_acmpne IF_ACMPNE Branch16;
            /// Branches if the reference is null. JVMS §6.5.ifnull.
            IfNull { site: Site }: (A) -> () = 0xc6 ifnull IFNULL Branch16;
            /// Branches if the reference is not null. JVMS §6.5.ifnonnull.
            IfNonNull { site: Site }: (A) -> () = 0xc7 ifnonnull IFNONNULL Branch16;
            /// Branches. JVMS §6.5.goto.
            Goto { site: Site }: () -> () = 0xa7 goto GOTO Branch16, 0xc8 goto_w GOTO_W Branch32;
            /// Pushes the index of the next instruction as a return address and branches. JVMS §6.5.jsr.
            Jsr { site: Site }: () -> (R) = 0xa8 jsr JSR Branch16, 0xc9 jsr_w JSR_W Branch32;
            /// Continues at the return address in a local. JVMS §6.5.ret.
            Ret { local: u16 }: () -> () = 0xa9 ret RET Local;
            /// Branches by table. JVMS §6.5.tableswitch.
            TableSwitch { site: Site }: (I) -> () = 0xaa tableswitch TABLESWITCH TableSwitch;
            /// Branches by searching sorted keys. JVMS §6.5.lookupswitch.
            LookupSwitch { site: Site }: (I) -> () = 0xab lookupswitch LOOKUPSWITCH LookupSwitch;
            /// Returns an int. JVMS §6.5.ireturn.
            IReturn {}: (I) -> () = 0xac ireturn IRETURN None;
            /// Returns a long. JVMS §6.5.lreturn.
            LReturn {}: (L) -> () = 0xad lreturn LRETURN None;
            /// Returns a float. JVMS §6.5.freturn.
            FReturn {}: (F) -> () = 0xae freturn FRETURN None;
            /// Returns a double. JVMS §6.5.dreturn.
            DReturn {}: (D) -> () = 0xaf dreturn DRETURN None;
            /// Returns a reference. JVMS §6.5.areturn.
            AReturn {}: (A) -> () = 0xb0 areturn ARETURN None;
            /// Returns nothing. JVMS §6.5.return.
            Return {}: () -> () = 0xb1 return RETURN None;

            // References.
            /// Pushes a static field. JVMS §6.5.getstatic.
            GetStatic { site: Site }: by_operand = 0xb2 getstatic GETSTATIC Constant16;
            /// Pops into a static field. JVMS §6.5.putstatic.
            PutStatic { site: Site }: by_operand = 0xb3 putstatic PUTSTATIC Constant16;
            /// Pushes an instance field; throws NullPointerException. JVMS §6.5.getfield.
            GetField { site: Site }: by_operand = 0xb4 getfield GETFIELD Constant16;
            /// Pops into an instance field; throws NullPointerException. JVMS §6.5.putfield.
            PutField { site: Site }: by_operand = 0xb5 putfield PUTFIELD Constant16;
            /// Calls by the receiver's class. JVMS §6.5.invokevirtual.
            InvokeVirtual { site: Site }: by_operand = 0xb6 invokevirtual INVOKEVIRTUAL Constant16;
            /// Calls a constructor, private or superclass method. JVMS §6.5.invokespecial.
            InvokeSpecial { site: Site }: by_operand = 0xb7 invokespecial INVOKESPECIAL Constant16;
            /// Calls a static method. JVMS §6.5.invokestatic.
            InvokeStatic { site: Site }: by_operand = 0xb8 invokestatic INVOKESTATIC Constant16;
            /// Calls an interface method by the receiver's class. JVMS §6.5.invokeinterface.
            InvokeInterface { site: Site }: by_operand =
                0xb9 invokeinterface INVOKEINTERFACE InvokeInterface;
            /// Calls the target that a bootstrap method chose for this site. JVMS §6.5.invokedynamic.
            InvokeDynamic { site: Site }: by_operand =
                0xba invokedynamic INVOKEDYNAMIC InvokeDynamic;
            /// Allocates an object. JVMS §6.5.new.
            New { site: Site }: () -> (A) = 0xbb new NEW Constant16;
            /// Allocates an array of the primitive type with this `T_` code (4 boolean to 11 long); throws NegativeArraySizeException. JVMS §6.5.newarray.
            NewArray { element: u8 }: (I) -> (A) = 0xbc newarray NEWARRAY ArrayType;
            /// Allocates an array of references; throws NegativeArraySizeException. JVMS §6.5.anewarray.
            ANewArray { site: Site }: (I) -> (A) = 0xbd anewarray ANEWARRAY Constant16;
            /// Allocates nested arrays; throws NegativeArraySizeException. JVMS §6.5.multianewarray.
            MultiANewArray { site: Site }: by_operand =
                0xc5 multianewarray MULTIANEWARRAY MultiArray;
            /// Pushes the length of an array; throws NullPointerException. JVMS §6.5.arraylength.
            ArrayLength {}: (A) -> (I) = 0xbe arraylength ARRAYLENGTH None;
            /// Throws; NullPointerException if null. JVMS §6.5.athrow.
            AThrow {}: (A) -> () = 0xbf athrow ATHROW None;
            /// Throws ClassCastException unless null or an instance. JVMS §6.5.checkcast.
            CheckCast { site: Site }: (A) -> (A) = 0xc0 checkcast CHECKCAST Constant16;
            /// Pushes whether non-null and an instance. JVMS §6.5.instanceof.
            InstanceOf { site: Site }: (A) -> (I) = 0xc1 instanceof INSTANCEOF Constant16;
            /// Locks; throws NullPointerException. JVMS §6.5.monitorenter.
            MonitorEnter {}: (A) -> () = 0xc2 monitorenter MONITORENTER None;
            /// Unlocks; throws NullPointerException, IllegalMonitorStateException. JVMS §6.5.monitorexit.
            MonitorExit {}: (A) -> () = 0xc3 monitorexit MONITOREXIT None;
        }
    };
}
