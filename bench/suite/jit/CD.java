import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collision detection: aircraft fly on circles and lines, and pairs that come near each other
 * between two frames of a radar are found by a grid and then by solving for the time of approach.
 */
public class CD {
    static final double GRID = 2.0, NEAR = 1.0;

    static final class Vector {
        final double x, y, z;

        Vector(double x, double y, double z) {
            this.x = x;
            this.y = y;
            this.z = z;
        }

        Vector plus(Vector o) {
            return new Vector(x + o.x, y + o.y, z + o.z);
        }

        Vector minus(Vector o) {
            return new Vector(x - o.x, y - o.y, z - o.z);
        }

        Vector times(double f) {
            return new Vector(x * f, y * f, z * f);
        }

        double dot(Vector o) {
            return x * o.x + y * o.y + z * o.z;
        }

        double magnitude() {
            return Math.sqrt(dot(this));
        }
    }

    static final class Cell {
        final int x, y;

        Cell(int x, int y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public int hashCode() {
            return x * 8191 + y;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Cell && ((Cell) o).x == x && ((Cell) o).y == y;
        }
    }

    static final class Motion {
        final int sign;
        final Vector from, to;

        Motion(int sign, Vector from, Vector to) {
            this.sign = sign;
            this.from = from;
            this.to = to;
        }

        Vector delta() {
            return to.minus(from);
        }

        /** Where the two come nearest, if that is near; else null. */
        Vector collision(Motion o) {
            Vector distance = from.minus(o.from);
            Vector speed = delta().minus(o.delta());
            double a = speed.dot(speed);
            double t = a == 0 ? 0 : -distance.dot(speed) / a;
            t = Math.max(0, Math.min(1, t));
            Vector here = from.plus(delta().times(t));
            Vector there = o.from.plus(o.delta().times(t));
            return here.minus(there).magnitude() <= NEAR ? here.plus(there).times(0.5) : null;
        }
    }

    static final class Detector {
        final TreeMap<Integer, Vector> known = new TreeMap<>();

        List<Vector> frame(Map<Integer, Vector> positions) {
            List<Motion> motions = new ArrayList<>();
            for (Map.Entry<Integer, Vector> e : positions.entrySet()) {
                Vector old = known.put(e.getKey(), e.getValue());
                motions.add(new Motion(e.getKey(), old == null ? e.getValue() : old, e.getValue()));
            }
            known.keySet().removeIf(sign -> !positions.containsKey(sign));
            List<Vector> collisions = new ArrayList<>();
            for (List<Motion> near : reduce(motions)) {
                for (int i = 0; i < near.size(); i++) {
                    for (int j = i + 1; j < near.size(); j++) {
                        Vector v = near.get(i).collision(near.get(j));
                        if (v != null) collisions.add(v);
                    }
                }
            }
            return collisions;
        }

        private static List<List<Motion>> reduce(List<Motion> motions) {
            Map<Cell, List<Motion>> cells = new HashMap<>();
            for (Motion m : motions) {
                int x0 = cell(Math.min(m.from.x, m.to.x) - NEAR), x1 = cell(Math.max(m.from.x, m.to.x) + NEAR);
                int y0 = cell(Math.min(m.from.y, m.to.y) - NEAR), y1 = cell(Math.max(m.from.y, m.to.y) + NEAR);
                for (int x = x0; x <= x1; x++) {
                    for (int y = y0; y <= y1; y++) {
                        cells.computeIfAbsent(new Cell(x, y), c -> new ArrayList<>()).add(m);
                    }
                }
            }
            List<List<Motion>> result = new ArrayList<>();
            for (List<Motion> list : cells.values()) if (list.size() > 1) result.add(list);
            return result;
        }

        private static int cell(double coordinate) {
            return (int) Math.floor(coordinate / GRID);
        }
    }

    static Map<Integer, Vector> positions(int n, double time) {
        Map<Integer, Vector> map = new TreeMap<>();
        for (int i = 0; i < n; i += 2) {
            map.put(i, new Vector(time, 3 * ((time * 7 + i * 13) % 17), 10));
            map.put(i + 1, new Vector(time, 3 * ((time * 5 + i * 11) % 19), 10 + i % 3));
        }
        return map;
    }

    static long detect() {
        Detector detector = new Detector();
        long n = 0;
        double sum = 0;
        for (int frame = 0; frame < 40; frame++) {
            for (Vector v : detector.frame(positions(100, frame / 8.0))) {
                n++;
                sum += v.x + v.y * 3 + v.z * 7;
            }
        }
        return n * 1_000_000 + (long) sum;
    }

    public static void main(String[] args) {
        BenchHarness.run("CD", args, 60, 124993132349L, CD::detect);
    }
}
