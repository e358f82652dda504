namespace Accounting.Tokenization.Pipelines;

/// <summary>Counts by encoding.</summary>
internal sealed class PipelineCounter(string name, PipelineRunner runner, bool addSpecialTokens) : TokenCounter
{
    /// <summary>Memory for more tokens is given back after each text.</summary>
    private const int KeptTokensMax = 1 << 20;

    private readonly List<int> _tokens = [];

    public override string EncodingName => name;

    public override int Count(ReadOnlySpan<byte> utf8)
    {
        _tokens.Clear();
        runner.Encode(utf8, _tokens, addSpecialTokens);
        var count = _tokens.Count;
        if (_tokens.Capacity > KeptTokensMax)
        {
            _tokens.Clear();
            _tokens.Capacity = 0;
        }
        return count;
    }
}
