#include <jni.h>
#include <stdio.h>
#include <stdlib.h>

#define E (*env)
#define SAY(...) do { printf(__VA_ARGS__); printf("\n"); fflush(stdout); } while (0)

JNIEXPORT void JNICALL Java_Main_rethrow(JNIEnv *env, jclass c, jthrowable t) {
    SAY("before %d", E->ExceptionCheck(env));
    SAY("Throw %d", E->Throw(env, t));
    SAY("after %d", E->ExceptionCheck(env));
}

JNIEXPORT void JNICALL Java_Main_throwNew(JNIEnv *env, jclass c, jstring name, jstring message) {
    const char *n = E->GetStringUTFChars(env, name, NULL);
    const char *m = message == NULL ? NULL : E->GetStringUTFChars(env, message, NULL);
    jclass cls = E->FindClass(env, n);
    jint result = E->ThrowNew(env, cls, m);
    SAY("ThrowNew %d", result);
    E->ReleaseStringUTFChars(env, name, n);
    if (m != NULL) {
        E->ReleaseStringUTFChars(env, message, m);
    }
}

JNIEXPORT jstring JNICALL Java_Main_caught(JNIEnv *env, jclass c, jint what) {
    jmethodID m = E->GetStaticMethodID(env, c, "thrower", "(I)V");
    E->CallStaticVoidMethod(env, c, m, what);
    jthrowable thrown = E->ExceptionOccurred(env);
    SAY("check %d, occurred %d, twice the same %d", E->ExceptionCheck(env), thrown != NULL,
        E->IsSameObject(env, thrown, E->ExceptionOccurred(env)));
    E->ExceptionClear(env);
    SAY("cleared %d %d", E->ExceptionCheck(env), E->ExceptionOccurred(env) == NULL);
    if (thrown == NULL) {
        return E->NewStringUTF(env, "nothing");
    }
    jmethodID to_string = E->GetMethodID(env, E->GetObjectClass(env, thrown), "toString", "()Ljava/lang/String;");
    return E->CallObjectMethod(env, thrown, to_string);
}

JNIEXPORT void JNICALL Java_Main_describe(JNIEnv *env, jclass c) {
    jmethodID m = E->GetStaticMethodID(env, c, "thrower", "(I)V");
    E->ExceptionDescribe(env);
    E->CallStaticVoidMethod(env, c, m, 0);
    E->ExceptionDescribe(env);
    SAY("described, pending %d", E->ExceptionCheck(env));
}

/* Functions that are allowed while an exception is pending. */
JNIEXPORT jint JNICALL Java_Main_afterPending(JNIEnv *env, jclass c) {
    jstring s = E->NewStringUTF(env, "made before");
    const char *chars = E->GetStringUTFChars(env, s, NULL);
    jintArray array = E->NewIntArray(env, 4);
    jint *elements = E->GetIntArrayElements(env, array, NULL);
    jobject lock = E->NewGlobalRef(env, s);
    E->MonitorEnter(env, lock);
    E->PushLocalFrame(env, 5);
    E->ThrowNew(env, E->FindClass(env, "java/lang/RuntimeException"), "pending");
    E->PopLocalFrame(env, NULL);
    E->MonitorExit(env, lock);
    E->DeleteGlobalRef(env, lock);
    E->ReleaseIntArrayElements(env, array, elements, 0);
    E->ReleaseStringUTFChars(env, s, chars);
    E->DeleteLocalRef(env, s);
    SAY("still pending %d", E->ExceptionCheck(env));
    return 5;
}

JNIEXPORT jint JNICALL Java_Main_crossing(JNIEnv *env, jclass c, jint depth) {
    jmethodID m = E->GetStaticMethodID(env, c, "cross", "(I)I");
    jint result = E->CallStaticIntMethod(env, c, m, depth - 1);
    SAY("in C at %d: pending %d", depth, E->ExceptionCheck(env));
    return result;
}

JNIEXPORT jint JNICALL Java_Main_monitor(JNIEnv *env, jclass c, jobject o, jint action) {
    return action == 0 ? E->MonitorEnter(env, o) : E->MonitorExit(env, o);
}

JNIEXPORT jint JNICALL Java_Main_enterTwice(JNIEnv *env, jclass c, jobject o) {
    jint a = E->MonitorEnter(env, o), b = E->MonitorEnter(env, o), d = E->MonitorExit(env, o), e = E->MonitorExit(env, o);
    return a + b + d + e;
}

JNIEXPORT jobject JNICALL Java_Main_buffer(JNIEnv *env, jclass c, jint capacity) {
    return E->NewDirectByteBuffer(env, calloc(1, capacity), capacity);
}

JNIEXPORT void JNICALL Java_Main_freeBuffer(JNIEnv *env, jclass c, jobject b) { free(E->GetDirectBufferAddress(env, b)); }
JNIEXPORT jlong JNICALL Java_Main_capacity(JNIEnv *env, jclass c, jobject b) { return E->GetDirectBufferCapacity(env, b); }
JNIEXPORT jboolean JNICALL Java_Main_hasAddress(JNIEnv *env, jclass c, jobject b) { return E->GetDirectBufferAddress(env, b) != NULL; }

JNIEXPORT jint JNICALL Java_Main_sumBuffer(JNIEnv *env, jclass c, jobject b) {
    unsigned char *p = E->GetDirectBufferAddress(env, b);
    jint sum = 0;
    for (jlong i = 0, n = E->GetDirectBufferCapacity(env, b); i < n; i++) {
        sum += p[i];
    }
    return sum;
}

JNIEXPORT jboolean JNICALL Java_Main_virtualMachine(JNIEnv *env, jclass c) {
    JavaVM *vm = NULL;
    void *again = NULL;
    return E->GetJavaVM(env, &vm) == JNI_OK && (*vm)->GetEnv(vm, &again, JNI_VERSION_10) == JNI_OK && again == env;
}
