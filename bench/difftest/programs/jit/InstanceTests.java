/** Tests of classes as conditions, as numbers, negated, and casts behind them. */
public class InstanceTests {
    interface Shape {}

    static class Base implements Shape {
        int size = 3;
    }

    static class Derived extends Base {
        int more = 4;
    }

    static final class Last extends Base {
        int last = 5;
    }

    record Pair(Object left, Object right) {}

    static int asConditions(Object o) {
        int result = 0;
        if (o instanceof Last) result |= 1;
        if (o instanceof Base) result |= 2;
        if (o instanceof Shape) result |= 4;
        if (!(o instanceof Derived)) result |= 8;
        if (o instanceof int[]) result |= 16;
        if (o instanceof Object[]) result |= 32;
        if (!(o instanceof Comparable)) result |= 64;
        if (o instanceof String[][]) result |= 128;
        return result;
    }

    static int asNumbers(Object o) {
        boolean last = o instanceof Last, shape = o instanceof Shape, no = !(o instanceof Base);
        return (last ? 1 : 0) + (shape ? 10 : 20) + (no ? 100 : 200) + (last == no ? 1000 : 0);
    }

    static int patterns(Object o) {
        if (o instanceof Last l) return l.last + l.size;
        if (o instanceof Derived d && d.more > 3) return d.more * 10 + d.size;
        if (o instanceof Pair p) return patterns(p.left()) * 7 + (p.right() instanceof Pair q ? patterns(q.left()) : 1);
        if (!(o instanceof int[] a)) return o == null ? -1 : -2;
        return a.length;
    }

    static int casts(Object o) {
        int sum = 0;
        try {
            sum += ((Base) o).size;
            sum += ((Last) o).last;
            sum += o instanceof Last ? 100 : 0;
            return sum + ((Last) o).size * 1000;
        } catch (ClassCastException e) {
            return sum - 50;
        } catch (NullPointerException e) {
            return -7;
        }
    }

    static int loops(Object[] objects) {
        int n = 0;
        for (Object o : objects) {
            for (int i = 0; i < 3; i++) {
                if (o instanceof Shape != o instanceof Last) n += i;
                if (!(o instanceof Last) && i == 1) n += 10;
            }
        }
        return n;
    }

    public static void main(String[] args) {
        Object[] objects = {
            null, new Base(), new Derived(), new Last(), "text", new int[5], new Object[1], new String[2][3], 7,
            new Pair(new Last(), new Pair(new int[2], null)), new Derived[2],
        };
        long hash = 0;
        for (int round = 0; round < 20_000; round++) {
            // The first rounds see half of the classes, so that code compiled for those is left.
            Object o = objects[round % (round < 12_000 ? 4 : objects.length)];
            hash = hash * 31 + asConditions(o);
            hash = hash * 31 + asNumbers(o);
            hash = hash * 31 + patterns(o);
            if (round % 64 < 8) hash = hash * 31 + casts(o);
        }
        for (int i = 0; i < 2_000; i++) hash = hash * 31 + loops(objects);
        System.out.println(Long.toHexString(hash));
        for (Object o : objects) {
            System.out.println(asConditions(o) + " " + asNumbers(o) + " " + patterns(o) + " " + casts(o));
        }
    }
}
