using Accounting.Tokenization.Images;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat.Providers;

/// <summary>
/// Bedrock Converse: blocks are objects with one member that says what they are. <c>system</c> counts as a system message.
/// </summary>
internal sealed class BedrockCounter(CountingScope scope, ToolsCounter tools)
{
    private delegate bool BlockRule(BedrockCounter counter, JsonValue value, ref long tokens);

    private static readonly MessageConstants Constants = MessageConstants.Usual;

    private static readonly (byte[] Member, BlockRule Rule)[] Rules =
    [
        ("text"u8.ToArray(), (counter, value, ref tokens) => Add(counter.CountText(value), ref tokens)),
        ("toolUse"u8.ToArray(), (counter, value, ref tokens) =>
            Add(counter.CountText(value["name"u8]) + counter.CountValue(value["input"u8]), ref tokens)),
        ("toolResult"u8.ToArray(), (counter, value, ref tokens) => counter.TryAddBlocks(value["content"u8], ref tokens)),
        ("json"u8.ToArray(), (counter, value, ref tokens) => Add(counter.CountValue(value), ref tokens)),
        ("reasoningContent"u8.ToArray(), (counter, value, ref tokens) =>
            Add(counter.CountText(value["reasoningText"u8]["text"u8]), ref tokens)),
        ("guardContent"u8.ToArray(), (counter, value, ref tokens) => Add(counter.CountText(value["text"u8]["text"u8]), ref tokens)),
        ("image"u8.ToArray(), (counter, _, ref tokens) => Add(counter._images.AutoTokens, ref tokens)),
        ("document"u8.ToArray(), (counter, value, ref tokens) => counter.TryAddDocument(value, ref tokens)),
        ("cachePoint"u8.ToArray(), (_, _, ref _) => true),
    ];

    private readonly ImageCounter _images = new(scope);

    public bool TryCount(JsonValue system, JsonValue messages, JsonValue toolConfig, ref long tokens)
    {
        var hasSystem = PythonText.IsTrue(system);
        if (hasSystem)
        {
            tokens += Constants.PerMessage + scope.Count("system"u8);
            if (!TryAddBlocks(system, ref tokens)) return false;
        }
        foreach (var message in messages)
        {
            tokens += Constants.PerMessage + scope.Count(message["role"u8].Utf8);
            if (!TryAddBlocks(message["content"u8], ref tokens)) return false;
        }
        if (!tools.TryAddTools(toolConfig["tools"u8], hasSystem, ref tokens)) return false;
        tools.AddChoice(false, toolConfig["toolChoice"u8]["tool"u8]["name"u8], ref tokens);
        tokens += Constants.ReplyPriming;
        return true;
    }

    /// <summary>Adds the tokens of a list of blocks.</summary>
    public bool TryAddBlocks(JsonValue blocks, ref long tokens)
    {
        foreach (var block in blocks)
            if (!TryAddBlock(block, ref tokens)) return false;
        return true;
    }

    private bool TryAddBlock(JsonValue block, ref long tokens)
    {
        foreach (var (member, rule) in Rules)
            if (block[member] is { Kind: not JsonKind.Missing } value) return rule(this, value, ref tokens);
        foreach (var (name, _) in block.Members)
            return scope.Fail($"A Bedrock block holds `{Describe.Text(name)}`, which cannot be counted.");
        return scope.Fail(
            $"A Bedrock block is {Describe.Kind(block)}, expected an object with text, an image, a document or a tool's call or result.");
    }

    /// <summary>The name; the text where it is given as text, else as an image.</summary>
    private bool TryAddDocument(JsonValue document, ref long tokens)
    {
        var source = document["source"u8];
        tokens += CountText(document["name"u8]);
        if (source["content"u8].IsArray) return TryAddBlocks(source["content"u8], ref tokens);
        return Add(source["text"u8].IsString ? CountText(source["text"u8]) : _images.AutoTokens, ref tokens);
    }

    private int CountText(JsonValue text) => scope.Count(text.Utf8);

    private int CountValue(JsonValue value) => value.HasValue ? scope.CountPythonText(value) : 0;

    private static bool Add(int count, ref long tokens)
    {
        tokens += count;
        return true;
    }
}
