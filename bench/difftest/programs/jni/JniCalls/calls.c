#include <jni.h>
#include <stdarg.h>
#include <stdio.h>

#define E (*env)
#define SAY(...) do { printf(__VA_ARGS__); printf("\n"); fflush(stdout); } while (0)

#define SIG "(ZBCSIJFDLjava/lang/String;JIDDDDDDDDFBLjava/lang/Object;)"
#define ARGS JNI_TRUE, (jbyte) -2, (jchar) 0x4e2d, (jshort) -300, (jint) 70000, (jlong) 0x123456789abcLL, (jfloat) 1.5f, \
    (jdouble) -2.25, text, (jlong) -1, (jint) -7, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, (jfloat) 9.5f, (jbyte) 7, array

static void fill(jvalue *a, jobject text, jobject array) {
    a[0].z = JNI_TRUE; a[1].b = -2; a[2].c = 0x4e2d; a[3].s = -300; a[4].i = 70000; a[5].j = 0x123456789abcLL;
    a[6].f = 1.5f; a[7].d = -2.25; a[8].l = text; a[9].j = -1; a[10].i = -7;
    for (int i = 0; i < 8; i++) a[11 + i].d = i + 1;
    a[19].f = 9.5f; a[20].b = 7; a[21].l = array;
}

static void say_object(JNIEnv *env, const char *what, jobject o) {
    const char *chars = E->GetStringUTFChars(env, (jstring) o, NULL);
    SAY("%s: %s", what, chars);
    E->ReleaseStringUTFChars(env, (jstring) o, chars);
}

/* The types that are not Object or void: name, C type, signature, printf format, promoted type. */
#define SCALARS(X) \
    X(Boolean, jboolean, "Z", "%d", int) X(Byte, jbyte, "B", "%d", int) X(Char, jchar, "C", "%d", int) \
    X(Short, jshort, "S", "%d", int) X(Int, jint, "I", "%d", int) X(Long, jlong, "J", "%lld", long long) \
    X(Float, jfloat, "F", "%g", double) X(Double, jdouble, "D", "%g", double)

/* The V forms need a variadic function of ours to make a va_list. */
#define V_FORMS(T, type, ...) \
    static type virtual##T(JNIEnv *env, jobject o, jmethodID m, ...) { \
        va_list list; va_start(list, m); type r = E->Call##T##MethodV(env, o, m, list); va_end(list); return r; } \
    static type nonvirtual##T(JNIEnv *env, jobject o, jclass c, jmethodID m, ...) { \
        va_list list; va_start(list, m); type r = E->CallNonvirtual##T##MethodV(env, o, c, m, list); va_end(list); return r; } \
    static type static##T(JNIEnv *env, jclass c, jmethodID m, ...) { \
        va_list list; va_start(list, m); type r = E->CallStatic##T##MethodV(env, c, m, list); va_end(list); return r; }
SCALARS(V_FORMS)
V_FORMS(Object, jobject)

static void virtualVoid(JNIEnv *env, jobject o, jmethodID m, ...) {
    va_list list; va_start(list, m); E->CallVoidMethodV(env, o, m, list); va_end(list);
}
static void nonvirtualVoid(JNIEnv *env, jobject o, jclass c, jmethodID m, ...) {
    va_list list; va_start(list, m); E->CallNonvirtualVoidMethodV(env, o, c, m, list); va_end(list);
}
static void staticVoid(JNIEnv *env, jclass c, jmethodID m, ...) {
    va_list list; va_start(list, m); E->CallStaticVoidMethodV(env, c, m, list); va_end(list);
}
static jobject newV(JNIEnv *env, jclass c, jmethodID m, ...) {
    va_list list; va_start(list, m); jobject r = E->NewObjectV(env, c, m, list); va_end(list); return r;
}

