using Accounting.Tokenization.Pipelines.Normalizers;
using Accounting.Tokenization.Pipelines.PreTokenizers;
using Accounting.Tokenization.Pipelines.Vocabularies;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Pipelines;

/// <summary>Runs texts through a pipeline. Holds scratch memory and caches, so each thread has its own.</summary>
internal sealed class PipelineRunner
{
    private readonly Pipeline _pipeline;
    private readonly Normalizer[] _normalizers;
    private readonly SplitterStage[] _stages;
    private readonly PieceEncoder _encoder;
    private readonly AddedTokenFinder? _finder;
    private readonly AddedTokenFinder? _normalizedFinder;
    private readonly Utf8Repair _repair = new();
    private readonly List<TextPart> _parts = [];
    private readonly List<TextPart> _normalizedParts = [];
    private readonly Utf8Buffer[] _buffers = [new(), new()];

    public PipelineRunner(Pipeline pipeline, AddedTokenFinder? finder, AddedTokenFinder? normalizedFinder)
    {
        _pipeline = pipeline;
        _normalizers = [.. pipeline.Normalizers.Select(step => step.ForThread())];
        _stages = [.. pipeline.Splitters.Select(step => new SplitterStage(step.ForThread()))];
        _encoder = pipeline.Model.CreateEncoder();
        _finder = finder;
        _normalizedFinder = normalizedFinder;
    }

    public void Encode(ReadOnlySpan<byte> utf8, List<int> tokens, bool addSpecialTokens)
    {
        var text = _repair.Valid(utf8);
        if (addSpecialTokens) tokens.AddRange(_pipeline.Before);
        foreach (var part in Parts(_finder, text, _parts))
        {
            if (!part.IsText) tokens.Add(part.Token);
            else EncodeSection(text[part.Start..part.End], part.Start == 0, tokens);
        }
        if (addSpecialTokens) tokens.AddRange(_pipeline.After);
    }

    private void EncodeSection(ReadOnlySpan<byte> section, bool isStart, List<int> tokens)
    {
        var text = Normalize(_normalizers, section, _buffers);
        foreach (var part in Parts(_normalizedFinder, text, _normalizedParts))
        {
            if (!part.IsText) tokens.Add(part.Token);
            else EncodeStage(0, text[part.Start..part.End], isStart && part.Start == 0, tokens);
        }
    }

    private void EncodeStage(int index, ReadOnlySpan<byte> text, bool isStart, List<int> tokens)
    {
        if (index == _stages.Length)
        {
            _encoder.Encode(text, tokens);
            return;
        }
        var stage = _stages[index];
        text = stage.Split(text, isStart);
        foreach (var piece in stage.Pieces) EncodeStage(index + 1, text[piece.Start..piece.End], isStart && piece.Start == 0, tokens);
    }

    /// <summary>The text after all normalizers, valid until the next call with these buffers.</summary>
    /// <exception cref="InvalidDataException">The text grew beyond <see cref="TokenizerLimits.GrowthMax"/>.</exception>
    internal static ReadOnlySpan<byte> Normalize(IReadOnlyList<Normalizer> normalizers, ReadOnlySpan<byte> text, Utf8Buffer[] buffers)
    {
        var bytesMax = (text.Length + 64L) * TokenizerLimits.GrowthMax;
        for (var i = 0; i < normalizers.Count; i++)
        {
            var output = buffers[i & 1];
            output.Clear();
            normalizers[i].Normalize(text, output);
            if (output.Length > bytesMax)
                throw new InvalidDataException($"Normalizing made {output.Length:N0} bytes of a text, more than {TokenizerLimits.GrowthMax} per byte.");
            text = output.Text;
        }
        return text;
    }

    private static List<TextPart> Parts(AddedTokenFinder? finder, ReadOnlySpan<byte> text, List<TextPart> parts)
    {
        parts.Clear();
        if (finder is not null) finder.Split(text, parts);
        else if (!text.IsEmpty) parts.Add(new(TextPart.Text, 0, text.Length));
        return parts;
    }
}
