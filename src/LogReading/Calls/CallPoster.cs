using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Formats;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>Finishes a call that a format has read: its time, its quantities, reported or counted, its key and the hash of its facts; and
/// adds it to the posting.</summary>
internal sealed class CallPoster(ReadingOptions options, CountLimits limits)
{
    private readonly CallCounter _counter = new(limits);
    private readonly ChunkKeys _keys = new();
    private readonly QuantityList _quantities = new();

    private CancellationToken _cancellation;

    public void NewChunk(CancellationToken cancellationToken)
    {
        _keys.Clear();
        _cancellation = cancellationToken;
    }

    /// <summary>Adds the call; where something is wrong the call is rejected and nothing is added.</summary>
    public void Post(Record record, Call call, CallId id, RecordSpan span, ChunkPosting posting)
    {
        if (!TryTime(call, out var ticks, out var slot)) return;
        FillProvider(call);
        if (!TryQuantities(record, call, out var source, out var sizes)) return;
        if (record.DuplicateKeySeen)
        {
            call.Reject(
                RejectReasons.DuplicateKey,
                "A key that matters for the bill stands twice in one object of the record; two readers may take another one of them. Remove one and bill it again.");
            return;
        }
        var facts = Facts(call, ticks, source);
        var key = new KeyFacts(
            call.Tenant, call.Provider, call.ResponseModel, call.RequestedModel, call.CallType, slot, Band.Of(sizes.Input), Band.Of(sizes.Output),
            call.ServiceTier, call.Batch, call.Speed, call.Region, call.Residency, call.ImageSize, call.ImageQuality, source);
        var first = posting.Quantities.Count;
        posting.Quantities.AddRange(_quantities.Items);
        posting.Calls.Add(new(id, facts, _keys.IndexOf(key, posting.Keys), first, _quantities.Count, call.ReportedCost, span));
    }

    private bool TryTime(Call call, out long ticks, out Slot slot)
    {
        ticks = 0;
        slot = options.Time is { } time ? Slot.At(time) : Slot.Undated;
        var given = IsGiven(call.StartTime) ? call.StartTime : IsGiven(call.CreatedTime) ? call.CreatedTime : call.EndTime;
        if (!IsGiven(given)) return true;
        if (!CallTime.TryRead(given, out time))
        {
            var text = Encoding.UTF8.GetString(given.Raw[..Math.Min(given.Raw.Length, 64)]);
            call.Reject(
                RejectReasons.InvalidTime,
                $"The time '{text}' is none between 2015 and 2100; expected unix time, .NET ticks or ISO 8601. "
                + "Mend the record, or name another field with --time-from.");
            return false;
        }
        ticks = time.Ticks;
        slot = Slot.At(time);
        return true;
    }

    // Some servers write 0 where they have no time.
    private static bool IsGiven(JsonValue time) => time.HasValue && !time.Raw.IsEmpty && !(time.IsNumber && time.Raw.SequenceEqual("0"u8));

    private static void FillProvider(Call call)
    {
        if (!call.Provider.IsEmpty) return;
        call.Provider = Providers.OfModel(call.ResponseModel);
        if (call.Provider.IsEmpty) call.Provider = Providers.OfModel(call.RequestedModel);
        if (call.Provider.IsEmpty) call.Provider = call.FallbackProvider;
    }

    private bool TryQuantities(Record record, Call call, out UsageSource source, out (long Input, long Output) sizes)
    {
        _quantities.Clear();
        source = UsageSource.Reported;
        sizes = default;
        if (call.HasUsage && options.Usage != UsageMode.Count)
        {
            if (!TryReported(call)) return false;
            sizes = SizesOf(call);
            if (options.Usage == UsageMode.Verify) AddCounted(record, call);
            return true;
        }
        if (options.Usage == UsageMode.Reported)
        {
            call.Reject(RejectReasons.NoUsage, "The record reports no usage, and --usage reported was given. Use --usage auto to count its text.");
            return false;
        }
        return TryCounted(record, call, out source, out sizes);
    }

