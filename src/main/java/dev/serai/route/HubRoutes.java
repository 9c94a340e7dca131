package dev.serai.route;

import java.util.regex.Pattern;

/** The routes that belong to the hub itself: nobody but the hub calls them, and it needs them all. */
public final class HubRoutes {

    private static final Pattern OWN =
            Pattern.compile("(direct:)?(access|alert|billing|console|conversation|engine|flow"
                    + "|gateway|history|node|playbook|provider|queue|route|sandbox|task|trigger|vault|worktool)-.*");

    private HubRoutes() {}

    /** Whether a route of this id, or from this address, is one of them. */
    public static boolean own(String idOrUri) {
        return OWN.matcher(idOrUri).matches();
    }
}
