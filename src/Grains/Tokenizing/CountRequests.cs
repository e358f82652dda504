using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Counting;
using Accounting.LogReading;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;

namespace Accounting.Grains.Tokenizing;

/// <summary>Reads requests to count, and refuses wrong ones.</summary>
internal static class CountRequests
{
    /// <exception cref="LedgerException">The chunk is none.</exception>
    public static Chunk ChunkOf(CountRequest request)
    {
        Unless(request.Bytes.Length <= Limits.LineBytesMax + 1, $"a chunk has {request.Bytes.Length} bytes, at most {Limits.LineBytesMax + 1} are expected");
        Unless(request.Rejected is not null && request.InputUri is not null, "a chunk has no name of its input, or no list of rejected records");
        Unless(request.Start.Offset >= 0 && request.Start.Row >= 1, "a chunk begins before its input");
        return new()
        {
            InputOrdinal = request.Input,
            Start = request.Start,
            Next = request.Next,
            EndOfInput = request.EndOfInput,
            InputSha256 = request.InputSha256,
            Bytes = request.Bytes,
            Rejected = request.Rejected!,
        };
    }

    /// <summary>How the chunk is read on a silo with these options, and how long one call may take.</summary>
    /// <exception cref="LedgerException">The silo does not count text, and the run wants nothing else; or the message is wrong.</exception>
    public static (ReadingOptions Reading, TimeSpan? Timeout) ReadingOf(CountRequest request, TokenizerOptions options)
    {
        var message = request.Reading;
        Unless(message is not null, "a chunk has no reading options");
        var reading = new ReadingOptions
        {
            Tenant = message!.Tenant,
            TenantFrom = message.TenantFrom,
            Model = message.Model,
            ModelFrom = message.ModelFrom,
            Time = message.Time,
            TimeFrom = message.TimeFrom,
            InputFormat = message.InputFormat,
            Usage = UsageOf(message.Usage, options),
            DistinctInputs = message.DistinctInputs,
            Map = message.Map,
        };
        var timeout = message.CountTimeout ?? options.CountTimeout;
        Unless(timeout is null || timeout > TimeSpan.Zero, $"the time limit of a count is {timeout}");
        return (reading, timeout);
    }

    /// <exception cref="LedgerException">An option is no path, no name or no format's name.</exception>
    public static RecordChunkReader ReaderOf(ReadingOptions reading, CountLimits limits)
    {
        try
        {
            return new(reading, limits);
        }
        catch (ArgumentException exception)
        {
            throw new LedgerException(LedgerFault.Refused, $"A chunk sent to be counted is wrong: {exception.Message}", exception);
        }
    }

    private static UsageMode UsageOf(int usage, TokenizerOptions options)
    {
        Unless(Enum.IsDefined((UsageMode)usage), $"the usage mode is {usage}");
        if (options.CountTokens) return (UsageMode)usage;
        return (UsageMode)usage != UsageMode.Count ? UsageMode.Reported : throw new LedgerException(
            LedgerFault.Refused,
            $"--usage count was asked for, and the cluster is set not to count text ({TokenizerOptions.Section}:{nameof(TokenizerOptions.CountTokens)} is false). "
            + "Use --usage reported, or set it to true on all silos.");
    }

    private static void Unless(bool isRight, string what)
    {
        if (isRight) return;
        throw new LedgerException(LedgerFault.Refused, $"A chunk sent to be counted is wrong: {what}. Use the same version of the program everywhere.");
    }
}
