/** StackOverflowError caught again and again: from static, virtual, interface, synchronized, reflective and lambda recursion, in threads, in finally. */
public class StackOverflow {
    static int depth;

    static void st(int a, long b, double c) {
        depth++;
        st(a + 1, b, c);
    }

    void virt(Object o) {
        depth++;
        virt(o);
    }

    interface I {
        int f(int x);
    }

    static I self;

    synchronized void sync() {
        depth++;
        sync();
    }

    static int fin(int n) {
        try {
            return fin(n + 1);
        } finally {
            depth++;
        }
    }

    static void refl() throws Exception {
        depth++;
        StackOverflow.class.getDeclaredMethod("refl").invoke(null);
    }

    static int ctor;

    static class Node {
        Node n;

        Node() {
            depth++;
            n = new Node();
        }
    }

    static class Str {
        public String toString() {
            depth++;
            return "x" + this;
        }
    }

    static class Hash {
        java.util.List<Object> l = new java.util.ArrayList<>();

        public int hashCode() {
            depth++;
            return l.hashCode();
        }
    }

    interface Act {
        void run() throws Throwable;
    }

    static void t(String what, Act a) {
        depth = 0;
        try {
            a.run();
            System.out.println(what + " no error");
        } catch (StackOverflowError e) {
            System.out.println(what + " SOE " + e.getMessage() + " deep " + (depth > 100) + " trace " + e.getStackTrace().length);
        } catch (Throwable e) {
            Throwable c = e;
            while (c.getCause() != null) c = c.getCause();
            System.out.println(what + " wrapped " + c.getClass().getSimpleName());
        }
    }

    static boolean isSoe(Throwable e) {
        while (e != null) {
            if (e instanceof StackOverflowError) return true;
            e = e.getCause();
        }
        return false;
    }

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 3; i++) t("static", () -> st(0, 1L, 2.0));
        StackOverflow o = new StackOverflow();
        t("virtual", () -> o.virt(o));
        self = x -> {
            depth++;
            return self.f(x + 1);
        };
        t("lambda", () -> self.f(0));
        t("sync", o::sync);
        System.out.println(Thread.holdsLock(o));
        t("ctor", Node::new);
        t("toString", () -> new Str().toString());
        Hash h = new Hash();
        h.l.add(h);
        t("hashCode", h::hashCode);
        try {
            refl();
            System.out.println("no error");
        } catch (Throwable e) {
            System.out.println("reflect " + isSoe(e));
        }
        depth = 0;
        try {
            fin(0);
        } catch (StackOverflowError e) {
            System.out.println("finally ran " + (depth > 100));
        }
        String[] r = new String[2];
        for (int k = 0; k < 2; k++) {
            int kk = k;
            Thread t = new Thread(null, () -> {
                try {
                    st(0, 0, 0);
                } catch (StackOverflowError e) {
                    r[kk] = "thread SOE";
                }
            }, "deep", k == 0 ? 0 : 512 * 1024);
            t.start();
            t.join();
        }
        System.out.println(r[0] + " " + r[1]);
        int caught = 0;
        for (int i = 0; i < 10; i++) {
            try {
                st(0, 0, 0);
            } catch (StackOverflowError e) {
                caught++;
                if (e.getStackTrace()[0].getMethodName().equals("st") && e.getStackTrace()[500].getMethodName().equals("st")) caught += 10;
            }
        }
        System.out.println(caught);
        java.util.regex.Pattern p = java.util.regex.Pattern.compile("(a|b)*");
        try {
            System.out.println(p.matcher("ab".repeat(200000)).matches());
        } catch (StackOverflowError e) {
            System.out.println("regex SOE");
        }
        System.out.println("done StackOverflow");
    }
}
