#include "config.h"

#include "text/yaml.h"

#include "text/file.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { MAX_DEPTH = 32, MAX_FILE = 16 << 20 };

/* An open sequence or mapping.  Levels are kept here and not on the C stack, so
 * that a hostile file cannot exhaust that. */
struct level {
    struct yaml_node *node, *last;
    const char *key;            /* in a mapping: read, its value not yet       */
    struct mark key_mark;
};

struct builder {
    const char *file, *text;    /* file in the arena; text borrowed            */
    size_t length;
    struct arena *arena;
    struct yaml_node *root;
    size_t depth, documents;
    struct level level[MAX_DEPTH];
    struct lr_error *err;
};

static struct mark mark_of(const struct builder *b, yaml_mark_t at)
{
    return (struct mark){b->file, at.line + 1, at.column + 1};
}

/* Line and column of a byte, for the faults that libyaml places by offset. */
static struct mark mark_of_byte(const struct builder *b, size_t offset)
{
    struct mark mark = {b->file, 1, 1};
    for (size_t i = 0; i < offset && i < b->length; i++) {
        mark.line += b->text[i] == '\n';
        mark.column = b->text[i] == '\n' ? 1 : mark.column + 1;
    }
    return mark;
}

static bool tab_indents(const struct builder *b, size_t line)
{
    const char *at = b->text, *const end = b->text + b->length;
    while (line-- && at)
        if ((at = memchr(at, '\n', (size_t)(end - at))))
            at++;
    while (at && at < end && *at == ' ')
        at++;
    return at && at < end && *at == '\t';
}

