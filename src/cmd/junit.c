#include "config.h"

#include "cmd/junit.h"

#include "cmd/cmd.h"
#include "text/file.h"

#include <stdlib.h>
#include <string.h>

enum verdict { PASSED, FAILED, BROKEN };

struct writer {
    FILE *out;                  /* of the test cases                           */
    const char *command;
    size_t n[BROKEN + 1];       /* of each verdict                             */
};

/* Bytes of the UTF-8 character that begins at `text`; 0 when none does. */
static size_t utf8_length(const char *text)
{
    const unsigned char first = (unsigned char)*text;
    const size_t n = first < 0x80                  ? 1
                     : first >= 0xc2 && first < 0xe0 ? 2
                     : first >= 0xe0 && first < 0xf0 ? 3
                     : first >= 0xf0 && first < 0xf5 ? 4
                                                     : 0;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)text[i] & 0xc0) != 0x80)
            return 0;
    return n;
}

/* XML 1.0 has no way to write control characters, nor bytes that are no UTF-8: they
 * become blanks and question marks. */
static void escape(const char *text, FILE *out)
{
    for (size_t n = 1; *text; text += n ? n : 1) {
        n = utf8_length(text);
        if (n > 1) {
            fwrite(text, 1, n, out);
            continue;
        }
        if (!n) {
            fputc('?', out);
            continue;
        }
        switch (*text) {
        case '&': fputs("&amp;", out); break;
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        case '"': fputs("&quot;", out); break;
        default: fputc((unsigned char)*text < ' ' ? ' ' : *text, out);
        }
    }
}

static void write_case(struct writer *w, const char *channel, const char *what,
                       enum verdict verdict, const char *message)
{
    static const char *const tags[] = {"", "failure", "error"};
    w->n[verdict]++;
    fprintf(w->out, "  <testcase classname=\"lanereach.%s\" name=\"", w->command);
    escape(channel, w->out);
    fputs(": ", w->out);
    escape(what, w->out);
    if (verdict == PASSED) {
        fputs("\"/>\n", w->out);
        return;
    }
    fprintf(w->out, "\">\n    <%s message=\"", tags[verdict]);
    escape(message, w->out);
    fputs("\"/>\n  </testcase>\n", w->out);
}

static void write_criterion(struct writer *w, const char *channel, const struct tree *c)
{
    char message[256], name[64], value[64] = "not computed";
    const char *unit = cmd_text(c, "unit");
    const bool most = !strcmp(cmd_text(c, "sense"), "max");
    snprintf(name, sizeof name, "%s at %s %.6g %s", cmd_text(c, "name"),
             most ? "most" : "least", tree_value(c, "limit"), unit);
    if (tree_get(c, "value"))
        snprintf(value, sizeof value, "%.6g %s", tree_value(c, "value"), unit);
    snprintf(message, sizeof message, "%s %s, %s %.6g %s", cmd_text(c, "name"), value,
             most ? "at most" : "at least",
             tree_value(c, "limit"), unit);
    write_case(w, channel, name,
               tree_value(c, "pass") > 0.0 ? PASSED : FAILED, message);
}

static void write_channel(struct writer *w, const struct tree *c)
{
    const char *name = *cmd_text(c, "thru") ? cmd_text(c, "thru") : cmd_text(c, "name");
    const struct tree *criteria = tree_get(c, "criteria");
    const struct tree *against = tree_get(c, "against");
    char message[256];
    if (tree_get(c, "reason"))
        write_case(w, name, "computed", BROKEN, cmd_text(c, "reason"));
    for (const struct tree *one = criteria ? criteria->first : NULL; one; one = one->next)
        write_criterion(w, name, one);
    if (against && tree_get(against, "pass")) {
        if (tree_get(against, "fell_db"))
            snprintf(message, sizeof message, "%s fell by %.4g dB",
                     cmd_text(against, "what"), tree_value(against, "fell_db"));
        else
            snprintf(message, sizeof message, "%s is not there any more",
                     cmd_text(against, "what"));
        write_case(w, name, "against the baseline",
                   tree_value(against, "pass") > 0.0 ? PASSED : FAILED, message);
    }
}

enum lr_status junit_write_failure(const char *path, const char *command,
                                   const char *text, struct lr_error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct tree *root = tree_new(&arena);
    if (root)
        tree_text(root, "command", "%s", command);
    struct tree *channel = root ? tree_object(tree_list(root, "channels"), NULL) : NULL;
    tree_text(channel, "thru", "lanereach %s", command);
    tree_text(channel, "reason", "%s", text);
    enum lr_status status = root && !tree_failed(root)
                                ? junit_write(path, root, err)
                                : error_memory(err, "the verdicts");
    arena_free(&arena);
    return status;
}

enum lr_status junit_write(const char *path, const struct tree *root,
                           struct lr_error *err)
{
    char *cases = NULL, *text = NULL;
    size_t ncases = 0, length = 0;
    const struct tree *channels = tree_get(root, "channels");
    struct writer w = {.out = open_memstream(&cases, &ncases),
                       .command = cmd_text(root, "command")};
    for (const struct tree *c = w.out && channels ? channels->first : NULL; c;
         c = c->next)
        write_channel(&w, c);
    FILE *out = w.out && !fclose(w.out) ? open_memstream(&text, &length) : NULL;
    enum lr_status status = LR_OK;
    if (out)
        fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<testsuite name=\"lanereach %s\" tests=\"%zu\" failures=\"%zu\" "
                     "errors=\"%zu\">\n%s</testsuite>\n",
                w.command, w.n[PASSED] + w.n[FAILED] + w.n[BROKEN], w.n[FAILED],
                w.n[BROKEN], cases);
    if (!out || fclose(out))
        status = error_memory(err, "the verdicts");
    if (!status)
        status = file_write(path, text, length, err);
    free(cases);
    free(text);
    return status;
}
