package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The kinds of action there are, by name. */
@ApplicationScoped
class ActionKinds {
    private List<ActionKind> kinds;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ActionKinds() {}

    @Inject
    ActionKinds(@Any Instance<ActionKind> kinds) {
        this(kinds.stream().toList());
    }

    ActionKinds(List<ActionKind> kinds) {
        this.kinds =
                kinds.stream().sorted(Comparator.comparing(ActionKind::kind)).toList();
    }

    List<ActionKind> all() {
        return kinds;
    }

    List<String> names() {
        return kinds.stream().map(ActionKind::kind).toList();
    }

    Optional<ActionKind> find(String name) {
        return kinds.stream().filter(kind -> kind.kind().equals(name)).findFirst();
    }
}
