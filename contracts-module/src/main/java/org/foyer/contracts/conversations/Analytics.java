package org.foyer.contracts.conversations;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a workspace. Each is a count of what is stored as having happened in the range, exact and up to date
 * with everything that was committed before the question. A wrong question is INVALID with pointers
 * {@code /query/<parameter>}.
 */
public interface Analytics {
    LeadFormsReport leadForms(AnalyticsQuery query);

    /** Conversations by their beginning. */
    ActivityReport conversations(AnalyticsQuery query);

    /** Leads there are, by when they came; without those marked as spam. */
    ActivityReport leads(AnalyticsQuery query);

    /**
     * Where conversations and leads came from.
     *
     * @param touch first or last; null for last
     * @param by source, medium, campaign, referrer or page; null for source
     */
    SourcesReport sources(AnalyticsQuery query, @Nullable String touch, @Nullable String by);
}
