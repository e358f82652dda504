using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>An error in place of an answer: not billable, and no fault of the log.</summary>
internal sealed class ErrorBody : ILogFormat
{
    public string Name => "error";

    /// <summary>OpenAI, Anthropic and Google: <c>{"error": {...}}</c>. Bedrock: a message alone.</summary>
    public static bool Is(JsonValue body) => body["error"u8].IsObject || body["type"u8].Is("error"u8);

    /// <summary>Whether a body is an error that reports no tokens; some servers add a usage of zeros.</summary>
    public static bool EndsCall(JsonValue body, Call call) => Is(body) && call.Usage.PromptTokens == 0 && call.Usage.CompletionTokens == 0;

    public bool Matches(Record record) => Is(record.Root);

    public void Read(Record record, Call call) => call.IsNotBillable = true;
}
