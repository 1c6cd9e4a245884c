#include <jni.h>
#include <stdio.h>

#define E (*env)
#define SAY(...) do { printf(__VA_ARGS__); printf("\n"); fflush(stdout); } while (0)

static jobject global;
static jweak weak;

JNIEXPORT void JNICALL Java_Main_kinds(JNIEnv *env, jclass c, jobject o) {
    jobject local = E->NewLocalRef(env, o);
    jobject g = E->NewGlobalRef(env, o);
    jweak w = E->NewWeakGlobalRef(env, o);
    SAY("kinds: null %d, local %d, argument %d, global %d, weak %d", E->GetObjectRefType(env, NULL),
        E->GetObjectRefType(env, local), E->GetObjectRefType(env, o), E->GetObjectRefType(env, g), E->GetObjectRefType(env, w));
    SAY("same: %d %d %d %d", E->IsSameObject(env, local, o), E->IsSameObject(env, g, o), E->IsSameObject(env, w, o),
        E->IsSameObject(env, w, NULL));
    SAY("lengths: %d %d %d", E->GetStringLength(env, local), E->GetStringLength(env, g), E->GetStringLength(env, w));
    jobject from_weak = E->NewLocalRef(env, w), from_global = E->NewLocalRef(env, g), second = E->NewGlobalRef(env, w);
    SAY("new: %d %d %d", E->IsSameObject(env, from_weak, o), E->IsSameObject(env, from_global, o), E->IsSameObject(env, second, o));
    SAY("of null: %d %d %d", E->NewLocalRef(env, NULL) == NULL, E->NewGlobalRef(env, NULL) == NULL, E->NewWeakGlobalRef(env, NULL) == NULL);
    E->DeleteLocalRef(env, local);
    E->DeleteGlobalRef(env, g);
    E->DeleteGlobalRef(env, second);
    E->DeleteWeakGlobalRef(env, w);
    E->DeleteLocalRef(env, NULL);
    E->DeleteGlobalRef(env, NULL);
    E->DeleteWeakGlobalRef(env, NULL);
}

JNIEXPORT jboolean JNICALL Java_Main_same(JNIEnv *env, jclass c, jobject a, jobject b) { return E->IsSameObject(env, a, b); }

JNIEXPORT void JNICALL Java_Main_frames(JNIEnv *env, jclass c, jstring s) {
    SAY("EnsureLocalCapacity %d %d", E->EnsureLocalCapacity(env, 0), E->EnsureLocalCapacity(env, 1000));
    SAY("PushLocalFrame %d", E->PushLocalFrame(env, 16));
    jstring inner = E->NewStringUTF(env, "made in a frame");
    SAY("PushLocalFrame %d", E->PushLocalFrame(env, 4));
    for (int i = 0; i < 50; i++) {
        E->NewStringUTF(env, "more than the frame was promised");
    }
    jobject result = E->PopLocalFrame(env, inner);
    SAY("result %d, inner %d", E->GetStringLength(env, result), E->GetStringLength(env, inner));
    SAY("without result %d", E->PopLocalFrame(env, NULL) == NULL);
    SAY("argument %d", E->GetStringLength(env, s));
}

JNIEXPORT jint JNICALL Java_Main_many(JNIEnv *env, jclass c, jint n) {
    static jobject globals[5000];
    jint sum = 0;
    for (int i = 0; i < n; i++) {
        char text[20];
        sprintf(text, "%d", i);
        jstring s = E->NewStringUTF(env, text);
        globals[i] = E->NewGlobalRef(env, s);
        E->DeleteLocalRef(env, s);
    }
    for (int i = 0; i < n; i += 2) {
        sum += E->GetStringLength(env, globals[i]);
        E->DeleteGlobalRef(env, globals[i]);
    }
    jmethodID gc = E->GetStaticMethodID(env, c, "gc", "(I)Ljava/lang/Object;");
    jstring after = E->CallStaticObjectMethod(env, c, gc, 7);
    sum += 100000 * E->GetStringLength(env, after);
    for (int i = 1; i < n; i += 2) {
        sum += E->GetStringLength(env, globals[i]);
        E->DeleteGlobalRef(env, globals[i]);
    }
    return sum;
}

JNIEXPORT void JNICALL Java_Main_remember(JNIEnv *env, jclass c, jobject o) { global = E->NewGlobalRef(env, o); }
JNIEXPORT jobject JNICALL Java_Main_remembered(JNIEnv *env, jclass c) { return global; }
JNIEXPORT void JNICALL Java_Main_forget(JNIEnv *env, jclass c) { E->DeleteGlobalRef(env, global); }
JNIEXPORT void JNICALL Java_Main_rememberWeakly(JNIEnv *env, jclass c, jobject o) { weak = E->NewWeakGlobalRef(env, o); }
JNIEXPORT jboolean JNICALL Java_Main_weakIsCleared(JNIEnv *env, jclass c) { return E->IsSameObject(env, weak, NULL); }
JNIEXPORT jobject JNICALL Java_Main_weak(JNIEnv *env, jclass c) { return E->NewLocalRef(env, weak); }
JNIEXPORT void JNICALL Java_Main_forgetWeak(JNIEnv *env, jclass c) { E->DeleteWeakGlobalRef(env, weak); }

/* Holds many locals across collections. */
JNIEXPORT jobjectArray JNICALL Java_Main_build(JNIEnv *env, jclass c, jint n) {
    jclass string = E->FindClass(env, "java/lang/String");
    jmethodID gc = E->GetStaticMethodID(env, c, "gc", "(I)Ljava/lang/Object;");
    jobject locals[200];
    for (int i = 0; i < n; i++) {
        char text[20];
        sprintf(text, "<%d>", i * i);
        locals[i] = E->NewStringUTF(env, text);
        if (i % 50 == 0) {
            E->DeleteLocalRef(env, E->CallStaticObjectMethod(env, c, gc, i));
        }
    }
    jobjectArray array = E->NewObjectArray(env, n, string, NULL);
    for (int i = 0; i < n; i++) {
        E->SetObjectArrayElement(env, array, i, locals[n - 1 - i]);
        E->DeleteLocalRef(env, locals[n - 1 - i]);
    }
    return array;
}

JNIEXPORT jobject JNICALL Java_Main_argument(JNIEnv *env, jclass c, jobject o, jboolean delete) {
    jobject copy = E->NewLocalRef(env, o);
    if (delete) {
        E->DeleteLocalRef(env, o);
    }
    return copy;
}
