/** try/catch/finally in all shapes: returns in finally, nesting, rethrow, loops with finally, catch order. */
public class ExceptionsBasic {
    static void log(String s) {
        System.out.println(s);
    }

    static class MyEx extends Exception {
        final int code;

        MyEx(int code) {
            super("my");
            this.code = code;
        }
    }

    static class SubEx extends MyEx {
        SubEx() {
            super(99);
        }
    }

    @SuppressWarnings("finally")
    static int retInFinally() {
        try {
            return 1;
        } finally {
            return 2;
        }
    }

    @SuppressWarnings("finally")
    static int swallow() {
        try {
            throw new RuntimeException("lost");
        } finally {
            return 3;
        }
    }

    static int localInFinally() {
        int i = 10;
        try {
            return i;
        } finally {
            i = 20;
        }
    }

    static int[] refInFinally() {
        int[] a = {1};
        try {
            return a;
        } finally {
            a[0] = 5;
        }
    }

    static String which(int n) {
        try {
            try {
                switch (n) {
                    case 0: throw new MyEx(n);
                    case 1: throw new SubEx();
                    case 2: throw new IllegalArgumentException("iae");
                    case 3: Object o = "s";
                        Integer i = (Integer) o;
                        return "unreachable";
                    case 4: return "plain";
                    case 5: throw new Error("err");
                    case 6: throw new OutOfMemoryError("fake");
                    default: return new int[0][0].toString().substring(0, 3);
                }
            } catch (SubEx e) {
                return "sub".concat(String.valueOf(e.code));
            } catch (MyEx e) {
                return "my".concat(String.valueOf(e.code));
            } catch (IllegalArgumentException | ClassCastException e) {
                throw new IllegalStateException("wrapped", e);
            } finally {
                log("fin-inner");
            }
        } catch (IllegalStateException e) {
            return e.getMessage().concat("<-").concat(e.getCause().getClass().getSimpleName());
        } catch (OutOfMemoryError e) {
            return e.toString();
        } catch (Throwable t) {
            return "T:".concat(t.toString());
        } finally {
            log("fin-outer");
        }
    }

    static int loop() {
        int n = 0;
        for (int i = 0; i < 10; i++) {
            try {
                if (i == 2) continue;
                if (i == 7) break;
                if (i % 3 == 1) throw new RuntimeException();
                n += i;
            } catch (RuntimeException e) {
                n += 100;
            } finally {
                n += 1000;
            }
        }
        return n;
    }

    static void deep(int n) throws MyEx {
        try {
            if (n == 0) throw new MyEx(42);
            deep(n - 1);
        } finally {
            if (n % 10 == 0) System.out.print('.');
        }
    }

    static int nestedFinally() {
        int r = 0;
        try {
            try {
                throw new RuntimeException("a");
            } finally {
                try {
                    throw new IllegalStateException("b");
                } catch (IllegalStateException e) {
                    r += 1;
                } finally {
                    r += 10;
                }
            }
        } catch (RuntimeException e) {
            r += e.getMessage().charAt(0) * 100;
        }
        return r;
    }

    static <T extends Throwable> void sneaky(Throwable t) throws T {
        @SuppressWarnings("unchecked")
        T x = (T) t;
        throw x;
    }

    public static void main(String[] args) {
        System.out.println(retInFinally());
        System.out.println(swallow());
        System.out.println(localInFinally());
        System.out.println(refInFinally()[0]);
        for (int i = 0; i < 8; i++) log(which(i));
        System.out.println(loop());
        try {
            deep(35);
        } catch (MyEx e) {
            System.out.println(e.code);
        }
        System.out.println(nestedFinally());
        try {
            ExceptionsBasic.<RuntimeException>sneaky(new java.io.IOException("sneaky"));
        } catch (Exception e) {
            log(e.toString());
        }
        try {
            throw null;
        } catch (NullPointerException e) {
            log("throw null");
        }
        Throwable t = new Throwable("msg", new Error("cause"));
        log(t.getCause().getMessage());
        log(new RuntimeException(new Error("c")).getMessage());
        try {
            t.initCause(t);
        } catch (IllegalStateException e) {
            log("init twice");
        }
        Object lock = new Object();
        try {
            synchronized (lock) {
                throw new RuntimeException("in sync");
            }
        } catch (RuntimeException e) {
            log(e.getMessage());
            System.out.println(Thread.holdsLock(lock));
        }
        log("done ExceptionsBasic");
    }
}
