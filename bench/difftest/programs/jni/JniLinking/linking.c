#include <jni.h>
#include <stdio.h>

#define E (*env)

static int loads;

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    void *env = NULL;
    loads++;
    printf("OnLoad: GetEnv %d, reserved %d\n", (*vm)->GetEnv(vm, &env, JNI_VERSION_10), reserved == NULL);
    fflush(stdout);
    jclass main = (*(JNIEnv *) env)->FindClass((JNIEnv *) env, "Main");
    printf("OnLoad: Main found %d\n", main != NULL);
    fflush(stdout);
    return JNI_VERSION_10;
}

JNIEXPORT jint JNICALL Java_Main_onLoadCount(JNIEnv *env, jclass c) { return loads; }
JNIEXPORT jint JNICALL Java_Main_plain(JNIEnv *env, jclass c) { return 1; }
JNIEXPORT jint JNICALL Java_Main_under_1score(JNIEnv *env, jclass c) { return 2; }
JNIEXPORT jint JNICALL Java_Main_gr_000fc_000df(JNIEnv *env, jclass c) { return 3; }
JNIEXPORT jint JNICALL Java_Main_dollar_00024sign(JNIEnv *env, jclass c) { return 4; }
JNIEXPORT jint JNICALL Java_Main_overloaded__I(JNIEnv *env, jclass c, jint i) { return 5; }
JNIEXPORT jint JNICALL Java_Main_overloaded__J(JNIEnv *env, jclass c, jlong j) { return 6; }
JNIEXPORT jint JNICALL Java_Main_overloaded__Ljava_lang_String_2_3_3I(JNIEnv *env, jclass c, jstring s, jobject a) { return 7; }
JNIEXPORT jint JNICALL Java_Main_overloaded__LMain_00024Nested_2(JNIEnv *env, jclass c, jobject n) { return 8; }
JNIEXPORT jint JNICALL Java_Main_00024Nested_inNested(JNIEnv *env, jclass c) { return 9; }
JNIEXPORT jint JNICALL Java_Main_00024Nested_instance(JNIEnv *env, jobject self) { return 10; }
JNIEXPORT jint JNICALL Java_Main_00024Nested_00024Deeper_11_inDeeper(JNIEnv *env, jclass c) { return 11; }

static jboolean holds(JNIEnv *env, jobject o) {
    jclass thread = E->FindClass(env, "java/lang/Thread");
    return E->CallStaticBooleanMethod(env, thread, E->GetStaticMethodID(env, thread, "holdsLock", "(Ljava/lang/Object;)Z"), o);
}

JNIEXPORT jboolean JNICALL Java_Main_locked(JNIEnv *env, jclass c) { return holds(env, c); }
JNIEXPORT jboolean JNICALL Java_Main_lockedInstance(JNIEnv *env, jobject self) { return holds(env, self); }
