package supervision.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A call takes the parameters that it declares, by {@link RequestParam} or as a described {@link Parameter} of the query, each
 * once and with a value. Anything else is refused by name: who misspells {@code asOf} would be answered for today.
 */
@Component
class AskedNames implements HandlerInterceptor, WebMvcConfigurer {

    private final Map<Method, Names> namesOf = new ConcurrentHashMap<>();

    /**
     * Names that a call declares.
     *
     * @param texts parameters of the query, or parts of a form that are text
     * @param files parts of a form that are files
     * @param maybeEmpty those of the texts that mean something without a value
     */
    record Names(Set<String> texts, Set<String> files, Set<String> maybeEmpty) {

        static Names of(HandlerMethod method) {
            Names names = new Names(new TreeSet<>(), new TreeSet<>(), new HashSet<>());
            for (MethodParameter each : method.getMethodParameters()) {
                RequestParam declared = each.getParameterAnnotation(RequestParam.class);
                if (declared == null) {
                    continue;
                }
                (MultipartFile.class.isAssignableFrom(each.getParameterType()) ? names.files : names.texts)
                        .add(declared.name());
                if (declared.defaultValue().isEmpty()) {
                    names.maybeEmpty.add(declared.name());
                }
            }
            for (Parameter described : method.getMethod().getAnnotationsByType(Parameter.class)) {
                if (described.in() == ParameterIn.QUERY) {
                    names.texts.add(described.name());
                }
            }
            return names;
        }

        Set<String> all() {
            Set<String> all = new TreeSet<>(files);
            all.addAll(texts);
            return all;
        }
    }

    /** Names that may be meant: those of the call, and of others under the same address that a parameter or a type tells apart. */
    private static Set<String> maybeMeant(HandlerMethod method) {
        RequestMapping own = mapping(method.getMethod());
        Set<String> names = new TreeSet<>();
        for (Method each : method.getBeanType().getDeclaredMethods()) {
            RequestMapping other = mapping(each);
            if (own != null
                    && other != null
                    && Arrays.equals(own.path(), other.path())
                    && Arrays.equals(own.method(), other.method())) {
                names.addAll(Names.of(new HandlerMethod(method.getBean(), each)).all());
            }
        }
        return names;
    }

    private static @Nullable RequestMapping mapping(Method method) {
        return AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // the pages that describe the calls are not ours
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getPackage().equals(AskedNames.class.getPackage())) {
            check(request, namesOf.computeIfAbsent(method.getMethod(), any -> Names.of(method)), method);
        }
        return true;
    }

    private static void check(HttpServletRequest request, Names names, HandlerMethod method) {
        Set<String> given = new HashSet<>();
        for (Ask.Pair pair : Ask.pairs(request.getQueryString())) {
            if (!names.texts.contains(pair.name())) {
                throw Ask.unknown("参数", "parameter", pair.name(), maybeMeant(method));
            }
            once(given, pair.name());
            filled(pair.name(), pair.value(), names);
        }
        if (request instanceof MultipartHttpServletRequest form) {
            form.getMultiFileMap().forEach((name, files) -> {
                // a part of a form is a file because it has a file name, whatever it is meant to be
                if (!names.files.contains(name)) {
                    throw Ask.unknown("表单字段", "field of the form", name, maybeMeant(method));
                }
                files.forEach(any -> once(given, name));
            });
            fields(form, given).forEach((name, values) -> {
                if (!names.texts.contains(name)) {
                    throw Ask.unknown("表单字段", "field of the form", name, maybeMeant(method));
                }
                values.forEach(value -> {
                    once(given, name);
                    filled(name, value, names);
                });
            });
        }
    }

    /** Parts that are text. The container counts the parameters of the query among them, first those. */
    private static Map<String, List<String>> fields(MultipartHttpServletRequest form, Set<String> inQuery) {
        Map<String, List<String>> fields = new java.util.LinkedHashMap<>();
        form.getParameterMap().forEach((name, values) -> {
            List<String> parts = new ArrayList<>(List.of(values));
            if (inQuery.contains(name)) {
                parts.remove(0);
            }
            if (!parts.isEmpty()) {
                fields.put(name, parts);
            }
        });
        return fields;
    }

    private static void once(Set<String> given, String name) {
        if (!given.add(name)) {
            throw new Ask.BadRequestException(
                    "参数重复 / parameter given twice",
                    "`" + name + "` 给了不止一次，请只给一次 / `" + name + "` is given more than once: give it once");
        }
    }

    private static void filled(String name, String value, Names names) {
        if (value.isBlank() && !names.maybeEmpty.contains(name)) {
            throw new Ask.BadRequestException(
                    "参数没有值 / parameter without a value",
                    "`" + name + "` 没有值，请填写，或者去掉这个参数 / `" + name
                            + "` has no value: give one, or leave the parameter out");
        }
    }
}
