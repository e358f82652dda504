using System.CommandLine;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Tokenization.Json;

namespace Accounting.BatchClient.Tokens;

/// <summary>
/// <c>accounting tokens encode</c>: the token ids of a text. Special tokens are ordinary text, unless a tokenizer is named.
/// </summary>
internal static class EncodeCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new TokenOptions();
        var command = new DocumentedCommand("encode", "Show the token ids of a text.")
        {
            Notes = "--jsonl: a line is a JSON string.",
            Examples =
            [
                "accounting tokens encode --model gpt-4o \"Hello, world!\"",
                "accounting tokens encode --encoding cl100k_base --jsonl --file texts.jsonl",
                "accounting tokens encode --tokenizer Qwen/Qwen2.5-7B@main \"Hello, world!\"",
            ],
        };
        options.AddTo(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var chosen = await options.TokenizerOf(parse, context, cancellationToken).ConfigureAwait(false);
            return parse.GetValue(options.Lines)
                ? EncodeLines(options, chosen, parse, context, cancellationToken)
                : EncodeText(options, chosen, parse, context);
        });
        return command;
    }

    private static int EncodeText(TokenOptions options, ChosenTokenizer chosen, ParseResult parse, CommandContext context)
    {
        Refusals.Of(() => Encode(options.ReadText(parse, context), chosen, !parse.GetValue(options.Bare), context.Out));
        return ExitCodes.Done;
    }

    private static int EncodeLines(
        TokenOptions options, ChosenTokenizer chosen, ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        var (addSpecialTokens, json) = (!parse.GetValue(options.Bare), new JsonIndex());
        using var input = options.OpenInput(parse, context);
        var (reader, failed) = (new LineReader(input), 0L);
        while (reader.TryRead(out var line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (json.TryRead(line, out _) && json.Root.IsString)
            {
                Refusals.Of(() => Encode(json.Root.Utf8, chosen, addSpecialTokens, context.Out));
                continue;
            }
            failed++;
            JsonLine.Write(context.Out, answer => CountAnswer.Failed("Not a JSON string.").Write(answer, reader.Number));
        }
        return failed == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static int Encode(ReadOnlySpan<byte> text, ChosenTokenizer chosen, bool addSpecialTokens, TextWriter output)
    {
        var tokens = new List<int>();
        chosen.Tokenizer.Encode(text, tokens, addSpecialTokens);
        JsonLine.Write(output, json => Write(json, tokens, chosen));
        return tokens.Count;
    }

    private static void Write(Utf8JsonWriter json, List<int> tokens, ChosenTokenizer chosen)
    {
        json.WriteStartObject();
        json.WriteStartArray("tokens");
        foreach (var token in tokens) json.WriteNumberValue(token);
        json.WriteEndArray();
        json.WriteNumber("count", tokens.Count);
        json.WriteString("encoding", chosen.Name);
        if (!chosen.IsKnown) json.WriteBoolean("estimated", true);
        json.WriteEndObject();
    }
}
