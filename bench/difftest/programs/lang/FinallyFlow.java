/** Control flow through finally: nested, break/continue out, exceptions replaced, synchronized exits, long and double returns, loops. */
public class FinallyFlow {
    static StringBuilder sb = new StringBuilder();

    static long retLong(int k) {
        long v = 1L << 40;
        try {
            if (k == 0) return v;
            if (k == 1) throw new RuntimeException("k1");
            v++;
        } catch (RuntimeException e) {
            return v + 2;
        } finally {
            v = -1;
            sb.append('F');
        }
        return v;
    }

    static double retDouble() {
        double d = 1.5;
        for (; ; ) {
            try {
                try {
                    return d;
                } finally {
                    d = 2.5;
                    sb.append('a');
                }
            } finally {
                d = 3.5;
                sb.append('b');
            }
        }
    }

    @SuppressWarnings("finally")
    static int breakOut() {
        int n = 0;
        outer:
        while (true) {
            try {
                n++;
                if (n == 1) continue;
                if (n == 2) throw new IllegalStateException("dropped");
                return -1;
            } finally {
                if (n < 4) continue outer;
                break outer;
            }
        }
        return n;
    }

    static String nested(int k) {
        StringBuilder s = new StringBuilder();
        try {
            try {
                try {
                    s.append(1);
                    if (k == 1) throw new RuntimeException("A");
                    if (k == 2) return s.append("R").toString();
                } finally {
                    s.append(2);
                    if (k == 3) throw new RuntimeException("B");
                }
            } catch (RuntimeException e) {
                s.append(e.getMessage());
                if (k == 3) throw new IllegalArgumentException("C", e);
            } finally {
                s.append(3);
            }
        } catch (IllegalArgumentException e) {
            s.append(e.getMessage()).append(e.getCause().getMessage());
        } finally {
            s.append(4);
            sb.append(s);
        }
        return s.append("end").toString();
    }

    static int depth;

    static void rec(int n) {
        try {
            depth++;
            if (n == 0) throw new ArithmeticException("bottom");
            rec(n - 1);
        } finally {
            depth--;
            if (n == 5) {
                try {
                    throw new Exception("inner");
                } catch (Exception e) {
                    sb.append("[").append(e.getMessage()).append(depth).append("]");
                }
            }
        }
    }

    static Object lock = new Object();

    static int syncExits(int k) {
        for (int i = 0; ; i++) {
            synchronized (lock) {
                synchronized (lock) {
                    if (k == 0) return i;
                    if (k == 1 && i < 3) continue;
                    if (k == 1) break;
                    if (k == 2) throw new RuntimeException("sync" + Thread.holdsLock(lock));
                    k = 0;
                }
            }
        }
        return -5;
    }

    static synchronized int syncStatic(boolean t) {
        if (t) throw new RuntimeException("holds " + Thread.holdsLock(FinallyFlow.class));
        return 3;
    }

    static String catchOrder(Object o) {
        try {
            return ((String) o).substring(3);
        } catch (StringIndexOutOfBoundsException e) {
            return "sioobe";
        } catch (IndexOutOfBoundsException | ClassCastException e) {
            return "multi " + e.getClass().getSimpleName();
        } catch (RuntimeException e) {
            return "rt " + e.getClass().getSimpleName();
        }
    }

    static void rethrow(int k) throws java.io.IOException {
        try {
            if (k == 0) throw new java.io.IOException("precise");
            if (k == 1) throw new IllegalStateException("unchecked");
        } catch (final Exception e) {
            sb.append("R").append(k);
            throw e;
        }
    }

    static int whileFinally() {
        int x = 0, i = 0;
        while (i < 5) {
            try {
                i++;
                if (i % 2 == 0) continue;
                x += i;
            } finally {
                x += 100;
                for (int j = 0; j < 2; j++) {
                    try {
                        if (j == 1) break;
                        x += 1000;
                    } finally {
                        x += 10000;
                    }
                }
            }
        }
        return x;
    }

    public static void main(String[] args) {
        System.out.println(retLong(0) + " " + retLong(1) + " " + retLong(2));
        System.out.println(retDouble());
        System.out.println(breakOut());
        for (int k = 0; k < 4; k++) System.out.println(nested(k));
        System.out.println(sb);
        sb.setLength(0);
        try {
            rec(20);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage() + depth + sb + e.getStackTrace().length);
        }
        System.out.println(syncExits(0) + " " + syncExits(1) + " " + syncExits(7));
        try {
            syncExits(2);
        } catch (RuntimeException e) {
            System.out.println(e.getMessage() + " after " + Thread.holdsLock(lock));
        }
        try {
            System.out.println(syncStatic(false));
            syncStatic(true);
        } catch (RuntimeException e) {
            System.out.println(e.getMessage() + " after " + Thread.holdsLock(FinallyFlow.class));
        }
        System.out.println(catchOrder("ab") + " " + catchOrder(1) + " " + catchOrder(null) + " " + catchOrder("abcd"));
        for (int k = 0; k < 3; k++) {
            try {
                rethrow(k);
                System.out.println("no throw");
            } catch (Exception e) {
                System.out.println(e);
            }
        }
        System.out.println(whileFinally());
        int caught = 0;
        for (int i = 0; i < 200; i++) {
            try {
                Object[] a = new Integer[1];
                if (i % 4 == 0) a[0] = "s";
                else if (i % 4 == 1) a[i] = null;
                else if (i % 4 == 2) caught += 1 / (i - i);
                else ((Object) null).hashCode();
            } catch (ArrayStoreException e) {
                caught += 1;
            } catch (ArrayIndexOutOfBoundsException e) {
                caught += 10;
            } catch (ArithmeticException e) {
                caught += 100;
            } catch (NullPointerException e) {
                caught += 1000;
            }
        }
        System.out.println(caught);
        System.out.println("done FinallyFlow");
    }
}
