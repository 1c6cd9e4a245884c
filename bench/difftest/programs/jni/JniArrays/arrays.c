#include <jni.h>
#include <stdio.h>
#include <string.h>

#define E (*env)
#define SAY(...) do { printf(__VA_ARGS__); printf("\n"); fflush(stdout); } while (0)

#define TYPES(X) X('Z', Boolean, jboolean, "%d", int) X('B', Byte, jbyte, "%d", int) X('C', Char, jchar, "%d", int) \
    X('S', Short, jshort, "%d", int) X('I', Int, jint, "%d", int) X('J', Long, jlong, "%lld", long long) \
    X('F', Float, jfloat, "%g", double) X('D', Double, jdouble, "%g", double)

/* A value of each type that differs by index; boolean stays 0 or 1. */
static int value(char type, int i) { return type == 'Z' ? i % 2 : type == 'C' ? 65000 + i : -50 * i + 7; }

JNIEXPORT jobject JNICALL Java_Main_make(JNIEnv *env, jclass c, jchar type, jint length) {
    switch (type) {
#define MAKE(code, T, type, format, wide) case code: { \
        type##Array array = E->New##T##Array(env, length); \
        if (array == NULL) return NULL; \
        type *p = E->Get##T##ArrayElements(env, array, NULL); \
        int zero = 1; \
        for (int i = 0; i < length; i++) { zero &= p[i] == 0; p[i] = (type) value(code, i); } \
        if (!zero) SAY("not zero"); \
        E->Release##T##ArrayElements(env, array, p, 0); \
        return array; }
    TYPES(MAKE)
    }
    return NULL;
}

JNIEXPORT jint JNICALL Java_Main_length(JNIEnv *env, jclass c, jobject array) { return E->GetArrayLength(env, array); }

JNIEXPORT void JNICALL Java_Main_elements(JNIEnv *env, jclass c, jobject array, jchar type, jint mode) {
    jsize n = E->GetArrayLength(env, array);
    switch (type) {
#define ELEMENTS(code, T, type, format, wide) case code: { \
        jboolean copy = 99; \
        type *p = E->Get##T##ArrayElements(env, array, &copy); \
        if (copy > 1) SAY("isCopy not set"); \
        SAY("  first " format ", last " format, (wide) p[0], (wide) p[n - 1]); \
        type old = p[0]; \
        p[0] = (type) value(code, 101); \
        if (mode == 0) E->Release##T##ArrayElements(env, array, p, 0); \
        else if (mode == 1) { \
            E->Release##T##ArrayElements(env, array, p, JNI_COMMIT); \
            p[0] = (type) value(code, 102); \
            E->Release##T##ArrayElements(env, array, p, 0); \
        } else { \
            p[0] = old; /* so that it does not matter whether this is a copy */ \
            E->Release##T##ArrayElements(env, array, p, JNI_ABORT); \
        } \
        break; }
    TYPES(ELEMENTS)
    }
}

JNIEXPORT void JNICALL Java_Main_region(JNIEnv *env, jclass c, jobject array, jchar type, jint start, jint length) {
    switch (type) {
#define REGION(code, T, type, format, wide) case code: { \
        type buffer[8] = { 0 }; \
        E->Get##T##ArrayRegion(env, array, start, length, buffer); \
        if (E->ExceptionCheck(env)) { \
            jthrowable thrown = E->ExceptionOccurred(env); \
            E->ExceptionClear(env); \
            E->Set##T##ArrayRegion(env, array, start, length, buffer); \
            SAY("  both refuse: %d, buffer " format, E->ExceptionCheck(env), (wide) buffer[0]); \
            E->ExceptionClear(env); \
            E->Throw(env, thrown); \
            return; \
        } \
        SAY("  got " format " " format " " format, (wide) buffer[0], (wide) buffer[1], (wide) buffer[2]); \
        for (int i = 0; i < length; i++) buffer[i] = (type) value(code, 201 + i); \
        E->Set##T##ArrayRegion(env, array, start, length, buffer); \
        break; }
    TYPES(REGION)
    }
}

JNIEXPORT void JNICALL Java_Main_critical(JNIEnv *env, jclass c, jobject array, jint mode, jint bytes) {
    jboolean copy = 99;
    unsigned char *p = E->GetPrimitiveArrayCritical(env, array, &copy);
    if (p == NULL || copy > 1) {
        return;
    }
    for (int i = 0; i < bytes; i++) {
        p[i] += (unsigned char) (i % 3);
    }
    /* Nested: allowed, and both see the same array. */
    unsigned char *q = E->GetPrimitiveArrayCritical(env, array, NULL);
    E->ReleasePrimitiveArrayCritical(env, array, q, JNI_ABORT);
    E->ReleasePrimitiveArrayCritical(env, array, p, mode);
}

JNIEXPORT jobjectArray JNICALL Java_Main_objects(JNIEnv *env, jclass c, jint length, jclass cls, jobject initial) {
    return E->NewObjectArray(env, length, cls, initial);
}

JNIEXPORT jobject JNICALL Java_Main_get(JNIEnv *env, jclass c, jobjectArray array, jint i) {
    return E->GetObjectArrayElement(env, array, i);
}

JNIEXPORT void JNICALL Java_Main_set(JNIEnv *env, jclass c, jobjectArray array, jint i, jobject value) {
    E->SetObjectArrayElement(env, array, i, value);
}

JNIEXPORT jlong JNICALL Java_Main_sum(JNIEnv *env, jclass c, jintArray array) {
    jint *p = E->GetIntArrayElements(env, array, NULL);
    jlong sum = 0;
    for (jsize i = 0, n = E->GetArrayLength(env, array); i < n; i++) {
        sum += p[i];
    }
    E->ReleaseIntArrayElements(env, array, p, JNI_ABORT);
    return sum;
}
