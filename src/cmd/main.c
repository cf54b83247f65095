#include "config.h"

#include "cmd/cmd.h"
#include "cmd/junit.h"

#include "base/parallel.h"
#include "text/file.h"
#include "text/json.h"
#include "text/wrap.h"

#ifdef HAVE_MALLOPT
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>

/* Commands of two words form a group, which --help shows as one line. */
static const struct command *const commands[] = {
    &cmd_reach,           &cmd_eye,         &cmd_com,        &cmd_loss,
    &cmd_budget,          &cmd_line,
    &cmd_net_info,        &cmd_net_check,   &cmd_net_convert,
    &cmd_net_cascade,     &cmd_net_reorder, &cmd_net_mixed,
    &cmd_net_renormalise, &cmd_net_extract, &cmd_net_resample,
    &cmd_net_passivate,   &cmd_net_diff,    &cmd_net_deembed,
    &cmd_models};
enum { NCOMMAND = sizeof commands / sizeof commands[0] };

static const struct { const char *name, *summary; } groups[] = {
    {"net", "Touchstone tools: info, check, convert, cascade, deembed and more"}};
enum { NGROUP = sizeof groups / sizeof groups[0] };

enum { HELP_COLUMN = 33 };      /* where --help explains an option             */

enum { EXIT_MET = 0, EXIT_MISSED = 1, EXIT_WRONG = 2, EXIT_FAILED = 3 };

const char *cmd_text(const struct tree *root, const char *path)
{
    const struct tree *node = tree_find(root, path);
    return node && node->kind == TREE_TEXT ? node->text : "";
}

void cmd_print_written(const struct tree *root, FILE *out)
{
    const struct tree *written = tree_get(root, "outputs");
    for (const struct tree *f = written ? written->first : NULL; f; f = f->next)
        fprintf(out, "\nwritten    %s\n", cmd_text(f, "path"));
}

static int exit_status(enum lr_status status)
{
    switch (status) {
    case LR_OK: return EXIT_MET;
    case LR_EUSAGE:
    case LR_EINPUT:
    case LR_EDOMAIN: return EXIT_WRONG;
    default: return EXIT_FAILED;
    }
}

static void summarise(const char *name, const char *summary, FILE *out)
{
    const int column = fprintf(out, "  %-8s ", name);
    wrap_print(summary, (size_t)column, (size_t)column, out);
    fputc('\n', out);
}

static void usage(FILE *out)
{
    fprintf(out, "Usage: lanereach COMMAND [OPTION]... [FILE]...\n"
                 "How far a SerDes lane runs, over what, and why.\n\nCommands:\n");
    for (size_t i = 0; i < NCOMMAND; i++)
        if (!strchr(commands[i]->name, ' '))
            summarise(commands[i]->name, commands[i]->summary, out);
    for (size_t i = 0; i < NGROUP; i++)
        summarise(groups[i].name, groups[i].summary, out);
    fprintf(
        out,
        "\nlanereach COMMAND --help and man lanereach-COMMAND tell more;\n"
        "lanereach --version prints the version.\n"
        "Exit status: 0 every target is met (or none is set), 1 a target is missed,\n"
        "2 wrong usage or input, 3 it could not be computed.\n");
}

static void command_usage(const struct command *command, FILE *out)
{
    const int column = fprintf(out, "Usage: lanereach %s [OPTION]... ", command->name);
    wrap_print(command->usage, (size_t)column, strlen("Usage: lanereach "), out);
    fprintf(out, "\n%c%s.\n\nOptions:\n", command->summary[0] & ~0x20,
            command->summary + 1);
    const struct request_option *o;
    for (size_t i = 0; (o = request_option(command->name, i)); i++) {
        char name[64];
        snprintf(name, sizeof name, "--%s%s%s", o->name,
                 o->argument && *o->argument != '[' ? " " : "",
                 o->argument ? o->argument : "");
        int at = o->letter ? fprintf(out, "  -%c, %-26s ", o->letter, name)
                           : fprintf(out, "      %-26s ", name);
        if (at > HELP_COLUMN)
            at = fprintf(out, "\n%*s", HELP_COLUMN, "") - 1;
        wrap_print(o->help, (size_t)at, HELP_COLUMN, out);
        fputc('\n', out);
    }
}

