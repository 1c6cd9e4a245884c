/* Makes and frees JNI references. */
#include <jni.h>

JNIEXPORT void JNICALL Java_Main_localReferences(JNIEnv *env, jclass main, jobject object, jint n) {
    jobject kept[8];
    for (jint i = 0; i < n; i += 8) {
        for (int k = 0; k < 8; k++) kept[k] = (*env)->NewLocalRef(env, object);
        for (int k = 0; k < 8; k++) (*env)->DeleteLocalRef(env, kept[(k * 5) % 8]);
    }
}

JNIEXPORT void JNICALL Java_Main_localFrames(JNIEnv *env, jclass main, jobject object, jint n) {
    for (jint i = 0; i < n; i += 100) {
        if ((*env)->PushLocalFrame(env, 100) != 0) return;
        for (int k = 0; k < 100; k++) (*env)->NewLocalRef(env, object);
        (*env)->PopLocalFrame(env, NULL);
    }
}

JNIEXPORT void JNICALL Java_Main_globalReferences(JNIEnv *env, jclass main, jobject object, jint n) {
    jobject kept[1000];
    for (jint i = 0; i < n; i += 1000) {
        for (int k = 0; k < 1000; k++) kept[k] = (*env)->NewGlobalRef(env, object);
        for (int k = 0; k < 1000; k++) (*env)->DeleteGlobalRef(env, kept[k]);
    }
}

JNIEXPORT void JNICALL Java_Main_weakReferences(JNIEnv *env, jclass main, jobject object, jint n) {
    jweak kept[1000];
    for (jint i = 0; i < n; i += 1000) {
        for (int k = 0; k < 1000; k++) kept[k] = (*env)->NewWeakGlobalRef(env, object);
        for (int k = 0; k < 1000; k++) (*env)->DeleteWeakGlobalRef(env, kept[k]);
    }
}

JNIEXPORT void JNICALL Java_Main_nativeMonitors(JNIEnv *env, jclass main, jobjectArray objects) {
    jsize n = (*env)->GetArrayLength(env, objects);
    for (jsize i = 0; i < n; i++) {
        jobject object = (*env)->GetObjectArrayElement(env, objects, i);
        (*env)->MonitorEnter(env, object);
        (*env)->MonitorExit(env, object);
        (*env)->DeleteLocalRef(env, object);
    }
}
