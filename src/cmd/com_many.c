#include "config.h"

#include "cmd/com_view.h"

#include <string.h>

/* Characters of a channel's name, so that a row keeps to 80. */
enum { NAME_WIDTH = 32, LIST_MOST = 8 };

/* dB but for VEO. */
static const struct column columns[] = {
    {"verdict", "", NULL},          {"channel", "channel", NULL},
    {"aggressors", "F+N", NULL},    {"com_db", "COM dB", "%.3f"},
    {"vec_db", "VEC", "%.2f"},   {"veo_mv", "VEO mV", "%.2f"},
    {"erl_db", "ERL", "%.2f"},   {"il_nyquist_db", "loss", "%.2f"},
    {"fell_db", "fell", "%.3f"}, {"interface", "interface", NULL},
};

const struct tree *com_rows(const struct tree *root, struct arena *arena)
{
    static const char *const shared[] = {"interface", "baud_gbd", "levels", "der_0"};
    struct tree *top = tree_new(arena), *rows = top ? tree_list(top, "rows") : NULL;
    const struct tree *channels = tree_get(root, "channels");
    for (const struct tree *c = rows ? channels->first : NULL; c; c = c->next) {
        const struct tree *cases = tree_get(c, "cases");
        const struct tree *one = cases ? cases->first : NULL;
        do {
            struct tree *row = tree_object(rows, NULL);
            tree_text(row, "thru", "%s", cmd_text(c, "thru"));
            for (const struct tree *k = one ? one->first : NULL; k; k = k->next)
                tree_copy(row, k->key, k);
            for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
                if (tree_get(c, shared[i]))
                    tree_copy(row, shared[i], tree_get(c, shared[i]));
            tree_bool(row, "pass", tree_value(c, "pass") > 0.0);
            if (tree_get(c, "reason"))
                tree_text(row, "reason", "%s", cmd_text(c, "reason"));
            one = one ? one->next : NULL;
        } while (one);
    }
    return top && !tree_failed(top) ? rows : NULL;
}

/* How many characters, up to a slash, all names begin with. */
static size_t common_folder(const struct tree *channels)
{
    const char *first = channels->first ? cmd_text(channels->first, "thru") : "";
    const char *slash = strrchr(first, '/');
    size_t n = slash ? (size_t)(slash + 1 - first) : 0;
    for (const struct tree *c = channels->first; c; c = c->next)
        while (n && strncmp(first, cmd_text(c, "thru"), n))
            for (n--; n && first[n - 1] != '/';)
                n--;
    return n;
}

static void add_name(struct tree *row, const char *name)
{
    const size_t length = strlen(name);
    if (length <= NAME_WIDTH)
        tree_text(row, "channel", "%s", name);
    else
        tree_text(row, "channel", "%.*s..%s", NAME_WIDTH / 2 - 1, name,
                  name + length - (NAME_WIDTH / 2 - 1));
}

static size_t count_kind(const struct tree *channel, const char *kind)
{
    const struct tree *list = tree_get(channel, "aggressors");
    size_t n = 0;
    for (const struct tree *a = list ? list->first : NULL; a; a = a->next)
        n += !strcmp(cmd_text(a, "kind"), kind);
    return n;
}

/* Whether links name different interfaces. */
static bool mixed(const struct tree *channels)
{
    const char *first = "";
    for (const struct tree *c = channels->first; c; c = c->next) {
        const char *name = cmd_text(c, "interface");
        if (*first && *name && strcmp(name, first))
            return true;
        first = *name ? name : first;
    }
    return false;
}

