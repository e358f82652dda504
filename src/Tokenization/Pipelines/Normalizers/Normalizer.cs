namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>A step that writes text anew before it is cut.</summary>
internal abstract class Normalizer
{
    /// <summary>An instance for one thread: this one where it keeps nothing between calls.</summary>
    public virtual Normalizer ForThread() => this;

    /// <summary>Writes the normalized text.</summary>
    /// <param name="text">Valid UTF-8, maybe empty.</param>
    /// <param name="output">Where to write, empty.</param>
    public abstract void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output);
}
