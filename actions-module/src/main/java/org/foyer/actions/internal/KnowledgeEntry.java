package org.foyer.actions.internal;

import static java.util.Objects.requireNonNullElse;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.actions.KnowledgeEntryView;
import org.foyer.platform.document.Document;
import org.foyer.platform.document.Texts;
import org.foyer.platform.id.Ids;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Something an agent may answer with: a title, an answer, and the ways in which visitors ask for it. Each wording of it
 * has a revision of its own, by which its {@link KnowledgeIndex} is known to be up to date or not.
 */
@Entity
class KnowledgeEntry {
    private static final int MAX_TITLE = 200;
    private static final int MAX_QUESTIONS = 50;
    private static final int MAX_QUESTION = 500;
    private static final int MAX_TEXT = 4000;

    @Id
    private UUID id;

    private UUID workspaceId;
    private UUID agentId;
    private String title;

    @Column(columnDefinition = "text")
    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    @Convert(converter = TextListConverter.class)
    private List<String> questions;

    @Column(columnDefinition = "text")
    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    private String text;

    private UUID revision;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected KnowledgeEntry() {}

    /** What an operator writes; unacceptable values are refused. */
    private record Wording(String title, List<String> questions, String text) {
        static Wording read(Document body, @Nullable Wording before) {
            var title = body.has("title") || before == null ? body.requiredText("title", MAX_TITLE) : before.title;
            var questions = body.has("questions") || before == null ? questions(body) : before.questions;
            var text = body.has("text") || before == null ? body.requiredLines("text", MAX_TEXT) : before.text;
            body.finish();
            return new Wording(title, questions, text.strip());
        }

        private static List<String> questions(Document body) {
            var given = requireNonNullElse(body.list("questions", MAX_QUESTIONS), List.of());
            var questions = new ArrayList<String>();
            for (int i = 0; i < given.size(); i++) {
                if (given.get(i) instanceof String question) {
                    var fault = question.isBlank() ? "must not be blank" : Texts.fault(question, MAX_QUESTION, false);
                    if (fault != null) {
                        body.violation("questions/" + i, fault);
                    }
                    questions.add(question.strip());
                } else {
                    body.violation("questions/" + i, "must be a text");
                }
            }
            return List.copyOf(questions);
        }
    }

    KnowledgeEntry(Agent agent, Document body, Clock clock) {
        var wording = Wording.read(body, null);
        this.id = Ids.next();
        this.workspaceId = agent.workspaceId();
        this.agentId = agent.id();
        this.title = wording.title();
        this.questions = wording.questions();
        this.text = wording.text();
        this.revision = Ids.next();
        this.createdAt = clock.instant();
        this.updatedAt = createdAt;
    }

    /** Takes what a client's object names. Returns whether the wording is another now. */
    boolean reworded(Document body, Clock clock) {
        var before = new Wording(title, questions, text);
        var after = Wording.read(body, before);
        if (after.equals(before)) {
            return false;
        }
        title = after.title();
        questions = after.questions();
        text = after.text();
        revision = Ids.next();
        updatedAt = clock.instant();
        return true;
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    UUID agentId() {
        return agentId;
    }

    UUID revision() {
        return revision;
    }

    String title() {
        return title;
    }

    List<String> questions() {
        return questions;
    }

    String text() {
        return text;
    }

    Instant createdAt() {
        return createdAt;
    }

    KnowledgeEntryView view(@Nullable KnowledgeIndex index) {
        return new KnowledgeEntryView(
                id,
                agentId,
                title,
                questions,
                text,
                index == null || !index.revision().equals(revision) ? null : index.indexedAt(),
                createdAt,
                updatedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KnowledgeEntry entry && id.equals(entry.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
