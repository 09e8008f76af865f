package ai.qnp.core.relay;

import ai.qnp.core.metering.Fund;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Funds in memory. One that was not filled is empty. */
public final class FakeReservations implements Reservations {
    private final Map<String, BigDecimal> funds = new HashMap<>();
    private final Map<String, BigDecimal> reserved = new HashMap<>();
    private boolean away;

    /** Puts money into a fund. */
    public FakeReservations with(String fundId, String amount) {
        funds.merge(fundId, new BigDecimal(amount), BigDecimal::add);
        return this;
    }

    /** Lets another request hold some of it. */
    public FakeReservations hold(String fundId, String amount) {
        reserved.merge(fundId, new BigDecimal(amount), BigDecimal::add);
        return this;
    }

    /** Answers nothing from now on. */
    public void goAway() {
        away = true;
    }

    /** What is in a fund, running requests' part included. */
    public BigDecimal left(String fundId) {
        return funds.getOrDefault(fundId, BigDecimal.ZERO);
    }

    /** What running requests hold of a fund. */
    public BigDecimal reserved(String fundId) {
        return reserved.getOrDefault(fundId, BigDecimal.ZERO);
    }

    @Override
    public Reserved reserve(List<Fund> wanted, BigDecimal most, BigDecimal least) {
        if (away) {
            return new Reserved.Unavailable();
        }
        BigDecimal amount = most;
        for (Fund fund : wanted) {
            BigDecimal free = left(fund.id()).subtract(reserved(fund.id()));
            amount = amount.min(free);
            if (free.signum() <= 0 || amount.compareTo(least) < 0) {
                return new Reserved.TooLittle(fund, free, reserved(fund.id()).signum() > 0);
            }
        }
        BigDecimal held = amount;
        wanted.forEach(fund -> reserved.merge(fund.id(), held, BigDecimal::add));
        return new Reserved.Held(new Reservation() {
            @Override
            public BigDecimal amount() {
                return held;
            }

            @Override
            public void release() {
                wanted.forEach(fund -> reserved.merge(fund.id(), held.negate(), BigDecimal::add));
            }

            @Override
            public void settled(BigDecimal cost) {
                release();
                wanted.forEach(fund -> funds.merge(fund.id(), cost.negate(), BigDecimal::add));
            }
        });
    }
}
