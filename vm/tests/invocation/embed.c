/*
 * A program that embeds a VM through the JNI invocation API.
 *
 *   embed LIBJVM CLASSPATH JAVA_HOME CASE
 *
 * Each case prints what the VM answered; `invocation.rs` compares that with CASE.expected. The VM
 * is opened with dlopen, so that one executable drives any VM.
 */
#include <dlfcn.h>
#include <jni.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef jint (*create_fn)(JavaVM **, void **, void *);
typedef jint (*defaults_fn)(void *);
typedef jint (*created_fn)(JavaVM **, jsize, jsize *);

static create_fn create_vm;
static defaults_fn get_defaults;
static created_fn get_created;
static char class_path[4096];
static char java_home[4096];
static JavaVM *vm;
static JNIEnv *env;

#define E (*env)
#define SAY(...) do { printf(__VA_ARGS__); printf("\n"); fflush(stdout); } while (0)

static const char *status(jint code) {
    switch (code) {
    case JNI_OK: return "JNI_OK";
    case JNI_ERR: return "JNI_ERR";
    case JNI_EDETACHED: return "JNI_EDETACHED";
    case JNI_EVERSION: return "JNI_EVERSION";
    case JNI_ENOMEM: return "JNI_ENOMEM";
    case JNI_EEXIST: return "JNI_EEXIST";
    case JNI_EINVAL: return "JNI_EINVAL";
    default: return "another code";
    }
}

static jint create_with(jint version, jboolean ignore, int n, JavaVMOption *extra) {
    JavaVMOption options[16] = { { class_path, NULL }, { java_home, NULL } };
    memcpy(options + 2, extra, n * sizeof *extra);
    JavaVMInitArgs args = { version, n + 2, options, ignore };
    return create_vm(&vm, (void **) &env, &args);
}

static void create(void) {
    jint code = create_with(JNI_VERSION_10, JNI_FALSE, 0, NULL);
    if (code != JNI_OK) {
        SAY("cannot create the VM: %s", status(code));
        exit(1);
    }
}

static void destroy(void) {
    SAY("DestroyJavaVM: %s", status((*vm)->DestroyJavaVM(vm)));
}

static jclass find(const char *name) {
    jclass cls = E->FindClass(env, name);
    if (cls == NULL) {
        E->ExceptionDescribe(env);
        exit(1);
    }
    return cls;
}

static jmethodID method(jclass cls, const char *name, const char *sig) {
    jmethodID id = E->GetStaticMethodID(env, cls, name, sig);
    if (id == NULL) {
        E->ExceptionDescribe(env);
        exit(1);
    }
    return id;
}

static void call(const char *name) {
    jclass cls = find("Embedded");
    E->CallStaticVoidMethod(env, cls, method(cls, name, "()V"));
}

/* What the three exported functions say before, during and after a VM's life. */
static void life(void) {
    static const jint versions[] = { JNI_VERSION_1_1, JNI_VERSION_1_2, JNI_VERSION_1_4,
        JNI_VERSION_1_6, JNI_VERSION_1_8, JNI_VERSION_9, JNI_VERSION_10, 0x000b0000, 0, 0x7fffffff };
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        JavaVMInitArgs args = { versions[i], 0, NULL, JNI_FALSE };
        char room[256];
        memset(room, 0, sizeof room);
        memcpy(room, &args, sizeof args);
        SAY("defaults for %08x: %s", versions[i], status(get_defaults(room)));
    }
    JavaVM *found[4] = { NULL };
    jsize n = -1;
    SAY("created before: %s", status(get_created(found, 4, &n)));
    SAY("%d VMs", n);
    create();
    SAY("created: %s", status(get_created(found, 4, &n)));
    SAY("%d VMs, the same: %d", n, found[0] == vm);
    found[0] = NULL;
    SAY("without room: %s", status(get_created(found, 0, &n)));
    SAY("%d VMs, untouched: %d", n, found[0] == NULL);

    JavaVM *other = NULL;
    JNIEnv *other_env = NULL;
    JavaVMInitArgs args = { JNI_VERSION_10, 0, NULL, JNI_FALSE };
    SAY("a second VM: %s", status(create_vm(&other, (void **) &other_env, &args)));

    SAY("GetVersion: %08x", E->GetVersion(env));
    JavaVM *own = NULL;
    jint code = E->GetJavaVM(env, &own);
    SAY("GetJavaVM: %s, the same: %d", status(code), own == vm);
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        void *got = NULL;
        code = (*vm)->GetEnv(vm, &got, versions[i]);
        SAY("GetEnv for %08x: %s, the same: %d", versions[i], status(code), got == env);
    }
    call("hello");
    destroy();
    SAY("created after: %s", status(get_created(found, 4, &n)));
    SAY("%d VMs", n);
    SAY("another after: %s", status(create_vm(&other, (void **) &other_env, &args)));
}

