package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import org.foyer.platform.jobs.Recurring;

/** Lets forms expire that nobody closed in their life. */
@ApplicationScoped
class FormExpiry implements Recurring {
    private static final int BATCH = 50;

    private LeadFormRepository forms;
    private ConversationRepository conversations;
    private Tallies tallies;
    private Feed feed;
    private ConversationsSettings settings;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected FormExpiry() {}

    @Inject
    FormExpiry(
            LeadFormRepository forms,
            ConversationRepository conversations,
            Tallies tallies,
            Feed feed,
            ConversationsSettings settings,
            Clock clock) {
        this.forms = forms;
        this.conversations = conversations;
        this.tallies = tallies;
        this.feed = feed;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "conversations.form-expiry";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(5);
    }

    @Override
    @Transactional
    public boolean step() {
        var now = clock.instant();
        var due = forms.openSince(now.minus(settings.formLifetime()), BATCH);
        for (var place : due) {
            // under the conversation's lock, as everything that changes a form; it may have been closed meanwhile
            conversations.lock(place.conversationId()).ifPresent(conversation -> {
                var form = forms.get(place.formId());
                if (form.status().open()) {
                    form.expired(conversation.visitorTurns(), now);
                    tallies.expired(form, conversation, now);
                    feed.add(form.workspaceId(), FeedKind.MESSAGE_UPDATED, conversation.id(), form.id());
                }
            });
        }
        return due.size() == BATCH;
    }
}
