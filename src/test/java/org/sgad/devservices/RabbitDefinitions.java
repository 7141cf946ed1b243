package org.sgad.devservices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The user and the virtual host that a broker of ours has, in the form that RabbitMQ loads at each start. */
record RabbitDefinitions(String user, String password, String vhost) {

    private static final int SALT_BYTES = 4;

    String json() {
        Map<String, Object> definitions = Map.of(
                "users",
                List.of(Map.of(
                        "name",
                        user,
                        "password_hash",
                        hash(),
                        "hashing_algorithm",
                        "rabbit_password_hashing_sha256",
                        "tags",
                        "administrator")),
                "vhosts",
                List.of(Map.of("name", vhost)),
                "permissions",
                List.of(Map.of("user", user, "vhost", vhost, "configure", ".*", "write", ".*", "read", ".*")));
        try {
            return new ObjectMapper().writeValueAsString(definitions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON of " + vhost, e);
        }
    }

    /** RabbitMQ's salted hash: base64 of salt and SHA-256 of salt and password. */
    private String hash() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            byte[] hashed = digest.digest(password.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[salt.length + hashed.length];
            System.arraycopy(salt, 0, all, 0, salt.length);
            System.arraycopy(hashed, 0, all, salt.length, hashed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
