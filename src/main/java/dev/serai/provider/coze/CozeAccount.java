package dev.serai.provider.coze;

import java.net.URI;
import java.util.List;

/** Where a Coze is, and as whom we call it. */
record CozeAccount(URI baseUrl, CozeLogin login) {

    URI at(String path) {
        return URI.create(baseUrl.toString().replaceAll("/+$", "") + path);
    }

    /** What is missing, a sentence each. */
    List<String> problems() {
        return login instanceof CozeLogin.Missing missing ? List.of(missing.problem()) : List.of();
    }
}
