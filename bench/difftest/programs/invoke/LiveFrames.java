// difftest: skip-comp=compiled code forgets locals that are not read again, on the reference VM too
// difftest: flags=--add-opens=java.base/java.lang=ALL-UNNAMED
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.util.*;

/** Stack frames that show their locals, operands and monitors (java.lang.LiveStackFrame, internal to the class library). */
public class LiveFrames {
    static final Method WALKER, LOCALS, STACK, MONITORS;

    static {
        try {
            Class<?> type = Class.forName("java.lang.LiveStackFrame");
            WALKER = type.getMethod("getStackWalker", Set.class);
            LOCALS = type.getMethod("getLocals");
            STACK = type.getMethod("getStack");
            MONITORS = type.getMethod("getMonitors");
            for (Method method : new Method[] {WALKER, LOCALS, STACK, MONITORS})
                method.setAccessible(true);
        } catch (ReflectiveOperationException e) {
            throw new Error(e);
        }
    }

    static String text(Object slot) {
        if (slot == null)
            return "null";
        boolean isPrimitive = slot.getClass().getName().contains("PrimitiveSlot");
        return isPrimitive ? "number" : slot.getClass().getSimpleName() + (slot instanceof String ? "=" + slot : "");
    }

    static String texts(Object[] slots) {
        StringBuilder text = new StringBuilder();
        for (Object slot : slots)
            text.append(text.length() == 0 ? "" : " ").append(text(slot));
        return "[" + text + "]";
    }

    static Object[] array(Method getter, StackFrame frame) {
        try {
            return (Object[]) getter.invoke(frame);
        } catch (ReflectiveOperationException e) {
            throw new Error(e);
        }
    }

    /** The frames of this class above main, innermost first; this method and its lambdas apart. */
    static int show(String what) {
        try {
            StackWalker walker = (StackWalker) WALKER.invoke(null, EnumSet.noneOf(StackWalker.Option.class));
            System.out.println(what);
            walker.forEach(frame -> {
                String name = frame.getMethodName();
                if (name.equals("show") || name.equals("main") || !frame.getClassName().startsWith("LiveFrames"))
                    return;
                System.out.println("  " + name + " locals " + texts(array(LOCALS, frame)) + " operands " + texts(array(STACK, frame)) + " monitors " + texts(array(MONITORS, frame)));
                System.gc();
            });
        } catch (ReflectiveOperationException e) {
            throw new Error(e);
        }
        return 7;
    }

    /** The low 32 bits of each number among the locals of the caller, and whether one is the long. */
    static void numbers(String name, long wide) throws Exception {
        StackWalker walker = (StackWalker) WALKER.invoke(null, EnumSet.noneOf(StackWalker.Option.class));
        StackFrame found = walker.walk(s -> s.filter(f -> f.getMethodName().equals(name)).findFirst().get());
        Object[] locals = array(LOCALS, found);
        boolean hasWide = false;
        StringBuilder low = new StringBuilder();
        for (int i = 0; i < locals.length; i++) {
            if (locals[i] == null || !locals[i].getClass().getName().contains("PrimitiveSlot"))
                continue;
            Method value = locals[i].getClass().getDeclaredMethod("longValue");
            value.setAccessible(true);
            long number = (long) value.invoke(locals[i]);
            hasWide |= number == wide;
            if (i < 3)
                low.append(' ').append((int) number);
        }
        System.out.println(name + low + " " + hasWide);
    }

    static void plain(int i, char c, String s) throws Exception {
        long wide = 0x3FF0000FFFFL;
        int[] array = new int[i];
        String nothing = null;
        show("plain");
        numbers("plain", wide);
        System.out.println(i + c + s.length() + wide + array.length + nothing);
    }

    static int operands(String a) {
        return 1 + (a + "x").length() * show("operands " + a);
    }

    static boolean isKept(Object first, int middle, int last) {
        return first instanceof String && middle < last;
    }

    static boolean pending() {
        return isKept("kept", 3, show("pending"));
    }

    synchronized Object locked(Object other) {
        synchronized (other) {
            synchronized (this) {
                show("locked");
            }
        }
        return other;
    }

    static void conflict(boolean which) {
        if (which) {
            String s = "text";
            s.length();
        } else {
            int n = 5;
            n++;
        }
        show("conflict");
    }

    static class Initialized {
        static final int VALUE;

        static {
            String inside = "clinit";
            VALUE = show("initializer") + inside.length();
        }
    }

    static int initialize(String argument) {
        return argument.length() + Initialized.VALUE;
    }

    public static void main(String[] args) throws Exception {
        plain(10, 'z', "himom");
        operands("argument");
        pending();
        new LiveFrames().locked(new StringBuilder());
        conflict(true);
        conflict(false);
        initialize("before");
        StackWalker.getInstance().forEach(f -> System.out.println(f.getMethodName() + " " + f.getClass().getSimpleName()));
        System.out.println("done LiveFrames");
    }
}
