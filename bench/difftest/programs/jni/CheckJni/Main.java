// difftest: flags=-Xcheck:jni

/** What -Xcheck:jni reports: a JNI call made while an exception is pending. */
public class Main {
    static native int version(Object object);

    static native void callWithPending();

    public static void main(String[] args) {
        System.loadLibrary("checkjni");
        System.out.println(Integer.toHexString(version(new Object())));
        try {
            callWithPending();
        } catch (RuntimeException e) {
            System.out.println("caught " + e.getMessage());
        }
        System.out.println("done CheckJni");
    }
}
