#include "config.h"

#include "answer/request.h"

#include "text/suggest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Not getopt_long: the library parses options too, and getopt keeps its state in
 * globals and prints. */
static const struct request_option options[] = {
    {"interface", 0, "NAME", " com loss ", "the standard that judges the channel"},
    {"fext", 0, "FILE...", " com ", "far-end aggressors, Touchstone"},
    {"next", 0, "FILE...", " com ", "near-end aggressors, Touchstone"},
    {"release", 0, "3.90|4.50", " com ", "follow this release of the IEEE tool (3.90)"},
    {"at", 0, "F1,F2...|all", " loss ", "frequencies to print, with units"},
    {"rates", 0, "R1,R2...", " reach ", "lane rates of the built-in media: 25,50,100"},
    {"media", 0, "M1,M2...", " reach ", "built-in media by name; see lanereach models"},
    {"exhaustive", 0, NULL, " reach ", "search every equaliser setting at every length"},
    {"kind", 0, "KIND", " models ", "only models of this kind"},
    {"ports", 0, "13-24|12-34|auto", " com loss ", "the pair of ports at each end"},
    {"set", 0, "KEY=VALUE", " com loss reach ", "change one value; may be repeated"},
    {"json", 0, NULL, NULL, "print JSON"},
    {"csv", 0, NULL, NULL, "print CSV, full precision"},
    {"output", 'o', "FILE", NULL, "write the answer to FILE"},
    {"plot", 0, "FILE", " com loss reach ", "draw FILE.svg, FILE.png or FILE.pdf"},
    {"keep-plot", 0, "DIR", " com loss reach ",
     "leave the plot's script and data in DIR"},
    {"data", 0, "DIR", NULL, "look for models in DIR first; may be repeated"},
    {"threads", 0, "N", NULL, "use N threads"},
    {"strict", 0, NULL, NULL, "treat warnings as errors"},
    {"quiet", 0, NULL, NULL, "print no notes"},
    {"verbose", 0, NULL, NULL, "print every number the answer rests on"},
    {"help", 'h', NULL, NULL, "print this text"},
};
enum { NOPTION = sizeof options / sizeof options[0] };

static bool belongs(const struct request_option *option, const char *command)
{
    char word[64];
    if (!option->commands)
        return true;
    if (strlen(command) + 3 > sizeof word)
        return false;
    strcpy(word, " ");
    strcat(word, command);
    strcat(word, " ");
    return strstr(option->commands, word) != NULL;
}

const struct request_option *request_option(const char *command, size_t i)
{
    for (size_t k = 0; k < NOPTION; k++)
        if (belongs(&options[k], command) && i-- == 0)
            return &options[k];
    return NULL;
}

static const struct request_option *find(const char *command, const char *name,
                                         size_t length)
{
    for (size_t k = 0; k < NOPTION; k++)
        if (belongs(&options[k], command) && strlen(options[k].name) == length &&
            !strncmp(options[k].name, name, length))
            return &options[k];
    return NULL;
}

struct parser {
    const char *command;
    struct arena *arena;
    struct request *request;
    struct lr_error *err;
};

static enum lr_status append(struct parser *p, const char *const **list, const char *text)
{
    size_t n = 0;
    while (*list && (*list)[n])
        n++;
    const char **longer = arena_alloc(p->arena, (n + 2) * sizeof *longer);
    if (!longer)
        return error_memory(p->err, "the options");
    for (size_t i = 0; i < n; i++)
        longer[i] = (*list)[i];
    longer[n] = text;
    *list = longer;
    return LR_OK;
}

static enum lr_status take_threads(struct parser *p, const char *value)
{
    char *end;
    const long n = strtol(value, &end, 10);
    if (end == value || *end || n < 1 || n > 4096)
        return error_set(p->err, LR_EUSAGE,
                         "--threads '%s': write a number from 1 to 4096", value);
    p->request->threads = (size_t)n;
    return LR_OK;
}

