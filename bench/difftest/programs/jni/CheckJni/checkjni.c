#include <jni.h>

JNIEXPORT jint JNICALL Java_Main_version(JNIEnv *env, jclass cls, jobject object) {
    jobject local = (*env)->NewLocalRef(env, object);
    (*env)->DeleteLocalRef(env, local);
    return (*env)->GetVersion(env);
}

JNIEXPORT void JNICALL Java_Main_callWithPending(JNIEnv *env, jclass cls) {
    jclass exception = (*env)->FindClass(env, "java/lang/RuntimeException");
    (*env)->ThrowNew(env, exception, "pending");
    (*env)->FindClass(env, "java/lang/String");
}