JNIEXPORT void JNICALL Java_Main_virtualCalls(JNIEnv *env, jclass c, jobject o, jstring text, jintArray array) {
    jclass base = E->FindClass(env, "Main$Base");
    jvalue a[22];
    fill(a, text, array);
    jmethodID m;
#define CALL(T, type, sig, format, wide) \
    m = E->GetMethodID(env, base, "m" #T, SIG sig); \
    SAY("Call" #T "Method " format, (wide) E->Call##T##Method(env, o, m, ARGS)); \
    SAY("Call" #T "MethodV " format, (wide) virtual##T(env, o, m, ARGS)); \
    SAY("Call" #T "MethodA " format, (wide) E->Call##T##MethodA(env, o, m, a));
    SCALARS(CALL)
    m = E->GetMethodID(env, base, "mObject", SIG "Ljava/lang/Object;");
    say_object(env, "CallObjectMethod", E->CallObjectMethod(env, o, m, ARGS));
    say_object(env, "CallObjectMethodV", virtualObject(env, o, m, ARGS));
    say_object(env, "CallObjectMethodA", E->CallObjectMethodA(env, o, m, a));
    m = E->GetMethodID(env, base, "mVoid", SIG "V");
    E->CallVoidMethod(env, o, m, ARGS);
    virtualVoid(env, o, m, ARGS);
    E->CallVoidMethodA(env, o, m, a);
#undef CALL
}

JNIEXPORT void JNICALL Java_Main_nonvirtualCalls(JNIEnv *env, jclass c, jobject o, jstring text, jintArray array) {
    jclass base = E->FindClass(env, "Main$Base");
    jvalue a[22];
    fill(a, text, array);
    jmethodID m;
#define CALL(T, type, sig, format, wide) \
    m = E->GetMethodID(env, base, "m" #T, SIG sig); \
    SAY("CallNonvirtual" #T "Method " format, (wide) E->CallNonvirtual##T##Method(env, o, base, m, ARGS)); \
    SAY("CallNonvirtual" #T "MethodV " format, (wide) nonvirtual##T(env, o, base, m, ARGS)); \
    SAY("CallNonvirtual" #T "MethodA " format, (wide) E->CallNonvirtual##T##MethodA(env, o, base, m, a));
    SCALARS(CALL)
    m = E->GetMethodID(env, base, "mObject", SIG "Ljava/lang/Object;");
    say_object(env, "CallNonvirtualObjectMethod", E->CallNonvirtualObjectMethod(env, o, base, m, ARGS));
    say_object(env, "CallNonvirtualObjectMethodV", nonvirtualObject(env, o, base, m, ARGS));
    say_object(env, "CallNonvirtualObjectMethodA", E->CallNonvirtualObjectMethodA(env, o, base, m, a));
    m = E->GetMethodID(env, base, "mVoid", SIG "V");
    E->CallNonvirtualVoidMethod(env, o, base, m, ARGS);
    nonvirtualVoid(env, o, base, m, ARGS);
    E->CallNonvirtualVoidMethodA(env, o, base, m, a);
#undef CALL
}

JNIEXPORT void JNICALL Java_Main_staticCalls(JNIEnv *env, jclass c, jstring text, jintArray array) {
    jclass base = E->FindClass(env, "Main$Base");
    jvalue a[22];
    fill(a, text, array);
    jmethodID m;
#define CALL(T, type, sig, format, wide) \
    m = E->GetStaticMethodID(env, base, "s" #T, SIG sig); \
    SAY("CallStatic" #T "Method " format, (wide) E->CallStatic##T##Method(env, base, m, ARGS)); \
    SAY("CallStatic" #T "MethodV " format, (wide) static##T(env, base, m, ARGS)); \
    SAY("CallStatic" #T "MethodA " format, (wide) E->CallStatic##T##MethodA(env, base, m, a));
    SCALARS(CALL)
    m = E->GetStaticMethodID(env, base, "sObject", SIG "Ljava/lang/Object;");
    say_object(env, "CallStaticObjectMethod", E->CallStaticObjectMethod(env, base, m, ARGS));
    say_object(env, "CallStaticObjectMethodV", staticObject(env, base, m, ARGS));
    say_object(env, "CallStaticObjectMethodA", E->CallStaticObjectMethodA(env, base, m, a));
    m = E->GetStaticMethodID(env, base, "sVoid", SIG "V");
    E->CallStaticVoidMethod(env, base, m, ARGS);
    staticVoid(env, base, m, ARGS);
    E->CallStaticVoidMethodA(env, base, m, a);
#undef CALL
}

JNIEXPORT jobject JNICALL Java_Main_construct(JNIEnv *env, jclass c, jint form, jstring text, jintArray array) {
    jclass cls = E->FindClass(env, "Main$Derived");
    jmethodID init = E->GetMethodID(env, cls, "<init>", SIG "V");
    jvalue a[22];
    fill(a, text, array);
    switch (form) {
    case 0: return E->NewObject(env, cls, init, ARGS);
    case 1: return newV(env, cls, init, ARGS);
    default: return E->NewObjectA(env, cls, init, a);
    }
}

JNIEXPORT jint JNICALL Java_Main_interfaceCalls(JNIEnv *env, jclass c, jobject shape, jint scale) {
    jclass cls = E->FindClass(env, "Main$Shape");
    jmethodID area = E->GetMethodID(env, cls, "area", "(I)I");
    jmethodID twice = E->GetMethodID(env, cls, "twice", "(I)I");
    jint a = E->CallIntMethod(env, shape, area, scale);
    jint t = E->CallIntMethod(env, shape, twice, scale);
    jint n = E->CallNonvirtualIntMethod(env, shape, cls, twice, scale);
    return a + 1000 * t + 1000000 * n;
}

static jstring mixed(JNIEnv *env, jboolean z, jbyte b, jchar ch, jshort s, jint i, jlong j, jfloat f, jdouble d, jstring t,
        jlong j2, jint i2, jdouble d1, jdouble d2, jdouble d3, jdouble d4, jdouble d5, jdouble d6, jdouble d7, jdouble d8,
        jfloat f2, jbyte b2, jobject o) {
    char buffer[500];
    const char *chars = E->GetStringUTFChars(env, t, NULL);
    snprintf(buffer, sizeof buffer, "%d %d %d %d %d %lld %g %g %s %lld %d %g %g %g %g %g %g %g %g %g %d %d", z, b, ch, s, i,
        (long long) j, f, d, chars, (long long) j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2,
        E->GetArrayLength(env, (jarray) o));
    E->ReleaseStringUTFChars(env, t, chars);
    return E->NewStringUTF(env, buffer);
}

#define PARAMETERS jboolean z, jbyte b, jchar ch, jshort s, jint i, jlong j, jfloat f, jdouble d, jstring t, jlong j2, \
    jint i2, jdouble d1, jdouble d2, jdouble d3, jdouble d4, jdouble d5, jdouble d6, jdouble d7, jdouble d8, jfloat f2, \
    jbyte b2, jobject o

JNIEXPORT jstring JNICALL Java_Main_mix(JNIEnv *env, jclass c, PARAMETERS) {
    return mixed(env, z, b, ch, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
}

JNIEXPORT jstring JNICALL Java_Main_mixInstance(JNIEnv *env, jobject self, PARAMETERS) {
    jclass cls = E->FindClass(env, "Main");
    SAY("on an instance: %d", E->IsInstanceOf(env, self, cls));
    return mixed(env, z, b, ch, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
}

/* Results narrower than a register: the VM must look at no more bits than the type has. */
JNIEXPORT jint JNICALL Java_Main_wideBoolean(JNIEnv *env, jclass c, jint bits) { return bits; }
JNIEXPORT jint JNICALL Java_Main_wideByte(JNIEnv *env, jclass c, jint bits) { return bits; }
JNIEXPORT jint JNICALL Java_Main_wideChar(JNIEnv *env, jclass c, jint bits) { return bits; }
JNIEXPORT jint JNICALL Java_Main_wideShort(JNIEnv *env, jclass c, jint bits) { return bits; }

JNIEXPORT jfloat JNICALL Java_Main_halfFloat(JNIEnv *env, jclass c, jfloat f) { return f / 2; }
JNIEXPORT jdouble JNICALL Java_Main_halfDouble(JNIEnv *env, jclass c, jdouble d) { return d / 2; }
JNIEXPORT jlong JNICALL Java_Main_negate(JNIEnv *env, jclass c, jlong j) { return (jlong) (0 - (unsigned long long) j); }
JNIEXPORT jobject JNICALL Java_Main_same(JNIEnv *env, jclass c, jobject o) { return o; }

JNIEXPORT jint JNICALL Java_Main_depth(JNIEnv *env, jclass c, jint n) {
    jmethodID m = E->GetStaticMethodID(env, c, "depthJava", "(I)I");
    return n == 0 ? 0 : 1 + E->CallStaticIntMethod(env, c, m, n - 1);
}
