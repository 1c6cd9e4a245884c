/** Interface calls: one to eight receiver classes, default methods, generic bridges, iteration over lists through Iterator. */
public class Interfaces1 {
    interface Shape {
        int area();

        default int twice() {
            return area() * 2;
        }
    }

    interface Cmp<T> {
        int cmp(T a, T b);
    }

    static Shape make(int k) {
        return switch (k % 8) {
            case 0 -> () -> k;
            case 1 -> new Shape() {
                public int area() {
                    return k + 1;
                }
            };
            case 2 -> new Shape() {
                public int area() {
                    return k * 2;
                }

                public int twice() {
                    return 7;
                }
            };
            case 3 -> () -> k * k;
            case 4 -> () -> -k;
            case 5 -> () -> k >> 1;
            case 6 -> () -> k ^ 5;
            default -> () -> 3;
        };
    }

    static long run(Shape[] ss, int rounds) {
        long s = 0;
        for (int r = 0; r < rounds; r++) for (Shape x : ss) s += x.area() + x.twice();
        return s;
    }

    public static void main(String[] args) {
        Shape[] mono = new Shape[1000], mega = new Shape[1000];
        for (int i = 0; i < 1000; i++) {
            mono[i] = make(i * 8);
            mega[i] = make(i);
        }
        long a = run(mono, 1500), b = run(mega, 1500);
        Cmp<Integer> c = (x, y) -> x - y;
        Integer[] is = new Integer[200];
        for (int i = 0; i < is.length; i++) is[i] = i * 7919 % 200;
        long sw = 0;
        for (int r = 0; r < 30; r++) {
            Integer[] q = is.clone();
            for (int i = 0; i < q.length; i++) {
                for (int j = i + 1; j < q.length; j++) {
                    if (c.cmp(q[i], q[j]) > 0) {
                        Integer t = q[i];
                        q[i] = q[j];
                        q[j] = t;
                        sw++;
                    }
                }
            }
        }
        java.util.List<Integer> l = java.util.Arrays.asList(is);
        long it = 0;
        for (int r = 0; r < 4000; r++) for (Integer x : l) it += x;
        System.out.println("Interfaces1 " + a + " " + b + " " + sw + " " + it);
    }
}
