package org.foyer.contacts.internal;

import org.jspecify.annotations.Nullable;

/** What may be done to a value that is there already. */
enum Rule {
    /** Somebody means this very contact and says what it shall be. */
    COMMAND {
        @Override
        boolean allows(@Nullable Origin present, Origin said) {
            return true;
        }
    },
    /** Records are brought into line: what a stronger source said stays. */
    SYNC {
        @Override
        boolean allows(@Nullable Origin present, Origin said) {
            return present == null || !said.strength().isWeakerThan(present.strength());
        }
    },
    /** Somebody unproved says something: only what is unknown is taken over. */
    FILL {
        @Override
        boolean allows(@Nullable Origin present, Origin said) {
            return present == null;
        }
    };

    /**
     * Whether what is said now may take the place of what is there.
     *
     * @param present where the present value came from; null where there is none
     */
    abstract boolean allows(@Nullable Origin present, Origin said);
}
