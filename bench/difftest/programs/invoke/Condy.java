import java.lang.constant.*;
import java.lang.invoke.*;
import java.util.Optional;

/** ConstantBootstraps called directly, ConstantDesc round trips, MethodType strings and parsing. */
public class Condy {
    enum E { A, B }

    static final int K = 17;
    static long sl = 3;
    int inst;

    interface Act {
        Object run() throws Throwable;
    }

    static void tryIt(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    static int twice(int x) {
        return x * 2;
    }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        tryIt("null", () -> ConstantBootstraps.nullConstant(l, "_", String.class));
        tryIt("null prim", () -> ConstantBootstraps.nullConstant(l, "_", int.class));
        for (String p : new String[]{"Z", "B", "S", "C", "I", "J", "F", "D", "V"}) tryIt("prim " + p, () -> ConstantBootstraps.primitiveClass(l, p, Class.class));
        tryIt("prim bad", () -> ConstantBootstraps.primitiveClass(l, "Q", Class.class));
        tryIt("enum", () -> ConstantBootstraps.enumConstant(l, "B", E.class));
        tryIt("enum bad", () -> ConstantBootstraps.enumConstant(l, "Z", E.class));
        tryIt("static final", () -> ConstantBootstraps.getStaticFinal(l, "K", int.class, Condy.class));
        tryIt("static final self", () -> ConstantBootstraps.getStaticFinal(l, "TRUE", Boolean.class));
        tryIt("not final", () -> ConstantBootstraps.getStaticFinal(l, "sl", long.class, Condy.class));
        tryIt("invoke", () -> ConstantBootstraps.invoke(l, "_", int.class, l.findStatic(Condy.class, "twice", MethodType.methodType(int.class, int.class)), 21));
        tryIt("invoke bad", () -> ConstantBootstraps.invoke(l, "_", String.class, l.findStatic(Condy.class, "twice", MethodType.methodType(int.class, int.class)), 21));
        tryIt("fieldVar", () -> ConstantBootstraps.fieldVarHandle(l, "inst", VarHandle.class, Condy.class, int.class).varType());
        tryIt("staticVar", () -> ConstantBootstraps.staticFieldVarHandle(l, "sl", VarHandle.class, Condy.class, long.class).get());
        tryIt("arrayVar", () -> ConstantBootstraps.arrayVarHandle(l, "_", VarHandle.class, int[].class).coordinateTypes());
        tryIt("explicitCast", () -> ConstantBootstraps.explicitCast(l, "_", byte.class, 300));
        tryIt("explicitCast2", () -> ConstantBootstraps.explicitCast(l, "_", boolean.class, 3));
        for (String d : new String[]{"()V", "(IJ[Ljava/lang/String;)D", "([[Z)Ljava/util/List;"})
            System.out.println(MethodType.fromMethodDescriptorString(d, null) + " " + MethodType.fromMethodDescriptorString(d, null).toMethodDescriptorString().equals(d));
        for (String d : new String[]{"", "()", "(I", "(X)V", "()VV", "(V)I", "(Lno/such/Cls;)V"}) tryIt("desc " + d, () -> MethodType.fromMethodDescriptorString(d, null));
        MethodType mt = MethodType.methodType(String.class, int.class, Object[].class);
        System.out.println(mt.parameterCount() + " " + mt.changeReturnType(void.class) + " " + mt.insertParameterTypes(1, long.class) + " " + mt.dropParameterTypes(0, 1) + " "
            + mt.changeParameterType(0, byte.class) + " " + mt.appendParameterTypes(char.class) + " " + mt.lastParameterType().getSimpleName() + " " + mt.hasPrimitives()
            + " " + mt.unwrap() + " " + MethodType.genericMethodType(2, true));
        System.out.println((mt == MethodType.methodType(String.class, int.class, Object[].class)) + " " + mt.equals(mt.wrap()) + " " + (mt.hashCode() == mt.wrap().unwrap().hashCode()));
        tryIt("void param", () -> MethodType.methodType(int.class, void.class));
        tryIt("too many", () -> MethodType.genericMethodType(256));
        Optional<ClassDesc> cd = String[][].class.describeConstable();
        System.out.println(cd.get() + " " + cd.get().displayName() + " " + cd.get().componentType().descriptorString() + " " + cd.get().resolveConstantDesc(l));
        System.out.println(ClassDesc.of("java.util.Map").nested("Entry").resolveConstantDesc(l) + " " + ClassDesc.ofDescriptor("[I").arrayType().displayName());
        System.out.println(E.A.describeConstable().get() + " " + "str".describeConstable().get() + " " + ((Integer) 5).describeConstable().get());
        MethodHandleDesc mhd = MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, ClassDesc.of("java.lang.Math"), "max", MethodTypeDesc.ofDescriptor("(II)I"));
        System.out.println(mhd + " " + ((MethodHandle) mhd.resolveConstantDesc(l)).invoke(3, 9));
        System.out.println(l.findStatic(Condy.class, "twice", MethodType.methodType(int.class, int.class)).describeConstable().get());
        DynamicConstantDesc<?> dyn = DynamicConstantDesc.ofNamed(ConstantDescs.BSM_ENUM_CONSTANT, "A", ClassDesc.of("Condy").nested("E"));
        System.out.println(dyn.resolveConstantDesc(l) + " " + dyn);
        System.out.println(MethodTypeDesc.ofDescriptor("(JLjava/lang/String;)[I").displayDescriptor() + " " + int.class.descriptorString() + " " + int[].class.arrayType());
        tryIt("bad desc", () -> ClassDesc.of("a/b"));
        tryIt("bad desc2", () -> ClassDesc.ofDescriptor("Q"));
        tryIt("no class", () -> ClassDesc.of("no.Such").resolveConstantDesc(l));
        System.out.println("done Condy");
    }
}
