#include "config.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct note {
    struct note *next;
    enum note_kind kind;
    char text[];
};

struct lr_notes {
    bool strict;
    struct note *first, **end;
};

enum lr_status error_set(struct lr_error *err, enum lr_status status,
                         const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        err->status = status;
        vsnprintf(err->text, sizeof err->text, format, args);
        va_end(args);
    }
    return status;
}

enum lr_status error_at(struct lr_error *err, struct mark mark, const char *format, ...)
{
    if (!err)
        return LR_EINPUT;
    size_t used = 0;
    const size_t size = sizeof err->text;
    int n = snprintf(err->text, size, "%s:", mark.file ? mark.file : "(input)");
    used += n > 0 ? (size_t)n : 0;
    if (mark.line && used < size) {
        n = snprintf(err->text + used, size - used, "%zu:", mark.line);
        used += n > 0 ? (size_t)n : 0;
    }
    if (mark.line && mark.column && used < size) {
        n = snprintf(err->text + used, size - used, "%zu:", mark.column);
        used += n > 0 ? (size_t)n : 0;
    }
    if (used + 1 < size) {
        err->text[used++] = ' ';
        va_list args;
        va_start(args, format);
        vsnprintf(err->text + used, size - used, format, args);
        va_end(args);
    }
    return err->status = LR_EINPUT;
}

enum lr_status error_named(struct lr_error *err, enum lr_status status, const char *name,
                           const char *text)
{
    return strstr(text, name) ? error_set(err, status, "%s", text)
                              : error_set(err, status, "%s: %s", name, text);
}

enum lr_status error_memory(struct lr_error *err, const char *what)
{
    return error_set(err, LR_EMEMORY, "out of memory for %s", what);
}

struct lr_notes *notes_new(bool strict)
{
    struct lr_notes *notes = malloc(sizeof *notes);
    if (notes) {
        notes->strict = strict;
        notes->first = NULL;
        notes->end = &notes->first;
    }
    return notes;
}

struct lr_notes *notes_like(const struct lr_notes *like)
{
    return like ? notes_new(like->strict) : NULL;
}

void notes_free(struct lr_notes *notes)
{
    if (!notes)
        return;
    for (struct note *note = notes->first, *next; note; note = next) {
        next = note->next;
        free(note);
    }
    free(notes);
}

static enum lr_status add(struct lr_error *err, enum note_kind kind, const char *text)
{
    struct lr_notes *notes = err->notes;
    for (const struct note *old = notes->first; old; old = old->next)
        if (old->kind == kind && !strcmp(old->text, text))
            return LR_OK;
    const size_t size = strlen(text) + 1;
    struct note *note = malloc(sizeof *note + size);
    if (!note)
        return error_memory(err, "a note");
    note->next = NULL;
    note->kind = kind;
    memcpy(note->text, text, size);
    *notes->end = note;
    notes->end = &note->next;
    return LR_OK;
}

enum lr_status note_add(struct lr_error *err, enum note_kind kind, const char *format,
                        ...)
{
    if (!err || !err->notes)
        return LR_OK;
    char text[sizeof err->text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (kind == NOTE_WARNING && err->notes->strict)
        return error_set(err, LR_EINPUT, "%s (a warning, refused under --strict)", text);
    return add(err, kind, text);
}

const char *note_text(const struct lr_notes *notes, enum note_kind kind, size_t i)
{
    if (notes)
        for (const struct note *note = notes->first; note; note = note->next)
            if (note->kind == kind && i-- == 0)
                return note->text;
    return NULL;
}

enum lr_status notes_append(struct lr_error *to, const struct lr_notes *from)
{
    if (!to || !to->notes || !from)
        return LR_OK;
    for (const struct note *note = from->first; note; note = note->next) {
        enum lr_status status = add(to, note->kind, note->text);
        if (status)
            return status;
    }
    return LR_OK;
}
