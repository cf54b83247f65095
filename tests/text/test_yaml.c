#include "config.h"

#include "text/yaml.h"

#include "tests/tap.h"
#include "tests/text/scratch.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;

/* The tree of a text, or NULL with err filled; lives until the next call. */
static struct yaml_node *parse(const char *text, size_t length, struct lr_error *err)
{
    struct yaml_node *root = NULL;
    *err = (struct lr_error){.status = LR_OK};
    arena_free(&arena);
    yaml_read_text("x.yaml", text, length, &arena, &root, err);
    return root;
}

static struct yaml_node *good(const char *text)
{
    struct lr_error err;
    struct yaml_node *root = parse(text, strlen(text), &err);
    SAME_TEXT(err.text, "");
    return root;
}

static void refused(const char *text, const char *message)
{
    struct lr_error err;
    CU_ASSERT_PTR_NULL(parse(text, strlen(text), &err));
    CU_ASSERT_EQUAL(err.status, LR_EINPUT);
    SAME_TEXT(err.text, message);
}

static void every_node_knows_its_place(void)
{
    const struct yaml_node *root = good("lanereach: 1\n"
                                        "parts:   # in order\n"
                                        "  - trace: fr4\n"
                                        "    length: '72.3 mm'\n"
                                        "  - [a, b]\n");
    CU_ASSERT_FATAL(root && root->kind == YAML_MAPPING && root->n == 2);
    const struct yaml_node *parts = yaml_get(root, "parts");
    CU_ASSERT_FATAL(parts && parts->kind == YAML_SEQUENCE && parts->n == 2);
    CU_ASSERT_EQUAL(parts->key_mark.line, 2);
    CU_ASSERT_EQUAL(parts->key_mark.column, 1);
    const struct yaml_node *length = yaml_get(parts->first, "length");
    SAME_TEXT(length->text, "72.3 mm");
    CU_ASSERT(length->quoted && !yaml_get(parts->first, "trace")->quoted);
    SAME_TEXT(length->mark.file, "x.yaml");
    CU_ASSERT_EQUAL(length->mark.line, 4);
    CU_ASSERT_EQUAL(length->mark.column, 13);
    CU_ASSERT_EQUAL(length->key_mark.column, 5);
    const struct yaml_node *list = parts->first->next;
    CU_ASSERT(list->kind == YAML_SEQUENCE && list->n == 2 && !list->key);
    SAME_TEXT(list->first->next->text, "b");
    CU_ASSERT_PTR_NULL(yaml_get(root, "absent"));
    CU_ASSERT_PTR_NULL(yaml_get(list, "a"));
}

static void a_byte_order_mark_and_crlf_are_read_over(void)
{
    const struct yaml_node *root = good("\xef\xbb\xbfname: x\r\nmore: y\r\n");
    CU_ASSERT_FATAL(root != NULL);
    CU_ASSERT_EQUAL(root->first->key_mark.column, 1);
    SAME_TEXT(yaml_get(root, "name")->text, "x");
    CU_ASSERT_EQUAL(yaml_get(root, "more")->mark.line, 2);
}

static void a_repeated_key_is_refused_at_its_second_place(void)
{
    refused("lanereach: 1\nname: x\nname: y\n",
            "x.yaml:3:1: key 'name' is given twice; keep one");
    refused("b: {z: 1, a: 2, z: 3}\n", "x.yaml:1:17: key 'z' is given twice; keep one");
}

static void anchors_aliases_and_tags_are_refused(void)
{
    refused("a: &a [x, x]\nb: *a\n", "x.yaml:1:4: anchor '&a' is not taken; write the "
                                      "value where it is needed");
    refused("b: *a\n", "x.yaml:1:4: alias '*a' is not taken; write the value itself");
    refused("b: !unit 3\n",
            "x.yaml:1:4: tag '!unit' is not taken; write the plain value");
}

static void a_file_holds_one_document(void)
{
    refused("a: 1\n---\nb: 2\n",
            "x.yaml:2:1: a second document begins; one file holds one");
    refused("", "x.yaml: the file is empty");
    refused("# only a comment\n", "x.yaml: the file is empty");
    refused("---\n", "x.yaml: the file is empty");
}

