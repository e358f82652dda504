using Accounting.Tokenization.Images;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat.Providers;

/// <summary>
/// Gemini's <c>systemInstruction</c> and <c>contents</c>, with names in camel case or with underscores. Each content counts as a message.
/// </summary>
internal sealed class GeminiCounter(CountingScope scope, ToolsCounter tools)
{
    private static readonly MessageConstants Constants = MessageConstants.Usual;

    private readonly ImageCounter _images = new(scope);

    public bool TryCount(JsonValue systemInstruction, JsonValue contents, JsonValue offered, ref long tokens)
    {
        if (systemInstruction.HasValue)
        {
            tokens += Constants.PerMessage + scope.Count("system"u8);
            if (!TryAddTextOrParts(systemInstruction, ref tokens)) return false;
        }
        if (!TryCountContents(contents, ref tokens) || !tools.TryAddTools(offered, systemInstruction.HasValue, ref tokens)) return false;
        tokens += Constants.ReplyPriming;
        return true;
    }

    /// <summary>Adds the tokens of a list of parts, or of a single one.</summary>
    /// <param name="parts">What <c>parts</c> holds.</param>
    /// <param name="written">Only what a model writes: the answers of tools, which stand among its parts, are left out.</param>
    /// <param name="tokens">The sum so far.</param>
    public bool TryAddParts(JsonValue parts, bool written, ref long tokens)
    {
        if (parts.IsObject) return TryAddPart(parts, written, ref tokens);
        foreach (var part in parts)
            if (!TryAddPart(part, written, ref tokens)) return false;
        return true;
    }

    /// <summary>The API takes a list of contents, one content, or a bare text.</summary>
    private bool TryCountContents(JsonValue contents, ref long tokens)
    {
        if (!contents.HasValue) return true;
        if (!contents.IsArray) return TryCountContent(contents, ref tokens);
        foreach (var content in contents)
            if (!TryCountContent(content, ref tokens)) return false;
        return true;
    }

    private bool TryCountContent(JsonValue content, ref long tokens)
    {
        var role = content["role"u8];
        tokens += Constants.PerMessage + (role.IsString ? scope.Count(role.Utf8) : scope.Count("user"u8));
        return TryAddTextOrParts(content, ref tokens);
    }

    private bool TryAddTextOrParts(JsonValue content, ref long tokens)
    {
        if (content.IsString) tokens += scope.Count(content.Utf8);
        else if (!content.IsObject) return scope.Fail($"A Gemini content is {Describe.Kind(content)}, expected an object with `parts`.");
        else return TryAddParts(content["parts"u8], written: false, ref tokens);
        return true;
    }

    private bool TryAddPart(JsonValue part, bool written, ref long tokens)
    {
        if (part.IsString)
        {
            tokens += scope.Count(part.Utf8);
            return true;
        }
        if (!part.IsObject) return scope.Fail($"A Gemini part is {Describe.Kind(part)}, expected an object.");
        tokens += scope.Count(part["text"u8].Utf8);
        AddCall(Member(part, "functionCall"u8, "function_call"u8), "args"u8, ref tokens);
        AddCall(Member(part, "toolCall"u8, "tool_call"u8), "args"u8, ref tokens);
        tokens += scope.Count(Member(part, "executableCode"u8, "executable_code"u8)["code"u8].Utf8);
        if (!written) AddAnswers(part, ref tokens);
        if (!IsFile(part)) return true;
        return IsPicture(part)
            ? Add(_images.AutoTokens, ref tokens)
            : scope.Fail($"A Gemini part holds a file of type {MimeType(part)}; only images and documents can be counted.");
    }

    private void AddAnswers(JsonValue part, ref long tokens)
    {
        AddCall(Member(part, "functionResponse"u8, "function_response"u8), "response"u8, ref tokens);
        AddCall(Member(part, "toolResponse"u8, "tool_response"u8), "response"u8, ref tokens);
        tokens += scope.Count(Member(part, "codeExecutionResult"u8, "code_execution_result"u8)["output"u8].Utf8);
    }

    /// <summary>The name, and the arguments or the answer as Python prints them.</summary>
    private void AddCall(JsonValue call, ReadOnlySpan<byte> payload, ref long tokens)
    {
        if (!call.IsObject) return;
        tokens += scope.Count(call["name"u8].Utf8);
        if (call[payload].HasValue) tokens += scope.CountPythonText(call[payload]);
    }

    private static bool Add(int count, ref long tokens)
    {
        tokens += count;
        return true;
    }

    private static bool IsFile(JsonValue part) => File(part).IsObject;

    private static JsonValue File(JsonValue part) =>
        Member(part, "inlineData"u8, "inline_data"u8) is { IsObject: true } inline ? inline : Member(part, "fileData"u8, "file_data"u8);

    /// <summary>An image or a document; a file without a type is taken for one.</summary>
    private static bool IsPicture(JsonValue part)
    {
        var type = Member(File(part), "mimeType"u8, "mime_type"u8);
        return !type.IsString || !(type.Utf8.StartsWith("audio/"u8) || type.Utf8.StartsWith("video/"u8));
    }

    private static string MimeType(JsonValue part) => Describe.Text(Member(File(part), "mimeType"u8, "mime_type"u8));

    private static JsonValue Member(JsonValue value, ReadOnlySpan<byte> name, ReadOnlySpan<byte> alias) =>
        value[name] is { Kind: not JsonKind.Missing } found ? found : value[alias];
}