/* Versions and options that are refused. */
static void refused(void) {
    SAY("version 1.1: %s", status(create_with(JNI_VERSION_1_1, JNI_FALSE, 0, NULL)));
    SAY("version 0: %s", status(create_with(0, JNI_FALSE, 0, NULL)));
    jsize n = -1;
    SAY("created: %s", status(get_created(&vm, 1, &n)));
    SAY("%d VMs", n);
}

static void unknown_option(void) {
    JavaVMOption option = { "-nonsense", NULL };
    SAY("not ignored: %s", status(create_with(JNI_VERSION_1_8, JNI_FALSE, 1, &option)));
}

static void ignored_option(void) {
    JavaVMOption options[] = { { "-nonsense", NULL }, { "-Dgiven=1", NULL }, { "-Xnonsense", NULL },
        { "_nonsense", NULL } };
    SAY("ignored: %s", status(create_with(JNI_VERSION_1_8, JNI_TRUE, 4, options)));
    call("properties");
    destroy();
}

/* The hooks that an embedding program may give as options. */
static void on_exit_hook(jint code) {
    SAY("exit hook: %d", code);
    _exit(40 + code);
}

static jint on_print(FILE *file, const char *format, va_list arguments) {
    char text[1024];
    vsnprintf(text, sizeof text, format, arguments);
    printf("printed to %s: %s", file == stdout ? "stdout" : "stderr", text);
    fflush(stdout);
    return (jint) strlen(text);
}

static void exit_hook(void) {
    JavaVMOption option = { "exit", (void *) on_exit_hook };
    SAY("create: %s", status(create_with(JNI_VERSION_1_8, JNI_FALSE, 1, &option)));
    call("exit3");
    SAY("not reached");
}

static void print_hook(void) {
    JavaVMOption options[] = { { "vfprintf", (void *) on_print }, { "-nonsense", NULL } };
    SAY("create: %s", status(create_with(JNI_VERSION_1_8, JNI_FALSE, 2, options)));
}

/* Threads of the program that become Java threads. */
static void *attach_once(void *unused) {
    JNIEnv *mine = NULL;
    void *got = NULL;
    SAY("before: %s", status((*vm)->GetEnv(vm, &got, JNI_VERSION_10)));
    SAY("detach before: %s", status((*vm)->DetachCurrentThread(vm)));
    JavaVMAttachArgs args = { JNI_VERSION_10, "native thread", NULL };
    SAY("attach: %s", status((*vm)->AttachCurrentThread(vm, (void **) &mine, &args)));
    JNIEnv *again = NULL;
    jint code = (*vm)->AttachCurrentThread(vm, (void **) &again, NULL);
    SAY("again: %s, the same: %d", status(code), again == mine);
    SAY("as daemon: %s", status((*vm)->AttachCurrentThreadAsDaemon(vm, (void **) &again, NULL)));
    code = (*vm)->GetEnv(vm, &got, JNI_VERSION_10);
    SAY("GetEnv: %s, the same: %d", status(code), got == mine);
    jclass cls = (*mine)->FindClass(mine, "Embedded");
    jmethodID id = (*mine)->GetStaticMethodID(mine, cls, "describeThread", "()V");
    (*mine)->CallStaticVoidMethod(mine, cls, id);
    SAY("detach: %s", status((*vm)->DetachCurrentThread(vm)));
    SAY("after: %s", status((*vm)->GetEnv(vm, &got, JNI_VERSION_10)));
    return unused;
}

