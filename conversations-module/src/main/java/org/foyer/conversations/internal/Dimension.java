package org.foyer.conversations.internal;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What counts are kept by. */
enum Dimension {
    TOTAL("''", EnumSet.allOf(Metric.class)),
    PAGE("coalesce(tl.page, '')", EnumSet.complementOf(EnumSet.of(Metric.COMPLETED, Metric.FAILED))),
    SOURCE("coalesce(tl.source, '')", EnumSet.complementOf(EnumSet.of(Metric.COMPLETED, Metric.FAILED))),
    MEDIUM("coalesce(tl.medium, '')", Arrivals.METRICS),
    CAMPAIGN("coalesce(tl.campaign, '')", Arrivals.METRICS),
    REFERRER("coalesce(tl.referrer, '')", Arrivals.METRICS),
    FIRST_PAGE("coalesce(tf.page, '')", Arrivals.METRICS),
    FIRST_SOURCE("coalesce(tf.source, '')", Arrivals.METRICS),
    FIRST_MEDIUM("coalesce(tf.medium, '')", Arrivals.METRICS),
    FIRST_CAMPAIGN("coalesce(tf.campaign, '')", Arrivals.METRICS),
    FIRST_REFERRER("coalesce(tf.referrer, '')", Arrivals.METRICS),
    /** The item is the field's name. */
    FIELD("e.item", EnumSet.of(Metric.COMPLETED, Metric.FAILED)),
    /** The item is the time to submit, in whole seconds. */
    SECONDS("e.item", EnumSet.of(Metric.SUBMITTED));

    private static final class Arrivals {
        private static final Set<Metric> METRICS = EnumSet.of(Metric.CONVERSATIONS, Metric.LEADS);
    }

    private final String item;
    private final Set<Metric> metrics;

    Dimension(String item, Set<Metric> metrics) {
        this.item = item;
        this.metrics = metrics;
    }

    /** The item of an entry {@code e} with its touches {@code tl} and {@code tf}, in SQL. */
    String item() {
        return item;
    }

    Set<Metric> metrics() {
        return metrics;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This dimension of the visitor's first conversation instead of the one counted. */
    Dimension ofFirstTouch() {
        return valueOf("FIRST_" + name());
    }
}
