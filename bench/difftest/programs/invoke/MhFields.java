import java.lang.invoke.*;
import java.util.*;

import static java.lang.invoke.MethodType.methodType;

/** Method handle signatures over all primitive types, long argument lists, interface and private interface calls, recursion through handles. */
public class MhFields {
    static byte sb;
    static char sc;
    boolean z;
    float f;
    volatile double vd;

    static boolean mz(boolean x) {
        return !x;
    }

    static byte mb(byte x) {
        return (byte) (x + 1);
    }

    static char mc(char x) {
        return (char) (x + 1);
    }

    static short ms(short x) {
        return (short) (x + 1);
    }

    static int mi(int x) {
        return x + 1;
    }

    static long mj(long x) {
        return x + 1;
    }

    static float mf(float x) {
        return x + 1;
    }

    static double md(double x) {
        return x + 1;
    }

    static Object ml(Object x) {
        return x + "+1";
    }

    static void mv(int x) {
        total += x;
    }

    static int total;
    static MethodHandle self;

    static int fib(int n) throws Throwable {
        return n < 2 ? n : (int) self.invokeExact(n - 1) + (int) self.invokeExact(n - 2);
    }

    static String many(int a, long b, double c, float d, byte e, short f, char g, boolean h, String i, Object j, int[] k, long l, double m, int n, long o) {
        return a + "," + b + "," + c + "," + d + "," + e + "," + f + "," + g + "," + h + "," + i + "," + j + "," + k.length + "," + l + "," + m + "," + n + "," + o;
    }

    interface Priv {
        private int hidden(int x) {
            return x * 3;
        }

        static MethodHandle get() throws Exception {
            return MethodHandles.lookup().findVirtual(Priv.class, "hidden", methodType(int.class, int.class));
        }
    }

    static int sum(int... xs) {
        int s = 0;
        for (int x : xs) s += x;
        return s;
    }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        Class<?>[] ts = {boolean.class, byte.class, char.class, short.class, int.class, long.class, float.class, double.class, Object.class};
        Object[] vs = {true, (byte) 127, 'y', (short) 32767, Integer.MAX_VALUE, Long.MAX_VALUE, 1.5f, 2.5, "o"};
        String ns = "zbcsijfdl";
        for (int i = 0; i < ts.length; i++) {
            MethodHandle m = l.findStatic(MhFields.class, "m" + ns.charAt(i), methodType(ts[i], ts[i]));
            MethodHandle g = m.asType(methodType(Object.class, Object.class));
            System.out.println(m.type() + " " + g.invoke(vs[i]) + " " + (Object) g.invokeExact(vs[i]) + " " + m.invokeWithArguments(vs[i]));
            for (int k = 0; k < ts.length; k++) {
                try {
                    MethodHandle c = MethodHandles.explicitCastArguments(m, methodType(ts[k], ts[k]));
                    System.out.print(c.invoke(vs[k]) + " ");
                } catch (ClassCastException e) {
                    System.out.print("cce ");
                }
            }
            System.out.println();
            StringBuilder ok = new StringBuilder();
            for (Class<?> t : ts) {
                try {
                    m.asType(methodType(t, t));
                    ok.append(t.getSimpleName().charAt(0));
                } catch (WrongMethodTypeException e) {
                    ok.append('-');
                }
            }
            System.out.println("asType both ways " + ok);
        }
        MethodHandle mv = l.findStatic(MhFields.class, "mv", methodType(void.class, int.class));
        mv.invokeExact(5);
        Object r = mv.invoke(6);
        System.out.println(r + " " + total + " " + (Object) mv.asType(methodType(Object.class, int.class)).invoke(1) + " " + (int) mv.asType(methodType(int.class, int.class)).invoke(2));
        self = l.findStatic(MhFields.class, "fib", methodType(int.class, int.class));
        System.out.println((int) self.invokeExact(12));
        MethodHandle many = null;
        for (var m : MhFields.class.getDeclaredMethods()) if (m.getName().equals("many")) many = l.unreflect(m);
        System.out.println(many.invoke(1, 2L, 3.0, 4f, (byte) 5, (short) 6, '7', true, "nine", (Object) null, new int[11], 12L, 13.5, 14, 15L));
        System.out.println(many.invokeWithArguments(1, 2, 3, 4, (byte) 5, (byte) 6, '7', false, "nine", 10, new int[1], 12, 13f, 'n', 15));
        MethodHandle sp = many.asSpreader(Object[].class, 15);
        System.out.println((Object) sp.invoke(new Object[]{1, 2L, 3.0, 4f, (byte) 5, (short) 6, '7', true, "i", 'j', new int[0], 12L, 13.5, 14, 15L}));
        MethodHandle rot = MethodHandles.permuteArguments(many, many.type(), 0, 11, 12, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 13, 14);
        System.out.println(rot.invoke(1, 2L, 3.0, 4f, (byte) 5, (short) 6, '7', true, "i", (Object) 'j', new int[0], 12L, 13.5, 14, 15L));
        System.out.println((int) Priv.get().invoke((Priv) new Priv() {}, 14));
        MethodHandle sum = l.findStatic(MhFields.class, "sum", methodType(int.class, int[].class));
        System.out.println((int) sum.invoke() + " " + (int) sum.invoke(1, 2, 3) + " " + (int) sum.invoke(new int[]{4, 5}) + " " + (int) sum.invoke((byte) 1, 'a'));
        System.out.println(sum.asCollector(int[].class, 40).type().parameterCount());
        MhFields o = new MhFields();
        l.findSetter(MhFields.class, "z", boolean.class).invokeExact(o, true);
        l.findSetter(MhFields.class, "f", float.class).invoke(o, 'a');
        l.findSetter(MhFields.class, "vd", double.class).invoke(o, 5L);
        l.findStaticSetter(MhFields.class, "sb", byte.class).invoke((byte) -3);
        l.findStaticSetter(MhFields.class, "sc", char.class).invokeExact('Q');
        System.out.println(o.z + " " + o.f + " " + o.vd + " " + sb + " " + sc + " " + (char) l.findStaticGetter(MhFields.class, "sc", char.class).invokeExact());
        List<String> names = new ArrayList<>(List.of("b", "c", "a"));
        MethodHandle cmp = l.findVirtual(String.class, "compareTo", methodType(int.class, String.class));
        @SuppressWarnings("unchecked")
        Comparator<String> pc = MethodHandleProxies.asInterfaceInstance(Comparator.class, cmp);
        names.sort(pc);
        System.out.println(names + " " + MethodHandleProxies.isWrapperInstance(pc) + " " + (MethodHandleProxies.wrapperInstanceTarget(pc) == cmp));
        System.out.println("done MhFields");
    }
}
