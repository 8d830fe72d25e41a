package org.foyer.conversations.internal;

/** One earlier message of the conversation: its author ({@code visitor}, {@code agent}, {@code member}) and its text. */
record TranscriptEntry(String author, String text) {}
