package org.sgad.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * Where people sign in.
 *
 * @param loginUrl the page of the issuer's to which ours send who has no token; null where one brings the token oneself
 */
record SignInSettings(@Nullable URI loginUrl) implements ComponentSettings {
    private static final String KEY = "sgad.login.url";

    static SignInSettings from(Settings settings) {
        String wanted = "an http or https URL such as https://login.example/authorize, without password and fragment";
        return new SignInSettings(
                settings.parsed(KEY, wanted, SignInSettings::parse).orElse(null));
    }

    private static URI parse(String text) {
        URI url = URI.create(text);
        boolean isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!isWeb || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }
}
