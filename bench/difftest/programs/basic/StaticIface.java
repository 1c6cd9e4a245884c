/** When interface initializers run, static fields in deep hierarchies, constants of interfaces, private nested access. */
public class StaticIface {
    static StringBuilder log = new StringBuilder();

    static int note(String s, int v) {
        log.append(s).append(' ');
        return v;
    }

    static void flush(String what) {
        System.out.print(what);
        System.out.print(": ");
        System.out.println(log.toString().trim());
        log.setLength(0);
    }

    interface I0 {
        int A = note("I0", 1);
        int CONST = 5;
    }

    interface I1 extends I0 {
        int B = note("I1", 2);

        default int d() {
            return B;
        }
    }

    interface I2 extends I1 {
        int C = note("I2", 3);
    }

    static class K1 implements I2 {
        static int k = note("K1", 4);
    }

    static class K2 extends K1 {
        static int k2 = note("K2", 5);
    }

    interface S {
        int X = note("S", 6);

        static int m() {
            return 7;
        }
    }

    interface P {
        int Y = note("P", 8);
        int Z = Y + 1;
    }

    static class Loop1 {
        static int v = note("Loop1", Loop2.v + 1);
    }

    static class Loop2 {
        static int v = note("Loop2", Loop1.v + 10);
    }

    static class Fails {
        static {
            note("Fails", 0);
            if (true) throw new IllegalStateException("static fail");
        }

        static int x;

        static void touch() {}
    }

    static class FailsError {
        static int x = thrower();

        static int thrower() {
            throw new StackOverflowError("so");
        }
    }

    static class FailSub extends Fails {
        static int y = note("FailSub", 1);
    }

    static class Hold {
        static final Object O = new Object();
        static final int[] ARR = {1, 2, 3};
        static long big = note("Hold", 1) * 1L << 40;
    }

    public static void main(String[] args) throws Exception {
        System.out.println(K1.CONST);
        flush("const");
        System.out.println(K2.k);
        flush("K2.k");
        new K2();
        flush("new K2");
        System.out.println(I2.C);
        flush("I2.C");
        System.out.println(K2.A);
        flush("K2.A");
        System.out.println(S.m());
        flush("S.m");
        System.out.println(P.Z);
        flush("P.Z");
        System.out.println(Loop1.v);
        System.out.println(Loop2.v);
        flush("loops");
        for (int i = 0; i < 3; i++) {
            try {
                if (i == 0) Fails.touch();
                else if (i == 1) Fails.x = 1;
                else new Fails();
            } catch (Throwable t) {
                System.out.println(t);
                System.out.println(t.getCause());
            }
        }
        flush("fails");
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(FailSub.y);
            } catch (Throwable t) {
                System.out.println(t);
            }
        }
        flush("failsub");
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(FailsError.x);
            } catch (Throwable t) {
                System.out.println(t);
                System.out.println(t.getCause());
            }
        }
        System.out.println(Hold.ARR.length);
        System.out.println(Hold.big);
        flush("hold");
        K1[] ks = new K1[3];
        System.out.println(ks.length);
        Class.forName("StaticIface$P");
        flush("end");
        System.out.println("done StaticIface");
    }
}
