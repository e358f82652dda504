using System.CommandLine;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Models;

namespace Accounting.BatchClient.Cost;

/// <summary>
/// What a single call consumed: from numbers, a usage block, texts, or a response. Usage and responses are read by the very code that reads
/// logs.
/// </summary>
internal static class CallFactsReader
{
    /// <summary>A response of 16 MB is already beyond any model's output.</summary>
    private const int ResponseBytesMax = 16 << 20;

    /// <exception cref="UserException">Nothing, or more than one kind of thing, is given; or it cannot be read.</exception>
    public static CallFacts Read(CostOptions options, ParseResult parse, CommandContext context)
    {
        var typed = TypedQuantities.Read(options, parse);
        var hasText = parse.GetValue(options.Prompt) is not null || parse.GetValue(options.Completion) is not null;
        var (usage, response) = (parse.GetValue(options.Usage), parse.GetValue(options.Response));
        var ways = new[] { typed.Count > 0, hasText, usage is not null, response is not null }.Count(way => way);
        if (ways != 1)
        {
            throw UserException.WrongUsage(
                (ways > 1 ? "Quantities are given in more than one way." : "No quantities are given.") +
                " Give one of: --input-tokens and --output-tokens; --usage JSON; --prompt and --completion TEXT; --response FILE.");
        }
        if (typed.Count > 0) return new([.. typed], null, UsageSource.Reported);
        if (hasText) return Count(options, parse);
        return usage is not null ? ReadUsage(usage, options, parse) : ReadResponse(response!, options, parse, context);
    }

    private static CallFacts Count(CostOptions options, ParseResult parse)
    {
        var encoding = ModelEncodings.For(parse.GetValue(options.Model) ?? "");
        var counter = TokenEncoding.Get(encoding.EncodingName).CreateCounter();
        long Tokens(Option<string?> text) => counter.Count(CommandContext.Utf8.GetBytes(parse.GetValue(text) ?? ""));
        return new(
            [new(Meter.InputTokens, Tokens(options.Prompt)), new(Meter.OutputTokens, Tokens(options.Completion))], null,
            encoding.IsKnown ? UsageSource.Counted : UsageSource.Estimated);
    }

    private static CallFacts ReadUsage(string usage, CostOptions options, ParseResult parse)
    {
        using var document = ParseJson(CommandContext.Utf8.GetBytes(usage), "--usage");
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw UserException.WrongUsage(
                "--usage is not a JSON object. Expected a usage block, as in {\"prompt_tokens\": 9, \"completion_tokens\": 3}.");
        var record = Record(json =>
        {
            json.WriteStartObject();
            json.WriteString("model", parse.GetValue(options.Model) ?? "custom");
            json.WriteString("provider", parse.GetValue(options.Provider));
            json.WritePropertyName("usage");
            document.RootElement.WriteTo(json);
            json.WriteEndObject();
        });
        return ReadRecord(record, new() { Tenant = "cost", Usage = UsageMode.Reported }, "--usage");
    }

    private static CallFacts ReadResponse(string name, CostOptions options, ParseResult parse, CommandContext context)
    {
        var content = InputFile.ReadAll(name, ResponseBytesMax, context);
        var reading = new ReadingOptions { Tenant = "cost", Model = parse.GetValue(options.Model) };
        if (content.AsSpan().TrimStart(" \t\r\n"u8) is not ([(byte)'{' or (byte)'[', ..]))
        {
            return ReadRecord(Record(json =>
            {
                json.WriteStartObject();
                json.WriteString("response_sse", content);
                json.WriteEndObject();
            }), reading, $"'{name}'");
        }
        using var document = ParseJson(content, $"'{name}'");
        return ReadRecord(Record(document.RootElement.WriteTo), reading, $"'{name}'");
    }

    private static JsonDocument ParseJson(byte[] content, string name)
    {
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (JsonException exception)
        {
            throw new UserException(
                $"{name} is not valid JSON, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.", exception);
        }
    }

    // A record of a log is one line, and JSON that is written anew has no line ends.
    private static byte[] Record(Action<Utf8JsonWriter> write)
    {
        using var record = new MemoryStream();
        using (var json = new Utf8JsonWriter(record)) write(json);
        return record.ToArray();
    }

    private static CallFacts ReadRecord(byte[] record, ReadingOptions reading, string name)
    {
        var chunk = new Chunk { InputOrdinal = 0, Start = InputPosition.Start, Next = InputPosition.Start, Bytes = record, EndOfInput = true };
        var posting = new ChunkPosting();
        new RecordChunkReader(reading).Read(chunk, name, posting, CancellationToken.None);
        if (posting.Rejected is [var rejected, ..]) throw new UserException($"{name} cannot be priced: {rejected.Message}");
        if (posting.Calls is not [var call, ..])
            throw new UserException($"{name} is not billable: it is an error, an answer from a cache, or a request without its response.");
        var key = posting.Keys[call.Key];
        return new([.. posting.QuantitiesOf(call)], key, key.Source);
    }
}
