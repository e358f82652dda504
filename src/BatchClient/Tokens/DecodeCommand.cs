using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Tokenization;

namespace Accounting.BatchClient.Tokens;

/// <summary><c>accounting tokens decode</c>: the text of token ids.</summary>
internal static class DecodeCommand
{
    private static readonly char[] Separators = [' ', ',', '\t', '\r', '\n', '[', ']'];

    public static Command Create(CommandContext context)
    {
        var options = new TokenOptions();
        var command = new DocumentedCommand("decode", "Show the text of token ids.")
        {
            Notes = "Ids are separated by blanks or commas; a JSON list is fine. --jsonl: a list on each line.\n" +
                    "Tokens may end within a character: bytes that are no UTF-8 are shown as U+FFFD, and --json gives all bytes as base64 then.",
            Examples = ["accounting tokens decode --encoding o200k_base 13225 11 2375 0", "accounting tokens decode --model gpt-4o --jsonl --file ids.jsonl"],
        };
        var ids = new Argument<string[]>("IDS") { Description = "Token ids. Without them (and without --file): standard input.", Arity = ArgumentArity.ZeroOrMore };
        command.Add(ids);
        Option[] known =
        [
            options.Model, options.Encoding, options.Tokenizer, options.Pattern, options.Offline, options.File, options.Lines, options.Json,
        ];
        foreach (var option in known) command.Add(option);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var chosen = await options.TokenizerOf(parse, context, cancellationToken).ConfigureAwait(false);
            return Run(options, chosen, parse.GetValue(ids) ?? [], parse, context, cancellationToken);
        });
        return command;
    }

    private static int Run(
        TokenOptions options, ChosenTokenizer chosen, string[] ids, ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        var encoding = chosen.Tokenizer;
        var asJson = parse.GetValue(options.Json);
        if (ids.Length > 0)
        {
            if (parse.GetValue(options.File) is not null)
                throw UserException.WrongUsage("Ids and --file contradict each other. Give one of them.");
            Write(Decode(encoding, string.Join(' ', ids)), encoding, asJson, context);
            return ExitCodes.Done;
        }
        using var input = options.OpenFileOrStandardInput(parse, context);
        if (!parse.GetValue(options.Lines))
        {
            using var text = new StreamReader(input);
            Write(Decode(encoding, text.ReadToEnd()), encoding, asJson, context);
            return ExitCodes.Done;
        }
        var reader = new LineReader(input);
        while (reader.TryRead(out var line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(Decode(encoding, Encoding.UTF8.GetString(line.Span)), encoding, asJson: true, context);
        }
        return ExitCodes.Done;
    }

    private static byte[] Decode(Tokenizer encoding, string text)
    {
        var ids = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToArray();
        try
        {
            return encoding.Decode(ids);
        }
        catch (ArgumentException exception)
        {
            throw new UserException(exception.Message, exception);
        }
    }

    private static int Parse(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw UserException.WrongUsage($"'{id}' is not a token id. Expected whole numbers, separated by blanks or commas.");

    private static void Write(byte[] bytes, Tokenizer encoding, bool asJson, CommandContext context)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var isText = Utf8.IsValid(bytes);
        if (!asJson)
        {
            context.Out.WriteLine(context.OutIsTerminal ? SafeText.Lines(text) : text);
            if (!isText) context.Note("Some bytes are no UTF-8 and are shown as U+FFFD. Use --json for all bytes.");
            return;
        }
        JsonLine.Write(context.Out, json =>
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            if (!isText) json.WriteBase64String("base64", bytes);
            json.WriteString("encoding", encoding.Name);
            json.WriteEndObject();
        });
    }
}
