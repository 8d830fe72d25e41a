package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The context's settings, checked when they are first read. */
@ApplicationScoped
class ConversationsSettings {
    private Duration visitorTokenLifetime;
    private Duration formLifetime;
    private OfferLimits offerLimits;
    private boolean replyByEmail;
    private Duration replyByEmailDelay;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ConversationsSettings() {}

    /**
     * Takes the settings.
     *
     * @param visitorTokenLifetime how long a visitor's token opens their conversations
     * @param formLifetime how long an open form keeps another from being offered
     * @param replyByEmail whether a member's reply goes out by e-mail when the visitor has left
     * @param replyByEmailDelay how long the visitor may take to come back before it does
     */
    @Inject
    ConversationsSettings(
            @ConfigProperty(name = "foyer.conversations.visitor.token.lifetime", defaultValue = "P90D")
                    Duration visitorTokenLifetime,
            @ConfigProperty(name = "foyer.conversations.form.lifetime", defaultValue = "PT24H") Duration formLifetime,
            @ConfigProperty(name = "foyer.conversations.offers.per.conversation", defaultValue = "2")
                    int perConversation,
            @ConfigProperty(name = "foyer.conversations.offers.per.visitor", defaultValue = "3") int perVisitor,
            @ConfigProperty(name = "foyer.conversations.offers.visitor.window", defaultValue = "P7D")
                    Duration visitorWindow,
            @ConfigProperty(name = "foyer.conversations.offers.cool.down.turns", defaultValue = "4") int coolDownTurns,
            @ConfigProperty(name = "foyer.conversations.offers.cool.down", defaultValue = "PT12H") Duration coolDown,
            @ConfigProperty(name = "foyer.conversations.reply-by-email", defaultValue = "false") boolean replyByEmail,
            @ConfigProperty(name = "foyer.conversations.reply-by-email.delay", defaultValue = "PT2M")
                    Duration replyByEmailDelay) {
        if (visitorTokenLifetime.isNegative() || visitorTokenLifetime.isZero()) {
            throw new IllegalArgumentException("foyer.conversations.visitor.token.lifetime must be positive");
        }
        if (formLifetime.isNegative() || formLifetime.isZero()) {
            throw new IllegalArgumentException("foyer.conversations.form.lifetime must be positive");
        }
        if (replyByEmailDelay.isNegative()) {
            throw new IllegalArgumentException("foyer.conversations.reply-by-email.delay must not be negative");
        }
        this.visitorTokenLifetime = visitorTokenLifetime;
        this.formLifetime = formLifetime;
        this.offerLimits = new OfferLimits(perConversation, perVisitor, visitorWindow, coolDownTurns, coolDown);
        this.replyByEmail = replyByEmail;
        this.replyByEmailDelay = replyByEmailDelay;
    }

    Duration visitorTokenLifetime() {
        return visitorTokenLifetime;
    }

    Duration formLifetime() {
        return formLifetime;
    }

    boolean replyByEmail() {
        return replyByEmail;
    }

    Duration replyByEmailDelay() {
        return replyByEmailDelay;
    }

    OfferLimits offerLimits() {
        return offerLimits;
    }
}
