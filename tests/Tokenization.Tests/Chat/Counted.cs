using System.Text.Encodings.Web;
using System.Text.Json;
using Accounting.Tokenization.Chat;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>What a count of messages did: the texts that were counted, what was added to their bytes, and the error.</summary>
internal sealed record Counted(IReadOnlyList<string> Texts, long Added, string Error)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool Done => Error.Length == 0;

    /// <summary>Messages alone, without what is added once.</summary>
    public static Counted Messages(string messages, ChatCountingOptions? options = null) =>
        Prompt(messages, "", "", "gpt-4o", responseOnly: true, options);

    public static Counted Prompt(
        string messages, string tools, string toolChoice, string model = "gpt-4o", bool responseOnly = false,
        ChatCountingOptions? options = null) =>
        Run(options, (ChatTokenCounter counter, out long tokens, out string error) =>
            counter.TryCountMessages(
                Json.Read(messages), Json.Read(tools), Json.Read(toolChoice), model, responseOnly, out tokens, out error));

    /// <summary>
    /// One user message with that content; its role is left out of the texts, and the 3 of the message out of what was added.
    /// </summary>
    public static Counted Content(string content, ChatCountingOptions? options = null)
    {
        var counted = Messages($$"""[{"role":"user","content":{{content}}}]""", options);
        return counted.Done ? new([.. counted.Texts.Skip(1)], counted.Added - 3, "") : counted;
    }

    public static Counted Run(ChatCountingOptions? options, CountCall count)
    {
        var recorder = new RecordingCounter();
        var counter = new ChatTokenCounter(recorder, options);
        var done = count(counter, out var tokens, out var error);
        Assert.Equal(done, error.Length == 0);
        if (!done) Assert.Equal(0, tokens);
        return new(recorder.Texts, tokens - recorder.Texts.Sum(System.Text.Encoding.UTF8.GetByteCount), error);
    }

    /// <summary>The texts as JSON, for tables.</summary>
    public string TextList => JsonSerializer.Serialize(Texts, Readable);
}

internal delegate bool CountCall(ChatTokenCounter counter, out long tokens, out string error);
