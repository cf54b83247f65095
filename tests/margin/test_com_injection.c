#include "config.h"

#include "tests/margin/com_fixture.h"

static const double gain = 0.37;

/* The third path becomes that of the noise, flat, and no aggressor is left. */
static void make_noise_path(struct fixture *f, struct channel_path *noise)
{
    *noise = f->channel.path[2];
    for (size_t k = 0; k < NF; k++)
        *net_s(&noise->net, k, 1, 0) = *net_s(&noise->net, k, 0, 1) = gain;
    net_free(&f->channel.path[1].net);
    f->channel.npath = 1;
    f->which.noise = noise;
}

static void noise_alone_gives_its_quantile(void)
{
    /* Open filters pass all of it: sigma_ne is sigma_bn times the path, and of a Gaussian
     * 4.26489 sigma are exceeded with 1e-5. */
    struct fixture f;
    struct channel_path noise;
    begin(&f, true);
    make_noise_path(&f, &noise);
    open_filters(&f);
    f.params.injection.sigma_bn = 0.031;
    const double sigma = 0.031 * gain;
    CLOSE(solve(&f)->sigma.injected, sigma, 1e-9);
    CLOSE(f.result.com_db, 20.0 * log10(0.4 / (4.264891 * sigma)), 0.01);
    CLOSE(f.result.fom_db, 20.0 * log10(0.4 / sigma), 1e-3);
    CLOSE(f.result.sigma_gauss, 0.0, 1e-9);     /* eq. 93A-41 is without it */
    CLOSE(f.result.sigma.xtalk, 0.0, 0.0);
    f.params.gauss_span = 1.0;                  /* cut at 2.5 sigma: that of a truncated one */
    f.params.injection.crest = 2.5;
    CLOSE(solve(&f)->a_ni, 2.5 * sigma, 0.01 * sigma);
    net_free(&noise.net);
    end(&f);
}

static void two_gaussians_add_in_power(void)
{
    struct fixture f;
    struct channel_path noise;
    begin(&f, true);
    make_noise_path(&f, &noise);
    open_filters(&f);
    f.which.drive.snr_tx_db = 27.0;
    f.params.injection.sigma_bn = 0.031;
    const double sigma = hypot(0.4 * pow(10.0, -27.0 / 20.0), 0.031 * gain);
    CLOSE(solve(&f)->com_db, 20.0 * log10(0.4 / (4.264891 * sigma)), 0.01);
    CLOSE(f.result.fom_db, 20.0 * log10(0.4 / sigma), 1e-3);
    net_free(&noise.net);
    end(&f);
}

static void source_is_matched_and_the_receiver_terminates(void)
{
    /* 1 + rho of 60 ohm against 50; what the transmitter is and sends does not matter. */
    static const double preset[] = {-0.2, 0.8};
    struct fixture f;
    struct channel_path noise;
    begin(&f, true);
    make_noise_path(&f, &noise);
    open_filters(&f);
    f.params.injection.sigma_bn = 0.031;
    f.params.r_rx = 60.0;
    f.params.r_tx = 41.0;
    const double sigma = 0.031 * gain * (1.0 + 10.0 / 110.0);
    CLOSE(solve(&f)->sigma.injected, sigma, 1e-9);
    f.params.t_r = 8e-12;
    f.which.drive.npreset = 2;
    f.which.drive.preset = preset;
    f.which.drive.amplitude[PATH_NEXT] = 9.0;
    CLOSE(solve(&f)->sigma.injected, sigma, 1e-9);
    net_free(&noise.net);
    end(&f);
}

