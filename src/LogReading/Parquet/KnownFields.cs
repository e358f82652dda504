using Accounting.Core.Pricing;
using Accounting.LogReading.Formats;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// The fields of a record that log formats look at, by their names at the top: other columns of a table are not read where rows have ids.
/// </summary>
internal static class KnownFields
{
    /// <summary>Fields that are a record's id, one of which is enough.</summary>
    public static IReadOnlySet<string> Ids { get; } = new HashSet<string>(
        ["id", "request_id", "conversation_id", "conversation_hash"], StringComparer.Ordinal);

    /// <summary>
    /// Fields whose texts are JSON in tables that have no other way to hold a list or a structure. A prompt that looks like JSON is not
    /// among them: it is text.
    /// </summary>
    public static IReadOnlySet<string> HoldJson { get; } = new HashSet<string>(
        ["messages", "conversation", "conversations", "tools", "usage"], StringComparer.Ordinal);

    /// <summary>Texts of the canonical form and of chat sets: nothing of them is looked at in a record that reports its usage.</summary>
    public static IReadOnlySet<string> OnlyCounted { get; } = new HashSet<string>(
        ["messages", "conversation", "conversations", "prompt", "completion", "tools", "tool_choice"], StringComparer.Ordinal);

    /// <summary>Fields that make a record something else than a call in the canonical form, whose usage then stands elsewhere.</summary>
    public static IReadOnlySet<string> OfBodies { get; } = new HashSet<string>(
        [
            "request", "response", "response_sse", "response_body", "result", "custom_id", "response_cost", "spend", "object", "type", "choices", "candidates", "contents",
            "content", "output", "data", "usageMetadata", "error", "role",
        ],
        StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(
        [
            .. Ids, .. HoldJson, .. Meters.All.Select(meter => meter.Name),
            // Who, when, by what.
            "tenant", "tenant_id", "team", "team_id", "user", "end_user", "organization_id", "safety_identifier", "metadata", "labels",
            "requestMetadata",
            "provider", "custom_llm_provider", "url", "api_base", "model", "requested_model", "modelId", "model_id", "model_group",
            "modelVersion",
            "start_time", "startTime", "started_at", "request_time", "timestamp", "time", "created", "created_at", "createTime",
            "recorded_at", "end_time", "endTime", "completed_at", "logged_at",
            // What it was and whether it is billed.
            "custom_id", "call_type", "type", "object", "status", "status_code", "response_status", "cache_hit", "error", "errors",
            "service_tier", "serviceTier", "batch", "speed",
            "region", "residency", "image_size", "image_quality", "cost", "cost_usd", "costUSD", "response_cost", "spend", "total_cost",
            "model_map_information", "model_parameters",
            "hidden_params", "performanceConfig", "stopReason", "trafficType", "responseId", "inference_geo", "role",
            // Text and usage.
            "request", "response", "response_sse", "response_body", "result", "method", "body", "params", "proxy_server_request",
            "prompt", "completion", "input", "output", "instructions",
            "system", "systemInstruction", "system_instruction", "contents", "content", "choices", "candidates", "data", "tool_choice",
            "toolConfig", "usageMetadata", "prompt_tokens",
            "completion_tokens", "total_tokens", "prompt_tokens_details", "completion_tokens_details", "input_tokens_details",
            "output_tokens_details", "cache_creation_input_tokens",
            "cache_read_input_tokens", "cache_creation", "inputTokens", "outputTokens", "totalTokens", "cacheReadInputTokens",
            "cacheWriteInputTokens", "tool_usage", "web_search_options",
            "reason", "row", "offset", "raw", "raw_base64", "raw_length",
            // Of single gateways and traces.
            "ApimSubscriptionId", "CompletionTokens", "ContextTokens", "CorrelationId", "DeploymentName", "GeneratedTokens", "ModelName",
            "PromptTokens", "RequestId", "RequestMessages", "ResponseMessages", "SequenceNumber", "TIMESTAMP", "Tenant", "TimeGenerated",
            "Timestamp", "_ResourceId", "accountId", "apimSubscriptionId", "attributes", "cache_reference_id", "calculatedTotalCost",
            "category", "chosen", "context", "correlationId", "costDetails", "cost_details", "cwd", "ending_at", "errorCode",
            "instruction", "isApiErrorMessage", "isRequestSuccess", "leafUuid", "level", "message", "messageId", "meta", "model_override",
            "parentObservationId", "parentUuid", "payload", "productId", "projectId", "project_id", "properties", "provided_model_name",
            "records", "rejected", "requestId", "request_body", "request_created_at", "request_model", "request_properties",
            "request_user_id", "resource", "resourceSpans", "response_created_at", "response_id", "response_model", "resultSignature",
            "resultType", "results", "schemaType", "sessionId", "snapshot", "spanId", "start_time_iso", "starting_at", "traceId",
            "trace_id", "usageDetails", "usage_details", "userId", "user_id", "uuid",
        ],
        StringComparer.Ordinal);

    /// <summary>Fields that only formats of single gateways, traces and tools have: a table with one of them is read whole.</summary>
    public static IReadOnlySet<string> Markers { get; } = new HashSet<string>(
        [.. FormatCatalog.Records.SelectMany(format => format.Keys), .. FormatCatalog.Splitters.SelectMany(splitter => splitter.Keys)], StringComparer.Ordinal);
}