/* One line, whatever a file's text had in it. */
static void complain(const char *command, const char *kind, const char *text)
{
    fprintf(stderr, "lanereach%s%s: %s", *command ? " " : "", command, kind);
    for (; *text; text++)
        fputc((unsigned char)*text < ' ' ? ' ' : *text, stderr);
    fputc('\n', stderr);
}

static void print_notes(const struct request *request, const struct lr_notes *notes)
{
    const char *text;
    if (request->quiet)
        return;
    for (size_t i = 0; (text = note_text(notes, NOTE_WARNING, i)); i++)
        complain(request->command, "warning: ", text);
}

/* What --set changed: a table must tell how it was made. */
static void print_sets(const struct answer *answer, FILE *out)
{
    const struct tree *list = tree_get(answer->root, "set");
    for (const struct tree *set = list ? list->first : NULL; set; set = set->next)
        fprintf(out, "%sset        %s\n", set == list->first ? "\n" : "", set->text);
}

/* What the numbers of a table rest on. */
static void print_assumptions(const struct answer *answer, const struct request *request,
                              FILE *out)
{
    const struct tree *list = tree_get(answer->root, "assumptions");
    if (!list || !list->n || request->quiet)
        return;
    if (!request->verbose) {
        fprintf(out,
                "\nRests on %zu assumed or unverified numbers and steps; --verbose lists "
                "them.\n",
                list->n);
        return;
    }
    fprintf(out, "\nRests on:\n");
    for (const struct tree *a = list->first; a; a = a->next)
        cmd_say(out, 4, "  %s", a->text);
}

static void print_csv(const struct command *command, const struct request *request,
                      const struct answer *answer, FILE *out)
{
    const struct tree *rows = tree_find(answer->root, command->rows);
    const struct tree *more = rows || !command->more_rows
                                  ? NULL
                                  : tree_find(answer->root, command->more_rows);
    if (more)
        table_csv(more, command->more_columns, command->nmore, out);
    else if (command->print_csv)
        command->print_csv(answer, request, out);
    else
        table_csv(rows, command->columns, command->ncolumn, out);
}

static enum lr_status render(const struct command *command, const struct request *request,
                             const struct answer *answer, char **text, size_t *length,
                             struct lr_error *err)
{
    if (request->mode == MODE_JSON) {
        enum lr_status status = json_print(answer->root, text, err);
        *length = status ? 0 : strlen(*text);
        return status;
    }
    FILE *out = open_memstream(text, length);
    if (!out)
        return error_memory(err, "the answer");
    if (request->mode == MODE_CSV) {
        print_csv(command, request, answer, out);
    } else {
        command->print(answer, request, out);
        print_sets(answer, out);
        print_assumptions(answer, request, out);
    }
    return fclose(out) ? error_memory(err, "the answer") : LR_OK;
}

static enum lr_status draw(const struct request *request, const struct answer *answer,
                           struct lr_error *err)
{
    char name[64];
    if (!request->plot || !answer->figure.template)
        return LR_OK;
    snprintf(name, sizeof name, "plots/%s.gp", answer->figure.template);
    const char *template = model_library_file(request->lib, name);
    if (!template)
        return error_set(err, LR_ESYSTEM, "the template %s is not in the data folders",
                         name);
    return plot_run(&answer->figure, template, request->plot, request->keep_plot, err);
}

/* An answer must not replace what it is about. */
static enum lr_status check_output(const struct request *request,
                                   const struct answer *answer, struct lr_error *err)
{
    const struct { const char *option, *path; } written[] = {
        {"--output", answer->outputs ? NULL : request->output},
        {"--junit", request->junit}};
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++)
        for (const struct tree *input = written[i].path ? answer->inputs->first : NULL;
             input; input = input->next)
            if (file_same(written[i].path, cmd_text(input, "path")))
                return error_set(err, LR_EUSAGE,
                                 "%s %s is one of the inputs; the answer "
                                 "would replace it",
                                 written[i].option, written[i].path);
    return LR_OK;
}

