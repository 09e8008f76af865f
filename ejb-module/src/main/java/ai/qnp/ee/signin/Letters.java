package ai.qnp.ee.signin;

/** The post: takes letters and delivers them later, so that nobody can tell from the time whether one was sent. */
public interface Letters {
    /** Takes a letter. A failure is logged and not told. */
    void send(String to, Letter letter);
}