static void *attach_daemon(void *group) {
    JNIEnv *mine = NULL;
    JavaVMAttachArgs args = { JNI_VERSION_1_2, "daemon", (jobject) group };
    SAY("attach daemon: %s", status((*vm)->AttachCurrentThreadAsDaemon(vm, (void **) &mine, &args)));
    jclass cls = (*mine)->FindClass(mine, "Embedded");
    jmethodID id = (*mine)->GetStaticMethodID(mine, cls, "describeThread", "()V");
    (*mine)->CallStaticVoidMethod(mine, cls, id);
    SAY("detach: %s", status((*vm)->DetachCurrentThread(vm)));
    return NULL;
}

static void *attach_bad_version(void *unused) {
    JNIEnv *mine = NULL;
    JavaVMAttachArgs args = { 0x00010001, NULL, NULL };
    SAY("attach 1.1: %s", status((*vm)->AttachCurrentThread(vm, (void **) &mine, &args)));
    SAY("attach without arguments: %s", status((*vm)->AttachCurrentThread(vm, (void **) &mine, NULL)));
    SAY("detach: %s", status((*vm)->DetachCurrentThread(vm)));
    SAY("detach twice: %s", status((*vm)->DetachCurrentThread(vm)));
    return unused;
}

static void *attach_and_throw(void *unused) {
    JNIEnv *mine = NULL;
    JavaVMAttachArgs args = { JNI_VERSION_10, "thrower", NULL };
    (*vm)->AttachCurrentThread(vm, (void **) &mine, &args);
    jclass cls = (*mine)->FindClass(mine, "Embedded");
    jmethodID id = (*mine)->GetStaticMethodID(mine, cls, "handled", "()V");
    (*mine)->CallStaticVoidMethod(mine, cls, id);
    SAY("pending: %d", (*mine)->ExceptionCheck(mine));
    SAY("detach: %s", status((*vm)->DetachCurrentThread(vm)));
    return unused;
}

static void join(void *(*start)(void *), void *argument) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, start, argument) != 0) {
        exit(1);
    }
    pthread_join(thread, NULL);
}

static void attach(void) {
    create();
    join(attach_once, NULL);
    jclass cls = find("Embedded");
    jobject group = E->CallStaticObjectMethod(env, cls, method(cls, "group", "()Ljava/lang/ThreadGroup;"));
    group = E->NewGlobalRef(env, group);
    join(attach_daemon, group);
    E->DeleteGlobalRef(env, group);
    join(attach_bad_version, NULL);
    join(attach_and_throw, NULL);
    SAY("detach main: %s", status((*vm)->DetachCurrentThread(vm)));
    SAY("attach main: %s", status((*vm)->AttachCurrentThread(vm, (void **) &env, NULL)));
    call("describeThread");
    destroy();
}

/* Many threads that come and go while Java code runs in all of them. */
static void *churn(void *unused) {
    for (int i = 0; i < 50; i++) {
        JNIEnv *mine = NULL;
        if ((*vm)->AttachCurrentThread(vm, (void **) &mine, NULL) != JNI_OK) {
            exit(1);
        }
        jclass cls = (*mine)->FindClass(mine, "Embedded");
        jmethodID id = (*mine)->GetStaticMethodID(mine, cls, "count", "()V");
        (*mine)->CallStaticVoidMethod(mine, cls, id);
        if ((*vm)->DetachCurrentThread(vm) != JNI_OK) {
            exit(1);
        }
    }
    return unused;
}

static void many(void) {
    pthread_t threads[8];
    create();
    call("describeThread");
    for (int i = 0; i < 8; i++) {
        pthread_create(&threads[i], NULL, churn, NULL);
    }
    for (int i = 0; i < 8; i++) {
        pthread_join(threads[i], NULL);
    }
    call("printCount");
    destroy();
}

/* DestroyJavaVM waits for threads, Java's and attached ones, then runs the shutdown hooks. */
static void *slow(void *started) {
    JNIEnv *mine = NULL;
    (*vm)->AttachCurrentThread(vm, (void **) &mine, NULL);
    *(volatile int *) started = 1;
    usleep(200000);
    SAY("attached thread ends");
    (*vm)->DetachCurrentThread(vm);
    return NULL;
}

