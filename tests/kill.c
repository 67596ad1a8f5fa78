/* Runs a program and disturbs it at one of the calls that change a file: the
   N-th of them is not made, or made by half. Used by tests/it/killing.rs.

       KILL_AT=7 KILL_HOW=torn KILL_LOG=calls kill PROGRAM ARGUMENT...

   KILL_AT   the call to disturb, counted from 1; beyond the last one the
             program ends by itself, and the log says how many there were
   KILL_HOW  kill: the process is killed before the call
             torn: a call that writes is made with half its bytes, then the
             process is killed; any other call as with kill
             ENOSPC, EIO: the call is not made and fails with this error
   KILL_LOG  a file that gets a line a call: number, name, bytes, what it is
             about, tabs between them

   The code is the program's own; 137 after a kill, 125 for a fault in here.

   The calls are watched from outside, by ptrace, and not by a preloaded
   library: part of the program's renames never pass through the C library.
   A filter lets all other calls run undelayed. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/limits.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "the registers of this processor are not known here"
#endif

/* What an argument is; the number of the argument follows, from 0. */
enum { NO = -1 };

static const struct call {
    long number;
    const char *name;
    int descriptor; /* what it is about, as a descriptor */
    int path;       /* or as a path */
    int length;     /* bytes it writes, or blocks of bytes */
    int creates;    /* flags: counted only with O_CREAT */
} CALLS[] = {
    {SYS_write, "write", 0, NO, 2, NO},
    {SYS_pwrite64, "pwrite", 0, NO, 2, NO},
    {SYS_writev, "writev", 0, NO, 2, NO},
    {SYS_pwritev, "pwritev", 0, NO, 2, NO},
    {SYS_copy_file_range, "copy_file_range", 2, NO, 4, NO},
    {SYS_sendfile, "sendfile", 0, NO, 3, NO},
    {SYS_fsync, "fsync", 0, NO, NO, NO},
    {SYS_fdatasync, "fdatasync", 0, NO, NO, NO},
    {SYS_ftruncate, "ftruncate", 0, NO, NO, NO},
    {SYS_truncate, "truncate", NO, 0, NO, NO},
    {SYS_fallocate, "fallocate", 0, NO, NO, NO},
    {SYS_rename, "rename", NO, 1, NO, NO},
    {SYS_renameat, "renameat", NO, 3, NO, NO},
    {SYS_renameat2, "renameat2", NO, 3, NO, NO},
    {SYS_link, "link", NO, 1, NO, NO},
    {SYS_linkat, "linkat", NO, 3, NO, NO},
    {SYS_unlink, "unlink", NO, 0, NO, NO},
    {SYS_unlinkat, "unlinkat", NO, 1, NO, NO},
    {SYS_open, "create", NO, 0, NO, 1},
    {SYS_openat, "create", NO, 1, NO, 2},
    {SYS_creat, "create", NO, 0, NO, NO},
};
enum { KNOWN = sizeof CALLS / sizeof *CALLS };

typedef struct user_regs_struct registers;

static void fault(const char *what)
{
    fprintf(stderr, "kill.c: %s: %s\n", what, strerror(errno));
    exit(125);
}

/* The program, with a filter that stops it at the calls above. */
static void run(char **words)
{
    struct sock_filter filter[KNOWN + 6];
    int at = 0;
    filter[at++] = (struct sock_filter)BPF_STMT(
        BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    filter[at++] = (struct sock_filter)BPF_JUMP(
        BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, KNOWN + 1);
    filter[at++] = (struct sock_filter)BPF_STMT(
        BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int i = 0; i < KNOWN; i++)
        filter[at++] = (struct sock_filter)BPF_JUMP(
            BPF_JMP | BPF_JEQ | BPF_K, CALLS[i].number, KNOWN - i, 0);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
    struct sock_fprog program = {at, filter};

    if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0)
        fault("ptrace");
    raise(SIGSTOP);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
        || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        fault("seccomp");
    execvp(words[0], words);
    fault(words[0]);
}

