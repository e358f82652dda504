using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>
/// Langfuse's usage: <c>input</c>, <c>output</c> and any number of finer names, which begin with <c>input</c> or <c>output</c> or are a
/// provider's. Langfuse takes what it names out of <c>input</c> and
/// <c>output</c>; where <c>total</c> is their sum alone, the finer ones are part of them.
/// </summary>
internal static class LangfuseUsage
{
    public static void Read(JsonValue usage, Call call)
    {
        if (!usage.IsObject) return;
        if (AnyUsage.Is(usage) && !usage["input"u8].HasValue && !usage["output"u8].HasValue)
        {
            AnyUsage.Read(usage, call);
            return;
        }
        if (usage["unit"u8].IsString && !usage["unit"u8].Is("TOKENS"u8)) ReadUnits(usage, call);
        else ReadTokens(usage, call);
    }

    private static void ReadTokens(JsonValue usage, Call call)
    {
        var (input, output) = (call.Count(usage, "input"u8), call.Count(usage, "output"u8));
        var total = call.Count(usage, "total"u8);
        var fine = new QuantityList();
        var any = input is not null || output is not null;
        foreach (var (key, value) in usage.Members)
        {
            if (IsTotal(key.Raw) || !(value.IsNumber || value.IsString) || call.CountOf(value, key.Raw) is not { } amount) continue;
            any = true;
            if (MeterOf(key.Raw) is { } meter) fine.Add(meter, amount);
            else if (amount > 0) RejectName(key, call);
        }
        if (!any) return;
        call.HasUsage = true;
        var sums = (Input: input ?? 0, Output: output ?? 0);
        if (total == sums.Input + sums.Output) TakeOut(fine, ref sums);
        call.Meters.Add(Meter.InputTokens, sums.Input);
        call.Meters.Add(Meter.OutputTokens, sums.Output);
        foreach (var quantity in fine.Items) call.Meters.Add(quantity.Meter, quantity.Amount);
    }

    private static void TakeOut(QuantityList fine, ref (long Input, long Output) sums)
    {
        foreach (var (meter, amount) in fine.Items)
        {
            if (meter is Meter.OutputTokens or Meter.ReasoningTokens or Meter.AudioOutputTokens or Meter.ImageOutputTokens) sums.Output = Math.Max(sums.Output - amount, 0);
            else sums.Input = Math.Max(sums.Input - amount, 0);
        }
    }

    private static void ReadUnits(JsonValue usage, Call call)
    {
        var unit = usage["unit"u8];
        var (input, output) = unit.Is("CHARACTERS"u8) ? (Meter.InputCharacters, Meter.OutputCharacters)
            : unit.Is("MILLISECONDS"u8) ? (Meter.InputMilliseconds, Meter.OutputMilliseconds)
            : unit.Is("IMAGES"u8) ? (Meter.InputImages, Meter.OutputImages) : ((Meter?)null, (Meter?)null);
        if (input is null || output is null)
        {
            call.Reject(RejectReasons.InvalidQuantity, $"Langfuse's usage is in '{unit.GetString()}'; expected TOKENS, CHARACTERS, MILLISECONDS or IMAGES.");
            return;
        }
        call.HasUsage = true;
        call.Meters.Add(input.Value, call.Count(usage, "input"u8) ?? 0);
        call.Meters.Add(output.Value, call.Count(usage, "output"u8) ?? 0);
    }

    private static bool IsTotal(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("input"u8) || key.SequenceEqual("output"u8) || key.SequenceEqual("total"u8) || key.SequenceEqual("total_tokens"u8) || key.SequenceEqual("unit"u8);

    private static Meter? MeterOf(ReadOnlySpan<byte> key)
    {
        bool Has(ReadOnlySpan<byte> key, ReadOnlySpan<byte> part) => key.IndexOf(part) >= 0;
        var isOutput = key.StartsWith("output"u8) || key.StartsWith("completion"u8);
        if (Has(key, "reasoning"u8) || Has(key, "thoughts"u8) || Has(key, "thinking"u8)) return Meter.ReasoningTokens;
        if (Has(key, "audio"u8)) return isOutput ? Meter.AudioOutputTokens : Has(key, "cache"u8) ? Meter.CachedAudioInputTokens : Meter.AudioInputTokens;
        if (Has(key, "cache"u8) && (Has(key, "creation"u8) || Has(key, "write"u8))) return Has(key, "1h"u8) ? Meter.CacheWrite1hTokens : Meter.CacheWriteTokens;
        if (Has(key, "cache"u8)) return Meter.CachedInputTokens;
        if (Has(key, "image"u8)) return isOutput ? Meter.ImageOutputTokens : Meter.ImageInputTokens;
        if (Has(key, "video"u8) && !isOutput) return Meter.VideoInputTokens;
        if (isOutput) return Meter.OutputTokens;
        return key.StartsWith("input"u8) || key.StartsWith("prompt"u8) ? Meter.InputTokens : null;
    }

    private static void RejectName(JsonValue key, Call call) => call.Reject(
        RejectReasons.InvalidQuantity,
        $"Langfuse's usage names '{Encoding.UTF8.GetString(key.Raw[..Math.Min(key.Raw.Length, 64)])}', which is no known quantity; "
        + "expected names that begin with input or output.");
}
