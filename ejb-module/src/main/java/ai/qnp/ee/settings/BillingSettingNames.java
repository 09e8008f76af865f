package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.MONEY;
import static ai.qnp.ee.settings.ValueType.milliseconds;
import static ai.qnp.ee.settings.ValueType.word;

import java.time.Duration;
import java.util.List;

/** Whether accounts pay for what they use. */
public final class BillingSettingNames {
    private static final int DAY_MS = 86_400_000;

    public static final Setting<Duration> WAIT_FOR_FUNDS = Setting.of(
            "qnp.billing.wait-ms",
            MONEY,
            milliseconds(0, DAY_MS),
            "10000",
            "How long a request waits when running ones have reserved what is left of its budget or balance. After that its"
                    + " answer's length is lowered to what is free, or it is refused.");

    public static final Setting<String> BILLING = Setting.of(
            "qnp.billing",
            MONEY,
            word("credits", "off"),
            "credits",
            "`credits`: accounts other than the operator's use the platform's providers against credits only, which they"
                    + " buy or get from the operator ([money](money.md)); without enough of them they are answered with 402."
                    + " Their own provider keys need none. `off`: everybody uses the platform's providers freely, for people"
                    + " who run QNP for their own team.");

    private BillingSettingNames() {}

    static List<Setting<?>> all() {
        return List.of(WAIT_FOR_FUNDS, BILLING);
    }
}