/* Tools for files work without the library's data. */
static bool needs_library(const struct command *command, const struct request *request)
{
    return strncmp(command->name, "net ", 4) || request->interface || request->plot;
}

/* A server that reads verdicts learns that there is none, but not at the cost of what was
 * asked about. */
static void write_failure(const struct request *request, const struct answer *answer,
                          const struct lr_error *err)
{
    for (const char *const *file = request->files; file && *file; file++)
        if (file_same(request->junit, *file))
            return;
    for (const struct tree *input = answer->inputs ? answer->inputs->first : NULL; input;
         input = input->next)
        if (file_same(request->junit, cmd_text(input, "path")))
            return;
    junit_write_failure(request->junit, request->command, err->text, NULL);
}

/* Two outputs cannot be one file. */
static enum lr_status check_apart(const struct request *request, struct lr_error *err)
{
    const struct { const char *option, *path; } to[] = {{"--output", request->output},
                                                        {"--plot", request->plot},
                                                        {"--junit", request->junit}};
    enum { OUTPUTS = sizeof to / sizeof to[0] };
    for (size_t i = 0; i < OUTPUTS; i++)
        for (size_t k = i + 1; k < OUTPUTS; k++)
            if (to[i].path && to[k].path && !strcmp(to[i].path, to[k].path))
                return error_set(err, LR_EUSAGE, "%s and %s are the same file, %s",
                                 to[i].option, to[k].option, to[i].path);
    return LR_OK;
}

static enum lr_status answer_and_show(const struct command *command,
                                      struct request *request, int *exit_with,
                                      struct lr_error *err)
{
    struct answer answer = {0};
    struct model_library *lib = NULL;
    char *text = NULL;
    size_t length = 0;
    if (request->keep_plot && !request->plot)
        return error_set(err, LR_EUSAGE, "--keep-plot goes with --plot");
    if (request->plot && plot_check(request->plot, err))
        return LR_EUSAGE;
    if (check_apart(request, err))
        return LR_EUSAGE;
    parallel_set_threads((int)request->threads);
    enum lr_status status = needs_library(command, request)
                                ? model_library_open(request->data, &lib, err)
                                : LR_OK;
    request->lib = lib;
    struct progress progress;
    progress_begin(&progress, "lanereach", request->quiet);
    request->progress = &progress;
    if (!status)
        status = answer_find(command->name)(request, &answer, err);
    progress_end(&progress);
    if (!status)
        status = check_output(request, &answer, err);
    if (!status)
        status = render(command, request, &answer, &text, &length, err);
    print_notes(request, err->notes);
    if (!status) {
        *exit_with = answer.failed   ? exit_status(answer.failed)
                     : answer.missed ? EXIT_MISSED
                                     : EXIT_MET;
        if (request->output && !answer.outputs)
            status = file_write(request->output, text, length, err);
        else if (fwrite(text, 1, length, stdout) != length)
            status = error_set(err, LR_ESYSTEM, "standard output cannot be written");
    }
    if (!status && request->junit)
        status = junit_write(request->junit, answer.root, err);
    else if (status && request->junit)
        write_failure(request, &answer, err);
    if (!status)
        status = draw(request, &answer, err);
    free(text);
    answer_free(&answer);
    model_library_close(lib);
    return status;
}

static int run(const struct command *command, size_t n, const char *const *words)
{
    struct lr_error err = {0};
    struct request request = {.command = command->name};
    struct arena arena;
    int exit_with = EXIT_MET;
    arena_init(&arena);
    enum lr_status status =
        request_parse(command->name, n, words, &arena, &request, &err);
    if (!status && request.help) {
        command_usage(command, stdout);
    } else if (!status) {
        err.notes = notes_new(request.strict);
        status = err.notes ? answer_and_show(command, &request, &exit_with, &err)
                           : error_memory(&err, "notes");
    }
    if (status)
        complain(command->name, "", err.text);
    notes_free(err.notes);
    arena_free(&arena);
    return status ? exit_status(status) : exit_with;
}

