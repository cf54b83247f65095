#include "config.h"

#include "base/error.h"

#include "tests/tap.h"

#include <string.h>

static void a_message_is_one_sentence_with_its_status(void)
{
    struct lr_error err = {.status = LR_OK};
    CU_ASSERT_EQUAL(error_set(&err, LR_EDOMAIN, "length %g m is not positive", -0.0723),
                    LR_EDOMAIN);
    CU_ASSERT_EQUAL(err.status, LR_EDOMAIN);
    SAME_TEXT(err.text, "length -0.0723 m is not positive");
    CU_ASSERT_EQUAL(error_memory(&err, "a pulse"), LR_EMEMORY);
    SAME_TEXT(err.text, "out of memory for a pulse");
}

static void a_place_is_written_as_far_as_it_is_known(void)
{
    struct lr_error err = {.status = LR_OK};
    const struct mark whole = {"dac.yaml", 14, 11}, line = {"a.s4p", 3, 0},
                      file = {"a.s4p", 0, 7}, none = {NULL, 14, 11};
    CU_ASSERT_EQUAL(error_at(&err, whole, "%d has no unit", 300), LR_EINPUT);
    SAME_TEXT(err.text, "dac.yaml:14:11: 300 has no unit");
    CU_ASSERT_EQUAL(err.status, LR_EINPUT);
    error_at(&err, line, "x");
    SAME_TEXT(err.text, "a.s4p:3: x");
    error_at(&err, file, "x");
    SAME_TEXT(err.text, "a.s4p: x");
    error_at(&err, none, "x");
    SAME_TEXT(err.text, "(input):14:11: x");
}

static void a_message_that_is_too_long_is_cut(void)
{
    static char name[3000];
    struct lr_error err = {.status = LR_OK};
    memset(name, 'n', sizeof name - 1);
    CU_ASSERT_EQUAL(error_at(&err, (struct mark){name, 1, 2}, "x"), LR_EINPUT);
    CU_ASSERT_EQUAL(strlen(err.text), sizeof err.text - 1);
    CU_ASSERT_EQUAL(error_at(&err, (struct mark){"f", 1, 2}, "%s", name), LR_EINPUT);
    CU_ASSERT_EQUAL(strlen(err.text), sizeof err.text - 1);
    CU_ASSERT_EQUAL(strncmp(err.text, "f:1:2: nnn", 10), 0);
}

static void nobody_needs_to_listen(void)
{
    CU_ASSERT_EQUAL(error_set(NULL, LR_ENUMERIC, "x"), LR_ENUMERIC);
    CU_ASSERT_EQUAL(error_at(NULL, (struct mark){.file = "f"}, "x"), LR_EINPUT);
    CU_ASSERT_EQUAL(error_memory(NULL, "x"), LR_EMEMORY);
    CU_ASSERT_EQUAL(note_add(NULL, NOTE_WARNING, "x"), LR_OK);
    CU_ASSERT_PTR_NULL(note_text(NULL, NOTE_WARNING, 0));
    CU_ASSERT_PTR_NULL(notes_like(NULL));
    notes_free(NULL);
    struct lr_error deaf = {.status = LR_OK};
    CU_ASSERT_EQUAL(note_add(&deaf, NOTE_WARNING, "x"), LR_OK);
}

static void notes_are_kept_once_by_kind_and_in_order(void)
{
    struct lr_error err = {.notes = notes_new(false)};
    CU_ASSERT_EQUAL(note_add(&err, NOTE_WARNING, "band ends at %g GHz", 13.28), LR_OK);
    CU_ASSERT_EQUAL(note_add(&err, NOTE_ASSUMPTION, "DC was extrapolated"), LR_OK);
    CU_ASSERT_EQUAL(note_add(&err, NOTE_WARNING, "second"), LR_OK);
    CU_ASSERT_EQUAL(note_add(&err, NOTE_WARNING, "band ends at %g GHz", 13.28), LR_OK);
    CU_ASSERT_EQUAL(note_add(&err, NOTE_ASSUMPTION, "second"), LR_OK);
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 0), "band ends at 13.28 GHz");
    SAME_TEXT(note_text(err.notes, NOTE_WARNING, 1), "second");
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 2));
    SAME_TEXT(note_text(err.notes, NOTE_ASSUMPTION, 0), "DC was extrapolated");
    SAME_TEXT(note_text(err.notes, NOTE_ASSUMPTION, 1), "second");
    CU_ASSERT_EQUAL(err.status, LR_OK);
    notes_free(err.notes);
}

static void strict_refuses_warnings_but_not_assumptions(void)
{
    struct lr_error err = {.notes = notes_new(true)};
    CU_ASSERT_EQUAL(note_add(&err, NOTE_ASSUMPTION, "zref is 50 ohm"), LR_OK);
    CU_ASSERT_EQUAL(note_add(&err, NOTE_WARNING, "two option lines"), LR_EINPUT);
    CU_ASSERT_EQUAL(err.status, LR_EINPUT);
    SAME_TEXT(err.text, "two option lines (a warning, refused under --strict)");
    CU_ASSERT_PTR_NULL(note_text(err.notes, NOTE_WARNING, 0));
    struct lr_error own = {.notes = notes_like(err.notes)};
    CU_ASSERT_EQUAL(note_add(&own, NOTE_WARNING, "x"), LR_EINPUT);
    notes_free(own.notes);
    notes_free(err.notes);
}

static void notes_of_others_come_behind_ones_own(void)
{
    struct lr_error to = {.notes = notes_new(false)}, from = {.notes = notes_new(false)};
    note_add(&to, NOTE_WARNING, "a");
    note_add(&from, NOTE_WARNING, "b");
    note_add(&from, NOTE_WARNING, "a");
    note_add(&from, NOTE_WARNING, "c");
    CU_ASSERT_EQUAL(notes_append(&to, from.notes), LR_OK);
    notes_free(from.notes);
    SAME_TEXT(note_text(to.notes, NOTE_WARNING, 0), "a");
    SAME_TEXT(note_text(to.notes, NOTE_WARNING, 1), "b");
    SAME_TEXT(note_text(to.notes, NOTE_WARNING, 2), "c");
    CU_ASSERT_PTR_NULL(note_text(to.notes, NOTE_WARNING, 3));
    CU_ASSERT_EQUAL(notes_append(&to, NULL), LR_OK);
    notes_free(to.notes);
}

static const struct tap_case cases[] = {
    {"a message is one sentence with its status",
     a_message_is_one_sentence_with_its_status},
    {"a place is written as far as it is known",
     a_place_is_written_as_far_as_it_is_known},
    {"a message that is too long is cut", a_message_that_is_too_long_is_cut},
    {"nobody needs to listen", nobody_needs_to_listen},
    {"notes are kept once, by kind and in order",
     notes_are_kept_once_by_kind_and_in_order},
    {"strict refuses warnings but not assumptions",
     strict_refuses_warnings_but_not_assumptions},
    {"notes of others come behind one's own", notes_of_others_come_behind_ones_own},
};
TAP_MAIN("base/error", cases)
