package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.actions.Knowledge;
import org.foyer.contracts.actions.KnowledgeEntryView;
import org.foyer.contracts.conversations.UnansweredQuestionView;
import org.foyer.contracts.conversations.UnansweredQuestions;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** What an agent knows, and what it was asked in vain. */
@Path("v1/agents/{agent_id}/knowledge")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class KnowledgeResource {
    @Inject
    private Knowledge knowledge;

    @Inject
    private UnansweredQuestions questions;

    record EntryResponse(
            UUID id,
            UUID agentId,
            String title,
            List<String> questions,
            String text,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant indexedAt,

            Instant createdAt,
            Instant updatedAt) {
        static EntryResponse of(KnowledgeEntryView view) {
            return new EntryResponse(
                    view.id(),
                    view.agentId(),
                    view.title(),
                    view.questions(),
                    view.text(),
                    view.indexedAt(),
                    view.createdAt(),
                    view.updatedAt());
        }

        /** The entry as its author wrote it: being indexed makes no other version of it. */
        EntryResponse written() {
            return new EntryResponse(id, agentId, title, questions, text, null, createdAt, updatedAt);
        }

        Response tagged() {
            return Versions.tag(Response.ok(this), written()).build();
        }
    }

    record QuestionResponse(
            UUID id, UUID conversationId, String question, int count, Instant firstAskedAt, Instant lastAskedAt) {
        static QuestionResponse of(UnansweredQuestionView view) {
            return new QuestionResponse(
                    view.id(),
                    view.conversationId(),
                    view.question(),
                    view.count(),
                    view.firstAskedAt(),
                    view.lastAskedAt());
        }
    }

    @POST
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("knowledge.created")
    public Response create(@PathParam("agent_id") UUID agentId, Body body, @Context SecurityContext security) {
        var entry = EntryResponse.of(knowledge.create(caller(security, agentId).workspaceId(), agentId, body.values()));
        var at = URI.create("/api/v1/agents/" + agentId + "/knowledge/" + entry.id());
        return Versions.tag(Response.created(at).entity(entry), entry.written()).build();
    }

    @GET
    @Requires(Scope.READ)
    public Page<EntryResponse> list(
            @PathParam("agent_id") UUID agentId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        var caller = caller(security, agentId);
        return knowledge
                .list(caller.workspaceId(), agentId, ListParameters.page(limit, after))
                .map(EntryResponse::of);
    }

    @GET
    @Path("{knowledge_id}")
    @Requires(Scope.READ)
    public Response get(
            @PathParam("agent_id") UUID agentId,
            @PathParam("knowledge_id") UUID entryId,
            @Context SecurityContext security) {
        return read(caller(security, agentId), agentId, entryId).tagged();
    }

    @PATCH
    @Path("{knowledge_id}")
    @Requires(Scope.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("knowledge.updated")
    public Response change(
            @PathParam("agent_id") UUID agentId,
            @PathParam("knowledge_id") UUID entryId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var caller = caller(security, agentId);
        Versions.require(ifMatch, () -> read(caller, agentId, entryId).written());
        return EntryResponse.of(knowledge.change(caller.workspaceId(), agentId, entryId, body.values()))
                .tagged();
    }

    @DELETE
    @Path("{knowledge_id}")
    @Requires(Scope.WRITE)
    @Audited("knowledge.deleted")
    public void delete(
            @PathParam("agent_id") UUID agentId,
            @PathParam("knowledge_id") UUID entryId,
            @Context SecurityContext security) {
        knowledge.delete(caller(security, agentId).workspaceId(), agentId, entryId);
    }

    @GET
    @Path("unanswered")
    @Requires(Scope.READ)
    public Page<QuestionResponse> unanswered(
            @PathParam("agent_id") UUID agentId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        var caller = caller(security, agentId);
        return questions
                .list(caller.workspaceId(), agentId, ListParameters.page(limit, after))
                .map(QuestionResponse::of);
    }

    @DELETE
    @Path("unanswered/{question_id}")
    @Requires(Scope.WRITE)
    @Audited("unanswered-question.dismissed")
    public void dismiss(
            @PathParam("agent_id") UUID agentId,
            @PathParam("question_id") UUID questionId,
            @Context SecurityContext security) {
        questions.dismiss(caller(security, agentId).workspaceId(), agentId, questionId);
    }

    private EntryResponse read(Caller caller, UUID agentId, UUID entryId) {
        return EntryResponse.of(knowledge.get(caller.workspaceId(), agentId, entryId));
    }

    private static Caller caller(SecurityContext security, UUID agentId) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        return caller;
    }
}
