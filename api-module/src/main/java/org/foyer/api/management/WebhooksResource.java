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
import java.util.Map;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.audit.NotAudited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.webhooks.WebhookDeliveryView;
import org.foyer.contracts.webhooks.WebhookView;
import org.foyer.contracts.webhooks.Webhooks;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Endpoints that are told of what happens in the workspace, and what became of telling them. */
@Path("v1/webhooks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhooksResource {
    @Inject
    private Webhooks webhooks;

    /**
     * An endpoint.
     *
     * @param secret of a new endpoint alone
     */
    record WebhookResponse(
            UUID id,
            String url,
            List<String> events,
            @Nullable Map<String, Object> filter,
            @Nullable String description,
            String status,
            @Nullable String statusReason,
            @Nullable Instant failingSince,
            @Nullable Instant heldUntil,
            @Nullable Instant previousSecretUntil,
            Instant createdAt,
            Instant updatedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {
        static WebhookResponse of(WebhookView view) {
            return of(view, null);
        }

        static WebhookResponse of(WebhookView view, @Nullable String secret) {
            return new WebhookResponse(
                    view.id(),
                    view.url(),
                    view.events(),
                    view.filter(),
                    view.description(),
                    view.status(),
                    view.statusReason(),
                    view.failingSince(),
                    view.heldUntil(),
                    view.previousSecretUntil(),
                    view.createdAt(),
                    view.updatedAt(),
                    secret);
        }
    }

    record RotationResponse(String secret, Instant previousSecretUntil) {}

    record ReplayResponse(int replayed) {}

    @POST
    @Requires(Scope.WRITE)
    @Idempotent
    @Audited("webhook.created")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Body body, @Context SecurityContext security) {
        var created = webhooks.create(caller(security), body.values());
        return Versions.tag(
                        Response.created(URI.create(
                                "/api/v1/webhooks/" + created.webhook().id())),
                        WebhookResponse.of(created.webhook()))
                .entity(WebhookResponse.of(created.webhook(), created.secret()))
                .build();
    }

    @GET
    @Requires(Scope.READ)
    public Page<WebhookResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return webhooks.list(caller(security).workspaceId(), ListParameters.page(limit, after))
                .map(WebhookResponse::of);
    }

    @GET
    @Path("{webhook_id}")
    @Requires(Scope.READ)
    public Response get(@PathParam("webhook_id") UUID webhookId, @Context SecurityContext security) {
        return Versions.tagged(read(caller(security), webhookId));
    }

    @PATCH
    @Path("{webhook_id}")
    @Requires(Scope.WRITE)
    @Audited("webhook.updated")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(
            @PathParam("webhook_id") UUID webhookId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var caller = caller(security);
        Versions.require(ifMatch, () -> read(caller, webhookId));
        return Versions.tagged(WebhookResponse.of(webhooks.change(caller.workspaceId(), webhookId, body.values())));
    }

    @DELETE
    @Path("{webhook_id}")
    @Requires(Scope.WRITE)
    @Audited("webhook.deleted")
    public void delete(@PathParam("webhook_id") UUID webhookId, @Context SecurityContext security) {
        webhooks.delete(caller(security).workspaceId(), webhookId);
    }

    @POST
    @Path("{webhook_id}/secret/rotation")
    @Requires(Scope.WRITE)
    @Idempotent
    @Audited("webhook-secret.rotated")
    public Response rotate(@PathParam("webhook_id") UUID webhookId, @Context SecurityContext security) {
        var rotated = webhooks.rotateSecret(caller(security).workspaceId(), webhookId);
        return Response.ok(new RotationResponse(rotated.secret(), rotated.previousSecretUntil()))
                .build();
    }

    @POST
    @Path("{webhook_id}/ping")
    @Requires(Scope.WRITE)
    @Idempotent
    @NotAudited("a test changes nothing")
    public Response ping(@PathParam("webhook_id") UUID webhookId, @Context SecurityContext security) {
        return Response.accepted(webhooks.ping(caller(security).workspaceId(), webhookId))
                .build();
    }

    @GET
    @Path("{webhook_id}/deliveries")
    @Requires(Scope.READ)
    public Page<WebhookDeliveryView> deliveries(
            @PathParam("webhook_id") UUID webhookId,
            @QueryParam("status") @Nullable String status,
            @QueryParam("event") @Nullable String event,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        var query = new Webhooks.Query(caller(security).workspaceId(), webhookId, status, event);
        return webhooks.deliveries(query, ListParameters.page(limit, after));
    }

    @POST
    @Path("{webhook_id}/deliveries/{delivery_id}/redelivery")
    @Requires(Scope.WRITE)
    @Idempotent
    @Audited("webhook-delivery.redelivered")
    public Response redeliver(
            @PathParam("webhook_id") UUID webhookId,
            @PathParam("delivery_id") UUID deliveryId,
            @Context SecurityContext security) {
        return Response.accepted(webhooks.redeliver(caller(security).workspaceId(), webhookId, deliveryId))
                .build();
    }

    @POST
    @Path("{webhook_id}/replay")
    @Requires(Scope.WRITE)
    @Idempotent
    @Audited("webhook.replayed")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replay(@PathParam("webhook_id") UUID webhookId, Body body, @Context SecurityContext security) {
        return Response.accepted(
                        new ReplayResponse(webhooks.replay(caller(security).workspaceId(), webhookId, body.values())))
                .build();
    }

    private WebhookResponse read(Caller caller, UUID webhookId) {
        return WebhookResponse.of(webhooks.get(caller.workspaceId(), webhookId));
    }

    private static Caller caller(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller;
    }
}
