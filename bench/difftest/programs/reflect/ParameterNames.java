// difftest: javac=-parameters
import java.lang.reflect.*;
import java.util.*;

/** Parameter names kept in the class file: methods, constructors, lambdas, inner classes, enums, records, mandated and synthetic ones. */
public class ParameterNames {
    class Inner {
        Inner(int first, String second) {}
    }

    enum E {
        A(1);

        E(int code) {}
    }

    record R(int left, String... right) {}

    interface I {
        void abs(final long amount, double rate);
    }

    static <T> T gen(T value, List<? super T> sink, int[]... grid) {
        return value;
    }

    static void show(Executable e) {
        StringBuilder sb = new StringBuilder(e.getDeclaringClass().getSimpleName() + "." + (e instanceof Constructor ? "<init>" : e.getName().replaceAll("lambda\\$(\\w+)\\$\\d+", "lambda-$1")));
        for (Parameter p : e.getParameters()) {
            sb.append(" | ").append(p).append(p.isNamePresent() ? " named" : " none").append(p.isImplicit() ? " mandated" : "").append(p.isSynthetic() ? " synthetic" : "").append(p.isVarArgs() ? " varargs" : "").append(Modifier.isFinal(p.getModifiers()) ? " final" : "");
        }
        System.out.println(sb);
    }

    public static void main(String[] args) throws Exception {
        show(ParameterNames.class.getDeclaredMethod("main", String[].class));
        show(ParameterNames.class.getDeclaredMethod("gen", Object.class, List.class, int[][].class));
        show(I.class.getMethod("abs", long.class, double.class));
        show(Inner.class.getDeclaredConstructors()[0]);
        show(E.class.getDeclaredConstructors()[0]);
        show(R.class.getDeclaredConstructors()[0]);
        show(E.class.getMethod("valueOf", String.class));
        show(R.class.getMethod("equals", Object.class));
        int captured = args.length;
        java.util.function.IntBinaryOperator op = (x, y) -> x * y + captured;
        System.out.println(op.applyAsInt(3, 4));
        for (Method m : ParameterNames.class.getDeclaredMethods()) if (m.getName().startsWith("lambda$main")) show(m);
        class Local {
            Local(String name) {
                System.out.println(name + captured);
            }
        }
        new Local("local");
        show(Local.class.getDeclaredConstructors()[0]);
        show(new Object() {
            void anon(int inside) {}
        }.getClass().getDeclaredMethod("anon", int.class));
        show(String.class.getMethod("substring", int.class, int.class));
        show(ParameterNames.class.getDeclaredMethod("show", Executable.class));
        System.out.println("done ParameterNames");
    }
}
