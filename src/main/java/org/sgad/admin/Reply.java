package org.sgad.admin;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * An answer as it is kept for a repeated request.
 *
 * @param replay whether this is the kept answer, and nothing was done
 */
record Reply(int status, String json, boolean replay) {
    Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(json);
        return (replay ? response.header("Idempotent-Replay", "true") : response).build();
    }
}
