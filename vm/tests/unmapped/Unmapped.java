import static jdk.internal.org.objectweb.asm.Opcodes.*;

import jdk.internal.org.objectweb.asm.ClassWriter;
import jdk.internal.org.objectweb.asm.Label;
import jdk.internal.org.objectweb.asm.MethodVisitor;

/** Calls methods that no verifier has seen: for one of them the collector could not find the references. */
public class Unmapped extends ClassLoader {
    public static void main(String[] args) throws Exception {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(V1_8, ACC_PUBLIC, "Odd", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "depths", "(I)V", null, null);
        Label join = new Label();
        code.visitVarInsn(ILOAD, 0);
        code.visitJumpInsn(IFEQ, join);
        code.visitInsn(ICONST_0);
        code.visitLabel(join);
        code.visitInsn(RETURN);
        code.visitMaxs(2, 1);
        code.visitEnd();
        code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "fine", "(I)V", null, null);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 1);
        code.visitEnd();
        writer.visitEnd();
        byte[] bytes = writer.toByteArray();
        Class<?> odd = new Unmapped().defineClass("Odd", bytes, 0, bytes.length);
        for (String name : new String[] {"fine", "depths", "depths", "fine"}) {
            try {
                odd.getMethod(name, int.class).invoke(null, 1);
                System.out.println(name + " returned");
            } catch (java.lang.reflect.InvocationTargetException e) {
                System.out.println(name + ": " + e.getCause());
            }
        }
    }
}
