package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.audit.NotAudited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.json.MessageResponse;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.conversations.ConversationView;
import org.foyer.contracts.conversations.Conversations;
import org.foyer.contracts.conversations.DecisionView;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** The inbox: conversations as the team reads them and takes part in them. */
@Path("v1/conversations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConversationsResource {
    @Inject
    private Conversations conversations;

    @Inject
    private ConversationResponses responses;

    record DecisionResponse(
            UUID messageId,
            String engine,
            String offer,
            double score,
            @Nullable String concept,
            @Nullable String toolCall,
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
                    view.toolCall(),
                    view.nearestExample(),
                    view.rule(),
                    view.reason());
        }
    }

    record DecisionList(List<DecisionResponse> items) {}

    @GET
    @Requires(Scope.READ)
    public Page<ConversationResponses.Summary> list(
            @BeanParam ConversationFilter filter,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        var caller = Principals.caller(security);
        return responses.of(conversations.list(filter.query(caller), ListParameters.page(limit, after)), caller);
    }

    @GET
    @Path("{conversation_id}")
    @Requires(Scope.READ)
    public Response get(@PathParam("conversation_id") UUID conversationId, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        return tagged(read(caller, conversationId), caller);
    }

    @PATCH
    @Path("{conversation_id}")
    @Requires(Scope.WRITE)
    @Audited("conversation.updated")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(
            @PathParam("conversation_id") UUID conversationId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var caller = Principals.caller(security);
        var changed = conversations.change(
                caller, conversationId, body.values(), state -> Versions.require(ifMatch, () -> state));
        return tagged(changed, caller);
    }

    // The tag is of what a PATCH can change: whoever assigns a conversation is not refused because it goes on.
    private Response tagged(ConversationView conversation, Caller caller) {
        return Versions.tag(Response.ok(responses.of(conversation, caller)), conversation.state())
                .build();
    }

    @POST
    @Path("{conversation_id}/messages")
    @Requires(Scope.WRITE)
    @NotAudited("a message is its own record: it says who wrote it, and never changes")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reply(
            @PathParam("conversation_id") UUID conversationId, Body body, @Context SecurityContext security) {
        var message = conversations.reply(Principals.caller(security), conversationId, body.values());
        return Response.created(placeOf(conversationId))
                .entity(MessageResponse.of(message))
                .build();
    }

    @POST
    @Path("{conversation_id}/notes")
    @Requires(Scope.WRITE)
    @NotAudited("a note is its own record: it says who wrote it, and never changes")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    public Response note(
            @PathParam("conversation_id") UUID conversationId, Body body, @Context SecurityContext security) {
        var note = conversations.note(Principals.caller(security), conversationId, body.values());
        return Response.created(placeOf(conversationId))
                .entity(ConversationResponses.Note.of(note))
                .build();
    }

    /** Messages and notes are read with their conversation. */
    private static URI placeOf(UUID conversationId) {
        return URI.create("/api/v1/conversations/" + conversationId);
    }

    @POST
    @Path("{conversation_id}/read")
    @Requires(Scope.READ)
    @NotAudited("reading changes nothing for anybody else")
    @Consumes(MediaType.APPLICATION_JSON)
    public void markRead(
            @PathParam("conversation_id") UUID conversationId, Body body, @Context SecurityContext security) {
        conversations.read(Principals.caller(security), conversationId, body.values());
    }

    @POST
    @Path("{conversation_id}/typing")
    @Requires(Scope.WRITE)
    @NotAudited("it is kept nowhere")
    public void typing(@PathParam("conversation_id") UUID conversationId, @Context SecurityContext security) {
        conversations.typing(Principals.caller(security), conversationId);
    }

    @GET
    @Path("{conversation_id}/decisions")
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
