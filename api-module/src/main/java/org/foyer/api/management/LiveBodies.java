package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.api.json.MessageResponse;
import org.foyer.api.live.TeamBodies;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.conversations.LiveEvent;

/** Live events as the management API shows what they are about. */
@ApplicationScoped
class LiveBodies implements TeamBodies {
    @Inject
    private Contacts contacts;

    record LiveMessage(
            UUID conversationId,
            UUID agentId,
            @JsonUnwrapped MessageResponse message) {}

    @Override
    public Map<LiveEvent, Object> of(List<LiveEvent> events) {
        var contactIds = new HashMap<UUID, UUID>();
        var leadsByWorkspace = new HashMap<UUID, List<UUID>>();
        for (var event : events) {
            if (event.subject() instanceof LiveEvent.OfLead of) {
                leadsByWorkspace
                        .computeIfAbsent(event.entry().workspaceId(), any -> new ArrayList<>())
                        .add(of.lead().id());
            }
        }
        leadsByWorkspace.forEach((workspace, leads) -> contactIds.putAll(contacts.contactsOf(workspace, leads)));
        var bodies = new HashMap<LiveEvent, Object>();
        for (var event : events) {
            bodies.put(event, body(event, contactIds));
        }
        return bodies;
    }

    private Object body(LiveEvent event, Map<UUID, UUID> contactIds) {
        if (event.subject() instanceof LiveEvent.OfMessage of) {
            return new LiveMessage(of.conversationId(), event.agentId(), MessageResponse.of(of.message()));
        }
        if (event.subject() instanceof LiveEvent.OfLead of) {
            return LeadResponse.of(of.lead(), contactIds.get(of.lead().id()));
        }
        var of = (LiveEvent.OfConversation) event.subject();
        return Map.of("id", of.subjectId(), "conversation_id", of.conversationId(), "agent_id", event.agentId());
    }
}
