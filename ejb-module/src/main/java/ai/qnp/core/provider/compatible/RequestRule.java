package ai.qnp.core.provider.compatible;

/** One difference in what a vendor takes. */
@FunctionalInterface
public interface RequestRule {
    /** Changes the draft's body in place and notes what that costs. */
    void apply(Draft draft);
}
