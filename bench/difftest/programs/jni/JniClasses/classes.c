#include <jni.h>
#include <stdio.h>

#define E (*env)

static jint JNICALL plus(JNIEnv *env, jclass c, jint a, jint b) { return a + b; }
static jint JNICALL times(JNIEnv *env, jclass c, jint a, jint b) { return 100 * (a + b); }

static jstring JNICALL describe(JNIEnv *env, jobject self, jobjectArray array) {
    char text[50];
    sprintf(text, "%d elements", E->GetArrayLength(env, array));
    return E->NewStringUTF(env, text);
}

JNIEXPORT jint JNICALL Java_Main_version(JNIEnv *env, jclass c) { return E->GetVersion(env); }

JNIEXPORT jclass JNICALL Java_Main_find(JNIEnv *env, jclass c, jstring name) {
    const char *chars = E->GetStringUTFChars(env, name, NULL);
    jclass found = E->FindClass(env, chars);
    E->ReleaseStringUTFChars(env, name, chars);
    return found;
}

JNIEXPORT jclass JNICALL Java_Main_define(JNIEnv *env, jclass c, jstring name, jobject loader, jbyteArray bytes) {
    const char *chars = name == NULL ? NULL : E->GetStringUTFChars(env, name, NULL);
    jbyte *p = E->GetByteArrayElements(env, bytes, NULL);
    jclass defined = E->DefineClass(env, chars, loader, p, E->GetArrayLength(env, bytes));
    E->ReleaseByteArrayElements(env, bytes, p, JNI_ABORT);
    if (name != NULL) {
        E->ReleaseStringUTFChars(env, name, chars);
    }
    return defined;
}

JNIEXPORT jclass JNICALL Java_Main_superclass(JNIEnv *env, jclass c, jclass cls) { return E->GetSuperclass(env, cls); }

JNIEXPORT jboolean JNICALL Java_Main_assignable(JNIEnv *env, jclass c, jclass from, jclass to) {
    return E->IsAssignableFrom(env, from, to);
}

JNIEXPORT jboolean JNICALL Java_Main_instance(JNIEnv *env, jclass c, jobject o, jclass cls) {
    return E->IsInstanceOf(env, o, cls);
}

JNIEXPORT jclass JNICALL Java_Main_classOf(JNIEnv *env, jclass c, jobject o) { return E->GetObjectClass(env, o); }
JNIEXPORT jobject JNICALL Java_Main_allocate(JNIEnv *env, jclass c, jclass cls) { return E->AllocObject(env, cls); }
JNIEXPORT jobject JNICALL Java_Main_module(JNIEnv *env, jclass c, jclass cls) { return E->GetModule(env, cls); }

JNIEXPORT jint JNICALL Java_Main_register(JNIEnv *env, jclass c, jclass cls, jint which) {
    static JNINativeMethod first[] = {
        { "plus", "(II)I", (void *) plus }, { "describe", "([Ljava/lang/Object;)Ljava/lang/String;", (void *) describe } };
    static JNINativeMethod second[] = { { "plus", "(II)I", (void *) times } };
    static JNINativeMethod missing[] = { { "plus", "(II)J", (void *) plus } };
    static JNINativeMethod not_native[] = { { "notNative", "()I", (void *) plus } };
    switch (which) {
    case 0: return E->RegisterNatives(env, cls, first, 2);
    case 1: return E->RegisterNatives(env, cls, second, 1);
    case 2: return E->RegisterNatives(env, cls, missing, 1);
    default: return E->RegisterNatives(env, cls, not_native, 1);
    }
}

JNIEXPORT jint JNICALL Java_Main_unregister(JNIEnv *env, jclass c, jclass cls) { return E->UnregisterNatives(env, cls); }
