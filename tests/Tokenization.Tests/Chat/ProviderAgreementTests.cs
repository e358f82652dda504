using System.Globalization;
using Accounting.TestKit;
using Accounting.Tokenization.Chat;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Json;
using Accounting.Tokenization.Models;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>
/// Our prompt counts beside the number that the provider reported for the same call, over the recorded calls of the reference data.
/// Prints the table of docs/TOKEN-COUNTING.md, and fails where fewer calls agree than it says.
/// </summary>
public class ProviderAgreementTests(ITestOutputHelper output)
{
    /// <summary>
    /// Format, family (part of the model's name), calls, and how many of them agree exactly. The first row that fits takes the call.
    /// </summary>
    private static readonly (string Format, string Family, int Calls, int Exact)[] Table =
    [
        ("openai_chat", "gpt-3.5", 25, 25),
        ("openai_chat", "gpt-4o", 17, 17),
        ("openai_chat", "gpt-4.1", 2, 2),
        ("openai_chat", "gpt-4.5", 1, 1),
        ("openai_chat", "gpt-4", 2, 2),
        ("openai_chat", "gpt-5", 5, 5),
        ("openai_chat", "o3", 3, 3),
        ("azure_chat", "gpt-35", 1, 1),
        ("azure_chat", "gpt-4.1", 14, 14),
        ("openai_responses", "gpt-4o", 4, 4),
        ("openai_responses", "gpt-4.1", 8, 7),
        ("anthropic_messages", "claude-3", 4, 0),
        ("anthropic_messages", "claude", 16, 1),
        ("openai_compatible_chat", "claude", 8, 3),
        ("openai_compatible_chat", "gemini", 2, 0),
        ("openai_compatible_chat", "llama", 11, 0),
        ("openai_compatible_chat", "mistral", 8, 0),
        ("openai_compatible_chat", "", 4, 0),
    ];

    private readonly Dictionary<string, ChatTokenCounter> _counters = [];

    [Fact]
    public void Prompts_EachModelFamily_AgreeAsOftenAsMeasured()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var seen = new (int Calls, int Exact, long Ours, long Theirs)[Table.Length];
        var index = new JsonIndex();
        foreach (var line in File.ReadLines(Path.Combine(Checkout.Shared!, "data", "vectors", "token-oracle.jsonl")))
        {
            Assert.True(index.TryRead(System.Text.Encoding.UTF8.GetBytes(line), out var problem), problem.Message);
            var call = index.Root;
            var (format, model) = (call["format"u8].GetString(), call["model"u8].GetString());
            var row = Array.FindIndex(Table, row => row.Format == format && model.Contains(row.Family, StringComparison.Ordinal));
            var (ours, theirs) = (Count(call), Reported(call));
            seen[row] = (seen[row].Calls + 1, seen[row].Exact + (ours == theirs ? 1 : 0), seen[row].Ours + ours, seen[row].Theirs + theirs);
            if (ours != theirs) output.WriteLine($"{format} {model}: {ours} counted, {theirs} reported");
        }
        output.WriteLine("| format | models | calls | exact | counted : reported |\n|---|---|--:|--:|--:|");
        for (var row = 0; row < Table.Length; row++)
        {
            var (calls, exact, ours, theirs) = seen[row];
            var share = ((decimal)ours / Math.Max(1, theirs)).ToString("0.000", CultureInfo.InvariantCulture);
            output.WriteLine($"| {Table[row].Format} | {Table[row].Family} | {calls} | {exact} | {share} |");
            Assert.Equal((Table[row], Table[row].Calls), (Table[row], calls));
            Assert.True(exact >= Table[row].Exact, $"{Table[row]}: now only {exact} agree.");
        }
    }

    private long Count(JsonValue call)
    {
        var model = call["model"u8].GetString();
        var counter = CounterOf(model);
        var (messages, tokens, error) = (call["messages"u8], 0L, "");
        var done = call["format"u8].GetString() switch
        {
            "anthropic_messages" =>
                counter.TryCountSystemAndMessages(call["system"u8], messages, default, default, model, out tokens, out error),
            "openai_responses" =>
                counter.TryCountResponsesInput(call["instructions"u8], messages, default, default, model, out tokens, out error),
            _ => counter.TryCountMessages(messages, default, default, model, false, out tokens, out error),
        };
        Assert.True(done, error);
        return tokens;
    }

    private ChatTokenCounter CounterOf(string model)
    {
        var encoding = ModelEncodings.For(model).EncodingName;
        if (_counters.TryGetValue(encoding, out var counter)) return counter;
        return _counters[encoding] = new(TokenEncoding.Get(encoding).CreateCounter());
    }

    /// <summary>All of the prompt: Anthropic reports what it read from or wrote to its cache beside the input.</summary>
    private static long Reported(JsonValue call)
    {
        long sum = 0;
        foreach (var field in new[] { call["input_tokens"u8], call["cache_read"u8], call["cache_write"u8] })
            if (field.TryGetInt64(out var tokens)) sum += tokens;
        return sum;
    }
}
