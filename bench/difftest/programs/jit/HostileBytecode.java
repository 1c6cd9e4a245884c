// Methods that no compiler of Java writes, and verifiers accept: as large as a method may be, thousands of locals, deep
// stacks and loops, loops that are entered in the middle, handlers that cover themselves, tables with hundreds of handlers.
// Whatever a compiler does about them, it must end soon, and they must compute what they say.
// difftest: flags=-XX:-DontCompileHugeMethods --add-exports java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED
// difftest: javac=--add-exports java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED
// difftest: gc-every=50000
import static jdk.internal.org.objectweb.asm.Opcodes.*;

import java.lang.reflect.Method;
import java.util.Random;
import java.util.function.Consumer;
import jdk.internal.org.objectweb.asm.ClassWriter;
import jdk.internal.org.objectweb.asm.Label;
import jdk.internal.org.objectweb.asm.MethodVisitor;

public class HostileBytecode extends ClassLoader {
    // Classes of this version need no stack maps.
    static final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    /** A static method int -> int; the body leaves its result on the stack. */
    static void method(String name, Consumer<MethodVisitor> body) {
        MethodVisitor m = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "(I)I", null, null);
        body.accept(m);
        m.visitInsn(IRETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    static Label[] labels(int n) {
        Label[] labels = new Label[n];
        for (int i = 0; i < n; i++) labels[i] = new Label();
        return labels;
    }

    /** Local {@code v} becomes itself times 31 plus {@code k}. */
    static void mix(MethodVisitor m, int v, int k) {
        m.visitVarInsn(ILOAD, v);
        m.visitIntInsn(BIPUSH, 31);
        m.visitInsn(IMUL);
        m.visitIntInsn(SIPUSH, k);
        m.visitInsn(IADD);
        m.visitVarInsn(ISTORE, v);
    }

    static void straight(String name, int n) {
        method(name, m -> {
            for (int i = 0; i < n; i++) mix(m, 0, i % 1000);
            m.visitVarInsn(ILOAD, 0);
        });
    }

    /** All locals are alive around a loop. */
    static void manyLocals(int n) {
        method("manyLocals", m -> {
            for (int i = 1; i < n; i++) {
                m.visitVarInsn(ILOAD, 0);
                m.visitVarInsn(ISTORE, i);
                if (i % 10 == 0) m.visitIincInsn(0, i);
            }
            m.visitInsn(ICONST_3);
            m.visitVarInsn(ISTORE, n);
            Label head = new Label();
            m.visitLabel(head);
            m.visitIincInsn(n / 2, 1);
            m.visitIincInsn(n, -1);
            m.visitVarInsn(ILOAD, n);
            m.visitJumpInsn(IFGT, head);
            m.visitInsn(ICONST_0);
            for (int i = 0; i < n; i += 2) {
                m.visitVarInsn(ILOAD, i);
                m.visitInsn(IXOR);
            }
        });
    }

    /** Few of very many locals are used, on both sides of many branches. */
    static void sparseLocals(int n) {
        method("sparseLocals", m -> {
            Label head = new Label();
            m.visitLabel(head);
            for (int i = 1; i < n; i++) {
                Label other = new Label();
                mix(m, 0, i);
                m.visitVarInsn(ILOAD, 0);
                m.visitVarInsn(ISTORE, i * 150);
                m.visitVarInsn(ILOAD, 0);
                m.visitJumpInsn(IFGE, other);
                m.visitIincInsn(i * 150, i);
                m.visitLabel(other);
                m.visitVarInsn(ILOAD, i * 150);
                m.visitVarInsn(ISTORE, 0);
            }
            m.visitVarInsn(ILOAD, 0);
            m.visitInsn(ICONST_3);
            m.visitInsn(IAND);
            m.visitJumpInsn(IFNE, head);
            m.visitVarInsn(ILOAD, 0);
        });
    }

    static void deepStack(int n) {
        method("deepStack", m -> {
            for (int i = 0; i < n; i++) m.visitVarInsn(ILOAD, 0);
            for (int i = 1; i < n; i++) m.visitInsn(i % 3 == 0 ? ISUB : IADD);
        });
    }

    /** Loops in loops, each with two rounds on the way in: the innermost ones run seldom. */
    static void deepLoops(int depth) {
        method("deepLoops", m -> {
            Label[] heads = labels(depth), ends = labels(depth);
            for (int i = 0; i < depth; i++) {
                m.visitInsn(i < 8 ? ICONST_2 : ICONST_1);
                m.visitVarInsn(ISTORE, i + 1);
                m.visitLabel(heads[i]);
                m.visitVarInsn(ILOAD, i + 1);
                m.visitJumpInsn(IFLE, ends[i]);
                m.visitIincInsn(i + 1, -1);
            }
            mix(m, 0, 7);
            for (int i = depth - 1; i >= 0; i--) {
                m.visitJumpInsn(GOTO, heads[i]);
                m.visitLabel(ends[i]);
                m.visitIincInsn(0, i);
            }
            m.visitVarInsn(ILOAD, 0);
        });
    }

    /** One if after the other, each of which changes one of eight variables. */
    static void diamonds(int n) {
        method("diamonds", m -> {
            for (int v = 1; v < 9; v++) {
                m.visitVarInsn(ILOAD, 0);
                m.visitVarInsn(ISTORE, v);
            }
            for (int i = 0; i < n; i++) {
                Label other = new Label();
                m.visitVarInsn(ILOAD, 1 + i % 8);
                m.visitJumpInsn(i % 2 == 0 ? IFGE : IFNE, other);
                m.visitIincInsn(1 + (i * 3 + 1) % 8, i % 100);
                m.visitLabel(other);
                m.visitIincInsn(1 + (i + 1) % 8, -i % 50);
            }
            for (int v = 1; v < 9; v++) {
                mix(m, v, v);
                m.visitVarInsn(ILOAD, v);
                if (v > 1) m.visitInsn(IXOR);
            }
        });
    }

    /** Blocks that jump anywhere: loops with many entries. A counter ends it. */
    static void tangle(String name, int n, long seed) {
        method(name, m -> {
            Random random = new Random(seed);
            Label[] blocks = labels(n);
            Label end = new Label();
            m.visitIntInsn(SIPUSH, 2000);
            m.visitVarInsn(ISTORE, 1);
            for (int i = 0; i < n; i++) {
                m.visitLabel(blocks[i]);
                m.visitIincInsn(1, -1);
                m.visitVarInsn(ILOAD, 1);
                m.visitJumpInsn(IFLT, end);
                mix(m, 0, i);
                m.visitVarInsn(ILOAD, 0);
                m.visitIntInsn(BIPUSH, 1 << random.nextInt(6));
                m.visitInsn(IAND);
                m.visitJumpInsn(IFEQ, blocks[random.nextInt(n)]);
                m.visitJumpInsn(GOTO, blocks[random.nextInt(n)]);
            }
            m.visitLabel(end);
            m.visitVarInsn(ILOAD, 0);
        });
    }

    /** A handler in its own range: what it throws, it catches. */
    static void selfCovering() {
        method("selfCovering", m -> {
            Label start = new Label(), handler = new Label(), end = new Label();
            m.visitTryCatchBlock(start, end, handler, "java/lang/ArithmeticException");
            m.visitIntInsn(BIPUSH, 20);
            m.visitVarInsn(ISTORE, 1);
            m.visitLabel(start);
            m.visitInsn(ICONST_1);
            m.visitInsn(ICONST_0);
            m.visitInsn(IDIV);
            m.visitInsn(POP);
            m.visitJumpInsn(GOTO, end);
            m.visitLabel(handler);
            m.visitInsn(POP);
            m.visitIincInsn(1, -1);
            mix(m, 0, 3);
            m.visitIntInsn(BIPUSH, 100);
            m.visitVarInsn(ILOAD, 1);
            m.visitInsn(IDIV);
            m.visitVarInsn(ILOAD, 0);
            m.visitInsn(IADD);
            m.visitVarInsn(ISTORE, 0);
            m.visitVarInsn(ILOAD, 1);
            m.visitJumpInsn(IFLE, end);
            m.visitInsn(ICONST_1);
            m.visitInsn(ICONST_0);
            m.visitInsn(IDIV);
            m.visitInsn(POP);
            m.visitLabel(end);
            m.visitVarInsn(ILOAD, 0);
        });
    }

    /** Handlers that all cover everything, each other too; every division may go to each of them. */
    static void manyHandlers(int n) {
        method("manyHandlers", m -> {
            Label start = new Label(), end = new Label(), out = new Label();
            Label[] handlers = labels(n);
            for (int i = 0; i < n; i++) m.visitTryCatchBlock(start, end, handlers[i], i % 2 == 0 ? "java/lang/NullPointerException" : "java/lang/ArithmeticException");
            m.visitIntInsn(BIPUSH, 30);
            m.visitVarInsn(ISTORE, 1);
            m.visitLabel(start);
            for (int i = 0; i < n; i++) {
                m.visitVarInsn(ILOAD, 0);
                m.visitVarInsn(ILOAD, 1);
                m.visitInsn(IDIV);
                m.visitVarInsn(ISTORE, 0);
                m.visitIincInsn(0, 77 + i);
                m.visitIincInsn(1, -1);
            }
            m.visitJumpInsn(GOTO, out);
            for (int i = 0; i < n; i++) {
                m.visitLabel(handlers[i]);
                m.visitInsn(POP);
                m.visitIincInsn(1, -1);
                mix(m, 0, i);
                m.visitIntInsn(BIPUSH, 9);
                m.visitVarInsn(ILOAD, 1);
                m.visitInsn(IDIV);
                m.visitInsn(POP);
                m.visitJumpInsn(GOTO, out);
            }
            m.visitLabel(end);
            m.visitLabel(out);
            m.visitVarInsn(ILOAD, 0);
        });
    }

    /** A switch with many targets, in a loop, each of which goes to another. */
    static void wideSwitch(int n) {
        method("wideSwitch", m -> {
            Label[] cases = labels(n);
            Label head = new Label(), end = new Label();
            m.visitIntInsn(SIPUSH, 500);
            m.visitVarInsn(ISTORE, 1);
            m.visitLabel(head);
            m.visitIincInsn(1, -1);
            m.visitVarInsn(ILOAD, 1);
            m.visitJumpInsn(IFLT, end);
            m.visitVarInsn(ILOAD, 0);
            m.visitIntInsn(SIPUSH, n);
            m.visitInsn(IREM);
            m.visitTableSwitchInsn(0, n - 1, end, cases);
            for (int i = 0; i < n; i++) {
                m.visitLabel(cases[i]);
                m.visitIincInsn(0, i % 127 + 1);
                if (i % 5 == 0) m.visitJumpInsn(GOTO, head);
            }
            m.visitJumpInsn(GOTO, head);
            m.visitLabel(end);
            m.visitVarInsn(ILOAD, 0);
        });
    }

    /** Calls of calls of calls: inlining everything would be too much. */
    static void fanOut(int depth, int width) {
        for (int level = 0; level < depth; level++) {
            int callee = level - 1;
            method("fan" + level, m -> {
                m.visitVarInsn(ILOAD, 0);
                if (callee < 0) {
                    m.visitInsn(ICONST_3);
                    m.visitInsn(IADD);
                    return;
                }
                for (int i = 0; i < width; i++) m.visitMethodInsn(INVOKESTATIC, "Hostile", "fan" + callee, "(I)I", false);
            });
        }
    }

    public static void main(String[] args) throws Exception {
        writer.visit(V1_5, ACC_PUBLIC, "Hostile", null, "java/lang/Object", null);
        straight("straight", 880);
        straight("huge", 7250);
        manyLocals(950);
        sparseLocals(250);
        deepStack(3900);
        deepLoops(60);
        diamonds(700);
        tangle("tangle", 40, 1);
        tangle("largeTangle", 290, 2);
        selfCovering();
        manyHandlers(200);
        wideSwitch(900);
        fanOut(7, 5);
        writer.visitEnd();
        byte[] bytes = writer.toByteArray();
        Class<?> hostile = new HostileBytecode().defineClass("Hostile", bytes, 0, bytes.length);
        for (String name : "straight huge manyLocals sparseLocals deepStack deepLoops diamonds tangle largeTangle selfCovering manyHandlers wideSwitch fan6".split(" ")) {
            Method method = hostile.getMethod(name, int.class);
            for (int argument : new int[] {0, 1, -5, 123456789}) {
                Object result;
                try {
                    result = method.invoke(null, argument);
                } catch (java.lang.reflect.InvocationTargetException e) {
                    result = e.getCause();
                }
                System.out.println(name + "(" + argument + ") = " + result);
            }
        }
        System.out.println("done HostileBytecode");
    }
}
