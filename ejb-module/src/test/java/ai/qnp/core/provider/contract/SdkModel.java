package ai.qnp.core.provider.contract;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request as a vendor's Java library reads it. The libraries keep fields that they do not know in maps of additional
 * properties; whatever is found there, at any depth, is nothing that the vendor documents.
 */
public final class SdkModel {
    private static final Set<String> MAPS = Set.of("additionalProperties");

    private final String library;
    private final Set<String> openTypes;
    private final List<String> unknown = new ArrayList<>();

    private SdkModel(String library, Set<String> openTypes) {
        this.library = library;
        this.openTypes = openTypes;
    }

    /**
     * The paths of fields that the library has no name for.
     *
     * @param library the package that its types lie below
     * @param openTypes simple names of types that hold a client's own data
     */
    public static List<String> unknownFields(Object request, String library, Set<String> openTypes) {
        SdkModel model = new SdkModel(library, openTypes);
        model.visit(request, "");
        return model.unknown;
    }

    private void visit(Object value, String path) {
        switch (value) {
            case null -> {}
            case Optional<?> optional -> visit(optional.orElse(null), path);
            case List<?> list -> {
                for (int index = 0; index < list.size(); index++) {
                    visit(list.get(index), path + "[" + index + "]");
                }
            }
            case Enum<?> constant -> {
                if (constant.name().equals("UNKNOWN")) {
                    unknown.add(path + ", whose value");
                }
            }
            default -> {
                Class<?> type = value.getClass();
                if (type.getSimpleName().equals("_UnknownValue")) {
                    unknown.add(path + ", whose type");
                } else if (type.getName().startsWith(library) && !openTypes.contains(type.getSimpleName())) {
                    fields(value, type, path);
                }
            }
        }
    }

    private void fields(Object value, Class<?> type, String path) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            Object inner = read(field, value);
            if (MAPS.contains(field.getName()) && inner instanceof Map<?, ?> map) {
                map.keySet().forEach(name -> unknown.add(path + "." + name));
            } else {
                // a wrapped value stands for itself in the path
                visit(inner, field.getName().equals("value") ? path : path + "." + field.getName());
            }
        }
        if (type.getSuperclass() != null && type.getSuperclass().getName().startsWith(library)) {
            fields(value, type.getSuperclass(), path);
        }
    }

    private static Object read(Field field, Object value) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException closed) {
            throw new AssertionError(closed);
        }
    }
}
