/** try-with-resources: close order, suppressed exceptions, null resources, effectively final variables. */
public class TryResources {
    static class Res implements AutoCloseable {
        final String n;
        final boolean failClose;

        Res(String n, boolean failOpen, boolean failClose) {
            System.out.println("open ".concat(n));
            if (failOpen) throw new IllegalStateException("open-".concat(n));
            this.n = n;
            this.failClose = failClose;
        }

        @Override
        public void close() {
            System.out.println("close ".concat(n));
            if (failClose) throw new IllegalArgumentException("close-".concat(n));
        }
    }

    static void report(Throwable t) {
        System.out.println(t);
        for (Throwable s : t.getSuppressed()) {
            System.out.print("  suppressed ");
            System.out.println(s);
            for (Throwable s2 : s.getSuppressed()) {
                System.out.print("    suppressed ");
                System.out.println(s2);
            }
        }
    }

    static void run(boolean oa, boolean ca, boolean ob, boolean cb, boolean body) {
        try (Res a = new Res("a", oa, ca); Res b = new Res("b", ob, cb)) {
            System.out.println("body ".concat(a.n).concat(b.n));
            if (body) throw new RuntimeException("body");
        } catch (RuntimeException e) {
            report(e);
        } finally {
            System.out.println("finally");
        }
    }

    static int ret() {
        try (Res r = new Res("r", false, false)) {
            return 5;
        }
    }

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 32; i += 3) {
            System.out.println(i);
            run((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0, (i & 16) != 0);
        }
        System.out.println(ret());
        try (Res n = null) {
            System.out.println(n == null);
        }
        Res outer = new Res("outer", false, true);
        try (outer) {
            System.out.println("using outer");
        } catch (IllegalArgumentException e) {
            report(e);
        }
        for (int i = 0; i < 3; i++) {
            try (Res r = new Res("loop", false, i == 1)) {
                if (i == 0) continue;
                if (i == 2) break;
            } catch (Exception e) {
                report(e);
            }
        }
        Throwable t = new Throwable("t");
        try {
            t.addSuppressed(t);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            t.addSuppressed(null);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(t.getSuppressed().length);
        Throwable quiet = new Throwable("q", null, false, false) {};
        quiet.addSuppressed(new Error());
        System.out.println(quiet.getSuppressed().length);
        System.out.println(quiet.getStackTrace().length);
        System.out.println("done TryResources");
    }
}
