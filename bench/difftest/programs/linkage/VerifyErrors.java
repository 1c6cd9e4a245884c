// difftest: library

/** Code that does not verify, assembled by hand: version 49 (inference) and 52 (type checking); also code that only looks wrong. */
public class VerifyErrors {
    static final String NAME = "VerifyErrorsGen";

    static void run(String what, int major, String desc, int stack, int locals, String map, Object... code) throws Exception {
        try {
            ClassAsm asm = new ClassAsm(NAME, major);
            if (map != null) asm.stackMap(map);
            asm.method("m", desc, stack, locals, code);
            Class<?> c = asm.define();
            Class.forName(NAME, true, c.getClassLoader());
            java.lang.reflect.Method m = c.getDeclaredMethods()[0];
            Object[] args = new Object[m.getParameterCount()];
            for (int i = 0; i < args.length; i++) args[i] = m.getParameterTypes()[i] == int.class ? (Object) 5 : m.getParameterTypes()[i] == long.class ? (Object) 6L : null;
            System.out.println("== " + what + " v" + major + ": " + m.invoke(null, args));
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println("== " + what + " v" + major + ": threw " + e.getCause());
        } catch (LinkageError e) {
            System.out.println("== " + what + " v" + major + ": " + e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("' @[0-9a-f]+", "' @"));
        }
    }

    static void both(String what, String desc, int stack, int locals, Object... code) throws Exception {
        run(what, 52, desc, stack, locals, null, code);
        run(what, 49, desc, stack, locals, null, code);
    }

