namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>A step that cuts text into pieces. Some write the text anew first.</summary>
internal abstract class PieceSplitter
{
    /// <summary>An instance for one thread: this one where it keeps nothing between calls.</summary>
    public virtual PieceSplitter ForThread() => this;

    /// <summary>Writes the text as this step wants it; false where it stays as it is, and nothing was written.</summary>
    /// <param name="text">A piece of the step before: valid UTF-8, at least one byte.</param>
    /// <param name="isStart">Whether it is the begin of the whole text.</param>
    /// <param name="output">Where to write, empty.</param>
    public virtual bool TryRewrite(ReadOnlySpan<byte> text, bool isStart, Utf8Buffer output) => false;

    /// <summary>Adds the pieces of a text, in order, none of them empty.</summary>
    public abstract void Split(ReadOnlySpan<byte> text, List<PieceRange> pieces);
}