static size_t group_find(const char *name)
{
    size_t i = 0;
    while (i < NGROUP && strcmp(name, groups[i].name))
        i++;
    return i;
}

static void group_usage(const char *group, FILE *out)
{
    const size_t n = strlen(group);
    fprintf(out, "Usage: lanereach %s COMMAND [OPTION]... FILE...\n%s.\n\nCommands:\n",
            group, groups[group_find(group)].summary);
    for (size_t i = 0; i < NCOMMAND; i++)
        if (!strncmp(commands[i]->name, group, n) && commands[i]->name[n] == ' ')
            fprintf(out, "  %-12s %s\n", commands[i]->name + n + 1,
                    commands[i]->summary);
    fprintf(out, "\nlanereach %s COMMAND --help and man lanereach-%s tell more.\n",
            group, group);
}

/* The command that words[0..n-1] begin with, one word or two; *used is their number. */
static const struct command *command_find(int n, char **words, int *used)
{
    char name[64] = "";
    for (*used = 1; *used <= 2 && *used <= n; ++*used) {
        const size_t have = strlen(name);
        snprintf(name + have, sizeof name - have, "%s%s", have ? " " : "",
                 words[*used - 1]);
        for (size_t i = 0; i < NCOMMAND; i++)
            if (!strcmp(name, commands[i]->name))
                return commands[i];
    }
    return NULL;
}

static bool asks_for_help(const char *word)
{
    return !strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help");
}

/* What is printed when words[0..n-1] name no command. */
static int no_command(int n, char **words)
{
    char text[256];
    if (!n || asks_for_help(words[0])) {
        usage(n ? stdout : stderr);
        return n ? EXIT_MET : EXIT_WRONG;
    }
    if (!strcmp(words[0], "--version")) {
        puts(PACKAGE_STRING);
        return EXIT_MET;
    }
    if (group_find(words[0]) == NGROUP) {
        snprintf(text, sizeof text, "unknown command '%.100s'; lanereach --help lists "
                 "them", words[0]);
    } else if (n == 1 || asks_for_help(words[1])) {
        group_usage(words[0], n > 1 ? stdout : stderr);
        return n > 1 ? EXIT_MET : EXIT_WRONG;
    } else {
        snprintf(text, sizeof text, "unknown command '%s %.100s'; lanereach %s --help "
                 "lists them", words[0], words[1], words[0]);
    }
    complain("", "", text);
    return EXIT_WRONG;
}

static int dispatch(int argc, char **argv)
{
    int used, n = argc - 1;
    char **words = argv + 1;
    const bool help = n > 1 && !strcmp(words[0], "help");
    if (help) {
        words++;
        n--;
    }
    const struct command *command = command_find(n, words, &used);
    if (command && help) {
        command_usage(command, stdout);
        return EXIT_MET;
    }
    if (!command && help && group_find(words[0]) < NGROUP) {
        group_usage(words[0], stdout);
        return EXIT_MET;
    }
    return command ? run(command, (size_t)(n - used),
                         (const char *const *)words + used)
                   : no_command(n, words);
}

/* Every channel of many takes and returns the same arrays: pages that are kept spare the
 * faults of new ones, a tenth of the time, and cost a sixth more memory at the peak. */
static void keep_pages(void)
{
#ifdef HAVE_MALLOPT
    enum { MAPPED = 1 << 25, KEPT = 1 << 28 };  /* the first is glibc's most */
    mallopt(M_MMAP_THRESHOLD, MAPPED);
    mallopt(M_TRIM_THRESHOLD, KEPT);
#endif
}

int main(int argc, char **argv)
{
    keep_pages();
    const int status = dispatch(argc, argv);
    /* A full disk shows here at the latest. */
    if (fclose(stdout) != 0 && status <= EXIT_MISSED) {
        complain("", "", "standard output cannot be written");
        return EXIT_FAILED;
    }
    return status;
}
