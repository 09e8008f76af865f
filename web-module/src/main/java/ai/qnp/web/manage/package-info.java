/**
 * The front door of the management API, {@code /manage/v1}: reads JSON and tokens, asks {@code ee.admin}, writes JSON.
 * No rule lives here. Every answer has an {@code x-request-id}; every refusal is the contract's envelope.
 */
@NullMarked
package ai.qnp.web.manage;

import org.jspecify.annotations.NullMarked;
