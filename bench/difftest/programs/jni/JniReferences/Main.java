import java.util.ArrayList;
import java.util.List;

/** Local, global and weak global references, frames of local references, and collections while C holds them. */
public class Main {
    static native void kinds(Object o);

    static native boolean same(Object a, Object b);

    static native void frames(String s);

    static native int many(int n);

    static native void remember(Object o);

    static native Object remembered();

    static native void forget();

    static native void rememberWeakly(Object o);

    static native boolean weakIsCleared();

    static native Object weak();

    static native void forgetWeak();

    static native String[] build(int n);

    static native Object argument(Object o, boolean delete);

    static Object gc(int n) {
        System.gc();
        return "after collection " + n;
    }

    static void churn() {
        List<byte[]> garbage = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            garbage.add(new byte[10_000]);
            if (garbage.size() > 10) {
                garbage.clear();
            }
        }
        System.gc();
    }

    public static void main(String[] args) throws InterruptedException {
        System.loadLibrary("references");
        Object o = new Object();
        kinds("an object");
        System.out.println(same(o, o) + " " + same(o, new Object()) + " " + same(null, null) + " " + same(o, null));
        frames("kept");
        System.out.println(many(5000));

        remember(new int[] {1, 2, 3});
        churn();
        System.out.println(((int[]) remembered())[2]);
        forget();

        Object strong = new StringBuilder("weakly held");
        rememberWeakly(strong);
        churn();
        System.out.println(weakIsCleared() + " " + weak());
        System.out.println(strong);
        strong = null;
        for (int i = 0; i < 100 && !weakIsCleared(); i++) {
            churn();
            Thread.sleep(i);
        }
        System.out.println(weakIsCleared() + " " + weak());
        forgetWeak();

        StringBuilder text = new StringBuilder();
        for (String s : build(200)) {
            text.append(s.length() < 4 ? s : s.substring(1)).append(' ');
        }
        System.out.println(text.toString().hashCode() + " " + text.length());
        System.out.println(argument(o, false) == o);
        System.out.println(argument(o, true) == o);
        System.out.println("done JniReferences");
    }
}
