package ai.qnp.core.access;

/** Chance, as a port: what keys and other things that must not be guessed are made of. */
@FunctionalInterface
public interface Randomness {
    /** That many unpredictable bytes. */
    byte[] bytes(int count);
}