    private bool TryReported(Call call)
    {
        foreach (var quantity in call.Meters.Items) _quantities.Add(quantity.Meter, quantity.Amount);
        call.Usage.Reasoning = ReasoningConventions.Of(call.Provider.Text);
        if (UsageNormalizer.TryNormalize(call.Usage, _quantities, out var error)) return true;
        call.Reject(RejectReasons.InvalidQuantity, error);
        return false;
    }

    private void AddCounted(Record record, Call call)
    {
        if (!_counter.TryCount(call, record.Nested, out var input, out var output, out _, _cancellation)) return;
        _quantities.Add(Meter.CountedInputTokens, input);
        _quantities.Add(Meter.CountedOutputTokens, output);
    }

    private bool TryCounted(Record record, Call call, out UsageSource source, out (long Input, long Output) sizes)
    {
        var done = _counter.TryCount(call, record.Nested, out var input, out var output, out var error, _cancellation);
        source = _counter.Source;
        sizes = (input, output);
        if (!done && _counter.TimedOut)
        {
            // The quarantine file holds no more of a record: it must be read from its input again.
            var how = record.Root.Raw.Length <= QuarantinedRecord.RawBytesMax ? "Bill it again" : "Void the run and bill its inputs again";
            call.Reject(RejectReasons.CountTimeout, $"{error}. {how} with a longer --count-timeout, or log the provider's usage.");
            return false;
        }
        if (!done)
        {
            call.Reject(RejectReasons.NotCountable, $"The call's text cannot be counted: {error}. Log the provider's usage, or the missing text.");
            return false;
        }
        _quantities.Add(Meter.InputTokens, input);
        _quantities.Add(Meter.OutputTokens, output);
        return true;
    }

    // Of a sum over many requests only the average tells anything of their sizes.
    private (long Input, long Output) SizesOf(Call call)
    {
        var requests = Math.Max(call.Requests, 1);
        return (call.PromptSize > 0 ? call.PromptSize : InputSize() / requests, OutputSize() / requests);
    }

    // The whole prompt and the whole output, caches and all modalities included: bands are decided by them.
    private long InputSize() =>
        _quantities[Meter.InputTokens] + _quantities[Meter.CachedInputTokens]
        + _quantities[Meter.CacheWriteTokens] + _quantities[Meter.CacheWrite1hTokens]
        + _quantities[Meter.AudioInputTokens] + _quantities[Meter.CachedAudioInputTokens]
        + _quantities[Meter.ImageInputTokens] + _quantities[Meter.VideoInputTokens];

    private long OutputSize() =>
        _quantities[Meter.OutputTokens] + _quantities[Meter.ReasoningTokens] + _quantities[Meter.AudioOutputTokens]
        + _quantities[Meter.ImageOutputTokens] + _quantities[Meter.VideoOutputTokens];

    /// <summary>
    /// The hash that tells a repeat from a conflict (invariant 2): the log's own time, the models, tier, batch, region, residency, speed,
    /// image size and quality, and the
    /// reported quantities by meter; where counted, the text. Neither tenant, id nor the order of keys. Stored in ledgers: a change needs
    /// a new ledger version.
    /// </summary>
    private ulong Facts(Call call, long ticks, UsageSource source)
    {
        var hash = StableHash.Next((ulong)ticks, call.ResponseModel.Hash);
        hash = StableHash.Next(hash, call.RequestedModel.Hash);
        hash = StableHash.Next(hash, call.ServiceTier.Hash);
        hash = StableHash.Next(hash, call.Batch ? 1UL : 0);
        hash = StableHash.Next(hash, call.Speed.Hash);
        hash = StableHash.Next(hash, call.Region.Hash);
        hash = StableHash.Next(hash, call.Residency.Hash);
        hash = StableHash.Next(hash, call.ImageSize.Hash);
        hash = StableHash.Next(hash, call.ImageQuality.Hash);
        if (source != UsageSource.Reported) return StableHash.Next(hash, CallCounter.HashOf(call.Text));
        var sum = 0UL;
        foreach (var quantity in _quantities.Items)
        {
            if (!quantity.Meter.IsBilled()) continue;
            sum = unchecked(sum + StableHash.Next((ulong)quantity.Meter, (ulong)quantity.Amount));
        }
        return StableHash.Next(hash, sum);
    }
}
