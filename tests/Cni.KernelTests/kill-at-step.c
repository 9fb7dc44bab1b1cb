// Preloaded into the plugin: SIGKILL before the N-th call that changes something or is about to. KILL_AT is N, 0 for never;
// STEP_LOG is a file that gets the name of every such call.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int steps;

static void step(const char *name)
{
    const char *at = getenv("KILL_AT"), *path = getenv("STEP_LOG");
    if (path) {
        char line[64];
        size_t length = strlen(name);
        memcpy(line, name, length);
        line[length] = '\n';
        int log = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        syscall(SYS_write, log, line, length + 1);
        syscall(SYS_close, log);
    }
    if (at && atomic_fetch_add(&steps, 1) + 1 == atoi(at))
        kill(getpid(), SIGKILL);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t send(int fd, const void *bytes, size_t length, int flags) { step("send"); return REAL(send)(fd, bytes, length, flags); }
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) { step("sendmsg"); return REAL(sendmsg)(fd, message, flags); }
ssize_t sendto(int fd, const void *bytes, size_t length, int flags, const struct sockaddr *to, socklen_t size)
{
    step("sendto");
    return REAL(sendto)(fd, bytes, length, flags, to, size);
}
ssize_t write(int fd, const void *bytes, size_t length) { step("write"); return REAL(write)(fd, bytes, length); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { step("pwrite"); return REAL(pwrite)(fd, bytes, length, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { step("pwrite64"); return REAL(pwrite64)(fd, bytes, length, at); }
int rename(const char *from, const char *to) { step("rename"); return REAL(rename)(from, to); }
int unlink(const char *path) { step("unlink"); return REAL(unlink)(path); }
int mkdir(const char *path, mode_t mode) { step("mkdir"); return REAL(mkdir)(path, mode); }
int fsync(int fd) { step("fsync"); return REAL(fsync)(fd); }
int ftruncate(int fd, off_t length) { step("ftruncate"); return REAL(ftruncate)(fd, length); }
int ftruncate64(int fd, off64_t length) { step("ftruncate64"); return REAL(ftruncate64)(fd, length); }

static int opening(const char *name, const char *path, int flags, mode_t mode)
{
    if (flags & (O_CREAT | O_TRUNC))
        step(name);
    return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
#define MODE(flags, mode) mode_t mode = 0; if ((flags) & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE(flags, mode) return opening("open", path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return opening("open64", path, flags | O_LARGEFILE, mode); }
