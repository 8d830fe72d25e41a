/**
 * Owns workspaces, the people and API keys that may act in them, their sessions, and the installation's first start.
 * Passwords, keys and session tokens exist here only as digests; a plain one is handed out once and never kept or logged.
 */
@NullMarked
package org.foyer.workspace.internal;

import org.jspecify.annotations.NullMarked;
