package org.foyer.api.widget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.foyer.api.idempotency.Repeats;
import org.foyer.api.json.Body;
import org.foyer.api.json.MessageResponse;
import org.foyer.api.security.ForVisitor;
import org.foyer.api.security.Principals;
import org.foyer.contracts.conversations.Chat;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor says, and what was said. A reply that a language model thinks out takes seconds, and no transaction may
 * last so long: it is thought out first, and then the message, the reply and the kept response are one transaction. So this
 * resource looks after repeats itself.
 */
@Path("widget/v1/conversations/{conversation_id}/messages")
@ApplicationScoped
public class VisitorMessagesResource {
    @Inject
    private Chat chat;

    @Inject
    private Repeats repeats;

    @POST
    @ForVisitor
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response say(
            @PathParam("conversation_id") UUID conversationId, Body body, @Context SecurityContext security) {
        var visitor = Principals.visitor(security);
        var once = repeats.once(body.sha256());
        return once.replayed().orElseGet(() -> {
            var thought = chat.prepare(visitor, conversationId, body.values())
                    .map(thinking -> thinking.think(token -> {}))
                    .orElse(null);
            return post(once, visitor, conversationId, body, thought);
        });
    }

    @POST
    @ForVisitor
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.9")
    public Response sayStreaming(
            @PathParam("conversation_id") UUID conversationId, Body body, @Context SecurityContext security) {
        var visitor = Principals.visitor(security);
        var once = repeats.once(body.sha256());
        return once.replayed().orElseGet(() -> chat.prepare(visitor, conversationId, body.values())
                .map(thinking ->
                        new TurnUnderWay(thinking, thought -> post(once, visitor, conversationId, body, thought)
                                .getEntity()))
                .map(turn -> Response.ok(turn).build())
                .orElseGet(() -> post(once, visitor, conversationId, body, null)));
    }

    private Response post(
            Repeats.Once once,
            VisitorIdentity visitor,
            UUID conversationId,
            Body body,
            Chat.@Nullable Thought thought) {
        return once.carryOut(() -> Response.ok(
                        new Turn(MessageResponse.of(chat.post(visitor, conversationId, body.values(), thought))))
                .build());
    }

    @GET
    @ForVisitor
    @Produces(MediaType.APPLICATION_JSON)
    public Turn history(@PathParam("conversation_id") UUID conversationId, @Context SecurityContext security) {
        return new Turn(MessageResponse.of(chat.history(Principals.visitor(security), conversationId)));
    }
}
