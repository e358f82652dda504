using System.Text;
using Accounting.Tokenization.Chat;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>JSON of any shape, made of the words that the counters look for, is counted or refused with a reason; nothing throws.</summary>
public class RandomJsonTests
{
    private const int DepthMax = 7;

    private static readonly string[] Keys =
    [
        "role", "content", "type", "text", "tool_calls", "function", "function_call", "arguments", "name", "search_results", "citations",
        "image_url", "url", "detail", "source", "data", "input", "tool_use_id", "parameters", "properties",
        "required", "items", "enum", "description", "input_schema", "parts",
        "functionDeclarations", "inlineData", "toolUse", "toolResult", "toolSpec", "tools", "toolChoice",
        "output", "summary", "file", "thinking", "k",
    ];

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-0.0", "1e400", "12345678901234567890", "\"\"", "\"text\"", "\"image_url\"", "\"tool_use\"",
        "\"tool_result\"", "\"document\"", "\"message\"", "\"function_call\"", "\"input_image\"", "\"object\"", "\"array\"", "\"string\"",
        "\"high\"", "\"none\"", "\"data:,AAAA\"", "\"\\ud800'\\n\"",
    ];

    [Fact]
    public void Counting_AnyJson_IsDoneOrRefused()
    {
        const int Seed = 1540;
        var random = new Random(Seed);
        var counter = new ChatTokenCounter(new RecordingCounter());
        for (var round = 0; round < 5_000; round++)
        {
            var (first, second, third) = (Json.Read(Value(random, 0)), Json.Read(Value(random, 0)), Json.Read(Value(random, 0)));
            var context = $"seed {Seed}, round {round}: {Encoding.UTF8.GetString(first.Raw)}";
            Check(counter.TryCountMessages(first, second, third, "gpt-4o", false, out var tokens, out var error), tokens, error, context);
            Check(counter.TryCountSystemAndMessages(third, first, second, third, "x", out tokens, out error), tokens, error, context);
            Check(counter.TryCountResponsesInput(second, first, second, third, "o3", out tokens, out error), tokens, error, context);
            Check(counter.TryCountGemini(second, first, second, out tokens, out error), tokens, error, context);
            Check(counter.TryCountBedrockConverse(second, first, third, out tokens, out error), tokens, error, context);
            Check(counter.TryCountText(first, out tokens, out error), tokens, error, context);
            Check(counter.TryCountCompletion(first, out tokens, out error), tokens, error, context);
        }
    }

    private static void Check(bool done, long tokens, string error, string context) =>
        Assert.True(done ? tokens >= 0 && error.Length == 0 : tokens == 0 && error.Length > 0, context);

    private static string Value(Random random, int depth)
    {
        var kind = depth == DepthMax ? 0 : random.Next(depth == 0 ? 1 : 0, 3);
        if (kind == 0) return Scalars[random.Next(Scalars.Length)];
        var inner = Enumerable.Range(0, random.Next(5)).Select(_ => Value(random, depth + 1));
        return kind == 1
            ? $"[{string.Join(',', inner)}]"
            : $"{{{string.Join(',', inner.Select(value => $"\"{Keys[random.Next(Keys.Length)]}\":{value}"))}}}";
    }
}
