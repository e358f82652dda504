using System.Text;
using Accounting.Core.Ledger;
using Accounting.LogReading.Formats;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Splitting;
using Accounting.LogReading.Inputs;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>
/// Reads the lines of chunks as calls. The format of each record is found by its content; what a call is billed to, by which model and
/// when comes from the record or from the options. Makes no strings but for names that it has not met. One per thread.
/// </summary>
public sealed class RecordChunkReader : IChunkReader
{
    private readonly NameTable _names = new();
    private JsonIndex _index = new();
    private readonly List<(JsonIndex Index, ByteText Raw)> _quarantined = [];
    private readonly ByteText _identity = new();
    private readonly ReadingOptions _options;
    private readonly CallMapping _mapping;
    private readonly CallPoster _poster;
    private readonly Record _record;
    private readonly Call _call;
    private readonly RepeatedCalls _repeats = new();
    private ILogFormat? _format;

    /// <param name="options">How records become calls.</param>
    /// <param name="limits">What bounds the counting of text; null: nothing.</param>
    /// <exception cref="ArgumentException">An option is no path, no name or no format's name; or a limit is none.</exception>
    public RecordChunkReader(ReadingOptions options, CountLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _mapping = new(options);
        _poster = new(options, limits ?? CountLimits.None);
        _record = new(options.Map is { } map ? new(new MappedRecord(new(map))) : new(options.InputFormat));
        _call = new(_names);
    }

    /// <summary>The names that <see cref="ReadingOptions.InputFormat"/> takes, beside <c>auto</c>.</summary>
    public static IReadOnlyList<string> FormatNames { get; } = [.. FormatCatalog.Names.Order(StringComparer.Ordinal)];

    // Made once: a whole file may be of another kind.
    private static readonly string UnknownFormatMessage =
        $"The record has the marks of no known format. Known are {string.Join(", ", FormatNames)} (docs/LOG-FORMATS.md); give --input-format to force one.";

    /// <summary>Is told what became of each record, for people who want to see it; null: nobody.</summary>
    public IRecordObserver? Observer { get; init; }

    private static readonly string PartsMessage =
        $"The record holds more than {CallLimits.PartsMax} calls, or more than {CallLimits.PartsBytesMax >> 20} MiB of them; those before were read. Export fewer in one record.";

    public void Read(Chunk chunk, string inputUri, ChunkPosting posting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        ArgumentNullException.ThrowIfNull(posting);
        ArgumentNullException.ThrowIfNull(inputUri);
        if (_names.IsFull) _names.Clear();
        _poster.NewChunk(cancellationToken);
        posting.InputOrdinal = chunk.InputOrdinal;
        posting.Start = chunk.Start;
        posting.Next = chunk.Next;
        posting.EndOfInput = chunk.EndOfInput;
        posting.InputSha256 = chunk.InputSha256;
        posting.Bytes = chunk.Bytes;
        _record.Codex.Clear();
        _repeats.Clear();
        ReadLines(chunk, inputUri, posting, cancellationToken);
        _repeats.Settle(posting);
        posting.Read += chunk.Rejected.Count;
        posting.Rejected.AddRange(chunk.Rejected);
    }

