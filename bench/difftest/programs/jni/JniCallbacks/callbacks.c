#include <jni.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define E (*env)

static JNIEnv *sort_env;
static jobject sort_comparator;
static jmethodID compare;

static int by_java(const void *a, const void *b) {
    if ((*sort_env)->ExceptionCheck(sort_env)) return 0;
    return (*sort_env)->CallIntMethod(sort_env, sort_comparator, compare, *(jint *) a, *(jint *) b);
}

/* Sorts with the C library's qsort, asking Java for every comparison. */
JNIEXPORT void JNICALL Java_Main_sort(JNIEnv *env, jclass c, jintArray array, jobject comparator) {
    jsize n = E->GetArrayLength(env, array);
    jint *items = malloc(n * sizeof(jint));
    E->GetIntArrayRegion(env, array, 0, n, items);
    sort_env = env;
    sort_comparator = comparator;
    compare = E->GetMethodID(env, E->GetObjectClass(env, comparator), "applyAsInt", "(II)I");
    qsort(items, n, sizeof(jint), by_java);
    if (!E->ExceptionCheck(env)) E->SetIntArrayRegion(env, array, 0, n, items);
    free(items);
}

/* Java, C, Java, C ... down to zero; every C frame keeps references over the calls. */
JNIEXPORT jstring JNICALL Java_Main_pingC(JNIEnv *env, jobject self, jint n, jobject list) {
    jclass c = E->GetObjectClass(env, self);
    jclass lc = E->GetObjectClass(env, list);
    char text[40];
    sprintf(text, "c%d", n);
    jstring s = E->NewStringUTF(env, text);
    E->CallBooleanMethod(env, list, E->GetMethodID(env, lc, "add", "(Ljava/lang/Object;)Z"), s);
    if (n == 0) return s;
    jmethodID m = E->GetMethodID(env, c, "pingJava", "(ILjava/util/List;)Ljava/lang/String;");
    jstring r = E->CallObjectMethod(env, self, m, n - 1, list);
    if (E->ExceptionCheck(env)) {
        jthrowable t = E->ExceptionOccurred(env);
        E->ExceptionClear(env);
        jclass rt = E->FindClass(env, "java/lang/RuntimeException");
        jmethodID k = E->GetMethodID(env, rt, "<init>", "(Ljava/lang/String;Ljava/lang/Throwable;)V");
        E->Throw(env, E->NewObject(env, rt, k, s, t));
        return NULL;
    }
    const char *mine = E->GetStringUTFChars(env, s, NULL);
    int same = strcmp(mine, text) == 0;
    E->ReleaseStringUTFChars(env, s, mine);
    return same ? r : NULL;
}

/* Builds a map of lists by calls alone. */
JNIEXPORT jobject JNICALL Java_Main_index(JNIEnv *env, jclass c, jobjectArray words) {
    jclass map_class = E->FindClass(env, "java/util/TreeMap"), list_class = E->FindClass(env, "java/util/ArrayList");
    jobject map = E->NewObject(env, map_class, E->GetMethodID(env, map_class, "<init>", "()V"));
    jmethodID get = E->GetMethodID(env, map_class, "get", "(Ljava/lang/Object;)Ljava/lang/Object;");
    jmethodID put = E->GetMethodID(env, map_class, "put", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
    jmethodID make = E->GetMethodID(env, list_class, "<init>", "()V"), add = E->GetMethodID(env, list_class, "add", "(Ljava/lang/Object;)Z");
    jsize n = E->GetArrayLength(env, words);
    for (jsize i = 0; i < n; i++) {
        E->PushLocalFrame(env, 8);
        jstring w = E->GetObjectArrayElement(env, words, i);
        jchar first;
        E->GetStringRegion(env, w, 0, 1, &first);
        jstring key = E->NewString(env, &first, 1);
        jobject list = E->CallObjectMethod(env, map, get, key);
        if (list == NULL) {
            list = E->NewObject(env, list_class, make);
            E->CallObjectMethod(env, map, put, key, list);
        }
        E->CallBooleanMethod(env, list, add, w);
        E->PopLocalFrame(env, NULL);
    }
    return map;
}

/* Sums an array of every access kind while Java code runs in between. */
JNIEXPORT jlong JNICALL Java_Main_mixed(JNIEnv *env, jclass c, jlongArray a, jobject task) {
    jmethodID run = E->GetMethodID(env, E->FindClass(env, "java/lang/Runnable"), "run", "()V");
    jlong sum = 0, one;
    jsize n = E->GetArrayLength(env, a);
    jlong *all = E->GetLongArrayElements(env, a, NULL);
    E->CallVoidMethod(env, task, run);
    for (jsize i = 0; i < n; i++) sum += all[i];
    for (jsize i = 0; i < n; i++) all[i] = -all[i];
    E->ReleaseLongArrayElements(env, a, all, JNI_COMMIT);
    E->CallVoidMethod(env, task, run);
    E->ReleaseLongArrayElements(env, a, all, JNI_ABORT);
    E->GetLongArrayRegion(env, a, 0, 1, &one);
    jlong *critical = E->GetPrimitiveArrayCritical(env, a, NULL);
    critical[n - 1] = 99;
    E->ReleasePrimitiveArrayCritical(env, a, critical, 0);
    return sum * 1000 + one;
}
