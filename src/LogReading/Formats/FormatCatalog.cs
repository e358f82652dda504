using Accounting.LogReading.Formats.Bodies;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Gateways;
using Accounting.LogReading.Formats.Sessions;
using Accounting.LogReading.Formats.Splitting;
using Accounting.LogReading.Formats.Traces;

namespace Accounting.LogReading.Formats;

/// <summary>All formats, the most specific marker first: the first one that matches a record reads it.</summary>
internal static class FormatCatalog
{
    /// <summary>How a record holds a call.</summary>
    public static IReadOnlyList<ILogFormat> Records { get; } =
    [
        new OpenAiBatchOutput(),
        new AnthropicBatchResult(),
        new BatchInput(),
        new BedrockInvocation(),
        new OtlpTrace(),
        new LangfuseExport(),
        new LangfuseObservation(),
        new HeliconeRequest(),
        new ApimLlmLog(),
        new ApimGateway(),
        new AzureDiagnostics(),
        new OpenAiUsage(),
        new AnthropicUsageReport(),
        new CodexRollout(),
        new ClaudeCodeSession(),
        new TokenTrace(),
        new LiteLlmPayload(),
        new LiteLlmSpendLog(),
        new RecordedPair(),
        new BareBody(),
        new CanonicalCall(),
        new Preference(),
        new Instruction(),
        new Conversation(),
        new ShareGpt(),
        new ErrorBody(),
    ];

    /// <summary>What providers' bodies look like.</summary>
    public static IReadOnlyList<IBodyFormat> Bodies { get; } =
    [
        new OpenAiChat(),
        new OpenAiResponses(),
        new OpenAiCompletion(),
        new OpenAiEmbedding(),
        new AnthropicMessages(),
        new GeminiGenerate(),
        new BedrockConverse(),
        new CohereBody(),
    ];

    /// <summary>How a record holds several calls.</summary>
    public static IReadOnlyList<IRecordSplitter> Splitters { get; } = [new TraceSplitter(), new UsageSplitter(), new ListSplitter()];

    /// <summary>The names that <c>--input-format</c> takes, beside <c>auto</c>.</summary>
    public static IEnumerable<string> Names => Records.Select(format => format.Name).Concat(Bodies.Select(body => body.Name));
}
