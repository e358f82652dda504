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
        var (input, output) = (promptTokens + number % 977, 1 + number % 61);
        var request = $$$"""{"model":"gpt-4o","user":"tenant-{{{number % 5}}}","messages":[{"role":"user","content":"call {{{number}}}"}]}""";
        const string Choices = """[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]""";
        var totals = $"\"prompt_tokens\":{input},\"completion_tokens\":{output},\"total_tokens\":{input + output}";
        var usage = $"{{{totals},\"prompt_tokens_details\":{{\"cached_tokens\":{number % 64}}}}}";
        var head = $"\"id\":\"{id ?? $"chatcmpl-{number}"}\",\"object\":\"chat.completion\",\"created\":{created},\"model\":\"{Models[number % Models.Length]}\"";
        return $"{{\"request\":{request},\"response\":{{{head},\"choices\":{Choices},\"usage\":{usage}}}}}";
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
