package org.sgad.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations of all resources, found among the beans when the application starts. */
@ApplicationScoped
public class Resources {
    /** Kept for the application's life: who describes it is asked outside of any context. */
    private static final Set<Class<?>> FOUND = ConcurrentHashMap.newKeySet();

    /**
     * One method of one path.
     *
     * @param path below the application's own, with neither slash at its ends
     */
    record Operation(String method, String path, Permission permission) {
        /** Whether a request goes here, unless another operation's path is more exact. */
        boolean serves(String wantedMethod, String wantedPath) {
            return method.equalsIgnoreCase(wantedMethod)
                    && plain(wantedPath).matches(path.replaceAll("\\{[^}]*}", "[^/]+"));
        }

        long parameters() {
            return path.chars().filter(c -> c == '{').count();
        }
    }

    void find(@Observes @Initialized(ApplicationScoped.class) Object application, BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (bean.getBeanClass().isAnnotationPresent(Path.class)) {
                FOUND.add(bean.getBeanClass());
            }
        }
    }

    static List<Operation> operations() {
        return operations(FOUND);
    }

    static List<Operation> operations(Collection<Class<?>> resources) {
        List<Operation> operations = new ArrayList<>();
        for (Class<?> resource : resources) {
            for (Method method : resource.getMethods()) {
                verb(method)
                        .ifPresent(verb -> operations.add(
                                new Operation(verb, path(resource, method), Permission.of(resource, method))));
            }
        }
        operations.sort(Comparator.comparing(Operation::path).thenComparing(Operation::method));
        return operations;
    }

    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .flatMap(Stream::ofNullable)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        return plain(plain(resource.getAnnotation(Path.class)) + '/' + plain(method.getAnnotation(Path.class)));
    }

    private static String plain(@Nullable Path path) {
        return path == null ? "" : plain(path.value());
    }

    /** Without slashes at the ends. */
    static String plain(String path) {
        return path.replaceAll("^/+|/+$", "");
    }
}
