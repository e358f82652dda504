namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>Finds what a text is cut at.</summary>
internal abstract class DelimiterFinder
{
    /// <summary>An instance for one thread: this one where it keeps nothing between calls.</summary>
    public virtual DelimiterFinder ForThread() => this;

    /// <summary>To be called before the first search in a text.</summary>
    public virtual void Begin(ReadOnlySpan<byte> text)
    {
    }

    /// <summary>The first delimiter from a place on, at least one byte long; false where there is none.</summary>
    public abstract bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end);
}
