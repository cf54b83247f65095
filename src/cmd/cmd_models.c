#include "config.h"

#include "cmd/cmd.h"

static const struct column columns[] = {
    {"kind", "kind", NULL},   {"name", "name", NULL},     {"key", "key", NULL},
    {"value", "value", NULL}, {"grade", "grade", NULL},   {"title", "title", NULL},
    {"note", NULL, NULL},     {"aliases", NULL, NULL},    {"source", NULL, NULL},
};

static void print(const struct answer *answer, const struct request *request, FILE *out)
{
    const struct tree *root = answer->root, *rows = tree_get(root, "rows");
    const char *source = "";
    if (tree_get(root, "title"))
        fprintf(out, "%s %s: %s\nfile    %s\nsource  %s (%s)\n\n", cmd_text(root, "kind"),
                cmd_text(root, "name"), cmd_text(root, "title"), cmd_text(root, "path"),
                cmd_text(root, "source"), cmd_text(root, "grade"));
    else
        for (const struct tree *f = tree_get(root, "folders")->first; f; f = f->next)
            fprintf(out, "folder  %s%s", f->text, f->next ? "\n" : "\n\n");
    table_print(rows, columns, sizeof columns / sizeof columns[0], out);
    for (const struct tree *row = rows->first; row && request->verbose; row = row->next)
        if (tree_get(row, "key")) {
            fprintf(out, "%s%s: %s%s%s\n", *source ? "" : "\n", cmd_text(row, "key"),
                    cmd_text(row, "source"), tree_get(row, "note") ? "; " : "",
                    cmd_text(row, "note"));
            source = "shown";
        }
}

const struct command cmd_models = {
    "models", "[NAME]", "what is in the library, each number with its source", print, "rows",
    columns, sizeof columns / sizeof columns[0]};
