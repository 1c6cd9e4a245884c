import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;

/** Runs the static methods without parameters of the other classes and prints their results. */
public class Main {
    public static void main(String[] args) throws Exception {
        Class<?>[] classes = {
            Arithmetic.class, Arrays1.class, Calls.class, Control.class, Exceptions.class,
            Fields.class, Loops.class, Monitors.class, Shuffles.class, Types.class
        };
        for (Class<?> type : classes) {
            Method[] methods = type.getDeclaredMethods();
            Arrays.sort(methods, Comparator.comparing(Method::getName));
            for (Method method : methods) {
                boolean isTest = method.getParameterCount() == 0
                    && Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() != void.class
                    && method.getReturnType().isPrimitive();
                if (!isTest) {
                    continue;
                }
                method.setAccessible(true);
                String name = type.getName() + "." + method.getName();
                try {
                    Object result = method.invoke(null);
                    if (result instanceof Float f) {
                        result = "0x" + Integer.toHexString(Float.floatToIntBits(f));
                    } else if (result instanceof Double d) {
                        result = "0x" + Long.toHexString(Double.doubleToLongBits(d));
                    } else if (result instanceof Boolean b) {
                        result = b ? 1 : 0;
                    } else if (result instanceof Character c) {
                        result = (int) c;
                    }
                    System.out.println(name + " = " + result);
                } catch (InvocationTargetException e) {
                    System.out.println(name + " threw " + e.getCause().getClass().getName());
                }
            }
        }
    }
}
