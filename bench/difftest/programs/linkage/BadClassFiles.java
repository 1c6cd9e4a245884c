// difftest: library
import java.io.*;
import java.util.*;

/** Class files that are not well-formed: truncation at many places, bad constants, flags, names, descriptors; the exact ClassFormatError. */
public class BadClassFiles {
    interface Change {
        void of(ClassEdit e);
    }

    static int n;

    static void define(String what, byte[] b) {
        n++;
        try {
            Class<?> c = new BytesLoader("BadClassFilesT", b).loadClass("BadClassFilesT");
            c.getDeclaredMethods();
            c.getDeclaredFields();
            System.out.println(what + ": loaded");
            java.lang.reflect.Method m = c.getDeclaredMethod("run");
            m.setAccessible(true);
            Object o = m.invoke(null);
            System.out.println(what + ": ran " + o);
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(what + ": ITE " + e.getCause());
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    static void t(String what, Change c) throws IOException {
        ClassEdit e = new ClassEdit("BadClassFilesT");
        c.of(e);
        define(what, e.b);
    }

    static int find(ClassEdit e, int tag) {
        for (int i = 1; i < e.cp.length; i++) if (e.cp[i] != 0 && e.b[e.cp[i]] == tag) return e.cp[i];
        throw new IllegalStateException("no tag " + tag);
    }

    static byte[] extend(byte[] b) {
        return Arrays.copyOf(b, b.length + 1);
    }

    public static void main(String[] args) throws Exception {
        t("good", e -> {});
        byte[] good = new ClassEdit("BadClassFilesT").b;
        define("empty", new byte[0]);
        define("extra byte", extend(good));
        ClassEdit g = new ClassEdit("BadClassFilesT");
        for (int len : new int[]{1, 3, 4, 6, 8, 9, 10, 11, 12, 20, g.cpEnd - 1, g.cpEnd, g.cpEnd + 1, g.cpEnd + 5, g.cpEnd + 7, g.cpEnd + 9, good.length - 1, good.length - 3}) {
            define("truncated at " + (len < 21 ? "" + len : len < g.cpEnd + 10 ? "cp end + " + (len - g.cpEnd) : "end - " + (good.length - len)), Arrays.copyOf(good, len));
        }
        t("magic", e -> e.b[0] = 0);
        t("magic 2", e -> e.b[3] = (byte) 0xbf);
        t("version 0", e -> e.version(0, 0));
        t("version 44", e -> e.version(44, 9));
        t("version 62", e -> e.version(62, 0));
        t("version 200.5", e -> e.version(200, 5));
        t("version 61.1", e -> e.version(61, 1));
        t("version 61 preview", e -> e.version(61, 65535));
        t("version 55 preview", e -> e.version(55, 65535));
        t("cp count 0", e -> e.set2(8, 0));
        t("cp count 1", e -> e.set2(8, 1));
        t("cp count less", e -> e.set2(8, e.u2(8) - 3));
        t("cp tag 2", e -> e.b[e.cp[1]] = 2);
        t("cp tag 13", e -> e.b[e.cp[1]] = 13);
        t("cp tag 21", e -> e.b[e.cp[1]] = 21);
        t("cp tag 255", e -> e.b[e.cp[1]] = -1);
        t("class index 0", e -> e.set2(find(e, 7) + 1, 0));
        t("class index high", e -> e.set2(find(e, 7) + 1, 60000));
        t("class index not utf8", e -> e.set2(find(e, 7) + 1, 1));
        t("methodref class", e -> e.set2(find(e, 10) + 1, e.u2(find(e, 10) + 3)));
        t("methodref nat", e -> e.set2(find(e, 10) + 3, e.u2(find(e, 10) + 1)));
        t("string not utf8", e -> e.set2(find(e, 8) + 1, 1));
        t("nat name", e -> e.set2(find(e, 12) + 1, 1));
        t("utf8 zero", e -> e.b[find(e, 1) + 3] = 0);
        t("utf8 f5", e -> e.b[find(e, 1) + 3] = (byte) 0xf5);
        t("utf8 c0 alone", e -> e.b[find(e, 1) + 3] = (byte) 0xc0);
        t("this not class", e -> e.set2(e.cpEnd + 2, 1));
        t("this 0", e -> e.set2(e.cpEnd + 2, 0));
        t("super 0", e -> e.set2(e.cpEnd + 4, 0));
        t("super not class", e -> e.set2(e.cpEnd + 4, 1));
        t("flags final abstract", e -> e.set2(e.cpEnd, 0x0430));
        t("flags interface no abstract", e -> e.set2(e.cpEnd, 0x0200));
        t("flags enum+annotation", e -> e.set2(e.cpEnd, 0x2020));
        t("flags module", e -> e.set2(e.cpEnd, 0x8000));
        t("method static abstract", e -> e.flags("run", 0, 0x400));
        t("method private public", e -> e.flags("run", 0, 3));
        t("method native with code", e -> e.flags("run", 0, 0x100));
        t("method abstract with code", e -> e.flags("vir", 0, 0x400));
        t("init static", e -> e.flags("<init>", 0, 8));
        t("init final", e -> e.flags("<init>", 0, 16));
        t("field final volatile", e -> e.flags("fld", 0, 0x50));
        t("field public private", e -> e.flags("fld", 0, 3));
        t("field name bad", e -> e.rename("fld", "a;b"));
        t("field name empty", e -> e.rename("fld", ""));
        t("method name bad", e -> e.rename("vir", "a.b"));
        t("method name <x>", e -> e.rename("vir", "<x>"));
        t("method name init", e -> e.rename("vir", "<clinit>"));
        t("method name ok", e -> e.rename("vir", "a b-c"));
        t("class name bad", e -> e.rename("BadClassFilesT", "Bad;Name"));
        t("class name dots", e -> e.rename("BadClassFilesT", "Bad.Name"));
        t("class name other", e -> e.rename("BadClassFilesT", "BadClassFilesX"));
        t("field desc bad", e -> e.rename("Ljava/util/List;", "Ljava/util/List"));
        t("field desc Q", e -> e.rename("Ljava/util/List;", "Q"));
        t("field desc V", e -> e.rename("Ljava/util/List;", "V"));
        t("field desc 256 dims", e -> e.rename("Ljava/util/List;", "[".repeat(256) + "I"));
        t("field desc 255 dims", e -> e.rename("Ljava/util/List;", "[".repeat(255) + "I"));
        t("method desc bad", e -> e.rename("(IJ)D", "(IJD"));
        t("method desc no ret", e -> e.rename("(IJ)D", "(IJ)"));
        t("method desc void arg", e -> e.rename("(IJ)D", "(IV)D"));
        t("method desc 256", e -> e.rename("(IJ)D", "(" + "J".repeat(128) + ")D"));
        t("duplicate method", e -> e.rename("other", "same"));
        t("duplicate field", e -> e.rename("gld", "fld2"));
        t("code attr renamed", e -> e.rename("Code", "Xode"));
        // Only one method has a stack map: the order in which methods are verified is the VM's own affair.
        t("stack map renamed", e -> e.rename("StackMapTable", "XtackMapTable"));
        t("bootstrap renamed", e -> e.rename("BootstrapMethods", "Xootstrap"));
        t("source file renamed", e -> e.rename("SourceFile", "Deprecated"));
        t("constant value on string", e -> e.rename("ConstantValue", "Code"));
        t("line numbers renamed", e -> e.rename("LineNumberTable", "LocalVariableTable"));
        t("exceptions renamed", e -> e.rename("Exceptions", "Signature"));
        t("object super", e -> e.rename("java/lang/Object", "java/lang/Comparable"));
        System.out.println(n);
        System.out.println("done BadClassFiles");
    }
}

class BadClassFilesT {
    static final long K = 5000000000L;
    int fld;
    java.util.List<String> fld2;
    java.util.List<String> gld;

    double vir(int a, long b) throws java.io.IOException {
        return a + b;
    }

    static int same(float f) {
        return (int) f;
    }

    static int other(float f) {
        return (int) f + 1;
    }

    static Object run() {
        String s = "const";
        Runnable r = () -> {};
        return s + K + (r != null ? 1.5f : 2f);
    }
}
