package org.foyer.contracts.workspace;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * The people of a workspace and those invited to join them. Nobody gives a role above their own or touches whoever has
 * one (FORBIDDEN); an API key with the scope admin counts as an admin. The last owner stays an owner (RULE_VIOLATED).
 */
public interface Members {
    /**
     * Members and invitations, newest first.
     *
     * @param status only these; null for all
     */
    Page<MemberView> list(UUID workspaceId, MemberView.@Nullable Status status, PageRequest page);

    /** A member or an invitation; NOT_FOUND where there is neither. */
    MemberView get(UUID workspaceId, UUID memberId);

    /** A member; empty for who is none, none any more, or only invited. */
    Optional<MemberView> find(UUID workspaceId, UUID memberId);

    /**
     * Invites somebody. An invitation for the same e-mail is replaced, and its link does not hold any more.
     *
     * @param body {@code email}, {@code role}
     * @throws org.foyer.contracts.refusal.Refusal INVALID; FORBIDDEN for a role above the caller's; CONFLICT for a member
     */
    IssuedLink<MemberView> invite(Caller caller, Map<String, Object> body);

    /**
     * Gives a member, or who is invited, another role.
     *
     * @param body {@code role}; absent changes nothing
     */
    MemberView change(Caller caller, UUID memberId, Map<String, Object> body);

    /**
     * Ends a membership at once, for sessions that are open too, or revokes an invitation. The account stays for its
     * other workspaces and for what the person did here.
     */
    void remove(Caller caller, UUID memberId);

    /**
     * Makes a one-time link that lets a member set a new password. Who belongs to other workspaces too would be opened
     * there as well, so only the installation's owner may do it for them (FORBIDDEN); nobody may for the installation's
     * owner but that owner.
     */
    IssuedLink<MemberView> allowPasswordReset(Caller caller, UUID memberId);

    /**
     * What an invitation's link is for.
     *
     * @param body {@code token}
     * @throws org.foyer.contracts.refusal.Refusal INVALID where the token is unknown, used, revoked or expired
     */
    InvitationView invitation(Map<String, Object> body);

    /**
     * Accepts an invitation and signs in. Whoever has an account already proves to be its owner by its password; somebody
     * new chooses name and password.
     *
     * @param body {@code token}, {@code password}, {@code name} (1–100; needed for a new account, else ignored)
     * @throws org.foyer.contracts.refusal.Refusal INVALID; UNAUTHENTICATED for an account's wrong password; TOO_MANY
     */
    OpenedSession accept(Map<String, Object> body, Client client);
}
