// difftest: library
import java.lang.invoke.*;
import java.util.*;

/** Dynamic constants, method handle and type constants, invokedynamic with any bootstrap, assembled by hand; failures of bootstraps and their repetition. */
public class RawCondy {
    static void run(Class<?> c, String m, Object... args) {
        try {
            for (java.lang.reflect.Method x : c.getDeclaredMethods()) if (x.getName().equals(m)) System.out.println(m + show(args) + ": " + show(x.invoke(null, args)));
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(m + show(args) + ": threw " + chain(e.getCause()));
        } catch (Throwable e) {
            System.out.println(m + show(args) + ": direct " + chain(e));
        }
    }

    static String chain(Throwable e) {
        StringBuilder sb = new StringBuilder();
        for (int i = 0; e != null && i < 4; e = e.getCause(), i++) sb.append(i > 0 ? " <- " : "").append(e.toString().replaceAll("@(0x)?[0-9a-f]+", "@"));
        return sb.toString();
    }

    static String show(Object o) {
        return o instanceof Character c ? "char " + (int) c : o instanceof int[] a ? Arrays.toString(a) : o instanceof Object[] a ? Arrays.deepToString(a).replaceAll("@[0-9a-f]+", "@").replaceAll("Lambda[^,\\]]*", "Lambda") : String.valueOf(o).replaceAll("@(0x)?[0-9a-f]+", "@");
    }

    public static int calls;

    public static Object cst(MethodHandles.Lookup l, String n, Class<?> t) {
        calls++;
        return n + "#" + calls + ":" + t.getSimpleName();
    }

    public static int cstInt(MethodHandles.Lookup l, String n, Class<?> t, int a, long b, String c, Class<?> d, MethodType e, MethodHandle f, double g, float h) {
        calls++;
        return a + (int) b + c.length() + d.getName().length() + e.parameterCount() + f.type().parameterCount() + (int) g + (int) h;
    }

    public static long cstLong(MethodHandles.Lookup l, String n, Class<?> t) {
        return 1L << 40;
    }

    public static double cstDouble(MethodHandles.Lookup l, String n, Class<?> t) {
        return 2.5;
    }

    public static byte cstByte(MethodHandles.Lookup l, String n, Class<?> t) {
        return (byte) 200;
    }

    public static Object fails(MethodHandles.Lookup l, String n, Class<?> t) {
        calls++;
        throw new IllegalStateException("bootstrap " + calls);
    }

    public static Object failsError(MethodHandles.Lookup l, String n, Class<?> t) {
        throw new InternalError("own error");
    }

    public static Object varargs(MethodHandles.Lookup l, String n, Class<?> t, Object... rest) {
        return n + rest.length + Arrays.toString(rest);
    }

    public static CallSite site(MethodHandles.Lookup l, String n, MethodType t) throws Exception {
        calls++;
        return new ConstantCallSite(l.findStatic(RawCondy.class, n, t));
    }

    public static CallSite mutable(MethodHandles.Lookup l, String n, MethodType t) throws Exception {
        MutableCallSite s = new MutableCallSite(MethodHandles.constant(String.class, "first"));
        last = s;
        return s;
    }

    public static MutableCallSite last;

    public static CallSite siteNull(MethodHandles.Lookup l, String n, MethodType t) {
        return null;
    }

    public static Object siteWrong(MethodHandles.Lookup l, String n, MethodType t) {
        return "not a site";
    }

    public static CallSite siteType(MethodHandles.Lookup l, String n, MethodType t) {
        return new ConstantCallSite(MethodHandles.constant(int.class, 5));
    }

    public static CallSite siteFails(MethodHandles.Lookup l, String n, MethodType t) {
        calls++;
        throw new UnsupportedOperationException("site " + calls);
    }

    public static String target(int a, long b, String c, double d) {
        return a + "/" + b + "/" + c + "/" + d;
    }

    public static boolean same(Object a, Object b) {
        return a == b;
    }

    public static int plus(int a, int b) {
        return a + b;
    }

    public String virt() {
        return "virt";
    }

    public int field = 3;
    public static String sfield = "sf";

