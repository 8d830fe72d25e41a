package org.foyer.platform.table;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from taking a cell for a formula, without damaging what is none: a value that begins with one of
 * {@code = + - @}, a tab or a line break is prefixed with an apostrophe, unless it is a phone number in E.164 or a plain
 * number, which a spreadsheet cannot execute.
 */
final class SpreadsheetCell {
    private static final Pattern HARMLESS = Pattern.compile("\\+[1-9]\\d{6,14}|-?\\d+(?:\\.\\d+)?");

    private SpreadsheetCell() {}

    static String safe(String value) {
        return !value.isEmpty()
                        && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(value.charAt(0)) >= 0
                        && !HARMLESS.matcher(value).matches()
                ? "'" + value
                : value;
    }
}
