package ai.qnp.web.manage;

import ai.qnp.core.catalogue.Prices;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.PriceService;
import ai.qnp.ee.admin.ReRatingService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** {@code /manage/v1/prices}: the price book. */
@Path("v1/prices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PricesResource {
    @Inject
    private PriceService prices;

    @Inject
    private ReRatingService reRating;

    @Context
    private SecurityContext security;

    @Context
    private UriInfo uri;

    /** Shows the book. */
    @GET
    public Response book() {
        PriceParameters parameters = new PriceParameters(uri.getQueryParameters());
        return Replies.of(
                prices.book(
                        Caller.of(security).accountId(),
                        parameters.text("version"),
                        parameters.text("provider"),
                        parameters.text("model")),
                200,
                PriceJson::book);
    }

    /** Shows which versions there were. */
    @GET
    @Path("versions")
    public Response versions() {
        return Replies.of(
                prices.versions(Caller.of(security).accountId()),
                200,
                versions -> Replies.list(versions, null, PriceJson::version));
    }

    /** Sets a model's prices. */
    @PUT
    @Path("overrides/{provider}/{model: .+}")
    public Response override(
            @PathParam("provider") String provider, @PathParam("model") String model, InputStream body) {
        Caller caller = Caller.of(security);
        Answer<Prices> wanted = JsonBody.read(body).then(PriceJson::prices);
        return Replies.of(
                wanted.then(own -> prices.override(caller.accountId(), provider, model, own, caller.actor())),
                200,
                PriceJson::book);
    }

    /** Lets the catalogue's prices of a model hold again. */
    @DELETE
    @Path("overrides/{provider}/{model: .+}")
    public Response restore(@PathParam("provider") String provider, @PathParam("model") String model) {
        Caller caller = Caller.of(security);
        return Replies.empty(prices.removeOverride(caller.accountId(), provider, model, caller.actor()));
    }

    /** Shows what another catalogue would change, or takes it. */
    @POST
    @Path("import")
    public Response take(InputStream body) {
        Caller caller = Caller.of(security);
        PriceParameters parameters = new PriceParameters(uri.getQueryParameters());
        return Replies.of(
                parameters
                        .apply()
                        .then(apply -> JsonBody.bytes(body, PriceParameters.MAX_CATALOGUE_BYTES)
                                .then(json -> prices.take(caller.accountId(), json, apply, caller.actor()))),
                200,
                PriceJson::imported);
    }

    /** Tells what past usage would have cost under a version. */
    @GET
    @Path("re-rate")
    public Response reRate() {
        PriceParameters parameters = new PriceParameters(uri.getQueryParameters());
        return Replies.of(
                parameters
                        .version()
                        .then(version -> new UsageParameters(uri.getQueryParameters())
                                .filter()
                                .then(filter -> reRating.under(
                                        version,
                                        filter.from(),
                                        filter.to(),
                                        Caller.of(security).accountId(),
                                        parameters.text("account") == null))),
                200,
                PriceJson::reRating);
    }
}
