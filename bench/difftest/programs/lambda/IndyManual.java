import java.lang.invoke.*;
import java.util.function.*;

/** LambdaMetafactory and StringConcatFactory called directly; call sites: constant, mutable, volatile. */
public class IndyManual {
    static String hello(String a, int b) {
        return "hello " + a + b;
    }

    int base = 5;

    int plus(int x) {
        return base + x;
    }

    interface Both {
        String f(String s, int i);
    }

    static int calls;

    static int v1() {
        return 1 + calls++ * 0;
    }

    static int v2() {
        return 2;
    }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup lk = MethodHandles.lookup();
        MethodHandle impl = lk.findStatic(IndyManual.class, "hello", MethodType.methodType(String.class, String.class, int.class));
        CallSite cs = LambdaMetafactory.metafactory(lk, "f", MethodType.methodType(Both.class), impl.type(), impl, impl.type());
        Both b = (Both) cs.getTarget().invokeExact();
        System.out.println(b.f("x", 3));
        MethodHandle plus = lk.findVirtual(IndyManual.class, "plus", MethodType.methodType(int.class, int.class));
        CallSite cs2 = LambdaMetafactory.metafactory(lk, "applyAsInt", MethodType.methodType(IntUnaryOperator.class, IndyManual.class),
            MethodType.methodType(int.class, int.class), plus, MethodType.methodType(int.class, int.class));
        IntUnaryOperator op = (IntUnaryOperator) cs2.getTarget().invoke(new IndyManual());
        System.out.println(op.applyAsInt(10));
        CallSite cs3 = LambdaMetafactory.metafactory(lk, "apply", MethodType.methodType(Function.class, IndyManual.class),
            MethodType.methodType(Object.class, Object.class), plus, MethodType.methodType(Integer.class, Integer.class));
        @SuppressWarnings("unchecked")
        Function<Integer, Integer> fn = (Function<Integer, Integer>) cs3.getTarget().invoke(new IndyManual());
        System.out.println(fn.apply(20));
        CallSite alt = LambdaMetafactory.altMetafactory(lk, "f", MethodType.methodType(Both.class), impl.type(), impl, impl.type(),
            LambdaMetafactory.FLAG_MARKERS, 1, java.io.Serializable.class);
        System.out.println(((Object) alt.getTarget().invoke()) instanceof java.io.Serializable);
        try {
            LambdaMetafactory.metafactory(lk, "f", MethodType.methodType(Both.class), impl.type(), plus, impl.type());
        } catch (LambdaConversionException e) {
            System.out.println(e.getMessage());
        }
        try {
            LambdaMetafactory.metafactory(lk, "f", MethodType.methodType(String.class), impl.type(), impl, impl.type());
        } catch (LambdaConversionException e) {
            System.out.println(e.getMessage());
        }
        try {
            LambdaMetafactory.metafactory(MethodHandles.publicLookup(), "f", MethodType.methodType(Both.class), impl.type(), impl, impl.type());
        } catch (LambdaConversionException e) {
            System.out.println(e.getMessage());
        }
        CallSite sc = StringConcatFactory.makeConcatWithConstants(lk, "cat", MethodType.methodType(String.class, int.class, String.class, double.class),
            "i=\1 s=\1 k=\2 d=\1", "KONST");
        System.out.println((String) sc.getTarget().invokeExact(7, "str", 1.5));
        CallSite sc2 = StringConcatFactory.makeConcat(lk, "cat", MethodType.methodType(String.class, char.class, Object.class, long.class));
        System.out.println((String) sc2.getTarget().invokeExact('c', (Object) null, 9L));
        try {
            StringConcatFactory.makeConcatWithConstants(lk, "cat", MethodType.methodType(String.class, int.class), "\1\1");
        } catch (StringConcatException e) {
            System.out.println(e.getMessage());
        }
        try {
            StringConcatFactory.makeConcatWithConstants(lk, "cat", MethodType.methodType(String.class, int.class), "\1\2");
        } catch (StringConcatException e) {
            System.out.println(e.getMessage());
        }
        MethodHandle m1 = lk.findStatic(IndyManual.class, "v1", MethodType.methodType(int.class));
        MethodHandle m2 = lk.findStatic(IndyManual.class, "v2", MethodType.methodType(int.class));
        MutableCallSite mcs = new MutableCallSite(m1);
        MethodHandle inv = mcs.dynamicInvoker();
        int r = 0;
        for (int i = 0; i < 10; i++) {
            r = r * 3 + (int) inv.invokeExact();
            if (i == 4) mcs.setTarget(m2);
        }
        System.out.println(r);
        VolatileCallSite vcs = new VolatileCallSite(m2);
        System.out.println((int) vcs.dynamicInvoker().invokeExact());
        vcs.setTarget(m1);
        System.out.println((int) vcs.dynamicInvoker().invokeExact());
        ConstantCallSite ccs = new ConstantCallSite(m1);
        try {
            ccs.setTarget(m2);
        } catch (UnsupportedOperationException e) {
            System.out.println("constant");
        }
        try {
            mcs.setTarget(impl);
        } catch (WrongMethodTypeException e) {
            System.out.println(e.getMessage());
        }
        MutableCallSite untyped = new MutableCallSite(MethodType.methodType(void.class));
        try {
            untyped.getTarget().invokeExact();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        MutableCallSite.syncAll(new MutableCallSite[]{mcs, untyped});
        SwitchPoint sp = new SwitchPoint();
        MethodHandle g = sp.guardWithTest(m1, m2);
        System.out.println((int) g.invokeExact());
        SwitchPoint.invalidateAll(new SwitchPoint[]{sp});
        System.out.println((int) g.invokeExact() + " " + sp.hasBeenInvalidated());
        System.out.println("done IndyManual");
    }
}