static unsigned long long *argument(registers *r, int number)
{
    unsigned long long *all[] = {&r->rdi, &r->rsi, &r->rdx, &r->r10, &r->r8, &r->r9};
    return all[number];
}

/* What a call is about, in words. */
static void subject(pid_t pid, const struct call *call, registers *r, char *words)
{
    if (call->descriptor != NO) {
        char link[64];
        snprintf(link, sizeof link, "/proc/%d/fd/%d", pid, (int)*argument(r, call->descriptor));
        ssize_t length = readlink(link, words, PATH_MAX - 1);
        words[length < 0 ? 0 : length] = 0;
        return;
    }
    /* A path may end right before a page that cannot be read. */
    unsigned long long from = *argument(r, call->path);
    size_t got = 0;
    while (got < PATH_MAX - 1) {
        struct iovec here = {words + got, 1}, there = {(void *)(from + got), 1};
        if (process_vm_readv(pid, &here, 1, &there, 1, 0) != 1 || words[got] == 0)
            break;
        got++;
    }
    words[got] = 0;
}

static const char *how;
static long target, count;
static FILE *calls;

/* A program has stopped before one of the calls; true: it is to stop again
   right behind it. */
static int before(pid_t pid)
{
    registers r;
    if (ptrace(PTRACE_GETREGS, pid, 0, &r) != 0)
        fault("registers");
    const struct call *call = CALLS;
    while (call < CALLS + KNOWN && call->number != (long)r.orig_rax)
        call++;
    if (call == CALLS + KNOWN)
        return 0;
    if (call->creates != NO && !(*argument(&r, call->creates) & O_CREAT))
        return 0;
    count++;
    if (calls) {
        char words[PATH_MAX];
        subject(pid, call, &r, words);
        fprintf(calls, "%ld\t%s\t%llu\t%s\n", count, call->name,
                call->length == NO ? 0 : *argument(&r, call->length), words);
        fflush(calls);
    }
    if (count != target)
        return 0;
    if (strcmp(how, "torn") == 0 && call->length != NO) {
        *argument(&r, call->length) /= 2;
        if (ptrace(PTRACE_SETREGS, pid, 0, &r) != 0)
            fault("registers");
        return 1;
    }
    int error = strcmp(how, "ENOSPC") == 0 ? ENOSPC : strcmp(how, "EIO") == 0 ? EIO : 0;
    r.orig_rax = -1;
    r.rax = -error;
    if (ptrace(PTRACE_SETREGS, pid, 0, &r) != 0)
        fault("registers");
    if (error == 0)
        kill(pid, SIGKILL);
    return 0;
}

int main(int number, char **words)
{
    const char *at = getenv("KILL_AT"), *log = getenv("KILL_LOG");
    how = getenv("KILL_HOW") ? getenv("KILL_HOW") : "kill";
    target = at ? atol(at) : 0;
    if (number < 2)
        fault("no program");
    if (log && !(calls = fopen(log, "we")))
        fault(log);

    pid_t first = fork();
    if (first < 0)
        fault("fork");
    if (first == 0)
        run(words + 1);
    int status;
    if (waitpid(first, &status, 0) != first || !WIFSTOPPED(status))
        fault("no stop");
    long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD
        | PTRACE_O_TRACEEXEC | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK;
    if (ptrace(PTRACE_SETOPTIONS, first, 0, options) != 0)
        fault("options");
    ptrace(PTRACE_CONT, first, 0, 0);

    int code = 125;
    pid_t pid;
    while ((pid = waitpid(-1, &status, __WALL)) > 0) {
        if (!WIFSTOPPED(status)) {
            if (pid == first)
                code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            continue;
        }
        int signal = WSTOPSIG(status), event = status >> 16, again = 0;
        if (event == PTRACE_EVENT_SECCOMP)
            again = before(pid);
        else if (signal == (SIGTRAP | 0x80))
            kill(pid, SIGKILL); /* behind the call that was torn */
        int pass = event != 0 || signal == SIGSTOP || signal == (SIGTRAP | 0x80) ? 0 : signal;
        ptrace(again ? PTRACE_SYSCALL : PTRACE_CONT, pid, 0, pass);
    }
    return code;
}
