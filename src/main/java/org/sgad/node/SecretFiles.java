package org.sgad.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings from files, as container platforms hand out secrets: where {@code DB_PASSWORD_FILE} names a file, its content
 * (without the line break at its end) is {@code DB_PASSWORD}. The server itself reads the password of the database in the
 * same way. {@link #troubles} tells what is wrong, as nobody would hear of what this throws.
 */
public final class SecretFiles implements ConfigSource {
    private static final String SUFFIX = "_FILE";
    private static final Pattern OURS = Pattern.compile("(SGAD|JWT|DB|RABBITMQ|REDIS|SMTP)_[A-Z0-9_]+" + SUFFIX);
    private static final int BEFORE_THE_ENVIRONMENT = 350;
    private static final int MAX_BYTES = 64 * 1024;

    private final Map<String, String> environment;

    /** For the {@code ServiceLoader}. */
    public SecretFiles() {
        this(System.getenv());
    }

    SecretFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String getValue(String key) {
        String file = environment.getOrDefault(Settings.variable(key) + SUFFIX, "");
        if (file.isBlank() || !OURS.matcher(Settings.variable(key) + SUFFIX).matches()) {
            return null;
        }
        try {
            return read(file);
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private static String read(String file) throws IOException {
        Path path = Path.of(file.strip());
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException(file + " is over " + MAX_BYTES + " bytes");
        }
        return Files.readString(path, StandardCharsets.UTF_8).replaceFirst("\\R$", "");
    }

    /** One line for each file that cannot be used. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        for (String variable : variables()) {
            String plain = variable.substring(0, variable.length() - SUFFIX.length());
            if (!environment.getOrDefault(plain, "").isBlank()) {
                troubles.add(plain + " and " + variable + " are both set; allowed: one of them");
            } else if (Objects.requireNonNullElse(getValue(plain), "").isBlank()) {
                troubles.add(variable + " is '" + environment.get(variable) + "'; allowed: a file of at most "
                        + MAX_BYTES / 1024 + " KiB that can be read, as UTF-8, and is not empty");
            }
        }
        return troubles;
    }

    private Set<String> variables() {
        Set<String> variables = new TreeSet<>(environment.keySet());
        variables.removeIf(name -> !OURS.matcher(name).matches()
                || environment.getOrDefault(name, "").isBlank());
        return variables;
    }

    @Override
    public Set<String> getPropertyNames() {
        Set<String> names = new TreeSet<>();
        for (String variable : variables()) {
            String plain = variable.substring(0, variable.length() - SUFFIX.length());
            names.add(plain.toLowerCase(Locale.ROOT).replace('_', '.'));
        }
        return names;
    }

    @Override
    public int getOrdinal() {
        return BEFORE_THE_ENVIRONMENT;
    }

    @Override
    public String getName() {
        return "files that variables ending in " + SUFFIX + " name";
    }
}
