#include <jni.h>
#include <stdio.h>

#define E (*env)
#define SAY(...) do { printf(__VA_ARGS__); printf("\n"); fflush(stdout); } while (0)

static void say_string(JNIEnv *env, const char *what, jobject o) {
    const char *chars = E->GetStringUTFChars(env, (jstring) o, NULL);
    SAY("%s: %s", what, chars);
    E->ReleaseStringUTFChars(env, (jstring) o, chars);
}

/* Reports and clears a pending exception. */
static int threw(JNIEnv *env, const char *what) {
    jthrowable thrown = E->ExceptionOccurred(env);
    if (thrown == NULL) {
        SAY("%s: nothing thrown", what);
        return 0;
    }
    E->ExceptionClear(env);
    jmethodID m = E->GetMethodID(env, E->FindClass(env, "java/lang/Object"), "toString", "()Ljava/lang/String;");
    say_string(env, what, E->CallObjectMethod(env, thrown, m));
    return 1;
}

JNIEXPORT void JNICALL Java_Main_instanceFields(JNIEnv *env, jclass c, jobject o, jobject value) {
    jclass cls = E->GetObjectClass(env, o);
    jfieldID f;
#define FIELD(T, name, sig, format, wide, next) \
    f = E->GetFieldID(env, cls, name, sig); \
    SAY("Get" #T "Field " format, (wide) E->Get##T##Field(env, o, f)); \
    E->Set##T##Field(env, o, f, next); \
    SAY("then " format, (wide) E->Get##T##Field(env, o, f));
    FIELD(Boolean, "aBoolean", "Z", "%d", int, JNI_FALSE)
    FIELD(Byte, "aByte", "B", "%d", int, -128)
    FIELD(Char, "aChar", "C", "%d", int, 0xffff)
    FIELD(Short, "aShort", "S", "%d", int, -32768)
    FIELD(Int, "anInt", "I", "%d", int, 0x7fffffff)
    FIELD(Long, "aLong", "J", "%lld", long long, 0x7fffffffffffffffLL)
    FIELD(Float, "aFloat", "F", "%g", double, 0.25f)
    FIELD(Double, "aDouble", "D", "%g", double, 1e300)
    FIELD(Int, "aVolatile", "I", "%d", int, 88)
    FIELD(Int, "aFinal", "I", "%d", int, 77)
    f = E->GetFieldID(env, cls, "anObject", "Ljava/lang/Object;");
    say_string(env, "GetObjectField", E->GetObjectField(env, o, f));
    E->SetObjectField(env, o, f, NULL);
    SAY("null: %d", E->GetObjectField(env, o, f) == NULL);
    E->SetObjectField(env, o, f, value);
#undef FIELD
}

JNIEXPORT void JNICALL Java_Main_staticFields(JNIEnv *env, jclass c, jobject value) {
    jclass cls = E->FindClass(env, "Main$Holder");
    jfieldID f;
#define FIELD(T, name, sig, format, wide, next) \
    f = E->GetStaticFieldID(env, cls, name, sig); \
    SAY("GetStatic" #T "Field " format, (wide) E->GetStatic##T##Field(env, cls, f)); \
    E->SetStatic##T##Field(env, cls, f, next); \
    SAY("then " format, (wide) E->GetStatic##T##Field(env, cls, f));
    FIELD(Boolean, "sBoolean", "Z", "%d", int, JNI_FALSE)
    FIELD(Byte, "sByte", "B", "%d", int, -128)
    FIELD(Char, "sChar", "C", "%d", int, 0xffff)
    FIELD(Short, "sShort", "S", "%d", int, -32768)
    FIELD(Int, "sInt", "I", "%d", int, 0x7fffffff)
    FIELD(Long, "sLong", "J", "%lld", long long, 0x7fffffffffffffffLL)
    FIELD(Float, "sFloat", "F", "%g", double, 0.25f)
    FIELD(Double, "sDouble", "D", "%g", double, 1e300)
    f = E->GetStaticFieldID(env, cls, "sObject", "Ljava/lang/Object;");
    say_string(env, "GetStaticObjectField", E->GetStaticObjectField(env, cls, f));
    E->SetStaticObjectField(env, cls, f, value);
#undef FIELD
}

JNIEXPORT void JNICALL Java_Main_inherited(JNIEnv *env, jclass c, jobject o) {
    jclass cls = E->GetObjectClass(env, o);
    jclass parent = E->GetSuperclass(env, cls);
    jfieldID own = E->GetFieldID(env, cls, "hidden", "I");
    jfieldID theirs = E->GetFieldID(env, parent, "hidden", "I");
    SAY("hidden %d %d", E->GetIntField(env, o, own), E->GetIntField(env, o, theirs));
    E->SetIntField(env, o, own, 20);
    E->SetIntField(env, o, theirs, 10);
    jfieldID secret = E->GetFieldID(env, cls, "secret", "J");
    E->SetLongField(env, o, secret, 1 + E->GetLongField(env, o, secret));
    jfieldID text = E->GetStaticFieldID(env, cls, "inherited", "Ljava/lang/String;");
    say_string(env, "inherited", E->GetStaticObjectField(env, cls, text));
    E->SetStaticObjectField(env, cls, text, E->NewStringUTF(env, "changed"));
    jfieldID constant = E->GetStaticFieldID(env, cls, "CONSTANT", "I");
    jfieldID name = E->GetStaticFieldID(env, cls, "NAME", "Ljava/lang/String;");
    SAY("constant %d", E->GetStaticIntField(env, cls, constant));
    say_string(env, "name", E->GetStaticObjectField(env, cls, name));
}

JNIEXPORT void JNICALL Java_Main_missing(JNIEnv *env, jclass c, jobject o) {
    jclass cls = E->GetObjectClass(env, o);
    SAY("%d", E->GetFieldID(env, cls, "nonsense", "I") == NULL);
    threw(env, "GetFieldID of a missing name");
    SAY("%d", E->GetFieldID(env, cls, "anInt", "J") == NULL);
    threw(env, "GetFieldID of another type");
    SAY("%d", E->GetFieldID(env, cls, "sInt", "I") == NULL);
    threw(env, "GetFieldID of a static field");
    SAY("%d", E->GetStaticFieldID(env, cls, "anInt", "I") == NULL);
    threw(env, "GetStaticFieldID of an instance field");
    SAY("%d", E->GetMethodID(env, cls, "nonsense", "()V") == NULL);
    threw(env, "GetMethodID of a missing name");
    SAY("%d", E->GetMethodID(env, cls, "statics", "()Ljava/lang/String;") == NULL);
    threw(env, "GetMethodID of a static method");
    SAY("%d", E->GetStaticMethodID(env, cls, "toString", "()Ljava/lang/String;") == NULL);
    threw(env, "GetStaticMethodID of an instance method");
    SAY("%d", E->GetMethodID(env, cls, "toString", "()I") == NULL);
    threw(env, "GetMethodID of another type");
    SAY("%d", E->GetStaticMethodID(env, cls, "<clinit>", "()V") == NULL);
    threw(env, "GetStaticMethodID of <clinit>");
    SAY("%d", E->GetMethodID(env, cls, "<init>", "(I)V") == NULL);
    threw(env, "GetMethodID of a missing constructor");
}

JNIEXPORT void JNICALL Java_Main_lazy(JNIEnv *env, jclass c) {
    jclass cls = E->FindClass(env, "Main$Lazy");
    SAY("found");
    jmethodID m = E->GetStaticMethodID(env, cls, "twice", "()I");
    SAY("looked up");
    jfieldID f = E->GetStaticFieldID(env, cls, "value", "I");
    E->SetStaticIntField(env, cls, f, 21);
    SAY("%d", E->CallStaticIntMethod(env, cls, m));
}

JNIEXPORT jobject JNICALL Java_Main_reflectedField(JNIEnv *env, jclass c, jclass cls, jstring n, jstring s, jboolean is_static) {
    const char *name = E->GetStringUTFChars(env, n, NULL), *sig = E->GetStringUTFChars(env, s, NULL);
    jfieldID f = is_static ? E->GetStaticFieldID(env, cls, name, sig) : E->GetFieldID(env, cls, name, sig);
    E->ReleaseStringUTFChars(env, n, name);
    E->ReleaseStringUTFChars(env, s, sig);
    return E->ToReflectedField(env, cls, f, is_static);
}

JNIEXPORT jobject JNICALL Java_Main_reflectedMethod(JNIEnv *env, jclass c, jclass cls, jstring n, jstring s, jboolean is_static) {
    const char *name = E->GetStringUTFChars(env, n, NULL), *sig = E->GetStringUTFChars(env, s, NULL);
    jmethodID m = is_static ? E->GetStaticMethodID(env, cls, name, sig) : E->GetMethodID(env, cls, name, sig);
    E->ReleaseStringUTFChars(env, n, name);
    E->ReleaseStringUTFChars(env, s, sig);
    return E->ToReflectedMethod(env, cls, m, is_static);
}

JNIEXPORT jint JNICALL Java_Main_readThrough(JNIEnv *env, jclass c, jobject field, jobject holder) {
    return E->GetIntField(env, holder, E->FromReflectedField(env, field));
}

JNIEXPORT jint JNICALL Java_Main_callThrough(JNIEnv *env, jclass c, jobject method) {
    return E->CallStaticIntMethod(env, c, E->FromReflectedMethod(env, method));
}

JNIEXPORT jobject JNICALL Java_Main_construct(JNIEnv *env, jclass c, jobject constructor) {
    return E->NewObject(env, E->FindClass(env, "Main$Holder"), E->FromReflectedMethod(env, constructor));
}
