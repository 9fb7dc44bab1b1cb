// Preloaded into the plugin: counts the calls that change something or are about to. KILL_AT=N: SIGKILL before the N-th.
// FAIL_AT=N: the N-th fails, with ENOSPC (files) or ENOBUFS (sockets). STEP_LOG: a file that gets the name of every such call.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
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

// Whether this call has to fail.
static int step(const char *name, int error)
{
    const char *kill_at = getenv("KILL_AT"), *fail_at = getenv("FAIL_AT"), *path = getenv("STEP_LOG");
    if (path) {
        char line[64];
        size_t length = strlen(name);
        memcpy(line, name, length);
        line[length] = '\n';
        int log = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        syscall(SYS_write, log, line, length + 1);
        syscall(SYS_close, log);
    }
    int number = atomic_fetch_add(&steps, 1) + 1;
    if (kill_at && number == atoi(kill_at))
        kill(getpid(), SIGKILL);
    errno = error;
    return fail_at && number == atoi(fail_at);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define STEP(name, error, ...) { return step(#name, error) ? -1 : REAL(name)(__VA_ARGS__); }

ssize_t send(int fd, const void *bytes, size_t length, int flags) STEP(send, ENOBUFS, fd, bytes, length, flags)
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) STEP(sendmsg, ENOBUFS, fd, message, flags)
ssize_t sendto(int fd, const void *bytes, size_t length, int flags, const struct sockaddr *to, socklen_t size)
    STEP(sendto, ENOBUFS, fd, bytes, length, flags, to, size)
ssize_t write(int fd, const void *bytes, size_t length) STEP(write, ENOSPC, fd, bytes, length)
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) STEP(pwrite, ENOSPC, fd, bytes, length, at)
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) STEP(pwrite64, ENOSPC, fd, bytes, length, at)
int rename(const char *from, const char *to) STEP(rename, ENOSPC, from, to)
int unlink(const char *path) STEP(unlink, EIO, path)
int mkdir(const char *path, mode_t mode) STEP(mkdir, ENOSPC, path, mode)
int fsync(int fd) STEP(fsync, EIO, fd)
int ftruncate(int fd, off_t length) STEP(ftruncate, EIO, fd, length)
int ftruncate64(int fd, off64_t length) STEP(ftruncate64, EIO, fd, length)

static int opening(const char *name, const char *path, int flags, mode_t mode)
{
    if ((flags & (O_CREAT | O_TRUNC)) && step(name, ENOSPC))
        return -1;
    return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
#define MODE(flags, mode) mode_t mode = 0; if ((flags) & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE(flags, mode) return opening("open", path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return opening("open64", path, flags | O_LARGEFILE, mode); }
