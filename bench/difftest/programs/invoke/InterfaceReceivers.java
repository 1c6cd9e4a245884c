import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Calls in interfaces whose receiver does not implement the interface: unchecked conversions of method handles make such values. */
public class InterfaceReceivers {
    interface Base {
        default String greet() {
            return "base " + getClass().getSimpleName();
        }
    }

    interface Mine extends Base {
        private String secret() {
            return "secret " + getClass().getSimpleName();
        }

        default String greet() {
            return "mine, " + Base.super.greet();
        }

        static String direct(Mine m) {
            return m.secret();
        }

        static String badFirst(Mine m) {
            return m.secret() + "!";
        }

        static String constructs() {
            return new StringBuilder("made").append(1).toString();
        }

        static String viaInterface(Mine m) {
            return m.greet();
        }
    }

    static class Good implements Mine {}

    static class OnlyBase implements Base {}

    static class Stranger {
        String secret() {
            return "never";
        }
    }

    static Mine cast(Object o) throws Throwable {
        MethodHandle identity = MethodHandles.identity(Object.class);
        return (Mine) MethodHandles.explicitCastArguments(identity, identity.type().changeReturnType(Mine.class)).invokeExact(o);
    }

    interface Call {
        String on(Mine m);
    }

    static void attempt(String what, Call call, Object receiver) {
        try {
            System.out.println(what + ": " + call.on(cast(receiver)));
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        Object[] receivers = {new Good(), new OnlyBase(), new Stranger(), "text", new int[0], null, new Good()};
        for (Object receiver : receivers) {
            String kind = receiver == null ? "null" : receiver.getClass().getSimpleName();
            attempt("direct " + kind, Mine::direct, receiver);
            attempt("through the interface " + kind, Mine::viaInterface, receiver);
        }
        for (int i = receivers.length; i-- > 0; )
            attempt("bad first " + i, Mine::badFirst, receivers[i]);
        for (int i = 0; i < 3; i++)
            attempt("again", Mine::badFirst, new Stranger());
        System.out.println(Mine.constructs());
        System.out.println("done InterfaceReceivers");
    }
}
