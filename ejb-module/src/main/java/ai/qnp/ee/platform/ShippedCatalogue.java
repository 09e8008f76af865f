package ai.qnp.ee.platform;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.provider.vendors.Vendors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The catalogue that this program brings, and the models that vendors themselves bring. */
public final class ShippedCatalogue {
    private static final String RESOURCE = "/ai/qnp/core/catalogue/models.json";

    private ShippedCatalogue() {}

    /** The catalogue, to be read by {@link ai.qnp.core.catalogue.CatalogueReader}. */
    public static byte[] json() {
        try (InputStream json = ShippedCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new IllegalStateException("the application lacks its catalogue " + RESOURCE);
            }
            return json.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Models that no catalogue lists, since only their vendor has them. */
    public static List<Model> vendorsOwn() {
        List<Model> own = new ArrayList<>(Vendors.demo().profile().ownModels());
        Vendors.all().forEach(vendor -> own.addAll(vendor.profile().ownModels()));
        return own;
    }
}
