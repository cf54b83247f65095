#include "config.h"

#include "cmd/reach_rates.h"

#include "cmd/cmd.h"

#include <math.h>
#include <string.h>

enum { COLUMNS_MOST = 12 };     /* lane rates                                  */

static bool same(const struct tree *a, const struct tree *b, const char *key)
{
    return !strcmp(cmd_text(a, key), cmd_text(b, key));
}

bool reach_rates_together(const struct tree *a, const struct tree *b)
{
    return same(a, b, "lane") && same(a, b, "interface") && same(a, b, "criterion") &&
           same(a, b, "crosstalk");
}

bool reach_rates_are_many(const struct tree *rows)
{
    for (const struct tree *a = rows->first; a; a = a->next)
        for (const struct tree *b = a->next; b; b = b->next)
            if (same(a, b, "medium") && !same(a, b, "lane"))
                return true;
    return false;
}

/* The first row with the same `key`. */
static const struct tree *first_of(const struct tree *rows, const struct tree *row,
                                   const char *key)
{
    const struct tree *first = rows->first;
    while (!same(first, row, key))
        first = first->next;
    return first;
}

/* Which of the judges it has, from 0, in the order of the rows. */
static size_t judge_of(const struct tree *rows, const struct tree *row)
{
    size_t judge = 0;
    for (const struct tree *a = rows->first; a; a = a->next) {
        bool first = true;
        for (const struct tree *b = rows->first; b != a; b = b->next)
            first &= !reach_rates_together(a, b);
        if (first && reach_rates_together(a, row))
            return judge;
        judge += first;
    }
    return judge;
}

/* Rounded down, since it must pass when it is typed in again; what is no length has its
 * unit; ">" where the whole range passes. */
static void add_cell(const struct tree *rows, const struct tree *row, struct tree *at)
{
    static const struct { const char *key; double steps; const char *unit; }
        reaches[] = {{"reach_m", 1000.0, ""}, {"reach_db", 100.0, " dB"},
                     {"reach_ps", 100.0, " ps"}};
    char text[32] = "fails";
    if (!strcmp(cmd_text(row, "reason"), "not_modelled"))
        strcpy(text, "none");
    for (size_t i = 0; i < sizeof reaches / sizeof reaches[0]; i++) {
        const struct tree *value = tree_get(row, reaches[i].key);
        if (!value || value->kind != TREE_NUMBER)
            continue;
        const bool fibre = !strcmp(cmd_text(row, "varied"), "fibre");
        const double steps = fibre ? 1.0 : reaches[i].steps;
        snprintf(text, sizeof text, "%s%.*f%s",
                 strcmp(cmd_text(row, "limited_by"), "range") ? "" : ">",
                 fibre ? 0 : steps > 100.0 ? 3 : 2,
                 floor(steps * value->number) / steps, reaches[i].unit);
    }
    tree_text(at, cmd_text(row, "lane"), "%6s %c", text,
              (char)('a' + judge_of(rows, row) % 26));
}

static void print_judges(const struct tree *rows, FILE *out)
{
    size_t judges = 0;
    for (const struct tree *row = rows->first; row; row = row->next)
        if (judge_of(rows, row) == judges)
            cmd_say(out, 3, "%c  %s (%s): %s; %s", (char)('a' + judges++ % 26),
                    cmd_text(row, "interface"), cmd_text(row, "grade"),
                    cmd_text(row, "criterion"), cmd_text(row, "crosstalk"));
}

void reach_rates_print(const struct tree *rows, FILE *out)
{
    struct arena arena;
    struct column columns[COLUMNS_MOST + 1] = {{"medium", "medium", NULL}};
    size_t n = 1;
    arena_init(&arena);
    struct tree *media = tree_list(tree_new(&arena), "media");
    for (const struct tree *row = rows->first; row; row = row->next)
        if (n <= COLUMNS_MOST && first_of(rows, row, "lane") == row)
            columns[n++] =
                (struct column){cmd_text(row, "lane"), cmd_text(row, "lane"), NULL};
    for (const struct tree *row = rows->first; media && row; row = row->next) {
        if (first_of(rows, row, "medium") != row)
            continue;
        struct tree *line = tree_object(media, NULL);
        tree_text(line, "medium", "%s", cmd_text(row, "medium"));
        for (const struct tree *cell = row; cell; cell = cell->next)
            if (same(cell, row, "medium"))
                add_cell(rows, cell, line);
    }
    if (media)
        table_print(media, columns, n, out);
    arena_free(&arena);
    fputc('\n', out);
    print_judges(rows, out);
}
