package org.foyer.platform.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import org.jspecify.annotations.Nullable;

/** Phone numbers: what is one, and its one form. */
public final class PhoneNumbers {
    /** The longest text worth reading as a number. */
    public static final int MAX_LENGTH = 40;

    private PhoneNumbers() {}

    /**
     * A number as E.164; null if it is none.
     *
     * @param defaultRegion ISO 3166, for numbers without a country code
     */
    public static @Nullable String e164(String text, String defaultRegion) {
        var phones = PhoneNumberUtil.getInstance();
        try {
            var number = phones.parse(text, defaultRegion);
            return phones.isValidNumber(number) ? phones.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    public static boolean isRegion(String region) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
    }
}
