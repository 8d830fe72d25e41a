package org.foyer.webhooks.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.event.Delivered;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.webhooks.EndpointStopped;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.Members;
import org.foyer.contracts.workspace.Role;
import org.foyer.platform.mail.Mail;
import org.foyer.platform.mail.Mailer;
import org.jspecify.annotations.Nullable;

/** Writes to the owners of the workspace, and to whoever made the endpoint, that nothing is sent to it any more. */
@ApplicationScoped
class EndpointReactions {
    private Members members;
    private Mailer mailer;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected EndpointReactions() {}

    @Inject
    EndpointReactions(Members members, Mailer mailer) {
        this.members = members;
        this.mailer = mailer;
    }

    void on(@Observes @Delivered EndpointStopped event) {
        if (!mailer.isConfigured()) {
            return;
        }
        for (var member : toTell(event.workspaceId(), event.memberId())) {
            mailer.send(new Mail(
                    member.email(),
                    "The webhook to " + event.host() + " is " + event.status(),
                    text(event),
                    "Foyer",
                    event.eventId() + "." + member.id()));
        }
    }

    private List<MemberView> toTell(UUID workspaceId, @Nullable UUID maker) {
        var toTell = new ArrayList<MemberView>();
        @Nullable String after = null;
        do {
            var page =
                    members.list(workspaceId, MemberView.Status.ACTIVE, new PageRequest(PageRequest.MAX_LIMIT, after));
            page.items().stream()
                    .filter(member -> member.role() == Role.OWNER || member.id().equals(maker))
                    .forEach(toTell::add);
            after = page.next();
        } while (after != null);
        return toTell;
    }

    private static String text(EndpointStopped event) {
        return "Foyer sends nothing to the webhook at " + event.host() + " any more: it is " + event.status() + ".\n\n"
                + event.reason() + "\n\n"
                + (event.status().equals("paused")
                        ? "What happens meanwhile is kept. Make the webhook active again when the receiver works, and"
                                + " all of it is sent."
                        : "What happens meanwhile is not kept for it. Make the webhook active again if it is not gone.")
                + "\n\nIts id is " + event.webhookId() + ".\n";
    }
}
