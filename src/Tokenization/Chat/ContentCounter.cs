using System.Text;
using Accounting.Tokenization.Images;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>Content that is a list of blocks (LiteLLM 1.4): OpenAI's parts and Anthropic's blocks.</summary>
internal sealed class ContentCounter(CountingScope scope)
{
    private delegate bool BlockRule(ContentCounter counter, JsonValue block, ref long tokens);

    private static readonly (byte[] Type, BlockRule Rule)[] Rules =
    [
        ("text"u8.ToArray(), (counter, block, ref tokens) => counter.TryAddText(block["text"u8], ref tokens)),
        ("image_url"u8.ToArray(), (counter, block, ref tokens) => counter.TryAddImageUrl(block["image_url"u8], ref tokens)),
        ("tool_use"u8.ToArray(), (counter, block, ref tokens) => counter.TryAddToolUse(block, ref tokens)),
        ("tool_result"u8.ToArray(), (counter, block, ref tokens) => counter.TryAddToolResult(block, ref tokens)),
        ("thinking"u8.ToArray(), (counter, block, ref tokens) => counter.TryAddText(block["thinking"u8], ref tokens)),
        ("redacted_thinking"u8.ToArray(), (_, _, ref _) => true),
        ("tool_reference"u8.ToArray(), (counter, block, ref tokens) => counter.TryAddToolReference(block, ref tokens)),
        ("image"u8.ToArray(), (counter, block, ref tokens) => counter.TryAddSourceImage(block, ref tokens)),
        ("document"u8.ToArray(), (counter, block, ref tokens) => counter.TryAddDocument(block, ref tokens)),
        ("file"u8.ToArray(), (counter, block, ref tokens) => counter.TryAddFile(block["file"u8], ref tokens)),
    ];

    private readonly ImageCounter _images = new(scope);

    /// <summary>The known block types, for error messages.</summary>
    private static string KnownTypes { get; } = string.Join(", ", Rules.Select(rule => Encoding.UTF8.GetString(rule.Type)));

    /// <summary>
    /// Adds the tokens of a list of blocks; a list that fails counts <see cref="ChatCountingOptions.DefaultTokenCount"/> where that is
    /// set.
    /// </summary>
    public bool TryCountList(JsonValue blocks, ref long tokens)
    {
        long sum = 0;
        foreach (var block in blocks)
        {
            if (TryCountBlock(block, ref sum)) continue;
            if (scope.Options.DefaultTokenCount is not { } given) return false;
            scope.Clear();
            sum = given;
            break;
        }
        tokens += sum;
        return true;
    }

    private bool TryCountBlock(JsonValue block, ref long tokens)
    {
        if (block.IsString) return TryAddText(block, ref tokens);
        if (!block.IsObject) return scope.Fail($"A content item is {Describe.Kind(block)}, expected a string or an object with `type`.");
        var type = block["type"u8];
        foreach (var (name, rule) in Rules)
            if (type.Is(name)) return rule(this, block, ref tokens);
        return scope.Fail(type.Kind == JsonKind.Missing
            ? $"A content item has no `type`. Expected one of: {KnownTypes}."
            : $"Invalid content item type: {Describe.Text(type)}. Expected one of: {KnownTypes}.");
    }

    private bool TryAddText(JsonValue text, ref long tokens)
    {
        if (text.Kind != JsonKind.Missing) tokens += scope.CountPythonText(text);
        return true;
    }

    private bool TryAddImageUrl(JsonValue image, ref long tokens)
    {
        if (image.IsString) return _images.TryAddPlain(image, ref tokens);
        if (!image.IsObject) return scope.Fail($"`image_url` is {Describe.Kind(image)}, expected a string or an object with `url`.");
        return _images.TryAdd(image["url"u8], image["detail"u8], ref tokens);
    }

    /// <summary>Name, input and caller; type, id and cache_control cost nothing.</summary>
    private bool TryAddToolUse(JsonValue block, ref long tokens) =>
        TryAddField(block["name"u8], ref tokens) && TryAddField(block["input"u8], ref tokens) && TryAddField(block["caller"u8], ref tokens);

    private bool TryAddToolResult(JsonValue block, ref long tokens) => block["tool_use_id"u8].Kind == JsonKind.Missing
        ? scope.Fail("Missing required fields in tool_result block: tool_use_id.")
        : TryAddField(block["content"u8], ref tokens);

    /// <summary>A text as it is, a list as content, an object as Python prints it; anything else is nothing.</summary>
    private bool TryAddField(JsonValue value, ref long tokens)
    {
        if (value.IsArray) return TryCountList(value, ref tokens);
        if (value.IsString || value.IsObject) tokens += scope.CountPythonText(value);
        return true;
    }

    private bool TryAddToolReference(JsonValue block, ref long tokens) =>
        !PythonText.IsTrue(block["tool_name"u8]) || TryAddText(block["tool_name"u8], ref tokens);

    private bool TryAddSourceImage(JsonValue block, ref long tokens)
    {
        if (block["source"u8]["type"u8].Kind == JsonKind.Missing) return scope.Fail("An image block has no `source` with a `type`.");
        tokens += _images.AutoTokens;
        return true;
    }

    private bool TryAddDocument(JsonValue block, ref long tokens)
    {
        var source = block["source"u8];
        if (source["type"u8].Kind == JsonKind.Missing) return scope.Fail("A document block has no `source` with a `type`.");
        if (!TryAddOptional(block["title"u8], "title", ref tokens) || !TryAddOptional(block["context"u8], "context", ref tokens))
            return false;
        if (source["type"u8].Is("text"u8)) return TryAddRequired(source["data"u8], "source.data", ref tokens);
        if (source["type"u8].Is("content"u8))
        {
            var content = source["content"u8];
            return content.IsArray ? TryCountList(content, ref tokens) : TryAddRequired(content, "source.content", ref tokens);
        }
        tokens += _images.AutoTokens;
        return true;
    }

    private bool TryAddOptional(JsonValue text, string field, ref long tokens) =>
        !PythonText.IsTrue(text) || TryAddRequired(text, field, ref tokens);

    private bool TryAddRequired(JsonValue text, string field, ref long tokens)
    {
        if (!text.IsString) return scope.Fail($"The `{field}` of a document is {Describe.Kind(text)}, expected a string.");
        tokens += scope.Count(text.Utf8);
        return true;
    }

    private bool TryAddFile(JsonValue file, ref long tokens)
    {
        tokens += scope.Count(file["filename"u8].Utf8);
        var data = file["file_data"u8];
        if (data.IsString && data.Raw.Length > 0) tokens += _images.AutoTokens;
        return true;
    }
}