static void mean_runs_to_half_the_symbol_rate_behind_all_filters(void)
{
    /* Their powers as eq. 93A-20 and 93A-22 have them, and a high-pass of one pole. */
    struct fixture f;
    struct channel_path noise;
    begin(&f, false);
    make_noise_path(&f, &noise);
    receiver(&f);
    f.params.ng = f.params.nhp = 1;
    f.params.injection = (struct com_injection){.sigma_bn = 0.02, .f_hp = 2.7e9};
    const struct eq_ctle *c = &f.ctle[0];
    double sum = 0.0;
    for (size_t k = 0; k <= 500; k++) {         /* 12.5 GHz in steps of 25 MHz */
        const double freq = 25e6 * (double)k;
        const double complex x = I * freq / (0.75 * baud);
        const double complex h =
            gain / ((((x + 2.613126) * x + 3.414214) * x + 2.613126) * x + 1.0) *
            (pow(10.0, c->g_dc_db / 20.0) + I * freq / c->f_z) /
            ((1.0 + I * freq / c->f_p1) * (1.0 + I * freq / c->f_p2)) *
            (pow(10.0, c->g_hp_db / 20.0) + I * freq / c->f_lf) /
            (1.0 + I * freq / c->f_lf);
        const double hp = freq / 2.7e9;
        sum += creal(h * conj(h)) * hp * hp / (1.0 + hp * hp);
    }
    CLOSE(solve(&f)->sigma.injected, 0.02 * sqrt(sum / 501.0), 1e-12);
    net_free(&noise.net);
    end(&f);
}

static void search_stays_exact_with_noise(void)
{
    /* 6 CTLE settings of 8 taps each, one by one. */
    struct fixture f;
    struct channel_path noise;
    begin(&f, false);
    make_noise_path(&f, &noise);
    receiver(&f);
    const struct eq_ffe_grid whole = f.params.ffe;
    const double still = solve(&f)->fom_db;
    f.params.injection.sigma_bn = 0.02;
    const double found = solve(&f)->fom_db;
    const struct eq_candidate setting = f.result.setting;
    CU_ASSERT(found < still - 0.5);
    double best = -INFINITY;
    size_t at = 0;
    f.params.ng = f.params.nhp = 1;
    for (size_t i = 0; i < 48; i++) {
        const double pre = whole.value[0][i / 2 % 4], post = whole.value[1][i % 2];
        f.params.ctle = &f.ctle[i / 8];
        f.params.ffe = (struct eq_ffe_grid){2, {-1, 1}, {1, 1}, {&pre, &post},
                                            .cursor_min = whole.cursor_min};
        com_free(&f.result);                    /* some pulses do not rise */
        if (!com_solve(&f.channel, &f.params, &f.which, NULL, &f.work, &f.result, NULL) &&
            f.result.fom_db > best) {
            best = f.result.fom_db;
            at = i;
        }
    }
    CLOSE(found, best, 1e-11);
    CU_ASSERT_EQUAL(setting.ctle, at / 8);
    CU_ASSERT_EQUAL(setting.ffe.index[0], at / 2 % 4);
    net_free(&noise.net);
    end(&f);
}

static void wrong_noise_is_refused(void)
{
    struct fixture f;
    struct channel_path noise;
    begin(&f, true);
    make_noise_path(&f, &noise);
    open_filters(&f);
    f.params.injection.sigma_bn = -1e-3;
    CU_ASSERT_EQUAL(com_solve(&f.channel, &f.params, &f.which, NULL, &f.work, &f.result,
                              &f.err), LR_EDOMAIN);
    SAME_TEXT(f.err.text, "an injected noise of -0.001 V above 0 Hz with a crest factor of "
                          "0; 0 or more");
    f.params.injection.sigma_bn = 1e-3;
    noise.net.freq[7] += 3.0;
    f.err = (struct lr_error){0};
    CU_ASSERT_EQUAL(com_solve(&f.channel, &f.params, &f.which, NULL, &f.work, &f.result,
                              &f.err), LR_EDOMAIN);
    SAME_TEXT(f.err.text,
              "next: its frequencies differ from those of the through path");
    net_free(&noise.net);
    end(&f);
}

static const struct tap_case cases[] = {
    {"noise alone gives its quantile", noise_alone_gives_its_quantile},
    {"two Gaussians add in power", two_gaussians_add_in_power},
    {"its source is matched and the receiver terminates it",
     source_is_matched_and_the_receiver_terminates},
    {"its mean runs to half the symbol rate behind all filters",
     mean_runs_to_half_the_symbol_rate_behind_all_filters},
    {"the search stays exact with noise", search_stays_exact_with_noise},
    {"wrong noise is refused", wrong_noise_is_refused},
};
TAP_MAIN("margin/com_injection", cases)
