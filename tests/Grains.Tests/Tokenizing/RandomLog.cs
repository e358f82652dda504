namespace Accounting.Grains.Tests.Tokenizing;

/// <summary>Log lines of all kinds: with and without usage, no calls, broken ones, empty ones.</summary>
internal static class RandomLog
{
    private static readonly string[] Models = ["gpt-4o", "gpt-4", "claude-2.1", "o3", "llama-3-70b", "nobody-knows"];
    private static readonly string[] Texts = ["hello world", "Grüße, 你好 🙂", "for (i = 0; i < n; i++)", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "e\\u0301 \\n\\t"];

    public static string Lines(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => Line(random) + "\n"));

    /// <summary>A call whose text takes long to count on any machine: letters without a word, about 20 MB a second.</summary>
    public static string SlowLine(Random random, int letters)
    {
        var text = string.Create(letters, random, static (span, random) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = (char)('a' + random.Next(26));
        });
        return $$"""{"id":"slow","model":"gpt-4o","messages":[{"role":"user","content":"{{text}}"}],"completion":"x"}""" + "\n";
    }

    private static string Line(Random random)
    {
        var model = Models[random.Next(Models.Length)];
        var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 30)).Select(_ => Texts[random.Next(Texts.Length)]));
        var usage = random.Next(2) == 0 ? "" : $$""","usage":{"input_tokens":{{random.Next(1000)}},"output_tokens":{{random.Next(1000)}}}""";
        var tenant = $"tenant-{random.Next(5)}";
        return random.Next(12) switch
        {
            0 => "{\"model\":\"gpt-4o\"",
            1 => "",
            2 => "{\"hello\":1}",
            3 => $$"""{"tenant":"{{tenant}}","model":"{{model}}","time":"yesterday"{{usage}},"messages":[]}""",
            4 => $$"""{"model":"{{model}}","cost":0.000123,"messages":[{"role":"user","content":"{{text}}"}],"completion":"{{text}}"{{usage}}}""",
            _ => $$"""
                {"id":"{{random.Next(1_000_000)}}","tenant":"{{tenant}}","model":"{{model}}","time":{{1767225600 + random.Next(100_000)}},
                "messages":[{"role":"user","content":"{{text}}"}],"completion":"{{text}}"{{usage}}}
                """.ReplaceLineEndings(""),
        };
    }
}
