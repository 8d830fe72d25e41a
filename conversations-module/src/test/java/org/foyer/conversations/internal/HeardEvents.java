package org.foyer.conversations.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was fired. */
final class HeardEvents<T> extends UnheardEvents<T> {
    private final List<T> heard = new CopyOnWriteArrayList<>();

    @Override
    public void fire(T event) {
        heard.add(event);
    }

    List<T> events() {
        return List.copyOf(heard);
    }
}
