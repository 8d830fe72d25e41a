package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.event.Delivered;
import org.foyer.contracts.workspace.LeadMailPlanned;
import org.foyer.contracts.workspace.MemberInvited;
import org.foyer.contracts.workspace.PasswordResetRequested;

/** What the context does later about its own events: it sends mail, which no request may wait for. */
@ApplicationScoped
class WorkspaceReactions {
    private MemberMails memberMails;
    private LeadMails leadMails;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected WorkspaceReactions() {}

    @Inject
    WorkspaceReactions(MemberMails memberMails, LeadMails leadMails) {
        this.memberMails = memberMails;
        this.leadMails = leadMails;
    }

    void on(@Observes @Delivered PasswordResetRequested event) {
        memberMails.send(event);
    }

    void on(@Observes @Delivered MemberInvited event) {
        memberMails.send(event);
    }

    void on(@Observes @Delivered LeadMailPlanned event) {
        leadMails.send(event);
    }
}
