/** Helpful NullPointerException messages: every instruction that can fail and every way the null can have come. */
public class NpeHelpful {
    int f;
    long l;
    String s;
    NpeHelpful next;
    int[] arr;
    Object[][] objs;
    static NpeHelpful sn;
    static int[] sarr;
    static String[][][] deep;

    NpeHelpful get() {
        return null;
    }

    NpeHelpful self() {
        return this;
    }

    static NpeHelpful make(int a, String b, long[] c, Object... d) {
        return null;
    }

    static int[] ints() {
        return null;
    }

    void m() {}

    interface I {
        String call(int x);

        default void d() {}
    }

    private void priv() {}

    interface Act {
        void run() throws Throwable;
    }

    static int n;

    static void t(Act a) {
        n++;
        try {
            a.run();
            System.out.println(n + " nothing");
        } catch (NullPointerException e) {
            System.out.println(n + " " + e.getMessage());
        } catch (Throwable e) {
            System.out.println(n + " " + e);
        }
    }

    static void params(NpeHelpful p, int[] q, Object o, long w, String[] z, int i) throws Throwable {
        t(() -> System.out.println(p.f));
        try {
            p.f = 3;
        } catch (NullPointerException e) {
            System.out.println("param put " + e.getMessage());
        }
        try {
            q[i] = 5;
        } catch (NullPointerException e) {
            System.out.println("param store " + e.getMessage());
        }
        try {
            synchronized (o) {
                i++;
            }
        } catch (NullPointerException e) {
            System.out.println("param sync " + e.getMessage());
        }
        try {
            z[i + 1].length();
        } catch (NullPointerException e) {
            System.out.println("param elem " + e.getMessage());
        }
        try {
            throw (RuntimeException) o;
        } catch (NullPointerException e) {
            System.out.println("param throw " + e.getMessage());
        }
    }

    void inst() {
        try {
            next.next.f = 1;
        } catch (NullPointerException e) {
            System.out.println("this " + e.getMessage());
        }
        try {
            this.arr[f]++;
        } catch (NullPointerException e) {
            System.out.println("this arr " + e.getMessage());
        }
        try {
            objs[f][f + 1].toString();
        } catch (NullPointerException e) {
            System.out.println("this objs " + e.getMessage());
        }
    }

    static void locals() {
        NpeHelpful a = null;
        int[] b = null;
        byte[] by = null;
        char[] ch = null;
        short[] sh = null;
        boolean[] bo = null;
        long[] lo = null;
        float[] fl = null;
        double[] dou = null;
        Object[] ob = null;
        int k = 2;
        long wide = 5;
        Runnable[] rs = {
            () -> System.out.println(b.length), () -> System.out.println(b[0]), () -> b[1] = 2, () -> System.out.println(by[k]), () -> by[k] = 1, () -> System.out.println(ch[3]),
            () -> ch[300] = 'c', () -> System.out.println(sh[40000]), () -> sh[-1] = 1, () -> System.out.println(bo[k + 1]), () -> bo[k * 2] = true, () -> System.out.println(lo[k - 1]),
            () -> lo[k / 2] = 1L, () -> System.out.println(fl[k % 2]), () -> fl[(int) wide] = 1f, () -> System.out.println(dou[k << 1]), () -> dou[0] = 1d, () -> System.out.println(ob[k]),
            () -> ob[k] = "x", () -> System.out.println(a.l), () -> a.l = 5L, () -> a.s = "q", () -> a.m(), () -> a.next.m(), () -> a.self().next.arr[2] = 1,
        };
        for (Runnable r : rs) t(r::run);
        try {
            a.m();
        } catch (NullPointerException e) {
            System.out.println("local call " + e.getMessage());
        }
        try {
            b[k] = 1;
        } catch (NullPointerException e) {
            System.out.println("local store " + e.getMessage());
        }
        try {
            System.out.println(dou[k] + wide);
        } catch (NullPointerException e) {
            System.out.println("local load " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Throwable {
        NpeHelpful o = new NpeHelpful();
        t(() -> sn.m());
        t(() -> sn.f++);
        t(() -> System.out.println(sarr.length));
        t(() -> sarr[0] = 1);
        t(() -> o.get().m());
        t(() -> o.self().get().f = 1);
        t(() -> o.next.next.next.m());
        t(() -> o.self().self().next.s.length());
        t(() -> make(1, "a", null, 2, 3).m());
        t(() -> System.out.println(ints()[5]));
        t(() -> System.out.println(ints().length));
        t(() -> o.s.length());
        t(() -> o.arr[3] = o.f);
        t(() -> o.objs[1][2] = null);
        deep = new String[2][2][];
        t(() -> deep[0][1][0].length());
        t(() -> deep[1][o.f].clone());
        deep[0][1] = new String[3];
        t(() -> deep[o.f][o.f + 1][2].length());
        t(() -> ((I) null).call(5));
        t(() -> ((String) null).length());
        t(() -> ((Object) null).hashCode());
        t(() -> ((int[]) null)[0]++);
        t(() -> {
            throw null;
        });
        t(() -> {
            synchronized ((Object) null) {
                n++;
            }
        });
        t(() -> {
            Integer i = null;
            int j = i;
        });
        t(() -> {
            Boolean b = null;
            if (b) n++;
        });
        t(() -> {
            for (Object x : (Iterable<?>) null) n++;
        });
        t(() -> {
            for (int x : sarr) n++;
        });
        t(() -> {
            switch ((String) null) {
                case "a": n++;
            }
        });
        t(() -> {
            switch ((Thread.State) null) {
                case NEW: n++;
            }
        });
        t(() -> o.next.priv());
        t(() -> o.get().self().m());
        t(() -> new NpeHelpful().next.f = 2);
        t(() -> System.out.println(new int[][]{null, null}[1].length));
        t(() -> new NpeHelpful[]{null, null}[1].m());
        t(() -> System.out.println((n > 0 ? null : o).f));
        t(() -> java.util.Objects.requireNonNull(null));
        t(() -> java.util.Objects.requireNonNull(null, "explicit"));
        t(() -> {
            throw new NullPointerException();
        });
        t(() -> {
            throw new NullPointerException("given");
        });
        t(() -> NpeHelpful.class.getMethod("m").invoke(null));
        t(() -> java.lang.reflect.Array.getLength(null));
        t(() -> System.arraycopy(null, 0, null, 0, 0));
        t(() -> "x".concat(null));
        t(() -> "x".compareTo(null));
        t(() -> new String((char[]) null));
        t(() -> new StringBuilder((String) null));
        t(() -> java.util.List.of(1, null));
        t(() -> new java.util.TreeMap<String, String>().put(null, ""));
        t(() -> Integer.parseInt(null));
        params(null, null, null, 1L, new String[4], 1);
        o.inst();
        o.next = o.self();
        o.next = null;
        locals();
        System.out.println("done NpeHelpful");
    }
}