    private void ReadLines(Chunk chunk, string inputUri, ChunkPosting posting, CancellationToken cancellationToken)
    {
        var start = 0;
        for (var row = chunk.Start.Row; start < chunk.Bytes.Length; row++)
        {
            var length = chunk.Bytes.Span[start..].IndexOf((byte)'\n');
            var next = length < 0 ? chunk.Bytes.Length : start + length + 1;
            var (first, end) = Trim(chunk.Bytes.Span, start, length < 0 ? next : next - 1, chunk.Start.Offset == 0 && start == 0);
            if (first < end)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var span = new RecordSpan(first, end - first, row, chunk.Start.Offset + first);
                ReadRecord(new(chunk.Bytes[first..end], row, span.Offset, inputUri), span, posting);
            }
            start = next;
        }
    }

    // A record is its line without the line end; a line of blanks is none.
    private static (int First, int End) Trim(ReadOnlySpan<byte> bytes, int start, int end, bool isInputStart)
    {
        if (isInputStart && bytes[start..end].StartsWith("\ufeff"u8)) start += 3;
        if (end > start && bytes[end - 1] == '\r') end--;
        return bytes[start..end].IndexOfAnyExcept(" \t\r\v\f"u8) < 0 ? (end, end) : (start, end);
    }

    private void ReadRecord(Source source, RecordSpan span, ChunkPosting posting)
    {
        _call.Clear();
        source = ReadJson(source);
        var hasSpecificKey = _call.RejectReason.Length == 0 && _record.Formats.HasSpecificKey(_record);
        if (hasSpecificKey && FormatSelection.SplitterOf(_record) is { } splitter) ReadParts(splitter, source, span, posting);
        else ReadOne(source, span, posting, hasSpecificKey);
        if (span.Length > CallLimits.KeptBytesMax) ForgetLargeRecord();
    }

    // A record of one call, whose JSON is read or refused.
    private void ReadOne(Source source, RecordSpan span, ChunkPosting posting, bool hasSpecificKey)
    {
        posting.Read++;
        _record.Nested.Clear();
        _format = null;
        try
        {
            if (_call.RejectReason.Length == 0) ReadCall(source, span, posting, hasSpecificKey);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            // Numbers that are fine alone and add up beyond 2^40.
            _call.Reject(RejectReasons.InvalidQuantity, "The record's quantities add up to more than 2^40. Mend the record and bill it again.");
        }
        if (_call.RejectReason.Length > 0) posting.Rejected.Add(Quarantine(source));
        else if (_call.IsNotBillable) posting.NotBillable++;
        Observer?.Read(new(source.Row, _format?.Name ?? "", _call.Body, _call.RejectReason.Length > 0, _call.IsNotBillable));
    }

    // Each part is a record of its own, in the same format, with its own fate; what is kept of it is the part.
    private void ReadParts(IRecordSplitter splitter, Source source, RecordSpan span, ChunkPosting posting)
    {
        var whole = _record.Index;
        var before = posting.Read;
        var parts = new RecordParts(splitter, whole.Root);
        while (parts.Next(out var part, out var json))
        {
            _call.Clear();
            if (parts.IsTooMuch)
            {
                _call.Reject(RejectReasons.TooManyValues, PartsMessage);
                _record.Index = whole;
                ReadOne(source, span, posting, hasSpecificKey: true);
                return;
            }
            _record.Index = parts.Index;
            var place = span with { Offset = span.Offset + Math.Min(posting.Read - before, span.Length - 1) };
            if (posting.Bytes.Span.Overlaps(part.Raw, out var start)) place = new(start, part.Raw.Length, span.Row, span.Offset - span.Start + start);
            if (parts.Error is { } error) _call.Reject(error.Reason, error.Message);
            ReadOne(source with { Bytes = json }, place, posting, hasSpecificKey: true);
        }
        _record.Index = whole;
        if (posting.Read > before) return;
        posting.Read++;
        posting.NotBillable++;
    }

    private void ForgetLargeRecord()
    {
        _index = new();
        _quarantined.Clear();
        _record.Index = _index;
    }

    // Reads the JSON, and out of a quarantine line the record in it.
    private Source ReadJson(Source source)
    {
        for (var depth = 0; ; depth++)
        {
            var index = depth == 0 ? _index : Opened(depth).Index;
            if (!index.TryRead(source.Bytes, out var error))
            {
                _call.Reject(ReasonOf(error.Kind), $"{error.Message} Mend the record and bill it again.");
                return source;
            }
            _record.Index = index;
            if (!QuarantineLine.Is(index.Root) || depth == CallLimits.QuarantineDepthMax) return source;
            var (_, raw) = Opened(depth + 1);
            if (!QuarantineLine.TryOpen(index.Root, raw, out var problem))
            {
                _call.Reject(RejectReasons.LineTooLong, problem);
                return source;
            }
            index.Root["row"u8].TryGetInt64(out var row);
            index.Root["offset"u8].TryGetInt64(out var offset);
            source = new(raw.Memory, row, offset, index.Root["input"u8].IsString ? index.Root["input"u8].GetString() : source.InputUri);
        }
    }

    private void ReadCall(Source source, RecordSpan span, ChunkPosting posting, bool hasSpecificKey)
    {
        if (!_record.Root.IsObject && !_record.Root.IsArray)
        {
            _call.Reject(RejectReasons.NotAnObject, "The record is JSON, but no object; expected one JSON object per line.");
            return;
        }
        if (_record.Formats.FormatOf(_record, hasSpecificKey) is not { } format)
        {
            _call.Reject(RejectReasons.UnknownFormat, UnknownFormatMessage);
            return;
        }
        _format = format;
        _mapping.Before(_record, _call);
        format.Read(_record, _call);
        if (_call.IsNotBillable) return;
        _mapping.After(_record, _call);
        if (_call.RejectReason.Length > 0) return;
        var count = posting.Calls.Count;
        _poster.Post(_record, _call, IdOf(source), span, posting);
        if (_call.MayRepeat && posting.Calls.Count > count) _repeats.AddLast(posting);
    }

    private CallId IdOf(Source source)
    {
        var tenant = _call.Tenant.Text;
        if (!_call.Id.IsEmpty) return CallId.FromProviderId(tenant, _call.Id);
        if (!_options.DistinctInputs) return CallId.FromRecord(tenant, source.Bytes.Span, source.Row);
        _identity.Clear();
        _identity.Append(Encoding.UTF8.GetBytes(source.InputUri)).Append("\n"u8).Append(source.Bytes.Span);
        return CallId.FromRecord(tenant, _identity.Span, source.Row);
    }

    private QuarantinedRecord Quarantine(Source source)
    {
        var kept = source.Bytes.Span[..Math.Min(source.Bytes.Length, QuarantinedRecord.RawBytesMax)];
        return new(source.Row, source.Offset, _call.RejectReason, _call.RejectMessage, kept.ToArray(), source.Bytes.Length);
    }

    private (JsonIndex Index, ByteText Raw) Opened(int depth)
    {
        while (_quarantined.Count < depth) _quarantined.Add((new(), new()));
        return _quarantined[depth - 1];
    }

    private static string ReasonOf(JsonErrorKind kind) => kind switch
    {
        JsonErrorKind.TooDeep => RejectReasons.TooDeep,
        JsonErrorKind.TooManyValues => RejectReasons.TooManyValues,
        _ => RejectReasons.InvalidJson,
    };

    // A record's bytes and the place it first stood at.
    private readonly record struct Source(ReadOnlyMemory<byte> Bytes, long Row, long Offset, string InputUri);
}
