// difftest: library
import java.util.*;

/** The same hand-made code in class files of versions 45 to 61: which load, which verify, invokespecial with and without ACC_SUPER, constants by version. */
public class OldClassFiles {
    static void run(Class<?> c, String m, Object... args) {
        try {
            for (java.lang.reflect.Method x : c.getDeclaredMethods()) if (x.getName().equals(m)) System.out.println(m + Arrays.toString(args) + ": " + show(x.invoke(null, args)));
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(m + Arrays.toString(args) + ": threw " + chain(e.getCause()));
        } catch (Throwable e) {
            System.out.println(m + Arrays.toString(args) + ": direct " + chain(e));
        }
    }

    static String chain(Throwable e) {
        StringBuilder sb = new StringBuilder();
        for (int i = 0; e != null && i < 4; e = e.getCause(), i++) sb.append(i > 0 ? " <- " : "").append(e.toString().replaceAll("@(0x)?[0-9a-f]+", "@"));
        return sb.toString();
    }

    static String show(Object o) {
        return o instanceof int[] a ? Arrays.toString(a) : o instanceof Object[] a ? Arrays.deepToString(a) : String.valueOf(o).replaceAll("@(0x)?[0-9a-f]+", "@");
    }

    static void versions(String what, String m, String desc, int stack, int locals, Object[] code, Object... args) throws Exception {
        StringBuilder sb = new StringBuilder(what);
        for (int v : new int[]{44, 45, 46, 47, 48, 49, 50, 51, 52, 55, 61, 62}) {
            ClassAsm a = new ClassAsm("OldClassFilesGen", v);
            a.method(m, desc, stack, locals, code);
            String r;
            try {
                Class<?> c = a.define();
                java.lang.reflect.Method x = c.getDeclaredMethods()[0];
                r = show(x.invoke(null, args));
            } catch (java.lang.reflect.InvocationTargetException e) {
                r = "threw " + e.getCause().getClass().getSimpleName();
            } catch (LinkageError e) {
                r = e.getClass().getSimpleName() + " " + e.getMessage().split("\n")[0].replaceAll("@[0-9a-f]+", "@");
            }
            sb.append("\n  ").append(v).append(": ").append(r);
        }
        System.out.println(sb);
    }

    public static void main(String[] args) throws Exception {
        versions("constant", "m", "()I", 1, 0, new Object[]{0x08, 0xac});
        versions("branch without map", "m", "(I)I", 2, 1, new Object[]{0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac}, 3);
        versions("jsr", "m", "()I", 1, 2, new Object[]{0xa8, 0, 5, 0x1a, 0xac, 0x4c, 0x08, 0x3b, 0xa9, 1});
        versions("ldc class", "m", "()Ljava/lang/Object;", 1, 0, new Object[]{0x13, "c java/lang/String", 0xb0});
        versions("ldc method type", "m", "()Ljava/lang/Object;", 1, 0, new Object[]{0x13, "t (I)V", 0xb0});
        versions("ldc method handle", "m", "()Ljava/lang/Object;", 1, 0, new Object[]{0x13, "h 6 java/lang/Math abs (I)I", 0xb0});
        versions("static interface method", "m", "()Ljava/lang/Object;", 1, 0, new Object[]{0xb8, "11 java/util/List of ()Ljava/util/List;", 0xb0});
        versions("bad types", "m", "(I)Ljava/lang/Object;", 1, 1, new Object[]{0x1a, 0xb0}, 1);
        versions("bad types in dead code", "m", "(I)I", 1, 1, new Object[]{0x1a, 0xac, 0x00, 0xb0}, 1);
        versions("unset local on one path", "m", "(I)I", 1, 2, new Object[]{0x1a, 0x99, 0, 5, 0x04, 0x3c, 0x1b, 0xac}, 1);
        versions("merge to object", "m", "(I)Ljava/lang/Object;", 1, 2, new Object[]{0x1a, 0x99, 0, 10, 0x13, "s str", 0x4c, 0xa7, 0, 7, 0x13, "c java/lang/String", 0x4c, 0x2b, 0xb0}, 1);
        versions("float const", "m", "()F", 1, 0, new Object[]{0x13, "f 2.5", 0xae});
        System.out.println("done OldClassFiles");
    }
}
