// difftest: library

/** Stack maps of every frame form, written by hand: same, one stack item, chop, same extended, append, full; uninitialized objects, long and double, null, merges of interfaces and arrays; each with a wrong neighbour. */
public class StackMapFrames {
    static int n;

    static void run(String what, String desc, int stack, int locals, String map, Object[] args, Object... code) throws Exception {
        String name = "StackMapFramesGen" + n++;
        try {
            ClassAsm a = new ClassAsm(name, 55);
            if (map != null) a.stackMap(map.replace("Lself", "L" + name));
            a.method("m", desc, stack, locals, code);
            Class<?> c = a.define();
            Object r = c.getDeclaredMethods()[0].invoke(null, args);
            System.out.println(what + ": " + (r instanceof int[] x ? x.length + " ints" : String.valueOf(r).replaceAll("@.*", "@")));
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(what + ": threw " + e.getCause());
        } catch (LinkageError e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("' @[0-9a-f]+", "' @"));
        }
    }

    static Object[] a(Object... x) {
        return x;
    }

    public static void main(String[] args) throws Exception {
        // int m(int): if (x == 0) return 1; return 2, in forms of the same frame.
        Object[] two = {0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac};
        run("same", "(I)I", 1, 1, "0 1 6", a(0), two);
        run("same extended", "(I)I", 1, 1, "0 1 251 0 6", a(1), two);
        run("full", "(I)I", 1, 1, "0 1 255 0 6 0 1 1 0 0", a(0), two);
        run("full without local", "(I)I", 1, 1, "0 1 255 0 6 0 0 0 0", a(0), two);
        run("full with top", "(I)I", 1, 1, "0 1 255 0 6 0 1 0 0 0", a(1), two);
        run("full too many locals", "(I)I", 1, 1, "0 1 255 0 6 0 2 1 1 0 0", a(0), two);
        run("full stack too deep", "(I)I", 1, 1, "0 1 255 0 6 0 1 1 0 2 1 1", a(0), two);
        run("reserved form", "(I)I", 1, 1, "0 1 200", a(0), two);
        run("two frames at one place", "(I)I", 1, 1, "0 2 6 255 0 0 0 1 1 0 0", a(0), two);
        run("chop of nothing", "(I)I", 1, 1, "0 1 250 0 6", a(0), two);
        run("chop too much", "(I)I", 1, 1, "0 1 248 0 6", a(0), two);
        // iload_0; ifeq +7; iconst_1; goto +4; iconst_2; ireturn: one item on the stack.
        Object[] item = {0x1a, 0x99, 0, 7, 0x04, 0xa7, 0, 4, 0x05, 0xac};
        run("one item", "(I)I", 1, 1, "0 2 8 64 1", a(0), item);
        run("one item missing", "(I)I", 1, 1, "0 2 8 0", a(0), item);
        run("one item extended", "(I)I", 1, 1, "0 2 8 247 0 0 1", a(1), item);
        run("one item float", "(I)I", 1, 1, "0 2 8 64 2", a(1), item);
        // Locals: store an int, a long and a String, then branch.
        Object[] locals = {0x08, 0x3c, 0x0a, 0x41, 0x13, "s text", 0x3a, 4, 0x1a, 0x99, 0, 7, 0x19, 4, 0xb0, 0x01, 0xb0};
        Object[] locals2 = {0x08, 0x3c, 0x0a, 0x41, 0x13, "s text", 0x3a, 4, 0x1a, 0x99, 0, 6, 0x19, 4, 0xb0, 0x01, 0xb0};
        run("append three", "(I)Ljava/lang/Object;", 2, 5, "0 1 254 0 15 1 4 7 Ljava/lang/String", a(0), locals2);
        run("append two, no string", "(I)Ljava/lang/Object;", 2, 5, "0 1 253 0 15 1 4", a(1), locals2);
        run("append object for string", "(I)Ljava/lang/Object;", 2, 5, "0 1 254 0 15 1 4 7 Ljava/lang/Object", a(1), locals2);
        run("append integer for string", "(I)Ljava/lang/Object;", 2, 5, "0 1 254 0 15 1 4 7 Ljava/lang/Integer", a(1), locals2);
        run("append double for long", "(I)Ljava/lang/Object;", 2, 5, "0 1 254 0 15 1 3 7 Ljava/lang/String", a(1), locals2);
        run("append at wrong place", "(I)Ljava/lang/Object;", 2, 5, "0 1 254 0 14 1 4 7 Ljava/lang/String", a(1), locals);
        run("append beyond locals", "(I)Ljava/lang/Object;", 2, 4, "0 1 254 0 15 1 4 7 Ljava/lang/String", a(1), locals2);
        run("string by interface", "(I)Ljava/lang/Object;", 2, 5, "0 1 254 0 15 1 4 7 Ljava/lang/Runnable", a(0), locals2);
        run("unknown class in frame", "(I)Ljava/lang/Object;", 2, 5, "0 1 254 0 15 1 4 7 Lno/Such", a(0), locals2);
        // An object that is not initialized over a branch: new; dup; iload_0; ifeq +5; nop; nop; invokespecial.
        Object[] fresh = {0xbb, "c java/lang/Object", 0x59, 0x1a, 0x99, 0, 5, 0x00, 0x00, 0xb7, "10 java/lang/Object <init> ()V", 0xb0};
        run("uninitialized", "(I)Ljava/lang/Object;", 3, 1, "0 1 255 0 10 0 1 1 0 2 8 0 0 8 0 0", a(0), fresh);
        run("uninitialized other offset", "(I)Ljava/lang/Object;", 3, 1, "0 1 255 0 10 0 1 1 0 2 8 0 3 8 0 3", a(0), fresh);
        run("uninitialized as object", "(I)Ljava/lang/Object;", 3, 1, "0 1 255 0 10 0 1 1 0 2 7 Ljava/lang/Object 7 Ljava/lang/Object", a(0), fresh);
        run("uninitialized this", "(I)Ljava/lang/Object;", 3, 1, "0 1 255 0 10 0 1 1 0 2 6 6", a(0), fresh);
        // Merging two classes: x == 0 ? new Integer : "s", seen as each supertype.
        Object[] merge = {0x1a, 0x99, 0, 9, 0x13, "s text", 0xa7, 0, 6, 0x13, "c java/lang/String", 0xb0};
        for (String t : new String[]{"java/lang/Object", "java/lang/Comparable", "java/io/Serializable", "java/lang/String", "java/lang/Class", "java/lang/Runnable"}) run("merge as " + t, "(I)L" + t + ";", 1, 1, "0 2 10 66 7 L" + t, a(0), merge);
        // Arrays: null merged with an array, covariance, element types.
        Object[] array = {0x1a, 0x99, 0, 9, 0x06, 0xbc, 10, 0x00, 0xa7, 0, 4, 0x01, 0xb0};
        Object[] array2 = {0x1a, 0x99, 0, 8, 0x06, 0xbc, 10, 0xa7, 0, 4, 0x01, 0xb0};
        run("array or null", "(I)[I", 1, 1, "0 2 9 64 7 L[I", a(1), array2);
        run("array as object", "(I)Ljava/lang/Object;", 1, 1, "0 2 9 64 7 Ljava/lang/Object", a(1), array2);
        run("array as cloneable", "(I)Ljava/lang/Cloneable;", 1, 1, "0 2 9 64 7 Ljava/lang/Cloneable", a(0), array2);
        run("array as long array", "(I)[J", 1, 1, "0 2 9 64 7 L[J", a(0), array2);
        run("array as object array", "(I)[Ljava/lang/Object;", 1, 1, "0 2 9 64 7 L[Ljava/lang/Object;", a(0), array2);
        run("null item", "(I)Ljava/lang/Object;", 1, 1, "0 2 9 64 5", a(0), array2);
        run("frame not at instruction", "(I)[I", 1, 1, "0 2 10 64 7 L[I", a(0), array);
        // A loop that counts down, with a frame at its head.
        Object[] loop = {0x03, 0x3c, 0x1a, 0x9e, 0, 12, 0x1b, 0x1a, 0x60, 0x3c, 0x84, 0, 0xff, 0xa7, 0xff, 0xf5, 0x1b, 0xac};
        Object[] loop2 = {0x03, 0x3c, 0x1a, 0x9e, 0, 13, 0x1b, 0x1a, 0x60, 0x3c, 0x84, 0, 0xff, 0xa7, 0xff, 0xf5, 0x1b, 0xac};
        run("loop", "(I)I", 2, 2, "0 2 252 0 2 1 13", a(100), loop2);
        run("loop head lost", "(I)I", 2, 2, "0 1 252 0 16 1", a(100), loop2);
        run("loop head without local", "(I)I", 2, 2, "0 2 2 13", a(100), loop2);
        run("branch into instruction", "(I)I", 2, 2, "0 2 252 0 2 1 12", a(100), loop);
        // Code after a return or goto needs a frame of its own.
        run("dead code without frame", "()I", 1, 0, null, a(), 0x04, 0xac, 0x05, 0xac);
        run("dead code with frame", "()I", 1, 0, "0 1 2", a(), 0x04, 0xac, 0x05, 0xac);
        // A handler: the exception alone is on the stack.
        Object[] handler = {0x1a, 0x1a, 0x6c, 0xac, 0x57, 0x02, 0xac, "try 0 4 4 java/lang/ArithmeticException"};
        run("handler", "(I)I", 2, 1, "0 1 68 7 Ljava/lang/ArithmeticException", a(0), handler);
        run("handler by supertype", "(I)I", 2, 1, "0 1 68 7 Ljava/lang/Throwable", a(0), handler);
        run("handler by subtype", "(I)I", 2, 1, "0 1 68 7 Ljava/lang/VirtualMachineError", a(0), handler);
        run("handler by object", "(I)I", 2, 1, "0 1 68 7 Ljava/lang/Object", a(7), handler);
        run("handler with empty stack", "(I)I", 2, 1, "0 1 4", a(0), handler);
        System.out.println("done StackMapFrames");
    }
}
