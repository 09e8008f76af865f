package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.provider.Credential;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chain's step as the linter sees it.
 *
 * @param offer the step
 * @param slugs the models that are named in it, aliases resolved; where none is, its default one for chats
 */
record LintedStep(Offer offer, List<String> slugs) {
    static LintedStep of(Offer offer) {
        String provider = offer.provider().id();
        Stream<String> names = offer.models().isEmpty()
                ? Stream.ofNullable(offer.defaultModel(Model.Mode.CHAT))
                : offer.models().stream();
        return new LintedStep(
                offer,
                names.map(name -> offer.catalogue().resolve(provider, name)).toList());
    }

    int number() {
        return offer.step();
    }

    boolean takesEveryModel() {
        return offer.models().isEmpty();
    }

    /** Whether both ask the same provider with the same credential. */
    boolean sharesItsDoorWith(LintedStep other) {
        Credential own = offer.credential();
        return own != null
                && own.equals(other.offer.credential())
                && offer.provider().id().equals(other.offer.provider().id());
    }

    /** Whether no model is left to that step which this one would not have taken. */
    boolean takesAllOf(LintedStep other) {
        return takesEveryModel() || (!other.takesEveryModel() && slugs.containsAll(other.slugs));
    }

    /** Whether both stand in for others with the same model. */
    boolean beginsLike(LintedStep other) {
        return slugs.stream().findFirst().equals(other.slugs.stream().findFirst());
    }

    @Nullable Model facts(String slug) {
        return offer.catalogue().find(offer.provider().id(), slug);
    }

    boolean isPriced(String slug) {
        return offer.catalogue().prices(offer.provider().id(), slug) != null;
    }

    /** The model that stands in for other steps, if it is a known one for chats. */
    @Nullable Model first() {
        return slugs.isEmpty() ? null : known(slugs.getFirst());
    }

    /** The known models for chats. */
    Stream<Model> known() {
        return slugs.stream().map(this::known).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private @Nullable Model known(String slug) {
        Model model = facts(slug);
        return model != null && model.mode() == Model.Mode.CHAT ? model : null;
    }
}
