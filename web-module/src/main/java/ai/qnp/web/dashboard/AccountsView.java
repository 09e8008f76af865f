package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.AccountDirectory;
import ai.qnp.ee.admin.AccountListing;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.Credit;
import ai.qnp.ee.admin.CreditService;
import ai.qnp.ee.admin.Page;
import ai.qnp.ee.admin.Tier;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** accounts.xhtml: who may use this installation, on which plan, with how much. */
@Named
@ViewScoped
public class AccountsView implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/dashboard/accounts.xhtml";
    private static final int ROWS = 50;

    @Inject
    private AccountDirectory directory;

    @Inject
    private AccountService accounts;

    @Inject
    private CreditService credits;

    @Inject
    private Visitor visitor;

    private @Nullable String email;
    private @Nullable String cursor;
    private List<AccountLine> rows = List.of();
    private String next = "";
    private @Nullable AccountLine chosen;
    private AccountDraft draft = new AccountDraft();

    /** Reads what the page shows. */
    public void load() {
        switch (directory.page(email, cursor, ROWS)) {
            case Answer.Done<Page<AccountListing>>(Page<AccountListing> page) -> {
                rows = page.rows().stream().map(AccountLine::of).toList();
                next = Link.to(PAGE).with("email", email).next(page.next());
            }
            case Answer.Refused<Page<AccountListing>>(var error) -> Notices.refused(error);
        }
    }

    /** Opens the form for a new account. */
    public void begin() {
        draft = new AccountDraft();
    }

    /** Asks about an account: its plan, or money for it. */
    public void choose(AccountLine line) {
        chosen = line;
        draft = new AccountDraft();
        draft.setTier(line.tier());
    }

    /** Makes an account. */
    public void create() {
        switch (accounts.create(draft.getEmail(), draft.wantedTier(), visitor.actor())) {
            case Answer.Done<Account>(Account made) ->
                done("accounts.created", Objects.requireNonNullElse(made.email(), ""));
            case Answer.Refused<Account>(var error) -> Notices.refused(error);
        }
    }

    /** Moves the chosen account to another plan. */
    public void changeTier() {
        AccountLine line = Objects.requireNonNull(chosen);
        switch (accounts.changeTier(line.id(), draft.wantedTier(), visitor.actor())) {
            case Answer.Done<Account>(Account account) ->
                done(account.tier() == Tier.PRO ? "accounts.tier.pro" : "accounts.tier.free", line.name());
            case Answer.Refused<Account>(var error) -> Notices.refused(error);
        }
    }

    /** Puts money into the chosen account's wallet. */
    public void addCredits() {
        AccountLine line = Objects.requireNonNull(chosen);
        switch (credits.topUp(line.id(), draft.getAmount(), draft.getReference(), visitor.actor())) {
            case Answer.Done<Credit>(Credit credit) ->
                done("accounts.credited", line.name(), Figures.exactMoney(credit.balance()));
            case Answer.Refused<Credit>(var error) -> Notices.refused(error);
        }
    }

    private void done(String key, Object... values) {
        Notices.done(key, values);
        load();
        PrimeFaces.current().ajax().addCallbackParam("done", true);
    }

    /** The accounts of this page, the newest first. */
    public List<AccountLine> getRows() {
        return rows;
    }

    /** Where older ones are; empty when there are none. */
    public String getNext() {
        return next;
    }

    /** Where the newest are; empty when they are here. */
    public String getFirst() {
        return cursor == null ? "" : Link.to(PAGE).with("email", email).text();
    }

    /** The account that was asked about. */
    public @Nullable AccountLine getChosen() {
        return chosen;
    }

    /** What the open form says. */
    public AccountDraft getDraft() {
        return draft;
    }

    /** A part of the addresses that are looked for. */
    public @Nullable String getEmail() {
        return email;
    }

    /** Takes a part of an address. */
    public void setEmail(@Nullable String email) {
        this.email = textOf(email);
    }

    /** Behind which account the page begins. */
    public @Nullable String getCursor() {
        return cursor;
    }

    /** Takes where the page begins. */
    public void setCursor(@Nullable String cursor) {
        this.cursor = textOf(cursor);
    }

    private static @Nullable String textOf(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