    public static void main(String[] args) throws Exception {
        ClassAsm a = new ClassAsm("RawCondyGen", 55);
        String l = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;", s = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)";
        int b0 = a.boot("h 6 RawCondy cst " + l + ")Ljava/lang/Object;");
        int b1 = a.boot("h 6 RawCondy cstInt " + l + "IJLjava/lang/String;Ljava/lang/Class;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;DF)I", "i 10", "l 20", "s str", "c java/util/List", "t (IJ)V", "h 6 RawCondy plus (II)I", "d 3.5", "f 4.5");
        int b2 = a.boot("h 6 RawCondy cstLong " + l + ")J"), b3 = a.boot("h 6 RawCondy cstDouble " + l + ")D"), b4 = a.boot("h 6 RawCondy cstByte " + l + ")B"), b5 = a.boot("h 6 RawCondy fails " + l + ")Ljava/lang/Object;");
        int b6 = a.boot("h 6 RawCondy failsError " + l + ")Ljava/lang/Object;"), b7 = a.boot("h 6 RawCondy varargs " + l + "[Ljava/lang/Object;)Ljava/lang/Object;", "i 1", "s two", "y " + b0 + " inner Ljava/lang/Object;");
        int b8 = a.boot("h 6 RawCondy site " + s + "Ljava/lang/invoke/CallSite;"), b9 = a.boot("h 6 RawCondy mutable " + s + "Ljava/lang/invoke/CallSite;"), b10 = a.boot("h 6 RawCondy siteNull " + s + "Ljava/lang/invoke/CallSite;");
        int b11 = a.boot("h 6 RawCondy siteWrong " + s + "Ljava/lang/Object;"), b12 = a.boot("h 6 RawCondy siteType " + s + "Ljava/lang/invoke/CallSite;"), b13 = a.boot("h 6 RawCondy siteFails " + s + "Ljava/lang/invoke/CallSite;");
        int b14 = a.boot("h 6 java/lang/invoke/ConstantBootstraps nullConstant " + l + ")Ljava/lang/Object;"), b15 = a.boot("h 6 java/lang/invoke/ConstantBootstraps primitiveClass " + l + ")Ljava/lang/Class;");
        int b16 = a.boot("h 6 java/lang/invoke/ConstantBootstraps enumConstant " + l + ")Ljava/lang/Enum;"), b17 = a.boot("h 6 RawCondy gone " + l + ")Ljava/lang/Object;"), b18 = a.boot("h 6 RawCondy cst " + l + ")Ljava/lang/Object;", "i 1");
        a.method("obj", "()Ljava/lang/Object;", 2, 0, "ldc y " + b0 + " name Ljava/lang/Object;", 0xb0);
        a.method("objSame", "()Z", 2, 0, "ldc y " + b0 + " name Ljava/lang/Object;", 0x13, "y " + b0 + " name Ljava/lang/Object;", 0xb8, "10 RawCondy same (Ljava/lang/Object;Ljava/lang/Object;)Z", 0xac);
        a.method("objOther", "()Ljava/lang/Object;", 2, 0, "ldc y " + b0 + " other Ljava/lang/Object;", 0xb0);
        a.method("asString", "()Ljava/lang/String;", 2, 0, 0x13, "y " + b0 + " typed Ljava/lang/String;", 0xb0);
        a.method("wrongType", "()Ljava/lang/Integer;", 2, 0, 0x13, "y " + b0 + " typed Ljava/lang/Integer;", 0xb0);
        a.method("manyArgs", "()I", 2, 0, 0x13, "y " + b1 + " n I", 0xac);
        a.method("lng", "()J", 2, 0, 0x14, "y " + b2 + " n J", 0xad);
        a.method("dbl", "()D", 2, 0, 0x14, "y " + b3 + " n D", 0xaf);
        a.method("byt", "()I", 2, 0, 0x13, "y " + b4 + " n B", 0xac);
        a.method("fails", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b5 + " n Ljava/lang/Object;", 0xb0);
        a.method("failsError", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b6 + " n Ljava/lang/Object;", 0xb0);
        a.method("nested", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b7 + " outer Ljava/lang/Object;", 0xb0);
        a.method("indy", "(IJLjava/lang/String;D)Ljava/lang/String;", 8, 6, 0x1a, 0x1f, 0x2d, 0x18, 4, 0xba, "Y " + b8 + " target (IJLjava/lang/String;D)Ljava/lang/String;", 0, 0, 0xb0);
        a.method("indyTwo", "(II)I", 8, 2, 0x1a, 0x1b, 0xba, "Y " + b8 + " plus (II)I", 0, 0, 0x1b, 0xba, "Y " + b8 + " plus (II)I", 0, 0, 0xac);
        a.method("mut", "()Ljava/lang/String;", 2, 0, 0xba, "Y " + b9 + " m ()Ljava/lang/String;", 0, 0, 0xb0);
        a.method("siteNull", "()V", 2, 0, 0xba, "Y " + b10 + " m ()V", 0, 0, 0xb1);
        a.method("siteWrong", "()V", 2, 0, 0xba, "Y " + b11 + " m ()V", 0, 0, 0xb1);
        a.method("siteType", "()V", 2, 0, 0xba, "Y " + b12 + " m ()V", 0, 0, 0xb1);
        a.method("siteFails", "()V", 2, 0, 0xba, "Y " + b13 + " m ()V", 0, 0, 0xb1);
        a.method("siteNoTarget", "()V", 2, 0, 0xba, "Y " + b8 + " missing ()V", 0, 0, 0xb1);
        a.method("nullc", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b14 + " n Ljava/lang/String;", 0xb0);
        a.method("prim", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b15 + " J Ljava/lang/Class;", 0xb0);
        a.method("enm", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b16 + " BLOCKED Ljava/lang/Thread$State;", 0xb0);
        a.method("bsmGone", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b17 + " n Ljava/lang/Object;", 0xb0);
        a.method("bsmArity", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b18 + " n Ljava/lang/Object;", 0xb0);
        String[] hs = {"h 6 RawCondy plus (II)I", "h 5 RawCondy virt ()Ljava/lang/String;", "h 8 RawCondy <init> ()V", "h 1 RawCondy field I", "h 2 RawCondy sfield Ljava/lang/String;", "h 3 RawCondy field I", "h 4 RawCondy sfield Ljava/lang/String;", "h 9 java/util/List size ()I", "h 6 !java/util/List of ()Ljava/util/List;",
            "h 6 RawCondy nope ()V", "h 5 java/lang/String isLatin1 ()Z", "h 5 java/lang/invoke/MethodHandle invokeExact (I)J", "h 6 no/Such m ()V", "h 6 java/lang/String format (Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;", "h 5 RawCondy plus (II)I"};
        for (int i = 0; i < hs.length; i++) a.method("handle" + i, "()Ljava/lang/Object;", 2, 0, 0x13, hs[i], 0xb0);
        a.method("mtype", "()Ljava/lang/Object;", 2, 0, 0x13, "t (ILjava/lang/String;[J)D", 0xb0);
        a.method("mtypeBad", "()Ljava/lang/Object;", 2, 0, 0x13, "t (Lno/Such;)V", 0xb0);
        a.method("invokeExact", "()I", 4, 0, 0x13, "h 6 RawCondy plus (II)I", 0x08, 0x07, 0xb6, "10 java/lang/invoke/MethodHandle invokeExact (II)I", 0xac);
        a.method("invokeWrong", "()J", 4, 0, 0x13, "h 6 RawCondy plus (II)I", 0x08, 0x07, 0xb6, "10 java/lang/invoke/MethodHandle invokeExact (II)J", 0xad);
        a.method("invokeConv", "()J", 4, 0, 0x13, "h 6 RawCondy plus (II)I", 0x08, 0x07, 0xb6, "10 java/lang/invoke/MethodHandle invoke (II)J", 0xad);
        Class<?> c = a.define();
        for (String m : new String[]{"obj", "obj", "objSame", "objOther", "asString", "wrongType", "wrongType", "manyArgs", "lng", "dbl", "byt", "fails", "fails", "failsError", "failsError", "nested", "mut", "siteNull", "siteNull", "siteWrong", "siteType", "siteFails", "siteFails", "siteNoTarget", "nullc", "prim", "enm",
            "bsmGone", "bsmArity", "mtype", "mtypeBad", "invokeExact", "invokeWrong", "invokeConv"}) run(c, m);
        run(c, "indy", 1, 2L, "three", 4.0);
        run(c, "indy", 5, 6L, null, 7.5);
        run(c, "indyTwo", 3, 4);
        last.setTarget(MethodHandles.constant(String.class, "second"));
        run(c, "mut");
        for (int i = 0; i < hs.length; i++) {
            System.out.print(hs[i] + " ");
            run(c, "handle" + i);
        }
        System.out.println(calls);
        System.out.println("done RawCondy");
    }
}
