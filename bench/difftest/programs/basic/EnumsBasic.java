import java.util.EnumMap;
import java.util.EnumSet;

/** Enums: bodies per constant, fields, abstract methods, valueOf, values, ordinal, compareTo, EnumMap, EnumSet. */
public class EnumsBasic {
    enum Op {
        ADD("+") {
            int apply(int a, int b) {
                return a + b;
            }
        },
        SUB("-") {
            int apply(int a, int b) {
                return a - b;
            }
        },
        MUL("*") {
            int apply(int a, int b) {
                return a * b;
            }
        };
        final String sym;
        static int created;

        static {
            for (Op o : values()) created += o.ordinal() + 1;
        }

        Op(String s) {
            sym = s;
        }

        abstract int apply(int a, int b);

        public String toString() {
            return "op".concat(sym);
        }
    }

    enum Planet {
        MERCURY(3.303e+23, 2.4397e6), EARTH(5.976e+24, 6.37814e6);
        final double mass, radius;

        Planet(double m, double r) {
            mass = m;
            radius = r;
        }

        double g() {
            return 6.67300E-11 * mass / (radius * radius);
        }
    }

    enum Single {
        INSTANCE;
        int n;

        int next() {
            return ++n;
        }
    }

    enum Empty {}

    enum Day { MON, TUE, WED, THU, FRI, SAT, SUN;
        boolean weekend() {
            return this == SAT || this == SUN;
        }
    }

    interface HasCode {
        int code();
    }

    enum Coded implements HasCode {
        A, B {
            public int code() {
                return 50;
            }
        };

        public int code() {
            return 5;
        }
    }

    public static void main(String[] args) {
        for (Op o : Op.values()) {
            System.out.print(o);
            System.out.print(' ');
            System.out.print(o.name());
            System.out.print(' ');
            System.out.print(o.apply(6, 7));
            System.out.print(' ');
            System.out.print(o.getClass() == Op.class);
            System.out.print(' ');
            System.out.println(o.getDeclaringClass() == Op.class);
        }
        System.out.println(Op.created);
        System.out.println(Op.valueOf("MUL").sym);
        try {
            Op.valueOf("DIV");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            Op.valueOf(null);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Planet.EARTH.g());
        System.out.println(Planet.MERCURY.compareTo(Planet.EARTH));
        System.out.println(Single.INSTANCE.next() + Single.INSTANCE.next());
        System.out.println(Empty.values().length);
        System.out.println(Op.values() == Op.values());
        EnumMap<Day, Integer> m = new EnumMap<>(Day.class);
        m.put(Day.SUN, 7);
        m.put(Day.MON, 1);
        m.put(Day.WED, 3);
        System.out.println(m);
        m.remove(Day.MON);
        System.out.println(m.containsKey(Day.MON));
        System.out.println(m.entrySet().iterator().next());
        EnumSet<Day> we = EnumSet.noneOf(Day.class);
        for (Day d : Day.values()) if (d.weekend()) we.add(d);
        System.out.println(we);
        System.out.println(EnumSet.complementOf(we));
        System.out.println(EnumSet.range(Day.TUE, Day.THU));
        System.out.println(Coded.A.code() + Coded.B.code());
        System.out.println(Enum.valueOf(Coded.class, "B").ordinal());
        System.out.println(Coded.B instanceof HasCode);
        System.out.println(Day.FRI.equals(Day.FRI));
        System.out.println(Coded.class.isEnum());
        System.out.println(Coded.B.getClass().isEnum());
        System.out.println(Coded.class.getEnumConstants().length);
        System.out.println("done EnumsBasic");
    }
}
