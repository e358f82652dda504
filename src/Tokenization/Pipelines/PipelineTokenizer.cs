using System.Collections.Concurrent;
using System.Text;
using Accounting.Tokenization.Pipelines.Decoders;

namespace Accounting.Tokenization.Pipelines;

/// <summary>A tokenizer that was read from a file.</summary>
internal sealed class PipelineTokenizer : Tokenizer
{
    /// <summary>Runners that are kept for the next text, some 2 MB each.</summary>
    private const int IdleMax = 4;

    private readonly Pipeline _pipeline;
    private readonly Dictionary<int, byte[]> _addedTexts;
    private readonly AddedTokenFinder? _finder;
    private readonly AddedTokenFinder? _normalizedFinder;
    private readonly ConcurrentBag<PipelineRunner> _idle = [];

    public PipelineTokenizer(string name, Pipeline pipeline)
    {
        Name = name;
        _pipeline = pipeline;
        _addedTexts = pipeline.AddedTokens.GroupBy(token => token.Id)
            .ToDictionary(group => group.Key, group => Encoding.UTF8.GetBytes(group.Last().Content));
        if (!pipeline.FindsAddedTokens) return;
        _finder = FinderOf(pipeline.AddedTokens.Where(token => !token.IsNormalized), Encoding.UTF8.GetBytes);
        _normalizedFinder = FinderOf(pipeline.AddedTokens.Where(token => token.IsNormalized), Normalized);
    }

    public override string Name { get; }

    public override TokenCounter CreateCounter(bool addSpecialTokens = true) => new PipelineCounter(Name, CreateRunner(), addSpecialTokens);

    public override void Encode(ReadOnlySpan<byte> utf8, List<int> tokens, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var runner = _idle.TryTake(out var idle) ? idle : CreateRunner();
        runner.Encode(utf8, tokens, addSpecialTokens);
        if (_idle.Count < IdleMax) _idle.Add(runner);
    }

    public override byte[] Decode(ReadOnlySpan<int> tokens)
    {
        var texts = new List<byte[]>(tokens.Length);
        for (var i = 0; i < tokens.Length; i++) texts.Add(TextOf(tokens[i], i));
        if (_pipeline.Decoders.Count == 0) return TokenDecoder.Join(texts, " "u8);
        foreach (var decoder in _pipeline.Decoders) texts = decoder.Decode(texts);
        return TokenDecoder.Join(texts, default);
    }

    private byte[] TextOf(int token, int index)
    {
        if (_addedTexts.TryGetValue(token, out var added)) return added;
        var tokens = _pipeline.Model.Tokens;
        return tokens.Has(token)
            ? tokens.Bytes(token).ToArray()
            : throw new ArgumentException($"{Name} has no token {token} (at index {index}).");
    }

    private PipelineRunner CreateRunner() => new(_pipeline, _finder, _normalizedFinder);

    private byte[] Normalized(string content) =>
        PipelineRunner.Normalize([.. _pipeline.Normalizers.Select(step => step.ForThread())], Encoding.UTF8.GetBytes(content), [new(), new()]).ToArray();

    private static AddedTokenFinder? FinderOf(IEnumerable<AddedToken> tokens, Func<string, byte[]> textOf)
    {
        var items = tokens.Select(token => (token, textOf(token.Content))).ToArray();
        return items.Length == 0 ? null : new(items);
    }
}
