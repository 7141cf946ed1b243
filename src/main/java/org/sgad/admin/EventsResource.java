package org.sgad.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;
import org.sgad.eventlog.LogEntry;
import org.sgad.eventlog.LogReader;
import org.sgad.http.Page;
import org.sgad.http.Problem;
import org.sgad.security.Caller;
import org.sgad.security.CallerLimits;
import org.sgad.security.CallerRole;

/** {@code /api/events}: publish, and read the log. */
@Path("/events")
@RolesAllowed({CallerRole.SERVICES, CallerRole.ADMINS})
@RequestScoped
public class EventsResource {
    private static final int MAX_BATCH = 1_000;

    @Inject
    Publishing publishing;

    @Inject
    LogReader log;

    @Inject
    ExportAudit exports;

    @Inject
    Caller caller;

    @Inject
    CallerLimits limits;

    @POST
    public Response publishCustom(ObjectNode form, @HeaderParam("Idempotency-Key") @Nullable String key) {
        limits.publish(caller, 1);
        return publishing.custom(form, caller.actor(), key).response();
    }

    @POST
    @Path("/{event_type}")
    public Response publishTyped(
            @PathParam("event_type") String type,
            ObjectNode fields,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        limits.publish(caller, 1);
        return publishing
                .typed(new EventType(type), fields, caller.actor(), key)
                .response();
    }

    @POST
    @Path("/batch")
    public Response publishBatch(ArrayNode all, @HeaderParam("Idempotency-Key") @Nullable String key) {
        if (all.isEmpty() || all.size() > MAX_BATCH) {
            throw new InvalidFields("batch", all.size() + " events", "must be a list of 1 to " + MAX_BATCH + " events");
        }
        limits.publish(caller, all.size());
        return publishing.batch(all, caller.actor(), key).response();
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({CallerRole.REFEREES, CallerRole.SERVICES, CallerRole.ADMINS})
    public Page<LogEntry> read(@BeanParam LogQuery query) {
        return page(query);
    }

    @GET
    @Produces(LogExport.NDJSON)
    @RolesAllowed({CallerRole.REFEREES, CallerRole.SERVICES, CallerRole.ADMINS})
    public Response readLines(@BeanParam LogQuery query) {
        return LogExport.lines(exported("ndjson", query));
    }

    @GET
    @Produces(LogExport.CSV)
    @RolesAllowed({CallerRole.REFEREES, CallerRole.SERVICES, CallerRole.ADMINS})
    public Response readCsv(@BeanParam LogQuery query) {
        return LogExport.csv(exported("csv", query));
    }

    private Page<LogEntry> exported(String format, LogQuery query) {
        Page<LogEntry> page = page(query);
        exports.tell(format, query, page, caller.actor());
        return page;
    }

    /** A referee, who must come by what a socket could not bring, reads what the socket would have brought. */
    private Page<LogEntry> page(LogQuery query) {
        boolean mayReadAll = caller.has(CallerRole.SERVICE) || caller.has(CallerRole.ADMIN);
        return mayReadAll ? query.page(log) : query.pageOf(caller.identity().user(), log);
    }

    @GET
    @Path("/export")
    @Produces(MediaType.APPLICATION_JSON)
    public Response export(@BeanParam LogQuery query) {
        return whole(query, WholeExport.Shape.JSON);
    }

    @GET
    @Path("/export")
    @Produces(LogExport.NDJSON)
    public Response exportLines(@BeanParam LogQuery query) {
        return whole(query, WholeExport.Shape.NDJSON);
    }

    @GET
    @Path("/export")
    @Produces(LogExport.CSV)
    public Response exportCsv(@BeanParam LogQuery query) {
        return whole(query, WholeExport.Shape.CSV);
    }

    private Response whole(LogQuery query, WholeExport.Shape shape) {
        WholeExport export = query.whole(log, shape);
        exports.tellWhole(shape.name().toLowerCase(Locale.ROOT), query, caller.actor());
        return export.response();
    }

    @GET
    @Path("/{event_id}")
    @Produces(MediaType.APPLICATION_JSON)
    public LogEntry find(@PathParam("event_id") String id) {
        return log.find(new EventId(id))
                .orElseThrow(() -> Problem.of(Response.Status.NOT_FOUND, "The log has no event '" + id + "'.")
                        .exception());
    }
}
