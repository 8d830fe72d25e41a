package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.IdentitySecrets;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.VisitorIdentified;
import org.foyer.platform.id.Ids;

/** Who visitors prove to be. */
@ApplicationScoped
class Identities {
    private ConversationRepository conversations;
    private IdentifiedVisitors newcomers;
    private IdentitySecrets secrets;
    private Event<ConversationsEvent> events;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Identities() {}

    @Inject
    Identities(
            ConversationRepository conversations,
            IdentifiedVisitors newcomers,
            IdentitySecrets secrets,
            Event<ConversationsEvent> events) {
        this.conversations = conversations;
        this.newcomers = newcomers;
        this.secrets = secrets;
        this.events = events;
    }

    boolean proves(AgentView agent, IdentityClaim claim) {
        return secrets.proves(agent.id(), claim.userId(), claim.userHash());
    }

    /** The one visitor who is this person, made if there was none. The claim must be proved. */
    Visitor person(AgentView agent, IdentityClaim claim, Instant now) {
        var person = conversations.visitorOfUser(agent.id(), claim.userId()).orElseGet(() -> meet(agent, claim, now));
        person.describedBy(claim.values(agent.defaultRegion()));
        return person;
    }

    // Two of the person's pages may open at once: the second one finds the row of the first.
    private Visitor meet(AgentView agent, IdentityClaim claim, Instant now) {
        try {
            newcomers.add(agent.workspaceId(), agent.id(), claim.userId(), now);
        } catch (PersistenceException e) {
            return conversations.visitorOfUser(agent.id(), claim.userId()).orElseThrow(() -> e);
        }
        return conversations.visitorOfUser(agent.id(), claim.userId()).orElseThrow();
    }

    void tell(Conversation conversation, Visitor person, IdentityClaim claim, AgentView agent, Instant now) {
        var values = claim.values(agent.defaultRegion());
        events.fire(new VisitorIdentified(
                Ids.next(),
                conversation.workspaceId(),
                conversation.agentId(),
                conversation.id(),
                person.id(),
                claim.userId(),
                values.get("name"),
                values.get("email"),
                values.get("phone"),
                now));
    }
}
