// difftest: library
import java.io.*;
import java.util.*;

/** Instructions that javac seldom or never writes, assembled by hand for version 49: stack shuffles with both categories, wide, jsr and ret, odd exception tables. */
public class RawOpcodes {
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

    static final Map<String, Class<?>> CLASSES = new HashMap<>();

    /** One class per method, so that one that does not verify hides no other. */
    static void def(String m, String desc, int stack, int locals, Object... code) throws IOException {
        ClassAsm a = new ClassAsm("RawOpcodesGen", 49);
        a.method(m, desc, stack, locals, code);
        CLASSES.put(m, a.define());
    }

    static void run(String m, Object... args) {
        run(CLASSES.get(m), m, args);
    }

    public static void main(String[] args) throws Exception {
        def("dupX1", "(II)I", 6, 2, 0x1a, 0x1b, 0x5a, 0x10, 10, 0x68, 0x60, 0x10, 100, 0x68, 0x60, 0xac);
        def("dupX2", "(III)I", 6, 3, 0x1a, 0x1b, 0x1c, 0x5b, 0x60, 0x68, 0x64, 0xac);
        def("dup2", "(II)I", 6, 2, 0x1a, 0x1b, 0x5c, 0x64, 0x68, 0x60, 0xac);
        def("dup2long", "(J)J", 6, 2, 0x1e, 0x5c, 0x69, 0xad);
        def("dup2X1", "(III)I", 8, 3, 0x1a, 0x1b, 0x1c, 0x5d, 0x60, 0x68, 0x64, 0x68, 0xac);
        def("dup2X1long", "(IJ)J", 8, 3, 0x1a, 0x1f, 0x5d, 0x37, 1, 0x57 + 0, 0xad);
        def("dup2X2", "(IIII)I", 8, 4, 0x1a, 0x1b, 0x1c, 0x1d, 0x5e, 0x60, 0x68, 0x64, 0x68, 0x60, 0xac);
        def("dup2X2longs", "(JJ)J", 8, 4, 0x1e, 0x20, 0x5e, 0x65, 0x69, 0xad);
        def("swap", "(II)I", 2, 2, 0x1a, 0x1b, 0x5f, 0x64, 0xac);
        def("pop2", "(IIJ)I", 5, 4, 0x1a, 0x1b, 0x1b, 0x58, 0x20, 0x58, 0xac);
        def("wideIinc", "(I)I", 2, 400, 0x1a, 0xc4, 0x36, 1, 44, 0xc4, 0x84, 1, 44, 0x7f, 0xff, 0xc4, 0x84, 1, 44, 0x80, 0x00, 0xc4, 0x15, 1, 44, 0xac);
        def("wideLong", "(J)J", 4, 400, 0x1e, 0xc4, 0x37, 1, 50, 0xc4, 0x16, 1, 50, 0x0a, 0x61, 0xad);
        def("wideRef", "(Ljava/lang/Object;)Ljava/lang/Object;", 1, 400, 0x2a, 0xc4, 0x3a, 1, 60, 0xc4, 0x19, 1, 60, 0xb0);
        def("wideDouble", "(D)D", 4, 400, 0x26, 0xc4, 0x39, 1, 70, 0xc4, 0x18, 1, 70, 0x5c, 0x63, 0xaf);
        def("gotoW", "(I)I", 2, 1, 0xc8, 0, 0, 0, 8, 0x05, 0xac, 0x00, 0x1a, 0x9a, 0xff, 0xfc, 0x06, 0xac);
        def("jsrTwice", "(I)I", 3, 3, 0x03, 0x3d, 0xa8, 0, 8, 0xa8, 0, 5, 0x1c, 0xac, 0x4c, 0x1c, 0x1a, 0x60, 0x3d, 0xa9, 1);
        def("jsrNested", "()I", 3, 4, 0x03, 0x3b, 0xa8, 0, 5, 0x1a, 0xac, 0x4c, 0x84, 0, 1, 0xa8, 0, 5, 0xa9, 1, 0x4d, 0x84, 0, 10, 0xa9, 2);
        def("jsrW", "()I", 2, 300, 0xc9, 0, 0, 0, 7, 0x1a, 0xac, 0xc4, 0x3a, 1, 0, 0x08, 0x3b, 0xc4, 0xa9, 1, 0);
        def("jsrLoop", "(I)I", 3, 3, 0x03, 0x3d, 0xa8, 0, 14, 0x84, 0, 0xff, 0x1a, 0x9d, 0xff, 0xf9, 0x1c, 0xac, 0x00, 0x00, 0x4c, 0x84, 2, 3, 0xa9, 1);
        def("tableswitchPads", "(I)I", 1, 1, 0x1a, 0x00, 0xaa, 0, 0, 0, 0, 26, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 28, 0, 0, 0, 30, 0x04, 0xac, 0x05, 0xac, 0x06, 0xac);
        def("lookupEmpty", "(I)I", 1, 1, 0x1a, 0xab, 0, 0, 0, 0, 0, 11, 0, 0, 0, 0, 0x08, 0xac);
        def("handlerOrder", "(I)I", 2, 2, 0x07, 0x1a, 0x6c, 0xac, 0x4c, 0x04, 0xac, 0x4c, 0x05, 0xac, "try 0 4 4 java/lang/ArithmeticException", "try 0 4 7 *");
        def("handlerAny", "(I)I", 2, 2, 0x07, 0x1a, 0x6c, 0xac, 0x4c, 0x04, 0xac, 0x4c, 0x05, 0xac, "try 0 4 7 *", "try 0 4 4 java/lang/ArithmeticException");
        def("handlerNotMatching", "(I)I", 2, 2, 0x07, 0x1a, 0x6c, 0xac, 0x57, 0x04, 0xac, "try 0 4 4 java/lang/NullPointerException");
        def("handlerCoversSelf", "(I)I", 2, 2, 0x07, 0x1a, 0x6c, 0xac, 0x57, 0x84, 0, 1, 0x07, 0x1a, 0x6c, 0xac, "try 0 12 4 java/lang/ArithmeticException");
        def("athrowNull", "()I", 2, 0, 0x01, 0xbf, 0x57, 0x08, 0xac, "try 0 2 2 java/lang/NullPointerException");
        def("boolArg", "(I)Z", 1, 1, 0x1a, 0xac);
        def("byteRet", "(I)B", 1, 1, 0x1a, 0xac);
        def("charRet", "(I)C", 1, 1, 0x1a, 0xac);
        def("shortRet", "(I)S", 1, 1, 0x1a, 0xac);
        def("boolStore", "(I)I", 4, 2, 0x04, 0xbc, 4, 0x4c, 0x2b, 0x03, 0x1a, 0x54, 0x2b, 0x03, 0x33, 0xac);
        def("byteStore", "(I)I", 4, 2, 0x04, 0xbc, 8, 0x4c, 0x2b, 0x03, 0x1a, 0x54, 0x2b, 0x03, 0x33, 0xac);
        def("fcmps", "(FF)I", 4, 2, 0x22, 0x23, 0x95, 0x10, 10, 0x68, 0x22, 0x23, 0x96, 0x60, 0xac);
        def("dcmps", "(DD)I", 6, 4, 0x26, 0x28, 0x97, 0x10, 10, 0x68, 0x26, 0x28, 0x98, 0x60, 0xac);
        def("multiPartial", "()Ljava/lang/Object;", 3, 0, 0x05, 0x06, 0xc5, "c [[[I", 2, 0xb0);
        def("multiOne", "(I)Ljava/lang/Object;", 3, 1, 0x1a, 0xc5, "c [[I", 1, 0xb0);
        def("anewarrayOfArray", "()Ljava/lang/Object;", 1, 0, 0x05, 0xbd, "c [J", 0xb0);
        def("checkcastArr", "(Ljava/lang/Object;)Ljava/lang/Object;", 1, 1, 0x2a, 0xc0, "c [Ljava/lang/Number;", 0xb0);
        def("instanceofArr", "(Ljava/lang/Object;)I", 1, 1, 0x2a, 0xc1, "c [[I", 0xac);
        def("arrayClone", "([I)Ljava/lang/Object;", 1, 1, 0x2a, 0xb6, "10 [I clone ()Ljava/lang/Object;", 0xb0);
        def("ifaceObjectMethod", "(Ljava/lang/Object;)I", 1, 1, 0x2a, 0xb9, "11 java/lang/Runnable hashCode ()I", 1, 0, 0x57, 0x04, 0xac);
        def("wrongIface", "(Ljava/lang/Object;)V", 1, 1, 0x2a, 0xb9, "11 java/lang/Runnable run ()V", 1, 0, 0xb1);
        def("ifaceOfClass", "(Ljava/lang/String;)I", 1, 1, 0x2a, 0xb9, "11 java/lang/String length ()I", 1, 0, 0xac);
        def("classOfIface", "(Ljava/util/List;)I", 1, 1, 0x2a, 0xb6, "10 java/util/List size ()I", 0xac);
        def("monitorTwice", "(Ljava/lang/Object;)I", 2, 1, 0x2a, 0xc2, 0x2a, 0xc2, 0x2a, 0xc3, 0x2a, 0xb8, "10 java/lang/Thread holdsLock (Ljava/lang/Object;)Z", 0x2a, 0xc3, 0xac);
        def("exitOnly", "(Ljava/lang/Object;)V", 1, 1, 0x2a, 0xc3, 0xb1);
        def("leaveLocked", "(Ljava/lang/Object;)V", 1, 1, 0x2a, 0xc2, 0xb1);
        def("ldc2", "()J", 4, 0, 0x14, "l 1234567890123", 0x14, "d 2.75", 0x8f, 0x61, 0xad);
        def("ldcClassArr", "()Ljava/lang/Object;", 1, 0, 0x13, "c [[Ljava/util/Map;", 0xb0);
        def("nops", "()I", 1, 0, 0x00, 0x00, 0x00, 0x00, 0x07, 0x00, 0xac);
        def("shifts", "(IJ)J", 5, 3, 0x1f, 0x1a, 0x79, 0x1f, 0x1a, 0x7b, 0x83, 0x1f, 0x1a, 0x7d, 0x83, 0xad);
        def("newAbstract", "()V", 2, 0, 0xbb, "c java/lang/Number", 0x59, 0xb7, "10 java/lang/Number <init> ()V", 0x57, 0xb1);
        def("newIface", "()V", 2, 0, 0xbb, "c java/lang/Runnable", 0x57, 0xb1);
        def("noClass", "()V", 1, 0, 0x01, 0xc0, "c no/Such", 0x57, 0xbb, "c no/Such", 0x57, 0xb1);
        def("noField", "()I", 1, 0, 0xb2, "9 java/lang/Integer NOPE I", 0xac);
        def("wrongTypeField", "()J", 2, 0, 0xb2, "9 java/lang/Integer MAX_VALUE J", 0xad);
        def("privateField", "(Ljava/lang/String;)I", 1, 1, 0x2a, 0xb4, "9 java/lang/String hash I", 0xac);
        def("privateMethod", "(Ljava/lang/String;)Z", 1, 1, 0x2a, 0xb6, "10 java/lang/String isLatin1 ()Z", 0xac);
        def("notExported", "()V", 1, 0, 0xb8, "10 jdk/internal/misc/Unsafe getUnsafe ()Ljdk/internal/misc/Unsafe;", 0x57, 0xb1);
        def("putFinal", "()V", 1, 0, 0x04, 0xb3, "9 java/lang/Integer MAX_VALUE I", 0xb1);
        def("staticOnInstance", "(Ljava/lang/String;)V", 1, 1, 0xb8, "10 java/lang/String length ()I", 0x57, 0xb1);
        def("instanceOnStatic", "(Ljava/lang/String;)V", 2, 1, 0x2a, 0x2a, 0xb6, "10 java/lang/String valueOf (Ljava/lang/Object;)Ljava/lang/String;", 0x57, 0xb1);
        Object lock = new Object();
        for (String m : new String[]{"dupX1", "dup2", "swap"}) run(m, 7, 3);
        run("dupX2", 7, 3, 5);
        run("dup2X1", 7, 3, 5);
        run("dup2X2", 2, 3, 5, 7);
        run("dup2long", 1L << 20);
        run("dup2X1long", 4, 9L);
        run("dup2X2longs", 40L, 7L);
        run("pop2", 1, 2, 3L);
        run("wideIinc", 5);
        run("wideLong", 5L);
        run("wideRef", "ref");
        run("wideDouble", 1.25);
        for (String m : new String[]{"gotoW", "jsrTwice", "jsrLoop", "tableswitchPads", "lookupEmpty", "handlerOrder", "handlerAny", "handlerNotMatching", "handlerCoversSelf", "boolArg", "byteRet", "charRet", "shortRet", "boolStore", "byteStore"}) for (int i : new int[]{0, 1, 2, -1, 511}) if (!m.equals("jsrLoop") || i < 5) run(m, i);
        for (String m : new String[]{"jsrNested", "jsrW", "athrowNull", "multiPartial", "anewarrayOfArray", "ldc2", "ldcClassArr", "nops", "newAbstract", "newIface", "noClass", "noField", "wrongTypeField", "notExported", "putFinal"}) run(m);
        for (float[] f : new float[][]{{1, 2}, {2, 1}, {1, 1}, {Float.NaN, 1}, {-0f, 0f}}) {
            run("fcmps", f[0], f[1]);
            run("dcmps", (double) f[0], (double) f[1]);
        }
        run("multiOne", 3);
        run("multiOne", -3);
        for (Object o : new Object[]{new Integer[]{1}, new String[0], new int[0], null, new int[0][0], new long[0][0], "s"}) {
            run("checkcastArr", o);
            run("instanceofArr", o);
        }
        run("arrayClone", new int[]{1, 2});
        run("ifaceObjectMethod", (Runnable) () -> {});
        run("ifaceObjectMethod", "not runnable");
        run("wrongIface", "not runnable");
        run("wrongIface", (Object) null);
        run("ifaceOfClass", "len");
        run("classOfIface", List.of(1));
        run("monitorTwice", lock);
        run("exitOnly", lock);
        run("leaveLocked", lock);
        System.out.println(Thread.holdsLock(lock));
        run("shifts", 65, -8L);
        run("privateField", "x");
        run("privateMethod", "x");
        run("staticOnInstance", "x");
        run("instanceOnStatic", "x");
        System.out.println("done RawOpcodes");
    }
}
