#include "config.h"

#include "base/array.h"
#include "tests/margin/com_fixture.h"

static const double gain = 0.37, density = 3e-15, quiet = 3e-17;      /* [V^2/Hz] */

/* One or two flat sources behind a flat piece of channel, and no aggressor. */
static void add_sources(struct fixture *f, size_t n, double psd)
{
    leave_out_crosstalk(f);
    CU_ASSERT_EQUAL_FATAL(channel_add_sources(&f->channel, n, NULL), LR_OK);
    for (size_t i = 0; i < n; i++) {
        struct channel_source *source = &f->channel.source[i];
        source->name = "redriver";
        source->psd = array_alloc(NF, sizeof *source->psd);
        CU_ASSERT_EQUAL_FATAL(
            net_copy(&f->channel.path[0].net, &source->behind, NULL), LR_OK);
        for (size_t k = 0; k < NF; k++) {
            struct net *net = &source->behind;
            *net_s(net, k, 1, 0) = *net_s(net, k, 0, 1) = gain;
            source->psd[k] = psd;
        }
    }
}

static void white_noise_through_open_filters_is_its_density_times_the_band(void)
{
    struct fixture f;
    begin(&f, true);
    open_filters(&f);
    add_sources(&f, 1, density);
    const double sigma = gain * sqrt(density * f.wire.freq[NF - 1]);
    CLOSE(solve(&f)->sigma.active, sigma, 1e-12);
    CLOSE(f.result.sigma.thermal, sigma, 1e-12);
    CLOSE(f.result.com_db, 20.0 * log10(0.4 / (4.264891 * sigma)), 0.01);
    CLOSE(f.result.fom_db, 20.0 * log10(0.4 / sigma), 1e-3);
    end(&f);
}

static void sources_and_the_receivers_own_noise_add_in_power(void)
{
    struct fixture f;
    begin(&f, false);
    receiver(&f);
    f.params.ng = f.params.nhp = 1;
    add_sources(&f, 2, quiet);
    f.channel.nsource = 0;
    const double own = solve(&f)->sigma.thermal, without = f.result.com_db;
    CLOSE(f.result.sigma.active, 0.0, 0.0);
    f.channel.nsource = 2;
    /* Both noises pass the same filters: that of the sources is larger in proportion. */
    const double share = 2.0 * quiet * gain * gain / f.params.eta_0;
    CLOSE(solve(&f)->sigma.thermal, own * sqrt(1.0 + share), 1e-12);
    CLOSE(f.result.sigma.active, own * sqrt(share), 1e-12);
    CU_ASSERT(f.result.com_db < without);
    /* The same as a noisier receiver. */
    const double com = f.result.com_db;
    f.channel.nsource = 0;
    f.params.eta_0 *= 1.0 + share;
    CLOSE(solve(&f)->com_db, com, 1e-9);
    f.channel.nsource = 2;
    end(&f);
}

static void a_source_on_another_grid_is_refused(void)
{
    struct fixture f;
    begin(&f, true);
    open_filters(&f);
    add_sources(&f, 1, density);
    f.channel.source[0].behind.freq[7] += 3.0;
    CU_ASSERT_EQUAL(com_solve(&f.channel, &f.params, &f.which, NULL, &f.work, &f.result,
                              &f.err), LR_EDOMAIN);
    SAME_TEXT(f.err.text,
              "redriver: its frequencies differ from those of the through path");
    end(&f);
}

static const struct tap_case cases[] = {
    {"white noise through open filters is its density times the band",
     white_noise_through_open_filters_is_its_density_times_the_band},
    {"sources and the receiver's own noise add in power",
     sources_and_the_receivers_own_noise_add_in_power},
    {"a source on another grid is refused", a_source_on_another_grid_is_refused},
};

TAP_MAIN("noise of active parts", cases)
