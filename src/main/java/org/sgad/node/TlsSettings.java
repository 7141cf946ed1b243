package org.sgad.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose certificates count where RabbitMQ and Redis are reached over TLS.
 *
 * @param authorities the only ones that do; where there are none, those that Java knows
 */
public record TlsSettings(List<Certificate> authorities) implements ComponentSettings {
    public TlsSettings {
        authorities = List.copyOf(authorities);
    }

    static TlsSettings from(Settings settings) {
        return new TlsSettings(settings.pem("sgad.tls.ca", "one or more certificates", TlsSettings::certificates)
                .orElse(List.of()));
    }

    private static List<Certificate> certificates(String pem) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
            if (found.isEmpty()) {
                throw new IllegalArgumentException("no certificate");
            }
            return List.copyOf(found);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What connections are opened with. Whether the host's name is in the certificate is for the client to check. */
    public SSLContext context() {
        try {
            Optional<KeyStore> store = store();
            if (store.isEmpty()) {
                return SSLContext.getDefault();
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store.get());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** The authorities, for clients that take no context; nothing where those count that Java knows. */
    public Optional<KeyStore> store() {
        if (authorities.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            return Optional.of(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM has no key stores", e);
        }
    }

    /** How many, as their texts are long. */
    @Override
    public String toString() {
        return authorities.isEmpty() ? "the authorities that Java knows" : authorities.size() + " authorities";
    }
}
