package ai.qnp.web.dashboard;

/**
 * What to paste into the clients that people use.
 *
 * @param server the server's address
 * @param key a key, or what stands for one
 */
record ClientSnippets(String server, String key) {
    /** What stands for a key that is not shown any more. */
    static final String ANY_KEY = "YOUR_KEY";

    String baseUrl() {
        return server + "/v1";
    }

    String curl() {
        return """
                curl %s/chat/completions \\
                  -H "Authorization: Bearer %s" \\
                  -H "Content-Type: application/json" \\
                  -d '{"model":"qnp/auto","messages":[{"role":"user","content":"Hello!"}]}'""".formatted(baseUrl(), key);
    }

    String python() {
        return """
                from openai import OpenAI

                client = OpenAI(base_url="%s", api_key="%s")
                response = client.chat.completions.create(
                    model="qnp/auto",
                    messages=[{"role": "user", "content": "Hello!"}],
                )
                print(response.choices[0].message.content)""".formatted(baseUrl(), key);
    }

    String node() {
        return """
                import OpenAI from "openai";

                const client = new OpenAI({ baseURL: "%s", apiKey: "%s" });
                const response = await client.chat.completions.create({
                  model: "qnp/auto",
                  messages: [{ role: "user", content: "Hello!" }],
                });
                console.log(response.choices[0].message.content);""".formatted(baseUrl(), key);
    }

    String langChain() {
        return """
                from langchain_openai import ChatOpenAI

                llm = ChatOpenAI(base_url="%s", api_key="%s", model="qnp/auto")
                print(llm.invoke("Hello!").content)""".formatted(baseUrl(), key);
    }

    String openClaw() {
        return "curl -sSL %s/scripts/openclaw-qnp-setup.sh | QNP_API_KEY=%s bash".formatted(server, key);
    }
}
