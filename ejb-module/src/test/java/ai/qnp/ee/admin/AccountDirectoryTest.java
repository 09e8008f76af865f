package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.persistence.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AccountDirectoryTest {
    private final AdminFixture admin;
    private final AccountDirectory directory;

    AccountDirectoryTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        directory = new AccountDirectory(admin.store);
    }

    @Test
    void everyAccountIsOnOnePageAlsoWhenManyWereMadeAtOnce() {
        // given
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(admin.account(Tier.FREE));
        }

        // when
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<AccountListing> page = done(directory.page(null, cursor, 3));
            page.rows().forEach(listing -> found.add(listing.account().id()));
            cursor = page.next();
        } while (cursor != null);

        // then
        assertThat(found).containsAll(made).doesNotHaveDuplicates();
    }

    @Test
    void anAccountIsListedWithItsBalanceAndActiveKeys() {
        // given
        String id = admin.account(Tier.PRO);
        done(new CreditService(admin.store).topUp(id, "12.5", "first", ACTOR));
        done(admin.keys.create(id, KeySettings.named("stays"), ACTOR));
        IssuedKey gone = done(admin.keys.create(id, KeySettings.named("goes"), ACTOR));
        done(admin.keys.revoke(id, gone.key().id(), ACTOR));

        // when
        AccountListing listing = done(directory.page("user", null, 500)).rows().stream()
                .filter(each -> each.account().id().equals(id))
                .findFirst()
                .orElseThrow();

        // then
        assertThat(listing.account().balance()).isEqualByComparingTo("12.5");
        assertThat(listing.account()).isEqualTo(done(admin.accounts.get(id)));
        assertThat(listing.activeKeys()).isEqualTo(1);
    }

    @Test
    void aPartOfAnAddressFindsItAndSignsOfPatternsAreLetters() {
        done(admin.accounts.create("jo_1@example.com", Tier.FREE, ACTOR));
        done(admin.accounts.create("joa1@example.com", Tier.FREE, ACTOR));

        assertThat(done(directory.page("JO_", null, 10)).rows())
                .extracting(listing -> listing.account().email())
                .containsExactly("jo_1@example.com");
        assertThat(done(directory.page("%", null, 10)).rows()).isEmpty();
    }

    @Test
    void refusesWhatIsNoPage() {
        assertThat(refused(directory.page(null, "x", 10)).param()).isEqualTo("cursor");
        assertThat(refused(directory.page(null, null, 0)).param()).isEqualTo("limit");
    }
}
