package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.contacts.RetentionView;
import org.jspecify.annotations.Nullable;

/** How long a workspace keeps what it knows of people. */
@Entity
@Table(name = "retention")
class RetentionRules {
    @Id
    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "leads_after")
    private @Nullable String leadsAfter;

    @Column(name = "contacts_after")
    private @Nullable String contactsAfter;

    @Column(name = "conversations_after")
    private @Nullable String conversationsAfter;

    private @Nullable String statuses;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected RetentionRules() {}

    RetentionRules(UUID workspaceId) {
        this.workspaceId = workspaceId;
    }

    void become(RetentionView rules) {
        leadsAfter = text(rules.leadsAfter());
        contactsAfter = text(rules.contactsAfter());
        conversationsAfter = text(rules.conversationsAfter());
        statuses = rules.statuses() == null ? null : String.join(",", rules.statuses());
    }

    private static @Nullable String text(@Nullable Period period) {
        return period == null ? null : period.toString();
    }

    RetentionView view() {
        return new RetentionView(
                workspaceId,
                period(leadsAfter),
                period(contactsAfter),
                period(conversationsAfter),
                statuses == null ? null : List.of(statuses.split(",", -1)));
    }

    private static @Nullable Period period(@Nullable String text) {
        return text == null ? null : Period.parse(text);
    }
}
