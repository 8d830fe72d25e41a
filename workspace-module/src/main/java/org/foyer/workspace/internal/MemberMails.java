package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.foyer.contracts.workspace.MemberInvited;
import org.foyer.contracts.workspace.PasswordResetRequested;
import org.foyer.contracts.workspace.WorkspaceEvent;
import org.foyer.contracts.workspace.WorkspaceView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.mail.Mail;
import org.foyer.platform.mail.Mailer;
import org.foyer.platform.secret.SecretBox;
import org.foyer.platform.secret.Secrets;

/** Sends people the links that let them in, where a mail server is set; without one an admin passes links on. */
@ApplicationScoped
class MemberMails {
    private AccountRepository accounts;
    private WorkspaceRepository workspaces;
    private InvitationRepository invitations;
    private PasswordResetRepository resets;
    private DashboardLinks links;
    private SecretBox secrets;
    private Mailer mailer;
    private Event<WorkspaceEvent> events;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected MemberMails() {}

    @Inject
    MemberMails(
            AccountRepository accounts,
            WorkspaceRepository workspaces,
            InvitationRepository invitations,
            PasswordResetRepository resets,
            DashboardLinks links,
            SecretBox secrets,
            Mailer mailer,
            Event<WorkspaceEvent> events,
            Clock clock) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.invitations = invitations;
        this.resets = resets;
        this.links = links;
        this.secrets = secrets;
        this.mailer = mailer;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody was just invited: if there is a mail server, they are to be sent the link. */
    void invited(Invitation invitation, String token) {
        if (mailer.isConfigured()) {
            events.fire(new MemberInvited(
                    Ids.next(),
                    invitation.workspaceId(),
                    invitation.id(),
                    secrets.seal(token, place(invitation.id().toString()))));
        }
    }

    /** Sends an invitation that still holds; one that was replaced or revoked meanwhile is not sent. */
    void send(MemberInvited event) {
        var token = secrets.open(event.sealedToken(), place(event.invitationId().toString()));
        var invitation = invitations.byId(event.workspaceId(), event.invitationId());
        if (invitation.isEmpty() || !invitation.get().expiresAt().isAfter(clock.instant())) {
            return;
        }
        var workspace =
                workspaces.view(event.workspaceId()).map(WorkspaceView::name).orElseThrow();
        mailer.send(new Mail(
                invitation.get().email(),
                "You are invited to " + workspace,
                "You are invited to join the team of " + workspace + " on Foyer. Follow this link within a week:\n\n"
                        + links.invitation(token)
                        + "\n\n--\nIf you do not know what this is about, delete this mail.\n",
                workspace,
                "invitation-" + event.eventId()));
    }

    /** Sends whoever the account belongs to a link that sets a new password; for an unknown e-mail nothing happens. */
    void send(PasswordResetRequested event) {
        if (!mailer.isConfigured()) {
            return;
        }
        var account = accounts.byEmail(event.emailKey());
        if (account.isEmpty() || workspaces.memberships(account.get().id()).isEmpty()) {
            return;
        }
        var token = Secrets.token("");
        resets.add(new PasswordReset(account.get().id(), token, clock.instant()));
        mailer.send(new Mail(
                account.get().email(),
                "A new password for Foyer",
                "Somebody, probably you, asked for a new password. Follow this link within an hour to set one:\n\n"
                        + links.passwordReset(token)
                        + "\n\n--\nIf it was not you, do nothing: your password still holds.\n",
                null,
                "password-reset-" + event.eventId()));
    }

    private static String place(String invitationId) {
        return "invitation " + invitationId;
    }
}
