package ai.qnp.ee.admin;

import ai.qnp.core.access.KeyText;
import ai.qnp.ee.persistence.SetupLinkRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** One-time links that open the dashboard for the operator. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class SetupLinks {
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final int TOKEN_BYTES = 32;

    private AuditedStore store;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public SetupLinks() {}

    /** The service itself. */
    @Inject
    public SetupLinks(AuditedStore store) {
        this.store = store;
    }

    /** Makes a token that can be redeemed once within 24 hours. */
    public String create(Actor actor) {
        return store.change(change -> {
            String token = HexFormat.of().formatHex(store.randomness().bytes(TOKEN_BYTES));
            Instant now = store.now();
            change.entities().persist(new SetupLinkRow(KeyText.hashOf(token), now, now.plus(LIFETIME)));
            change.audit(actor, "setup_link.created", null, "setup_link", "");
            return token;
        });
    }

    /** Whether a token is good; it is used up by that, whoever else asks at the same moment. */
    public boolean redeem(String token, Actor actor) {
        return store.change(change -> {
            int used = change.entities()
                    .createQuery("update SetupLinkRow s set s.usedAt = :now"
                            + " where s.hash = :hash and s.usedAt is null and s.expiresAt > :now")
                    .setParameter("now", store.now())
                    .setParameter("hash", KeyText.hashOf(token))
                    .executeUpdate();
            change.audit(actor, used == 1 ? "setup_link.redeemed" : "setup_link.refused", null, "setup_link", "");
            return used == 1;
        });
    }
}
