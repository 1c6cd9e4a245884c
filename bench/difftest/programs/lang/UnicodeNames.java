/** Names outside ASCII for classes, methods, fields and locals; dollar signs; long names and constants; escapes in source. */
public class UnicodeNames {
    static class Größe {
        int länge = 5;

        int berechne() {
            return länge * 2;
        }
    }

    static class 类 {
        static final String 常量 = "中文值";

        static String 方法(int 参数) {
            return 常量 + 参数;
        }
    }

    static class $Dollar$ {
        int $ = 1, _x = 2, $$ = 3;
    }

    enum Ελληνικά { ΑΛΦΑ, ΒΗΤΑ }

    interface Ünterface {
        default String été() {
            return "été";
        }
    }

    static int aVeryLongMethodNameThatGoesOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOn() {
        return 1;
    }

    static String esc(String s) {
        StringBuilder sb = new StringBuilder();
        for (char c : s.toCharArray()) sb.append(c > 31 && c < 127 ? "" + c : String.format("\\u%04x", (int) c));
        return sb.toString();
    }

    public static void main(String[] args) throws Exception {
        Größe größe = new Größe();
        System.out.println(größe.berechne() + " " + esc(größe.getClass().getName()) + " " + esc(Größe.class.getDeclaredField("länge").getName()) + " " + Größe.class.getDeclaredMethod("berechne").invoke(größe));
        System.out.println(esc(类.方法(7)) + " " + esc(类.class.getSimpleName()) + " " + esc(类.class.getDeclaredMethod("方法", int.class).toString()));
        System.out.println(new $Dollar$().$ + new $Dollar$()._x + new $Dollar$().$$ + " " + $Dollar$.class.getSimpleName() + " " + $Dollar$.class.getName());
        System.out.println(esc(Ελληνικά.valueOf("ΒΗΤΑ").name()) + " " + Ελληνικά.ΑΛΦΑ.ordinal());
        System.out.println(esc(new Ünterface() {}.été()));
        System.out.println(aVeryLongMethodNameThatGoesOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOn());
        char \u0061bc = '\u0041';
        System.out.println(abc + "\u0022.length());//");
        System.out.println(esc("\0\7\77\377\t\b\f\r\n\"\'\\\s|") + " " + "\ud83d\ude00".length() + " " + '\'' + '"');
        int 數 = 3, ñ = 4, ſ = 5;
        System.out.println(數 * ñ + ſ);
        System.out.println(esc(Class.forName("UnicodeNames$Größe").getSimpleName()));
        try {
            Class.forName("UnicodeNames$Große");
        } catch (ClassNotFoundException e) {
            System.out.println(esc(e.getMessage()));
        }
        try {
            Größe.class.getMethod("häßlich");
        } catch (NoSuchMethodException e) {
            System.out.println(esc(e.getMessage()));
        }
        try {
            Object o = größe;
            类 c = (类) o;
        } catch (ClassCastException e) {
            System.out.println(esc(e.getMessage()));
        }
        try {
            größe = null;
            größe.berechne();
        } catch (NullPointerException e) {
            System.out.println(esc(e.getMessage()));
        }
        StackTraceElement st = new Größe() {
            StackTraceElement où() {
                return new Throwable().getStackTrace()[0];
            }
        }.où();
        System.out.println(esc(st.toString()));
        System.out.println("done UnicodeNames");
    }
}
