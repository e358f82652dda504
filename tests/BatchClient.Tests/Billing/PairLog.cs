using System.Text;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Makes logs of OpenAI pairs, small and seeded, for tests of whole runs.</summary>
internal static class PairLog
{
    private static readonly string[] Models = ["gpt-4o-2024-08-06", "gpt-4o-mini-2024-07-18", "gpt-4.1-2025-04-14", "nobody-knows-this-model"];

    /// <summary>One record: call <paramref name="number"/>, always the same for the same arguments.</summary>
    public static string Record(int number, int promptTokens = 100, string? id = null)
    {
        var created = 1_790_812_800 + number % 86_400;
        var (prompt, completion, cached) = (promptTokens + number % 977, 1 + number % 61, number % 64);
        var usage = $$"""{"prompt_tokens":{{prompt}},"completion_tokens":{{completion}},"total_tokens":{{prompt + completion}},"prompt_tokens_details":{"cached_tokens":{{cached}} } }""";
        var request = $$"""{"model":"{{Models[number % Models.Length]}}","user":"tenant-{{number % 5}}","messages":[{"role":"user","content":"call {{number}}"}]}""";
        var response = $$"""
            {"id":"{{id ?? $"chatcmpl-{number}"}}","object":"chat.completion","created":{{created}},"model":"{{Models[number % Models.Length]}}","choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}],"usage":
            """ + usage + "}";
        return "{\"request\":" + request + ",\"response\":" + response + "}";
    }

    /// <summary>Writes records <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1; each hundredth twice, each thousandth with a broken line after it.</summary>
    public static void Write(string path, int first, int count)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        for (var number = first; number < first + count; number++)
        {
            file.WriteLine(Record(number));
            if (number % 100 == 0) file.WriteLine(Record(number));
            if (number % 1000 == 0) file.WriteLine("{\"request\":{\"model\":");
        }
    }
}
