package supervision.web;

import java.net.IDN;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names under which this service is asked. A page elsewhere whose name was pointed at this machine ("DNS rebinding") asks
 * under a name that is none of them.
 */
public final class Hosts {

    private static final Set<String> OF_THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]");

    private final Set<String> known = new TreeSet<>(OF_THIS_MACHINE);

    /**
     * @param further names beside those of this machine: host names, IPv4 addresses, IPv6 addresses in brackets; without a port,
     *     for every port is meant
     * @throws IllegalArgumentException if one is no such name; with what to do
     */
    public Hosts(Collection<String> further) {
        for (String name : further) {
            String plain = plain(ascii(name.strip()));
            if (!NAME.matcher(plain).matches()) {
                throw new IllegalArgumentException("SUPERVISION_HOSTS: `" + name
                        + "` 不是主机名：只写名称或者地址，不带 http://、端口、路径和通配符，IPv6 地址加方括号，多个之间用逗号分开"
                        + " / is no host name: give names or addresses alone, without http://, port, path or wildcard,"
                        + " IPv6 addresses in brackets, separated by commas");
            }
            known.add(plain);
        }
    }

    /** A name in Chinese as browsers send it; empty if it cannot be one. */
    private static String ascii(String name) {
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** @param name as a client wrote it, without its port */
    boolean know(String name) {
        return known.contains(plain(name));
    }

    /** @param host value of the header {@code Host}: a name, maybe with a port */
    boolean knowHost(String host) {
        return know(host.replaceFirst(":\\d*$", ""));
    }

    /** A name with its root spelled out is the same name. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }
}
