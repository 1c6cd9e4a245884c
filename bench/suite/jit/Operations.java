/** The work of {@code Receivers1} to {@code Receivers8}: the same calls, with objects of as many classes as wanted. */
final class Operations {
    interface Operation {
        int apply(int x);

        default int twice(int x) {
            return apply(apply(x));
        }
    }

    static final class Add implements Operation {
        public int apply(int x) {
            return x + 3;
        }
    }

    static final class Xor implements Operation {
        public int apply(int x) {
            return x ^ 0x55;
        }
    }

    static final class Multiply implements Operation {
        public int apply(int x) {
            return x * 17;
        }
    }

    static final class Rotate implements Operation {
        public int apply(int x) {
            return Integer.rotateLeft(x, 5);
        }
    }

    static final class Negate implements Operation {
        public int apply(int x) {
            return -x;
        }

        public int twice(int x) {
            return x;
        }
    }

    static final class Shift implements Operation {
        public int apply(int x) {
            return x + (x >> 7);
        }
    }

    static final class Mask implements Operation {
        public int apply(int x) {
            return x & 0x7fff_ffff;
        }
    }

    static final class Count implements Operation {
        int n;

        public int apply(int x) {
            return x + (n++ & 3);
        }
    }

    private final Operation[] operations = new Operation[1024];

    Operations(int nClasses) {
        int seed = 1;
        for (int i = 0; i < operations.length; i++) {
            seed = seed * 1103515245 + 12345;
            operations[i] = of((seed >>> 16) % nClasses);
        }
    }

    private static Operation of(int kind) {
        return switch (kind) {
            case 0 -> new Add();
            case 1 -> new Xor();
            case 2 -> new Multiply();
            case 3 -> new Rotate();
            case 4 -> new Negate();
            case 5 -> new Shift();
            case 6 -> new Mask();
            default -> new Count();
        };
    }

    long run(int nRounds) {
        for (Operation operation : operations) if (operation instanceof Count count) count.n = 0;
        int x = 1;
        long sum = 0;
        for (int round = 0; round < nRounds; round++) {
            for (Operation operation : operations) {
                x = operation.apply(x);
                sum += operation.twice(x + round);
            }
        }
        return sum * 31 + x;
    }
}
