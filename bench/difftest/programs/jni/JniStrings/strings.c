#include <jni.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define E (*env)
#define SAY(...) do { printf(__VA_ARGS__); printf("\n"); fflush(stdout); } while (0)

JNIEXPORT jstring JNICALL Java_Main_fromUtf16(JNIEnv *env, jclass c, jcharArray array, jint length) {
    jchar *chars = E->GetCharArrayElements(env, array, NULL);
    jstring s = E->NewString(env, chars, length);
    E->ReleaseCharArrayElements(env, array, chars, JNI_ABORT);
    return s;
}

JNIEXPORT jstring JNICALL Java_Main_fromUtf(JNIEnv *env, jclass c, jbyteArray array) {
    char buffer[100] = { 0 };
    E->GetByteArrayRegion(env, array, 0, E->GetArrayLength(env, array), (jbyte *) buffer);
    return E->NewStringUTF(env, buffer);
}

JNIEXPORT jint JNICALL Java_Main_length(JNIEnv *env, jclass c, jstring s) { return E->GetStringLength(env, s); }
JNIEXPORT jint JNICALL Java_Main_utfLength(JNIEnv *env, jclass c, jstring s) { return E->GetStringUTFLength(env, s); }

JNIEXPORT jstring JNICALL Java_Main_chars(JNIEnv *env, jclass c, jstring s) {
    jboolean copy = 99;
    const jchar *chars = E->GetStringChars(env, s, &copy);
    if (copy > 1) SAY("isCopy not set");
    jstring r = E->NewString(env, chars, E->GetStringLength(env, s));
    E->ReleaseStringChars(env, s, chars);
    return r;
}

JNIEXPORT jstring JNICALL Java_Main_critical(JNIEnv *env, jclass c, jstring s) {
    jboolean copy = 99;
    jsize n = E->GetStringLength(env, s);
    jchar *buffer = malloc(2 * n + 2);
    const jchar *chars = E->GetStringCritical(env, s, &copy);
    memcpy(buffer, chars, 2 * n);
    E->ReleaseStringCritical(env, s, chars);
    if (copy > 1) SAY("isCopy not set");
    jstring r = E->NewString(env, buffer, n);
    free(buffer);
    return r;
}

/* A digest in hexadecimal, since the bytes are no text that Java could print. */
static jstring bytes(JNIEnv *env, const char *p, size_t n) {
    char text[400];
    size_t at = 0;
    unsigned hash = 0;
    for (size_t i = 0; i < n; i++) {
        if (i < 40) at += sprintf(text + at, "%02x", (unsigned char) p[i]);
        hash = hash * 31 + (unsigned char) p[i];
    }
    sprintf(text + at, " %zu bytes, hash %u", n, hash);
    return E->NewStringUTF(env, text);
}

JNIEXPORT jstring JNICALL Java_Main_utfChars(JNIEnv *env, jclass c, jstring s) {
    jboolean copy = 99;
    const char *chars = E->GetStringUTFChars(env, s, &copy);
    if (copy != JNI_TRUE) SAY("UTF is always a copy");
    if (strlen(chars) != (size_t) E->GetStringUTFLength(env, s)) SAY("length differs");
    jstring r = bytes(env, chars, strlen(chars));
    jstring back = E->NewStringUTF(env, chars);
    SAY("  back: %d chars", E->GetStringLength(env, back));
    E->ReleaseStringUTFChars(env, s, chars);
    return r;
}

JNIEXPORT jstring JNICALL Java_Main_region(JNIEnv *env, jclass c, jstring s, jint start, jint length) {
    jchar buffer[100];
    E->GetStringRegion(env, s, start, length, buffer);
    return E->ExceptionCheck(env) ? NULL : E->NewString(env, buffer, length);
}

JNIEXPORT jstring JNICALL Java_Main_utfRegion(JNIEnv *env, jclass c, jstring s, jint start, jint length) {
    char buffer[300];
    memset(buffer, '#', sizeof buffer);
    E->GetStringUTFRegion(env, s, start, length, buffer);
    if (E->ExceptionCheck(env)) {
        return NULL;
    }
    size_t end = strcspn(buffer, "#");
    return bytes(env, buffer, end > 0 && buffer[end - 1] == 0 ? end - 1 : end);
}

JNIEXPORT jstring JNICALL Java_Main_nothing(JNIEnv *env, jclass c) { return E->NewStringUTF(env, NULL); }
