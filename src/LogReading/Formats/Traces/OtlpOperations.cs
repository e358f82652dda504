using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Traces;

/// <summary>What a span did. A span that names an operation is a call by that; one that names none is a call if it has a model and
/// tokens.</summary>
internal static class OtlpOperations
{
    public static bool IsCall(OtlpAttributes attributes)
    {
        if (attributes["gen_ai.operation.name"u8] is { IsString: true } operation) return !StandsAbove(operation);
        if (attributes["openinference.span.kind"u8] is { IsString: true } kind) return kind.Is("LLM"u8) || kind.Is("EMBEDDING"u8) || kind.Is("RERANKER"u8);
        if (attributes["traceloop.span.kind"u8].HasValue) return false;
        var model = attributes.First("gen_ai.response.model"u8, "gen_ai.request.model"u8, "llm.model_name"u8);
        return model.HasValue && (attributes["llm.request.type"u8].HasValue || OtlpUsage.Has(attributes));
    }

    public static Name TypeOf(OtlpAttributes attributes)
    {
        var operation = attributes.First("gen_ai.operation.name"u8, "llm.request.type"u8, "openinference.span.kind"u8);
        if (operation.Is("embeddings"u8) || operation.Is("embedding"u8) || operation.Is("EMBEDDING"u8)) return CallTypes.Embedding;
        return operation.Is("text_completion"u8) || operation.Is("completion"u8) ? CallTypes.Completion : CallTypes.Chat;
    }

    // invoke_agent, create_agent, execute_tool, invoke_workflow, retrieval, plan.
    private static bool StandsAbove(JsonValue operation)
    {
        var name = operation.Utf8;
        return name.IndexOf("agent"u8) >= 0 || name.IndexOf("tool"u8) >= 0 || name.IndexOf("workflow"u8) >= 0
            || name.SequenceEqual("retrieval"u8) || name.SequenceEqual("plan"u8) || name.SequenceEqual("task"u8) || name.SequenceEqual("chain"u8);
    }
}
