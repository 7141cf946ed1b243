package org.sgad.security;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a method of a resource: its {@link RolesAllowed} or {@link PermitAll} (everybody who is known), else those
 * of its class, else nobody.
 *
 * @param allowed one of these is needed
 * @param owner the path parameter of {@link Own}, where the method has that
 */
record Permission(
        Set<CallerRole> allowed, boolean isForAll, @Nullable String owner) {
    private static final Permission NOBODY = new Permission(Set.of(), false, null);

    static Permission of(Class<?> resource, Method method) {
        String owner = annotation(Own.class, resource, method).map(Own::value).orElse(null);
        return of(List.of(method.getAnnotations()), owner)
                .or(() -> of(List.of(resource.getAnnotations()), owner))
                .orElse(NOBODY);
    }

    private static Optional<Permission> of(List<Annotation> annotations, @Nullable String owner) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof DenyAll) {
                return Optional.of(NOBODY);
            }
            if (annotation instanceof PermitAll) {
                return Optional.of(new Permission(CallerRole.ALL, true, owner));
            }
            if (annotation instanceof RolesAllowed roles) {
                return Optional.of(new Permission(CallerRole.among(List.of(roles.value())), false, owner));
            }
        }
        return Optional.empty();
    }

    private static <A extends Annotation> Optional<A> annotation(Class<A> type, Class<?> resource, Method method) {
        return Optional.ofNullable(method.getAnnotation(type))
                .or(() -> Optional.ofNullable(resource.getAnnotation(type)));
    }

    boolean isGivenTo(Identity caller) {
        return isForAll || caller.roles().stream().anyMatch(allowed::contains);
    }

    /** Whether nothing but being a referee lets the caller do this, and so only where it is theirs. */
    boolean isOnlyOwn(Identity caller) {
        return owner != null
                && caller.roles().stream().filter(allowed::contains).allMatch(CallerRole.REFEREE::equals);
    }

    String ownerParameter() {
        return owner == null ? "" : owner;
    }

    /** The roles, for people. */
    String wanted() {
        return allowed.stream().sorted().map(CallerRole::title).collect(Collectors.joining(" or "));
    }
}
