package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.contracts.actions.ActionsEvent;
import org.foyer.contracts.actions.KnowledgeIndexed;
import org.foyer.encoder.SharedEncoder;
import org.foyer.encoder.TextEncoder;
import org.foyer.platform.id.Ids;
import org.foyer.platform.jobs.Job;
import org.foyer.platform.jobs.Recurring;

/**
 * Makes the vectors of what was written, in the background: at once after a change, as a job named by the revision; and
 * every minute whatever is still not indexed by the present model, which is all of it after the model has changed.
 */
@ApplicationScoped
class KnowledgeIndexing implements Job, Recurring {
    private static final Logger LOG = Logger.getLogger(KnowledgeIndexing.class.getName());
    private static final int AT_ONCE = 10;

    private KnowledgeRepository knowledge;
    private SharedEncoder encoders;
    private Event<ActionsEvent> events;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected KnowledgeIndexing() {}

    @Inject
    KnowledgeIndexing(KnowledgeRepository knowledge, SharedEncoder encoders, Event<ActionsEvent> events, Clock clock) {
        this.knowledge = knowledge;
        this.encoders = encoders;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "actions.knowledge-index";
    }

    @Override
    public Duration pause() {
        // what was written before the encoder was there is not to be left for long
        return encoders.ifLoaded().isPresent() ? Duration.ofMinutes(1) : Duration.ofSeconds(5);
    }

    @Override
    @Transactional
    public boolean step() {
        var encoder = encoders.ifLoaded().orElse(null);
        if (encoder == null) {
            return false;
        }
        var missing = knowledge.unindexed(encoder.modelId(), AT_ONCE);
        missing.forEach(revision -> index(revision, encoder));
        return missing.size() == AT_ONCE;
    }

    @Override
    @Transactional
    public boolean step(UUID revision) {
        // what is written while the encoder is still being loaded is left to the regular indexing: waiting would hold a
        // job's turn
        encoders.ifLoaded().ifPresent(encoder -> index(revision, encoder));
        return false;
    }

    private void index(UUID revision, TextEncoder encoder) {
        var entry = knowledge.lock(revision).orElse(null);
        if (entry == null) {
            return;
        }
        var now = clock.instant();
        knowledge
                .index(entry.id())
                .ifPresentOrElse(
                        index -> index.renewed(entry, encoder, now),
                        () -> knowledge.add(new KnowledgeIndex(entry, encoder, now)));
        events.fire(new KnowledgeIndexed(Ids.next(), entry.workspaceId(), entry.agentId(), entry.id(), now));
    }

    @Override
    public void givenUp(UUID revision, String reason) {
        LOG.log(Level.WARNING, "knowledge revision {0} is left to the regular indexing", revision);
    }
}