static enum lr_status take(struct parser *p, const struct request_option *option,
                           const char *value)
{
    struct request *r = p->request;
    const struct { const char *name; const char **to; } texts[] = {
        {"interface", &r->interface}, {"ports", &r->ports},   {"release", &r->release},
        {"rates", &r->rates},         {"media", &r->media},   {"at", &r->at},
        {"kind", &r->kind},           {"output", &r->output}, {"plot", &r->plot},
        {"keep-plot", &r->keep_plot}};
    const struct { const char *name; bool *to; } flags[] = {
        {"exhaustive", &r->exhaustive}, {"strict", &r->strict}, {"quiet", &r->quiet},
        {"verbose", &r->verbose},       {"help", &r->help}};
    const struct { const char *name; const char *const **to; } lists[] = {
        {"fext", &r->fext}, {"next", &r->next}, {"set", &r->sets}, {"data", &r->data}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!strcmp(option->name, texts[i].name)) {
            *texts[i].to = value;
            return LR_OK;
        }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (!strcmp(option->name, flags[i].name)) {
            *flags[i].to = true;
            return LR_OK;
        }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (!strcmp(option->name, lists[i].name))
            return append(p, lists[i].to, value);
    if (!strcmp(option->name, "json"))
        r->mode = MODE_JSON;
    else if (!strcmp(option->name, "csv"))
        r->mode = MODE_CSV;
    else
        return take_threads(p, value);
    return LR_OK;
}

static enum lr_status unknown(struct parser *p, const char *word)
{
    const char *names[NOPTION];
    char near[SUGGEST_SIZE];
    size_t n = 0;
    for (const struct request_option *o; (o = request_option(p->command, n));)
        names[n++] = o->name;
    suggest_print(word + strspn(word, "-"), names, n, near);
    return error_set(p->err, LR_EUSAGE,
                     "unknown option '%s'; options are %s (lanereach %s "
                     "--help)",
                     word, near, p->command);
}

/* The option that a word names; *value is what stands behind its '=', or NULL. */
static const struct request_option *recognise(struct parser *p, const char *word,
                                              const char **value)
{
    *value = NULL;
    if (word[1] != '-') {
        for (size_t k = 0; k < NOPTION; k++)
            if (options[k].letter && word[1] == options[k].letter && !word[2] &&
                belongs(&options[k], p->command))
                return &options[k];
        return NULL;
    }
    const char *equals = strchr(word, '=');
    *value = equals ? equals + 1 : NULL;
    return find(p->command, word + 2, equals ? (size_t)(equals - word) - 2
                                             : strlen(word + 2));
}

enum lr_status request_parse(const char *command, size_t n, const char *const *words,
                             struct arena *arena, struct request *request,
                             struct lr_error *err)
{
    struct parser p = {command, arena, request, err};
    const struct request_option *many = NULL;   /* takes every file that follows */
    bool ended = false;
    request->command = command;
    for (size_t i = 0; i < n; i++) {
        const char *word = words[i], *value;
        enum lr_status status;
        if (ended || word[0] != '-' || !word[1]) {
            status = many ? take(&p, many, word) : append(&p, &request->files, word);
            if (status)
                return status;
            continue;
        }
        many = NULL;
        if (!strcmp(word, "--")) {
            ended = true;
            continue;
        }
        const struct request_option *option = recognise(&p, word, &value);
        if (!option)
            return unknown(&p, word);
        if (!option->argument && value)
            return error_set(err, LR_EUSAGE, "--%s takes no value", option->name);
        if (option->argument && !value) {
            if (i + 1 == n || !*words[i + 1] ||
                (words[i + 1][0] == '-' && words[i + 1][1] == '-'))
                return error_set(err, LR_EUSAGE, "--%s needs a value: %s", option->name,
                                 option->argument);
            value = words[++i];
        }
        status = take(&p, option, value);
        if (status)
            return status;
        if (option->argument && strstr(option->argument, "..."))
            many = strstr(option->argument, "FILE") ? option : NULL;
    }
    return LR_OK;
}

enum lr_status request_at(const struct request *request, struct arena *arena,
                          double **freq, size_t *nf, struct lr_error *err)
{
    *nf = 0;
    *freq = NULL;
    if (!request->at)
        return LR_OK;
    char *list = arena_strdup(arena, request->at), *next;
    *freq = arena_alloc(arena, (strlen(request->at) + 1) * sizeof **freq);
    if (!list || !*freq)
        return error_memory(err, "--at");
    for (char *word = list; word; word = next) {
        next = strchr(word, ',');
        if (next)
            *next++ = '\0';
        if (quantity_read(word, DIM_FREQUENCY, "frequency", (struct mark){.file = "--at"},
                          &(*freq)[*nf], err))
            return err ? err->status = LR_EUSAGE : LR_EUSAGE;
        if (!((*freq)[*nf] >= 0.0))
            return error_set(err, LR_EUSAGE, "--at '%s' is negative", word);
        ++*nf;
    }
    return LR_OK;
}