static void waiting(void) {
    create();
    call("startSlowThread");
    volatile int started = 0;
    pthread_t thread;
    pthread_create(&thread, NULL, slow, (void *) &started);
    while (!started) {
        usleep(1000);
    }
    destroy();
}

static void *destroy_here(void *unused) {
    SAY("attach: %s", status((*vm)->AttachCurrentThread(vm, (void **) &env, NULL)));
    destroy();
    return unused;
}

static void elsewhere(void) {
    create();
    call("hook");
    SAY("detach main: %s", status((*vm)->DetachCurrentThread(vm)));
    join(destroy_here, NULL);
}

/* Destroying with an exception pending on the thread. */
static void pending(void) {
    create();
    call("throwing");
    SAY("pending: %d", E->ExceptionCheck(env));
    destroy();
}

/* Native methods of the program itself; exceptions cross it in both directions. */
static jint JNICALL native_sum(JNIEnv *e, jclass cls, jint a, jlong b, jdouble c, jobject s) {
    jsize length = (*e)->GetStringUTFLength(e, s);
    return a + (jint) b + (jint) c + length;
}

static void JNICALL native_bounce(JNIEnv *e, jclass cls, jint depth) {
    jmethodID id = (*e)->GetStaticMethodID(e, cls, "bounce", "(I)V");
    (*e)->CallStaticVoidMethod(e, cls, id, depth - 1);
    jthrowable thrown = (*e)->ExceptionOccurred(e);
    if (thrown != NULL && depth % 2 == 0) {
        (*e)->ExceptionClear(e);
        jclass wrapper = (*e)->FindClass(e, "java/lang/IllegalStateException");
        jmethodID init = (*e)->GetMethodID(e, wrapper, "<init>", "(Ljava/lang/String;Ljava/lang/Throwable;)V");
        jstring text = (*e)->NewStringUTF(e, "wrapped in C");
        (*e)->Throw(e, (*e)->NewObject(e, wrapper, init, text, thrown));
    }
}

static void natives(void) {
    create();
    jclass cls = find("Embedded");
    JNINativeMethod table[] = {
        { "sum", "(IJDLjava/lang/String;)I", (void *) native_sum },
        { "nativeBounce", "(I)V", (void *) native_bounce },
    };
    SAY("RegisterNatives: %s", status(E->RegisterNatives(env, cls, table, 2)));
    call("callNatives");
    SAY("UnregisterNatives: %s", status(E->UnregisterNatives(env, cls)));
    call("callUnregistered");
    destroy();
}

/* On the primordial thread, whose stack the VM did not make. */
static void stack(void) {
    create();
    call("overflow");
    call("overflow");
    destroy();
}

static const struct { const char *name; void (*run)(void); } cases[] = {
    { "life", life }, { "refused", refused }, { "unknown_option", unknown_option },
    { "ignored_option", ignored_option }, { "exit_hook", exit_hook }, { "print_hook", print_hook },
    { "attach", attach }, { "many", many }, { "waiting", waiting }, { "elsewhere", elsewhere },
    { "pending", pending }, { "natives", natives }, { "stack", stack },
};

int main(int argc, char **argv) {
    if (argc != 5) {
        return 2;
    }
    void *library = dlopen(argv[1], RTLD_NOW | RTLD_GLOBAL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    create_vm = (create_fn) dlsym(library, "JNI_CreateJavaVM");
    get_defaults = (defaults_fn) dlsym(library, "JNI_GetDefaultJavaVMInitArgs");
    get_created = (created_fn) dlsym(library, "JNI_GetCreatedJavaVMs");
    snprintf(class_path, sizeof class_path, "-Djava.class.path=%s", argv[2]);
    snprintf(java_home, sizeof java_home, "-Djava.home=%s", argv[3]);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (strcmp(cases[i].name, argv[4]) == 0) {
            cases[i].run();
            SAY("done");
            return 0;
        }
    }
    return 2;
}
