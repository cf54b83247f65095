#include "config.h"

#include "cmd/cmd.h"

#include <string.h>

static const struct column columns[] = {
    {"kind", NULL, NULL},     {"name", "name", NULL},     {"key", "key", NULL},
    {"grade", "grade", NULL}, {"value", "value", NULL},   {"title", "title", NULL},
    {"note", NULL, NULL},     {"aliases", NULL, NULL},    {"source", NULL, NULL},
    {"problem", NULL, NULL},
};

/* The models of one kind stand under a heading. */
static void print_kind(const struct tree *rows, const char *kind, FILE *out)
{
    struct arena arena;
    arena_init(&arena);
    struct tree *group = tree_list(tree_new(&arena), "rows");
    for (const struct tree *row = rows->first; row; row = row->next)
        if (!strcmp(cmd_text(row, "kind"), kind))
            tree_copy(group, NULL, row);
    fprintf(out, "\n%s\n", kind);
    if (group)
        table_print(group, columns, sizeof columns / sizeof columns[0], out);
    arena_free(&arena);
}

static void print_list(const struct tree *root, FILE *out)
{
    const struct tree *rows = tree_get(root, "rows");
    const char *kind = "";
    for (const struct tree *f = tree_get(root, "folders")->first; f; f = f->next)
        fprintf(out, "folder  %s\n", f->text);
    for (const struct tree *row = rows->first; row; row = row->next)
        if (strcmp(cmd_text(row, "kind"), kind)) {
            kind = cmd_text(row, "kind");
            print_kind(rows, kind, out);
        }
}

/* What is wrong, a line each, and how much is not. */
static void print_check(const struct tree *root, FILE *out)
{
    for (const struct tree *row = tree_get(root, "rows")->first; row; row = row->next)
        if (tree_get(row, "problem"))
            fprintf(out, "%s\n", cmd_text(row, "problem"));
    fprintf(out, "%s  %.0f models checked, %.0f wrong\n",
            tree_value(root, "wrong") > 0.0 ? "FAIL" : "PASS", tree_value(root, "checked"),
            tree_value(root, "wrong"));
}

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root, *rows = tree_get(root, "rows");
    bool first = true;
    if (tree_get(root, "checked")) {
        print_check(root, out);
        return;
    }
    if (!tree_get(root, "title")) {
        print_list(root, out);
        return;
    }
    fprintf(out, "%s %s: %s\nfile    %s\n", cmd_text(root, "kind"),
            cmd_text(root, "name"), cmd_text(root, "title"), cmd_text(root, "path"));
    if (tree_get(root, "source"))
        cmd_say(out, 8, "source  %s (%s)", cmd_text(root, "source"),
                cmd_text(root, "grade"));
    fputc('\n', out);
    table_print(rows, columns, sizeof columns / sizeof columns[0], out);
    for (const struct tree *row = rows->first; row && request->verbose; row = row->next) {
        if (first)
            fputc('\n', out);
        cmd_say(out, 2, "%s: %s%s%s", cmd_text(row, "key"), cmd_text(row, "source"),
                tree_get(row, "note") ? "; " : "", cmd_text(row, "note"));
        first = false;
    }
}

const struct command cmd_models = {
    .name = "models",
    .usage = "[KIND|NAME|WORD|DIR]",
    .summary = "what is in the library, each number with its source",
    .print = print,
    .rows = "rows",
    .columns = columns,
    .ncolumn = sizeof columns / sizeof columns[0]};
