package org.foyer.api.widget;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.UUID;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.json.MessageResponse;
import org.foyer.api.live.Live;
import org.foyer.api.management.ListParameters;
import org.foyer.api.security.ForVisitor;
import org.foyer.api.security.Principals;
import org.foyer.contracts.conversations.Chat;
import org.foyer.contracts.conversations.OwnConversationView;
import org.foyer.contracts.paging.Page;
import org.jspecify.annotations.Nullable;

/** A visitor's conversations: listen to one, answer a question, say who one is. */
@Path("widget/v1")
@ApplicationScoped
public class VisitorConversationsResource {
    @Inject
    private Chat chat;

    @Inject
    private Live live;

    record IdentificationResponse(
            String identity,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {}

    record OwnConversationResponse(
            UUID id, String status, @Nullable String lastText, Instant createdAt, Instant lastActivityAt) {
        static OwnConversationResponse of(OwnConversationView view) {
            return new OwnConversationResponse(
                    view.id(), view.status(), view.lastText(), view.createdAt(), view.lastActivityAt());
        }
    }

    @GET
    @Path("conversations/{conversation_id}/events")
    @ForVisitor
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response events(
            @PathParam("conversation_id") UUID conversationId,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return live.grant(Principals.visitor(security), conversationId, lastEventId, request);
    }

    @POST
    @Path("conversations/{conversation_id}/identity")
    @ForVisitor
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response identify(
            @PathParam("conversation_id") UUID conversationId, Body body, @Context SecurityContext security) {
        var identification = chat.identify(Principals.visitor(security), conversationId, body.values());
        return Response.ok(new IdentificationResponse(identification.identity(), identification.token()))
                .build();
    }

    @GET
    @Path("conversations")
    @ForVisitor
    @Produces(MediaType.APPLICATION_JSON)
    public Page<OwnConversationResponse> conversations(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return chat.conversations(Principals.visitor(security), ListParameters.page(limit, after))
                .map(OwnConversationResponse::of);
    }

    @POST
    @Path("conversations/{conversation_id}/typing")
    @ForVisitor
    public void typing(@PathParam("conversation_id") UUID conversationId, @Context SecurityContext security) {
        chat.typing(Principals.visitor(security), conversationId);
    }

    @POST
    @Path("conversations/{conversation_id}/choices/{choice_id}")
    @ForVisitor
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS + ";qs=0.9"})
    public Response choose(
            @PathParam("conversation_id") UUID conversationId,
            @PathParam("choice_id") UUID choiceId,
            Body body,
            @Context SecurityContext security) {
        var messages = chat.choose(Principals.visitor(security), conversationId, choiceId, body.values());
        return Response.ok(new Turn(MessageResponse.of(messages))).build();
    }

    @POST
    @Path("confirmations/{confirmation_id}")
    @ForVisitor
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS + ";qs=0.9"})
    public Response confirm(
            @PathParam("confirmation_id") UUID confirmationId, Body body, @Context SecurityContext security) {
        var messages = chat.confirm(Principals.visitor(security), confirmationId, body.values());
        return Response.ok(new Turn(MessageResponse.of(messages))).build();
    }
}