static void add_row(struct tree *rows, const struct tree *channel, size_t folder,
                    bool interface)
{
    struct tree *row = tree_object(rows, NULL);
    static const struct { const char *name, *key; } judged[] = {
        {"VEC", "vec_db"}, {"VEO", "veo_mv"}, {"ERL", "erl_db"}};
    const struct tree *cases = tree_get(channel, "cases");
    const struct tree *criteria = tree_get(channel, "criteria");
    const struct tree *fell = tree_find(channel, "against.pass");
    tree_text(row, "verdict", "%s", !cases                                  ? "????"
                                    : tree_value(channel, "pass") > 0.0     ? "PASS"
                                                                            : "FAIL");
    add_name(row, cmd_text(channel, "thru") + folder);
    if (fell && fell->number == 0.0 && !tree_find(channel, "against.fell_db"))
        tree_text(row, "fell_db", "no end");    /* an eye that closed          */
    else
        tree_number(row, "fell_db", tree_value(channel, "against.fell_db"));
    if (!cases)
        return;
    const size_t fext = count_kind(channel, "FEXT"), next = count_kind(channel, "NEXT");
    if (fext + next)
        tree_text(row, "aggressors", "%zu+%zu", fext, next);
    tree_number(row, "com_db", tree_value(channel, "com_db"));
    /* What was judged: the worst case of each. */
    for (const struct tree *c = criteria->first; c; c = c->next)
        for (size_t i = 0; i < sizeof judged / sizeof judged[0]; i++)
            if (!strcmp(cmd_text(c, "name"), judged[i].name))
                tree_number(row, judged[i].key, tree_value(c, "value"));
    if (!tree_get(row, "erl_db"))
        tree_number(row, "erl_db", tree_value(channel, "cases[0].erl_db"));
    tree_number(row, "il_nyquist_db", tree_value(channel, "cases[0].il_nyquist_db"));
    if (interface)
        tree_text(row, "interface", "%s", cmd_text(channel, "interface"));
}

/* The files of a channel, as they were found. */
static void print_files(const struct tree *channel, size_t folder, FILE *out)
{
    const struct tree *list = tree_get(channel, "aggressors");
    fprintf(out, "  THRU %s\n", cmd_text(channel, "thru") + folder);
    for (const struct tree *a = list ? list->first : NULL; a; a = a->next) {
        const char *path = cmd_text(a, "file");
        const bool shared = !strncmp(path, cmd_text(channel, "thru"), folder);
        fprintf(out, "    %s %s\n", cmd_text(a, "kind"), path + (shared ? folder : 0));
    }
}

void com_print_many(const struct tree *root, bool verbose, FILE *out)
{
    struct arena arena;
    const struct tree *channels = tree_get(root, "channels");
    const size_t folder = common_folder(channels);
    const bool several = mixed(channels);
    size_t passed = 0;
    arena_init(&arena);
    struct tree *top = tree_new(&arena), *rows = top ? tree_list(top, "rows") : NULL;
    for (const struct tree *c = channels->first; c; c = c->next) {
        passed += tree_value(c, "pass") > 0.0;
        if (rows)
            add_row(rows, c, folder, several);
    }
    const bool fell = tree_value(root, "baseline.fell") > 0.0;
    fprintf(out, "%s  %zu of %zu channels meet every criterion%s, worst first\n",
            passed == channels->n && !fell ? "PASS" : "FAIL", passed, channels->n,
            fell ? ", but margins fell" : "");
    if (folder)
        fprintf(out, "folder     %.*s\n", (int)folder,
                cmd_text(channels->first, "thru"));
    if (tree_get(root, "interface") && !several)
        com_print_interface(root, out);
    com_print_baseline(root, out);
    fputc('\n', out);
    if (rows)
        table_print(rows, columns, sizeof columns / sizeof columns[0], out);
    for (const struct tree *c = channels->first; c; c = c->next)
        if (tree_get(c, "reason"))
            fprintf(out, "\n%s\n  %s\n", cmd_text(c, "thru") + folder,
                    cmd_text(c, "reason"));
    if (channels->n <= LIST_MOST || verbose) {
        fputs("\nfiles\n", out);
        for (const struct tree *c = channels->first; c; c = c->next)
            print_files(c, folder, out);
    } else {
        fputs("\n--verbose lists the files of each channel.\n", out);
    }
    arena_free(&arena);
}
