package ai.qnp.server;

import jakarta.ejb.Singleton;

/** Keeps the EJB module deployable while it has no other bean. */
@Singleton
public class FirstBean {}
