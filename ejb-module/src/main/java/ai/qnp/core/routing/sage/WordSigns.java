package ai.qnp.core.routing.sage;

import java.util.regex.Pattern;

/**
 * Signs in the words of a message, in English, German, French and Spanish. Every pattern is one that takes time in
 * proportion to the text at worst, and the text was cut before.
 */
final class WordSigns {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern CODE = Pattern.compile(
            "```"
                    + "|^\\s{0,20}(?:def \\w+\\(|class \\w+[:({ ]|import [\\w.]+;?$|from [\\w.]+ import |#include\\s?[<\"]"
                    + "|public (?:static |final )?(?:class|void|record|interface) |func \\w+\\(|fn \\w+\\("
                    + "|function \\w*\\s?\\(|(?:const|let|var) \\w+ = |package [\\w.]+;$|SELECT .{1,200} FROM )"
                    + "|^Traceback \\(most recent call last\\)|^\\s{1,8}at [\\w.$]+\\([\\w.]+:\\d+\\)",
            Pattern.MULTILINE);

    private static final Pattern WANTS_CODE = words("(?:write|fix|debug|refactor|implement|review|optimi[sz]e|port"
            + "|schreib\\w*|korrigier\\w*|écris|écrivez|corrige\\w*|escribe|arregla)\\b.{0,60}"
            + "\\b(?:code|function|method|class|script|program|regex|sql|query|unit tests?|api|algorithm|component|bug"
            + "|python|java|javascript|typescript|rust|golang|kotlin|bash|c\\+\\+|html|css"
            + "|funktion|programm|skript|fonction|programme|función|programa)(?:\\b|(?<=\\+))");

    private static final Pattern REASONING = words(
            "(?:step[- ]by[- ]step|prove (?:that|it|this)|proof (?:of|that)"
                    + "|think (?:hard|carefully|deeply|it through)|reason through|derive (?:the|a)|solve (?:the|this|for)"
                    + "|trade-?offs?|puzzle|riddle|weigh the|schritt für schritt|beweise?|denk\\w* (?:gut|genau|gründlich) nach"
                    + "|löse (?:die|das|den)|étape par étape|démontre\\w*|prouve\\w*|résous|paso a paso|demuestra|resuelve)\\b");

    private static final Pattern EXTRACTION = words("(?:extract|classify|categori[sz]e|label each|list (?:all|every)"
            + "|pull out|(?:as|in|into|to) (?:valid )?(?:json|csv|yaml|xml)|extrahier\\w*|klassifizier\\w*|als (?:json|csv)"
            + "|extrai[st]|extrayez|classe[rz]?|en (?:json|csv)|extrae|clasifica)\\b");

    private static final Pattern BREVITY =
            words("(?:in (?:one|a single|a few) (?:word|sentence|line)s?|one[- ]word answer"
                    + "|briefly|keep it short|yes or no|tl;?dr|kurz|in einem (?:wort|satz)|brièvement|en un mot"
                    + "|brevemente|en una palabra)\\b");

    private WordSigns() {}

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?<!\\w)" + alternatives, FLAGS | Pattern.UNICODE_CHARACTER_CLASS);
    }

    static boolean holdCode(String text) {
        return CODE.matcher(text).find();
    }

    static boolean askForCode(String text) {
        return WANTS_CODE.matcher(text).find();
    }

    static boolean askForReasoning(String text) {
        return REASONING.matcher(text).find();
    }

    static boolean askForExtraction(String text) {
        return EXTRACTION.matcher(text).find();
    }

    static boolean askForBrevity(String text) {
        return BREVITY.matcher(text).find();
    }
}
