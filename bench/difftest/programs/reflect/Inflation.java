import java.lang.reflect.*;

/** Reflective calls repeated beyond the point where native accessors give way to generated ones: every type, exceptions, constructors, fields. */
public class Inflation {
    public boolean z(boolean x) {
        return !x;
    }

    public byte b(byte x) {
        return (byte) (x + 1);
    }

    public char c(char x) {
        return (char) (x + 1);
    }

    public short s(short x) {
        return (short) (x + 1);
    }

    public int i(int x) {
        return x + 1;
    }

    public long j(long x) {
        return x + 1;
    }

    public float f(float x) {
        return x + 1;
    }

    public double d(double x) {
        return x + 1;
    }

    public String o(String x) {
        return x + 1;
    }

    public void v(int x) {
        total += x;
    }

    public static long st(int a, long b, double c, Object d) {
        return a + b + (long) c + (d == null ? 0 : 1);
    }

    public int odd(int x) {
        if (x % 2 == 1) throw new IllegalArgumentException("odd " + x);
        return x;
    }

    private int hidden(int x) {
        return x * 3;
    }

    interface Face {
        int call(int x);
    }

    static class Impl implements Face {
        public int call(int x) {
            return x + 100;
        }
    }

    static class Made {
        final int v;

        public Made(int x) {
            if (x < 0) throw new IllegalStateException("negative");
            v = x;
        }
    }

    int total;
    volatile long fld;
    static String sfld = "s";

    public static void main(String[] args) throws Exception {
        Inflation o = new Inflation();
        Object[] init = {true, (byte) 1, 'c', (short) 3, 4, 5L, 6f, 7d, "s"};
        String names = "zbcsijfdo";
        for (int k = 0; k < names.length(); k++) {
            Method m = null;
            for (Method x : Inflation.class.getMethods()) if (x.getName().equals("" + names.charAt(k))) m = x;
            Object v = init[k];
            for (int i = 0; i < 40; i++) v = m.invoke(o, v);
            System.out.println(m.getName() + " " + (v instanceof Character ch ? (int) ch : v) + " " + v.getClass().getSimpleName());
        }
        Method v = Inflation.class.getMethod("v", int.class), st = Inflation.class.getMethod("st", int.class, long.class, double.class, Object.class), odd = Inflation.class.getMethod("odd", int.class), hid = Inflation.class.getDeclaredMethod("hidden", int.class), face = Face.class.getDeclaredMethod("call", int.class);
        Constructor<Made> ct = Made.class.getConstructor(int.class);
        Field fl = Inflation.class.getDeclaredField("fld"), sf = Inflation.class.getDeclaredField("sfld");
        long sum = 0;
        int caught = 0, cce = 0;
        Face impl = new Impl();
        for (int i = 0; i < 60; i++) {
            if (v.invoke(o, i) != null) System.out.println("not null");
            sum += (Long) st.invoke(null, i, 2L, 3.9, i % 2 == 0 ? o : null);
            try {
                sum += (Integer) odd.invoke(o, i);
            } catch (InvocationTargetException e) {
                caught += e.getCause().getMessage().length();
            }
            sum += (Integer) hid.invoke(o, i) + (Integer) face.invoke(impl, i);
            try {
                sum += ct.newInstance(i % 5 == 0 ? -1 : i).v;
            } catch (InvocationTargetException e) {
                caught += 1000;
            }
            try {
                odd.invoke("wrong", 2);
            } catch (IllegalArgumentException e) {
                cce++;
            }
            try {
                odd.invoke(o, "wrong");
            } catch (IllegalArgumentException e) {
                cce++;
            }
            try {
                odd.invoke(null, 2);
            } catch (NullPointerException e) {
                cce++;
            }
            fl.setLong(o, fl.getLong(o) + i);
            sf.set(null, (String) sf.get(null) + i % 10);
            sum += (Integer) face.invoke((Face) x -> x * 2, i);
        }
        System.out.println(o.total + " " + sum + " " + caught + " " + cce + " " + o.fld + " " + sfld);
        Throwable late = null;
        for (int i = 0; i < 30; i++) {
            try {
                odd.invoke(o, 31);
            } catch (InvocationTargetException e) {
                late = e.getCause();
            }
        }
        StackTraceElement[] tr = late.getStackTrace();
        System.out.println(tr[0].getMethodName() + " " + tr[tr.length - 1].getMethodName() + " " + late.getMessage());
        System.out.println("done Inflation");
    }
}
