// invokespecial of a superinterface's method from an interface: the verifier takes any receiver for an
// interface, so the instruction checks it each time that it runs (JVMS 6.5).
// difftest: flags=--add-exports java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED
// difftest: javac=--add-exports java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED
import static jdk.internal.org.objectweb.asm.Opcodes.*;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.internal.org.objectweb.asm.ClassWriter;
import jdk.internal.org.objectweb.asm.MethodVisitor;

public class SuperReceivers extends ClassLoader {
    Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length);
    }

    static byte[] type(int access, String name, String[] interfaces, java.util.function.Consumer<ClassWriter> members) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(V1_8, access, name, null, "java/lang/Object", interfaces);
        members.accept(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    static void constructor(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitInsn(RETURN);
        code.visitMaxs(1, 1);
        code.visitEnd();
    }

    static void method(ClassWriter writer, int access, String name, String descriptor, java.util.function.Consumer<MethodVisitor> body) {
        MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
        body.accept(code);
        code.visitInsn(ARETURN);
        code.visitMaxs(2, 2);
        code.visitEnd();
    }

    static void attempt(Method method, Object... arguments) throws Exception {
        String what = method.getName() + " " + arguments[0].getClass().getName();
        try {
            System.out.println(what + ": " + method.invoke(null, arguments));
        } catch (InvocationTargetException e) {
            System.out.println(what + ": " + e.getCause());
        }
    }

    public static void main(String[] args) throws Exception {
        int isInterface = ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT;
        SuperReceivers loader = new SuperReceivers();
        loader.define("Top", type(isInterface, "Top", null, writer -> method(writer, ACC_PUBLIC, "m", "()Ljava/lang/String;", code -> code.visitLdcInsn("Top.m"))));
        loader.define("Sub", type(isInterface, "Sub", new String[] {"Top"}, writer -> {
            method(writer, ACC_PUBLIC, "m", "()Ljava/lang/String;", code -> code.visitLdcInsn("Sub.m"));
            method(writer, ACC_PUBLIC | ACC_STATIC, "callSuper", "(LTop;)Ljava/lang/String;", code -> {
                code.visitVarInsn(ALOAD, 0);
                code.visitMethodInsn(INVOKESPECIAL, "Top", "m", "()Ljava/lang/String;", true);
            });
            method(writer, ACC_PUBLIC | ACC_STATIC, "callOwn", "(LSub;)Ljava/lang/String;", code -> {
                code.visitVarInsn(ALOAD, 0);
                code.visitMethodInsn(INVOKESPECIAL, "Sub", "hidden", "()Ljava/lang/String;", true);
            });
            method(writer, ACC_PRIVATE, "hidden", "()Ljava/lang/String;", code -> code.visitLdcInsn("Sub.hidden"));
            method(writer, ACC_PUBLIC | ACC_STATIC, "callObject", "(Ljava/lang/Object;)Ljava/lang/String;", code -> {
                code.visitVarInsn(ALOAD, 0);
                code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "toString", "()Ljava/lang/String;", false);
                code.visitInsn(POP);
                code.visitLdcInsn("Object.toString");
            });
        }));
        loader.define("IsTop", type(ACC_PUBLIC, "IsTop", new String[] {"Top"}, SuperReceivers::constructor));
        loader.define("IsSub", type(ACC_PUBLIC, "IsSub", new String[] {"Sub"}, SuperReceivers::constructor));
        Class<?> sub = loader.loadClass("Sub");
        Object[] receivers = {
            loader.loadClass("IsSub").getConstructor().newInstance(), loader.loadClass("IsTop").getConstructor().newInstance(),
        };
        for (int i = 0; i < 3; i++) {
            for (Object receiver : receivers) {
                attempt(sub.getMethod("callSuper", loader.loadClass("Top")), receiver);
                attempt(sub.getMethod("callObject", Object.class), receiver);
            }
            attempt(sub.getMethod("callOwn", sub), receivers[0]);
        }
        try {
            sub.getMethod("callSuper", loader.loadClass("Top")).invoke(null, (Object) null);
        } catch (InvocationTargetException e) {
            System.out.println(e.getCause().getClass());
        }
        System.out.println("done SuperReceivers");
    }
}
