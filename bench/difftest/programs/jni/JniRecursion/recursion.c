/* Calls back into Java, which calls here again, with C frames of several sizes. */
#include <jni.h>
#include <string.h>

static jint down(JNIEnv *env, jclass main, jint depth, volatile char *frame, int size) {
    memset((char *) frame, depth, size);
    jmethodID callback = (*env)->GetStaticMethodID(env, main, "callback", "(I)I");
    if (callback == NULL) return -1;
    jint result = (*env)->CallStaticIntMethod(env, main, callback, depth);
    return result + (frame[size - 1] != (char) depth);
}

JNIEXPORT jint JNICALL Java_Main_small(JNIEnv *env, jclass main, jint depth) {
    char frame[16];
    return down(env, main, depth, frame, sizeof frame);
}

JNIEXPORT jint JNICALL Java_Main_large(JNIEnv *env, jclass main, jint depth) {
    char frame[12000];
    return down(env, main, depth, frame, sizeof frame);
}

/* Catches the error in C and calls on. */
JNIEXPORT jint JNICALL Java_Main_catching(JNIEnv *env, jclass main, jint depth) {
    char frame[200];
    jint result = down(env, main, depth, frame, sizeof frame);
    if ((*env)->ExceptionCheck(env)) {
        (*env)->ExceptionClear(env);
        return -1000;
    }
    return result;
}
