package ai.qnp.web.manage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that acts on {@link Caller#accountId} alone, so that an account's own management token may make it. Whatever does
 * not say so is the operator's.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface ForAccounts {}
