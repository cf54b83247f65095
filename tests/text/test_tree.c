#include "config.h"

#include "text/tree.h"

#include "tests/tap.h"

#include <math.h>
#include <string.h>

static struct arena arena;

/* cases[0] = {com_db: 3.7}, cases[1] = {com_db: 2.9, taps: [0.5, null, -0.25]} */
static struct tree *sample(void)
{
    const double taps[] = {0.5, (double)NAN, -0.25};
    arena_free(&arena);
    struct tree *root = tree_new(&arena);
    struct tree *list = tree_list(root, "cases");
    tree_number(tree_object(list, NULL), "com_db", 3.7);
    struct tree *second = tree_object(list, NULL);
    tree_number(second, "com_db", 2.9);
    tree_numbers(second, "taps", taps, 3);
    tree_bool(root, "pass", false);
    tree_text(root, "name", "%s-%d", "kr", 4);
    tree_null(root, "reach_m");
    return root;
}

static void paths_reach_every_node(void)
{
    const struct tree *root = sample();
    CLOSE(tree_value(root, "cases[1].com_db"), 2.9, 0.0);
    CLOSE(tree_value(root, "cases[1].taps[2]"), -0.25, 0.0);
    CLOSE(tree_value(root, "pass"), 0.0, 0.0);
    CLOSE(tree_value(tree_find(root, "cases"), "[0].com_db"), 3.7, 0.0);
    CU_ASSERT_PTR_EQUAL(tree_find(root, ""), root);
    SAME_TEXT(tree_find(root, "name")->text, "kr-4");
    CU_ASSERT_EQUAL(tree_find(root, "reach_m")->kind, TREE_NULL);
    CU_ASSERT_PTR_EQUAL(tree_at(tree_get(root, "cases"), 1), tree_find(root, "cases[1]"));
}

static void paths_that_lead_nowhere_give_nothing(void)
{
    static const char *const paths[] = {
        "com_db", "case", "cases.com_db", "cases[2]", "cases[]", "cases[x]", "cases[0",
        "cases[-1]", ".", "cases..com_db", "cases[0].", "name.x", "name[0]",
        "cases[99999999999999999999999]",
    };
    const struct tree *root = sample();
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        SAME_TEXT(tree_find(root, paths[i]) ? paths[i] : "", "");
    CU_ASSERT(isnan(tree_value(root, "cases[2]")));
    CU_ASSERT(isnan(tree_value(root, "name")));
    CU_ASSERT_PTR_NULL(tree_find(NULL, "x"));
    CU_ASSERT_PTR_NULL(tree_get(NULL, "x"));
}

static void what_was_not_computed_is_absent(void)
{
    struct tree *root = sample();
    const size_t n = root->n;
    tree_number(root, "icn_mv", (double)NAN);
    tree_number(root, "erl_db", -(double)INFINITY);
    CU_ASSERT_EQUAL(root->n, n);
    CU_ASSERT_PTR_NULL(tree_get(root, "icn_mv"));
    /* In a list the places count. */
    CU_ASSERT_EQUAL(tree_find(root, "cases[1].taps[1]")->kind, TREE_NULL);
    CU_ASSERT_EQUAL(tree_find(root, "cases[1].taps")->n, 3);
}

static void a_repeated_key_replaces_in_place(void)
{
    struct tree *root = sample();
    const size_t n = root->n;
    tree_text(root, "cases", "none");
    CU_ASSERT_EQUAL(root->n, n);
    SAME_TEXT(root->first->key, "cases");
    SAME_TEXT(root->first->text, "none");
    SAME_TEXT(root->first->next->key, "pass");
    /* A stale number must not survive a later one that failed. */
    tree_number(root, "last", 13.28);
    tree_number(root, "last", (double)NAN);
    CU_ASSERT_PTR_NULL(tree_get(root, "last"));
    tree_number(root, "cases", (double)NAN);
    SAME_TEXT(root->first->key, "pass");
    tree_number(root, "new", 1.5);
    SAME_TEXT(root->last->key, "new");
    CU_ASSERT_EQUAL(root->n, n);
}

static void a_copy_is_deep(void)
{
    struct tree *root = sample();
    const struct tree *copy = tree_copy(root, "copy", tree_get(root, "cases"));
    CU_ASSERT_EQUAL(copy->n, 2);
    tree_text(root, "cases", "gone");
    CLOSE(tree_value(root, "copy[1].taps[0]"), 0.5, 0.0);
    SAME_TEXT(tree_find(root, "copy")->key, "copy");
}

static void a_builder_needs_to_check_only_once(void)
{
    const struct tree *root = sample();
    CU_ASSERT_FALSE(tree_failed(root));
    CU_ASSERT_FALSE(tree_failed(tree_find(root, "cases[1].com_db")));
    CU_ASSERT_TRUE(tree_failed(NULL));
    tree_number(NULL, "x", 1.0);
    tree_text(NULL, "x", "y");
    tree_numbers(NULL, "x", &(double){1.0}, 1);
    CU_ASSERT_PTR_NULL(tree_object(NULL, "x"));
    CU_ASSERT_PTR_NULL(tree_copy(NULL, "x", root));
    arena_free(&arena);
}

static const struct tap_case cases[] = {
    {"paths reach every node", paths_reach_every_node},
    {"paths that lead nowhere give nothing", paths_that_lead_nowhere_give_nothing},
    {"what was not computed is absent", what_was_not_computed_is_absent},
    {"a repeated key replaces in place", a_repeated_key_replaces_in_place},
    {"a copy is deep", a_copy_is_deep},
    {"a builder needs to check only once", a_builder_needs_to_check_only_once},
};
TAP_MAIN("text/tree", cases)
