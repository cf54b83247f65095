#include "config.h"

#include "plot/gnuplot.h"

#include "plot/script.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_SAID = 4096 };       /* of what gnuplot says, the rest is dropped   */

/* Reads until the end, so that the writer never waits, and keeps the beginning. */
static void listen_to(int fd, char said[MAX_SAID])
{
    char rest[512];
    size_t used = 0;
    for (;;) {
        const bool full = used == MAX_SAID - 1;
        const ssize_t n = full ? read(fd, rest, sizeof rest)
                               : read(fd, said + used, MAX_SAID - 1 - used);
        if (n == 0 || (n < 0 && errno != EINTR))
            break;
        used += n > 0 && !full ? (size_t)n : 0;
    }
    said[used] = '\0';
}

/* gnuplot repeats the command and points at the place before it says, in a third
 * line, `"loss.gp" line 7: undefined variable: FN`. */
static const char *complaint(char *said)
{
    const char *first = NULL;
    char *rest = NULL;
    for (char *line = strtok_r(said, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        const char *place = strstr(line, "line ");
        line += strspn(line, " \t");
        if (strstr(line, "warning:"))
            continue;
        if (place && isdigit((unsigned char)place[5]) && strchr(place, ':'))
            return line;
        if (!first && strpbrk(line, "abcdefghijklmnopqrstuvwxyz"))
            first = line;
    }
    return first ? first : "it said nothing";
}

/* Starts `arguments` without input and with all its output going to `fd`.  0, or
 * the errno of the failure. */
static int spawn(char *const *arguments, int fd, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    int reason = posix_spawn_file_actions_init(&actions);
    if (reason)
        return reason;
    reason = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                              O_RDONLY, 0);
    if (!reason)
        reason = posix_spawn_file_actions_adddup2(&actions, fd, STDOUT_FILENO);
    if (!reason)
        reason = posix_spawn_file_actions_adddup2(&actions, fd, STDERR_FILENO);
    if (!reason)
        reason = posix_spawnp(pid, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return reason;
}

static enum lr_status not_started(const char *named, int reason, struct lr_error *err)
{
    if (reason != ENOENT)
        return error_set(err, LR_ESYSTEM, "%s cannot be run: %s",
                         named ? named : "gnuplot", strerror(reason));
    if (named)
        return error_set(err, LR_ESYSTEM, "gnuplot was not found; install it or set "
                         "LANEREACH_GNUPLOT, which names '%s'", named);
    return error_set(err, LR_ESYSTEM,
                     "gnuplot was not found; install it or set LANEREACH_GNUPLOT");
}

/* Runs gnuplot and waits for its end; *ended as of waitpid. */
static enum lr_status execute(char **arguments, const char *named, char said[MAX_SAID],
                              int *ended, struct lr_error *err)
{
    int pipes[2];
    if (pipe2(pipes, O_CLOEXEC))
        return error_set(err, LR_ESYSTEM, "no pipe to gnuplot: %s", strerror(errno));
    pid_t pid;
    const int reason = spawn(arguments, pipes[1], &pid);
    close(pipes[1]);
    if (!reason)
        listen_to(pipes[0], said);
    close(pipes[0]);
    if (reason)
        return not_started(named, reason, err);
    while (waitpid(pid, ended, 0) < 0)
        if (errno != EINTR)
            return error_set(err, LR_ESYSTEM, "gnuplot is lost: %s", strerror(errno));
    return LR_OK;
}

/* The argument of -e: the script names its files without a folder. */
static char *command_to_enter(const char *folder)
{
    char *command = NULL;
    size_t length;
    FILE *out = open_memstream(&command, &length);
    if (!out)
        return NULL;
    fputs("cd ", out);
    script_quote(folder, out);
    if (!fclose(out))
        return command;
    free(command);
    return NULL;
}

enum lr_status plot_gnuplot(const char *folder, const char *script, struct lr_error *err)
{
    char said[MAX_SAID];
    int ended = 0;
    const char *named = getenv("LANEREACH_GNUPLOT");
    named = named && *named ? named : NULL;
    char *enter = command_to_enter(folder);
    if (!enter)
        return error_memory(err, "the command of gnuplot");

    /* -d: without the user's own settings, which would change the looks.  The
     * casts are owed to history: posix_spawn changes no argument. */
    char *arguments[] = {(char *)(named ? named : "gnuplot"), "-d", "-e", enter,
                         (char *)script, NULL};
    enum lr_status status = execute(arguments, named, said, &ended, err);
    free(enter);
    if (!status && WIFSIGNALED(ended))
        status = error_set(err, LR_ESYSTEM, "gnuplot was ended by signal %d",
                           WTERMSIG(ended));
    else if (!status && ended)
        status = error_set(err, LR_ESYSTEM, "gnuplot failed: %s", complaint(said));
    return status;
}
