import java.util.*;

/** Exception tables under stress: deep nesting, loops in handlers, rethrow from many places, handlers in constructors and initializers, exceptions crossing native and reflective frames. */
public class HandlerStress {
    static class X extends RuntimeException {
        final int d;

        X(int d) {
            super("x" + d);
            this.d = d;
        }
    }

    static int nest(int k) {
        int r = 0;
        try {
            try {
                try {
                    try {
                        if (k == 0) throw new X(0);
                        r += 1;
                    } finally {
                        r += 2;
                        if (k == 1) throw new X(1);
                    }
                    r += 4;
                } catch (X e) {
                    r += 8;
                    for (int i = 0; i < 3; i++) {
                        try {
                            if (i == k) throw new IllegalStateException("loop" + i);
                        } catch (IllegalStateException q) {
                            r += 16;
                            continue;
                        } finally {
                            r += 32;
                        }
                        r += 64;
                    }
                    if (k == 1) throw e;
                } finally {
                    r += 1000;
                    if (k == 2) throw new X(2);
                }
                r += 2000;
            } catch (X e) {
                r += 10000 * (e.d + 1);
                throw new IllegalArgumentException("outer", e);
            }
        } catch (IllegalArgumentException e) {
            r = r * 2 + ((X) e.getCause()).d;
        }
        return r;
    }

    final int v;
    int w = init();

    int init() {
        if (boom) throw new X(5);
        return 3;
    }

    static boolean boom;

    HandlerStress(int x) {
        int t;
        try {
            t = 10 / x;
        } catch (ArithmeticException e) {
            t = -1;
        }
        v = t;
    }

    static String chain(int n) {
        try {
            if (n == 0) throw new X(0);
            return chain(n - 1);
        } catch (X e) {
            throw new X(e.d + 1);
        } finally {
            if (n == 7) seen++;
        }
    }

    static int seen;

    static void cmp(List<Integer> l) {
        l.sort((a, b) -> {
            if (a == 13 || b == 13) throw new X(13);
            return a - b;
        });
    }

    static <T extends Throwable> T unchecked(Throwable t) throws T {
        @SuppressWarnings("unchecked")
        T x = (T) t;
        throw x;
    }

    static int iter(Iterator<Integer> it) {
        int s = 0;
        while (true) {
            try {
                s += it.next();
            } catch (NoSuchElementException e) {
                return s;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        for (int k = 0; k < 4; k++) System.out.println(k + " " + nest(k));
        System.out.println(new HandlerStress(5).v + " " + new HandlerStress(0).v);
        boom = true;
        try {
            new HandlerStress(1);
        } catch (X e) {
            System.out.println("ctor " + e.d + " " + e.getStackTrace()[0].getMethodName() + " " + e.getStackTrace()[1].getMethodName());
        }
        try {
            chain(20);
        } catch (X e) {
            System.out.println(e.d + " " + seen);
        }
        try {
            cmp(new ArrayList<>(List.of(5, 3, 13, 1)));
        } catch (X e) {
            System.out.println("through sort " + e.d);
        }
        try {
            new TreeMap<Object, Object>((a, b) -> {
                throw new X(21);
            }).put(1, 2);
        } catch (X e) {
            System.out.println("through put " + e.d);
        }
        try {
            HandlerStress.<RuntimeException>unchecked(new java.io.IOException("checked through"));
        } catch (Exception e) {
            System.out.println(e);
        }
        System.out.println(iter(List.of(1, 2, 3).iterator()));
        try {
            java.security.AccessController.doPrivileged((java.security.PrivilegedExceptionAction<Object>) () -> {
                throw new java.io.IOException("in privileged");
            });
        } catch (java.security.PrivilegedActionException e) {
            System.out.println(e.getCause());
        }
        try {
            java.security.AccessController.doPrivileged((java.security.PrivilegedAction<Object>) () -> {
                throw new X(31);
            });
        } catch (X e) {
            System.out.println("privileged " + e.d);
        }
        try {
            java.lang.reflect.Array.newInstance(String.class, -1);
        } catch (NegativeArraySizeException e) {
            System.out.println("native " + e.getMessage());
        }
        Thread t = new Thread(() -> {
            throw new X(41);
        });
        t.setUncaughtExceptionHandler((th, e) -> System.out.println("thread " + ((X) e).d));
        t.start();
        t.join();
        int total = 0;
        for (int i = 0; i < 300; i++) {
            try {
                switch (i % 6) {
                    case 0: throw new X(i);
                    case 1: Objects.requireNonNull(null);
                    case 2: List.of().get(i);
                    case 3: total += Integer.parseInt("z" + i);
                    case 4: total += "s".charAt(i);
                    default: total += (Integer) (Object) "cast";
                }
            } catch (X e) {
                total += e.d;
            } catch (NullPointerException | ClassCastException e) {
                total += 7;
            } catch (IndexOutOfBoundsException e) {
                total += 11;
            } catch (IllegalArgumentException e) {
                total += 13;
            }
        }
        System.out.println(total);
        Object o = args;
        label:
        try {
            if (o != null) break label;
            System.out.println("not printed");
        } finally {
            System.out.println("finally of a labelled block");
        }
        System.out.println("done HandlerStress");
    }
}
