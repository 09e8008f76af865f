package ai.qnp.web.dashboard;

import java.io.Serializable;

/** A key that a page offers to choose. */
public record KeyChoice(String id, String name) implements Serializable {}
