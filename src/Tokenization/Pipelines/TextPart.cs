namespace Accounting.Tokenization.Pipelines;

/// <summary>A part of a text: an added token, or the text between two of them (<see cref="Text"/>).</summary>
internal readonly record struct TextPart(int Token, int Start, int End)
{
    /// <summary>The part is no added token.</summary>
    public const int Text = -1;

    public bool IsText => Token == Text;
}
