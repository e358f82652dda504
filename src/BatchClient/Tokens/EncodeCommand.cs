using System.CommandLine;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Json;
using Accounting.Tokenization.Models;

namespace Accounting.BatchClient.Tokens;

/// <summary><c>accounting tokens encode</c>: the token ids of a text. Special tokens are ordinary text.</summary>
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
            ],
        };
        options.AddTo(command);
        command.SetAction((parse, cancellationToken) => Task.FromResult(parse.GetValue(options.Lines)
            ? EncodeLines(options, parse, context, cancellationToken)
            : EncodeText(options, parse, context)));
        return command;
    }

    private static int EncodeText(TokenOptions options, ParseResult parse, CommandContext context)
    {
        var choice = options.ChoiceOf(parse);
        Encode(options.ReadText(parse, context), choice, context.Out);
        return ExitCodes.Done;
    }

    private static int EncodeLines(TokenOptions options, ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        var (choice, json) = (options.ChoiceOf(parse), new JsonIndex());
        using var input = options.OpenInput(parse, context);
        var (reader, failed) = (new LineReader(input), 0L);
        while (reader.TryRead(out var line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (json.TryRead(line, out _) && json.Root.IsString)
            {
                Encode(json.Root.Utf8, choice, context.Out);
                continue;
            }
            failed++;
            JsonLine.Write(context.Out, answer => CountAnswer.Failed("Not a JSON string.").Write(answer, reader.Number));
        }
        return failed == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static void Encode(ReadOnlySpan<byte> text, EncodingChoice choice, TextWriter output)
    {
        var tokens = new List<int>();
        TokenEncoding.Get(choice.EncodingName).Encode(text, tokens);
        JsonLine.Write(output, json => Write(json, tokens, choice));
    }

    private static void Write(Utf8JsonWriter json, List<int> tokens, EncodingChoice choice)
    {
        json.WriteStartObject();
        json.WriteStartArray("tokens");
        foreach (var token in tokens) json.WriteNumberValue(token);
        json.WriteEndArray();
        json.WriteNumber("count", tokens.Count);
        json.WriteString("encoding", choice.EncodingName);
        if (!choice.IsKnown) json.WriteBoolean("estimated", true);
        json.WriteEndObject();
    }
}
