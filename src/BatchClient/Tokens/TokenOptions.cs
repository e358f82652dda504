using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Models;

namespace Accounting.BatchClient.Tokens;

/// <summary>What all commands of <c>tokens</c> take: an encoding, and a text from the command line, a file or standard input.</summary>
internal sealed class TokenOptions
{
    /// <summary>The encoding of current models, where neither a model nor an encoding is named.</summary>
    public const string DefaultEncoding = "o200k_base";

    /// <summary>2 GB is the most that one array holds; a larger log is counted line by line.</summary>
    private const long FileBytesMax = 2_000_000_000;

    public Argument<string?> Text { get; } = new("TEXT")
    {
        Description = "The text. Without it (and without --file): standard input.", Arity = ArgumentArity.ZeroOrOne,
    };
    public Option<string?> Model { get; } = new("--model", "-m") { Description = "Use the encoding of this model.", HelpName = "NAME" };
    public Option<string?> Encoding { get; } = new("--encoding", "-e")
    {
        Description = $"Use this encoding: {string.Join(", ", TokenEncoding.Names)}. Default: {DefaultEncoding}.", HelpName = "NAME",
    };
    public Option<string?> Tokenizer { get; } = new("--tokenizer", "-t")
    {
        Description = "Use this tokenizer: a tokenizer.json, SentencePiece .model or .tiktoken file, or a repository of the hub.",
        HelpName = "FILE|REPO[@REVISION]",
    };
    public Option<string?> Pattern { get; } = new("--pattern")
    {
        Description = "How a .tiktoken file's texts are cut: a regular expression.", HelpName = "REGEX",
    };
    public Option<bool> Offline { get; } = new("--offline")
    {
        Description = "Take the tokenizer of a repository from the cache alone (setting: ACCOUNTING_OFFLINE).",
    };
    public Option<bool> Bare { get; } = new("--no-special-tokens")
    {
        Description = "Leave out the tokens that a tokenizer puts around each text, such as a BOS.",
    };
    public Option<string?> File { get; } = new("--file", "-f") { Description = "Read this file.", HelpName = "FILE" };
    public Option<bool> Lines { get; } = new("--jsonl") { Description = "Each line is a JSON value; answers a line for each, in order." };
    public Option<bool> Json { get; } = SharedOptions.Json();

    public void AddTo(Command command)
    {
        command.Add(Text);
        foreach (var option in new Option[] { Model, Encoding, Tokenizer, Pattern, Offline, Bare, File, Lines, Json }) command.Add(option);
    }

    /// <summary>Whether a model, an encoding or a tokenizer is named.</summary>
    public bool IsChosen(ParseResult parse) =>
        parse.GetValue(Model) is not null || parse.GetValue(Encoding) is not null || parse.GetValue(Tokenizer) is not null;

    /// <summary>The tokenizer asked for, and whether it is known to be the model's.</summary>
    /// <exception cref="UserException">There is none of that name, or several are named.</exception>
    public async Task<ChosenTokenizer> TokenizerOf(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        if (parse.GetValue(Tokenizer) is not { } name)
        {
            var choice = ChoiceOf(parse);
            return new(Accounting.Tokenization.Tokenizer.ForEncoding(choice.EncodingName), choice.IsKnown);
        }
        if (parse.GetValue(Model) is not null || parse.GetValue(Encoding) is not null)
            throw UserException.WrongUsage("--tokenizer contradicts --model and --encoding. Give one of them.");
        var source = new TokenizerSource(context);
        var tokenizer = await source.GetAsync(name, parse.GetValue(Pattern), parse.GetValue(Offline), cancellationToken).ConfigureAwait(false);
        return new(tokenizer, IsKnown: true);
    }

    /// <summary>The encoding asked for, and whether it is known to be the model's.</summary>
    /// <exception cref="UserException">No such encoding, or both are named.</exception>
    public EncodingChoice ChoiceOf(ParseResult parse)
    {
        var (model, encoding) = (parse.GetValue(Model), parse.GetValue(Encoding));
        if (model is not null && encoding is not null)
            throw UserException.WrongUsage("--model and --encoding contradict each other. Give one of them.");
        if (model is not null) return ModelEncodings.For(model);
        if (encoding is null) return new(DefaultEncoding, IsKnown: true);
        return TokenEncoding.Names.Contains(encoding) ? new(encoding, IsKnown: true) : throw UserException.WrongUsage(
            $"Unknown encoding '{encoding}'.{NearNames.Suggestion(encoding, TokenEncoding.Names)} Expected one of: {string.Join(", ", TokenEncoding.Names)}.");
    }

    /// <summary>The whole text, as UTF-8.</summary>
    public byte[] ReadText(ParseResult parse, CommandContext context)
    {
        if (parse.GetValue(Text) is { } text && parse.GetValue(File) is null) return CommandContext.Utf8.GetBytes(text);
        using var stream = OpenInput(parse, context);
        if (stream is FileStream { Length: > FileBytesMax } file)
            throw new UserException($"{file.Name} has {file.Length:N0} bytes; at most {FileBytesMax:N0} are counted as one text. Cut it, or use --jsonl for a log.");
        using var whole = new MemoryStream(stream is FileStream { CanSeek: true } known ? (int)known.Length : 0);
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    /// <summary>The input as a stream, to be read line by line.</summary>
    /// <exception cref="UserException">No such file, or a text and a file are named.</exception>
    public Stream OpenInput(ParseResult parse, CommandContext context)
    {
        var (text, file) = (parse.GetValue(Text), parse.GetValue(File));
        if (text is not null && file is not null)
            throw UserException.WrongUsage("A text and --file contradict each other. Give one of them.");
        return text is not null ? new MemoryStream(CommandContext.Utf8.GetBytes(text)) : OpenFileOrStandardInput(parse, context);
    }

    /// <summary>The file, or standard input where none is named.</summary>
    public Stream OpenFileOrStandardInput(ParseResult parse, CommandContext context)
    {
        var file = parse.GetValue(File);
        if (file is not null && file != "-") return InputFile.Open(file, context);
        if (context.InputIsTerminal) context.Note("Reading standard input; end it with Ctrl-D.");
        return context.StandardInput();
    }
}
