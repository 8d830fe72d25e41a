package org.foyer.contracts.workspace;

/**
 * What a member is mailed of a workspace.
 *
 * @param mailConfigured whether there is a mail server at all
 */
public record NotificationsView(NewLeads newLeads, boolean mailConfigured) {

    /** When to mail a member about new leads. */
    public enum NewLeads {
        OFF,
        /** A mail for each lead, at once. */
        EACH,
        /** One mail in the morning with all leads of the day before, if there were any. */
        DAILY
    }
}
