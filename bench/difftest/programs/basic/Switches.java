/** tableswitch, lookupswitch, string switch with colliding hashes, enum switch, switch expressions, fall-through. */
public class Switches {
    enum Color { RED, GREEN, BLUE, BLACK }

    static int table(int i) {
        switch (i) {
            case -2: return 1;
            case -1: return 2;
            case 0: return 3;
            case 1:
            case 2: return 4;
            case 4: return 5;
            default: return -1;
        }
    }

    static int lookup(int i) {
        switch (i) {
            case Integer.MIN_VALUE: return 1;
            case -1000000: return 2;
            case 0: return 3;
            case 77: return 4;
            case 99999: return 5;
            case Integer.MAX_VALUE: return 6;
        }
        return 0;
    }

    static String str(String s) {
        switch (s) {
            case "Aa": return "first";
            case "BB": return "second";
            case "AaBB": return "third";
            case "": return "empty";
            case "BBAa": return "fourth";
            case "héllo\u4e2d": return "unicode";
            default: return "other";
        }
    }

    static int fall(int i) {
        int r = 0;
        switch (i) {
            case 3: r += 1000;
            case 2: r += 100;
            default: r += 10;
            case 1: r += 1;
                break;
            case 0: r = -5;
        }
        return r;
    }

    static int en(Color c) {
        switch (c) {
            case RED: return 10;
            case BLUE: return 30;
            default: return c.ordinal();
        }
    }

    static int expr(Color c) {
        return switch (c) {
            case RED, GREEN -> 1;
            case BLUE -> {
                int t = c.name().length();
                yield t * 2;
            }
            case BLACK -> throw new IllegalStateException("black");
        };
    }

    static String ch(char c) {
        return switch (c) {
            case 'a', 'e', 'i', 'o', 'u' -> "vowel";
            case '\u4e2d' -> "cjk";
            default -> c < 'z' ? "low" : "high";
        };
    }

    static int boxed(Integer i) {
        switch (i) {
            case 1: return 100;
            case 2: return 200;
            default: return 0;
        }
    }

    public static void main(String[] args) {
        int[] is = {-3, -2, -1, 0, 1, 2, 3, 4, 5, Integer.MAX_VALUE, Integer.MIN_VALUE};
        for (int i : is) System.out.print(table(i));
        System.out.println();
        int[] ls = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1000000, -1, 0, 1, 76, 77, 78, 99999, Integer.MAX_VALUE};
        for (int i : ls) System.out.print(lookup(i));
        System.out.println();
        String[] ss = {"Aa", "BB", "AaBB", "BBAa", "AaAa", "BBBB", "", "x", "héllo\u4e2d"};
        for (String s : ss) System.out.println(str(s));
        for (int i = -1; i < 5; i++) {
            System.out.print(fall(i));
            System.out.print(' ');
        }
        System.out.println();
        for (Color c : Color.values()) System.out.println(en(c));
        for (Color c : Color.values()) {
            try {
                System.out.println(expr(c));
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
        System.out.println(ch('e'));
        System.out.println(ch('b'));
        System.out.println(ch('\u4e2d'));
        System.out.println(ch('~'));
        System.out.println(boxed(2));
        try {
            boxed(null);
        } catch (NullPointerException e) {
            System.out.println("npe boxed");
        }
        try {
            str(null);
        } catch (NullPointerException e) {
            System.out.println("npe string");
        }
        try {
            en(null);
        } catch (NullPointerException e) {
            System.out.println("npe enum");
        }
        int acc = 0;
        for (byte b = -5; b < 5; b++) {
            switch (b) {
                case -5: continue;
                case 4: acc += 1000;
                    break;
                default: acc += b;
            }
        }
        System.out.println(acc);
        System.out.println("done Switches");
    }
}
