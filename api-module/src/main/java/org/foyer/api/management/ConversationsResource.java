package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.foyer.api.json.MessageResponse;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.conversations.ConversationView;
import org.foyer.contracts.conversations.Conversations;
import org.foyer.contracts.conversations.DecisionView;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Conversations as the team reads them. */
@Path("v1/conversations/{conversation_id}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConversationsResource {
    @Inject
    private Conversations conversations;

    @Inject
    private Contacts contacts;

    record ConversationResponse(
            UUID id,
            UUID agentId,
            String status,
            @Nullable UUID assigneeId,
            List<String> tags,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID contactId,

            List<UUID> leadIds,
            SourceView source,
            List<MessageResponse> messages) {}

    record DecisionResponse(
            UUID messageId,
            String engine,
            String offer,
            double score,
            @Nullable String concept,
            @Nullable String nearestExample,
            String rule,
            String reason) {
        static DecisionResponse of(DecisionView view) {
            return new DecisionResponse(
                    view.messageId(),
                    view.engine(),
                    view.offer(),
                    view.score(),
                    view.concept(),
                    view.nearestExample(),
                    view.rule(),
                    view.reason());
        }
    }

    record DecisionList(List<DecisionResponse> items) {}

    @GET
    @Requires(Scope.READ)
    public ConversationResponse get(
            @PathParam("conversation_id") UUID conversationId, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        var conversation = read(caller, conversationId);
        var contactIds = contacts.contactsOf(caller.workspaceId(), conversation.leadIds());
        return new ConversationResponse(
                conversation.id(),
                conversation.agentId(),
                conversation.status(),
                null,
                List.of(),
                conversation.leadIds().stream()
                        .map(contactIds::get)
                        .filter(Objects::nonNull)
                        .reduce((earlier, later) -> later)
                        .orElse(null),
                conversation.leadIds(),
                conversation.source(),
                MessageResponse.of(conversation.messages()));
    }

    @GET
    @Path("decisions")
    @Requires(Scope.READ)
    public DecisionList decisions(
            @PathParam("conversation_id") UUID conversationId, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        read(caller, conversationId);
        return new DecisionList(conversations.decisions(caller.workspaceId(), conversationId).stream()
                .map(DecisionResponse::of)
                .toList());
    }

    private ConversationView read(Caller caller, UUID conversationId) {
        var conversation = conversations.get(caller.workspaceId(), conversationId);
        Reach.require(caller, conversation.agentId(), "conversation");
        return conversation;
    }
}
