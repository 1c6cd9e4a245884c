/** Switch in every form and type: nested, in loops with labels, in lambdas and initializers, with yields, strings with equal hashes, wide gaps, fall-through into default, on boxed types. */
public class SwitchForms {
    enum Sz { S, M, L, XL }

    static final int K = switch (Sz.values().length) {
        case 4 -> 44;
        default -> 0;
    };

    static String gaps(int x) {
        return switch (x) {
            case Integer.MIN_VALUE, Integer.MIN_VALUE + 1 -> "min";
            case -1, 0, 1 -> "small";
            case 1000, 2000, 3000 -> "thousands";
            case Integer.MAX_VALUE -> "max";
            default -> "none";
        };
    }

    static int nested(Sz a, Sz b) {
        return switch (a) {
            case S -> switch (b) {
                case S -> 1;
                case M -> {
                    int r = 0;
                    for (int i = 0; i < 10; i++) {
                        switch (i % 3) {
                            case 0:
                                continue;
                            case 1:
                                r += i;
                                break;
                            default:
                                r *= 2;
                        }
                        if (r > 20) yield r;
                    }
                    yield -1;
                }
                default -> 3;
            };
            case M, L -> a.ordinal() * 10 + switch (b) {
                case XL -> 9;
                default -> b.ordinal();
            };
            case XL -> {
                try {
                    yield Integer.parseInt(b.name());
                } catch (NumberFormatException e) {
                    yield -b.name().length();
                } finally {
                    count++;
                }
            }
        };
    }

    static int count;

    static String strs(String s) {
        switch (s) {
            case "Aa": case "BB":
                s += "1";
            case "C#": case "Bb":
                s += "2";
                break;
            case "AaAa":
                return "four";
            case "BBBB":
                return "quad";
            case "AaBB":
            default:
                s += "d";
            case "last":
                s += "e";
        }
        return s;
    }

    static int labels(int n) {
        int r = 0;
        outer:
        for (int i = 0; ; i++) {
            switch (i) {
                case 0: case 1: case 2:
                    r += i;
                    continue outer;
                case 5:
                    if (n > 5) break;
                    else break outer;
                case 9:
                    break outer;
                default:
                    r *= 2;
            }
            r++;
        }
        return r;
    }

    static String boxed(Object o) {
        if (o instanceof Character c) {
            switch (c) {
                case 'a': return "ca";
                case '\u4e2d': return "cjk";
                default: return "c?";
            }
        }
        if (o instanceof Byte b) {
            switch (b) {
                case -128: return "bmin";
                case 127: return "bmax";
            }
            return "b?";
        }
        if (o instanceof Short s) {
            return switch (s) {
                case -32768 -> "smin";
                case 7 -> "s7";
                default -> "s?";
            };
        }
        return "?";
    }

    static int empty(int x) {
        switch (x) {
        }
        switch (x++) {
            default:
        }
        switch (x) {
            case 5:
        }
        return x;
    }

    static double typed(int x) {
        var v = switch (x) {
            case 0 -> 1;
            case 1 -> 2L;
            case 2 -> 3.5f;
            default -> 'c';
        };
        return v;
    }

    static Object poly(int x) {
        return switch (x) {
            case 0 -> "str";
            case 1 -> 1;
            case 2 -> new int[]{x};
            case 3 -> null;
            default -> (Runnable) () -> System.out.print("ran ");
        };
    }

    static boolean cond(Sz s) {
        return switch (s) {
            case S, M -> true;
            default -> false;
        } && s != Sz.M || switch (s) {
            case XL -> true;
            default -> false;
        };
    }

    public static void main(String[] args) {
        System.out.println(K);
        for (int x : new int[]{Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -2, -1, 1, 2, 999, 1000, 2500, 3000, Integer.MAX_VALUE}) System.out.print(gaps(x) + " ");
        System.out.println();
        for (Sz a : Sz.values()) for (Sz b : Sz.values()) System.out.print(nested(a, b) + " ");
        System.out.println(count);
        for (String s : new String[]{"Aa", "BB", "C#", "Bb", "AaAa", "BBBB", "AaBB", "BBAa", "last", ""}) System.out.print(strs(s) + " ");
        System.out.println();
        System.out.println(labels(3) + " " + labels(6));
        for (Object o : new Object[]{'a', '\u4e2d', 'z', (byte) -128, (byte) 127, (byte) 0, (short) -32768, (short) 7, (short) 8, 1}) System.out.print(boxed(o) + " ");
        System.out.println();
        System.out.println(empty(4) + " " + typed(0) + typed(1) + typed(2) + typed(3));
        for (int i = 0; i < 5; i++) {
            Object o = poly(i);
            if (o instanceof Runnable r) r.run();
            else System.out.print((o instanceof int[] a ? "arr" + a[0] : o) + " ");
        }
        System.out.println();
        for (Sz s : Sz.values()) System.out.print(cond(s) + " ");
        System.out.println();
        java.util.function.IntUnaryOperator f = x -> switch (x & 3) {
            case 0 -> x + 1;
            case 1 -> {
                int y = x;
                while (y > 10) y /= 2;
                yield y;
            }
            default -> -x;
        };
        int h = 0;
        for (int i = 0; i < 100; i++) h = h * 31 + f.applyAsInt(i);
        System.out.println(h);
        try {
            Sz n = null;
            nested(n, n);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        System.out.println("done SwitchForms");
    }
}
