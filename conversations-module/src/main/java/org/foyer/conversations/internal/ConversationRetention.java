package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.foyer.platform.jobs.Nightly;

/** Every night: deletes leads and conversations that were kept long enough. */
@ApplicationScoped
class ConversationRetention implements Nightly {
    private PersonalRecordsService records;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ConversationRetention() {}

    @Inject
    ConversationRetention(PersonalRecordsService records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "conversations.retention";
    }

    @Override
    public boolean step() {
        return records.clear();
    }
}
