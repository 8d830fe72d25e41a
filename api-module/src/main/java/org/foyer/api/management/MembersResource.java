package org.foyer.api.management;

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
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.foyer.api.audit.AuditNotes;
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.Members;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** The people of the workspace. A key bound to one agent does not see them. */
@Path("v1/members")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {
    @Inject
    private Members members;

    @Inject
    private Links links;

    @Inject
    private AuditNotes notes;

    /** What was made of an invitation: the only answer that has its link. */
    record InvitedResponse(
            UUID id,
            String email,
            String name,
            String role,
            String status,
            Instant createdAt,
            @Nullable Instant expiresAt,
            String invitationUrl,
            String token) {}

    record PasswordResetResponse(String resetUrl, String token, Instant expiresAt) {}

    @POST
    @Requires(Scope.ADMIN)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("member.invited")
    public Response invite(Body body, @Context SecurityContext security, @Context UriInfo request) {
        var caller = caller(security);
        var invited = members.invite(caller, body.values());
        var member = MemberResponse.of(invited.of());
        notes.changed("role", null, member.role());
        return Versions.tag(Response.created(URI.create("/api/v1/members/" + member.id())), member)
                .entity(new InvitedResponse(
                        member.id(),
                        member.email(),
                        member.name(),
                        member.role(),
                        member.status(),
                        member.createdAt(),
                        member.expiresAt(),
                        links.invitation(request, invited.token()),
                        invited.token()))
                .build();
    }

    @GET
    @Requires(Scope.READ)
    public Page<MemberResponse> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return members.list(caller(security).workspaceId(), status(status), ListParameters.page(limit, after))
                .map(MemberResponse::of);
    }

    @GET
    @Path("{member_id}")
    @Requires(Scope.READ)
    public Response get(@PathParam("member_id") UUID memberId, @Context SecurityContext security) {
        return Versions.tagged(MemberResponse.of(members.get(caller(security).workspaceId(), memberId)));
    }

    @PATCH
    @Path("{member_id}")
    @Requires(Scope.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("member.updated")
    public Response change(
            @PathParam("member_id") UUID memberId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var caller = caller(security);
        var before = MemberResponse.of(members.get(caller.workspaceId(), memberId));
        Versions.require(ifMatch, () -> before);
        var after = MemberResponse.of(members.change(caller, memberId, body.values()));
        if (!before.role().equals(after.role())) {
            notes.changed("role", before.role(), after.role());
        }
        return Versions.tagged(after);
    }

    @DELETE
    @Path("{member_id}")
    @Requires(Scope.ADMIN)
    @Audited("member.removed")
    public void remove(@PathParam("member_id") UUID memberId, @Context SecurityContext security) {
        members.remove(caller(security), memberId);
    }

    @POST
    @Path("{member_id}/password-reset")
    @Requires(Scope.ADMIN)
    @Idempotent
    @Audited("member.password-reset-allowed")
    public Response allowPasswordReset(
            @PathParam("member_id") UUID memberId, @Context SecurityContext security, @Context UriInfo request) {
        var link = members.allowPasswordReset(caller(security), memberId);
        return Response.ok(new PasswordResetResponse(
                        links.passwordReset(request, link.token()), link.token(), link.expiresAt()))
                .build();
    }

    private static Caller caller(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller;
    }

    private static MemberView.@Nullable Status status(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(MemberView.Status.values())
                        .filter(status -> Wire.name(status).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("/query/status", "must be one of active, invited, expired"));
    }
}