    public static void main(String[] args) throws Exception {
        both("good", "(I)I", 2, 1, 0x1a, 0x04, 0x60, 0xac);
        both("underflow", "()I", 2, 1, 0x04, 0x60, 0xac);
        both("overflow", "()V", 1, 0, 0x04, 0x04, 0x57, 0x57, 0xb1);
        both("int as ref", "(I)Ljava/lang/Object;", 1, 1, 0x1a, 0xb0);
        both("ref as int", "(Ljava/lang/Object;)I", 1, 1, 0x2a, 0xac);
        both("long half", "(J)I", 2, 2, 0x1a, 0xac);
        both("long pop", "(J)V", 2, 2, 0x1e, 0x57, 0xb1);
        both("long pop2", "(J)V", 2, 2, 0x1e, 0x58, 0xb1);
        both("wrong return", "()I", 2, 0, 0x09, 0xad);
        both("void return value", "()V", 1, 0, 0x04, 0xac);
        both("return in int method", "()I", 1, 0, 0xb1);
        both("falls off", "()V", 1, 0, 0x04);
        both("falls off nop", "()V", 1, 0, 0x00, 0x00);
        both("local out of range", "()I", 1, 1, 0x15, 5, 0xac);
        both("local unset", "()I", 1, 2, 0x1b, 0xac);
        both("store beyond", "()V", 1, 1, 0x04, 0x36, 3, 0xb1);
        both("bad opcode", "()V", 1, 1, 0xcb, 0xb1);
        both("breakpoint", "()V", 1, 1, 0xca, 0xb1);
        both("jump outside", "()V", 1, 0, 0xa7, 0, 50);
        both("jump negative", "()V", 1, 0, 0xa7, 0xff, 0xf0);
        both("jump into operand", "()V", 1, 0, 0x10, 7, 0xa7, 0xff, 0xff);
        both("no stack map at branch", "(I)I", 1, 1, 0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac);
        run("stack map ok", 52, "(I)I", 1, 1, "0 1 6", 0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac);
        run("stack map wrong offset", 52, "(I)I", 1, 1, "0 1 5", 0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac);
        run("stack map wrong local", 52, "(I)I", 1, 1, "0 1 255 0 6 0 1 2 0 0", 0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac);
        run("stack map extra stack", 52, "(I)I", 1, 1, "0 1 70 1", 0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac);
        run("stack map truncated", 52, "(I)I", 1, 1, "0 2 6", 0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac);
        run("stack map past end", 52, "(I)I", 1, 1, "0 1 60", 0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac);
        run("stack map bad type", 52, "(I)I", 1, 1, "0 1 70 9", 0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac);
        both("merge of int and ref", "(I)V", 1, 2, 0x1a, 0x99, 0, 7, 0x04, 0x4c, 0xa7, 0, 5, 0x01, 0x4c, 0xb1);
        both("uninitialized", "()Ljava/lang/Object;", 2, 0, 0xbb, "c java/lang/Object", 0xb0);
        both("uninitialized call", "()I", 2, 0, 0xbb, "c java/lang/Object", 0xb6, "10 java/lang/Object hashCode ()I", 0xac);
        both("initialized twice", "()V", 3, 0, 0xbb, "c java/lang/Object", 0x59, 0x59, 0xb7, "10 java/lang/Object <init> ()V", 0xb7, "10 java/lang/Object <init> ()V", 0xb1);
        both("wrong class init", "()V", 2, 0, 0xbb, "c java/lang/String", 0xb7, "10 java/lang/Object <init> ()V", 0xb1);
        both("invokevirtual init", "()V", 2, 0, 0xbb, "c java/lang/Object", 0xb6, "10 java/lang/Object <init> ()V", 0xb1);
        both("receiver type", "(Ljava/lang/Object;)I", 1, 1, 0x2a, 0xb6, "10 java/lang/String length ()I", 0xac);
        both("receiver interface", "(Ljava/lang/Object;)V", 1, 1, 0x2a, 0xb9, "11 java/lang/Runnable run ()V", 1, 0, 0xb1);
        both("argument type", "(Ljava/lang/Object;)Ljava/lang/String;", 1, 1, 0x2a, 0xb8, "10 java/lang/System getProperty (Ljava/lang/String;)Ljava/lang/String;", 0xb0);
        both("return type", "(Ljava/lang/Object;)Ljava/lang/String;", 1, 1, 0x2a, 0xb0);
        both("return interface", "(Ljava/lang/Object;)Ljava/lang/Runnable;", 1, 1, 0x2a, 0xb0);
        both("unknown class return", "(Ljava/lang/Object;)Lno/Such;", 1, 1, 0x2a, 0xb0);
        both("getfield type", "(Ljava/lang/Object;)I", 1, 1, 0x2a, 0xb4, "9 java/lang/String hash I", 0xac);
        both("aaload on int array", "([I)Ljava/lang/Object;", 2, 1, 0x2a, 0x03, 0x32, 0xb0);
        both("iaload on ref", "(Ljava/lang/Object;)I", 2, 1, 0x2a, 0x03, 0x2e, 0xac);
        both("athrow int", "(I)V", 1, 1, 0x1a, 0xbf);
        both("athrow object", "(Ljava/lang/Object;)V", 1, 1, 0x2a, 0xbf);
        both("arraylength object", "(Ljava/lang/Object;)I", 1, 1, 0x2a, 0xbe, 0xac);
        both("newarray type", "()Ljava/lang/Object;", 1, 0, 0x04, 0xbc, 3, 0xb0);
        both("multianewarray dims", "()Ljava/lang/Object;", 3, 0, 0x04, 0x04, 0xc5, "c [I", 2, 0xb0);
        both("new of array", "()V", 1, 0, 0xbb, "c [I", 0x57, 0xb1);
        both("interface args count", "()V", 1, 0, 0x01, 0xb9, "11 java/lang/Runnable run ()V", 2, 0, 0xb1);
        both("interface args zero", "()V", 1, 0, 0x01, 0xb9, "11 java/lang/Runnable run ()V", 1, 7, 0xb1);
        both("invokestatic on interface ref", "()V", 1, 0, 0xb8, "11 java/lang/Runnable run ()V", 0xb1);
        both("ldc class", "()Ljava/lang/Object;", 1, 0, 0x13, "c java/lang/String", 0xb0);
        both("ldc string as int", "()I", 1, 0, 0x13, "s str", 0xac);
        both("dup of long", "(J)V", 4, 2, 0x1e, 0x59, 0xb1);
        both("swap", "(Ljava/lang/Object;)I", 2, 1, 0x04, 0x2a, 0x5f, 0xac);
        both("jsr ret", "()I", 1, 2, 0xa8, 0, 5, 0x1a, 0xac, 0x4c, 0x08, 0x3b, 0xa9, 1);
        both("switch unaligned", "(I)I", 1, 1, 0x1a, 0xaa, 0, 0, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0, 0, 0);
        both("null everywhere", "()Ljava/lang/String;", 1, 0, 0x01, 0xb0);
        both("null array load", "()I", 2, 0, 0x01, 0x03, 0x2e, 0xac);
        both("checkcast then use", "(Ljava/lang/Object;)I", 1, 1, 0x2a, 0xc0, "c java/lang/String", 0xb6, "10 java/lang/String length ()I", 0xac);
        both("monitor unbalanced", "()V", 1, 1, 0x13, "s lock", 0x59, 0x4b, 0xc2, 0xb1);
        both("empty code", "()V", 1, 1);
        System.out.println("done VerifyErrors");
    }
}
