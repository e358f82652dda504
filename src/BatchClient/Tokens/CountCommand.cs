using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Tokens;

/// <summary><c>accounting tokens count</c>.</summary>
internal static class CountCommand
{
    private const string Notes =
        """
        --jsonl: a line is a JSON string, or an object with "text" (a string, or a list of strings that are joined).
        --messages: a line is a list of messages, or a request with "messages", "tools", "tool_choice", "system"; its "model" decides
        where no --model, --encoding or --tokenizer is given. A line that cannot be counted answers {"error": …} in its place; the exit code is then 3.
        --tokenizer: a file on this machine, else a repository of the hub (settings: ACCOUNTING_HUB_URL, _HUB_TOKEN, _HUB_MIRROR, _HUB_CACHE).
        Its special tokens in a text count as such, and what it puts around each text is counted with each.
        """;

    public static Command Create(CommandContext context)
    {
        var options = new TokenOptions();
        var messages = new Option<bool>("--messages") { Description = "Each line is a chat request; counts its prompt as it is billed." };
        var command = new DocumentedCommand("count", "Count the tokens of a text, of JSON lines, or of chat messages.")
        {
            Notes = Notes,
            Examples =
            [
                "accounting tokens count --model gpt-4o \"Hello, world!\"",
                "accounting tokens count --encoding cl100k_base --file book.txt",
                "accounting tokens count --tokenizer Qwen/Qwen2.5-7B \"Hello, world!\"",
                "accounting tokens count --tokenizer tokenizer.json --jsonl --file texts.jsonl",
                "accounting tokens count --messages --model gpt-4o '[{\"role\":\"user\",\"content\":\"Hi\"}]'",
            ],
        };
        options.AddTo(command);
        command.Add(messages);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var asMessages = parse.GetValue(messages);
            if (asMessages && parse.GetValue(options.Lines))
                throw UserException.WrongUsage("--jsonl and --messages contradict each other. Give one of them.");
            var tokenizer = await options.TokenizerOf(parse, context, cancellationToken).ConfigureAwait(false);
            return asMessages || parse.GetValue(options.Lines)
                ? CountLines(options, tokenizer, asMessages, parse, context, cancellationToken)
                : CountText(options, tokenizer, parse, context);
        });
        return command;
    }

    private static int CountText(TokenOptions options, ChosenTokenizer chosen, ParseResult parse, CommandContext context)
    {
        var count = Refusals.Of(() => chosen.Tokenizer.Count(options.ReadText(parse, context), !parse.GetValue(options.Bare)));
        JsonLine.Write(context.Out, json => CountAnswer.Write(json, count, chosen.Name, chosen.IsKnown));
        return ExitCodes.Done;
    }

    private static int CountLines(
        TokenOptions options, ChosenTokenizer chosen, bool asMessages, ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        var counter = new LineCounter(
            chosen, parse.GetValue(options.Model) ?? "", modelFromLine: !options.IsChosen(parse), addSpecialTokens: !parse.GetValue(options.Bare));
        using var input = options.OpenInput(parse, context);
        var reader = new LineReader(input);
        var failed = 0L;
        while (reader.TryRead(out var line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = asMessages ? counter.CountMessages(line) : counter.CountText(line);
            if (answer.Error is not null) failed++;
            JsonLine.Write(context.Out, json => answer.Write(json, reader.Number));
        }
        if (failed == 0) return ExitCodes.Done;
        context.Note($"{failed:N0} of {reader.Number:N0} lines could not be counted; each says why in its place.");
        return ExitCodes.Incomplete;
    }
}
