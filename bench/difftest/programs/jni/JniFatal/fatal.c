#include <jni.h>
#include <sys/resource.h>

JNIEXPORT void JNICALL Java_Main_fatal(JNIEnv *env, jclass c) {
    struct rlimit none = { 0, 0 };
    setrlimit(RLIMIT_CORE, &none);
    (*env)->FatalError(env, "called by the test");
}