static void depth_is_bounded(void)
{
    static char deep[5000 + 3];
    /* The mapping is level 1, and 31 lists fit in it. */
    strcpy(deep, "a: ");
    memset(deep + 3, '[', 31);
    memset(deep + 34, ']', 31);
    deep[65] = '\0';
    CU_ASSERT_PTR_NOT_NULL(good(deep));
    struct lr_error err;
    memset(deep + 3, '[', 5000);
    CU_ASSERT_PTR_NULL(parse(deep, sizeof deep, &err));
    SAME_TEXT(err.text, "x.yaml:1:35: nested deeper than 32 levels");
}

static void broken_syntax_is_placed(void)
{
    refused("lanereach: 1\n\tname: x\n",
            "x.yaml:2:1: a tab begins the line; indent with blanks");
    refused("a: b: c\n", "x.yaml:1:5: a second ':' in a value; put the value in quotes, or a key on a "
            "line of its own");
    refused("a: [1, 2\nb: 3\n", "x.yaml:2:2: a list in brackets is not closed; write a ',' or ']'");
    refused("{{{{", "x.yaml:1:2: a key must be a plain word");
    refused("[a, b]: 1\n", "x.yaml:1:1: a key must be a plain word");
    refused("\"a\\nb\": 1\n", "x.yaml:1:1: a key must be a plain word");
}

static void bytes_that_are_not_utf8_text_are_placed(void)
{
    struct lr_error err;
    refused("a: 1\nb: 25\xb0" "C\n", "x.yaml:2:6: invalid leading UTF-8 octet; this must "
                                      "be text in UTF-8");
    CU_ASSERT_PTR_NULL(parse("a: x\0y", 6, &err));
    SAME_TEXT(err.text, "x.yaml:1:5: control characters are not allowed; this must be "
                        "text in UTF-8");
    refused("a: \"x\\0y\"\n", "x.yaml:1:4: the text holds a NUL character");
}

