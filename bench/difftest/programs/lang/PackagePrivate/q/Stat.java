package q;

public class Stat {
    static class A extends p.A {
        static String hidden() {
            return "q.A.hidden";
        }
    }

    public static String run() {
        return A.hidden() + " " + new A().pub() + " " + new Object() {
            String pkg() {
                return "anon";
            }
        }.pkg();
    }
}