/* What libyaml says of the usual slips, and what they are. */
static const char *in_words(const char *problem)
{
    static const struct {
        const char *says, *means;
    } words[] = {
        {"did not find expected '-' indicator",
         "the line does not stand under those of its list; indent it as they are"},
        {"did not find expected key",
         "the line does not stand under those of its level; indent it as they are, or "
         "write 'key: value'"},
        {"could not find expected ':'",
         "a ':' is missing behind a key; write 'key: value'"},
        {"did not find expected ',' or ']'",
         "a list in brackets is not closed; write a ',' or ']'"},
        {"did not find expected ',' or '}'",
         "a mapping in braces is not closed; write a ',' or '}'"},
        {"found unexpected end of stream", "a quote is not closed"},
        {"mapping values are not allowed in this context",
         "a second ':' in a value; put the value in quotes, or a key on a line of its "
         "own"},
        {"block sequence entries are not allowed in this context",
         "a '-' where no list may begin; begin the list on a line of its own"},
        {"found character that cannot start any token",
         "a character that begins no value; put the value in quotes"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!strcmp(problem, words[i].says))
            return words[i].means;
    return NULL;
}

static enum lr_status syntax_error(struct builder *b, const yaml_parser_t *parser)
{
    const char *problem = parser->problem ? parser->problem : "not YAML";
    switch (parser->error) {
    case YAML_MEMORY_ERROR:
        return error_memory(b->err, b->file);
    case YAML_READER_ERROR:
        return error_at(b->err, mark_of_byte(b, parser->problem_offset),
                        "%s; this must be text in UTF-8", problem);
    default:
        if (tab_indents(b, parser->problem_mark.line))
            return error_at(b->err, mark_of(b, parser->problem_mark),
                            "a tab begins the line; indent with blanks");
        if (in_words(problem))
            return error_at(b->err, mark_of(b, parser->problem_mark), "%s",
                            in_words(problem));
        return error_at(b->err, mark_of(b, parser->problem_mark), "%s%s%s", problem,
                        parser->context ? ", " : "",
                        parser->context ? parser->context : "");
    }
}

static enum lr_status add_node(struct builder *b, enum yaml_kind kind, struct mark mark,
                               struct yaml_node **node)
{
    struct level *top = b->depth ? &b->level[b->depth - 1] : NULL;
    struct yaml_node *new = arena_alloc(b->arena, sizeof *new);
    if (!new)
        return error_memory(b->err, b->file);
    new->kind = kind;
    new->mark = mark;
    *node = new;
    if (!top) {
        b->root = new;
        return LR_OK;
    }
    if (top->node->kind == YAML_MAPPING) {
        new->key = top->key;
        new->key_mark = top->key_mark;
        top->key = NULL;
    }
    if (top->last)
        top->last->next = new;
    else
        top->node->first = new;
    top->last = new;
    top->node->n++;
    return LR_OK;
}

static enum lr_status open_level(struct builder *b, enum yaml_kind kind, struct mark mark)
{
    const struct level *top = b->depth ? &b->level[b->depth - 1] : NULL;
    struct yaml_node *node;
    if (top && top->node->kind == YAML_MAPPING && !top->key)
        return error_at(b->err, mark, "a key must be a plain word");
    if (b->depth == MAX_DEPTH)
        return error_at(b->err, mark, "nested deeper than %d levels", MAX_DEPTH);
    enum lr_status status = add_node(b, kind, mark, &node);
    if (!status)
        b->level[b->depth++] = (struct level){.node = node};
    return status;
}

static int compare_keys(const void *pa, const void *pb)
{
    const struct yaml_node *a = *(struct yaml_node *const *)pa;
    const struct yaml_node *b = *(struct yaml_node *const *)pb;
    const int order = strcmp(a->key, b->key);
    if (order)
        return order;
    if (a->key_mark.line != b->key_mark.line)
        return a->key_mark.line < b->key_mark.line ? -1 : 1;
    return (a->key_mark.column > b->key_mark.column) -
           (a->key_mark.column < b->key_mark.column);
}

/* Sorts, because a mapping may have very many keys. */
static enum lr_status check_keys(struct builder *b, const struct yaml_node *map)
{
    if (map->n < 2)
        return LR_OK;
    const struct yaml_node **sorted = calloc(map->n, sizeof *sorted);
    if (!sorted)
        return error_memory(b->err, b->file);
    size_t n = 0;
    for (const struct yaml_node *child = map->first; child; child = child->next)
        sorted[n++] = child;
    qsort(sorted, n, sizeof *sorted, compare_keys);
    const struct yaml_node *twice = NULL;
    for (size_t i = 1; i < n && !twice; i++)
        if (!strcmp(sorted[i - 1]->key, sorted[i]->key))
            twice = sorted[i];
    free(sorted);
    if (twice)
        return error_at(b->err, twice->key_mark, "key '%s' is given twice; keep one",
                        twice->key);
    return LR_OK;
}

static enum lr_status close_level(struct builder *b)
{
    const struct yaml_node *node = b->level[--b->depth].node;
    return node->kind == YAML_MAPPING ? check_keys(b, node) : LR_OK;
}

static enum lr_status add_scalar(struct builder *b, const yaml_event_t *event)
{
    struct level *top = b->depth ? &b->level[b->depth - 1] : NULL;
    const struct mark mark = mark_of(b, event->start_mark);
    const size_t length = event->data.scalar.length;
    char *text = arena_strndup(b->arena, (const char *)event->data.scalar.value, length);
    if (!text)
        return error_memory(b->err, b->file);
    if (strlen(text) != length)
        return error_at(b->err, mark, "the text holds a NUL character");

    if (top && top->node->kind == YAML_MAPPING && !top->key) {
        if (!*text || strpbrk(text, "\r\n"))
            return error_at(b->err, mark, "a key must be a plain word");
        top->key = text;
        top->key_mark = mark;
        return LR_OK;
    }
    struct yaml_node *node;
    enum lr_status status = add_node(b, YAML_SCALAR, mark, &node);
    if (!status) {
        node->text = text;
        node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    }
    return status;
}

static enum lr_status check_plain(struct builder *b, const yaml_event_t *event,
                                  const yaml_char_t *anchor, const yaml_char_t *tag)
{
    const struct mark mark = mark_of(b, event->start_mark);
    if (anchor)
        return error_at(b->err, mark, "anchor '&%s' is not taken; write the value "
                        "where it is needed", (const char *)anchor);
    if (tag)
        return error_at(b->err, mark, "tag '%s' is not taken; write the plain value",
                        (const char *)tag);
    return LR_OK;
}

static enum lr_status handle(struct builder *b, const yaml_event_t *event)
{
    const struct mark mark = mark_of(b, event->start_mark);
    enum lr_status status;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (b->documents++)
            return error_at(b->err, mark, "a second document begins; one file holds one");
        return LR_OK;
    case YAML_ALIAS_EVENT:
        return error_at(b->err, mark, "alias '*%s' is not taken; write the value itself",
                        (const char *)event->data.alias.anchor);
    case YAML_SCALAR_EVENT:
        status = check_plain(b, event, event->data.scalar.anchor, event->data.scalar.tag);
        return status ? status : add_scalar(b, event);
    case YAML_SEQUENCE_START_EVENT:
        status = check_plain(b, event, event->data.sequence_start.anchor,
                             event->data.sequence_start.tag);
        return status ? status : open_level(b, YAML_SEQUENCE, mark);
    case YAML_MAPPING_START_EVENT:
        status = check_plain(b, event, event->data.mapping_start.anchor,
                             event->data.mapping_start.tag);
        return status ? status : open_level(b, YAML_MAPPING, mark);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return close_level(b);
    default:
        return LR_OK;
    }
}

enum lr_status yaml_read_text(const char *name, const char *text, size_t length,
                              struct arena *arena, struct yaml_node **root,
                              struct lr_error *err)
{
    /* libyaml skips a byte-order mark only when it may guess the encoding. */
    const size_t skip = length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0;
    struct builder b = {.text = text + skip, .length = length - skip, .arena = arena,
                        .err = err};
    enum lr_status status = LR_OK;
    yaml_parser_t parser;
    b.file = arena_strdup(arena, name);
    if (!b.file || !yaml_parser_initialize(&parser))
        return error_memory(err, name);
    yaml_parser_set_input_string(&parser, (const unsigned char *)b.text, b.length);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);

    for (bool more = true; more && !status;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            status = syntax_error(&b, &parser);
            break;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        status = handle(&b, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    if (status)
        return status;
    if (!b.root || (b.root->kind == YAML_SCALAR && !*b.root->text))
        return error_at(err, (struct mark){.file = b.file}, "the file is empty");
    *root = b.root;
    return LR_OK;
}

enum lr_status yaml_read(const char *path, struct arena *arena,
                         struct yaml_node **root, struct lr_error *err)
{
    char *text = NULL;
    size_t length;
    enum lr_status status = file_read(path, MAX_FILE, &text, &length, err);
    if (!status)
        status = yaml_read_text(path, text, length, arena, root, err);
    free(text);
    return status;
}
