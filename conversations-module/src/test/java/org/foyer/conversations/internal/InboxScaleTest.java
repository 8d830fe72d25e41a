package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.conversations.ConversationQuery;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The inbox of a large team: every list and search comes by an index. {@code -Dfoyer.scale=200000} prints what it takes.
 */
class InboxScaleTest {
    private static final int CONVERSATIONS = Integer.getInteger("foyer.scale", 20_000);
    private static final UUID WORKSPACE = new UUID(7, 7);
    private static final UUID AGENT = new UUID(7, 8);
    private static final UUID ASSIGNEE = new UUID(7, 9);

    private static final String FILL = """
            create temp table numbers as select n, cast('00000000-0000-7000-8000-' || lpad(cast(n as text), 12, '0') as uuid) id
                from generate_series(1, %1$d) n;
            insert into conversations.visitor (id, workspace_id, agent_id, declined, created_at, version)
                values ('%2$s', '%2$s', '%3$s', false, now(), 0);
            insert into conversations.conversation (id, workspace_id, agent_id, visitor_id, status, source,
                    visitor_turns, messages, created_at, last_activity_at, version, assignee_id)
                select id, '%2$s', '%3$s', '%2$s', case when n %% 50 = 0 then 'OPEN' else 'RESOLVED' end,
                    '{"page_url":null,"referrer":null,"utm":{}}', 1, 3, now(), now() - n * interval '1 second', 0,
                    case when n %% 100 = 0 then cast('%4$s' as uuid) end
                from numbers;
            insert into conversations.search_line (subject_id, workspace_id, conversation_id, text)
                select gen_random_uuid(), '%2$s', id,
                    case k when 1 then 'hello! ask me anything.' when 2 then 'where is my order ' || md5(cast(n as text))
                        else 'your order ' || n || ' is on its way to you' end
                from numbers, generate_series(1, 3) k;
            insert into conversations.conversation_tag (conversation_id, tag_key, workspace_id, tag, position)
                select id, 'vip', '%2$s', 'vip', 0 from numbers where n %% 1000 = 0;
            analyze conversations.conversation;
            analyze conversations.search_line;
            analyze conversations.conversation_tag;
            """;

    @Test
    void listsAndSearchesByIndex() {
        try (var database = TestDatabase.of(TestDatabase.Kind.POSTGRESQL, "conversations")) {
            database.transact(entityManager -> Arrays.stream(FILL.formatted(CONVERSATIONS, WORKSPACE, AGENT, ASSIGNEE)
                            .split(";\n"))
                    .filter(statement -> !statement.isBlank())
                    .forEach(statement ->
                            entityManager.createNativeQuery(statement).executeUpdate()));

            var wanted = new LinkedHashMap<String, ConversationQuery>();
            wanted.put("all", query(null, null, null, null));
            wanted.put("open", query("open", null, null, null));
            wanted.put("assigned", query(null, ASSIGNEE, null, null));
            wanted.put("tagged", query(null, null, "vip", null));
            wanted.put("rare text", query(null, null, null, "order " + CONVERSATIONS));
            wanted.put("frequent text", query(null, null, null, "on its way"));
            wanted.put("text of none", query(null, null, null, "no such words"));
            wanted.forEach((name, query) -> {
                var middle = new PageRequest(
                        20, new Cursor(Instant.now().minusSeconds(CONVERSATIONS / 2), WORKSPACE).text());
                var times = new ArrayList<Long>();
                var found = 0;
                for (int i = 0; i < 40; i++) {
                    var page = i % 2 == 0 ? new PageRequest(20, null) : middle;
                    var begun = System.nanoTime();
                    found += database.inTransaction(
                                    entityManager -> new ConversationRepository(entityManager).list(query, page))
                            .items()
                            .size();
                    times.add((System.nanoTime() - begun) / 1000);
                }
                times.sort(null);
                assertThat(found > 0).as(name).isEqualTo(!name.equals("text of none"));
                if (System.getProperty("foyer.scale") != null) {
                    System.out.println(name + ": median " + times.get(20) + " µs, p95 " + times.get(37) + " µs");
                }
            });
            database.transact(InboxScaleTest::assertThatRareTextsUseTrigrams);
        }
    }

    private static void assertThatRareTextsUseTrigrams(EntityManager entityManager) {
        List<?> plan = entityManager
                .createNativeQuery("""
                        explain select c.id from conversations.conversation c
                        where c.workspace_id = '%s' and exists (select 1 from conversations.search_line s
                            where s.conversation_id = c.id and s.workspace_id = c.workspace_id
                            and s.text like '%%no such words%%' escape '!')
                        order by c.last_activity_at desc, c.id desc fetch first 21 rows only
                        """.formatted(WORKSPACE), String.class)
                .getResultList();
        assertThat(String.join("\n", plan.stream().map(String::valueOf).toList()))
                .contains("search_line_text")
                .doesNotContain("Seq Scan");
    }

    private static ConversationQuery query(
            @Nullable String status, @Nullable UUID assignee, @Nullable String tag, @Nullable String text) {
        return new ConversationQuery(WORKSPACE, status, null, assignee, false, tag, text);
    }
}
