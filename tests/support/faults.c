/* Makes one system call below a folder fail, or ends the process at it. Loaded with LD_PRELOAD,
 * armed by the process itself. Linux: a descriptor's path is read from /proc. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KILL_BEFORE = -1, KILL_AFTER = -2, SHORT = -3 };

static char folder[PATH_MAX];
static long number, chosen;
static int fault, lasting, armed;
static char names[1 << 16]; /* the calls met, in order, one a line */

/* Let the `at`th call below `path` fail with errno `what`; `last`: and all after it. */
void faults_arm(const char *path, long at, int what, int last) {
  snprintf(folder, sizeof folder, "%s", path);
  number = 0, chosen = at, fault = what, lasting = last, names[0] = 0, armed = 1;
}

void faults_disarm(void) { armed = 0; }
long faults_number(void) { return number; }
const char *faults_names(void) { return names; }

static int below(int at, const char *path) {
  char full[PATH_MAX] = "", link[64];
  if (path[0] != '/' && at != AT_FDCWD) {
    snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t length = readlink(link, full, sizeof full - 1);
    full[length > 0 ? length : 0] = 0;
  } else
    snprintf(full, sizeof full, "%s", path);
  return !strncmp(full, folder, strlen(folder));
}

/* Count a call; tell whether the fault is to be here. */
static int here(const char *name, int at, const char *path) {
  if (!armed || !below(at, path)) return 0;
  number++;
  size_t used = strlen(names);
  snprintf(names + used, sizeof names - used, "%s\n", name);
  return number == chosen || (lasting && number > chosen);
}

static void end(void) { kill(getpid(), SIGKILL); pause(); }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
/* The call; a fault before it, in it or after it. */
#define FAULTY(name, at, path, call, failed)         \
  if (here(#name, at, path) && fault != SHORT) {     \
    if (fault == KILL_BEFORE) end();                 \
    if (fault == KILL_AFTER) { (void)!(call); end(); } \
    errno = fault;                                   \
    return failed;                                   \
  }                                                  \
  return call

#define OPEN(name)                                                        \
  int name(const char *path, int flags, ...) {                            \
    va_list rest; va_start(rest, flags);                                  \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                         \
    FAULTY(name, AT_FDCWD, path, REAL(name)(path, flags, mode), -1);      \
  }
#define OPENAT(name)                                                      \
  int name(int at, const char *path, int flags, ...) {                    \
    va_list rest; va_start(rest, flags);                                  \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                         \
    FAULTY(name, at, path, REAL(name)(at, path, flags, mode), -1);        \
  }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

#define STAT(name, type) \
  int name(const char *path, struct type *to) { FAULTY(name, AT_FDCWD, path, REAL(name)(path, to), -1); }
STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)
int fstat(int fd, struct stat *to) { FAULTY(fstat, fd, "", REAL(fstat)(fd, to), -1); }
int fstat64(int fd, struct stat64 *to) { FAULTY(fstat64, fd, "", REAL(fstat64)(fd, to), -1); }

ssize_t read(int fd, void *to, size_t size) { FAULTY(read, fd, "", REAL(read)(fd, to, size), -1); }
int fsync(int fd) { FAULTY(fsync, fd, "", REAL(fsync)(fd), -1); }
int flock(int fd, int how) { FAULTY(flock, fd, "", REAL(flock)(fd, how), -1); }
int close(int fd) { FAULTY(close, fd, "", REAL(close)(fd), -1); }
int mkdir(const char *path, mode_t mode) { FAULTY(mkdir, AT_FDCWD, path, REAL(mkdir)(path, mode), -1); }
int rmdir(const char *path) { FAULTY(rmdir, AT_FDCWD, path, REAL(rmdir)(path), -1); }
int chmod(const char *path, mode_t mode) { FAULTY(chmod, AT_FDCWD, path, REAL(chmod)(path, mode), -1); }
int unlink(const char *path) { FAULTY(unlink, AT_FDCWD, path, REAL(unlink)(path), -1); }
int unlinkat(int at, const char *path, int flags) { FAULTY(unlinkat, at, path, REAL(unlinkat)(at, path, flags), -1); }
int rename(const char *from, const char *to) { FAULTY(rename, AT_FDCWD, to, REAL(rename)(from, to), -1); }
DIR *opendir(const char *path) { FAULTY(opendir, AT_FDCWD, path, REAL(opendir)(path), NULL); }
DIR *fdopendir(int fd) { FAULTY(fdopendir, fd, "", REAL(fdopendir)(fd), NULL); }

ssize_t write(int fd, const void *from, size_t size) {
  if (!here("write", fd, "")) return REAL(write)(fd, from, size);
  if (fault == KILL_BEFORE) end();
  if (fault == KILL_AFTER || fault == SHORT) size = (size + 1) / 2; /* as on a nearly full disk */
  if (fault > 0) { errno = fault; return -1; }
  ssize_t done = REAL(write)(fd, from, size);
  if (fault == KILL_AFTER) end();
  return done;
}
