package org.sgad.availability;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a client demands of the stored version before it is replaced (RFC 9110, section 13.1). A tag that is none of ours
 * matches nothing.
 *
 * @param ifMatch the header {@code If-Match}: {@code *} or strong tags, one of which must be the stored version's
 * @param ifNoneMatch the header {@code If-None-Match}: {@code *} or tags, none of which may be
 */
public record Preconditions(
        @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    /** Whatever is stored may be replaced. */
    public static final Preconditions NONE = new Preconditions(null, null);

    /** @param version what is stored; empty where nothing is */
    boolean hold(OptionalLong version) {
        boolean matches = ifMatch == null || names(ifMatch, version, false);
        boolean isNew = ifNoneMatch == null || !names(ifNoneMatch, version, true);
        return matches && isNew;
    }

    private static boolean names(String header, OptionalLong version, boolean weakly) {
        if (version.isEmpty()) {
            return false;
        }
        String strong = '"' + Long.toString(version.getAsLong()) + '"';
        List<String> given = tags(header);
        return given.contains("*") || given.contains(strong) || (weakly && given.contains("W/" + strong));
    }

    // a comma inside a tag would tear it apart, but ours have none
    private static List<String> tags(String header) {
        return Arrays.stream(header.split(",", -1)).map(String::strip).toList();
    }
}
