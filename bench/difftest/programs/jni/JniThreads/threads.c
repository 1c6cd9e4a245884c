#include <jni.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define E (*env)
#define SAY(...) do { printf(__VA_ARGS__); printf("\n"); fflush(stdout); } while (0)

static JavaVM *vm;
static jclass main_class;
static jobject lock;
static int result;

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *v, void *reserved) {
    vm = v;
    return JNI_VERSION_10;
}

JNIEXPORT void JNICALL Java_Main_init(JNIEnv *env, jclass c, jobject l) {
    main_class = E->NewGlobalRef(env, c);
    lock = E->NewGlobalRef(env, l);
    JavaVM *mine;
    SAY("same vm %d, version %x", E->GetJavaVM(env, &mine) == 0 && mine == vm, E->GetVersion(env));
    JNIEnv *again;
    SAY("GetEnv %d %d", (*vm)->GetEnv(vm, (void **) &again, JNI_VERSION_10), again == env);
    SAY("attached twice %d %d", (*vm)->AttachCurrentThread(vm, (void **) &again, NULL), again == env);
}

/* Calls Main.seen(label, n) on the current thread. */
static void seen(JNIEnv *env, const char *label, jint n) {
    jmethodID m = E->GetStaticMethodID(env, main_class, "seen", "(Ljava/lang/String;I)V");
    jstring s = E->NewStringUTF(env, label);
    E->CallStaticVoidMethod(env, main_class, m, s, n);
    E->DeleteLocalRef(env, s);
}

static void *plain(void *arg) {
    JNIEnv *env = (JNIEnv *) 1;
    SAY("before: %d %d", (*vm)->GetEnv(vm, (void **) &env, JNI_VERSION_10), env == NULL);
    SAY("detach before: %d", (*vm)->DetachCurrentThread(vm));
    SAY("attach: %d", (*vm)->AttachCurrentThread(vm, (void **) &env, NULL));
    seen(env, "plain", 1);
    SAY("detach: %d", (*vm)->DetachCurrentThread(vm));
    SAY("after: %d", (*vm)->GetEnv(vm, (void **) &env, JNI_VERSION_10));
    return NULL;
}

static void *named(void *arg) {
    JNIEnv *env;
    JavaVMAttachArgs args = {JNI_VERSION_10, "from C", NULL};
    SAY("attach named: %d", (*vm)->AttachCurrentThread(vm, (void **) &env, &args));
    seen(env, "named", 2);
    E->MonitorEnter(env, lock);
    jclass o = E->GetObjectClass(env, lock);
    E->CallVoidMethod(env, lock, E->GetMethodID(env, o, "notifyAll", "()V"));
    E->MonitorExit(env, lock);
    jclass cls = E->FindClass(env, "java/util/ArrayList");
    SAY("FindClass of the platform %d", cls != NULL);
    cls = E->FindClass(env, "Main");
    SAY("FindClass of the application %d", cls != NULL);
    E->ExceptionClear(env);
    (*vm)->DetachCurrentThread(vm);
    return NULL;
}

static void *daemon_thread(void *arg) {
    JNIEnv *env;
    JavaVMAttachArgs args = {JNI_VERSION_1_6, "daemon", NULL};
    SAY("attach daemon: %d", (*vm)->AttachCurrentThreadAsDaemon(vm, (void **) &env, &args));
    seen(env, "daemon", 3);
    (*vm)->DetachCurrentThread(vm);
    return NULL;
}

static void *throws(void *arg) {
    JNIEnv *env;
    JavaVMAttachArgs args = {JNI_VERSION_10, "throws", NULL};
    (*vm)->AttachCurrentThread(vm, (void **) &env, &args);
    E->CallStaticVoidMethod(env, main_class, E->GetStaticMethodID(env, main_class, "fail", "()V"));
    SAY("pending %d", E->ExceptionCheck(env));
    SAY("detach with exception: %d", (*vm)->DetachCurrentThread(vm));
    return NULL;
}

static void *repeat(void *arg) {
    for (int i = 0; i < 30; i++) {
        JNIEnv *env;
        if ((*vm)->AttachCurrentThread(vm, (void **) &env, NULL) != 0) SAY("not attached");
        jmethodID m = E->GetStaticMethodID(env, main_class, "work", "(I)I");
        result += E->CallStaticIntMethod(env, main_class, m, i);
        (*vm)->DetachCurrentThread(vm);
    }
    return NULL;
}

static void *parallel(void *arg) {
    JNIEnv *env;
    jint sum = 0;
    (*vm)->AttachCurrentThread(vm, (void **) &env, NULL);
    jmethodID m = E->GetStaticMethodID(env, main_class, "work", "(I)I");
    for (int i = 0; i < 200; i++) sum += E->CallStaticIntMethod(env, main_class, m, i);
    jmethodID add = E->GetStaticMethodID(env, main_class, "add", "(I)V");
    for (int i = 0; i < 500; i++) {
        E->MonitorEnter(env, lock);
        E->CallStaticVoidMethod(env, main_class, add, 1);
        E->MonitorExit(env, lock);
    }
    (*vm)->DetachCurrentThread(vm);
    return (void *) (long) sum;
}

JNIEXPORT void JNICALL Java_Main_run(JNIEnv *env, jclass c, jint which) {
    void *(*bodies[])(void *) = {plain, named, daemon_thread, throws, repeat};
    pthread_t t;
    pthread_create(&t, NULL, bodies[which], NULL);
    pthread_join(t, NULL);
    if (which == 4) SAY("repeat %d", result);
}

JNIEXPORT void JNICALL Java_Main_together(JNIEnv *env, jclass c, jint n) {
    pthread_t t[16];
    long total = 0;
    for (int i = 0; i < n; i++) pthread_create(&t[i], NULL, parallel, NULL);
    for (int i = 0; i < n; i++) {
        void *r;
        pthread_join(t[i], &r);
        total += (long) r;
    }
    SAY("together %ld", total);
}