static void a_slip_in_a_key_is_answered_with_the_key(void)
{
    static const char *const trace[] = {"length", "vary", NULL};
    struct lr_error err = {.status = LR_OK};
    const struct yaml_node *root = good("parts:\n  - lenght: 4 in\n");
    const struct yaml_node *part = yaml_get(root, "parts")->first;
    CU_ASSERT_EQUAL(yaml_keys(part, trace, "trace", &err), LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:2:5: unknown key 'lenght' in trace; keys are length, "
                        "vary; did you mean 'length'?");
    CU_ASSERT_EQUAL(yaml_keys(good("colour: 3\n"), trace, "trace", &err), LR_EINPUT);
    SAME_TEXT(err.text,
              "x.yaml:1:1: unknown key 'colour' in trace; keys are length, vary");
    CU_ASSERT_EQUAL(yaml_keys(good("vary: 3\nlength: 1\n"), trace, "trace", &err), LR_OK);
    CU_ASSERT_EQUAL(yaml_keys(good("- vary\n"), trace, "trace", &err), LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:1:1: trace is a list; write a mapping");
}

static void long_lists_of_keys_are_cut(void)
{
    static const char *const keys[] = {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8",
                                       "a9", "a10", "a11", "a12", "temperature", NULL};
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(yaml_keys(good("temprature: 3\n"), keys, "x", &err), LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:1:1: unknown key 'temprature' in x; keys are a1, a2, a3, "
                        "a4, a5, a6, a7, a8, a9, a10, a11, a12, ...; did you mean "
                        "'temperature'?");
}

static void a_needed_value_is_there_and_of_its_kind(void)
{
    struct lr_error err = {.status = LR_OK};
    struct yaml_node *value = NULL;
    const struct yaml_node *root = good("name: x\nparts: 3\nopen:\n");
    CU_ASSERT_EQUAL(yaml_need(root, "name", YAML_SCALAR, "link", &value, &err), LR_OK);
    SAME_TEXT(value->text, "x");
    CU_ASSERT_EQUAL(yaml_need(root, "lane", YAML_SEQUENCE, "link", &value, &err),
                    LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:1:1: link has no key 'lane'; add it with a list");
    CU_ASSERT_EQUAL(yaml_need(root, "parts", YAML_SEQUENCE, "link", &value, &err),
                    LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:2:8: parts is a single value; write a list");
    CU_ASSERT_EQUAL(yaml_need(root, "open", YAML_SCALAR, "link", &value, &err),
                    LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:3:6: open is empty; write a single value");
    SAME_TEXT(value->text, "x");
}

static void quantities_and_counts_are_read_where_they_stand(void)
{
    struct lr_error err = {.status = LR_OK};
    double si = 0.0;
    size_t count = 0;
    const struct yaml_node *root = good("l: 72.3 mm\nbare: 300\nn: 17\nm: -3\nbig: 18\n"
                                        "list: [1]\nhuge: 99999999999999999999\n");
    CU_ASSERT_EQUAL(yaml_quantity(yaml_get(root, "l"), DIM_LENGTH, "l", &si, &err),
                    LR_OK);
    CLOSE(si, 0.0723, 1e-17);
    CU_ASSERT_EQUAL(yaml_quantity(yaml_get(root, "bare"), DIM_LENGTH, "bare", &si, &err),
                    LR_EINPUT);
    CU_ASSERT_EQUAL(strncmp(err.text, "x.yaml:2:7: bare: 300 has no unit", 33), 0);
    CU_ASSERT_EQUAL(yaml_quantity(yaml_get(root, "list"), DIM_LENGTH, "list", &si, &err),
                    LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:6:7: list is a list; write a single value");
    CU_ASSERT_EQUAL(yaml_count(yaml_get(root, "n"), "n", 0, 17, &count, &err), LR_OK);
    CU_ASSERT_EQUAL(count, 17);
    CU_ASSERT_EQUAL(yaml_count(yaml_get(root, "m"), "m", 0, 17, &count, &err), LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:4:4: m: '-3' is not a whole number from 0 to 17");
    CU_ASSERT_EQUAL(yaml_count(yaml_get(root, "big"), "big", 0, 17, &count, &err),
                    LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:5:6: big: '18' is not a whole number from 0 to 17");
    CU_ASSERT_EQUAL(yaml_count(yaml_get(root, "l"), "l", 0, 17, &count, &err), LR_EINPUT);
    SAME_TEXT(err.text, "x.yaml:1:4: l: '72.3 mm' is not a whole number from 0 to 17");
    CU_ASSERT_EQUAL(
        yaml_count(yaml_get(root, "huge"), "huge", 0, (size_t)-1, &count, &err),
        LR_EINPUT);
    CU_ASSERT_EQUAL(count, 17);
}

static void files_are_read_under_their_own_name(void)
{
    char folder[SCRATCH_SIZE];
    struct lr_error err = {.status = LR_OK};
    struct yaml_node *root = NULL;
    CU_ASSERT_EQUAL_FATAL(scratch_enter(folder), 0);
    arena_free(&arena);
    scratch_put("dac.yaml", "name: x\n");
    CU_ASSERT_EQUAL(yaml_read("dac.yaml", &arena, &root, &err), LR_OK);
    SAME_TEXT(root->mark.file, "dac.yaml");
    CU_ASSERT_EQUAL(yaml_read("absent.yaml", &arena, &root, &err), LR_EINPUT);
    SAME_TEXT(err.text, "absent.yaml: cannot be read: No such file or directory");
    CU_ASSERT_EQUAL(truncate("dac.yaml", (16 << 20) + 1), 0);
    CU_ASSERT_EQUAL(yaml_read("dac.yaml", &arena, &root, &err), LR_EINPUT);
    SAME_TEXT(err.text, "dac.yaml: has 16777217 bytes; at most 16777216 are read");
    scratch_leave(folder);
    arena_free(&arena);
}

static const struct tap_case cases[] = {
    {"every node knows its place", every_node_knows_its_place},
    {"a byte-order mark and CRLF are read over",
     a_byte_order_mark_and_crlf_are_read_over},
    {"a repeated key is refused at its second place",
     a_repeated_key_is_refused_at_its_second_place},
    {"anchors, aliases and tags are refused", anchors_aliases_and_tags_are_refused},
    {"a file holds one document", a_file_holds_one_document},
    {"depth is bounded at 32", depth_is_bounded},
    {"broken syntax is placed", broken_syntax_is_placed},
    {"bytes that are not UTF-8 text are placed", bytes_that_are_not_utf8_text_are_placed},
    {"a slip in a key is answered with the key",
     a_slip_in_a_key_is_answered_with_the_key},
    {"long lists of keys are cut, the nearest is named", long_lists_of_keys_are_cut},
    {"a needed value is there and of its kind", a_needed_value_is_there_and_of_its_kind},
    {"quantities and counts are read where they stand",
     quantities_and_counts_are_read_where_they_stand},
    {"files are read under their own name", files_are_read_under_their_own_name},
};
TAP_MAIN("text/yaml", cases)
