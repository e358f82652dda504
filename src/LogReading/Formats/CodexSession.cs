using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>What the lines of a Codex rollout said up to here: its session, the model in use, and the cumulative totals that the next
/// ones are told from. One per reader, anew with each chunk.</summary>
internal sealed class CodexSession
{
    public ByteText Id { get; } = new();
    public Name Folder { get; set; } = Name.Empty;
    public Name Provider { get; set; } = Name.Empty;
    public Name Model { get; set; } = Name.Empty;

    /// <summary>Calls billed so far: the last part of a call's id.</summary>
    public int Calls { get; set; }

    /// <summary>The totals of the last report; null before the first.</summary>
    public CodexTotals? Totals { get; set; }

    public void Clear()
    {
        Id.Clear();
        Folder = Provider = Model = Name.Empty;
        Calls = 0;
        Totals = null;
    }
}

/// <summary>The token counts of a Codex report: cached input is part of the input, reasoning of the output.</summary>
internal readonly record struct CodexTotals(long Input, long Cached, long Output, long Reasoning)
{
    public static CodexTotals? Of(JsonValue usage, Call call) => !usage.IsObject ? null : new(
        call.Count(usage, "input_tokens"u8) ?? 0, call.Count(usage, "cached_input_tokens"u8) ?? 0,
        call.Count(usage, "output_tokens"u8) ?? 0, call.Count(usage, "reasoning_output_tokens"u8) ?? 0);

    /// <summary>Whether these totals can follow others: none became less.</summary>
    public bool Follows(CodexTotals before) =>
        Input >= before.Input && Cached >= before.Cached && Output >= before.Output && Reasoning >= before.Reasoning;

    public static CodexTotals operator -(CodexTotals left, CodexTotals right) =>
        new(left.Input - right.Input, left.Cached - right.Cached, left.Output - right.Output, left.Reasoning - right.Reasoning);
}
