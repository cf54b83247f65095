#include "config.h"

#include "signal/channel.h"
#include "tests/tap.h"

/* Two paths, THRU and FEXT, with `nf` points and ports as asked for. */
static void fill(struct channel *channel, size_t nf, size_t ports_of_fext)
{
    static const char *const names[] = {"thru.s4p", "fext.s4p"};
    CU_ASSERT_EQUAL_FATAL(channel_init(channel, 2, NULL), LR_OK);
    for (size_t i = 0; i < 2; i++) {
        struct channel_path *path = &channel->path[i];
        path->kind = i ? PATH_FEXT : PATH_THRU;
        path->name = names[i];
        CU_ASSERT_EQUAL(net_init(&path->net, nf, i ? ports_of_fext : 2, 100.0, NULL),
                        LR_OK);
        for (size_t k = 0; k < nf; k++)
            path->net.freq[k] = 72.3e6 * (double)k;
    }
}

static const char *checked(struct channel *channel, struct lr_error *err)
{
    *err = (struct lr_error){.status = LR_OK};
    CU_ASSERT_EQUAL(channel_check(channel, err), err->status);
    CU_ASSERT(err->status == LR_OK || err->status == LR_EDOMAIN);
    channel_free(channel);
    return err->text;
}

static void channel_of_one_grid_is_accepted(void)
{
    struct channel channel;
    struct lr_error err;
    fill(&channel, 20, 2);
    channel.path[1].net.freq[7] += 0.9;         /* files round to 1 Hz */
    SAME_TEXT(checked(&channel, &err), "");
}

static void channel_without_through_path_is_refused(void)
{
    struct channel channel;
    struct lr_error err;
    fill(&channel, 20, 2);
    channel.path[0].kind = PATH_NEXT;
    SAME_TEXT(checked(&channel, &err), "the channel has no through path");
    SAME_TEXT(checked(&channel, &err), "the channel has no through path");  /* empty */
}

static void too_few_frequencies_are_refused(void)
{
    struct channel channel;
    struct lr_error err;
    fill(&channel, 19, 2);
    SAME_TEXT(checked(&channel, &err),
              "thru.s4p: 19 frequencies; a channel needs at least 20");
}

static void path_of_four_ports_is_refused(void)
{
    struct channel channel;
    struct lr_error err;
    fill(&channel, 20, 4);
    SAME_TEXT(checked(&channel, &err),
              "fext.s4p: 4 ports where a differential 2-port is needed");
}

static void other_grid_is_refused(void)
{
    struct channel channel;
    struct lr_error err;
    fill(&channel, 20, 2);
    channel.path[1].net.freq[7] += 1.1;
    SAME_TEXT(checked(&channel, &err),
              "fext.s4p: its frequencies differ from those of thru.s4p; all files of one "
              "channel must share one grid");
}

static void kinds_have_names(void)
{
    SAME_TEXT(path_kind_name(PATH_THRU), "THRU");
    SAME_TEXT(path_kind_name(PATH_FEXT), "FEXT");
    SAME_TEXT(path_kind_name(PATH_NEXT), "NEXT");
}

static const struct tap_case cases[] = {
    {"a channel of one grid is accepted", channel_of_one_grid_is_accepted},
    {"a channel without a through path is refused",
     channel_without_through_path_is_refused},
    {"too few frequencies are refused", too_few_frequencies_are_refused},
    {"a path of four ports is refused", path_of_four_ports_is_refused},
    {"another grid is refused", other_grid_is_refused},
    {"kinds have names", kinds_have_names},
};
TAP_MAIN("signal/channel", cases)
