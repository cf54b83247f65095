#include "config.h"

#include "answer/com_settings.h"

#include "interface/idle.h"
#include "text/table.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN = 4, READ_SIZE = 160 };    /* elements of a list; characters      */

/* Why a setting is not used. */
static void add_why(const struct interface *interface, const struct setting *s,
                    struct tree *row)
{
    if (!s->unused)
        tree_text(row, "why", "no keyword of the COM tool");
    else
        tree_text(row, "why", "%s%s", s->unused->why,
                  s->unused->neutral && interface_ignores(interface, s) ? ", which is off"
                                                                        : "");
}

/* "0, 0.02 .. 0.12 (7)" or "12 31; 1.8 1.8": what was made of a value, in the units of
 * the sheet; "" of a plain number. */
static void print_read(enum key key, const struct matrix *m, char text[READ_SIZE])
{
    const struct keyword *k = keyword_of(key);
    const size_t n = m->rows * m->cols;
    size_t at = 0;
    text[0] = '\0';
    if (k->choices)
        return;
    for (size_t i = 0; i < n && at < READ_SIZE; i++) {
        const size_t column = i % m->cols < KEYWORD_UNITS ? i % m->cols : 0;
        const size_t unit = k->sheet_unit[column] ? column : 0;
        const double factor = k->dim[unit] == DIM_NUMBER
                                  ? 1.0
                                  : quantity_unit(k->sheet_unit[unit], k->dim[unit]);
        if (m->rows == 1 && n > SHOWN && i == 2)
            i = n - 1;
        const char *between = !i                                        ? ""
                              : i % m->cols == 0                        ? "; "
                              : m->rows == 1 && n > SHOWN && i == n - 1 ? " .. "
                                                                        : " ";
        at += (size_t)snprintf(text + at, READ_SIZE - at, "%s%.6g", between,
                               m->x[i] / factor + 0.0); /* no -0               */
    }
    if (m->rows == 1 && n > SHOWN && at < READ_SIZE)
        snprintf(text + at, READ_SIZE - at, " (%zu)", n);
}

static void add_unit(struct tree *row, const struct keyword *k, bool written)
{
    if (written || !*k->sheet_unit[0])
        return;
    if (k->sheet_unit[1])
        tree_text(row, "unit", "%s %s %s", k->sheet_unit[0], k->sheet_unit[1],
                  k->sheet_unit[2]);
    else
        tree_text(row, "unit", "%s", k->sheet_unit[0]);
}

static void add_place(struct tree *row, struct mark mark)
{
    if (mark.line)
        tree_text(row, "place", "%s:%zu", mark.file, mark.line);
    else if (mark.file)
        tree_text(row, "place", "%s", mark.file);
}

static void add_key(const struct interface *interface, enum key key, struct tree *list)
{
    const struct keyword *k = keyword_of(key);
    const struct setting *given = &interface->given[key];
    struct tree *row = tree_object(list, NULL);
    char read[READ_SIZE] = "";
    tree_text(row, "keyword", "%s", k->name);
    if (!interface->set[key]) {
        tree_text(row, "value", "%s", k->otherwise ? k->otherwise : "");
        add_unit(row, k, !strchr("0123456789[", k->otherwise ? *k->otherwise : 'x'));
        tree_text(row, "status", "%s", k->otherwise ? "default" : "absent");
        return;
    }
    tree_text(row, "value", "%s", given->text);
    add_unit(row, k, given->units);
    if (strpbrk(given->text, "(*:/^+") || strstr(given->text, "- "))
        print_read(key, &interface->value[key], read);
    if (*read)
        tree_text(row, "read", "%s", read);
    const char *idle = idle_reason(interface, key);
    tree_text(row, "status", "%s", idle ? "idle" : "used");
    if (idle)
        tree_text(row, "why", "%s", idle);
    else if (key == KEY_LOCAL_SEARCH)
        tree_text(row, "why", "with --local-search");
    add_place(row, given->mark);
}

static void add_other(const struct interface *interface, const struct setting *s,
                      struct tree *list)
{
    struct tree *row = tree_object(list, NULL);
    tree_text(row, "keyword", "%s", s->name);
    tree_text(row, "value", "%s", s->text);
    tree_text(row, "status", "%s",
              !s->unused                        ? "unknown"
              : interface_ignores(interface, s) ? "ignored"
                                                : "refused");
    add_why(interface, s, row);
    add_place(row, s->mark);
}

void com_add_settings(const struct interface *interface, struct tree *root)
{
    tree_text(root, "interface", "%s", interface->name);
    tree_text(root, "grade", "%s", interface->grade);
    tree_text(root, "release", "%s", interface->release->name);
    struct tree *list = tree_list(root, "settings");
    for (size_t key = 0; key < KEY_COUNT; key++)
        add_key(interface, (enum key)key, list);
    for (size_t i = 0; i < interface->nother; i++)
        add_other(interface, &interface->other[i], list);
}

void com_add_ignored(const struct interface *interface, struct tree *root)
{
    struct tree *list = interface->nother ? tree_list(root, "ignored") : NULL;
    for (size_t i = 0; i < interface->nother; i++) {
        const struct setting *s = &interface->other[i];
        struct tree *row = tree_object(list, NULL);
        tree_text(row, "keyword", "%s", s->name);
        tree_text(row, "value", "%s", s->text);
        add_why(interface, s, row);
    }
}

enum lr_status com_note_ignored(const struct interface *interface, bool strict,
                                struct lr_error *err)
{
    enum lr_status status = LR_OK;
    size_t known = 0;
    for (size_t i = 0; !status && i < interface->nother; i++) {
        const struct setting *s = &interface->other[i];
        if (!interface_ignores(interface, s))
            continue;           /* refused when it comes to computing          */
        if (strict && !(s->unused && s->unused->neutral))
            return error_at(err, s->mark,
                            "%s %s is ignored: %s; remove it, or leave --strict out",
                            s->name, s->text,
                            s->unused ? s->unused->why : "no keyword of the COM tool");
        known += s->unused != NULL;
        if (!s->unused)
            status = note_add(err, NOTE_WARNING,
                              "'%s' (%s) is no keyword of the COM tool: ignored", s->name,
                              s->text);
    }
    if (!status && interface->set[KEY_ERL_PASS] && !interface->wants_erl)
        status = note_add(err, NOTE_WARNING,
                          "ERL Pass threshold %s is not judged: TDR and ERL are not both "
                          "switched on",
                          interface->given[KEY_ERL_PASS].text);
    if (!status && known)
        status =
            note_add(err, NOTE_ASSUMPTION,
                     "%zu settings do not enter COM; --show-settings lists them", known);
    return status;
}
