package org.foyer.conversations.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.foyer.encoder.MiniLmEncoder;
import org.junit.jupiter.api.Test;

/** Negations and what only looks like one, with the real encoder and the default description. */
class TrickyMessagesTest {
    private static final OfferableAction ACTION = new OfferableAction(
            new UUID(0, 1),
            "collect_leads",
            "collect_leads",
            "when a visitor asks to be contacted or a person must follow up",
            OfferMode.AUTO,
            Sensitivity.BALANCED,
            List.of(),
            List.of());

    @Test
    void nineInTenAreUnderstood() throws IOException {
        var meanings = new MeaningModels();
        meanings.use(MiniLmEncoder.load());
        var engine = new EmbeddedReplyEngine(new MessageRules(), meanings);
        var wrong = new ArrayList<String>();
        var cases = 0;
        for (var line : lines()) {
            if (line.startsWith("+ ") || line.startsWith("- ")) {
                cases++;
                var reply =
                        engine.reply(new Turn("Ada", "en", List.of(ACTION), List.of(), line.substring(2), List.of()));
                var offered = reply.proposals().stream()
                        .anyMatch(proposal -> proposal.explicitRequest()
                                || proposal.score() >= ACTION.sensitivity().threshold());
                if (offered != line.startsWith("+")) {
                    wrong.add(line);
                }
            }
        }

        assertThat(cases).isGreaterThanOrEqualTo(120);
        assertThat((double) wrong.size() / cases).as(String.join("\n", wrong)).isLessThanOrEqualTo(.10);
    }

    private static List<String> lines() throws IOException {
        try (var file = TrickyMessagesTest.class.getResourceAsStream("tricky.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }
}
